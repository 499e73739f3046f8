"""What a retriever finds for a case, whoever made it, and how good that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from eval.acceptance import holds
from eval.cases import Case
from eval.metrics import NOT_COUNTED, Score, ndcg_at, recall_at, reciprocal_rank_at
from index.grams import words
from ingest.errors import SamsvarError

DEPTHS = (1, 5, 10)
# The first ten documents are seldom deeper than this, and ours reads its legs no deeper for it.
FOUND = 25
_DEEPEST = max(DEPTHS)
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A piece of text that a retriever finds: a passage, a node; and the documents it stands in."""

    text: str
    documents: tuple[str, ...]


class Ranker(Protocol):
    """Any retriever that can be measured."""

    def rank(self, question: str, language: str, limit: int) -> list[Unit]:
        """Return at most `limit` units for a question in `language`, best first."""
        ...

    def units(self, document: str) -> list[Unit]:
        """Return every unit of one document, so that those that answer can be counted."""
        ...


def ranking_names() -> tuple[str, ...]:
    """Return the names of the measures of a ranking."""
    return tuple(
        f"{level}_{measure}"
        for level in ("passage", "document")
        for measure in (*(f"recall@{depth}" for depth in DEPTHS), "mrr@10", "ndcg@10")
    )


def ranking_scores(
    case: Case, ranker: Ranker, found: Sequence[Unit], text_of: Callable[[str], str]
) -> dict[str, Score]:
    """Return recall, MRR and nDCG of passages and of documents for one case.

    A passage is relevant if it comes from a document that the case names and holds words that
    it accepts; a document, if the case names it. What is needed is found at the rank of the first
    passage that holds it, or of the first document whose text does.

    Parameters
    ----------
    text_of
        The text of a document, by its name; a `SamsvarError` means that there is none.
    """
    if not case.answerable:
        return dict.fromkeys(ranking_names(), NOT_COUNTED)
    passages = _distinct(found)
    relevant = [_answers(case, unit) for unit in passages]
    there = _distinct(unit for path in case.documents for unit in ranker.units(path))
    ranks = [_first(passages, partial(_meets, case, need)) for need in case.needs]
    documents = list(dict.fromkeys(path for unit in found for path in unit.documents))
    document_ranks = [
        _first(documents, holders(case, need, text_of).__contains__) for need in case.needs
    ]
    return {
        **_scores("passage", ranks, relevant, sum(_answers(case, unit) for unit in there)),
        **_scores(
            "document",
            document_ranks,
            [path in case.documents for path in documents],
            len(case.documents),
        ),
    }


def first_answer(case: Case, found: Sequence[Unit]) -> int | None:
    """Return the 1-based rank of the first passage that answers, None if none does."""
    return _first(_distinct(found), lambda unit: _answers(case, unit)) if case.answerable else None


def holders(case: Case, need: Sequence[str], text_of: Callable[[str], str]) -> set[str]:
    """Return which of the case's documents hold what is needed; all of them if none does."""
    holding = set()
    for path in case.documents:
        try:
            if holds(text_of(path), need):
                holding.add(path)
        except SamsvarError:
            continue
    return holding or set(case.documents)


def _scores(
    level: str, ranks: Sequence[int | None], relevant: Sequence[bool], total: int
) -> dict[str, Score]:
    values = {
        **{f"recall@{depth}": recall_at(depth, ranks) for depth in DEPTHS},
        "mrr@10": reciprocal_rank_at(_DEEPEST, relevant),
        "ndcg@10": ndcg_at(_DEEPEST, relevant, total),
    }
    return {f"{level}_{name}": Score(value=value) for name, value in values.items()}


def _answers(case: Case, unit: Unit) -> bool:
    return _meets(case, case.accepted, unit)


def _meets(case: Case, need: Sequence[str], unit: Unit) -> bool:
    return not set(case.documents).isdisjoint(unit.documents) and holds(unit.text, need)


def _first(found: Sequence[_Found], is_it: Callable[[_Found], bool]) -> int | None:
    return next((rank for rank, one in enumerate(found, start=1) if is_it(one)), None)


def _distinct(units: Iterable[Unit]) -> list[Unit]:
    """Return units with other words each: the same words again are no second find."""
    kept: dict[tuple[str, ...], Unit] = {}
    for unit in units:
        key = tuple(words(unit.text))
        same = kept.get(key)
        documents = dict.fromkeys((*(same.documents if same else ()), *unit.documents))
        kept[key] = Unit(text=same.text if same else unit.text, documents=tuple(documents))
    return list(kept.values())
