"""The first passages that were found, in the order of search and reader together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from fake_reader import FakePassageReader, unheard
from hypothesis import given
from hypothesis import strategies as st

from index.query import Hit, Query, Signal
from index.reader_input import Read
from index.reading import PassageReading
from index.rerank import RerankingRetriever, RerankSettings
from ingest.document import Access, Document, Source

QUERY = Query(text="leser bøker", clearance=Access.PUBLIC)
DENSE = (Signal(retriever="dense", rank=1, score=0.8),)


def hit(text: str, score: float) -> Hit:
    source = Source(id=text, checksum="", path=f"{text}.md", title="Rapport", language="nb")
    document = Document(source=source, text=text)
    passage = document.passage(0, len(text), ordinal=0, language="nb")
    return Hit(passage=passage, score=score, signals=DENSE)


@dataclass
class FakeRetriever:
    """Returns `hits` and keeps what it was asked."""

    hits: Sequence[Hit]
    asked: list[tuple[Query, int]] = field(default_factory=list)

    def search(self, query: Query, limit: int) -> list[Hit]:
        self.asked.append((query, limit))
        return list(self.hits)[:limit]


@dataclass
class FixedReader(FakePassageReader):
    """Finds passages as relevant as it is told, by their texts."""

    relevance: dict[str, float] = field(default_factory=dict)

    def _reading(self, question: str, text: str) -> PassageReading:
        nothing = np.empty(0, np.float32)
        return PassageReading(
            relevance=self.relevance[text],
            answerable=0.0,
            offsets=np.empty((0, 2), np.int64),
            starts=nothing,
            ends=nothing,
            null=0.0,
            **unheard(0),
        )


def reranked(
    found: dict[str, tuple[float, float]], limit: int = 99, **settings: float
) -> list[Hit]:
    """Rerank hits given by their text, as the score of the search and the reader's relevance."""
    retriever = FakeRetriever([hit(text, score) for text, (score, _) in found.items()])
    reader = FixedReader(relevance={text: relevance for text, (_, relevance) in found.items()})
    known = RerankSettings(**settings)  # type: ignore[arg-type]
    return RerankingRetriever(retriever, reader, known).search(QUERY, limit)


def names(hits: Sequence[Hit]) -> str:
    return "".join(hit.passage.text for hit in hits)


FOUND = {"A": (0.9, -4.0), "B": (0.8, 9.0), "C": (0.7, 6.0)}


@pytest.mark.parametrize(("share", "order"), [(0.0, "ABC"), (1.0, "BCA"), (0.2, "BAC")])
def test_both_scores_decide_by_their_weight(share, order):
    assert names(reranked(FOUND, reader_share=share)) == order


def test_the_reader_gives_by_how_far_a_passage_lies_below_its_best():
    hits = reranked(FOUND, reader_share=0.4, spread=10.0)
    scores = {hit.passage.text: hit.score for hit in hits}

    assert scores["B"] == pytest.approx(0.4 * 1.0 + 0.6 * 0.8)
    assert scores["C"] == pytest.approx(0.4 * 0.7 + 0.6 * 0.7)
    assert scores["A"] == pytest.approx(0.4 * 0.0 + 0.6 * 0.9)


def test_only_how_far_apart_the_readers_scores_lie_matters():
    lifted = {text: (score, relevance - 50) for text, (score, relevance) in FOUND.items()}

    assert [hit.score for hit in reranked(lifted)] == pytest.approx(
        [hit.score for hit in reranked(FOUND)]
    )


def test_hits_that_are_equal_are_in_the_order_of_their_passages():
    assert names(reranked(dict.fromkeys("CABD", (0.5, 1.0)))) == "ABCD"


def test_a_hit_keeps_the_signals_of_the_search_and_has_the_readers_besides():
    hits = {hit.passage.text: hit for hit in reranked(FOUND)}

    assert [hits[text].signals for text in "ABC"] == [
        (*DENSE, Signal(retriever="reader", rank=3, score=-4.0)),
        (*DENSE, Signal(retriever="reader", rank=1, score=9.0)),
        (*DENSE, Signal(retriever="reader", rank=2, score=6.0)),
    ]


def test_what_lies_beyond_the_depth_follows_in_its_order():
    found = {"A": (0.9, 0.0), "B": (0.8, 9.0), "C": (0.7, 99.0), "D": (0.6, 999.0)}
    hits = reranked(found, depth=2, reader_share=0.5)

    assert names(hits) == "BACD"
    assert [len(hit.signals) for hit in hits] == [2, 2, 1, 1]
    assert [hit.score for hit in hits[2:]] == [0.35, 0.3]


DEPTH = RerankSettings().depth


@pytest.mark.parametrize("limit", [1, DEPTH - 1, DEPTH, DEPTH + 1, 99])
def test_as_many_are_searched_for_as_are_read_or_wanted(limit):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    retriever = FakeRetriever([hit(text, 0.5) for text in letters])
    reader = FakePassageReader()
    hits = RerankingRetriever(retriever, reader).search(QUERY, limit)

    assert retriever.asked == [(QUERY, max(limit, DEPTH))]
    assert len(hits) == min(limit, 26)
    assert reader.asked == [
        ("leser bøker", [Read(context="Rapport", text=text) for text in letters[:DEPTH]])
    ]


def test_a_passage_that_the_reader_finds_best_comes_up_within_the_limit():
    assert names(reranked(FOUND, limit=1)) == "B"
    assert reranked(FOUND, limit=0) == []


def test_one_hit_is_the_readers_best_too():
    (only,) = reranked({"A": (0.5, -9.0)}, reader_share=0.5)

    assert only.score == 0.75
    assert only.signals == (*DENSE, Signal(retriever="reader", rank=1, score=-9.0))


def test_nothing_found_is_nothing_ranked():
    assert reranked({}) == []


SCORES = st.tuples(st.floats(0, 1), st.floats(-30, 30))


@given(
    st.dictionaries(st.sampled_from("ABCDEFGH"), SCORES),
    st.integers(1, 9),
    st.integers(0, 9),
    st.floats(0, 1),
)
def test_nothing_is_lost_or_made_up(found, depth, limit, share):
    # A search gives the best first.
    found = dict(sorted(found.items(), key=lambda item: -item[1][0]))
    hits = reranked(found, depth=depth, reader_share=share)
    scores = [hit.score for hit in hits]

    assert sorted(names(hits)) == sorted(found)
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    fewer = reranked(found, limit, depth=depth, reader_share=share)
    assert [hit.score for hit in fewer] == scores[:limit]
    ranks = [signal.rank for hit in hits for signal in hit.signals if signal.retriever == "reader"]
    assert sorted(ranks) == list(range(1, min(depth, len(found)) + 1))
