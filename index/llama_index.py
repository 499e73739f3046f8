"""Samsvar's search as a LlamaIndex retriever, for those who build with LlamaIndex."""

from __future__ import annotations

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.query import Filters, Hit, Query, Retriever
from ingest.document import Access


class SamsvarRetriever(BaseRetriever):
    """A `BaseRetriever` over any retriever of ours.

    Nodes carry the passage's text, its offsets (`start_char_idx`, `end_char_idx`: the offset law
    holds for them) and the source's facts as metadata.
    """

    def __init__(
        self,
        retriever: Retriever,
        *,
        clearance: Access,
        filters: Filters = Filters(),
        similarity_top_k: int = 10,
    ) -> None:
        self._retriever = retriever
        self._clearance = clearance
        self._filters = filters
        self._similarity_top_k = similarity_top_k
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        query = Query(text=query_bundle.query_str, clearance=self._clearance, filters=self._filters)
        hits = self._retriever.search(query, self._similarity_top_k)
        return [NodeWithScore(node=_node(hit), score=hit.score) for hit in hits]


def _node(hit: Hit) -> TextNode:
    passage, source = hit.passage, hit.passage.source
    return TextNode(
        id_=passage.id,
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata={
            "document": source.path,
            "title": source.title,
            "agency": source.agency,
            "countries": list(source.countries),
            "language": passage.language,
            "published": source.published,
            "page": passage.page,
            "headings": list(passage.headings),
        },
    )
