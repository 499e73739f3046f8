"""Which figures, dates and names of one text another does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.assistant.facts.amounts import Amount
from app.assistant.facts.family import family
from app.assistant.facts.listed import Name
from app.assistant.facts.moments import Moment
from app.assistant.facts.spelling import initials, stands_in
from app.assistant.facts.statement import Facts
from app.assistant.facts.units import STRICT, same_unit
from ingest.agencies import agency_country

# Words of offices and headings that take another form in another language, beside those that the
# names themselves know of.
_TRANSLATED = re.compile(
    r"(?i)(?:staff|stab|headquarter|hovedkvarter|hovudkvarter|relation|relasjon|task|oppgav|"
    r"activit|aktivitet|annual|årsmeld|årsrapport|section|seksjon|cooperat|samarbeid|prisons|"
    r"fengsel|kriminalomsorg|inmate|country|countries|system|european|commissioner|president|"
    r"parliament|government|embass|ambass|chapter|article|table|figure|summary|general)"
)


def lacking(stated: Facts, others: Sequence[Facts]) -> tuple[str, ...]:
    """Return what `stated` names that none of `others` does, word for word and in its order.

    A country, an agency or a term of the glossary may be called by any of its names, a date and a
    number may be written in any way. What may be an article (`one`, `en`) is no figure here.
    """
    absent = [
        *(a for a in stated.amounts if not a.weak and not any(_counts(a, o) for o in others)),
        *(m for m in stated.moments if not any(_dates(m, o) for o in others)),
        *(n for n in stated.names if not any(_names(n, stated, o) for o in others)),
    ]
    absent.sort(key=lambda span: span.start)
    return tuple(dict.fromkeys(stated.text[span.start : span.end].strip() for span in absent))


def _counts(amount: Amount, other: Facts) -> bool:
    if any(amount.same_value(found) and _same_unit(amount, found) for found in other.amounts):
        return True
    in_dates = {float(part) for m in other.moments for part in (*m.years, *m.months, m.day) if part}
    return not amount.unit and bool(amount.values & in_dates)


def _same_unit(amount: Amount, found: Amount) -> bool:
    if not {amount.unit, found.unit} & STRICT:
        return True
    return not (amount.unit and found.unit) or same_unit(amount.unit, found.unit)


def _dates(moment: Moment, other: Facts) -> bool:
    if any(moment.within(found) for found in other.moments):
        return True
    # `in the 2014` of a heading may be read as a number.
    years = {float(year) for year in moment.years}
    return moment.is_year and any(amount.values & years for amount in other.amounts)


def _names(name: Name, stated: Facts, other: Facts) -> bool:
    if name.keys & other.keys or _by_country(name, other):
        return True
    if name.kind not in ("", "term"):
        return False
    if stands_in(name.text, other.words):
        return True
    if name.text.isupper() and name.text in initials(other.text):
        return True
    translated = name.translated or _TRANSLATED.match(name.text)
    return bool(translated) and family(stated.language) != family(other.language)


def _by_country(name: Name, other: Facts) -> bool:
    """Tell whether an agency and its country stand for each other: `den tsjekkiske etaten`."""
    return bool(_countries(name.keys) & other.keys or name.keys & _countries(other.keys))


def _countries(keys: Iterable[str]) -> set[str]:
    """Return the keys of the countries of the agencies among `keys`."""
    agencies = (key.removeprefix("agency:") for key in keys if key.startswith("agency:"))
    return {f"country:{code}" for agency in agencies if (code := agency_country(agency))}
