"""The values of the ground floor: a source, its document, and the passages cut from it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import IntEnum

_PUBLISHED = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Access(IntEnum):
    """Who may see a source; a reader's clearance must be at least this."""

    PUBLIC = 0
    INTERNAL = 1
    RESTRICTED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a document comes from, as its citations name it.

    Parameters
    ----------
    id
        Stable identity within the index: equal for equal `path`.
    checksum
        SHA-256 (hex) of the bytes read, sidecar included.
    path
        The document's name: its path relative to the ingested folder, with forward slashes.
    countries
        ISO 3166-1 alpha-2 codes, upper case, most important first.
    kind
        What sort of document: `report`, `press release`, `agreement`, `handbook`, ...
    language
        BCP 47 primary tag of most of the text: `nb`, `nn`, `en`, `sv`, `da`, `cs`, ...;
        `und` when it cannot be told.
    published
        ISO 8601 date of reduced precision as far as it is known: `2014`, `2014-05`, `2014-05-06`.
    """

    id: str
    checksum: str
    path: str
    title: str
    language: str
    agency: str | None = None
    countries: tuple[str, ...] = ()
    kind: str = "document"
    published: str | None = None
    source_url: str | None = None
    access: Access = Access.PUBLIC

    def __post_init__(self) -> None:
        if not self.path or self.path.startswith("/") or "\\" in self.path:
            raise ValueError(f"a source's path is relative, with forward slashes: {self.path!r}")
        if not self.title.strip():
            raise ValueError(f"a source needs a title: {self.path}")
        if self.published is not None and not _PUBLISHED.fullmatch(self.published):
            raise ValueError(f"published is YYYY[-MM[-DD]], not {self.published!r}: {self.path}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a document's text: half-open, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Span):
    """A heading line in the text; `level` 1 is the outermost."""

    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source and its text, normalised once and never touched again.

    `pages` are the offsets at which pages 1, 2, ... begin (empty when the format has none);
    `headings` lie in reading order; `furniture` are the stretches that belong to the page it was
    published on rather than to the matter (menus, contact boxes, footers): they stay in the text,
    so that it is complete, but no passage is cut from them.
    """

    source: Source
    text: str = field(repr=False)
    pages: tuple[int, ...] = ()
    headings: tuple[Heading, ...] = ()
    furniture: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        for span in (*self.headings, *self.furniture):
            if span.end > len(self.text):
                raise ValueError(f"{span} reaches past the text of {self.source.path}")
        if list(self.pages) != sorted(self.pages) or (self.pages and self.pages[0] != 0):
            raise ValueError(f"pages of {self.source.path} must begin at 0 and rise: {self.pages}")

    def page_at(self, offset: int) -> int | None:
        """Return the 1-based page that `offset` lies on, or None where there are no pages."""
        return bisect_right(self.pages, offset) or None

    def passage(
        self, start: int, end: int, *, ordinal: int, headings: tuple[str, ...] = (), language: str
    ) -> Passage:
        """Cut the passage `text[start:end]`; the only way a passage is made.

        Raises
        ------
        ValueError
            If the span is empty, blank or outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{start}..{end} is no passage of {self.source.path}")
        text = self.text[start:end]
        if not text.strip():
            raise ValueError(f"{start}..{end} of {self.source.path} is blank")
        return Passage(
            id=f"{self.source.id}-{ordinal}",
            source=self.source,
            ordinal=ordinal,
            start=start,
            end=end,
            text=text,
            headings=headings,
            language=language,
            page=self.page_at(start),
            inner_headings=tuple(
                Span(start=heading.start, end=heading.end)
                for heading in self.headings
                if start < heading.start and heading.end < end
            ),
            opens_block=self._opens_block(start),
        )

    def _opens_block(self, start: int) -> bool:
        # By steps back: a slice would copy all of a long text before each passage.
        before = start
        while before and self.text[before - 1] in " \t":
            before -= 1
        if self.text.endswith("\n\n", 0, before):
            return True
        while before and self.text[before - 1].isspace():
            before -= 1
        return before == 0 or any(heading.end == before for heading in self.headings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of whole sentences of one document, the unit that is embedded and found.

    The offset law: `document.text[start:end] == text`. `headings` is the trail of headings above
    the passage, outermost first; it is embedded with the passage but is no part of its text.
    `inner_headings` stand in the text, offsets into the document: a passage may reach over several
    tiny sections. `opens_block` says that a paragraph, list or table begins with it, and does not
    go on from the passage before.
    """

    id: str
    source: Source
    ordinal: int
    start: int
    end: int
    text: str
    headings: tuple[str, ...]
    language: str
    page: int | None
    inner_headings: tuple[Span, ...] = ()
    opens_block: bool = True
