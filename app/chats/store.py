"""Chats on disk: every visitor's own, and nothing left of one that was deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from app.assistant.answer import Answer
from app.chats.chat_file import IN_MEMORY, ChatFile
from app.chats.exchange import ChatSummary, Exchange, Feedback, Outcome, Rating, Reason
from app.chats.stored import (
    filters_from_json,
    filters_to_json,
    outcome_from_json,
    outcome_to_json,
)
from app.visitors import written_down

LONGEST_NAME = 80


def _utc_now() -> datetime:
    return datetime.now(UTC)


class ChatStore:
    """The chats of all visitors in one SQLite file; safe to share between threads.

    A visitor is known by a secret that only their browser has; the file does not hold it.

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
        self._now = now
        self._file = ChatFile(path)

    @property
    def keeps(self) -> bool:
        """Whether what is written outlives the server."""
        return self._file.path != IN_MEMORY

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def chats(self, visitor: str, words: str = "") -> tuple[ChatSummary, ...]:
        """Return a visitor's chats, the last changed first.

        Parameters
        ----------
        words
            All of them stand in the name, the questions or the answers of the chat, in any case.
        """
        query = "SELECT id, name, changed FROM chats WHERE owner = ?"
        values = [written_down(visitor)]
        for word in words.casefold().split():
            query += (
                " AND (instr(folded(name), ?) OR EXISTS (SELECT 1 FROM exchanges WHERE chat ="
                " chats.id AND (instr(folded(question), ?) OR instr(folded(said), ?))))"
            )
            values += [word] * 3
        rows = self._file.rows(f"{query} ORDER BY changed DESC, id", values)
        return tuple(ChatSummary(**dict(row)) for row in rows)

    def has(self, visitor: str, chat: str) -> bool:
        """Tell whether a chat is there, and the visitor's."""
        query = "SELECT 1 FROM chats WHERE id = ? AND owner = ?"
        return bool(self._file.rows(query, (chat, written_down(visitor))))

    def exchanges(self, visitor: str, chat: str) -> tuple[Exchange, ...]:
        """Return what was said in a visitor's chat; nothing if it is not there, or not theirs."""
        rows = self._file.rows(
            "SELECT exchanges.*, good, reasons FROM exchanges"
            " JOIN chats ON chats.id = chat LEFT JOIN ratings ON exchange = exchanges.id"
            " WHERE chat = ? AND owner = ? ORDER BY number",
            (chat, written_down(visitor)),
        )
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
        with self._file.writing() as run:
            run(
                "INSERT INTO chats VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET changed ="
                " excluded.changed WHERE owner = excluded.owner",
                (chat, written_down(visitor), name, self._time()),
            )
            run(
                "INSERT INTO exchanges (id, chat, question, filters) SELECT ?, id, ?, ? FROM chats"
                " WHERE id = ? AND owner = ?",
                (
                    exchange.id,
                    exchange.question,
                    filters_to_json(exchange.filters),
                    chat,
                    written_down(visitor),
                ),
            )

    def settle(self, exchange: str, outcome: Outcome) -> None:
        """Keep what came of a question; nothing, if its chat was deleted meanwhile."""
        said = outcome.text if isinstance(outcome, Answer) else ""
        with self._file.writing() as run:
            run(
                "UPDATE exchanges SET outcome = ?, said = ? WHERE id = ?",
                (outcome_to_json(outcome), said, exchange),
            )

    def rate(self, exchange: str, rating: Rating | None) -> None:
        """Keep what the visitor thinks of an answer; None takes it back."""
        with self._file.writing() as run:
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
            with self._file.writing() as run:
                run(
                    "UPDATE chats SET name = ? WHERE id = ? AND owner = ?",
                    (chat_name(name), chat, written_down(visitor)),
                )

    def delete(self, visitor: str, chat: str | None = None) -> None:
        """Delete a chat, or all of the visitor's, from the disk too, with the ratings in it."""
        with self._file.writing() as run:
            run(
                "DELETE FROM chats WHERE owner = ? AND (id = ? OR ? IS NULL)",
                (written_down(visitor), chat, chat),
            )
        self._file.forget()

    def feedback(self) -> tuple[Feedback, ...]:
        """Return every rating with what it is about, the newest first."""
        rows = self._file.rows(
            "SELECT rated, good, reasons, question, filters, outcome FROM ratings"
            " JOIN exchanges ON exchanges.id = exchange ORDER BY rated DESC, exchange"
        )
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


def chat_name(text: str) -> str:
    """Return a question or a name as the name of a chat: one line, cut at a word if it is long."""
    name = " ".join(text.split())
    if len(name) <= LONGEST_NAME:
        return name
    cut = name[: LONGEST_NAME - 2]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut} …"


def _rating(row: sqlite3.Row) -> Rating:
    known = [Reason(reason) for reason in row["reasons"].split() if reason in set(Reason)]
    return Rating(good=bool(row["good"]), reasons=tuple(known))
