"""Compose an answer of verbatim quotes: nothing is said that does not stand in a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.assistant.answer import Citation, Claim, Evidence, Struck
from app.assistant.frames import attribution, frames
from app.assistant.language import AnswerLanguage
from app.assistant.llm import Stop, never
from app.assistant.select import Locator
from ingest.document import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A question, or one side of a comparison, and the evidence of its answer.

    `disagree`: the pieces say different things, so that none of them may go unsaid.
    """

    question: str
    evidence: tuple[Evidence, ...]
    disagree: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """One claim, the citations it is the first to rest on, and the name of what composed it."""

    claim: Claim
    citations: tuple[Citation, ...]
    composer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """What a reader must know about how the answer was made, in the language of the answer."""

    text: str


Part = Composed | Struck | Noticed


class Composer(Protocol):
    """Turns evidence into claims, one at a time."""

    @property
    def name(self) -> str:
        """What `Answer.composer` says of claims of several composers."""
        ...

    @property
    def in_order(self) -> bool:
        """Whether claims come in the order of the evidence."""
        ...

    def compose(
        self,
        question: str,
        matters: Sequence[Matter],
        language: AnswerLanguage,
        *,
        first_number: int = 1,
        stop: Stop = never,
    ) -> Iterator[Part]:
        """Yield claims over the evidence of `matters`; citations count from `first_number`.

        No piece of evidence stands in two matters. Once `stop` says so, no model writes on.
        """
        ...


class ExtractiveComposer:
    """Says each piece word for word, introduced in the language of the question."""

    name = "extractive"
    in_order = True

    def __init__(self, locator: Locator) -> None:
        self._locator = locator

    def compose(
        self,
        question: str,  # noqa: ARG002
        matters: Sequence[Matter],
        language: AnswerLanguage,
        *,
        first_number: int = 1,
        stop: Stop = never,  # noqa: ARG002
    ) -> Iterator[Composed]:
        """Yield one claim a piece, in their order."""
        number = first_number
        for matter in matters:
            before: Evidence | None = None
            for piece in matter.evidence:
                place = self._locator.locate(matter.question, piece)
                introduction = _introduction(piece, before, language)
                yield Composed(
                    claim=_claim(piece, place, number, introduction, language),
                    citations=(citation_of(piece, number),),
                    composer=self.name,
                )
                before = piece
                number += 1


def citation_of(piece: Evidence, number: int) -> Citation:
    """Return the citation of a piece of evidence, word for word."""
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
    # A list or table keeps its lines. Elsewhere a line break becomes a space, one for one, so that
    # offsets stay true.
    gap = "\n" if piece.is_list else " "
    head = f"{introduction}{gap}{own.opening_quote}"
    quoted = piece.text if piece.is_list else piece.text.replace("\n", " ")
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
