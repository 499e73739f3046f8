"""A paragraph cut where its emphasis begins and ends, for formats that mark it run by run."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from app.export.report import Prose


def pieces(prose: Prose) -> Iterator[tuple[str, bool]]:
    """Yield the text of `prose` piece by piece, and whether each is emphasised."""
    text, emphasis = prose.text, prose.emphasis
    edges = {0, len(text)} | {edge for span in emphasis for edge in (span.start, span.end)}
    for start, end in pairwise(sorted(edge for edge in edges if edge <= len(text))):
        yield text[start:end], any(span.start <= start and end <= span.end for span in emphasis)


def marks(numbers: tuple[int, ...]) -> str:
    """Return reference numbers as they stand behind a sentence: `[1][3]`."""
    return "".join(f"[{number}]" for number in numbers)
