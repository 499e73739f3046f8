"""From a question to a cited answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.assistant.answer import Answer, Evidence, Nearest
from app.assistant.compose import Composed, Composer
from app.assistant.evidence import Reader
from app.assistant.frames import Frames, frames
from app.assistant.language import AnswerLanguage, question_language
from app.assistant.steps import Finished, Reading, Searching, Stated, Step, Turn
from app.desk import LanguageChoice
from index.query import Filters, Query, Retriever
from index.search import check_query
from ingest.document import Access

_QUOTATION_MARKS = str.maketrans(dict.fromkeys('"«»“”„', " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantSettings:
    """`threshold` is the score below which a sentence is no answer."""

    threshold: float
    passages: int = 8
    nearest: int = 3


class Assistant:
    """Searches, reads and composes; refuses, with what came nearest, when nothing answers."""

    def __init__(
        self,
        *,
        retriever: Retriever,
        reader: Reader,
        composer: Composer,
        clearance: Access,
        fingerprint: Callable[[], str],
        settings: AssistantSettings,
    ) -> None:
        self._retriever = retriever
        self._reader = reader
        self._composer = composer
        self._clearance = clearance
        self._fingerprint = fingerprint
        self._settings = settings

    def ask(
        self,
        question: str,
        *,
        language: LanguageChoice = "auto",
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),
    ) -> Iterator[Step]:
        """Yield the steps towards the answer; the last is `Finished`.

        Raises
        ------
        QueryError
            If the question is empty, has no words, or is too long.
        SamsvarError
            If the index cannot be searched.
        """
        check_query(question)
        clock = _Clock()
        asked_in = _question_language(question, history)
        answer_in = asked_in if language == "auto" else language
        # Quotation marks in a question are emphasis; in a search they demand the exact words.
        standalone = " ".join(question.translate(_QUOTATION_MARKS).split())
        yield Searching(standalone=standalone, language=answer_in)

        query = Query(
            text=standalone, clearance=self._clearance, language=asked_in, filters=filters
        )
        hits = self._retriever.search(query, self._settings.passages)
        clock.stop("search")
        documents = len({hit.passage.source.id for hit in hits})
        yield Reading(passages=len(hits), documents=documents)

        evidence = self._reader.read(standalone, hits)
        enough = [piece for piece in evidence if piece.score >= self._settings.threshold]
        clock.stop("read")

        composed: list[Composed] = []
        for part in self._composer.compose(standalone, enough, answer_in) if enough else ():
            composed.append(part)
            yield Stated(claim=part.claim, citations=(part.citation,))
        clock.stop("compose")
        nearest = () if composed else self._nearest(evidence)
        yield Finished(
            answer=Answer(
                question=question,
                standalone=standalone,
                language=answer_in,
                status="answered" if composed else "not_found",
                lead="" if composed else _refusal(frames(answer_in), nearest),
                claims=tuple(part.claim for part in composed),
                citations=tuple(part.citation for part in composed),
                nearest=nearest,
                composer=self._composer.name,
                index=self._fingerprint(),
                timings_ms=clock.timings(),
            )
        )

    def _nearest(self, evidence: Sequence[Evidence]) -> tuple[Nearest, ...]:
        """Return the best sentence of each of the nearest passages."""
        best: dict[str, Evidence] = {}
        for piece in evidence:
            best.setdefault(piece.passage.id, piece)
        return tuple(
            Nearest(
                source=piece.passage.source,
                page=piece.passage.page,
                start=piece.start,
                end=piece.end,
                quote=piece.text,
                score=piece.score,
            )
            for piece in list(best.values())[: self._settings.nearest]
        )


class _Clock:
    """Milliseconds from stop to stop."""

    def __init__(self) -> None:
        self._begun = self._last = time.perf_counter()
        self._timings: dict[str, float] = {}

    def stop(self, name: str) -> None:
        now = time.perf_counter()
        self._timings[name] = (now - self._last) * 1000
        self._last = now

    def timings(self) -> dict[str, float]:
        return {**self._timings, "total": (self._last - self._begun) * 1000}


def _refusal(own: Frames, nearest: tuple[Nearest, ...]) -> str:
    return f"{own.not_found} {own.nearest if nearest else own.nothing_near}"


def _question_language(question: str, history: Sequence[Turn]) -> AnswerLanguage:
    """Return the question's language; one that does not show it is in that of the one before."""
    spoken: AnswerLanguage = "nb"
    for turn in history:
        if turn.role == "user":
            spoken = question_language(turn.content, default=spoken)
    return question_language(question, default=spoken)
