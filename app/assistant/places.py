"""Whether the words of a sentence stand in the order of its source: who did what to whom.

`A reported to B` and `B reported to A` share every word; what tells them apart is where the words
stand. Words are matched in context, across languages (`index.word_vectors`); if all are in order
once two phrases are exchanged around what stands between them, those two were. A phrase that is
moved, and a sentence that is built anew, seldom look like that. Where one text is passive and the
other active, the exchange is right. Only phrases that begin and end with names count: of other
words, too many true sentences are built the other way round (docs/evaluation.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.assistant.facts.family import Family, family
from app.assistant.facts.statement import Facts
from app.assistant.relations import TOGETHER
from index.word_vectors import WordVectors

# A match of two words in the same place and sense is rarely below, in any two languages.
_SAME = 0.5
# Commoner words are auxiliaries, conjunctions and prepositions, whose places are grammar.
_TELLING = 11.0
# Czech has its order of words from what is new; its cases say who does what.
_FREE_ORDER = frozenset({"cs", "sk"})
_BY = frozenset("av af by".split())
_IN = frozenset("i in at på ved hos under during innen inom within".split())
# What a sentence may open with and go on with a verb, or end on instead.
_OPENS = _IN | frozenset(
    "for according ifølge enligt etter efter after gjennom gjennem genom through med with blant "
    "bland among fra frå från from til till to by før før innan before om på når".split()
)
_OPENING = 4
_JOINS = frozenset("and og och or eller som that which to å att".split())
_BE = frozenset(
    "is are was were be been being er var vore vært blir ble blitt bli blei vart vert verte vorte "
    "är blev bliver bliver blivit".split()
)
_PARTICIPLE: dict[Family, re.Pattern[str]] = {
    "nordic": re.compile(r"\w{2,}(?:t|et|te|de|en|dd|ad|at|it|es|as|ne)"),
    "en": re.compile(r"\w{2,}(?:ed|en|n|t|d)"),
    "cs": re.compile(r"(?!)"),
}
_BETWEEN_SENTENCES = re.compile(r"[.!?;|]\s|\n")
_BETWEEN_PHRASES = re.compile(r"[.,;:()|]")


def exchanged(stated: Facts, quote: Facts, mine: WordVectors, theirs: WordVectors) -> bool:
    """Tell whether two names of the quote have changed places in the sentence.

    Parameters
    ----------
    mine, theirs
        The words of the two texts.
    """
    if {stated.language, quote.language} & _FREE_ORDER:
        return False
    here, there = _Order(stated, mine), _Order(quote, theirs)
    matched = [
        (i, j)
        for i, j in _matched(mine, theirs)
        if not (here.is_free(i) or there.is_free(j) or here.opens(i) != there.opens(j))
    ]
    sentences: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for i, j in matched:
        sentences.setdefault((here.sentence(i), there.sentence(j)), []).append((i, j))
    return any(
        here.is_name(first[0])
        and here.is_name(last[0])
        and here.is_passive(first[0], last[0]) == there.is_passive(last[1], first[1])
        and not here.is_mutual(first[0], last[0])
        for together in sentences.values()
        for first, last in _exchange(together)
    )


def _exchange(matched: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield the first and the last word between which two phrases have changed places.

    Nothing else may be out of order, and something must stand between them: `Y m X` for `X m Y`.
    """
    ordered = sorted(matched, key=lambda pair: pair[1])
    differing = [i for i, pair in enumerate(matched) if pair != ordered[i]]
    if not differing:
        return
    here = list(matched[differing[0] : differing[-1] + 1])
    there = ordered[differing[0] : differing[-1] + 1]
    size = len(here)
    for last in range(1, size - 1):
        for first in range(1, size - last):
            if here[size - last :] + here[first : size - last] + here[:first] == there:
                yield here[0], here[-1]


def _matched(mine: WordVectors, theirs: WordVectors) -> list[tuple[int, int]]:
    """Return the telling words that are each other's best match, in the order of `mine`."""
    if not len(mine.vectors) or not len(theirs.vectors):
        return []
    alike = mine.vectors @ theirs.vectors.T
    best, best_back = alike.argmax(axis=1), alike.argmax(axis=0)
    return [
        (i, int(j))
        for i, j in enumerate(best)
        if best_back[j] == i and alike[i, j] > _SAME and mine.rarity[i] > _TELLING
    ]


class _Order:
    """The words of one text by their places, as far as grammar moves them."""

    def __init__(self, facts: Facts, words: WordVectors) -> None:
        self._facts = facts
        self._spans = words.spans
        self._words = [facts.text[start:end].casefold() for start, end in words.spans]
        breaks = [i for i in range(1, len(self._words)) if self._between(i, _BETWEEN_SENTENCES)]
        self._starts = [0, *breaks]
        self._passives = list(self._find_passives())

    def is_name(self, place: int) -> bool:
        """Tell whether a word is one of a name, or names a country as its people do."""
        start, end = self._spans[place]
        return any(name.start < end and start < name.end for name in self._facts.names)

    def is_free(self, place: int) -> bool:
        """Tell whether a word may stand anywhere: a date, a figure, where something is."""
        start, end = self._spans[place]
        counted = (*self._facts.moments, *self._facts.amounts)
        if any(one.start < end and start < one.end for one in counted):
            return True
        if not self._facts.text[start].isupper():
            return False
        for back in (place, place - 1):
            if back < 1 or self._between(back, _BETWEEN_PHRASES):
                return False
            if self._words[back - 1] in _IN:
                return True
            if self._words[back - 1] in _JOINS | _OPENS | _BY:
                return False
        return False

    def opens(self, place: int) -> bool:
        """Tell whether a word belongs to a phrase that a sentence opens with: `For Ukraine ...`."""
        start = self.sentence(place)
        within = range(start + 1, place + 1)
        return (
            self._words[start] in _OPENS
            and place < start + _OPENING
            and not any("," in self._gap(i) for i in within)
        )

    def sentence(self, place: int) -> int:
        """Return the place of the first word of the sentence that a word stands in."""
        return max(start for start in self._starts if start <= place)

    def is_passive(self, first: int, last: int) -> bool:
        """Tell whether something is done `by` someone between two words."""
        return any(first <= verb < by < last for verb, by in self._passives)

    def is_mutual(self, first: int, last: int) -> bool:
        """Tell whether what stands between two words goes both ways: `cooperates with`."""
        start, end = self._spans[first][0], self._spans[last][1]
        return any(start <= one.start() < end for one in TOGETHER.finditer(self._facts.text))

    def _find_passives(self) -> Sequence[tuple[int, int]]:
        form = _PARTICIPLE[family(self._facts.language)]
        found = []
        for by, word in enumerate(self._words):
            if word not in _BY:
                continue
            for verb in range(by - 1, max(-1, by - 5), -1):
                if not form.fullmatch(self._words[verb]) or len(self._words[verb]) < 4:
                    continue
                is_said = any(one in _BE for one in self._words[max(0, verb - 5) : verb])
                ends_in_s = form is _PARTICIPLE["nordic"] and self._words[verb].endswith("es")
                # `paid by`, `paid for by`
                follows = word == "by" and all(one in _OPENS for one in self._words[verb + 1 : by])
                if is_said or ends_in_s or follows:
                    found.append((verb, by))
                break
        return found

    def _between(self, place: int, form: re.Pattern[str]) -> bool:
        return form.search(self._gap(place)) is not None

    def _gap(self, place: int) -> str:
        return self._facts.text[self._spans[place - 1][1] : self._spans[place][0]]
