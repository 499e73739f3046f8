"""Search hits in the shape of the command line's `--json`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from index.query import Hit


def hits_json(hits: Sequence[Hit]) -> list[dict[str, Any]]:
    """Return hits, best first; `start` and `end` are offsets into the document's text."""
    return [_hit_json(rank, hit) for rank, hit in enumerate(hits, start=1)]


def _hit_json(rank: int, hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    source = passage.source
    return {
        "rank": rank,
        "score": round(hit.score, 4),
        "document": source.path,
        "title": source.title,
        "agency": source.agency,
        "published": source.published,
        "language": passage.language,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "headings": list(passage.headings),
        "text": passage.text,
        "signals": {
            signal.retriever: {"rank": signal.rank, "score": round(signal.score, 4)}
            for signal in hit.signals
        },
        "duplicates": [same.source.path for same in hit.duplicates],
    }
