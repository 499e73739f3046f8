"""The dense leg: passage vectors in an embedded Chroma collection, by cosine.

Chroma is used directly rather than through LlamaIndex's `ChromaVectorStore`: that writes every
passage's text a second time into Chroma's metadata, where a removal would have to chase it, and
costs every cold start 1.2 s of imports. `index.llama_index` offers the whole search to LlamaIndex.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.embedder import Vectors
from index.query import Filters, published_day
from ingest.document import Access, Source

_COLLECTION = "passages"
_BATCH = 2000
# The same vectors by passage number, float32 of shape (n, d): to fetch a few hundred of them from
# Chroma takes longer than to search it.
_BY_NUMBER = "by_number.npy"
_SPREAD_OF_FEW = 0.2
# What `length.bin` takes for one passage: a float32, the length of its vector.
_LENGTH_BYTES = 4


class VectorIndex:
    """Nearest neighbours of a query vector among the passages of one generation."""

    def __init__(self, folder: Path) -> None:
        """Open the collection in `folder`; any error of Chroma's and of numpy's passes through."""
        self._by_number = np.load(folder / _BY_NUMBER, mmap_mode="r", allow_pickle=False)
        client = _client(folder)
        # Chroma keeps every client that was not closed, with its threads and open files.
        self._closing = weakref.finalize(self, client.close)
        self._closing.atexit = False
        self._collection = client.get_collection(_COLLECTION, embedding_function=None)
        # A generation never changes, and to count it costs Chroma a millisecond.
        self._count = int(self._collection.count())

    def search(
        self,
        vector: Vectors,
        limit: int,
        filters: Filters,
        clearance: Access,
        admitted: Sequence[int] | None = None,
    ) -> list[tuple[int, float]]:
        """Return (passage number, cosine) of the nearest passages, nearest first.

        Parameters
        ----------
        admitted
            All the passages that may be found, the filters and the clearance heeded; without it,
            those two decide.
        """
        if admitted is None:
            return self._nearest(vector, limit, filters, clearance)
        barred = self._count - len(admitted)
        if len(admitted) <= limit + barred:
            found = list(self.cosines(vector, admitted).items())
        else:
            # Among so many, `limit` at least are admitted.
            allowed = set(admitted)
            nearest = self._nearest(vector, limit + barred, filters, clearance)
            found = [(number, cosine) for number, cosine in nearest if number in allowed]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def _nearest(
        self, vector: Vectors, limit: int, filters: Filters, clearance: Access
    ) -> list[tuple[int, float]]:
        found = self._collection.query(
            query_embeddings=vector.reshape(1, -1),
            n_results=limit,
            where=_where(filters, clearance),
            include=["distances"],
        )
        return [
            (int(identity), 1.0 - distance)
            for identity, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def cosines(self, vector: Vectors, numbers: Sequence[int]) -> dict[int, float]:
        """Return the cosine of each of the passages `numbers` to `vector`."""
        if not numbers:
            return {}
        rows = self._by_number[np.asarray(numbers) - 1]
        return dict(zip(numbers, (rows @ vector.reshape(-1)).tolist(), strict=True))

    def __len__(self) -> int:
        """Return how many passages have a vector."""
        return self._count

    def close(self) -> None:
        """Let go of the files."""
        self._closing()


def write_vectors(
    folder: Path, numbers: Sequence[int], vectors: Vectors, facts: Sequence[tuple[Source, str]]
) -> None:
    """Write a new collection: one passage number, vector and (source, passage language) each.

    The numbers are 1, 2, 3 and so on.
    """
    client = _client(folder)
    try:
        collection = client.create_collection(
            _COLLECTION,
            embedding_function=None,
            configuration={
                "hnsw": {
                    "space": "cosine",
                    "ef_construction": 128,
                    "ef_search": 200,
                    # Everything is written out now: what is left in Chroma's queue, each reader
                    # would write into the graph at its first search.
                    "batch_size": 1,
                    "sync_threshold": 1,
                }
            },
        )
        for first in range(0, len(numbers), _BATCH):
            part = slice(first, first + _BATCH)
            collection.add(
                ids=[str(number) for number in numbers[part]],
                embeddings=vectors[part],
                metadatas=[_metadata(source, language) for source, language in facts[part]],
            )
    finally:
        client.close()
    np.save(folder / _BY_NUMBER, np.asarray(vectors, np.float32), allow_pickle=False)
    _clear_unused_room(folder, len(numbers))


def typical_spread(vectors: Vectors) -> float:
    """Return the median distance between the best and the worst cosine of up to 200 passages.

    Every query's cosines are scaled by this one distance, whatever the model's own scale is.
    """
    if len(vectors) < 3:
        return _SPREAD_OF_FEW
    sample = vectors[:: max(1, len(vectors) // 200)]
    cosines = np.sort(sample @ vectors.T, axis=1)
    # The last column is the passage itself.
    return float(max(np.median(cosines[:, -2] - cosines[:, 0]), 1e-3))


def _clear_unused_room(folder: Path, used: int) -> None:
    """Zero the room that Chroma's graph keeps for more passages.

    It is written out as it happened to lie in memory, which may be anything, removed text included.
    """
    for lengths in folder.glob("*/length.bin"):
        room = lengths.stat().st_size // _LENGTH_BYTES
        for path in (lengths, lengths.with_name("data_level0.bin")):
            size = path.stat().st_size
            first = size // room * used
            with path.open("r+b") as file:
                file.seek(first)
                file.write(bytes(size - first))


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(
        str(folder), settings=Settings(anonymized_telemetry=False, allow_reset=False)
    )


def _metadata(source: Source, language: str) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "document": source.path,
        "language": language,
        "kind": source.kind,
        "access": int(source.access),
    }
    if source.agency:
        facts["agency"] = source.agency
    if source.countries:
        facts["countries"] = list(source.countries)
    if source.published:
        facts["published"] = published_day(source.published)
    return facts


def _where(filters: Filters, clearance: Access) -> dict[str, Any] | None:
    clauses: list[dict[str, Any]] = []
    if clearance < max(Access):
        clauses.append({"access": {"$lte": int(clearance)}})
    for field, values in (
        ("agency", filters.agencies),
        ("language", filters.languages),
        ("kind", filters.kinds),
        ("document", filters.documents),
    ):
        if values:
            clauses.append({field: {"$in": list(values)}})
    if filters.countries:
        any_of = [{"countries": {"$contains": country}} for country in filters.countries]
        clauses.append(any_of[0] if len(any_of) == 1 else {"$or": any_of})
    if filters.published_from:
        clauses.append({"published": {"$gte": published_day(filters.published_from)}})
    if filters.published_to:
        clauses.append({"published": {"$lte": published_day(filters.published_to, end=True)}})
    if len(clauses) > 1:
        return {"$and": clauses}
    return clauses[0] if clauses else None
