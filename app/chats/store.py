"""Chats on disk: every visitor's own, and nothing left of one that was deleted."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app.assistant.answer import Answer
from app.chats.exchange import ChatSummary, Exchange, Feedback, Outcome, Rating, Reason
from app.chats.stored import (
    filters_from_json,
    filters_to_json,
    outcome_from_json,
    outcome_to_json,
)
from ingest.errors import SamsvarError

IN_MEMORY = Path(":memory:")
LONGEST_NAME = 80

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


def _utc_now() -> datetime:
    return datetime.now(UTC)


class ChatStore:
    """The chats of all visitors in one SQLite file; safe to share between threads.

    A visitor is known by a secret that only their browser has. The file holds its hash, so that
    whoever comes by a copy of the file cannot pass for anybody.

    Parameters
    ----------
    path
        The file, made if it is not there; `IN_MEMORY` keeps nothing.
    now
        The clock.

    Raises
    ------
    SamsvarError
        If the file cannot be opened, or is not of this version.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = _utc_now) -> None:
        self.path = path
        self._now = now
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

    def _open(self) -> None:
        run = self._connection.execute
        self._connection.row_factory = sqlite3.Row
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

    @property
    def keeps(self) -> bool:
        """Whether what is written outlives the server."""
        return self.path != IN_MEMORY

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def chats(self, visitor: str, words: str = "") -> tuple[ChatSummary, ...]:
        """Return a visitor's chats, the last changed first.

        Parameters
        ----------
        words
            All of them stand in the name, the questions or the answers of the chat, in any case.
        """
        query = "SELECT id, name, changed FROM chats WHERE owner = ?"
        values = [_owner(visitor)]
        for word in words.casefold().split():
            query += (
                " AND (instr(folded(name), ?) OR EXISTS (SELECT 1 FROM exchanges WHERE chat ="
                " chats.id AND (instr(folded(question), ?) OR instr(folded(said), ?))))"
            )
            values += [word] * 3
        with self._lock:
            rows = self._connection.execute(f"{query} ORDER BY changed DESC, id", values).fetchall()
        return tuple(ChatSummary(**dict(row)) for row in rows)

    def has(self, visitor: str, chat: str) -> bool:
        """Tell whether a chat is there, and the visitor's."""
        with self._lock:
            row = self._connection.execute(
                "SELECT 1 FROM chats WHERE id = ? AND owner = ?", (chat, _owner(visitor))
            ).fetchone()
        return row is not None

    def exchanges(self, visitor: str, chat: str) -> tuple[Exchange, ...]:
        """Return what was said in a visitor's chat; nothing if it is not there, or not theirs."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT exchanges.*, good, reasons FROM exchanges"
                " JOIN chats ON chats.id = chat LEFT JOIN ratings ON exchange = exchanges.id"
                " WHERE chat = ? AND owner = ? ORDER BY number",
                (chat, _owner(visitor)),
            ).fetchall()
        return tuple(
            Exchange(
                id=row["id"],
                question=row["question"],
                filters=filters_from_json(row["filters"]),
                outcome=outcome_from_json(row["outcome"]),
                rating=None if row["good"] is None else _rating(row),
            )
            for row in rows
        )

    def begin(self, visitor: str, chat: str, exchange: Exchange) -> None:
        """Keep a question before it is answered; the first one makes the chat, and names it."""
        name = chat_name(exchange.question)
        with self._writing() as run:
            run(
                "INSERT INTO chats VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET changed ="
                " excluded.changed WHERE owner = excluded.owner",
                (chat, _owner(visitor), name, self._time()),
            )
            run(
                "INSERT INTO exchanges (id, chat, question, filters) SELECT ?, id, ?, ? FROM chats"
                " WHERE id = ? AND owner = ?",
                (
                    exchange.id,
                    exchange.question,
                    filters_to_json(exchange.filters),
                    chat,
                    _owner(visitor),
                ),
            )

    def settle(self, exchange: str, outcome: Outcome) -> None:
        """Keep what came of a question; nothing, if its chat was deleted meanwhile."""
        said = outcome.text if isinstance(outcome, Answer) else ""
        with self._writing() as run:
            run(
                "UPDATE exchanges SET outcome = ?, said = ? WHERE id = ?",
                (outcome_to_json(outcome), said, exchange),
            )

    def rate(self, exchange: str, rating: Rating | None) -> None:
        """Keep what the visitor thinks of an answer; None takes it back."""
        with self._writing() as run:
            if rating is None:
                run("DELETE FROM ratings WHERE exchange = ?", (exchange,))
            else:
                run(
                    "INSERT OR REPLACE INTO ratings SELECT id, ?, ?, ? FROM exchanges WHERE id = ?",
                    (self._time(), rating.good, " ".join(rating.reasons), exchange),
                )

    def rename(self, visitor: str, chat: str, name: str) -> None:
        """Give a chat another name; an empty one changes nothing."""
        if name.split():
            with self._writing() as run:
                run(
                    "UPDATE chats SET name = ? WHERE id = ? AND owner = ?",
                    (chat_name(name), chat, _owner(visitor)),
                )

    def delete(self, visitor: str, chat: str | None = None) -> None:
        """Delete a chat, or all of the visitor's, from the disk too, with the ratings in it."""
        with self._writing() as run:
            run(
                "DELETE FROM chats WHERE owner = ? AND (id = ? OR ? IS NULL)",
                (_owner(visitor), chat, chat),
            )
        with self._lock:
            # Else the log of writes would keep the words until it happens to be written over.
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def feedback(self) -> tuple[Feedback, ...]:
        """Return every rating with what it is about, the newest first."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT rated, good, reasons, question, filters, outcome FROM ratings"
                " JOIN exchanges ON exchanges.id = exchange ORDER BY rated DESC, exchange"
            ).fetchall()
        return tuple(
            Feedback(
                rated=row["rated"],
                rating=_rating(row),
                question=row["question"],
                filters=filters_from_json(row["filters"]),
                answer=answer if isinstance(answer, Answer) else None,
            )
            for row in rows
            for answer in (outcome_from_json(row["outcome"]),)
        )

    def _time(self) -> str:
        return self._now().isoformat(timespec="milliseconds")

    @contextmanager
    def _writing(self) -> Iterator[Callable[..., sqlite3.Cursor]]:
        with self._lock, self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection.execute


def chat_name(text: str) -> str:
    """Return a question or a name as the name of a chat: one line, cut at a word if it is long."""
    name = " ".join(text.split())
    if len(name) <= LONGEST_NAME:
        return name
    cut = name[: LONGEST_NAME - 2]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut} …"


def _owner(visitor: str) -> str:
    return hashlib.sha256(visitor.encode()).hexdigest()


def _rating(row: sqlite3.Row) -> Rating:
    known = [Reason(reason) for reason in row["reasons"].split() if reason in set(Reason)]
    return Rating(good=bool(row["good"]), reasons=tuple(known))
