"""The documents of the index, as a table where it fits and as a list where it does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.terminal.consoles import one_line, show
from ingest.document import Source

# Below this the columns would break every name and title into ribbons.
_NARROWEST_TABLE = 150
# Into a file or another program goes one line a document, as wide as it needs to be.
_UNBROKEN = 2000
_HEADINGS = ("Document", "Title", "Agency", "Countries", "Language", "Date", "Kind")


def documents_json(sources: Sequence[Source]) -> list[dict[str, Any]]:
    """Return what is known of each document in the shape of the command line's `--json`."""
    return [
        {
            "document": source.path,
            "title": source.title,
            "agency": source.agency,
            "countries": list(source.countries),
            "language": source.language,
            "published": source.published,
            "kind": source.kind,
        }
        for source in sources
    ]


def print_documents(console: Console, sources: Sequence[Source]) -> None:
    """Print what is known of each document, by its name."""
    if not sources:
        console.print("There are no documents in the index.")
    elif not console.is_terminal:
        console.width = _UNBROKEN
        show(console, _table(sources), _UNBROKEN)
    elif console.width >= _NARROWEST_TABLE:
        show(console, _table(sources), console.width)
    else:
        for source in sources:
            name, *facts = _facts(source)
            console.print(Text(name, style="bold"), soft_wrap=True)
            line = Text(" · ".join(fact for fact in facts if fact))
            show(console, Padding(line, (0, 0, 0, 2)))


def _table(sources: Sequence[Source]) -> Table:
    """Return a table that gives the width to titles and agencies, and breaks no name."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in _HEADINGS:
        table.add_column(heading, overflow="fold")
    table.columns[0].style = "cyan"
    table.columns[3].max_width = 12
    for column in (table.columns[0], *table.columns[4:]):
        column.no_wrap = True
    for source in sources:
        table.add_row(*map(Text, _facts(source)))
    return table


def _facts(source: Source) -> list[str]:
    facts = (
        source.path,
        source.title,
        source.agency or "",
        " ".join(source.countries),
        source.language,
        source.published or "",
        source.kind,
    )
    return [one_line(fact) for fact in facts]
