"""A statement and its quote word by word, so that both can be changed in the same way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from index.word_vectors import WordVectors

# A match of two words in the same place and sense is rarely below, in any two languages.
_SAME = 0.5
# Commoner words are auxiliaries, conjunctions and prepositions.
_TELLING = 9.0
_LAST = 2

Shape = Literal["figure", "name", "word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Characters `start` to `end` of a text, and what stands there instead."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Worded:
    """A text in one language and its words."""

    text: str
    language: str
    words: WordVectors

    def word(self, place: int) -> str:
        """Return the word at a place."""
        start, end = self.words.spans[place]
        return self.text[start:end]

    def shape(self, place: int) -> Shape:
        """Return what kind of a word stands at a place, as far as its letters tell."""
        word = self.word(place)
        if any(letter.isdigit() for letter in word):
            return "figure"
        return "name" if place and word[0].isupper() else "word"

    def edited(self, *edits: Edit) -> str:
        """Return the text with what is to stand elsewhere exchanged, deleted or put in."""
        text = self.text
        for edit in sorted(edits, key=lambda one: -one.start):
            text = text[: edit.start] + edit.text + text[edit.end :]
        text = re.sub(r"\s+([,.;:?])", r"\1", " ".join(text.split()))
        return text[:1].upper() + text[1:]

    def put(self, place: int, word: str) -> Edit:
        """Return the edit that puts another word at a place."""
        start, end = self.words.spans[place]
        return Edit(start=start, end=end, text=word)

    def within(self, place: int) -> str:
        """Return the word at a place as it is written within a sentence."""
        word = self.word(place)
        return word if place or self._is_name_first else word[:1].lower() + word[1:]

    @cached_property
    def _is_name_first(self) -> bool:
        first = self.word(0)
        return any(letter.isupper() or letter.isdigit() for letter in first[1:])


@dataclass(frozen=True, kw_only=True, eq=False)
class Aligned:
    """A statement, a quote, and the places of words that are each other's best match."""

    statement: Worded
    quote: Worded
    matches: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, statement: Worded, quote: Worded) -> Aligned:
        """Match the telling words of two texts."""
        return cls(
            statement=statement, quote=quote, matches=tuple(_matches(statement.words, quote.words))
        )

    def like(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """Return how well two matched words fill each other's places; 0 if they cannot."""
        for text, first, second in (
            (self.statement, one[0], other[0]),
            (self.quote, one[1], other[1]),
        ):
            words = text.within(first).casefold(), text.within(second).casefold()
            if text.shape(first) != text.shape(second) or words[0][:4] == words[1][:4]:
                return 0.0
        # Words with one ending are mostly of one kind: two nouns, two verbs.
        endings = [
            text.within(one[side])[-last:] == text.within(other[side])[-last:]
            for side, text in ((0, self.statement), (1, self.quote))
            for last in (1 if text.language == "en" else _LAST,)
        ]
        return float(sum(endings) ** 2)


def _matches(mine: WordVectors, theirs: WordVectors) -> Iterator[tuple[int, int]]:
    if not len(mine.vectors) or not len(theirs.vectors):
        return
    alike = mine.vectors @ theirs.vectors.T
    best, best_back = alike.argmax(axis=1), alike.argmax(axis=0)
    for i, j in enumerate(best):
        if best_back[j] == i and alike[i, j] > _SAME and mine.rarity[i] > _TELLING:
            yield i, int(j)
