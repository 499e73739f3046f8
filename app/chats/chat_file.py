"""The SQLite file that chats and ratings are in: its tables, and what deletes leave no trace of."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import SamsvarError

IN_MEMORY = Path(":memory:")

# Raise this when the tables change.
_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS chats (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    changed TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS chats_by_owner ON chats (owner, changed);
CREATE TABLE IF NOT EXISTS exchanges (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    chat TEXT NOT NULL REFERENCES chats(id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    filters TEXT NOT NULL,
    outcome TEXT,
    said TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS exchanges_by_chat ON exchanges (chat);
CREATE TABLE IF NOT EXISTS ratings (
    exchange TEXT PRIMARY KEY REFERENCES exchanges(id) ON DELETE CASCADE,
    rated TEXT NOT NULL,
    good INTEGER NOT NULL,
    reasons TEXT NOT NULL
) STRICT;
"""


class ChatFile:
    """An open file; safe to share between threads.

    Parameters
    ----------
    path
        The file, made if it is not there; `IN_MEMORY` keeps nothing.

    Raises
    ------
    SamsvarError
        If it cannot be opened, or is not of this version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        try:
            if path != IN_MEMORY:
                path.parent.mkdir(parents=True, exist_ok=True)
                # Made before SQLite makes it: what people asked is nobody else's to read.
                path.touch(mode=0o600)
            self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._open()
        except (sqlite3.Error, OSError) as error:
            raise SamsvarError(
                f"the chats cannot be opened ({error})",
                where=str(path),
                remedy="Move the file away, or let Samsvar write to its folder",
            ) from error

    def rows(self, query: str, values: Sequence[str] = ()) -> list[sqlite3.Row]:
        """Return what a query finds; `folded` in it is Python's `casefold`."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[Callable[..., sqlite3.Cursor]]:
        """Give what runs statements, all of which are written or none."""
        with self._lock, self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection.execute

    def forget(self) -> None:
        """Let nothing that was deleted stay in the log of writes."""
        with self._lock:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _open(self) -> None:
        run = self._connection.execute
        self._connection.row_factory = sqlite3.Row
        # SQLite's own folds ASCII only: nobody would find Ærø by ærø.
        self._connection.create_function("folded", 1, str.casefold, deterministic=True)
        run("PRAGMA foreign_keys = ON")
        run("PRAGMA secure_delete = ON")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")
        run("PRAGMA busy_timeout = 5000")
        (version,) = run("PRAGMA user_version").fetchone()
        if version not in (0, _VERSION):
            raise sqlite3.DatabaseError(f"version {version}, expected {_VERSION}")
        self._connection.executescript(_TABLES)
        run(f"PRAGMA user_version = {_VERSION}")
