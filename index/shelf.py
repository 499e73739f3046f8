"""The documents and passages of one generation, read only."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.errors import UnknownDocumentError
from index.storage import (
    TABLES,
    document_from_row,
    passage_from_row,
    put_document,
    source_from_json,
)
from ingest.document import Document, Passage, Source

_OPEN_DOCUMENTS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How large a document is; `pages` is 0 where its format has none."""

    pages: int
    characters: int
    passages: int


class Shelf:
    """Documents by name and passages by number; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Open the shelf; `sqlite3.DatabaseError` passes through."""
        self._connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._connection.row_factory = sqlite3.Row
        self._lock = threading.Lock()
        self._sources = tuple(
            source_from_json(row["source"])
            for row in self._rows("SELECT source FROM documents ORDER BY path")
        )
        self._by_id = lru_cache(maxsize=_OPEN_DOCUMENTS)(self._load)

    def sources(self) -> tuple[Source, ...]:
        """Return every source, in the order of their paths."""
        return self._sources

    def languages(self) -> dict[str, int]:
        """Return how many passages there are in each language, most first."""
        rows = self._rows(
            "SELECT language, count(*) AS n FROM passages GROUP BY language ORDER BY n DESC"
        )
        return {row["language"]: row["n"] for row in rows}

    def language_of_each(self) -> dict[int, str]:
        """Return the language of every passage, by its number."""
        rows = self._rows("SELECT number, language FROM passages")
        return {row["number"]: row["language"] for row in rows}

    def extents(self) -> dict[str, Extent]:
        """Return how large each document is, by its name."""
        rows = self._rows(
            "SELECT path, json_array_length(pages) AS pages, length(text) AS characters,"
            " (SELECT count(*) FROM passages WHERE document = documents.id) AS passages"
            " FROM documents"
        )
        return {
            row["path"]: Extent(
                pages=row["pages"], characters=row["characters"], passages=row["passages"]
            )
            for row in rows
        }

    def document(self, path: str) -> Document:
        """Return the document of that name.

        Raises
        ------
        UnknownDocumentError
            If there is none.
        """
        for source in self._sources:
            if source.path == path:
                return self._by_id(source.id)
        raise UnknownDocumentError(
            "no document of that name is in the index",
            where=path,
            remedy="`samsvar documents` lists the names",
        )

    def passages(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Return the passages with these numbers."""
        marks = ",".join("?" * len(numbers))
        rows = self._rows(f"SELECT * FROM passages WHERE number IN ({marks})", numbers)
        return {row["number"]: passage_from_row(self._by_id(row["document"]), row) for row in rows}

    def passages_of(self, path: str) -> list[Passage]:
        """Return all passages of the document of that name, in reading order."""
        document = self.document(path)
        rows = self._rows(
            "SELECT * FROM passages WHERE document = ? ORDER BY ordinal", (document.source.id,)
        )
        return [passage_from_row(document, row) for row in rows]

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _load(self, identity: str) -> Document:
        (row,) = self._rows("SELECT * FROM documents WHERE id = ?", (identity,))
        return document_from_row(row)

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        with self._lock:
            return self._connection.execute(sql, tuple(values)).fetchall()


def write_shelf(
    path: Path, contents: Iterable[tuple[Document, list[Passage], list[bytes]]]
) -> Iterator[tuple[int, Passage, bytes]]:
    """Write a new shelf, and yield (passage number, passage, vector key) as they are numbered."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript("PRAGMA journal_mode = OFF;" + TABLES)
        connection.execute("BEGIN")
        number = 0
        for document, passages, keys in contents:
            put_document(connection, document, passages, keys)
            # SQLite numbers the rows of this one writer 1, 2, 3, ... in the order of insertion.
            for passage, key in zip(passages, keys, strict=True):
                number += 1
                yield number, passage, key
        connection.execute("COMMIT")
    finally:
        connection.close()
