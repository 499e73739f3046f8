"""Whether what a sentence asserts exactly stands in a piece of evidence: figures, dates, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.assistant.answer import Evidence
from app.assistant.facts.amounts import Amount
from app.assistant.facts.family import family
from app.assistant.facts.listed import Name
from app.assistant.facts.moments import Moment
from app.assistant.facts.names import NameFinder
from app.assistant.facts.other_forms import equal_stretches, in_another_form
from app.assistant.facts.spelling import initials, stands_in
from app.assistant.facts.statement import Facts
from app.assistant.facts.units import STRICT, same_unit
from app.assistant.relations import swapped
from app.assistant.turned import turned
from app.assistant.verification import Reason
from ingest.agencies import agency_country

_TIME = frozenset({"year", "month", "week", "day", "hour", "minute"})
_AGES = frozenset({"decade", "century"})
_MONEY = frozenset({"EUR", "USD", "NOK", "SEK", "DKK", "CZK", "GBP", "CHF", "crowns"})
_APART = frozenset({"staff", "prisoner"})
# Kinds of things of which as many are not the same.
_PEOPLE = frozenset({"person", "staff", "prisoner"})
_KINDS = frozenset({"country", "project", "visit"})
_YEAR_BESIDE = re.compile(
    r"(?i)\b(?:year before|previous year|preceding year|year earlier|following year|next year|"
    r"year after|året (?:før|etter|innan|efter)|året därpå|år (?:tidligere|tidlegare|senere)|"
    r"předchozí\w*|následující\w*|předloni|rok dříve|o rok)\b"
)


# What a country's own service is called at home, and what others call any.
_SERVICE = re.compile(
    r"(?i)\b(?:kriminal(?:omsorg|vård|forsorg)\w*|fengselsvesen\w*|correctional service|"
    r"prison service|"
    r"prison and probation service|vězeňsk\w+ služb\w+)"
)
# `persons under 18`: years, said or not.
_AGE = re.compile(
    r"(?i)\b(?:under|over|fylt|fyllt|alder|age|aged|age of|years|than|pod|nad|mladší)\s*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """A piece of evidence as far as exact facts go.

    `quote` is the cited text; `known` what its title, headings, agency and date say of it; `around`
    the whole passage it stands in.
    """

    quote: Facts
    known: Facts
    around: Facts
    countries: frozenset[str]

    @classmethod
    def of(cls, pieces: tuple[Evidence, ...], finder: NameFinder) -> Grounds:
        """Take one piece apart, or several that are cited together."""
        language = pieces[0].passage.language
        sources = [piece.passage.source for piece in pieces]
        known = [
            part
            for piece in pieces
            for part in (
                piece.passage.source.title,
                piece.passage.source.agency,
                piece.passage.source.published,
                piece.columns,
                *piece.passage.headings,
            )
            if part
        ]
        agencies = [agency_country(source.agency) for source in sources if source.agency]
        return cls(
            quote=Facts.of("\n".join(piece.text for piece in pieces), language, finder),
            known=Facts.of("\n".join(known), language, finder),
            around=Facts.of("\n".join(piece.passage.text for piece in pieces), language, finder),
            countries=frozenset(
                f"country:{code}"
                for code in (*(c for source in sources for c in source.countries), *agencies)
                if code
            ),
        )


def objections(stated: Facts, grounds: Grounds) -> Iterator[Reason]:
    """Yield why `stated` does not stand on these grounds, in the order a reader would check."""
    for amount in stated.amounts:
        if not amount.weak:
            reason = _amount(amount, stated, grounds)
            if reason:
                yield reason
    for moment in stated.moments:
        if not _moment(moment, grounds):
            yield "date"
    for name in stated.names:
        if not _name(name, stated, grounds):
            yield "name"
    if _other_unit(stated, grounds):
        yield "unit"
    if turned(stated, grounds.quote):
        yield "negation"
    yield from swapped(stated, grounds.quote)


def _amount(amount: Amount, stated: Facts, grounds: Grounds) -> Reason:
    """Return what is wrong with an amount, empty if nothing is."""
    quote = grounds.quote
    same = [other for other in quote.amounts if amount.same_value(other)]
    if amount.unit == "ordinal":
        days = {float(moment.day) for moment in quote.moments if moment.day}
        return "" if same or amount.values & days else "number"
    if max(amount.values) == 1 and amount.unit in quote.units:
        return ""  # `za rok`: for one year
    if not same:
        years = {float(year) for year in quote.years | grounds.known.years}
        told = amount.values & years or in_another_form(amount, stated, quote)
        return "" if told else "number"
    fits = any(_unit_fits(amount, other, stated, grounds) for other in same)
    return "" if fits or in_another_form(amount, stated, quote) else "unit"


def _unit_fits(amount: Amount, other: Amount, stated: Facts, grounds: Grounds) -> bool:
    mine, theirs = amount.unit, other.unit
    if theirs == "ordinal":
        return True
    if mine == "year" and not theirs and _AGE.search(stated.text[: amount.start]):
        return True
    if not mine:
        return theirs not in ("%", "points")
    if not theirs:
        named = grounds.quote.units | grounds.known.units | grounds.around.units
        return mine not in STRICT or any(same_unit(mine, unit) for unit in named)
    if (mine in _KINDS and theirs in _PEOPLE) or (mine in _PEOPLE and theirs in _KINDS):
        return False
    if mine in STRICT or theirs in STRICT or {mine, theirs} == _APART:
        return same_unit(mine, theirs)
    return True


def _moment(moment: Moment, grounds: Grounds) -> bool:
    quote = grounds.quote
    known = grounds.known.years
    if moment.is_year:
        if _YEAR_BESIDE.search(quote.text):
            known = frozenset(y + by for y in quote.years | known for by in (-1, 0, 1))
        elif quote.years:
            known = frozenset()
        else:
            known = known | grounds.around.years
        return bool(moment.years & (quote.years | known)) or any(
            amount.values & {float(year) for year in moment.years} for amount in quote.amounts
        )
    years = quote.years or known | grounds.around.years
    if any(moment.within(other, known_years=years & moment.years) for other in quote.moments):
        return True
    if any(other.months for other in quote.moments):
        return False
    # The date of the matter may stand in the heading over it.
    elsewhere = (*grounds.known.moments, *grounds.around.moments)
    return any(moment.within(other, known_years=years & moment.years) for other in elsewhere)


def _name(name: Name, stated: Facts, grounds: Grounds) -> bool:
    quote = grounds.quote
    if name.keys & quote.keys:
        return True
    if name.kind in ("country", "city", "agency", "region"):
        implied = {
            f"country:{agency_country(key.partition(':')[2])}" for key in quote.keys_of("agency")
        }
        if name.keys & implied:
            return True
        if name.kind == "agency" and not quote.keys_of("agency") and _SERVICE.match(name.text):
            return bool(_SERVICE.search(quote.text))
        replaced = quote.keys_of(name.kind) - stated.keys
        known = grounds.known.keys | grounds.countries | grounds.around.keys
        return bool(name.keys & known) and not replaced
    text = name.text
    if stands_in(text, quote.words) or stands_in(text, grounds.known.words):
        return True
    if text.isupper() and text in initials(quote.text) | initials(grounds.known.text):
        return True
    if any(
        word.isupper() and len(word) > 1 and word in initials(stated.text) for word in quote.words
    ):
        return True
    if name.keys & (grounds.known.keys | grounds.around.keys):
        return True
    if stands_in(text, grounds.around.words):
        return True
    return name.translated and family(stated.language) != family(quote.language)


def _other_unit(stated: Facts, grounds: Grounds) -> bool:
    """Tell whether a stretch of time or a currency is named instead of the quote's."""
    if stated.rates and grounds.quote.rates and not stated.rates & grounds.quote.rates:
        return True
    quote = grounds.quote.units
    for dimension in (_TIME, _AGES, _MONEY):
        mine, theirs = stated.units & dimension, quote & dimension
        new = {unit for unit in mine if not any(same_unit(unit, other) for other in theirs)}
        gone = {unit for unit in theirs if not any(same_unit(unit, other) for other in mine)}
        if new and gone:
            return dimension is not _TIME or not equal_stretches(stated, grounds.quote)
    return False
