"""What a figure or date in running text amounts to, so that two of them can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.assistant.facts.number_words import small_number_words
from app.assistant.facts.units import crowns, same_unit
from ingest.dates import MONTH_NUMBERS

_SCALES = {
    1e3: "tusen thousand tisíc tisíce",
    1e6: "mill million millions millioner millionar miljoner miljon milion milionů mil",
    1e9: "mrd milliard milliarder milliardar billion billions miljarder miliard",
}
_UNITS = {
    "EUR": "eur euro euros €",
    "USD": "usd dollar dollars $",
    "NOK": "nok",
    "SEK": "sek",
    "DKK": "dkk",
    "CZK": "czk kč",
    "crowns": "krone kroner krona kronor koruna korun koron crowns",
    "%": "% prosent percent per cent procent procenta",
}
_NUMERAL = re.compile(r"(?:\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d)|\d+)(?:[.,]\d+)*")
_ISO_LIKE = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d{2}(?!\d)")
_DAY = re.compile(r"(?<!\d)([0-3]?\d)(?!\d)")
# `2,294,118` and `1.200`, but not `1,2`.
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def _by_word(groups: dict[float, str]) -> dict[str, float]:
    return {word: value for value, words in groups.items() for word in words.split()}


_SCALE_OF = _by_word(_SCALES)
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An amount and what it is counted in; `unit` is empty for plain counts."""

    value: float
    unit: str

    def disagrees(self, other: Figure) -> bool:
        """Tell whether both count the same thing, as far as they say, and come to other numbers."""
        counted_alike = not (self.unit and other.unit) or same_unit(self.unit, other.unit)
        return counted_alike and self.value != other.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date as precise as it is written; None where it does not say."""

    year: int | None
    month: int | None
    day: int | None

    def disagrees(self, other: Day) -> bool:
        """Tell whether the two cannot be the same day: a part that both give differs."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return any(mine and theirs and mine != theirs for mine, theirs in pairs)


def figure(text: str, language: str = "und") -> Figure | None:
    """Return the amount that `text` is: `24 mill. kroner`, `fem`, `36 per cent`; None if none.

    The language tells whose kroner they are.
    """
    folded = text.casefold()
    words = re.findall(r"[^\W\d_]+|[%€$]", folded)
    match = _NUMERAL.search(folded)
    if match:
        value = _value(match.group())
    else:
        known = small_number_words()
        spelled = [known[word] for word in words if word in known]
        if not spelled:
            return None
        value = spelled[0]
    for word in words:
        value *= _SCALE_OF.get(word, 1.0)
    units = [_UNIT_OF[word] for word in words if word in _UNIT_OF]
    if "per cent" in folded:
        units.append("%")
    unit = units[0] if units else ""
    return Figure(value=value, unit=crowns(language, folded) if unit == "crowns" else unit)


def day(text: str) -> Day | None:
    """Return the date that `text` is, in Norwegian, English, Swedish or Czech; None if none."""
    folded = text.casefold()
    written = _ISO_LIKE.search(folded)
    if written:
        d, m, y = (int(part) for part in written.groups())
        return Day(year=y, month=m, day=d)
    year = _YEAR.search(folded)
    months = [
        MONTH_NUMBERS[word] for word in re.findall(r"[^\W\d_]+", folded) if word in MONTH_NUMBERS
    ]
    rest = folded.replace(year.group(), " ", 1) if year else folded
    within = _DAY.search(rest) if months else None
    if not year and not months:
        return None
    return Day(
        year=int(year.group()) if year else None,
        month=months[0] if months else None,
        day=int(within.group(1)) if within else None,
    )


def _value(numeral: str) -> float:
    plain = re.sub(r"[\u00a0\u202f ]", "", numeral)
    if _GROUPED.fullmatch(plain):
        return float(re.sub(r"[.,]", "", plain))
    *whole, decimals = re.split(r"[.,]", plain) if re.search(r"[.,]", plain) else (plain, "0")
    return float(f"{''.join(whole)}.{decimals}")
