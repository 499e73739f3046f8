"""Narrow what was found by agency, country, language, kind and year, and count what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from index.query import Hit, published_day
from ingest.document import Passage

Facet = Literal["agencies", "countries", "languages", "kinds", "years"]
FACETS: tuple[Facet, ...] = get_args(Facet)
Order = Literal["relevance", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What was chosen of each facet; an empty one admits everything, two values either.

    `languages` are those of the passage; `years` those of publication, as `2014`.
    """

    agencies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    def chosen(self, facet: Facet) -> tuple[str, ...]:
        """Return what was chosen of `facet`."""
        chosen: tuple[str, ...] = getattr(self, facet)
        return chosen

    def admits(self, passage: Passage, *, but: Facet | None = None) -> bool:
        """Tell whether a passage is among what was chosen, one facet perhaps left out of it."""
        return all(
            not self.chosen(facet)
            or not set(self.chosen(facet)).isdisjoint(_values(passage, facet))
            for facet in FACETS
            if facet != but
        )

    def __bool__(self) -> bool:
        return any(self.chosen(facet) for facet in FACETS)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value of a facet, and how many documents with it would be found if it were chosen."""

    value: str
    documents: int


def narrowed(hits: Sequence[Hit], selection: Selection) -> list[Hit]:
    """Return the hits that `selection` admits, in their order.

    Where the same words stand in several documents, one that is admitted takes the place.
    """
    found = []
    for hit in hits:
        admitted = [one for one in (hit.passage, *hit.duplicates) if selection.admits(one)]
        if admitted:
            found.append(replace(hit, passage=admitted[0], duplicates=tuple(admitted[1:])))
    return found


def facet_values(
    hits: Sequence[Hit], selection: Selection
) -> Mapping[Facet, tuple[FacetValue, ...]]:
    """Return the values of each facet among `hits`, most documents first.

    The other facets' choices narrow a facet's counts, its own do not: they tell what another
    choice would bring. What was chosen is there even if nothing is left of it.
    """
    return {facet: _facet_values(hits, selection, facet) for facet in FACETS}


def document_count(hits: Sequence[Hit]) -> int:
    """Return how many documents the hits are from."""
    return len({one.source.path for hit in hits for one in (hit.passage, *hit.duplicates)})


def ordered(hits: Sequence[Hit], order: Order) -> list[Hit]:
    """Return hits as they came, or the newest first and those without a date last."""
    if order == "relevance":
        return list(hits)
    return sorted(hits, key=lambda hit: -published_day(hit.passage.source.published or "0"))


def _facet_values(
    hits: Sequence[Hit], selection: Selection, facet: Facet
) -> tuple[FacetValue, ...]:
    passages = [one for hit in hits for one in (hit.passage, *hit.duplicates)]
    pairs = {
        (value, one.source.path)
        for one in passages
        if selection.admits(one, but=facet)
        for value in _values(one, facet)
    }
    counts = Counter(value for value, _ in pairs)
    counts.update(dict.fromkeys(selection.chosen(facet), 0))
    by_year = facet == "years"
    listed = sorted(counts, key=lambda value: value, reverse=by_year)
    if not by_year:
        listed.sort(key=lambda value: -counts[value])
    return tuple(FacetValue(value=value, documents=counts[value]) for value in listed)


def _values(passage: Passage, facet: Facet) -> tuple[str, ...]:
    source = passage.source
    match facet:
        case "agencies":
            return (source.agency,) if source.agency else ()
        case "countries":
            return source.countries
        case "languages":
            return (passage.language,)
        case "kinds":
            return (source.kind,)
        case "years":
            return (source.published[:4],) if source.published else ()
