"""Batches: a file of JSON objects in, one a line, and a file of as many lines out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.assistant.steps import Turn
from app.errors import LineError
from app.terminal.consoles import json_text
from index.search import QueryError
from ingest.errors import SamsvarError

Record = Mapping[str, Any]
_ROLES = ("user", "assistant")


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchReport:
    """How many lines there were, and how many of them got an error instead of an answer."""

    lines: int
    failed: int


def read_lines(source: Path, target: Path) -> list[bytes]:
    """Return the lines of a batch that hold anything.

    Raises
    ------
    SamsvarError
        If `source` cannot be read, or `target` is the same file or in no folder.
    """
    try:
        data = source.read_bytes()
    except OSError as error:
        raise SamsvarError(
            f"the batch cannot be read ({error.strerror or error})",
            where=str(source),
            remedy="Check the path after --batch",
        ) from error
    if target.exists() and target.samefile(source):
        raise SamsvarError(
            "the batch would be written over", where=str(target), remedy="Choose another --out"
        )
    if target.is_dir() or not target.absolute().parent.is_dir():
        raise SamsvarError(
            "the output cannot be written",
            where=str(target),
            remedy="Give --out a file in a folder that is there",
        )
    return [line for line in data.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()]


def run_batch(
    lines: list[bytes],
    target: Path,
    respond: Callable[[Record], Mapping[str, Any]],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> BatchReport:
    """Write to `target` what `respond` gives for each line, in their order, under the line's id.

    A line that cannot be answered gives `{"id": ..., "error": ...}`, and the others go on. Each
    line is on disk before the next is begun, so that nothing is lost when the run is stopped.

    Parameters
    ----------
    respond
        Given the object of a line; raises `LineError` or `QueryError` if it cannot be answered.
        Any other `SamsvarError` is about the index, not the line, and ends the run.
    progress
        Told (lines done, lines in all).
    """
    failed = 0
    with target.open("wb") as out:
        for done, line in enumerate(lines):
            progress(done, len(lines))
            answer = _respond(line, respond)
            failed += "error" in answer
            out.write(json_text(answer).encode("utf-8", "backslashreplace") + b"\n")
            out.flush()
    progress(len(lines), len(lines))
    return BatchReport(lines=len(lines), failed=failed)


def text_of(record: Record, name: str) -> str:
    """Return the text that a line holds under `name`.

    Raises
    ------
    LineError
        If there is none, or it holds halves of characters, which no model takes.
    """
    if name not in record:
        raise LineError(f'the line has no "{name}"')
    value = record[name]
    if not isinstance(value, str):
        raise LineError(f'"{name}" is not a text')
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise LineError(f'"{name}" holds half a character')
    return value


def history_of(record: Record) -> tuple[Turn, ...]:
    """Return the earlier turns of the conversation that a line belongs to.

    Raises
    ------
    LineError
        If `history` is there but is no list of `{"role", "content"}`.
    """
    history = record.get("history") or []
    if not isinstance(history, list):
        raise LineError('"history" is not a list')
    turns = []
    for turn in history:
        if not isinstance(turn, dict) or turn.get("role") not in _ROLES:
            raise LineError('"history" holds something without a role of user or assistant')
        turns.append(Turn(role=turn["role"], content=text_of(turn, "content")))
    return tuple(turns)


def _respond(line: bytes, respond: Callable[[Record], Mapping[str, Any]]) -> dict[str, Any]:
    identity: Any = None
    try:
        record = _record(line)
        identity = record.get("id")
        return {"id": identity} | dict(respond(record)) | {"id": identity}
    except (LineError, QueryError) as error:
        return {"id": identity, "error": str(error)}
    except SamsvarError:
        raise
    # Whatever one question brings to light, it must not cost the others their answers.
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".rstrip(": ")
        return {"id": identity, "error": f"unexpected error ({' '.join(reason.split())})"}


def _record(line: bytes) -> Record:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LineError(f"the line is not JSON ({error})") from error
    if not isinstance(record, dict):
        raise LineError("the line is not a JSON object")
    return record
