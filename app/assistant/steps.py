"""What an answer under way tells whoever is waiting for it."""

from __future__ import annotations

from dataclasses import dataclass

from app.assistant.answer import Answer, Citation, Claim, Struck


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One earlier message of the conversation; `role` is `user` or `assistant`."""

    role: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Searching:
    """The search has begun; `standalone` is the question as it is searched for."""

    standalone: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The search is done; `passages` of `documents` are being read."""

    passages: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One more claim stands, with the citations it brought; `lead` comes with the first."""

    claim: Claim
    citations: tuple[Citation, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The whole answer; always the last step."""

    answer: Answer


# `Struck`: a sentence of a model that no source supports, where it is to be shown struck out.
Step = Searching | Reading | Stated | Struck | Finished
