"""Searches that visitors saved, in a small SQLite file in the data directory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.research.sought import Sought
from app.visitors import written_down
from ingest.errors import SamsvarError

LONGEST_NAME = 120
MOST_SAVED = 200

_TABLE = """
CREATE TABLE IF NOT EXISTS searches (
    number INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    saved TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS searches_by_owner ON searches (owner);
"""
_PATIENCE = 5.0


class SavedSearchError(SamsvarError):
    """The saved searches cannot be read or written, or there are too many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search under a name; `saved` is when, ISO 8601 in UTC."""

    number: int
    name: str
    sought: Sought
    saved: str


class SavedSearches:
    """The saved searches of all visitors, each of whom sees their own only.

    `owner` is the visitor's secret; the file does not hold it. The file is made when the first
    search is saved. Safe to use from several threads and
    processes: every call opens the file anew, and SQLite lets one of them write at a time.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, owner: str) -> list[SavedSearch]:
        """Return what `owner` saved, the newest first.

        Raises
        ------
        SavedSearchError
            If the file cannot be read; so do all other methods.
        """
        if not self._path.exists():
            return []
        with self._open() as connection:
            rows = connection.execute(
                "SELECT number, name, address, saved FROM searches WHERE owner = ?"
                " ORDER BY number DESC",
                (written_down(owner),),
            ).fetchall()
        return [
            SavedSearch(
                number=number, name=name, sought=Sought.at(json.loads(address)), saved=saved
            )
            for number, name, address, saved in rows
        ]

    def save(self, owner: str, name: str, sought: Sought) -> None:
        """Save a search; one that `owner` has saved already gets the new name."""
        address = json.dumps(sought.address, ensure_ascii=False, sort_keys=True)
        named = _name(name) or _name(sought.text)
        with self._open() as connection:
            known = connection.execute(
                "UPDATE searches SET name = ? WHERE owner = ? AND address = ?",
                (named, written_down(owner), address),
            ).rowcount
            if known:
                return
            (count,) = connection.execute(
                "SELECT count(*) FROM searches WHERE owner = ?", (written_down(owner),)
            ).fetchone()
            if count >= MOST_SAVED:
                raise SavedSearchError(
                    f"there are {MOST_SAVED} saved searches already",
                    remedy="Remove some that are no longer needed",
                )
            connection.execute(
                "INSERT INTO searches (owner, name, address, saved) VALUES (?, ?, ?, ?)",
                (
                    written_down(owner),
                    named,
                    address,
                    datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            )

    def rename(self, owner: str, number: int, name: str) -> None:
        """Give a search another name; an empty one changes nothing."""
        if _name(name):
            self._change(
                "UPDATE searches SET name = ? WHERE owner = ? AND number = ?",
                (_name(name), written_down(owner), number),
            )

    def remove(self, owner: str, number: int) -> None:
        """Remove a search; of its words nothing stays on the disk."""
        self._change(
            "DELETE FROM searches WHERE owner = ? AND number = ?", (written_down(owner), number)
        )

    def _change(self, sql: str, values: tuple[object, ...]) -> None:
        with self._open() as connection:
            connection.execute(sql, values)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Made before SQLite makes it: what people search for is nobody else's to read.
            self._path.touch(mode=0o600)
            with closing(
                sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
            ) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA secure_delete = ON")
                connection.executescript(_TABLE)
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
                # Else removed words stay in the log until it happens to be full.
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (sqlite3.Error, OSError) as error:
            raise SavedSearchError(
                f"the saved searches cannot be used ({error})",
                where=str(self._path),
                remedy="If the file is damaged, move it away; searches can then be saved anew",
            ) from error


def _name(name: str) -> str:
    """Return a name on one line, without what no database takes."""
    shown = name.encode("utf-8", "ignore").decode().replace("\x00", " ")
    return " ".join(shown.split())[:LONGEST_NAME].strip()
