"""The documents that a reader's clearance lets them see."""

from __future__ import annotations

from index.errors import UnknownDocumentError
from index.open_index import OpenIndex
from index.shelf import Extent
from ingest.document import Access, Document, Passage, Source


class ClearedShelf:
    """Sources and documents of the current generation, those above the clearance left out."""

    def __init__(self, index: OpenIndex, clearance: Access) -> None:
        self._index = index
        self._clearance = clearance

    def sources(self) -> tuple[Source, ...]:
        """Return every source that may be seen, in the order of their paths."""
        sources = self._index.generation().shelf.sources()
        return tuple(source for source in sources if source.access <= self._clearance)

    def document(self, path: str) -> Document:
        """Return the document that citations name `path`.

        Raises
        ------
        UnknownDocumentError
            If there is none, or it may not be seen: the two are not told apart.
        """
        document = self._index.generation().shelf.document(path)
        if document.source.access > self._clearance:
            raise UnknownDocumentError(
                "no document of that name is in the index",
                where=path,
                remedy="`samsvar documents` lists the names",
            )
        return document

    def passages_of(self, path: str) -> list[Passage]:
        """Return the passages of the document of that name, in reading order.

        Raises
        ------
        UnknownDocumentError
            If there is none, or it may not be seen.
        """
        self.document(path)
        return self._index.generation().shelf.passages_of(path)

    def extents(self) -> dict[str, Extent]:
        """Return how large each document is, by its name; those not to be seen are among them."""
        return self._index.generation().shelf.extents()

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the index that answers now."""
        return self._index.generation().manifest.fingerprint
