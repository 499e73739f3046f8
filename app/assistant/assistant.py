"""From a question to a cited answer."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.assistant.answer import Answer, Citation, Conflict, Evidence, Nearest, Struck
from app.assistant.comparison import sides
from app.assistant.compose import Composed, Composer, Matter, Noticed
from app.assistant.evidence import Reader
from app.assistant.frames import Frames, frames, searched
from app.assistant.language import AnswerLanguage, question_language
from app.assistant.llm import Stop, never
from app.assistant.rewrite import BY_RULE, Rewriter
from app.assistant.select import Selection, Selector
from app.assistant.steps import Finished, Reading, Searching, Stated, Step, Turn
from app.desk import LanguageChoice
from index.query import Filters, Hit, Query, Retriever
from index.search import check_query
from ingest.document import Access, Source

_QUOTATION_MARKS = str.maketrans(dict.fromkeys('"«»“”„', " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantSettings:
    """`threshold` is the score that the surest sentence needs, or nothing answers."""

    threshold: float
    passages: int = 8
    nearest: int = 3


class Holdings(Protocol):
    """What is being asked of: the sources that may be seen, and the index that answers."""

    def sources(self) -> tuple[Source, ...]:
        """Return every source that may be seen."""
        ...

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the index."""
        ...


class Assistant:
    """Searches, reads and composes; refuses, with what came nearest, when nothing answers."""

    def __init__(
        self,
        *,
        retriever: Retriever,
        reader: Reader,
        composer: Composer,
        clearance: Access,
        selector: Selector,
        holdings: Holdings,
        settings: AssistantSettings,
        rewriter: Rewriter = BY_RULE,
    ) -> None:
        self._retriever = retriever
        self._reader = reader
        self._composer = composer
        self._clearance = clearance
        self._selector = selector
        self._holdings = holdings
        self._settings = settings
        self._rewriter = rewriter

    def ask(
        self,
        question: str,
        *,
        language: LanguageChoice = "auto",
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),
        stop: Stop = never,
    ) -> Iterator[Step]:
        """Yield the steps towards the answer; the last is `Finished`.

        Once `stop` says so, a language model writes no further, and the answer is finished
        without it.

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
        asked = self._rewriter.rewrite(question, history, asked_in, stop=stop)
        standalone = " ".join(asked.translate(_QUOTATION_MARKS).split())
        yield Searching(standalone=standalone, language=answer_in)

        compared = sides(standalone)
        matters = [side.question for side in compared] or [standalone]

        def search(matter: str) -> list[Hit]:
            query = Query(
                text=matter, clearance=self._clearance, language=asked_in, filters=filters
            )
            return self._retriever.search(query, self._settings.passages)

        found = [search(matter) for matter in matters]
        clock.stop("search")
        passages = {hit.passage.id: hit.passage for hits in found for hit in hits}
        documents = len({passage.source.id for passage in passages.values()})
        yield Reading(passages=len(passages), documents=documents)

        evidence = [
            self._reader.read(matter, hits) for matter, hits in zip(matters, found, strict=True)
        ]
        if compared and not any(map(self._answers, evidence)):
            # No source answers for one side by itself; one may speak of both.
            whole = self._reader.read(standalone, search(standalone))
            if self._answers(whole):
                compared, matters, evidence = (), [standalone], [whole]
        clock.stop("read")

        answered = _Answered(frames(answer_in), in_order=self._composer.in_order)
        for number, (matter, pieces) in enumerate(zip(matters, evidence, strict=True)):
            if self._answers(pieces):
                answered.take_up(matter, self._selector.select(matter, pieces))
            else:
                answered.nothing_for(compared[number].name if compared else "")
        composing = self._composer.compose(standalone, answered.matters, answer_in, stop=stop)
        for part in composing if answered.matters else ():
            match part:
                case Composed():
                    yield answered.add(part)
                case Struck():
                    answered.struck.append(part)
                    yield part
                case Noticed():
                    answered.notices.append(part.text)
        clock.stop("compose")
        composed = answered.composed
        nearest = () if composed else self._nearest(_merged(evidence))
        yield Finished(
            answer=Answer(
                question=question,
                standalone=standalone,
                language=answer_in,
                status="answered" if composed else "not_found",
                lead=answered.lead if composed else self._refusal(answer_in, nearest, filters),
                claims=tuple(part.claim for part in composed),
                closing=" ".join(answered.closing) if composed else "",
                notice=" ".join(answered.notices),
                struck=tuple(answered.struck),
                citations=tuple(answered.citations),
                conflicts=answered.conflicts(),
                nearest=nearest,
                composer=answered.composer or self._composer.name,
                index=self._holdings.fingerprint,
                timings_ms=clock.timings(),
            )
        )

    def _answers(self, pieces: Sequence[Evidence]) -> bool:
        """Tell whether the surest piece answers; how many are said with it, the selector knows."""
        return bool(pieces) and pieces[0].score >= self._settings.threshold

    def _refusal(
        self, language: AnswerLanguage, nearest: tuple[Nearest, ...], filters: Filters
    ) -> str:
        own = frames(language)
        sources = [one for one in self._holdings.sources() if filters.admits(one)]
        where = searched(len(sources), [source.language for source in sources], language)
        return f"{own.not_found} {where} {own.nearest if nearest else own.nothing_near}"

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


class _Answered:
    """What is asked, what is said of it so far, and the sentences around it."""

    def __init__(self, own: Frames, *, in_order: bool) -> None:
        self._own = own
        self._in_order = in_order
        self.matters: list[Matter] = []
        self.composed: list[Composed] = []
        self.citations: list[Citation] = []
        self.struck: list[Struck] = []
        self.notices: list[str] = []
        self.lead = ""
        self.closing: list[str] = []

    def take_up(self, question: str, selection: Selection) -> None:
        """Take up a matter, without what another has: one sentence may answer for both sides."""
        taken = [piece for matter in self.matters for piece in matter.evidence]
        evidence = tuple(
            piece
            for piece in selection.evidence
            if not any(
                other.passage.source.id == piece.passage.source.id
                and other.start < piece.end
                and piece.start < other.end
                for other in taken
            )
        )
        self.matters.append(
            Matter(question=question, evidence=evidence, disagree=selection.disagree)
        )
        if selection.disagree:
            order = self._own.newest_first if self._in_order else ""
            self.lead = f"{self._own.disagree} {order}".strip()
        if selection.incomplete and self._own.incomplete not in self.closing:
            self.closing.append(self._own.incomplete)

    def add(self, part: Composed) -> Stated:
        """Take up one claim, and return the step that states it."""
        self.composed.append(part)
        self.citations += part.citations
        lead = self.lead if len(self.composed) == 1 else ""
        return Stated(claim=part.claim, citations=part.citations, lead=lead)

    def nothing_for(self, side: str) -> None:
        """Note that no source answers for one side of a comparison."""
        if side:
            self.closing.append(self._own.unanswered_side.format(side=side))

    @property
    def composer(self) -> str:
        """What composed all the claims; empty if several did, or none."""
        names = {part.composer for part in self.composed}
        return names.pop() if len(names) == 1 else ""

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return which citations disagree, and about what."""
        found = []
        for matter in self.matters:
            places = {(piece.passage.source.id, piece.start) for piece in matter.evidence}
            numbers = tuple(
                citation.number
                for citation in self.citations
                if (citation.source.id, citation.start) in places
            )
            if matter.disagree and len(numbers) > 1:
                found.append(Conflict(about=matter.question, citations=numbers))
        return tuple(found)


def _merged(evidence: Sequence[Sequence[Evidence]]) -> list[Evidence]:
    return sorted((piece for part in evidence for piece in part), key=lambda piece: -piece.score)


def _question_language(question: str, history: Sequence[Turn]) -> AnswerLanguage:
    """Return the question's language; one that does not show it is in that of the one before."""
    spoken: AnswerLanguage = "nb"
    for turn in history:
        if turn.role == "user":
            spoken = question_language(turn.content, default=spoken)
    return question_language(question, default=spoken)
