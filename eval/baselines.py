"""Retrievers to compare with, over the same documents and with the same embedding model.

Ours before the reader orders what it found, with one leg only, the two legs fused by ranks, and
LlamaIndex as it comes.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from eval.ranking import Ranker, Unit
from index.embedder import Embedder
from index.errors import UnknownDocumentError
from index.open_index import OpenIndex
from index.query import Query, Retriever
from ingest.document import Access, Document, Passage

if TYPE_CHECKING:
    from llama_index.core.retrievers import BaseRetriever

_RANK_CONSTANT = 60
_LEG_DEPTH = 50
_Item = TypeVar("_Item", bound=Hashable)


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[_Item]], constant: int = _RANK_CONSTANT
) -> list[_Item]:
    """Return what any of the rankings holds, by the sum of 1 / (constant + rank), best first.

    Cormack, Clarke & Büttcher 2009, "Reciprocal Rank Fusion outperforms Condorcet and individual
    Rank Learning Methods", SIGIR; the constant of 60 is theirs.
    """
    sums: dict[_Item, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            sums[item] = sums.get(item, 0.0) + 1 / (constant + rank)
    return sorted(sums, key=lambda item: -sums[item])


class IndexRanker:
    """Ranks the passages of an index by a retriever of ours."""

    def __init__(self, retriever: Retriever, index: OpenIndex, clearance: Access) -> None:
        self._retriever = retriever
        self._index = index
        self._clearance = clearance

    def rank(self, question: str, language: str, limit: int) -> list[Unit]:
        """Return at most `limit` passages, best first."""
        query = Query(text=question, clearance=self._clearance, language=language)
        return [_unit(hit.passage, *hit.duplicates) for hit in self._retriever.search(query, limit)]

    def units(self, document: str) -> list[Unit]:
        """Return every passage of one document."""
        try:
            passages = self._index.generation().shelf.passages_of(document)
        except UnknownDocumentError:
            return []
        return [_unit(passage) for passage in passages]


class FusedRanker:
    """Fuses the ranks of others, all over the same units."""

    def __init__(self, legs: Sequence[Ranker]) -> None:
        self._legs = legs

    def rank(self, question: str, language: str, limit: int) -> list[Unit]:
        """Return at most `limit` units, best first."""
        depth = max(limit, _LEG_DEPTH)
        rankings = [leg.rank(question, language, depth) for leg in self._legs]
        return reciprocal_rank_fusion(rankings)[:limit]

    def units(self, document: str) -> list[Unit]:
        """Return every unit of one document."""
        return self._legs[0].units(document)


class LlamaIndexRanker:
    """LlamaIndex as it comes: its own splitter, its vector store in memory, its retriever.

    Nothing but the embedding model is ours. Its nodes of 1,024 tokens are longer than the model
    reads; that is what its defaults give.
    """

    def __init__(self, documents: Sequence[Document], embedder: Embedder) -> None:
        from llama_index.core import Document as LlamaDocument
        from llama_index.core import VectorStoreIndex
        from llama_index.core.node_parser import SentenceSplitter

        from eval.llama_embedding import LlamaEmbedding

        nodes = SentenceSplitter().get_nodes_from_documents(
            [
                LlamaDocument(
                    text=document.text,
                    metadata={"document": document.source.path},
                    # Its own reader of folders keeps file names out of the embedding too.
                    excluded_embed_metadata_keys=["document"],
                )
                for document in documents
            ]
        )
        self._units: dict[str, list[Unit]] = {}
        for node in nodes:
            path = node.metadata["document"]
            unit = Unit(text=node.get_content(), documents=(path,))
            self._units.setdefault(path, []).append(unit)
        self._index = VectorStoreIndex(nodes, embed_model=LlamaEmbedding(embedder))
        self._retrievers: dict[int, BaseRetriever] = {}

    def rank(self, question: str, language: str, limit: int) -> list[Unit]:  # noqa: ARG002
        """Return at most `limit` nodes, best first; it makes no use of the language."""
        if limit not in self._retrievers:
            self._retrievers[limit] = self._index.as_retriever(similarity_top_k=limit)
        return [
            Unit(text=found.node.get_content(), documents=(found.node.metadata["document"],))
            for found in self._retrievers[limit].retrieve(question)
        ]

    def units(self, document: str) -> list[Unit]:
        """Return every node of one document."""
        return self._units.get(document, [])


def baselines(
    *,
    hybrid: Ranker,
    dense: Ranker,
    lexical: Ranker,
    documents: Sequence[Document],
    embedder: Embedder,
) -> Mapping[str, Ranker]:
    """Return the retrievers to compare with, by their names in the report."""
    return {
        "without the reader": hybrid,
        "dense only": dense,
        "BM25 only": lexical,
        "reciprocal rank fusion": FusedRanker([dense, lexical]),
        "LlamaIndex's defaults": LlamaIndexRanker(documents, embedder),
    }


def _unit(passage: Passage, *others: Passage) -> Unit:
    paths = (passage.source.path, *(other.source.path for other in others))
    return Unit(text=passage.text, documents=paths)
