"""The documents of the index, as a table where it fits and as a list where it does not."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.terminal.consoles import one_line
from ingest.document import Source

# Below this the columns would break every name and title into ribbons.
_NARROWEST_TABLE = 110
# Into a file or another program goes one line a document, as wide as it needs to be.
_PIPED_WIDTH = 400
_HEADINGS = ("Document", "Title", "Agency", "Countries", "Language", "Date", "Kind")


def print_documents(console: Console, sources: Sequence[Source]) -> None:
    """Print what is known of each document, by its name."""
    if not sources:
        console.print("There are no documents in the index.")
    elif not console.is_terminal:
        console.print(_table(sources), width=_PIPED_WIDTH, no_wrap=True)
    elif console.width >= _NARROWEST_TABLE:
        console.print(_table(sources))
    else:
        _print_list(console, sources)


def _table(sources: Sequence[Source]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in _HEADINGS:
        table.add_column(heading, overflow="fold")
    for column in table.columns[3:6]:
        column.no_wrap = True
    table.columns[1].style = "default"
    for source in sources:
        table.add_row(*map(Text, _facts(source)))
    return table


def _print_list(console: Console, sources: Sequence[Source]) -> None:
    for source in sources:
        name, *facts = _facts(source)
        console.print(Text(name, style="bold", overflow="fold"))
        shown = Text(" · ".join(fact for fact in facts if fact), style="dim")
        grid = Table.grid()
        grid.add_column(width=2)
        grid.add_column(overflow="fold")
        grid.add_row("", shown)
        console.print(grid)


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
