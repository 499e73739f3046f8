"""Dates, numbers and names as the page's language writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

_NEARLY = 0.005  # what would be rounded away


@cache
def _locale(language: str) -> Locale:
    # The readers are Europeans: 27 January 2015, not January 27.
    return Locale.parse("en_GB" if language == "en" else language)


def format_published(published: str, language: str) -> str:
    """Write an ISO 8601 date of reduced precision out: `2014-05` becomes `mai 2014`.

    A date that no calendar knows is given back as it stands, for it is still what the source says.
    """
    parts = [int(part) for part in published.split("-")]
    try:
        day = date(*[*parts, 1, 1][:3])
    except ValueError:
        return published
    match len(parts):
        case 1:
            return published
        case 2:
            return str(format_skeleton("yMMMM", day, locale=_locale(language)))
        case _:
            return str(format_date(day, format="long", locale=_locale(language)))


def format_number(number: int, language: str) -> str:
    """Write a number: `1 200` or `1,200`."""
    return str(format_decimal(number, locale=_locale(language)))


def format_share(share: float, language: str) -> str:
    """Write a share in [0, 1] in per cent: `78 %` or `78%`.

    What is nearly all or nearly nothing is never rounded to all or nothing: `99,6 %`.
    """
    locale = _locale(language)
    written = locale.percent_formats[None].pattern
    if 0 < share < _NEARLY or 1 - _NEARLY < share < 1:
        written = written.replace("0", "0.#")
    return str(format_percent(share, format=written.replace("#,##", ""), locale=locale))


def format_count(number: int, singular: str, plural: str, language: str) -> str:
    """Write a number with its noun: `1 dokument`, `1 200 dokumenter`."""
    return f"{format_number(number, language)} {singular if number == 1 else plural}"


def format_years(dates: Iterable[str]) -> str:
    """Write the years that ISO dates span: `2009–2024`, `2014`, or nothing for no dates."""
    years = sorted({published[:4] for published in dates})
    if not years:
        return ""
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"


def language_name(code: str, language: str) -> str:
    """Name a language in `language`: `en` is `engelsk` or `English`; an unknown code stays."""
    return str(_locale(language).languages.get(code, code))


def country_name(code: str, language: str) -> str:
    """Name a country in `language`: `CZ` is `Tsjekkia` or `Czechia`; an unknown code stays."""
    return str(_locale(language).territories.get(code, code))
