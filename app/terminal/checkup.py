"""The check-up as a person reads it: one block a subject, what is wrong last."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.doctor import Checkup
from app.terminal.consoles import one_line, show
from ingest.errors import SamsvarError


def print_checkup(console: Console, checkup: Checkup) -> None:
    """Print what was found, and the remedy for whatever is wrong."""
    _print_settings(console, checkup.settings)
    _print_block(console, "Versions", {k: v or "missing" for k, v in checkup.versions.items()})
    if checkup.data:
        _print_block(console, "Data directory", _data(checkup.data))
        _print_block(console, "Model", _model(checkup.model))
        _print_block(console, "Index", _index(checkup.index))
        if checkup.llm:
            _print_block(console, "Language model", _llm(checkup.llm))
        _print_block(console, "Network", {"use": checkup.network})
    console.print()
    if not checkup.problems:
        console.print(Text("All is well.", style="bold green"))
    for problem in checkup.problems:
        _print_problem(console, problem)


def _print_settings(console: Console, settings: dict[str, dict[str, Any]]) -> None:
    console.print(Text("Settings", style="bold"))
    grid = _grid()
    grid.add_column(overflow="fold")
    for about in settings.values():
        source = "" if about["from"] == "default" else f"from the {about['from']}; "
        grid.add_row(
            about["variable"],
            Text(one_line("not set" if about["value"] in (None, "") else str(about["value"]))),
            Text(f"{source}{about['meaning']}", style="dim"),
        )
    show(console, grid, console.width)


def _print_block(console: Console, heading: str, facts: dict[str, str]) -> None:
    console.print()
    console.print(Text(heading, style="bold"))
    grid = _grid()
    for name, value in facts.items():
        grid.add_row(name, Text(one_line(value)))
    show(console, grid, console.width)


def _print_problem(console: Console, problem: SamsvarError) -> None:
    what = one_line(f"{problem.what}: {problem.where}" if problem.where else problem.what)
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(style="bold red")
    grid.add_column(overflow="fold")
    grid.add_row("!", Text.assemble(what, "\n", (one_line(problem.remedy), "bold")))
    show(console, grid)


def _data(data: dict[str, Any]) -> dict[str, str]:
    return {
        "folder": data["folder"] if data["there"] else f"{data['folder']} (not made yet)",
        "writable": "yes" if data["writable"] else "no",
        "used": _size(data["used_bytes"]),
        "free space": _size(data["free_bytes"]),
    }


def _model(model: dict[str, Any]) -> dict[str, str]:
    return {
        "name": model["name"],
        "state": model["state"],
        "fingerprint": model["fingerprint"] or "not known yet",
        "precision": f"{model['precision']}, because {model['precision_why']}",
    }


def _index(index: dict[str, Any]) -> dict[str, str]:
    facts = {"state": index["state"], "disk use": _size(index["disk_bytes"])}
    if "generation" not in index:
        return facts
    languages = ", ".join(f"{code} {number:,}" for code, number in index["languages"].items())
    return facts | {
        "generation": index["generation"],
        "fingerprint": index["fingerprint"],
        "documents": f"{index['documents']:,}",
        "passages": f"{index['passages']:,} ({languages})" if languages else "0",
        "folders": ", ".join(index["folders"]) or "none",
    }


def _llm(llm: dict[str, Any]) -> dict[str, str]:
    listed = {True: "yes", False: "no", None: "the endpoint lists no models"}
    answered = llm["first_token_ms"]
    return {
        "name": llm["name"],
        "endpoint": llm["endpoint"],
        "state": llm["state"],
        "listed there": listed[llm["listed"]],
        "first word": "none" if answered is None else f"after {answered:,.0f} ms",
    }


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(overflow="fold")
    return grid


def _size(size: int) -> str:
    return f"{size / 1e9:,.1f} GB" if size >= 1e9 else f"{size / 1e6:,.0f} MB"
