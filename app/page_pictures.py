"""Pictures of the pages that quotations stand on."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Protocol

from app.assistant.answer import Citation, Nearest
from app.cleared_shelf import ClearedShelf
from index.open_index import OpenIndex
from index.originals import original_of
from ingest.document import Document
from ingest.errors import SamsvarError
from ingest.page_process import PagePicture, picture_page

_KEPT = 64  # pictures of some 200 kB each

Cited = Citation | Nearest


class PagePictures(Protocol):
    """Shows quotations on the pages they were read from."""

    def offered(self, cited: Cited) -> bool:
        """Tell whether the document of a quotation has pages to show."""
        ...

    def picture(self, cited: Cited) -> PagePicture | None:
        """Return the page on which a quotation begins, marked; None if it cannot be shown."""
        ...


class NoPages:
    """Where there are no files to show pages of."""

    def offered(self, cited: Cited) -> bool:  # noqa: ARG002
        """Tell that there is nothing to show."""
        return False

    def picture(self, cited: Cited) -> PagePicture | None:  # noqa: ARG002
        """Return no picture."""
        return None


NO_PAGES = NoPages()


class OriginalPages:
    """Draws pages of the files that were ingested, as long as they are what was read."""

    def __init__(self, index: OpenIndex, shelf: ClearedShelf) -> None:
        self._index = index
        self._shelf = shelf
        self._drawn = lru_cache(maxsize=_KEPT)(self._draw)

    def offered(self, cited: Cited) -> bool:
        """Tell whether the document of a quotation has pages to show."""
        return cited.page is not None and cited.source.path.lower().endswith(".pdf")

    def picture(self, cited: Cited) -> PagePicture | None:
        """Return the page on which a quotation begins, marked; None if it cannot be shown."""
        document = self._document(cited)
        if document is None or not self.offered(cited):
            return None
        # Looked for every time: a file that was removed since is not to be seen any more.
        manifest = self._index.generation().manifest
        file = original_of(
            document.source, [*map(Path, manifest.folders)], [*map(Path, manifest.loose_files)]
        )
        if file is None:
            return None
        try:
            return self._drawn(file, document.source.checksum, *page_part(document, cited))
        except _NotDrawn:
            return None

    def _document(self, cited: Cited) -> Document | None:
        """Return the document, if the quotation still stands in it where it was cited."""
        try:
            document = self._shelf.document(cited.source.path)
        except SamsvarError:
            return None
        return document if document.text[cited.start : cited.end] == cited.quote else None

    def _draw(
        self,
        file: Path,
        checksum: str,  # noqa: ARG002 (what is drawn depends on it)
        page: int,
        quote: str,
        before: str,
    ) -> PagePicture:
        picture = picture_page(file, page, quote, before=before)
        if picture is None:
            # Raised, so that it is not remembered: the machine may only have been busy.
            raise _NotDrawn
        return picture


class _NotDrawn(Exception):
    """There is no picture."""


def page_part(document: Document, cited: Cited) -> tuple[int, str, str]:
    """Return the page on which a quotation begins, what of it stands there, and what before it."""
    page = document.page_at(cited.start) or 1
    begins = document.pages[page - 1] if document.pages else 0
    ends = document.pages[page] if page < len(document.pages) else len(document.text)
    part = document.text[cited.start : min(cited.end, ends)]
    return page, part, document.text[begins : cited.start]
