"""Answers, errors and filters as JSON and back, without loss."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter, ValidationError

from app.assistant.answer import Answer
from app.chats.exchange import Ending, Outcome
from index.query import Filters
from ingest.errors import SamsvarError

# The command line's JSON is made for its readers and leaves things out; this one is for Samsvar
# alone, and follows the fields of the types themselves.
_ANSWER = TypeAdapter(Answer)
_FILTERS = TypeAdapter(Filters)


def outcome_to_json(outcome: Outcome) -> str:
    """Return an outcome as one JSON object with a single key, which tells what it is."""
    match outcome:
        case Answer():
            return json.dumps({"answer": _ANSWER.dump_python(outcome, mode="json")})
        case SamsvarError():
            parts = {"what": outcome.what, "where": outcome.where, "remedy": outcome.remedy}
            return json.dumps({"error": parts})
        case Ending():
            return json.dumps({"ending": outcome.value})


def outcome_from_json(text: str | None) -> Outcome:
    """Return what `outcome_to_json` wrote; what cannot be read any more counts as lost."""
    try:
        kept: dict[str, Any] = json.loads(text) if text else {}
        match kept:
            case {"answer": answer}:
                return _ANSWER.validate_python(answer)
            case {"error": {"what": what, "where": where, "remedy": remedy}}:
                return SamsvarError(what, where=where, remedy=remedy)
            case {"ending": ending}:
                return Ending(ending)
    except ValueError:
        # Written by a version of Samsvar whose answers were made otherwise.
        pass
    return Ending.LOST


def filters_to_json(filters: Filters) -> str:
    """Return filters as JSON."""
    return _FILTERS.dump_json(filters).decode()


def filters_json(filters: Filters) -> dict[str, Any]:
    """Return filters as a JSON object, without the fields that restrict nothing."""
    parts: dict[str, Any] = _FILTERS.dump_python(filters, mode="json")
    return {field: value for field, value in parts.items() if value}


def filters_from_json(text: str) -> Filters:
    """Return what `filters_to_json` wrote; filters that cannot be read restrict nothing."""
    try:
        return _FILTERS.validate_json(text)
    except (ValidationError, SamsvarError):
        return Filters()
