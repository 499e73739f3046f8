"""Our embedding model in the shape that LlamaIndex takes."""

from __future__ import annotations

from typing import Any

from llama_index.core.embeddings import BaseEmbedding
from pydantic import PrivateAttr

from index.embedder import Embedder


class LlamaEmbedding(BaseEmbedding):
    """Hands texts and questions on to an embedder of ours."""

    _embedder: Any = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.fingerprint)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        embedded: list[float] = self._embedder.queries([query])[0].tolist()
        return embedded

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        embedded: list[list[float]] = self._embedder.documents(texts).tolist()
        return embedded
