"""Which files there are to index, and under which names citations will call them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from ingest.errors import SamsvarError
from ingest.files import FoundFile, found_file, scan


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A file on disk; `file.name` is relative to `folder`."""

    file: FoundFile
    folder: Path

    def named(self, taken: Mapping[str, Path]) -> FoundFile:
        """Return the file under a name that no other file in `taken` (name -> file) has."""
        name = self.file.name
        for number in count(1):
            if taken.get(name, self.file.path) == self.file.path:
                return replace(self.file, name=name)
            suffix = "" if number == 1 else f"-{number}"
            name = f"{self.folder.name}{suffix}/{self.file.name}"
        raise AssertionError("count() does not end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """The files found, and the folders that are kept in step.

    `absorbed` are folders known before that now lie inside one of `folders`.
    """

    files: Mapping[Path, Listed]
    scanned: tuple[Path, ...]
    folders: tuple[Path, ...]
    absorbed: tuple[Path, ...]
    other_formats: Mapping[str, int]

    def covers(self, file: Path) -> bool:
        """Tell whether `file` would have been found if it were still there."""
        return any(file.is_relative_to(folder) for folder in self.scanned)


def take_inventory(paths: Sequence[Path], known_folders: Sequence[Path]) -> Inventory:
    """List the files at `paths` (files and folders).

    A file is named relative to the outermost folder that was ever ingested around it, so that a
    name does not change when a part of that folder is ingested again.

    Raises
    ------
    SamsvarError
        If a path is not there: nothing is listed then, so that a folder that is not mounted is
        not taken for an empty one.
    """
    resolved = [Path(path).expanduser().resolve() for path in paths]
    for given, path in zip(paths, resolved, strict=True):
        if not path.exists():
            raise SamsvarError(
                "there is no such file or folder",
                where=str(given),
                remedy="Check the path; nothing was changed",
            )
    scanned = [path for path in resolved if path.is_dir()]
    roots = [*known_folders, *scanned]
    files: dict[Path, Listed] = {}
    other_formats: dict[str, int] = {}
    for path in resolved:
        if path.is_dir():
            found = scan(path)
            for suffix, number in found.other_formats.items():
                other_formats[suffix] = other_formats.get(suffix, 0) + number
            listed = found.files
        else:
            listed = (found_file(path, path.parent),)
        for file in listed:
            root = _outermost(file.path, roots) or file.path.parent
            files[file.path] = Listed(file=found_file(file.path, root), folder=root)
    folders = tuple({_outermost(path, roots) or path: None for path in scanned})
    return Inventory(
        files=files,
        scanned=tuple(scanned),
        folders=folders,
        absorbed=tuple(
            known
            for known in known_folders
            if any(known != root and known.is_relative_to(root) for root in folders)
        ),
        other_formats=other_formats,
    )


def _outermost(path: Path, roots: Sequence[Path]) -> Path | None:
    around = [root for root in roots if path.is_relative_to(root)]
    return min(around, key=lambda root: len(root.parts), default=None)
