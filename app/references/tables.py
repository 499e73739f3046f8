"""References as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from app.references.reference import Reference, one_line

COLUMNS = (
    "number",
    "verdict",
    "title",
    "agency",
    "countries",
    "published",
    "language",
    "kind",
    "page",
    "document",
    "start",
    "end",
    "quote",
    "address",
)
# What a spreadsheet takes for the beginning of a formula, in any width.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")


def csv_table(references: Sequence[Reference]) -> str:
    """Return one row a reference below a row of `COLUMNS`.

    It begins with a byte order mark, without which spreadsheets take UTF-8 for something else. No
    cell begins like a formula: one that would has an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for number, reference in enumerate(references, start=1):
        source = reference.source
        words = (
            reference.verdict,
            source.title,
            source.agency or "",
            " ".join(source.countries),
            source.published or "",
            source.language,
            source.kind,
            str(reference.page or ""),
            source.path,
        )
        offsets = (reference.start, reference.end) if reference.quote else ("", "")
        cells = [*map(_cell, words), *offsets, _cell(reference.quote), _cell(reference.address)]
        writer.writerow([number, *cells])
    return "\N{BYTE ORDER MARK}" + out.getvalue()


def _cell(text: str) -> str:
    shown = one_line(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
