"""The commands that read documents in, take them out, and show what is there."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.options import INTERRUPTED, AsJson, settings_of
from app.terminal.consoles import output, print_json, say, write_exactly

if TYPE_CHECKING:
    from app.cleared_shelf import ClearedShelf
    from index.report import IngestReport


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", help="Files and folders; without any, the starter documents."
        ),
    ] = None,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="Make the index anew, as after a change of model."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read documents into the index.

    A folder is kept in step: what is new or changed in it is read, what is gone from it leaves the
    index. A file that cannot be read is reported and stops nothing.
    """
    from app.factory import open_writer
    from app.terminal.progress import Bar
    from app.terminal.reports import print_ingest

    settings = settings_of(context)
    try:
        with Bar() as bar:
            writer = open_writer(
                settings,
                unpacking=bar.show_unpacking,
                progress=bar.show_stage,
                waiting=_tell_waiting,
            )
            report = writer.ingest(paths or [settings.corpus], rebuild=rebuild)
    except KeyboardInterrupt:
        say(
            "Stopped. What was read so far is kept, the index is still the one before, "
            "and running this again goes on from here"
        )
        raise typer.Exit(INTERRUPTED) from None
    if as_json:
        print_json(report.to_json())
    else:
        print_ingest(output(), report, settings.data)
    if _failed_altogether(report):
        raise typer.Exit(1)


def remove(
    context: typer.Context,
    documents: Annotated[
        list[str], typer.Argument(metavar="DOC", help="Names, as `samsvar documents` has them.")
    ],
    as_json: AsJson = False,
) -> None:
    """Remove documents, with every trace of their text.

    The files themselves are not touched.
    """
    from app.factory import open_writer
    from app.terminal.progress import Bar
    from app.terminal.reports import print_removal

    settings = settings_of(context)
    with Bar() as bar:
        writer = open_writer(
            settings, unpacking=bar.show_unpacking, progress=bar.show_stage, waiting=_tell_waiting
        )
        report = writer.remove(list(dict.fromkeys(map(_name, documents))))
    if as_json:
        print_json(report.to_json())
    else:
        print_removal(output(), report)


def documents(context: typer.Context, as_json: AsJson = False) -> None:
    """List the documents in the index."""
    from app.terminal.documents import documents_json, print_documents

    sources = _shelf(context).sources()
    if as_json:
        print_json(documents_json(sources))
    else:
        print_documents(output(), sources)


def text(
    context: typer.Context,
    document: Annotated[
        str, typer.Argument(metavar="DOC", help="A name, as `samsvar documents` has it.")
    ],
) -> None:
    """Print the text of a document, nothing added.

    The offsets of citations and hits count the characters of exactly this text.
    """
    write_exactly(_shelf(context).document(_name(document)).text)


def _shelf(context: typer.Context) -> ClearedShelf:
    from app.factory import open_shelf

    return open_shelf(settings_of(context))


def _name(document: str) -> str:
    # A shell on a Mac may complete names in decomposed form.
    return unicodedata.normalize("NFC", document)


def _failed_altogether(report: IngestReport) -> bool:
    """Tell whether files were asked for and not one of them could be read."""
    read = report.added or report.changed or report.renamed or report.unchanged
    return bool(report.failed) and not read


def _tell_waiting() -> None:
    say("Another samsvar is writing to this index; waiting for it to finish")
