"""Word documents."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

from ingest.errors import ReadError
from ingest.limits import ReadLimits
from ingest.normalise import normalise
from ingest.reading import Reading, TextBuilder

_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_HEADING = re.compile(r"(?i)^(?:heading|overskrift|rubrik|nadpis)\s*(\d)")
_LIST = re.compile(r"(?i)^(?:list|punkt|liste|lista)")
_NUMBERED = re.compile(r"(?i)number|nummer")
# What python-docx's and some converters' templates carry from the day they were made.
_TEMPLATE_DATES = frozenset({"2013-12-23"})


def read(path: Path, limits: ReadLimits) -> Reading:
    """Read a Word document: paragraphs, lists and tables in document order."""
    _check(path, limits)
    import docx
    from docx.table import Table

    document = docx.Document(str(path))
    builder = TextBuilder(limits)
    marked = False  # whether any paragraph carries a heading style
    in_list, number = False, 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            _add_table(block, builder)
            in_list = False
            continue
        text = block.text.replace("\t", " ")
        level = _heading_level(block)
        if level and text.strip():
            builder.add_heading(text, level)
            marked, in_list = True, False
            continue
        mark = _list_mark(block)
        number = number + 1 if mark == "1." else 0
        if mark and text.strip():
            builder.add(
                f"{f'{number}.' if number else mark} {text.strip()}",
                after="\n" if in_list else "\n\n",
            )
        else:
            builder.add(text)
        in_list = bool(mark) or (in_list and not text.strip())
    properties = document.core_properties
    return Reading(
        text=builder.text(),
        headings=builder.headings() if marked else None,
        title=normalise(properties.title or "").strip() or None,
        published=_date(properties),
    )


def _check(path: Path, limits: ReadLimits) -> None:
    """Turn away what python-docx must not open: encrypted files and zip bombs."""
    with path.open("rb") as stream:
        head = stream.read(8)
    if head == _COMPOUND_FILE:
        raise ReadError(
            "The file is password-protected, or a Word 97 document under the wrong name",
            remedy="Save it as .docx without a password.",
        )
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as error:
        raise ReadError("The file is damaged or no Word document") from error
    if any(member.flag_bits & 1 for member in members):
        raise ReadError("The file is encrypted", remedy="Save it without a password.")
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        size = f"{limits.unpacked_bytes / 1e6:,.0f} MB"
        raise ReadError(f"The file would unpack to more than {size}")


def _heading_level(paragraph: Any) -> int:
    style = paragraph.style.name or "" if paragraph.style is not None else ""
    match = _HEADING.match(style)
    if match:
        # A title above level-1 headings would otherwise be their sibling; levels only order.
        return int(match.group(1)) + 1
    return {"title": 1, "tittel": 1, "titel": 1, "název": 1}.get(style.casefold(), 0)


def _list_mark(paragraph: Any) -> str:
    style = paragraph.style.name or "" if paragraph.style is not None else ""
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    if not numbered and not _LIST.match(style):
        return ""
    # "List Paragraph" is Word's style for either; bullets are the safer reading.
    return "1." if _NUMBERED.search(style) else "•"


def _add_table(table: Any, builder: TextBuilder) -> None:
    first = True
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:
            if id(cell._tc) in seen:  # a merged cell comes once for each column it spans
                continue
            seen.add(id(cell._tc))
            words = [p.text for p in cell.paragraphs]
            words += [c.text for inner in cell.tables for r in inner.rows for c in r.cells]
            cells.append(" ".join(" ".join(words).split()))
        if any(cells):
            builder.add(" | ".join(cells), after="\n\n" if first else "\n")
            first = False


def _date(properties: Any) -> str | None:
    for moment in (properties.modified, properties.created):
        if moment is not None and (day := moment.date().isoformat()) not in _TEMPLATE_DATES:
            return str(day)
    return None
