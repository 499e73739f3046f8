"""Whether the models say that a quote holds a sentence, and what it is called if not."""

from __future__ import annotations

import numpy as np
import pytest
from assistant_fakes import make_evidence, make_passage, shared_words
from one_hot_words import OneHotWords

from app.assistant.facts.names import NameFinder
from app.assistant.facts.statement import Facts
from app.assistant.grounding import Grounds
from app.assistant.support import ModelSupport, SupportWeights, trained_support

FINDER = NameFinder()
WEIGHTS = SupportWeights(
    weights=np.array([10.0, 1.0]), bias=-6.0, threshold=0.5, covered=0.4, layer=1
)


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
    support = ModelSupport(shared_words, OneHotWords(), WEIGHTS)

    assert support.read(Facts.of(statement, "nb", FINDER), grounds).reason == reason


def test_two_names_that_have_changed_places_are_roles_exchanged():
    passage = make_passage("Alfa said that Latvia visited Estonia.")
    grounds = Grounds.of((make_evidence(passage, passage.text),), FINDER)
    support = ModelSupport(shared_words, OneHotWords(), WEIGHTS)

    assert support.read(Facts.of(passage.text, "en", FINDER), grounds).reason == ""
    turned = Facts.of("Alfa said that Estonia visited Latvia.", "en", FINDER)
    assert support.read(turned, grounds).reason == "roles"


def test_the_weights_that_come_with_the_package_reward_what_is_covered():
    trained = trained_support()

    assert trained.probability(np.array([0.9, 0.9])) > 0.9
    assert trained.probability(np.array([0.4, 0.7])) < trained.threshold
