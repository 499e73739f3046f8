"""Embed each distinct passage once for each model, and remember the vector."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from index.catalog import Catalog
from index.embedder import Embedder
from ingest.document import Document, Passage


def embedded_text(document: Document, passage: Passage) -> str:
    """Return what is embedded for a passage: its title and heading trail, then its text."""
    trail = passage.headings
    title = document.source.title
    if title not in trail:
        trail = (title, *trail)
    return "\n".join((" > ".join(trail), passage.text))


class VectorCache:
    """The vectors of a catalog, filled by an embedder."""

    def __init__(self, catalog: Catalog, embedder: Embedder) -> None:
        self._catalog = catalog
        self._embedder = embedder

    def key(self, text: str) -> bytes:
        """Return the key of a text's vector: a hash of the model's fingerprint and the text."""
        return hashlib.sha256(f"{self._embedder.fingerprint}\0{text}".encode()).digest()

    def fill(
        self, texts: Mapping[bytes, str], progress: Callable[[int], None] = lambda new: None
    ) -> int:
        """Embed the texts whose keys have no vector yet; return how many there were."""
        missing = sorted(self._catalog.missing_vectors(list(texts)))
        if missing:
            vectors = self._embedder.documents([texts[key] for key in missing], progress)
            self._catalog.put_vectors(missing, vectors)
        return len(missing)
