"""Retrievers to compare with; LlamaIndex runs for real, over vectors of no model."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from eval_fakes import CZECH, KDI, FakeRanker, make_document, unit

from eval.baselines import (
    FusedRanker,
    IndexRanker,
    LlamaIndexRanker,
    baselines,
    reciprocal_rank_fusion,
)
from eval.ranking import Unit
from index.errors import UnknownDocumentError
from index.query import Hit, Query
from ingest.document import Access

sys.path.append(str(Path(__file__).parents[1] / "index"))
from fake_embedder import FakeEmbedder


def test_reciprocal_rank_fusion_by_hand():
    # With the constant 1: a 1/2 + 1/3, b 1/3 + 1/2, c 1/4, d 1/4; equals keep the first's order.
    assert reciprocal_rank_fusion([["a", "b", "c"], ["b", "a", "d"]], 1) == ["a", "b", "c", "d"]
    # Being second in both beats being first in one.
    assert reciprocal_rank_fusion([["x", "m"], ["y", "m"]])[0] == "m"
    assert reciprocal_rank_fusion([[], []]) == []


def test_the_constant_is_that_of_the_paper():
    # 1/62 + 1/62 against 1/61 + 1/64: with 60 the even one wins, with 1 it loses.
    rankings = [["top", "even"], ["a", "even", "b", "top"]]

    assert reciprocal_rank_fusion(rankings)[0] == "even"
    assert reciprocal_rank_fusion(rankings, 1)[0] == "top"


def test_fusing_rankers():
    first, second = unit(CZECH, "a"), unit(CZECH, "b")
    legs = FakeRanker([first, second]), FakeRanker([second])
    fused = FusedRanker(legs)

    assert fused.rank("q", "nb", 1) == [second]
    assert legs[0].asked == legs[1].asked == [("q", "nb", 50)]
    assert fused.units("czech/2014.md") == [first, second]


@dataclass
class FakeIndex:
    """Satisfies what `IndexRanker` asks of an open index and of a retriever."""

    asked: tuple[Query, int] | None = None

    def generation(self):
        return self

    @property
    def shelf(self):
        return self

    def passages_of(self, path):
        if path != CZECH.source.path:
            raise UnknownDocumentError("none", where=path)
        return [CZECH.passage(0, 7, ordinal=0, language="en")]

    def search(self, query, limit):
        self.asked = (query, limit)
        copy = make_document("copy.md", CZECH.text)
        return [
            Hit(
                passage=CZECH.passage(0, 7, ordinal=0, language="en"),
                score=1.0,
                signals=(),
                duplicates=(copy.passage(0, 7, ordinal=0, language="en"),),
            )
        ]


def test_passages_of_an_index_with_their_duplicates():
    index = FakeIndex()
    ranker = IndexRanker(index, index, Access.RESTRICTED)  # type: ignore[arg-type]

    assert ranker.rank("q", "nn", 3) == [
        Unit(text="In 2014", documents=("czech/2014.md", "copy.md"))
    ]
    assert index.asked == (Query(text="q", clearance=Access.RESTRICTED, language="nn"), 3)
    assert ranker.units("czech/2014.md") == [Unit(text="In 2014", documents=("czech/2014.md",))]
    assert ranker.units("gone.md") == []


@pytest.fixture(scope="module")
def stock() -> LlamaIndexRanker:
    long = make_document("long.md", "Fjellet er høyt. Sjøen er dyp. " * 400, "nb")
    return LlamaIndexRanker([CZECH, KDI, long], FakeEmbedder())


def test_llamaindex_finds_its_own_nodes(stock):
    best, *others = stock.rank("Staben har fem ansatte", "nb", 3)

    assert best == Unit(text=KDI.text, documents=("kdi/stab.md",))
    assert len(others) == 2
    assert stock.units("gone.md") == []


def test_llamaindex_splits_by_its_own_defaults(stock):
    nodes = stock.units("long.md")

    assert len(nodes) > 1
    assert all(node.documents == ("long.md",) for node in nodes)
    # Neighbours overlap.
    assert sum(len(node.text) for node in nodes) > len("Fjellet er høyt. Sjøen er dyp. ") * 400


def test_what_is_compared_with():
    found = baselines(
        hybrid=FakeRanker(),
        dense=FakeRanker(),
        lexical=FakeRanker(),
        documents=[CZECH],
        embedder=FakeEmbedder(),
    )

    assert list(found) == [
        "without the reader",
        "dense only",
        "BM25 only",
        "reciprocal rank fusion",
        "LlamaIndex's defaults",
    ]
