"""What a reader makes of a file: text put together from normalised blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.declared import Declared
from ingest.document import Heading, Span
from ingest.errors import ReadError
from ingest.limits import ReadLimits
from ingest.normalise import normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The text of one file and what its format says about it.

    `headings` is None when the format does not mark headings, so that they may be inferred; an
    empty tuple says that there are none. `declared` is front matter. The remaining fields are what
    the format's own metadata claim, to be believed only where plausible.
    """

    text: str
    pages: tuple[int, ...] = ()
    headings: tuple[Heading, ...] | None = None
    furniture: tuple[Span, ...] = ()
    declared: Declared | None = None
    title: str | None = None
    published: str | None = None
    published_on_page: bool = False
    site: str | None = None
    source_url: str | None = None


class TextBuilder:
    """Joins blocks into a text and notes where each begins.

    Blocks are normalised before they are added, so every offset is exact by construction.
    """

    def __init__(self, limits: ReadLimits) -> None:
        self._limits = limits
        self._pieces: list[str] = []
        self._length = 0
        self._pages: list[int] = []
        self._pages_waiting = 0
        self._headings: list[Heading] = []
        self._furniture: list[Span] = []

    @property
    def length(self) -> int:
        """The number of characters so far."""
        return self._length

    def add(self, text: str, *, after: str = "\n\n") -> Span | None:
        r"""Add a block; `after` (``\n`` or ``\n\n``) sets it off from the one before."""
        text = normalise(text).strip()
        if not text:
            return None
        return self._append(after if self._length else "", text)

    def add_heading(self, text: str, level: int) -> None:
        """Add a heading on a line of its own."""
        span = self.add(" ".join(text.split()))
        if span is not None:
            self._headings.append(Heading(start=span.start, end=span.end, level=max(1, level)))

    def add_furniture(self, text: str) -> None:
        """Add a block that belongs to the page, not to the matter."""
        span = self.add(text)
        if span is not None:
            self._furniture.append(span)

    def extend(self, text: str) -> None:
        """Continue the last block, as a paragraph that runs over a page break does."""
        text = normalise(text).strip()
        if not text or not self._length:
            self.add(text)
            return
        if self._pieces[-1].endswith("-") and text[0].islower() and self._last_is_broken_word():
            self._pieces[-1] = self._pieces[-1][:-1]
            self._length -= 1
            self._append("", text)
        else:
            self._append(" ", text)

    def begin_page(self) -> None:
        """Begin the next page at whatever is added next."""
        self._pages_waiting += 1
        if self._pages_waiting + len(self._pages) > self._limits.pages:
            raise ReadError(f"The document has more than {self._limits.pages:,} pages")

    def text(self) -> str:
        """Return the text so far."""
        return "".join(self._pieces)

    def pages(self) -> tuple[int, ...]:
        """Return where each page begins, pages without text included."""
        return (*self._pages, *(self._length for _ in range(self._pages_waiting)))

    def headings(self) -> tuple[Heading, ...]:
        """Return the headings in reading order."""
        return tuple(self._headings)

    def furniture(self) -> tuple[Span, ...]:
        """Return the furniture in reading order."""
        return tuple(self._furniture)

    def _append(self, separator: str, text: str) -> Span:
        start = self._length + len(separator)
        # The first page begins at 0 whatever it holds.
        self._pages += [
            start if self._pages or index else 0 for index in range(self._pages_waiting)
        ]
        self._pages_waiting = 0
        self._pieces += [separator, text]
        self._length = start + len(text)
        self._limits.check_characters(self._length)
        return Span(start=start, end=self._length)

    def _last_is_broken_word(self) -> bool:
        return re.search(r"[^\W\d_][a-zæøåäöéüěščřžýáíůúťďň]-\Z", self._pieces[-1]) is not None
