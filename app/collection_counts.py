"""How many documents there are of each agency, country, language and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.document import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionCounts:
    """Names, codes and years with their numbers of documents; the most come first, years in order.

    `years` leaves none out between the first and the last. A document counts once for each of its
    countries, and is in none of the counts of what it does not tell.
    """

    agencies: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    years: tuple[tuple[str, int], ...]
    undated: int


def count_collection(sources: Iterable[Source]) -> CollectionCounts:
    """Count the documents by what is known of them."""
    sources = tuple(sources)
    dated = Counter(int(source.published[:4]) for source in sources if source.published)
    span = range(min(dated), max(dated) + 1) if dated else range(0)
    return CollectionCounts(
        agencies=_most_first(source.agency for source in sources if source.agency),
        countries=_most_first(code for source in sources for code in source.countries),
        languages=_most_first(source.language for source in sources if source.language != "und"),
        # A single document with an odd date must not fill the picture with empty years.
        years=tuple(
            (str(year), dated[year]) for year in (span if len(span) <= 60 else sorted(dated))
        ),
        undated=sum(1 for source in sources if not source.published),
    )


def _most_first(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counted = Counter(values)
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0].casefold())))
