"""What each side of a conflict says: its figure, its source and its date."""

from __future__ import annotations

from dataclasses import dataclass

from app.assistant.answer import Answer, Citation, Conflict
from index.query import published_day


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictSide:
    """One source of a conflict; `figures` are what it says, as it writes them."""

    citation: Citation
    figures: tuple[str, ...]


def conflict_sides(answer: Answer, conflict: Conflict) -> tuple[ConflictSide, ...]:
    """Return the sides of a conflict, the newest first and those without a date last.

    Where no figure or name was marked in what a source says, its whole quotation stands for it.
    """
    sides = []
    for citation in answer.citations:
        if citation.number in conflict.citations:
            marked = [
                claim.text[span.start : span.end]
                for claim in answer.claims
                if citation.number in claim.citations
                for span in claim.emphasis
            ]
            figures = tuple(dict.fromkeys(marked)) or (citation.quote,)
            sides.append(ConflictSide(citation=citation, figures=figures))
    return tuple(sorted(sides, key=_newest_first))


def _newest_first(side: ConflictSide) -> int:
    published = side.citation.source.published
    return -published_day(published) if published else 0
