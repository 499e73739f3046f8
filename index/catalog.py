"""The truth about documents, passages and their vectors, in one SQLite file.

Only the writer opens it, under the writer's lock. Everything searched is built from it, and can
be built again without embedding anything twice.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import numpy as np

from index.embedder import Vectors
from index.errors import IndexDamagedError
from index.storage import TABLES, document_from_row, passage_from_row, put_document
from ingest.document import Document, Passage

# Raise this when the tables change: an older catalog is then set aside and made anew.
_VERSION = 1

_WRITER_TABLES = """
CREATE TABLE IF NOT EXISTS files (
    file TEXT PRIMARY KEY,
    document TEXT NOT NULL UNIQUE REFERENCES documents(id) ON DELETE CASCADE,
    checksum TEXT NOT NULL,
    reading TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS folders (path TEXT PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS model (fingerprint TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFile:
    """A file that is in the catalog.

    `reading` names the way it was read (versions of reader and splitter, and settings); a file
    read in another way is read again although its bytes are the same.
    """

    file: Path
    document: str
    name: str
    checksum: str
    reading: str


class Catalog:
    """An open catalog; a context manager that closes it.

    Raises
    ------
    IndexDamagedError
        If the file is not a whole SQLite database of this version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise IndexDamagedError(
                f"the catalog is damaged ({error})",
                where=str(path),
                remedy="Run: samsvar ingest, which sets it aside and reads the documents again",
            ) from error

    def _open(self) -> None:
        run = self._connection.execute
        run("PRAGMA foreign_keys = ON")
        # Removed text must be gone from the disk, not only from the tables.
        run("PRAGMA secure_delete = ON")
        run("PRAGMA journal_mode = DELETE")
        (state,) = run("PRAGMA quick_check(1)").fetchone()
        if state != "ok":
            raise sqlite3.DatabaseError(state)
        (version,) = run("PRAGMA user_version").fetchone()
        if version not in (0, _VERSION):
            raise sqlite3.DatabaseError(f"version {version}, expected {_VERSION}")
        self._connection.executescript(TABLES + _WRITER_TABLES)
        run(f"PRAGMA user_version = {_VERSION}")

    def __enter__(self) -> Catalog:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def files(self) -> list[KnownFile]:
        """Return every file in the catalog, in the order of the document names."""
        rows = self._connection.execute(
            "SELECT file, document, path, checksum, reading FROM files"
            " JOIN documents ON documents.id = files.document ORDER BY path"
        )
        return [
            KnownFile(
                file=Path(row["file"]),
                document=row["document"],
                name=row["path"],
                checksum=row["checksum"],
                reading=row["reading"],
            )
            for row in rows
        ]

    def folders(self) -> list[Path]:
        """Return the folders that were ingested as folders, outermost first."""
        rows = self._connection.execute("SELECT path FROM folders ORDER BY length(path)")
        return [Path(row["path"]) for row in rows]

    def loose_files(self) -> list[Path]:
        """Return the files that lie in none of the folders."""
        folders = self.folders()
        return [
            known.file
            for known in self.files()
            if not any(known.file.is_relative_to(folder) for folder in folders)
        ]

    def add_folder(self, folder: Path) -> None:
        """Remember that `folder` is kept in step with the index."""
        self._connection.execute("INSERT OR IGNORE INTO folders VALUES (?)", (str(folder),))

    def forget_folder(self, folder: Path) -> None:
        """Forget a folder; its documents stay until they are removed."""
        self._connection.execute("DELETE FROM folders WHERE path = ?", (str(folder),))

    def model(self) -> str | None:
        """Return the fingerprint of the model the vectors are of; None in a new catalog."""
        row = self._connection.execute("SELECT fingerprint FROM model").fetchone()
        return row["fingerprint"] if row else None

    def use_model(self, fingerprint: str, keys: Mapping[str, Sequence[bytes]]) -> None:
        """Write down the model the vectors are of, and the keys of every stored passage's vector.

        `keys` are by document, in the order of the ordinals. Both are written in one transaction:
        a run that is stopped never leaves vectors of two models.
        """
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        try:
            run("DELETE FROM model")
            run("INSERT INTO model VALUES (?)", (fingerprint,))
            self._connection.executemany(
                "UPDATE passages SET vector = ? WHERE document = ? AND ordinal = ?",
                [
                    (key, document, ordinal)
                    for document, of_document in keys.items()
                    for ordinal, key in enumerate(of_document)
                ],
            )
        except BaseException:
            run("ROLLBACK")
            raise
        run("COMMIT")

    def put(
        self,
        file: Path,
        reading: str,
        document: Document,
        passages: list[Passage],
        vector_keys: list[bytes],
    ) -> None:
        """Write one document, its passages and where it came from, in one transaction."""
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        try:
            # A file that changed its name, or a name that changed its file, replaces both.
            run(
                "DELETE FROM documents WHERE path = ? OR id IN"
                " (SELECT document FROM files WHERE file = ?)",
                (document.source.path, str(file)),
            )
            put_document(self._connection, document, passages, vector_keys)
            run(
                "INSERT INTO files VALUES (?, ?, ?, ?)",
                (str(file), document.source.id, document.source.checksum, reading),
            )
        except BaseException:
            run("ROLLBACK")
            raise
        run("COMMIT")

    def remove(self, documents: Iterable[str]) -> None:
        """Remove the documents with these ids, their passages, and vectors no one else needs."""
        with_ids = [(identity,) for identity in documents]
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        try:
            self._connection.executemany("DELETE FROM documents WHERE id = ?", with_ids)
        except BaseException:
            run("ROLLBACK")
            raise
        run("COMMIT")

    def drop_unused_vectors(self) -> int:
        """Drop cached vectors that no passage needs; return how many, and shrink the file."""
        removed = self._connection.execute(
            "DELETE FROM vectors WHERE key NOT IN (SELECT vector FROM passages)"
        ).rowcount
        (free,) = self._connection.execute("PRAGMA freelist_count").fetchone()
        if free:
            self._connection.execute("VACUUM")
        return removed

    def missing_vectors(self, keys: Sequence[bytes]) -> set[bytes]:
        """Return which of `keys` have no cached vector."""
        known = {
            key
            for key in set(keys)
            if self._connection.execute("SELECT 1 FROM vectors WHERE key = ?", (key,)).fetchone()
        }
        return set(keys) - known

    def put_vectors(self, keys: Sequence[bytes], vectors: Vectors) -> None:
        """Cache one vector a key; `vectors` has shape (len(keys), d)."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
            [
                (key, np.ascontiguousarray(vector, dtype="<f4").tobytes())
                for key, vector in zip(keys, vectors, strict=True)
            ],
        )
        self._connection.execute("COMMIT")

    def documents(self) -> Iterator[tuple[Document, list[Passage], list[bytes]]]:
        """Yield each document with its passages and their vector keys, ordered by path."""
        rows = self._connection.execute("SELECT * FROM documents ORDER BY path")
        for row in rows:
            document = document_from_row(row)
            cut = self._connection.execute(
                "SELECT * FROM passages WHERE document = ? ORDER BY ordinal", (row["id"],)
            ).fetchall()
            yield (
                document,
                [passage_from_row(document, passage) for passage in cut],
                [passage["vector"] for passage in cut],
            )

    def vectors(self, keys: Sequence[bytes]) -> Vectors:
        """Return the cached vectors of `keys`, shape (len(keys), d)."""
        found = []
        for key in keys:
            row = self._connection.execute(
                "SELECT vector FROM vectors WHERE key = ?", (key,)
            ).fetchone()
            if row is None:
                raise IndexDamagedError(
                    "the catalog lacks a vector it should have",
                    where=str(self.path),
                    remedy="Run: samsvar ingest --rebuild",
                )
            found.append(np.frombuffer(row["vector"], "<f4"))
        return np.stack(found).astype(np.float32) if found else np.empty((0, 0), np.float32)

    def fingerprint(self) -> str:
        """Return a hash of everything a generation is built from, vectors by their keys."""
        digest = hashlib.sha256()
        for table, order in (("documents", "id"), ("passages", "document, ordinal")):
            for row in self._connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):
                # A passage's number tells only when it was stored.
                facts = [row[name] for name in row.keys() if name != "number"]  # noqa: SIM118
                digest.update(repr(facts).encode())
        return digest.hexdigest()[:16]
