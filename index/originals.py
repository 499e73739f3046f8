"""The file that a document was read from, if it is still there and still the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.document import Source
from ingest.errors import SamsvarError
from ingest.files import checksum, found_file


def original_of(
    source: Source, folders: Sequence[Path], loose_files: Sequence[Path]
) -> Path | None:
    """Return the file of a source, None if its bytes are no longer those that were read.

    Parameters
    ----------
    folders, loose_files
        What was ingested, as a generation's manifest has it. Nothing outside is ever looked at,
        wherever a name or a link leads.
    """
    for file, folder in _candidates(source, folders, loose_files):
        try:
            if not file.is_file() or not file.resolve().is_relative_to(folder.resolve()):
                continue
            if checksum(found_file(file, folder)) == source.checksum:
                return file
        except (OSError, ValueError, SamsvarError):
            continue
    return None


def _candidates(
    source: Source, folders: Sequence[Path], loose_files: Sequence[Path]
) -> Iterator[tuple[Path, Path]]:
    """Yield the files that may have that name, each with the folder that it must lie in."""
    name = Path(source.path)
    for folder in folders:
        yield folder / name, folder
        # Of two files with one name, the second is called after its folder too.
        if len(name.parts) > 1 and name.parts[0].startswith(folder.name):
            yield folder.joinpath(*name.parts[1:]), folder
    for file in loose_files:
        if file.name == name.name:
            yield file, file.parent
