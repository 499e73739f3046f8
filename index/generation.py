"""One immutable, complete, searchable state of the index, and how the next one takes its place.

A generation is built in a folder of its own from the catalog alone and appears by one atomic
rename of the file `CURRENT`. Nothing ever changes inside it, so readers need no lock; the folder
of the one before is deleted at once, so that what was removed is gone from the disk too.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from index.catalog import Catalog
from index.errors import IndexDamagedError, IndexMissingError
from index.lexical import LexicalIndex, write_lexical
from index.projection import LanguageProjection
from index.shelf import Shelf, write_shelf
from index.vectors import VectorIndex, typical_spread, write_vectors

# Raise this when what lies in the folder changes.
_FORMAT = 3
_POINTER = "CURRENT"
_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a generation was made from, and the SHA-256 of its files."""

    format: int
    fingerprint: str
    model: str
    projection: str
    documents: int
    passages: int
    spread: float
    languages: dict[str, int]
    folders: list[str]
    loose_files: list[str]
    files: dict[str, str]


def fingerprint(catalog: Catalog, model: str, projection: str) -> str:
    """Return the fingerprint a generation of this catalog and model has."""
    parts = f"{_FORMAT}\0{catalog.fingerprint()}\0{model}\0{projection}"
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


class Generation:
    """An open generation: its manifest, documents, vectors and words."""

    def __init__(self, folder: Path) -> None:
        """Open the generation in `folder`.

        Raises
        ------
        IndexDamagedError
            If any part of it is missing or cannot be read.
        """
        self.folder = folder
        try:
            self.manifest = read_manifest(folder)
            # In seconds since 1970. Nothing ever changes inside, and one day it will be deleted.
            self.built_at = (folder / _MANIFEST).stat().st_mtime
            # Chroma maps these files into memory and trusts them: a damaged one kills the process.
            _check_files(folder, self.manifest, "chroma/")
            self.shelf = Shelf(folder / "shelf.sqlite")
            self.languages = self.shelf.language_of_each()
            self.lexical = LexicalIndex(folder / "words")
            self.vectors = VectorIndex(folder / "chroma")
        # Each of three libraries fails in its own ways on damaged files, some with plain
        # Exception; all of them mean this one thing.
        except Exception as error:
            raise damaged(folder, error) from error

    def close(self) -> None:
        """Let go of the files."""
        self.vectors.close()
        self.shelf.close()


def _check_files(folder: Path, manifest: Manifest, under: str) -> None:
    for name, digest in manifest.files.items():
        if name.startswith(under) and _sha256(folder / name) != digest:
            raise ValueError(f"{name} is not as it was written")


def damaged(folder: Path, error: Exception) -> IndexDamagedError:
    """Say that a generation cannot be read."""
    return IndexDamagedError(
        f"the index is damaged ({type(error).__name__}: {str(error).splitlines()[0][:120]})"
        if str(error)
        else f"the index is damaged ({type(error).__name__})",
        where=str(folder),
        remedy="Run: samsvar ingest, which builds it again without embedding anything twice",
    )


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the generation in `folder`; `OSError` and `ValueError` pass."""
    facts = json.loads((folder / _MANIFEST).read_text("utf-8"))
    if facts.get("format") != _FORMAT:
        raise ValueError(
            f"made by another version of Samsvar: {facts.get('format')}, not {_FORMAT}"
        )
    return Manifest(**facts)


def current_folder(generations: Path) -> Path:
    """Return the folder of the generation that answers now.

    Raises
    ------
    IndexMissingError
        If nothing has been ingested yet.
    """
    try:
        name = (generations / _POINTER).read_text("utf-8").strip()
    except FileNotFoundError:
        raise IndexMissingError(
            "there is no index yet",
            where=str(generations.parent),
            remedy="Run: samsvar ingest [FOLDER ...]",
        ) from None
    return generations / Path(name).name


def is_whole(folder: Path) -> bool:
    """Tell whether every file of a generation still has the bytes it was written with."""
    try:
        manifest = read_manifest(folder)
        if any(_sha256(folder / name) != digest for name, digest in manifest.files.items()):
            return False
        # Chroma's SQLite file is touched when it is opened, so it is checked from within.
        with sqlite3.connect(
            f"{(folder / 'chroma/chroma.sqlite3').as_uri()}?mode=ro", uri=True
        ) as c:
            return bool(c.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except (OSError, ValueError, TypeError, sqlite3.DatabaseError):
        return False


def build_generation(
    generations: Path, catalog: Catalog, model: str, projection: LanguageProjection
) -> Path:
    """Build a generation from the catalog and put it in the place of the current one."""
    generations.mkdir(parents=True, exist_ok=True)
    sweep(generations)
    making = generations / f".making-{uuid.uuid4().hex[:8]}"
    making.mkdir()
    numbered = list(write_shelf(making / "shelf.sqlite", catalog.documents()))
    write_lexical(making / "words", ((number, passage) for number, passage, _ in numbered))
    vectors = catalog.vectors([key for _, _, key in numbered])
    if len(vectors):
        vectors = projection.apply(vectors)
    write_vectors(
        making / "chroma",
        [number for number, _, _ in numbered],
        vectors,
        [(passage.source, passage.language) for _, passage, _ in numbered],
    )
    shelf = Shelf(making / "shelf.sqlite")
    manifest = Manifest(
        format=_FORMAT,
        fingerprint=fingerprint(catalog, model, projection.fingerprint),
        model=model,
        projection=projection.fingerprint,
        documents=len(shelf.sources()),
        passages=len(numbered),
        spread=typical_spread(vectors),
        languages=shelf.languages(),
        folders=[str(folder) for folder in catalog.folders()],
        loose_files=[str(file) for file in catalog.loose_files()],
        files={
            path.relative_to(making).as_posix(): _sha256(path)
            for path in sorted(making.rglob("*"))
            if path.is_file() and path.name != "chroma.sqlite3"
        },
    )
    shelf.close()
    _write_durably(making / _MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
    folder = generations / f"{manifest.fingerprint}-{making.name[-8:]}"
    making.rename(folder)
    _write_durably(generations / f".{_POINTER}", folder.name)
    (generations / f".{_POINTER}").replace(generations / _POINTER)
    sweep(generations)
    return folder


def sweep(generations: Path) -> None:
    """Delete every generation but the current one, half-built ones included.

    Readers of an older one go on with the files they hold open until they notice the switch.
    """
    try:
        keep = current_folder(generations).name
    except IndexMissingError:
        keep = ""
    for folder in generations.iterdir():
        if folder.is_dir() and folder.name != keep:
            shutil.rmtree(folder, ignore_errors=True)


def _write_durably(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
