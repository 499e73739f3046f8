"""Programmes and agreements on a line of time, from what is known of the documents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from index.query import published_day
from ingest.document import Source

Sort = Literal["agreement", "programme"]

# Words of titles in the languages of the field, by how they begin or end: compounds are one word.
_AGREEMENT = re.compile(
    r"(?i)\b(?:\w*avtale[nr]?|\w*avtaler|\w*avtal(?:et)?|\w*aftale[nr]?|agreements?|memorand\w+|"
    r"mou|letter of intent|treaty|convention|konvensjon\w*|traktat\w*|dohod[ay]|smlouv[ay])\b"
)
_PROGRAMME = re.compile(
    r"(?i)\b(?:\w*program(?:me|met|mer|mes|s|y|u|ů)?|projects?|\w*prosjekt\w*|\w*projekt\w*|"
    r"grants?|[\wø]+-?midle[nr]e?|fond(?:y|ene?|et)?|\w*partnerska\w+|partnerships?|partnerstv\w+)\b"
)
_PERIOD = re.compile(r"\b((?:19|20)\d{2})\s?[-–—/]\s?((?:19|20)\d{2}|\d{2})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A document about a programme or an agreement, and the years it speaks of.

    `stated` tells whether its title names the years; they are else the year it is dated.
    """

    source: Source
    sort: Sort
    first: int
    last: int
    stated: bool


def milestones(sources: Iterable[Source]) -> tuple[Milestone, ...]:
    """Return the programmes and agreements that have a time, the earliest first."""
    found = [one for source in sources if (one := _milestone(source)) is not None]
    return tuple(sorted(found, key=lambda one: (one.first, one.last, _day(one), one.source.path)))


def _milestone(source: Source) -> Milestone | None:
    sort = _sort_of(source)
    if sort is None:
        return None
    period = _PERIOD.search(source.title)
    if period is not None:
        first = int(period[1])
        last = int(period[2]) if len(period[2]) == 4 else first // 100 * 100 + int(period[2])
        if first <= last:
            return Milestone(source=source, sort=sort, first=first, last=last, stated=True)
    if not source.published:
        return None
    year = int(source.published[:4])
    return Milestone(source=source, sort=sort, first=year, last=year, stated=False)


def _sort_of(source: Source) -> Sort | None:
    for text in (source.kind, source.title):
        if _AGREEMENT.search(text):
            return "agreement"
        if _PROGRAMME.search(text):
            return "programme"
    return None


def _day(one: Milestone) -> int:
    return published_day(one.source.published) if one.source.published else 0
