"""What a reference says, whatever form it is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.document import Document, Source

_WEB = ("https://", "http://")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words of a source and where they stand; `start` and `end` are offsets into its text.

    `page` is None where the document has no pages. `verdict` says, in the language of whoever
    exports it, how much the document speaks to a search; empty where nobody judged it, and then
    `quote` may be empty too.
    """

    source: Source
    page: int | None = None
    start: int = 0
    end: int = 0
    quote: str = ""
    verdict: str = ""

    @classmethod
    def to(cls, document: Document, start: int, end: int, *, verdict: str = "") -> Reference:
        """Return a reference to `document.text[start:end]`, on the page where that begins."""
        return cls(
            source=document.source,
            page=document.page_at(start),
            start=start,
            end=end,
            quote=document.text[start:end],
            verdict=verdict,
        )

    @property
    def year(self) -> str:
        """The year of publication, empty if it is not known."""
        return (self.source.published or "")[:4]

    @property
    def address(self) -> str:
        """Where it was published on the web, empty if that is not known."""
        url = one_line(self.source.source_url or "")
        return url if url.startswith(_WEB) and " " not in url else ""


def one_line(text: str) -> str:
    """Return `text` on one line and without control characters, which formats take for commands."""
    return " ".join(_CONTROL.sub(" ", text).split())


def date_parts(published: str | None) -> tuple[int, ...]:
    """Return year, month and day as far as they are known and may be."""
    parts = tuple(int(part) for part in (published or "").split("-") if part)
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        return parts[:1]
    return parts[:2] if len(parts) > 2 and not 1 <= parts[2] <= 31 else parts
