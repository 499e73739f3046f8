"""A reference list in the seventh edition of APA, in its Norwegian and its English form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from babel.dates import format_date

from app.references.reference import Reference, date_parts, one_line
from ingest.document import Source

Form = Literal["nb", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What a form writes for itself."""

    undated: str
    page: str
    pages: str
    press_release: str


_WORDS: Mapping[Form, _Words] = {
    "nb": _Words(undated="u.å.", page="s.", pages="s.", press_release="Pressemelding"),
    "en": _Words(undated="n.d.", page="p.", pages="pp.", press_release="Press release"),
}
# By signs that come after z: Norwegian ends with these letters, and sorts foreign ones with them.
_NORWEGIAN = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}


def apa_list(references: Sequence[Reference], form: Form) -> list[str]:
    """Return one entry a document, in alphabetical order, with the pages that were found.

    Entries are plain text. Documents of one agency and year are told apart by letters.
    """
    pages: dict[str, set[int]] = defaultdict(set)
    sources: dict[str, Reference] = {}
    for reference in references:
        sources.setdefault(reference.source.path, reference)
        if reference.page:
            pages[reference.source.path].add(reference.page)
    ordered = sorted(sources.values(), key=lambda one: _place(one.source, form))
    letters = _letters([one.source for one in ordered])
    return [
        _entry(one, sorted(pages[one.source.path]), letters.get(one.source.path, ""), form)
        for one in ordered
    ]


def _entry(reference: Reference, pages: Sequence[int], letter: str, form: Form) -> str:
    source, words = reference.source, _WORDS[form]
    title = one_line(source.title).rstrip(".")
    if source.kind == "press release":
        title += f" [{words.press_release}]"
    if pages:
        listed = ", ".join(map(str, pages))
        title += f" ({words.page if len(pages) == 1 else words.pages} {listed})"
    dated = f"({_dated(source.published, letter, form)})"
    agency = one_line(source.agency or "").rstrip(".")
    # A work without an author is entered under its title.
    closed = title if title.endswith(("?", "!")) else f"{title}."
    parts = [f"{agency}. {dated}.", closed] if agency else [f"{closed} {dated}."]
    return " ".join((*parts, reference.address)).rstrip()


def _dated(published: str | None, letter: str, form: Form) -> str:
    known = date_parts(published)
    if not known or known[0] == 0:
        undated = _WORDS[form].undated
        return f"{undated}-{letter}" if letter else undated
    year = f"{known[0]}{letter}"
    try:
        day = date(*(*known, 1, 1)[:3])
    except ValueError:
        return year
    if len(known) == 1:
        return year
    whole = "d. MMMM" if form == "nb" else "MMMM d"
    return f"{year}, {format_date(day, 'MMMM' if len(known) == 2 else whole, locale=form)}"


def _letters(sources: Sequence[Source]) -> dict[str, str]:
    """Return a letter for each source that shares agency and year with another."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for source in sources:
        if source.agency:
            groups[source.agency, (source.published or "")[:4]].append(source.path)
    return {
        path: _letter(number)
        for paths in groups.values()
        if len(paths) > 1
        for number, path in enumerate(paths)
    }


def _letter(number: int) -> str:
    """Return a, b, ..., z, aa, ab, ..."""
    first, last = divmod(number, 26)
    return (_letter(first - 1) if first else "") + chr(ord("a") + last)


def _place(source: Source, form: Form) -> tuple[str, str, str, str]:
    # Works without a date come first.
    year, title = (source.published or "")[:4], _sorted_as(source.title, form)
    return _sorted_as(source.agency or source.title, form), year, title, source.path


def _sorted_as(text: str, form: Form) -> str:
    folded = one_line(text).casefold()
    if form == "en":
        return folded
    return "".join(_NORWEGIAN.get(letter, letter) for letter in folded)
