"""The values of search: what is asked for, what comes back, and who can answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from ingest.document import Access, Passage, Source
from ingest.errors import SamsvarError

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which passages may be found; an empty field admits everything.

    `languages` are those of the passage. `published_from` and `published_to` are ISO 8601 dates of
    reduced precision, both inclusive: to `2014` means to the end of 2014. A source without a date
    passes no date filter.
    """

    agencies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    published_from: str | None = None
    published_to: str | None = None
    documents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for date in (self.published_from, self.published_to):
            if date is not None and not _DATE.fullmatch(date):
                raise SamsvarError(
                    "a date to filter by is YYYY, YYYY-MM or YYYY-MM-DD", where=repr(date)
                )

    def admits(self, source: Source) -> bool:
        """Tell whether passages of `source` may be found, its passages being in its language."""
        first, last = self.published_from, self.published_to
        dated = published_day(source.published) if source.published else None
        return (
            (not self.agencies or source.agency in self.agencies)
            and (not self.countries or not set(self.countries).isdisjoint(source.countries))
            and (not self.languages or source.language in self.languages)
            and (not self.kinds or source.kind in self.kinds)
            and (not self.documents or source.path in self.documents)
            and (not first or (dated is not None and dated >= published_day(first)))
            and (not last or (dated is not None and dated <= published_day(last, end=True)))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A search in words. `clearance` has no default, so that nobody can forget it."""

    text: str
    clearance: Access
    language: str | None = None
    filters: Filters = Filters()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """What one retriever said of a passage: its 1-based rank and its score on its own scale."""

    retriever: str
    rank: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that was found, its fused score in [0, 1], and the signals behind it.

    `duplicates` are the passages of other documents with the same words, folded into this one.
    """

    passage: Passage
    score: float
    signals: tuple[Signal, ...]
    duplicates: tuple[Passage, ...] = ()


class Retriever(Protocol):
    """Anything that finds passages: best first, at most `limit`."""

    def search(self, query: Query, limit: int) -> list[Hit]:
        """Return the best hits for `query`."""
        ...


def published_day(published: str, *, end: bool = False) -> int:
    """Return a date of reduced precision as a number that sorts: `2014-05` -> 20140500.

    With `end`, the last moment it may mean: `2014` -> 20149999.
    """
    digits = published.replace("-", "")
    return int(digits.ljust(8, "9" if end else "0"))
