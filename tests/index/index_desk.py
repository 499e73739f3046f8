from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from fake_embedder import FakeEmbedder

from index.build import IndexWriter
from index.generation import Generation, current_folder
from index.open_index import OpenIndex
from index.paths import IndexPaths
from index.query import Hit, Query
from index.search import IndexRetriever, Mode
from ingest.document import Access


class Desk:
    """A folder of documents, an index over it, and the few things a test does with them."""

    def __init__(self, folder: Path, projections: Path) -> None:
        self.documents = folder / "documents"
        self.documents.mkdir()
        self.paths = IndexPaths(folder / "data")
        self.paths.data.mkdir()
        # What is computed from a fake model once is good for every test.
        self.paths.models.symlink_to(projections)
        self.embedder = FakeEmbedder()

    def put(self, files: Mapping[str, str | bytes]) -> None:
        for name, content in files.items():
            path = self.documents / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def writer(self, embedder: FakeEmbedder | None = None, **more: object) -> IndexWriter:
        return IndexWriter(self.paths, embedder or self.embedder, **more)  # type: ignore[arg-type]

    def ingest(self, *paths: Path, **more: bool):
        """Bring the index into step; forgets what was embedded before."""
        self.embedder.embedded.clear()
        return self.writer().ingest(paths or (self.documents,), **more)

    def generation(self) -> Path:
        return current_folder(self.paths.generations)

    def names(self) -> list[str]:
        generation = Generation(self.generation())
        try:
            return [source.path for source in generation.shelf.sources()]
        finally:
            generation.close()

    def retriever(self, mode: Mode = "hybrid") -> IndexRetriever:
        return IndexRetriever(OpenIndex(self.paths), self.embedder, mode=mode)

    def search(self, text: str, limit: int = 10, mode: Mode = "hybrid", **more) -> list[Hit]:
        query = Query(text=text, clearance=more.pop("clearance", Access.RESTRICTED), **more)
        return self.retriever(mode).search(query, limit)

    def found(self, text: str, **more) -> list[str]:
        """Return the names of the documents whose passages hold every word of `text`."""
        return sorted(
            hit.passage.source.path
            for hit in self.search(text, 100, **more)
            if set(text.split()) <= set(re.findall(r"\w+", hit.passage.text))
        )
