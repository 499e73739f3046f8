"""What the reader of statements learns from: statements, quotes, and whether these say those.

Statements are our own parallel sentences and what was written about them (`eval/support_claims`);
a quote is the sentence in any of its languages. Each is drawn many times, whole or changed by rule
(`eval.statement_twists`), so that no statement is true or false whatever it is compared with.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from eval import statement_twists as twists
from eval.aligned_words import Aligned, Worded
from index.reader_input import Read
from index.word_vectors import WordReader

Label = Literal["true", "swap", "addition", "other"]
Words = Callable[[str, str], Worded]
# Every so manieth row is for measuring.
HELD_OUT_ROW = 12
_QUOTED_IN = {"nb": 5, "en": 5, "nn": 2, "sv": 3, "cs": 3, "da": 1}
_STATED_IN = ("nb", "en", "nn")
_LONGER, _HEADED, _TOLD_ABOVE = 0.25, 0.4, 0.4
_TRIED = 4
# How often a statement is drawn in one pass, by whether someone wrote it and whether it is true.
_SENTENCE, _WRITTEN_TRUE, _WRITTEN_FALSE = 4, 7, 3
_OF_TRUE = {
    "said": 36,
    "shortened": 9,
    "exchanged in both": 6,
    "replaced in both": 6,
    "exchanged": 13,
    "replaced": 6,
    "shortened quote": 9,
    "lengthened": 11,
    "other quote": 6,
    "denied": 4,
}
_OF_FALSE = {"false": 75, "replaced in both": 9, "itself": 6, "true one quoted": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportPair:
    """A statement and what is quoted for it; `made` says how the pair came about."""

    statement: str
    quote: Read
    supported: bool
    made: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """What may be quoted: one sentence in one or more languages."""

    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A statement that was written about a sentence, or is one; `row` is the sentence's number."""

    row: int
    language: str
    text: str
    label: Label
    is_sentence: bool = False

    @property
    def held_out(self) -> bool:
        """Whether it is for measuring."""
        return self.row % HELD_OUT_ROW == 0


def worded(reader: WordReader, texts: Sequence[tuple[str, str]]) -> Words:
    """Read the words of (language, text) once, and return what gives them."""
    distinct = list(dict.fromkeys(texts))
    read = reader.words([text for _, text in distinct])
    known = {
        key: Worded(text=key[1], language=key[0], words=words)
        for key, words in zip(distinct, read, strict=True)
    }
    return lambda language, text: known[language, text]


