"""Changes to a statement and its quote, by rule: the same to both, or to one of them alone.

What is changed in both alike is as true as before, what is changed in one of them no longer is. So
neither text tells by itself whether it was changed: only their comparison does.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from app.assistant.facts.family import family
from app.assistant.relations import TOGETHER
from eval.aligned_words import Aligned, Edit, Worded

_OPENS = {
    "nordic": frozenset(
        "i på til for av med om under over etter før gjennom mot hos innen uten blant ifølge fra "
        "frå ved mellom inom för från vid efter genom bland enligt hos mot till åt ur gjennom "
        "mellem efter gennem inden".split()
    ),
    "en": frozenset(
        "in on at to for of with about under over after before through against within among from "
        "by between during according across into".split()
    ),
    "cs": frozenset("v ve na do o s se z ze pro při podle k ke po od za mezi u před".split()),
}
_STOPS = frozenset(
    "og och and a i eller or nebo som der that which who který která které kteří men but ale at "
    "att å to že is are was were er är var har have has skal ska will kan can må måste must be bli "
    "blir ble blev být je jsou byl byla bylo byly bude budou når när when där hvor where om "
    "if".split()
)
_JOINED = re.compile(r"(?i)^[^.;:]{0,40}?(?:,|\b(?:og|och|and|a|eller|or|nebo|samt|i|ani)\b)\W*$")
_AUXILIARY = {
    "nordic": (re.compile(r"\b(?:skal|kan|er|har|må|vil|får|blir|ble|ska|är|måste)\b"), "ikke"),
    "en": (re.compile(r"\b(?:is|are|can|will|must|has|have|was|were|may|should)\b"), "not"),
}
_NYNORSK, _SWEDISH = "ikkje", "inte"
_MOST_WORDS, _LONG = 5, 12


def exchange(pair: Aligned, chance: random.Random) -> tuple[str, str] | None:
    """Return statement and quote with the same two words exchanged in each."""
    chosen = [
        (weight, one, other)
        for n, one in enumerate(pair.matches)
        for other in pair.matches[n + 1 :]
        if abs(one[0] - other[0]) > 1
        and abs(one[1] - other[1]) > 1
        and (weight := pair.like(one, other))
        and not _joined(pair.statement, one[0], other[0])
        and not _joined(pair.quote, one[1], other[1])
    ]
    if not chosen:
        return None
    ((_, one, other),) = chance.choices(chosen, [weight for weight, *_ in chosen])
    return (
        _exchanged(pair.statement, one[0], other[0]),
        _exchanged(pair.quote, one[1], other[1]),
    )


def replace(
    pair: Aligned, others: Sequence[Aligned], chance: random.Random
) -> tuple[str, str] | None:
    """Return statement and quote with the same word of each replaced by one of other pairs.

    Parameters
    ----------
    others
        Pairs in the same two languages.
    """
    if not pair.matches or not others:
        return None
    mine, theirs = chance.choice(pair.matches)
    for _ in range(12):
        other = chance.choice(others)
        if not other.matches:
            continue
        i, j = chance.choice(other.matches)
        new, new_quoted = other.statement.within(i), other.quote.within(j)
        fits = (
            other.statement.shape(i) == pair.statement.shape(mine)
            and other.quote.shape(j) == pair.quote.shape(theirs)
            and new[-2:] == pair.statement.word(mine)[-2:]
            and new[:4].casefold() not in pair.statement.text.casefold()
        )
        if fits:
            return (
                pair.statement.edited(pair.statement.put(mine, new)),
                pair.quote.edited(pair.quote.put(theirs, new_quoted)),
            )
    return None


def phrases(text: Worded) -> Iterator[tuple[int, int]]:
    """Yield the places (first, past the last) of phrases that a preposition opens."""
    opens = _OPENS[family(text.language)]
    spans = text.words.spans
    place = 1
    while place < len(spans):
        if text.word(place) not in opens:
            place += 1
            continue
        last = place + 1
        while (
            last < len(spans)
            and not re.search(r"[^\s]", text.text[spans[last - 1][1] : spans[last][0]])
            and text.word(last) not in opens
            and text.word(last) not in _STOPS
        ):
            last += 1
        if 1 < last - place <= _MOST_WORDS:
            yield place, last
        place = last


def shorten(text: Worded, chance: random.Random) -> str | None:
    """Return a text without one of its phrases: it says less than before."""
    found = list(phrases(text))
    return text.edited(_without(text, *chance.choice(found))) if found else None


def shorten_quote(pair: Aligned, chance: random.Random) -> tuple[str, str] | None:
    """Return the quote without a phrase that the statement has, and that phrase."""
    said = {j for _, j in pair.matches}
    found = [part for part in phrases(pair.quote) if said & set(range(*part))]
    if not found:
        return None
    first, last = chance.choice(found)
    spans = pair.quote.words.spans
    phrase = pair.quote.text[spans[first + 1][0] : spans[last - 1][1]]
    return pair.quote.edited(_without(pair.quote, first, last)), phrase


def lengthen(text: Worded, other: Worded, chance: random.Random) -> str | None:
    """Return a text with a phrase of another text in its language, added or instead of one."""
    foreign = list(phrases(other))
    if not foreign or not len(text.words.spans):
        return None
    first, last = chance.choice(foreign)
    start, end = other.words.spans[first][0], other.words.spans[last - 1][1]
    added = f" {other.text[start:end]}"
    own = list(phrases(text))
    end_of_text = text.words.spans[-1][1]
    where = [Edit(start=end_of_text, end=end_of_text, text=added)]
    for first, last in own:
        end = text.words.spans[last - 1][1]
        where.append(Edit(start=end, end=end, text=added))
        where.append(Edit(start=text.words.spans[first][0], end=end, text=added))
    return text.edited(chance.choice(where))


def deny(text: Worded) -> str | None:
    """Return a text with a denial put in, None if it has no place for one."""
    own = family(text.language)
    if own not in _AUXILIARY:
        return None
    form, word = _AUXILIARY[own]
    word = {"nn": _NYNORSK, "sv": _SWEDISH}.get(text.language, word)
    match = form.search(text.text)
    return f"{text.text[: match.end()]} {word}{text.text[match.end() :]}" if match else None


def _exchanged(text: Worded, one: int, other: int) -> str:
    return text.edited(text.put(one, text.within(other)), text.put(other, text.within(one)))


def _without(text: Worded, first: int, last: int) -> Edit:
    spans = text.words.spans
    return Edit(start=spans[first][0], end=spans[last - 1][1], text="")


def _joined(text: Worded, one: int, other: int) -> bool:
    """Tell whether two words stand in one list, or do something together: then neither is first."""
    first, last = sorted((one, other))
    spans = text.words.spans
    between = text.text[spans[first][1] : spans[last][0]]
    near = text.text[max(0, spans[first][0] - 30) : spans[last][1]]
    return bool(_JOINED.match(between) or TOGETHER.search(near))
