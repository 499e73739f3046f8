"""What counts as covered by a quote, word for word, and what a low probability is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from assistant_fakes import make_evidence, make_passage, shared_words

from app.assistant.facts.names import NameFinder
from app.assistant.facts.statement import Facts
from app.assistant.grounding import Grounds
from app.assistant.support import ModelSupport, SupportWeights, coverage, trained_support
from index.word_vectors import WordVectors
from ingest.document import Span

FINDER = NameFinder()
WEIGHTS = SupportWeights(
    weights=np.array([10.0, 1.0]), bias=-6.0, threshold=0.5, covered=0.4, layer=1
)


class OneHotWords:
    """Words as vectors that are alike only if the words are."""

    def __init__(self, rarities: Mapping[str, float] | None = None) -> None:
        self._known: dict[str, int] = {}
        self._rarities = rarities or {}

    def words(self, texts: Sequence[str]) -> list[WordVectors]:
        return [self._of(text) for text in texts]

    def _of(self, text: str) -> WordVectors:
        spans, vectors, rarity, start = [], [], [], 0
        for word in text.split():
            start = text.index(word, start)
            spans.append((start, start + len(word)))
            bare = word.strip(".,").casefold()
            place = self._known.setdefault(bare, len(self._known))
            vectors.append(np.eye(64, dtype=np.float32)[place])
            rarity.append(self._rarities.get(bare, 12.0))
            start += len(word)
        return WordVectors(
            spans=tuple(spans),
            vectors=np.array(vectors, np.float32).reshape(-1, 64),
            rarity=np.array(rarity, np.float32),
        )


def covered(statement: str, quote: str, beside: str = "", **rest: object) -> tuple[float, float]:
    words = OneHotWords(rest.pop("rarities", None))  # type: ignore[arg-type]
    return coverage(*words.words([statement, quote, beside]), **rest)  # type: ignore[arg-type]


def test_what_the_quote_says_is_covered_in_any_order():
    assert covered("a b c d e f", "f e d c b a") == (1.0, 1.0)


def test_an_added_clause_is_where_it_is_covered_least():
    whole, least = covered("a b c d e v w x y z", "a b c d e")

    assert whole == pytest.approx(0.5)
    assert least == 0.0


def test_an_addition_in_a_short_sentence_is_less_than_the_whole():
    assert covered("a b c z", "a b c") == (pytest.approx(3 / 4), pytest.approx(2 / 3))


def test_function_words_weigh_nothing():
    assert covered("a b c the of", "a b c", rarities={"the": 3.0, "of": 4.0})[0] == 1.0


def test_what_the_headings_say_counts_a_little_less():
    assert covered("a b", "a", "b")[0] == pytest.approx(0.975)


def test_a_name_compared_elsewhere_is_covered_whatever_it_is_called():
    whole, _ = covered("Norge", "Norway", compared=[Span(start=0, end=5)])

    assert whole == pytest.approx(0.7)


def test_nothing_covers_and_nothing_is_covered_by_nothing():
    assert covered("a b", "") == (0.0, 0.0)
    assert covered("", "a b") == (0.0, 0.0)


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


def test_the_weights_that_come_with_the_package_reward_what_is_covered():
    trained = trained_support()

    assert trained.probability(np.array([0.9, 0.9])) > 0.9
    assert trained.probability(np.array([0.4, 0.7])) < trained.threshold
