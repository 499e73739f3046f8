"""A document into passages: runs of whole sentences under their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ingest.document import Document, Passage
from ingest.languages import detect
from ingest.sections import Region, Sentence, regions

SPLIT_VERSION = 2  # raise it whenever the same document would be split otherwise


class TokenCounter(Protocol):
    """Counts the tokens of texts as the embedding model will see them."""

    def __call__(self, texts: Sequence[str], /) -> list[int]:
        """Return one count for each text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitSettings:
    """How long passages are, in tokens.

    `tokens` is the length aimed at; `ceiling` is what no passage exceeds (the model's window less
    the prompt and headings); a section shorter than `tiny` may share a passage with the next, and
    a remainder shorter than that joins the passage before it.
    """

    tokens: int = 200
    ceiling: int = 480
    tiny: int = 40

    def __post_init__(self) -> None:
        if not 0 <= self.tiny <= self.tokens <= self.ceiling or self.tokens < 1:
            raise ValueError(f"need 0 <= tiny <= tokens <= ceiling: {self}")


def split(
    document: Document, count_tokens: TokenCounter, settings: SplitSettings | None = None
) -> list[Passage]:
    """Split a document into passages of about `settings.tokens` tokens.

    Sentences stay whole unless one alone exceeds the ceiling. Furniture is left out, headings go
    to the passages' trails, and a passage reaches over a heading only to take in a tiny section.
    """
    settings = settings or SplitSettings()
    groups: list[_Group] = []
    for region in _counted(regions(document), document.text, count_tokens, settings):
        groups += _pack(region, settings)
    groups = _merge_tiny(groups, document.text, settings)
    passages: list[Passage] = []
    for group in groups:
        text = document.text[group.start : group.end]
        if not any(map(str.isalnum, text)):
            continue  # a rule of asterisks, a lone page mark
        passages.append(
            document.passage(
                group.start,
                group.end,
                ordinal=len(passages),
                headings=group.region.trail,
                language=detect(text, hint=document.source.language),
            )
        )
    return passages


@dataclass(frozen=True, slots=True)
class _Counted:
    sentence: Sentence
    tokens: int


@dataclass(frozen=True, slots=True)
class _CountedRegion:
    region: Region
    sentences: tuple[_Counted, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """A passage in the making."""

    region: Region
    start: int
    end: int
    tokens: int


def _counted(
    found: Sequence[Region], text: str, count_tokens: TokenCounter, settings: SplitSettings
) -> list[_CountedRegion]:
    """Count every sentence in one call, cutting those that exceed the ceiling."""
    sentences = [sentence for region in found for sentence in region.sentences]
    counts = count_tokens([text[s.start : s.end] for s in sentences]) if sentences else []
    counted = iter([_Counted(s, n) for s, n in zip(sentences, counts, strict=True)])
    result = []
    for region in found:
        parts: list[_Counted] = []
        for _ in region.sentences:
            one = next(counted)
            fits = one.tokens <= settings.ceiling
            parts += [one] if fits else _cut(one.sentence, text, count_tokens, settings)
        result.append(_CountedRegion(region, tuple(parts)))
    return result


def _cut(
    sentence: Sentence, text: str, count_tokens: TokenCounter, settings: SplitSettings
) -> list[_Counted]:
    """Cut an endless sentence near the target length, at a clause if there is one, else a space."""
    parts: list[_Counted] = []
    waiting = [sentence]
    while waiting:
        piece = waiting.pop()
        tokens = count_tokens([text[piece.start : piece.end]])[0]
        length = piece.end - piece.start
        if tokens <= settings.ceiling or length < 2:
            parts.append(_Counted(piece, tokens))
            continue
        aim = max(1, min(length // 2, length * settings.tokens // tokens))
        first, second = _halves(piece, text, piece.start + aim)
        waiting += [second, first] if second else [first]
    return parts


def _halves(piece: Sentence, text: str, aim: int) -> tuple[Sentence, Sentence | None]:
    earliest = piece.start + max(1, (aim - piece.start) // 2)
    cut = aim
    for separators in ("\n", ";", ":", ",", " "):
        found = text.rfind(separators, earliest, aim)
        if found >= 0:
            cut = found + 1
            break
    while cut > piece.start + 1 and text[cut - 1].isspace() and text[cut : cut + 1].isspace():
        cut -= 1
    first_end = piece.start + len(text[piece.start : cut].rstrip())
    second_start = piece.end - len(text[cut : piece.end].lstrip())
    second = (
        replace(piece, start=second_start, opens_block=False, is_item=False)
        if second_start < piece.end
        else None
    )
    end = first_end if first_end > piece.start else cut
    return replace(piece, end=end), second


def _pack(counted: _CountedRegion, settings: SplitSettings) -> list[_Group]:
    """Choose the breaks between sentences that cost least over the whole region.

    A passage costs the square of how far it misses the target, thrice that when it is too long; a
    break costs what it tears apart. The best of all ways to break is found from the end
    backwards, as the lines of a paragraph are set.
    """
    sentences = counted.sentences
    longest = min(settings.ceiling, settings.tokens + settings.tokens // 2)
    best = [0.0] * (len(sentences) + 1)
    ends = [len(sentences)] * len(sentences)
    for first in range(len(sentences) - 1, -1, -1):
        best[first] = float("inf")
        size = 0
        for end in range(first + 1, len(sentences) + 1):
            size += sentences[end - 1].tokens
            if size > longest and end > first + 1:
                break
            miss = size / settings.tokens - 1
            cost = miss**2 * (3 if miss > 0 else 1) + best[end]
            if end < len(sentences):
                cost += _break_cost(sentences[end - 1].sentence, sentences[end].sentence)
            if cost <= best[first]:
                best[first], ends[first] = cost, end
    groups: list[_Group] = []
    first = 0
    while first < len(sentences):
        part = sentences[first : ends[first]]
        size = sum(one.tokens for one in part)
        groups.append(_Group(counted.region, part[0].sentence.start, part[-1].sentence.end, size))
        first = ends[first]
    return groups


def _break_cost(before: Sentence, after: Sentence) -> float:
    if after.is_item and before.introduces:
        return 1.0
    if after.opens_block:
        return 0.0
    if after.is_item:
        return 0.1 if before.in_list else 0.8
    return 0.5


def _merge_tiny(groups: Sequence[_Group], text: str, settings: SplitSettings) -> list[_Group]:
    """Let a tiny section share the passage of the section after it, at its level or deeper."""
    merged: list[_Group] = []
    for group in groups:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.tokens < settings.tiny
            and last.region is not group.region
            and last.region.continues_into(group.region, text)
            and last.tokens + group.tokens + settings.tiny <= settings.tokens + settings.tokens // 2
            and last.tokens + group.tokens + settings.tiny <= settings.ceiling
        ):
            merged[-1] = _Group(last.region, last.start, group.end, last.tokens + group.tokens)
        else:
            merged.append(group)
    return merged