class PairMaker:
    """Draws pairs from sentences and what was written about them.

    Parameters
    ----------
    quoted
        The sentences, each in all its languages.
    written
        Statements about them.
    words
        Gives the words of each sentence and statement.
    headings
        What may stand above a sentence.
    near
        The sentences that come nearest to each.
    """

    def __init__(
        self,
        quoted: Sequence[Quoted],
        written: Sequence[Written],
        words: Words,
        headings: Sequence[str],
        near: Sequence[Sequence[int]],
    ) -> None:
        self._quoted = quoted
        self._words = words
        self._headings = headings
        self._near = near
        own = [
            Written(
                row=row, language=language, text=one.texts[language], label="true", is_sentence=True
            )
            for row, one in enumerate(quoted)
            for language in _STATED_IN
            if language in one.texts and len(one.texts) > 1
        ]
        self._every = [*own, *written]
        self._true = [one for one in written if one.label == "true"]
        self._in = {
            language: [row for row, one in enumerate(quoted) if language in one.texts]
            for language in _QUOTED_IN
        }

    def draw(self, chance: random.Random, *, held_out: bool = False) -> Iterator[SupportPair]:
        """Yield the pairs of one pass, or those of the rows that are held out."""
        for one in self._every:
            if one.held_out != held_out:
                continue
            times = _SENTENCE if one.is_sentence else _WRITTEN_FALSE
            if one.label == "true" and not one.is_sentence:
                times = _WRITTEN_TRUE
            for _ in range(times):
                having = [*self._quoted[one.row].texts]
                (language,) = chance.choices(having, [_QUOTED_IN[name] for name in having])
                pair = self._pair(one, language, chance)
                if pair:
                    yield self._set(pair, language, chance)

    def _pair(self, one: Written, language: str, chance: random.Random) -> SupportPair | None:
        quoted = self._words(language, self._quoted[one.row].texts[language])
        pair = Aligned.of(self._words(one.language, one.text), quoted)
        kinds = _OF_TRUE if one.label == "true" else _OF_FALSE
        (kind,) = chance.choices([*kinds], [*kinds.values()])
        if one.label == "true":
            return self._of_true(one, pair, kind, chance)
        return self._of_false(one, pair, kind, chance)

    def _of_true(
        self, one: Written, pair: Aligned, kind: str, chance: random.Random
    ) -> SupportPair | None:
        statement, quote = pair.statement.text, pair.quote.text
        supported, above = kind in ("said", "shortened") or kind.endswith("in both"), ""
        if kind == "shortened":
            statement = twists.shorten(pair.statement, chance) or statement
        elif kind in ("exchanged", "exchanged in both", "replaced", "replaced in both"):
            changed = (
                twists.exchange(pair, chance)
                if kind.startswith("exchanged")
                else twists.replace(pair, self._others(one, pair, chance), chance)
            )
            if not changed:
                return None
            both = kind.endswith("in both")
            # Which of the two is changed says nothing, so that oddness tells nothing.
            mine = both or chance.random() < 0.6
            statement = changed[0] if mine else statement
            quote = changed[1] if both or not mine else quote
        elif kind == "shortened quote":
            shortened = twists.shorten_quote(pair, chance)
            if not shortened:
                return None
            quote, phrase = shortened
            if chance.random() < _TOLD_ABOVE:
                supported, above = True, phrase
        elif kind == "lengthened":
            other = self._quoted[chance.choice(self._in[one.language])].texts[one.language]
            longer = twists.lengthen(pair.statement, self._words(one.language, other), chance)
            if not longer:
                return None
            statement = longer
        elif kind == "other quote":
            other_texts = self._quoted[chance.choice(self._near[one.row])].texts
            quote = other_texts.get(pair.quote.language) or chance.choice([*other_texts.values()])
        elif kind == "denied":
            denied = twists.deny(pair.statement)
            if not denied:
                return None
            statement = denied
        return SupportPair(
            statement=statement,
            quote=Read(context=above, text=quote),
            supported=supported,
            made=("" if one.is_sentence else "written, ") + kind,
        )

    def _of_false(
        self, one: Written, pair: Aligned, kind: str, chance: random.Random
    ) -> SupportPair | None:
        statement, quote, supported = pair.statement.text, pair.quote.text, False
        if kind == "replaced in both":
            changed = twists.replace(pair, self._others(one, pair, chance), chance)
            statement, quote = changed or (statement, quote)
        elif kind == "itself":
            quote, supported = statement, True
            if chance.random() < 0.5:
                statement = twists.shorten(pair.statement, chance) or statement
        elif kind == "true one quoted":
            said = [other.text for other in self._true if other.row == one.row]
            quote = chance.choice(said) if said else quote
        return SupportPair(
            statement=statement,
            quote=Read(context="", text=quote),
            supported=supported,
            made=f"{one.label}, {kind}",
        )

    def _others(self, one: Written, pair: Aligned, chance: random.Random) -> list[Aligned]:
        mine, theirs = one.language, pair.quote.language
        both = [
            row for row in self._in[mine] if row != one.row and theirs in self._quoted[row].texts
        ]
        return [
            Aligned.of(
                self._words(mine, self._quoted[row].texts[mine]),
                self._words(theirs, self._quoted[row].texts[theirs]),
            )
            for row in chance.sample(both, min(_TRIED, len(both)))
        ]

    def _set(self, pair: SupportPair, language: str, chance: random.Random) -> SupportPair:
        """Return a pair whose quote may stand below a heading, or beside another sentence."""
        context, text = pair.quote.context, pair.quote.text
        if chance.random() < _HEADED:
            context = " · ".join(filter(None, (chance.choice(self._headings), context)))
        if chance.random() < _LONGER:
            beside = self._quoted[chance.choice(self._in[language])].texts[language]
            parts = [text, beside] if chance.random() < 0.5 else [beside, text]
            text = chance.choice((" ", "\n")).join(parts)
        return replace(pair, quote=Read(context=context, text=text))
