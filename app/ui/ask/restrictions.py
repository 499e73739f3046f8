"""What questions are restricted to: in words, in the address, and less one thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from app.kinds import kind_name
from app.locales import country_name, format_published, language_name
from app.ui.texts import Texts
from index.query import Filters
from ingest.document import Source

Field = Literal[
    "agencies",
    "countries",
    "languages",
    "kinds",
    "documents",
    "published_from",
    "published_to",
]

# The names of the fields in an address, which people read and send to each other.
IN_ADDRESS: dict[Field, str] = {
    "agencies": "agency",
    "countries": "country",
    "languages": "language",
    "kinds": "kind",
    "documents": "document",
    "published_from": "from",
    "published_to": "to",
}
_DATES = ("published_from", "published_to")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
# An address can be as long as somebody likes.
_MOST_VALUES = 20
_LONGEST_VALUE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """One of the things that filters restrict a question to; `label` is plain text."""

    field: Field
    value: str
    label: str


def restrictions(
    filters: Filters, sources: Sequence[Source], texts: Texts
) -> tuple[Restriction, ...]:
    """Return every single thing that `filters` ask for, in the words of the page."""
    own, language = texts.ask, texts.language
    titles = {source.path: source.title for source in sources}

    def dated(value: str) -> str:
        return format_published(value, language)

    forms: list[tuple[Field, str, Callable[[str], str]]] = [
        ("documents", own.only_document, lambda path: titles.get(path, path)),
        ("agencies", own.only_agency, str),
        ("countries", own.only_country, lambda code: country_name(code, language)),
        ("languages", own.only_language, lambda code: language_name(code, language)),
        ("kinds", own.only_kind, lambda kind: kind_name(kind, language)),
        ("published_from", own.only_from, dated),
        ("published_to", own.only_to, dated),
    ]
    return tuple(
        Restriction(field=field, value=value, label=form.format(value=named(value)))
        for field, form, named in forms
        for value in values_of(filters, field)
    )


def values_of(filters: Filters, field: Field) -> tuple[str, ...]:
    """Return what `filters` ask for in one field; a date is one value."""
    value: tuple[str, ...] | str | None = getattr(filters, field)
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def restricting(filters: Filters, field: Field, values: Sequence[str]) -> Filters:
    """Return `filters` with other values in one field; a date takes the first."""
    changed: Any = (values[0] if values else None) if field in _DATES else tuple(values)
    return replace(filters, **{field: changed})


def restricted_to(filters: Filters, sources: Sequence[Source], texts: Texts) -> str:
    """Return what a question was restricted to as one sentence, empty if to nothing."""
    labels = [_within(one.label) for one in restrictions(filters, sources, texts)]
    return texts.ask.restricted_to.format(filters="; ".join(labels)) if labels else ""


def _within(label: str) -> str:
    """Return a label as it stands inside a sentence."""
    return label[:1].lower() + label[1:]


def without(filters: Filters, taken: Restriction) -> Filters:
    """Return `filters` less one thing."""
    left = [value for value in values_of(filters, taken.field) if value != taken.value]
    return restricting(filters, taken.field, left)


def to_address(filters: Filters) -> dict[str, list[str]]:
    """Return filters as the parameters of an address."""
    parameters = {name: list(values_of(filters, field)) for field, name in IN_ADDRESS.items()}
    return {name: values for name, values in parameters.items() if values}


def from_address(address: Mapping[str, Sequence[str]]) -> Filters:
    """Return the filters in an address; what makes no sense there is passed over."""
    filters = Filters()
    for field, name in IN_ADDRESS.items():
        given = [one for one in address.get(name, ()) if one.strip() and len(one) < _LONGEST_VALUE]
        if field in _DATES:
            given = [date for date in given if _DATE.fullmatch(date)]
        filters = restricting(filters, field, tuple(dict.fromkeys(given))[:_MOST_VALUES])
    return filters
