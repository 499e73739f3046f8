"""Dates in running text, as precise as they are written, in five languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.dates import MONTH_NUMBERS
from ingest.document import Span

# Cases of Czech months that dates of documents do not stand in.
_CZECH_IN = {
    "lednu": 1, "únoru": 2, "březnu": 3, "dubnu": 4, "květnu": 5, "červnu": 6, "červenci": 7,
    "srpnu": 8, "říjnu": 10, "prosinci": 12,
}  # fmt: skip
_MONTHS = MONTH_NUMBERS | _CZECH_IN
_SEASONS = {
    frozenset({3, 4, 5}): "vår våren spring jaro jaře jarem jara",
    frozenset({6, 7, 8}): "sommer sommeren sommar sommaren summer léto létě létem léta",
    frozenset(
        {9, 10, 11}
    ): "høst høsten haust hausten höst hösten autumn fall podzim podzimu podzimem",
    frozenset({12, 1, 2}): "vinter vinteren vintern winter zima zimě zimou",
}
_SEASON_OF = {word: months for months, words in _SEASONS.items() for word in words.split()}
# Months that are other words too, or short forms: only with a day or a year beside them.
_DOUBTFUL = frozenset(
    "may mar mars des dec jan feb apr jun jul aug sept sep okt oct nov marts march".split()
)
_ALWAYS = sorted(set(_MONTHS) - _DOUBTFUL, key=len, reverse=True)
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:1[89]|20)\d\d(?!\d|[.,]\d|[\u00a0\u202f ]\d{3}(?!\d))"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)"
_TO = r"\s?(?:–|-|—|/|\b(?:to|til|till|og|and|och|a|až|do|until)\b)\s?"
_NTH = r"(?:st|nd|rd|th|\.)?"
_FORMS = re.compile(
    rf"""(?xi)(?<![\w.])(?:
      (?P<iso_year>{_YEAR})-(?P<iso_month>1[0-2]|0[1-9])(?:-(?P<iso_day>{_DAY}))?(?!\d)
    | (?P<dot_day>{_DAY})[./]\s?(?P<dot_month>1[0-2]|0?[1-9])[./]\s?(?P<dot_year>{_YEAR})
    | (?:(?P<first_day>{_DAY}){_NTH}(?:\s?(?P<first_month>{_NAME})\b\.?)?{_TO}(?:den\s)?)?
      (?P<day>{_DAY}){_NTH}\s?(?:of\s)?(?P<month>{_NAME})\b\.?
      (?:,?\s(?:i\s|in\s)?(?P<year>{_YEAR}))?
    | (?P<us_month>{_NAME})\b\.?\s(?P<us_first>{_DAY}){_NTH}(?:{_TO}(?P<us_day>{_DAY}){_NTH})?
      (?:,?\s(?P<us_year>{_YEAR}))?
    | (?P<word>{_NAME}|{"|".join(_SEASON_OF)})\b\.?\s(?:i\s|in\s|of\s|roku\s)?(?P<word_year>{_YEAR})
    | (?P<decade>(?:19|20)\d0)(?:s\b|['’]s\b|-?\s?(?:tal|åre|åra)\w*)
    | (?P<from_year>{_YEAR})\s?[–—/-]\s?(?P<to_year>{_YEAR}|\d\d(?!\d))
    | (?P<only_year>{_YEAR})(?!\s?(?:%|kr|eur|nok|usd|sek|czk|mill))
    | (?P<only_month>{"|".join(_ALWAYS)})\b
    | (?P<head_month>(?-i:Mars|March|May))(?=[,:])
    | (?P<in_month>
      (?:(?:i|in|av|of|since|siden|sidan|fra|frå|från|from|until|til|till|by|innen|per)\s)
      (?:mars|march|may)\b)(?!\s(?:\d|be|not|have))
    | (?P<only_season>
      (?:(?:in|the|v|ve|na|om|late|early|this|last|next|by|before|after|před|po|do|od)\s)
      (?:spring|summer|autumn|winter|jaře|jarem|létě|létem|podzim|podzimu|podzimem|zimě|zimou)
      |våren|sommeren|sommaren|høsten|hausten|hösten|vinteren|vintern)\b
    )"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment(Span):
    """A date; None, and no months, where it does not say. `years` above one year make a range."""

    years: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    day: int | None = None

    @property
    def is_year(self) -> bool:
        """Whether it is a year and no more."""
        return not self.months and self.day is None

    def within(self, other: Moment, *, known_years: frozenset[int] = frozenset()) -> bool:
        """Tell whether `other` says all that this says: each part, and no vaguer.

        `known_years` may be those of `other` where it names none itself.
        """
        years = other.years or known_years
        return (
            (not self.years or bool(years and years <= self.years))
            and (not self.months or bool(other.months and other.months <= self.months))
            and (self.day is None or self.day == other.day)
        )


def moments(text: str) -> list[Moment]:
    """Return the dates in `text`, in order; a range gives both its ends."""
    return [moment for match in _FORMS.finditer(text) for moment in _of(match)]


def _of(match: re.Match[str]) -> Iterator[Moment]:
    part = {name: value for name, value in match.groupdict().items() if value}
    start, end = match.span()
    if "decade" in part:
        first = int(part["decade"])
        yield Moment(start=start, end=end, years=frozenset(range(first, first + 10)))
        return
    if "from_year" in part:
        first_year, last_year = part["from_year"], part["to_year"]
        last_year = last_year if len(last_year) == 4 else first_year[:2] + last_year
        for year in (first_year, last_year):
            yield Moment(start=start, end=end, years=frozenset({int(year)}))
        return
    year = next((value for name, value in part.items() if name.endswith("year")), None)
    years = frozenset({int(year)}) if year else frozenset()
    months = _months(part)
    if "us_first" in part:
        yield Moment(start=start, end=end, years=years, months=months, day=int(part["us_first"]))
        if "us_day" not in part:
            return
    if "first_day" in part:
        opening = _month(part["first_month"]) if "first_month" in part else months
        yield Moment(start=start, end=end, years=years, months=opening, day=int(part["first_day"]))
    day = next(
        (
            value
            for name, value in part.items()
            if name.endswith("day") and name not in ("first_day",)
        ),
        None,
    )
    yield Moment(start=start, end=end, years=years, months=months, day=int(day) if day else None)


def _months(part: dict[str, str]) -> frozenset[int]:
    for name in ("iso_month", "dot_month"):
        if name in part:
            return frozenset({int(part[name])})
    for name in (
        "month",
        "us_month",
        "word",
        "only_month",
        "head_month",
        "in_month",
        "only_season",
    ):
        if name in part:
            return _month(part[name].split()[-1])
    return frozenset()


def _month(word: str) -> frozenset[int]:
    word = word.casefold().rstrip(".")
    return _SEASON_OF.get(word) or frozenset({_MONTHS[word]})
