"""Which files a folder offers, and how to tell when one has changed."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import SamsvarError
from ingest.readers import SUFFIXES

_SIDECAR_SUFFIXES = (".yaml", ".yml")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file to read; `name` is its path relative to the ingested folder, as citations show it."""

    path: Path
    name: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a folder holds: files to read, and how many of each other suffix were passed over."""

    files: tuple[FoundFile, ...] = ()
    other_formats: dict[str, int] = field(default_factory=dict)


def scan(folder: Path) -> Scan:
    """List the readable files under `folder`, sorted by name.

    Passed over in silence: hidden files and folders, Office lock files (`~$...`), sidecars, and
    symbolic links that lead outside. Linked folders are not entered: what they hold inside the
    folder is found where it lies.

    Raises
    ------
    SamsvarError
        If `folder` is no folder, or cannot be listed.
    """
    if not folder.is_dir():
        raise SamsvarError(
            "No such folder", where=str(folder), remedy="Check the path and try again."
        )
    root = folder.resolve()
    files: list[FoundFile] = []
    others: Counter[str] = Counter()
    for parent, folders, names in os.walk(root, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            if name.startswith((".", "~$")) or not path.resolve().is_relative_to(root):
                continue
            if path.suffix.lower() in SUFFIXES:
                if path.is_file():
                    files.append(found_file(path, root))
            elif not _is_sidecar(path):
                others[path.suffix.lower()] += 1
    files.sort(key=lambda file: file.name)
    return Scan(files=tuple(files), other_formats=dict(sorted(others.items())))


def found_file(path: Path, folder: Path) -> FoundFile:
    """Describe one file, named relative to `folder`.

    Raises
    ------
    SamsvarError
        If the file is not there or lies outside `folder`.
    """
    path, folder = Path(os.path.abspath(path)), Path(os.path.abspath(folder))  # noqa: PTH100
    try:
        stat = path.stat()
        name = path.relative_to(folder).as_posix()
    except OSError as error:
        raise SamsvarError("No such file", where=str(path)) from error
    except ValueError as error:
        raise SamsvarError(f"The file lies outside {folder}", where=str(path)) from error
    # Names come decomposed from macOS and undecodable from old disks; citations want one form.
    name = os.fsencode(name).decode("utf-8", errors="replace")
    return FoundFile(
        path=path,
        name=unicodedata.normalize("NFC", name),
        size=stat.st_size,
        modified_ns=stat.st_mtime_ns,
    )


def source_id(name: str) -> str:
    """Return the stable identity of the source called `name`: 16 hexadecimal digits."""
    return hashlib.sha256(name.encode("utf-8", errors="surrogatepass")).hexdigest()[:16]


def checksum(file: FoundFile) -> str:
    """Return the SHA-256 of the file's bytes followed by its sidecar's.

    Raises
    ------
    OSError
        If either cannot be read.
    """
    digest = hashlib.sha256()
    sidecar = sidecar_of(file.path)
    for path in (file.path, sidecar) if sidecar else (file.path,):
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()


def sidecar_of(path: Path) -> Path | None:
    """Return the metadata file beside `path`: `report.pdf.yaml` before `report.yaml`."""
    for stem in (path.name, path.stem):
        for suffix in _SIDECAR_SUFFIXES:
            sidecar = path.with_name(stem + suffix)
            if sidecar.is_file():
                return sidecar
    return None


def _is_sidecar(path: Path) -> bool:
    if path.suffix.lower() not in _SIDECAR_SUFFIXES:
        return False
    described = path.with_suffix("")
    if described.suffix.lower() in SUFFIXES and described.is_file():
        return True
    return any(path.with_name(path.stem + suffix).is_file() for suffix in SUFFIXES)


def _refuse(error: OSError) -> None:
    raise SamsvarError(
        f"The folder cannot be listed ({error.strerror})", where=str(error.filename)
    ) from error
