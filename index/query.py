"""The values of search: what is asked for, what comes back, and who can answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from ingest.document import Access, Passage
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
