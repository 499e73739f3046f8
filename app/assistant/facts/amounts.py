"""Amounts in running text and what they are counted in, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.assistant.facts.family import Family, family
from app.assistant.facts.fractions import dozen_after, shares
from app.assistant.facts.numerals import spelled_numbers
from app.assistant.facts.units import unit_after, unit_before, unit_of
from ingest.document import Span

_SPACE = "\u00a0\u202f\u2009 "
_DIGITS = re.compile(
    rf"(?<![\w])(?<![^\W\d_][-–])(?<!\d[.,])(?:\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?!\d)|\d+)(?:[.,]\d+)*"
    r"(?![^\W\d_]{4,}|\d|(?:st|nd|rd|th)\b)"
)
_SCALE = re.compile(
    rf"[{_SPACE}-]?(?:(?P<e3>tusen|thousand|tisíc\w*|tis\.|tkr)|(?P<e6>mill\.?|million\w*|milj\.?|"
    rf"miljon\w*|milion\w*|mil\.|mnkr|m(?=[{_SPACE}.,;)]|$))|(?P<e9>mrd\.?|mld\.?|milliard\w*|"
    r"miljard\w*|miliard\w*|billion\w*|bn))(?![^\W\d_])",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
# `5. kapittel`, `10. årskonferanse`: in Nordic and Czech a full stop makes an ordinal.
_ORDINAL_STOP = re.compile(r"\.\s(?=[^\W\d_])(?=[^A-ZÆØÅÄÖÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ])")
_ORDINAL_END = re.compile(r"(\d+)(?:st|nd|rd|th)\b")
_ORDINALS = {
    1: "first første fyrste første första první",
    2: "second andre andra annen druhý druhá druhé druhou druhého",
    3: "third tredje třetí",
    4: "fourth fjerde fjärde čtvrtý čtvrtá čtvrté čtvrtou čtvrtého",
    5: "fifth femte pátý pátá páté pátou pátého",
    6: "sixth sjette sjätte šestý šestá šesté šestou šestého",
    7: "seventh sjuende syvende sjunde sedmý sedmá sedmé sedmou",
    8: "eighth åttende åttande åttonde osmý osmá osmé osmou",
    9: "ninth niende niande nionde devátý devátá deváté devátou",
    10: "tenth tiende tiande tionde desátý desátá desáté desátou desátého",
    11: "eleventh ellevte elfte jedenáctý jedenáctá jedenácté",
    12: "twelfth tolvte tolfte dvanáctý dvanáctá dvanácté",
    13: "thirteenth trettende trettande trettonde třináctý třináctá třinácté",
    14: "fourteenth fjortende fjortande fjortonde čtrnáctý čtrnáctá čtrnácté",
    15: "fifteenth femtende femtande femtonde patnáctý patnáctá patnácté",
    20: "twentieth tjuende tjuande tjugonde dvacátý dvacátá dvacáté dvacátého",
}
_ORDINAL_OF = {word: number for number, words in _ORDINALS.items() for word in words.split()}
_THE_SAME = re.compile(
    r"(?i)\s+(?:and the same|og (?:det |den )?samme|og same|och samm[ae]|a týž|a tent\w+)\b"
)
_HALF = re.compile(r"(?i)\b(?:halvparten|halvdelen|hälften|half(?= of| the| as|\b)|polovin\w+)\b")
_COUNTED_TOGETHER = re.compile(
    r"(?i)\b(?:(?P<cs>dvou|tří|čtyř|pěti|šesti|sedmi|osmi|devíti|deseti)(?P<rest>[^\W\d_]{4,})|"
    r"(?P<nordic>to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|två|fyra|sex)"
    r"(?=(?:manns|persons|delt|siders|roms|landes|mands)))"
)
_STRETCH = re.compile(
    rf"[{_SPACE}]?(?:–|-|\bto\b|\btil\b|\btill\b|\baž\b|\band\b|\bog\b|\boch\b|\ba\b)[{_SPACE}]?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Span):
    """A number and its unit; more than one value where the way it is written leaves a doubt.

    `1.200` is 1200, or 1.2. `weak` amounts may be articles: they give a number but claim none.
    """

    values: frozenset[float]
    unit: str = ""
    weak: bool = False

    def same_value(self, other: Amount) -> bool:
        """Tell whether the two may be one number."""
        return any(
            abs(mine - theirs) <= 1e-9 * max(1.0, abs(mine))
            for mine in self.values
            for theirs in other.values
        )


def amounts(text: str, language: str, dates: Sequence[Span] = ()) -> list[Amount]:
    """Return the amounts in `text`, in order.

    Parameters
    ----------
    dates
        Where dates stand, whose figures are none.
    """
    found = [
        amount
        for amount in (*_in_digits(text, language), *_in_words(text, language))
        if not any(date.start < amount.end and amount.start < date.end for date in dates)
    ]
    return _ranges(sorted(found, key=lambda amount: amount.start), text)


def numeral_values(numeral: str) -> frozenset[float]:
    """Return what a numeral in digits may amount to: decimal comma or point, thousands or not."""
    plain = re.sub(f"[{_SPACE}]", "", numeral)
    signs = re.findall(r"[.,]", plain)
    if not signs:
        return frozenset({float(plain)})
    readings = set()
    if _GROUPED.fullmatch(plain):
        readings.add(float(re.sub(r"[.,]", "", plain)))
    if (
        (len(signs) == 1 and len(plain) == len(numeral))
        or signs[-1:] != signs[:1]
        or (len(signs) == 1)
    ):
        whole, _, decimals = plain.rpartition(signs[-1])
        readings.add(float(f"{re.sub('[.,]', '', whole)}.{decimals}"))
    return frozenset(readings) or frozenset({float(re.sub(r"[.,]", "", plain))})


def _in_digits(text: str, language: str) -> Iterator[Amount]:
    nordic_or_czech = family(language) != "en"
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        values = numeral_values(match.group())
        if nordic_or_czech and len(match.group()) < 3 and _ORDINAL_STOP.match(text, end):
            yield Amount(start=start, end=end, values=values, unit="ordinal")
            continue
        scale = _SCALE.match(text, end)
        if scale:
            factor = 10.0 ** int((scale.lastgroup or "e0")[1:])
            values = frozenset(value * factor for value in values)
            end = scale.end()
        unit = unit_after(text, end, language) or unit_before(text, start)
        if scale and scale.group().strip().casefold() in ("tkr", "mnkr"):
            unit = "crowns"
        yield Amount(start=start, end=end, values=values, unit=unit)
    for match in _ORDINAL_END.finditer(text):
        yield Amount(
            start=match.start(),
            end=match.end(),
            values=frozenset({float(match.group(1))}),
            unit="ordinal",
        )


def _in_words(text: str, language: str) -> Iterator[Amount]:
    parts = list(shares(text, language))
    for span, per_cent in parts:
        rounded = {per_cent, float(round(per_cent)), float(int(per_cent)), round(per_cent, 1)}
        yield Amount(start=span.start, end=span.end, values=frozenset(rounded), unit="%")
    for number in spelled_numbers(text, language):
        if any(span.start <= number.start < span.end for span, _ in parts):
            continue
        named = text[number.start].isupper() and text[: number.start].strip() != ""
        size, end = dozen_after(text, number.end) or (1, number.end)
        yield Amount(
            start=number.start,
            end=end,
            values=frozenset({number.value * size}),
            unit=unit_after(text, end, language) or unit_before(text, number.start),
            # `Visegrad Four`, `one and the same`
            weak=number.weak
            or _THE_SAME.match(text, number.end) is not None
            or (named and text[number.start - 2 : number.start] not in (". ", ": ")),
        )
    for match in re.finditer(r"[^\W\d_]+", text):
        nth = _ORDINAL_OF.get(match.group().casefold())
        if nth and not any(span.start <= match.start() < span.end for span, _ in parts):
            yield Amount(
                start=match.start(),
                end=match.end(),
                values=frozenset({float(nth)}),
                unit="ordinal",
                # `first of all`, and `others` in Norwegian.
                weak=nth < 3,
            )
    for match in _HALF.finditer(text):
        yield Amount(
            start=match.start(), end=match.end(), values=frozenset({50.0}), unit="%", weak=True
        )
    for match in _COUNTED_TOGETHER.finditer(text):
        kind: Family = "cs" if match["cs"] else "nordic"
        if kind != family(language):
            continue
        word = spelled_numbers(match[kind], language)
        if word:
            yield Amount(
                start=match.start(kind),
                end=match.end(kind),
                values=frozenset({word[0].value}),
                unit=unit_of((match["rest"] or "").casefold(), kind),
                weak=True,
            )


def _ranges(found: Sequence[Amount], text: str) -> list[Amount]:
    """Give the first end of a range the unit and the scale that stand after its second."""
    made = list(found)
    for i in range(len(made) - 2, -1, -1):
        first, second = made[i], made[i + 1]
        if first.unit or first.weak or not _STRETCH.fullmatch(text[first.end : second.start]):
            continue
        scale = max(second.values)
        factor = 1e9 if scale >= 1e9 else 1e6 if scale >= 1e6 else 1e3 if scale >= 1e4 else 1.0
        scaled = {value * factor for value in first.values if max(first.values) < 1e3}
        made[i] = replace(first, unit=second.unit, values=first.values | scaled)
    return made
