"""The weights of sentence support: what they are trained on, and what the threshold loses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from one_hot_words import OneHotWords

from app.assistant.facts.names import NameFinder
from app.assistant.support import NAMES, WORDS, ModelSupport, Regression, SupportWeights
from eval.claims import CorpusPassages, PlantedClaim
from eval.train_support import (
    Example,
    claim_examples,
    describe,
    fit,
    made_examples,
    threshold,
)
from index.reader_input import Read

FINDER = NameFinder()
PLAIN = Regression(weights=np.ones(len(NAMES)), bias=0.0, threshold=0.5)
WEIGHTS = SupportWeights(words=PLAIN, together=PLAIN, covered=0.5, layer=1)
SENTENCES = {
    language: [f"{language} one, two.", "three, four.", "five, six.", "seven, eight."]
    for language in ("nb", "nn", "en", "sv", "cs")
}


def alike(text, others):
    words = set(text.split())
    return np.array([len(words & set(other.split())) for other in others], np.float32)


class SharedWords:
    """Finds a quote the surer, the more of its words are in the statement."""

    def log_odds(self, statement: str, quote: Read) -> float:
        return float(alike(statement, [quote.text])[0])


@pytest.fixture
def support() -> ModelSupport:
    return ModelSupport(alike, OneHotWords(), SharedWords(), WEIGHTS)


def examples() -> list[Example]:
    """Return true ones that are well covered and others that are not, over ten documents."""
    return [
        Example(
            signals=np.array([level, level, level]) + number / 1000,
            supported=level > 0.5,
            document=f"{number}.md",
        )
        for number in range(10)
        for level in (0.9, 0.2)
    ]


def test_claims_that_only_the_models_can_judge(tmp_path: Path, support):
    (tmp_path / "a.md").write_text("# Tittel\n\nDet er to land.\n", "utf-8")
    passages = CorpusPassages(tmp_path, lambda texts: [len(text.split()) for text in texts])
    true = PlantedClaim(
        id="c", language="nb", document="a.md", quote="Det er to land.", error="",
        statement="Det er to land.",
    )  # fmt: skip
    claims = [
        true,
        replace(true, error="addition", statement="Det er to land og fire byer."),
        replace(true, error="year"),
        replace(true, quote="Det er tre land."),
    ]

    found = list(claim_examples(claims, passages, support, FINDER))

    assert [one.supported for one in found] == [True, False]
    assert found[0].signals[0] == pytest.approx(1.0)
    assert found[1].signals[0] < found[0].signals[0]
    assert {(one.document, one.weight) for one in found} == {("a.md", 2.0)}


def test_triples_of_parallel_sentences_are_the_same_every_time(support):
    first, again = (list(made_examples(SENTENCES, alike, support, FINDER)) for _ in range(2))

    assert [one.supported for one in first] == [True, False, False] * 3
    assert [one.signals.tolist() for one in first] == [one.signals.tolist() for one in again]
    assert {one.weight for one in first} == {1.0}


def test_what_is_covered_is_rewarded():
    weights, bias = fit(examples())

    assert weights @ np.array([0.9, 0.9, 0.9]) + bias > 0
    assert weights @ np.array([0.2, 0.2, 0.2]) + bias < 0


def test_the_threshold_loses_the_share_it_is_told_to():
    assert threshold(examples(), lost=0.0) <= threshold(examples(), lost=0.5) < 1.0


def test_what_is_written_is_what_the_package_reads():
    facts = describe(examples(), examples(), [], layer=8)

    assert list(facts["words"]["weights"]) == list(NAMES[:WORDS])
    assert list(facts["together"]["weights"]) == list(NAMES)
    assert {"bias", "threshold"} <= facts["words"].keys() & facts["together"].keys()
    assert {"covered", "layer", "how"} <= facts.keys()
    assert "40 claims and 0 examples" in facts["how"]
