"""References for the programs that keep them: RIS, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import rispy

from app.references.reference import Reference, date_parts, one_line

_RIS_TYPES = {"web page": "ELEC", "press release": "NEWS", "agreement": "GEN", "document": "GEN"}
_CSL_TYPES = {
    "web page": "webpage",
    "press release": "webpage",
    "agreement": "treaty",
    "document": "document",
    "handbook": "book",
    "glossary": "book",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LATEX = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces, escaped ones too.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def ris(references: Sequence[Reference]) -> str:
    """Return references as RIS."""
    entries = []
    for reference in references:
        source = reference.source
        entry: dict[str, Any] = {
            "type_of_reference": _RIS_TYPES.get(source.kind, "RPRT"),
            "authors": [one_line(source.agency)] if source.agency else [],
            "title": one_line(source.title),
            "year": reference.year,
            "date": "/".join(f"{part:02}" for part in date_parts(source.published)),
            "publisher": one_line(source.agency or ""),
            "start_page": str(reference.page or ""),
            "language": one_line(source.language),
            "notes": [one_line(note) for note in (reference.quote, source.path) if note.strip()],
            "urls": [reference.address] if reference.address else [],
        }
        entries.append({name: value for name, value in entry.items() if value})
    return str(rispy.dumps(entries, implementation=_Unnumbered)) if entries else ""


def bibtex(references: Sequence[Reference]) -> str:
    """Return references as BibTeX, UTF-8 as it is and LaTeX's own signs escaped."""
    taken: set[str] = set()
    return "\n".join(_bibtex_entry(reference, taken) for reference in references)


def csl_json(references: Sequence[Reference]) -> str:
    """Return references as CSL-JSON, which Zotero, Mendeley and pandoc read."""
    taken: set[str] = set()
    items = []
    for reference in references:
        source = reference.source
        item: dict[str, Any] = {
            "id": _key(reference, taken),
            "type": _CSL_TYPES.get(source.kind, "report"),
            "title": one_line(source.title),
            "language": one_line(source.language),
            "note": one_line(reference.quote),
            "archive_location": one_line(source.path),
        }
        if source.agency:
            agency = one_line(source.agency)
            item |= {"author": [{"literal": agency}], "publisher": agency}
        if source.published:
            item["issued"] = {"date-parts": [list(date_parts(source.published))]}
        if reference.page:
            item["page"] = str(reference.page)
        if reference.address:
            item["URL"] = reference.address
        items.append({name: value for name, value in item.items() if value})
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


class _Unnumbered(rispy.RisWriter):  # type: ignore[misc]
    """Writes nothing but tags: some programs stumble over the numbers between the entries."""

    def set_header(self, count: int) -> str:  # noqa: ARG002
        return ""


def _bibtex_entry(reference: Reference, taken: set[str]) -> str:
    source = reference.source
    web = source.kind in ("web page", "press release", "agreement", "document")
    month = date_parts(source.published)[1:2]
    fields = {
        # Braces within: an agency's name has no first and last name, a title keeps its capitals.
        "author": f"{{{_latex(source.agency)}}}" if source.agency else "",
        "title": f"{{{_latex(source.title)}}}",
        "institution" if not web else "organization": _latex(source.agency or ""),
        "year": reference.year,
        "month": _MONTHS[month[0] - 1] if month else "",
        "pages": str(reference.page or ""),
        "language": _latex(source.language),
        "url": reference.address.translate({ord(sign): f"%{ord(sign):02X}" for sign in "{}\\"}),
        "note": _latex(reference.quote),
        "file": _latex(source.path),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = "misc" if web else "techreport"
    return "\n".join((f"@{kind}{{{_key(reference, taken)},", *lines, "}", ""))


def _latex(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in one_line(text))


def _key(reference: Reference, taken: set[str]) -> str:
    """Return a key that tells what it stands for, and is no other's among `taken`."""
    name = unicodedata.normalize("NFKD", reference.source.path.rsplit(".", 1)[0])
    slug = re.sub(r"[^a-z0-9]+", "-", name.encode("ascii", "ignore").decode().casefold())
    parts = [slug.strip("-") or "document", reference.year]
    parts += [f"p{reference.page}"] if reference.page else []
    base = key = "-".join(filter(None, parts))
    number = 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    taken.add(key)
    return key
