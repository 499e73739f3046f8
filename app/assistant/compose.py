"""Compose an answer of verbatim quotes: nothing is said that does not stand in a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.assistant.answer import Citation, Claim, Evidence
from app.assistant.frames import attribution, frames
from app.assistant.language import AnswerLanguage
from app.assistant.select import Locator
from ingest.document import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """One claim and the citation it brought."""

    claim: Claim
    citation: Citation


class Composer(Protocol):
    """Turns evidence into claims, one at a time."""

    @property
    def name(self) -> str:
        """What `Answer.composer` says."""
        ...

    def compose(
        self,
        question: str,
        evidence: Sequence[Evidence],
        language: AnswerLanguage,
        *,
        first_number: int = 1,
    ) -> Iterator[Composed]:
        """Yield claims over `evidence`, in its order; citations count from `first_number`."""
        ...


class ExtractiveComposer:
    """Says each piece word for word, introduced in the language of the question."""

    name = "extractive"

    def __init__(self, locator: Locator) -> None:
        self._locator = locator

    def compose(
        self,
        question: str,
        evidence: Sequence[Evidence],
        language: AnswerLanguage,
        *,
        first_number: int = 1,
    ) -> Iterator[Composed]:
        """Yield one claim a piece."""
        before: Evidence | None = None
        for number, piece in enumerate(evidence, start=first_number):
            place = self._locator.locate(question, piece)
            yield Composed(
                claim=_claim(
                    piece, place, number, _introduction(piece, before, language), language
                ),
                citation=_citation(piece, number),
            )
            before = piece


def _introduction(piece: Evidence, before: Evidence | None, language: AnswerLanguage) -> str:
    """Return who says it; of the source that was just quoted, only that it is the same."""
    passage = piece.passage
    if before and (before.passage.source.id, before.passage.language) == (
        passage.source.id,
        passage.language,
    ):
        return frames(language).same_source
    return attribution(passage.source, language, quote_language=passage.language)


def _claim(
    piece: Evidence, place: Span | None, number: int, introduction: str, language: AnswerLanguage
) -> Claim:
    own = frames(language)
    head = f"{introduction} {own.opening_quote}"
    # Line breaks inside the quote become spaces, one for one, so that offsets stay true.
    quoted = piece.text.replace("\n", " ")
    columns = f" ({own.columns.format(names=piece.columns)})" if piece.columns else ""
    return Claim(
        text=f"{head}{quoted}{own.closing_quote}{columns}",
        citations=(number,),
        support=piece.score,
        quote=Span(start=len(head), end=len(head) + len(quoted)),
        emphasis=(
            Span(
                start=len(head) + place.start - piece.start,
                end=len(head) + place.end - piece.start,
            ),
        )
        if place
        else (),
    )


def _citation(piece: Evidence, number: int) -> Citation:
    passage = piece.passage
    return Citation(
        number=number,
        source=passage.source,
        page=passage.page,
        start=piece.start,
        end=piece.end,
        quote=piece.text,
        language=passage.language,
    )
