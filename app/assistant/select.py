"""Choose, of the evidence that was read, what the answer is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.assistant.answer import Evidence
from app.assistant.expectation import expected
from app.assistant.figures import Day, Figure, day, figure
from index.grams import words
from ingest.countries import countries_named
from ingest.document import Span

Similar = Callable[[str, Sequence[str]], NDArray[np.float32]]

_MOST_CLAIMS = 4
_MOST_OF_A_LIST = 6
# Chosen on the development cases; docs/design.md has the table.
_SHARE_OF_BEST = 0.4
_SAME_WORDS = 0.7
# How nearly a sentence must say the same as the best one, figures apart, to contradict it.
_SAME_MATTER = 0.85
_CONTRADICTING = 0.45
_READ_FOR_CONFLICT = 12
# "Which agency leads it?" names one: only what is plainly an adjective comes before the plural.
_ADJECTIVE = (
    r"(?:\w+(?:an|ish|al|ic|ed|ing|ern|ous|ive|ese|ary|ful|ent|ant|able)|(?-i:[A-ZÆØÅ]\w+)|"
    r"two|three|four|five|six|seven|eight|nine|ten|other|main|new|big|key|own|same|such)"
)
_PLURAL = rf"(?:{_ADJECTIVE} ){{0,2}}(?!(?:is|was|has|does|this|its)\b)\w+s"
_LIST = re.compile(
    rf"\b(?:hvilke|kva for(?! ei[nt]?\b)|which {_PLURAL}|what (?:are|were)|what {_PLURAL}|list|"
    r"name the|nevn|hvem er partnerne|"
    r"hva er (?:målene|oppgavene|temaene)|kva er (?:måla|oppgåvene|tema))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The evidence of an answer, in the order it is said.

    `disagree`: the pieces give different figures or dates for one matter, the newest first.
    `incomplete`: a list put together from several places, which may lack items.
    """

    evidence: tuple[Evidence, ...]
    disagree: bool = False
    incomplete: bool = False


class Locator(Protocol):
    """Finds the figure or name asked for in a piece of evidence."""

    def locate(self, question: str, evidence: Evidence) -> Span | None:
        """Return its place in the document, or None if it is not plain."""
        ...


class Selector(Protocol):
    """Anything that chooses what an answer is made of."""

    def select(self, question: str, evidence: Sequence[Evidence]) -> Selection:
        """Choose among `evidence`, which comes surest first and is not empty."""
        ...


def asks_for_list(question: str) -> bool:
    """Tell whether `question` wants several things named."""
    return expected(question) == "other" and bool(_LIST.search(question))


class EvidenceSelector:
    """Chooses by the score of each piece, and by what the figures in them say."""

    def __init__(self, locator: Locator, similar: Similar) -> None:
        self._locator = locator
        self._similar = similar

    def select(self, question: str, evidence: Sequence[Evidence]) -> Selection:
        """Return what the answer is made of; `evidence` comes surest first and is not empty."""
        evidence = [evidence[0], *_of_the_same(question, evidence[1:])]
        whole = _whole_list(evidence[0], evidence)
        if asks_for_list(question):
            chosen = _distinct([whole, *evidence], _MOST_OF_A_LIST)
            return Selection(evidence=tuple(chosen), incomplete=len(chosen) > 1)
        other = self._contradiction(question, evidence)
        if other:
            both = sorted(
                (evidence[0], other),
                key=lambda piece: piece.passage.source.published or "",
                reverse=True,
            )
            return Selection(evidence=tuple(both), disagree=True)
        if _several_items(whole, evidence):
            evidence = [whole, *evidence]
        return Selection(evidence=tuple(_distinct(evidence, _MOST_CLAIMS)))

    def _contradiction(self, question: str, evidence: Sequence[Evidence]) -> Evidence | None:
        """Return the piece of another source that says another figure or date of one matter."""
        sort = expected(question)
        best = evidence[0]
        place = self._locator.locate(question, best)
        if sort not in ("number", "date") or place is None:
            return None
        mine = _amount(best, place, sort)
        rivals = []
        for piece in evidence[1:_READ_FOR_CONFLICT]:
            if (
                piece.score < _CONTRADICTING * best.score
                or piece.passage.source.id == best.passage.source.id
            ):
                continue
            where = self._locator.locate(question, piece)
            if where and _disagree(mine, _amount(piece, where, sort)):
                rivals.append(piece)
        if not rivals:
            return None
        alike = self._similar(
            _without_figures(best.text), [_without_figures(rival.text) for rival in rivals]
        )
        nearest = int(alike.argmax())
        return rivals[nearest] if alike[nearest] >= _SAME_MATTER else None


def _of_the_same(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the pieces whose figures may be those asked for.

    Not those that lack a country or a year of the question and name another instead.
    """
    countries, years = set(countries_named(question)), set(_YEAR.findall(question))
    if expected(question) not in ("number", "date") or not (countries or years):
        return list(evidence)
    return [
        piece
        for piece in evidence
        if not _names_another(countries, set(countries_named(piece.text)))
        and not _names_another(years, set(_YEAR.findall(piece.text)))
    ]


def _names_another(asked: set[str], named: set[str]) -> bool:
    return bool(asked - named and named - asked)


def _distinct(evidence: Sequence[Evidence], most: int) -> list[Evidence]:
    chosen: list[Evidence] = []
    for piece in evidence:
        if len(chosen) == most or piece.score < _SHARE_OF_BEST * evidence[0].score:
            break
        if not any(_overlaps(piece, other) or _says_the_same(piece, other) for other in chosen):
            chosen.append(piece)
    return chosen


def _whole_list(best: Evidence, evidence: Sequence[Evidence]) -> Evidence:
    """Return the list that the best piece is an item of, lead-in and all, if it can be quoted.

    It is as sure as the item is.
    """
    for piece in evidence:
        if piece.is_list and _holds(piece, best):
            return replace(piece, score=best.score)
    return best


def _several_items(whole: Evidence, evidence: Sequence[Evidence]) -> bool:
    """Tell whether the best piece and one nearly as good are items of one list, the `whole`."""
    best = evidence[0]
    return whole is not best and any(
        piece.score >= _SHARE_OF_BEST * best.score
        and not _overlaps(piece, best)
        and _holds(whole, piece)
        for piece in evidence[1:]
    )


def _holds(whole: Evidence, piece: Evidence) -> bool:
    return (
        whole.passage.id == piece.passage.id
        and whole.start <= piece.start
        and piece.end <= whole.end
    )


def _amount(piece: Evidence, place: Span, sort: str) -> Figure | Day | None:
    text = piece.text[max(0, place.start - piece.start) : place.end - piece.start]
    return figure(text, piece.passage.language) if sort == "number" else day(text)


def _disagree(mine: Figure | Day | None, theirs: Figure | Day | None) -> bool:
    if isinstance(mine, Figure) and isinstance(theirs, Figure):
        return mine.disagrees(theirs)
    if isinstance(mine, Day) and isinstance(theirs, Day):
        return mine.disagrees(theirs)
    return False


def _without_figures(text: str) -> str:
    return " ".join(_DIGITS.sub(" ", text).split())


def _overlaps(one: Evidence, other: Evidence) -> bool:
    return (
        one.passage.source.id == other.passage.source.id
        and one.start < other.end
        and other.start < one.end
    )


def _says_the_same(one: Evidence, other: Evidence) -> bool:
    mine, theirs = set(words(one.text)), set(words(other.text))
    return len(mine & theirs) > _SAME_WORDS * min(len(mine), len(theirs))
