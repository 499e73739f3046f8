"""When two amounts are one, told in another form: rounded, in other units, or counted out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import floor, log10

from app.assistant.facts.amounts import Amount
from app.assistant.facts.moments import Moment
from app.assistant.facts.statement import Facts

# A stretch of time in hours or in months: these two have no common measure.
_HOURS = {"hour": 1.0, "day": 24.0, "week": 168.0}
_MONTHS = {"month": 1.0, "quarter": 3.0, "year": 12.0, "decade": 120.0, "century": 1200.0}
_NEARLY = re.compile(
    r"(?i)\b(?:nearly|almost|just under|just below|close to|knapt|snaut|nesten|nærmere|nær|"
    r"bortimot|oppunder|nästan|närmare|knappt|uppemot|téměř|skoro|bezmála|necel\w+)\s*$"
)
_OVER = re.compile(
    r"(?i)\b(?:over|more than|just over|above|upwards of|mer enn|meir enn|drøyt|drygt|godt over|"
    r"vel|mer än|över|přes|více než)\s*$"
)
_ABOUT = re.compile(
    r"(?i)\b(?:about|around|roughly|approximately|some|circa|ca\.?|rundt|omkring|omtrent|cirka|"
    r"kring|ungefär|omkring|asi|přibližně|zhruba|kolem)\s*$"
)
_ITEM = r"[^,;:.|\n]{2,60}"
_LISTED = re.compile(rf"(?:{_ITEM},\s){{1,10}}{_ITEM}\s(?:and|og|och|a|samt|as well as)\s{_ITEM}")
_MOST_LISTED = 12


def in_another_form(amount: Amount, stated: Facts, quote: Facts) -> bool:
    """Tell whether the quote gives an amount of the sentence in another form."""
    return (
        any(
            _as_long(amount, other) or _rounded(amount, other, stated.text)
            for other in quote.amounts
        )
        or _is_one_of(amount, quote)
        or _lies_between_dates(amount, quote.moments)
        or _counted_out(amount, quote)
        or _a_single_one(amount, stated, quote)
    )


def equal_stretches(stated: Facts, quote: Facts) -> bool:
    """Tell whether a stretch of time stands in both, in other units: 48 hours and two days."""
    return any(_as_long(one, other) for one in stated.amounts for other in quote.amounts)


def _as_long(one: Amount, other: Amount) -> bool:
    if one.unit == other.unit:
        return False
    for scale in (_HOURS, _MONTHS):
        if one.unit in scale and other.unit in scale:
            return any(
                abs(mine * scale[one.unit] - theirs * scale[other.unit]) < 1e-9
                for mine in one.values
                for theirs in other.values
            )
    return False


def _is_one_of(amount: Amount, quote: Facts) -> bool:
    """Tell whether an amount makes up one of what the quote names: three months, each quarter."""
    return any(
        amount.unit in scale
        and any(
            abs(value * scale[amount.unit] - scale[unit]) < 1e-9
            for value in amount.values
            for unit in quote.units & scale.keys() - {amount.unit}
        )
        for scale in (_HOURS, _MONTHS)
    )


def _rounded(amount: Amount, other: Amount, text: str) -> bool:
    """Tell whether an amount is the quote's, rounded the way that the word before it says."""
    before = text[max(0, amount.start - 20) : amount.start]
    hedged = any(form.search(before) for form in (_NEARLY, _OVER, _ABOUT))
    for mine in amount.values:
        for theirs in other.values:
            step = _last_place(mine)
            if mine < 100 or _last_place(theirs) * 10 > step:
                continue
            # Without a word for it, only a figure of two places or more is a rounded one.
            if not hedged and (mine / step < 10 or _last_place(theirs) * 100 > step):
                continue
            gap = theirs - mine
            if (
                (_NEARLY.search(before) and -step < gap <= 0)
                or (_OVER.search(before) and 0 <= gap < step)
                or (not _OVER.search(before) and abs(gap) <= step / 2)
            ):
                return True
    return False


def _last_place(value: float) -> float:
    """Return what the last figure that is not nought counts: 1e5 of 2,300,000."""
    if value <= 0:
        return 1.0
    place = 10.0 ** floor(log10(value))
    while place > 1 and abs(value / place - round(value / place)) > 1e-9:
        place /= 10
    return place


def _lies_between_dates(amount: Amount, moments: Sequence[Moment]) -> bool:
    """Tell whether an amount of years or months is the stretch between two dates."""
    if amount.unit not in ("year", "month"):
        return False
    months = 12.0 if amount.unit == "year" else 1.0
    ends = [_end(moment) for moment in moments if len(moment.years) == 1]
    return any(
        # Both ends may be counted: January to March are three months.
        abs(value * months - gap) <= reach
        for value in amount.values
        for (first, vague), (last, also_vague) in combinations(ends, 2)
        for gap, reach in [(abs(last - first), 12.0 if vague and also_vague else 1.0)]
        if gap > 0
    )


def _end(moment: Moment) -> tuple[float, bool]:
    """Return a date as months since the year 0, and whether it is a year only."""
    (year,) = moment.years
    month = min(moment.months, default=1)
    return year * 12.0 + month - 1 + ((moment.day or 1) - 1) / 31, not moment.months


def _counted_out(amount: Amount, quote: Facts) -> bool:
    """Tell whether the quote lists as many as the sentence counts, and counts none itself."""
    small = {value for value in amount.values if 2 <= value <= _MOST_LISTED}
    if not small or any(other.unit == amount.unit for other in quote.amounts if not other.weak):
        return False
    countries = len(quote.keys_of("country"))
    if amount.unit == "country":
        return countries in small
    return bool(small & set(_lengths_of_lists(quote.text)))


def _lengths_of_lists(text: str) -> Iterator[float]:
    for match in _LISTED.finditer(text):
        yield match.group().count(",") + 2.0


def _a_single_one(amount: Amount, stated: Facts, quote: Facts) -> bool:
    """Tell whether `one` in letters stands for a single thing, and no other number there."""
    if amount.values != {1.0} or stated.text[amount.start : amount.end].isdigit():
        return False
    return all(
        any(other.same_value(mine) for mine in stated.amounts)
        for other in quote.amounts
        if not other.weak and other.unit != "ordinal"
    )
