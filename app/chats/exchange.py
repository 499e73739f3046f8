"""The values of a conversation: what was asked, what came of it, and what the visitor thought."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.assistant.answer import Answer
from index.query import Filters
from ingest.errors import SamsvarError


class Ending(StrEnum):
    """How a question ended that was neither answered, refused nor told why not.

    `LOST` is one whose answer was under way when the server ended.
    """

    STOPPED = "stopped"
    CRASHED = "crashed"
    LOST = "lost"


Outcome = Answer | SamsvarError | Ending


class Reason(StrEnum):
    """What is wrong with an answer, in the visitor's eyes."""

    WRONG = "wrong"
    QUOTE_NOT_FOUND = "quote-not-found"
    SOURCE_MISSING = "source-missing"
    TOO_LONG = "too-long"
    OTHER_LANGUAGE = "other-language"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """Whether an answer was good; `reasons` are for one that was not."""

    good: bool
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question, what it was restricted to, and what came of it.

    `id` is random, and nothing else names an exchange on disk.
    """

    question: str
    outcome: Outcome
    filters: Filters = Filters()
    rating: Rating | None = None
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatSummary:
    """A chat in a list of chats; `changed` is an ISO 8601 time in UTC."""

    id: str
    name: str
    changed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """A rating as whoever runs Samsvar reads it, with what it is about; never with whose it is."""

    rated: str
    rating: Rating
    question: str
    filters: Filters
    answer: Answer | None
