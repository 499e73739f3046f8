"""Whether the models say that a quote holds a sentence, and what it is called if not."""

from __future__ import annotations

import numpy as np
import pytest
from assistant_fakes import make_evidence, make_passage, shared_words
from one_hot_words import OneHotWords

from app.assistant.facts.names import NameFinder
from app.assistant.facts.statement import Facts
from app.assistant.grounding import Grounds
from app.assistant.support import ModelSupport, Regression, SupportWeights, trained_support
from index.reader_input import Read

FINDER = NameFinder()
WEIGHTS = SupportWeights(
    words=Regression(weights=np.array([10.0, 1.0]), bias=-6.0, threshold=0.4),
    together=Regression(weights=np.array([10.0, 1.0, 1.0]), bias=-6.0, threshold=0.5),
    covered=0.4,
    layer=1,
)


class Sure:
    """Finds that every quote says what is stated, as surely as it is told to."""

    def __init__(self, log_odds: float = 0.0) -> None:
        self._log_odds = log_odds
        self.asked: list[tuple[str, Read]] = []

    def log_odds(self, statement: str, quote: Read) -> float:
        self.asked.append((statement, quote))
        return self._log_odds


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("alfa beta gamma delta eta", ""),
        ("alfa beta gamma delta eta teta jota kappa lambda my", "addition"),
        ("teta jota kappa lambda my", "relevance"),
    ],
)
def test_what_is_not_said_is_an_addition_if_the_rest_is(statement, reason):
    passage = make_passage("alfa beta gamma delta eta")
    grounds = Grounds.of((make_evidence(passage, passage.text),), FINDER)
    support = ModelSupport(shared_words, OneHotWords(), Sure(), WEIGHTS)

    assert support.read(Facts.of(statement, "nb", FINDER), grounds).reason == reason


def test_two_names_that_have_changed_places_are_roles_exchanged():
    passage = make_passage("Alfa said that Latvia visited Estonia.")
    grounds = Grounds.of((make_evidence(passage, passage.text),), FINDER)
    support = ModelSupport(shared_words, OneHotWords(), Sure(), WEIGHTS)

    assert support.read(Facts.of(passage.text, "en", FINDER), grounds).reason == ""
    turned = Facts.of("Alfa said that Estonia visited Latvia.", "en", FINDER)
    assert support.read(turned, grounds).reason == "roles"


def test_what_is_covered_and_yet_not_said_is_roles_exchanged():
    passage = make_passage("alfa beta gamma delta eta")
    grounds = Grounds.of((make_evidence(passage, passage.text),), FINDER)
    doubting = ModelSupport(shared_words, OneHotWords(), Sure(-9.0), WEIGHTS)

    turned = Facts.of("eta delta gamma beta alfa", "nb", FINDER)
    assert doubting.read(turned, grounds).reason == "roles"


def test_a_quote_is_read_with_what_stands_above_it():
    passage = make_passage("alfa beta", title="Tittel", headings=("Kapittel", "Tittel"))
    grounds = Grounds.of((make_evidence(passage, passage.text),), FINDER)
    sure = Sure()
    ModelSupport(shared_words, OneHotWords(), sure, WEIGHTS).see(
        Facts.of("alfa", "nb", FINDER), grounds
    )

    ((statement, quote),) = sure.asked
    assert (statement, quote.text) == ("alfa", "alfa beta")
    assert quote.context.split(" · ").count("Tittel") == 1
    assert "Kapittel" in quote.context


def test_the_weights_that_come_with_the_package_reward_what_is_covered():
    trained = trained_support()

    assert trained.probability(np.array([0.9, 0.9, 4.0])) > 0.9
    assert trained.stands(np.array([0.9, 0.9, 4.0]))
    assert not trained.stands(np.array([0.4, 0.7, -4.0]))


def test_what_is_about_another_matter_does_not_stand_however_sure_entailment_is():
    passage = make_passage("alfa beta gamma delta eta")
    grounds = Grounds.of((make_evidence(passage, passage.text),), FINDER)
    sure = ModelSupport(shared_words, OneHotWords(), Sure(99.0), WEIGHTS)
    read = sure.read(Facts.of("teta jota kappa lambda my", "nb", FINDER), grounds)

    assert read.reason == "relevance"
    assert read.probability < 0.4
