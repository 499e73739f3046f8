"""Fuse the dense and the lexical leg: scores, not ranks, by a convex sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Scored = Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fused:
    """A passage number, its fused score in [0, 1], and its raw score and rank in each leg."""

    number: int
    score: float
    dense: tuple[int, float] | None
    lexical: tuple[int, float] | None


def scale(scored: Scored, *, floor: float | None = None) -> dict[int, float]:
    """Map scores to [0, 1]: the best becomes 1, `floor` (default: the worst given) becomes 0."""
    if not scored:
        return {}
    scores = [score for _, score in scored]
    low = min(scores) if floor is None else floor
    width = max(scores) - low
    if width <= 0:
        return dict.fromkeys((number for number, _ in scored), 1.0)
    return {number: max(0.0, (score - low) / width) for number, score in scored}


def fuse(
    dense: Scored, lexical: Mapping[str, Scored], *, dense_weight: float
) -> list[Fused]:
    """Fuse one dense list and one lexical list a language, best first.

    Cosines are scaled over their list. BM25 scores are scaled within each language from 0 to that
    language's best, so that no language's best lexical hit outranks another's by the accident of
    shared words. A passage that a leg did not return has 0 there.
    """
    dense_scale = scale(dense)
    lexical_scale: dict[int, float] = {}
    for scored in lexical.values():
        lexical_scale.update(scale(scored, floor=0.0))
    dense_ranks = _ranks(dense)
    lexical_ranks = _ranks([pair for scored in lexical.values() for pair in scored])
    fused = [
        Fused(
            number=number,
            score=dense_weight * dense_scale.get(number, 0.0)
            + (1 - dense_weight) * lexical_scale.get(number, 0.0),
            dense=dense_ranks.get(number),
            lexical=lexical_ranks.get(number),
        )
        for number in dense_scale.keys() | lexical_scale.keys()
    ]
    # The number breaks ties, so that the same question gives the same order every time.
    return sorted(fused, key=lambda found: (-found.score, found.number))


def _ranks(scored: Scored) -> dict[int, tuple[int, float]]:
    ordered = sorted(scored, key=lambda pair: (-pair[1], pair[0]))
    return {number: (rank, score) for rank, (number, score) in enumerate(ordered, start=1)}
