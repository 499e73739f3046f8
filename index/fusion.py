"""Fuse the dense and the lexical leg: scores, not ranks, by a convex sum.

Why scores: reciprocal rank fusion of the same two legs finds less (see the README's table); it
forgets by how much the first is better than the second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

Scored = Sequence[tuple[int, float]]


class Fused(NamedTuple):
    """A passage number, its fused score in [0, 1], and its rank and raw score in each leg."""

    number: int
    score: float
    dense: tuple[int, float] | None
    lexical: tuple[int, float] | None


def fuse(
    dense: Scored,
    lexical: Mapping[str, Scored],
    *,
    dense_weight: Callable[[int], float],
    spread: float,
) -> list[Fused]:
    """Fuse cosines and one list of BM25 scores a language; best first.

    The best cosine becomes 1, one that is `spread` below it 0. BM25 scores are scaled within each
    language from 0 to that language's best, so that no language's best lexical hit outranks
    another's by the accident of shared words. A passage that a leg did not return has 0 there.

    Parameters
    ----------
    dense_weight
        The share of the dense leg for a passage number, in [0, 1].
    spread
        The distance between the best and the worst cosine of a typical query, over 0.
    """
    dense_ranks = _ranks(dense)
    lexical_ranks = _ranks([pair for scored in lexical.values() for pair in scored])
    nearest = max((cosine for _, cosine in dense), default=0.0)
    dense_scale = {number: max(0.0, 1.0 - (nearest - cosine) / spread) for number, cosine in dense}
    lexical_scale: dict[int, float] = {}
    for scored in lexical.values():
        best = max((score for _, score in scored), default=0.0)
        if best > 0:
            lexical_scale.update({number: score / best for number, score in scored})

    def score(number: int) -> float:
        share = dense_weight(number)
        return share * dense_scale.get(number, 0.0) + (1 - share) * lexical_scale.get(number, 0.0)

    # The number breaks ties, so that the same question gives the same order every time.
    ordered = sorted((-score(number), number) for number in dense_ranks.keys() | lexical_ranks)
    return [
        Fused(number, -negative, dense_ranks.get(number), lexical_ranks.get(number))
        for negative, number in ordered
    ]


def _ranks(scored: Scored) -> dict[int, tuple[int, float]]:
    """Return the rank of each passage, the best being 1, and its score."""
    ordered = sorted((-score, number) for number, score in scored)
    return {number: (rank, -negative) for rank, (negative, number) in enumerate(ordered, start=1)}
