"""Search filters from countries, agencies and dates as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import typer

from index.query import Filters
from ingest.agencies import canonical_agency
from ingest.countries import country_code
from ingest.document import Source

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def parse_country(name: str) -> str:
    """Return the code of a country given by code or by name; another value is a usage error."""
    code = country_code(name)
    if code is None:
        raise typer.BadParameter(f"no country is called {name!r}; try its two-letter code")
    return code


def parse_language(code: str) -> str:
    """Return a language code in lower case; anything else is a usage error."""
    folded = code.strip().casefold()
    if not _LANGUAGE.fullmatch(folded):
        raise typer.BadParameter(f"{code!r} is no language code such as nb, nn, en or cs")
    return folded


def parse_date(value: str) -> str:
    """Return a date of reduced precision; one that no calendar knows is a usage error."""
    text = value.strip()
    if _DATE.fullmatch(text):
        try:
            date(*[*map(int, text.split("-")), 1, 1][:3])
        except ValueError:
            pass
        else:
            return text
    raise typer.BadParameter(f"{value!r} is no date such as 2014, 2014-05 or 2014-05-06")


def search_filters(
    *,
    agencies: Sequence[str],
    countries: Sequence[str],
    languages: Sequence[str],
    kinds: Sequence[str],
    published_from: str | None,
    published_to: str | None,
    sources: Sequence[Source],
) -> Filters:
    """Return the filters, agencies and kinds spelt as the sources of the index spell them."""
    ours = {source.agency.casefold(): source.agency for source in sources if source.agency}
    sorts = {source.kind.casefold(): source.kind for source in sources}
    canonical = [canonical_agency(" ".join(name.split())) for name in agencies]
    return Filters(
        agencies=tuple(ours.get(name.casefold(), name) for name in canonical),
        countries=tuple(countries),
        # Norwegian has two written forms, and passages are in one or the other.
        languages=tuple(one for code in languages for one in _NORWEGIAN.get(code, (code,))),
        kinds=tuple(sorts.get(kind.strip().casefold(), kind) for kind in kinds),
        published_from=published_from,
        published_to=published_to,
    )


_NORWEGIAN = {"no": ("nb", "nn")}


def unknown_values(filters: Filters, sources: Sequence[Source]) -> Iterator[str]:
    """Yield a remark for each agency and kind that no document of the index has."""
    for option, wanted, there in (
        ("agency", filters.agencies, {source.agency for source in sources if source.agency}),
        ("kind", filters.kinds, {source.kind for source in sources}),
    ):
        for value in wanted:
            if value not in there:
                yield f"No document has the {option} {value}. There are: {', '.join(sorted(there))}"
