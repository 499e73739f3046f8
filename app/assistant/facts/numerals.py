"""Numbers in words: what `tjuefem`, `a hundred and fifty` and `pětadvacet` amount to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.assistant.facts.family import Family, family
from app.assistant.facts.number_words import JOINING, article_words, number_words
from ingest.document import Span

# `one of the aims`, `no one`, `one another` count nothing.
_NO_COUNT = re.compile(
    r"(?i)(?<=no )one\b|(?<=only )one\b|(?<=which )one\b|(?<=every )one\b|(?<=any )one\b|"
    r"(?<=the )one\b|(?<=this )one\b|(?<=that )one\b|"
    r"\btwice(?= as\b| the\b)|\bone(?= (?:of|another|can|may|must|should|who|whose|is|has|"
    r"thing|in|to|that|or|for|more|from|with|by|at|on)\b)"
)
# `Six and a half`, `seks og et halvt`, `šest a půl`.
_AND_A_HALF = re.compile(r"(?i)\s(?:and a half|(?:og|och) (?:ei?n?t?|ett|eitt) halv[at]?|a půl)\b")
_TOKEN = re.compile(r"[^\W\d_]+")
_SUFFIX = re.compile(
    r"(?P<number>[^\W\d_]{2,}?)(?:års?|årig\w{0,2}|måneders?|månaders?|ukers|vekers|dagers|dagars|"
    r"let\w{1,3}|měsíční\w{0,2}|denní\w{0,2})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled(Span):
    """A number in words; `weak` where the word may be an article."""

    value: float
    weak: bool = False


def spelled_numbers(text: str, language: str) -> list[Spelled]:
    """Return the numbers that stand in words in `text`, in order."""
    own = family(language)
    run = _Run()
    found: list[Spelled] = []
    no_count = {match.start() for match in _NO_COUNT.finditer(text)} if own == "en" else set()
    before = 0
    for match in _TOKEN.finditer(text):
        word = match.group().casefold()
        if text[before : match.start()].strip(" -\u00a0\u2011"):
            found += run.close()
        before = match.end()
        parts, length = _atoms(word, own)
        weak = match.start() in no_count or (not parts and word in article_words(own))
        if weak:
            parts = (article_words(own).get(word, 1.0),)
            length = len(word)
        if parts:
            found += run.take(parts, match.start(), match.start() + length, weak=weak)
            if length < len(word):
                found += run.close()
        elif word not in JOINING[own].split() or not run.may_join():
            found += run.close()
    return list(_with_halves(text, found + run.close()))


def _with_halves(text: str, found: Sequence[Spelled]) -> Iterator[Spelled]:
    end = 0
    for one in found:
        # The article of `and a half` may be a number by itself.
        if one.start < end:
            continue
        half = _AND_A_HALF.match(text, one.end)
        made = replace(one, end=half.end(), value=one.value + 0.5) if half else one
        end = made.end
        yield made


class _Run:
    """Atoms of one number, as far as they have been read."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._total = 0.0
        self._current = 0.0
        self._last: float | None = None
        self._start = self._end = 0
        self._weak = False

    def may_join(self) -> bool:
        """Tell whether `and` may stand here inside a number: after hundreds and thousands."""
        return self._last is not None and self._last >= 100

    def take(
        self, parts: tuple[float, ...], start: int, end: int, *, weak: bool
    ) -> Iterator[Spelled]:
        """Add the atoms of one word, yielding the number before if they begin a new one."""
        for part in parts:
            if not self._fits(part):
                yield from self.close()
            if self._last is None:
                if part >= 1e6:
                    continue  # `millions of people`
                self._start, self._weak = start, weak
            self._weak = self._weak and (weak or part < 100)
            if part == 100:
                self._current = max(self._current, 1.0) * 100
            elif part >= 1e3:
                self._total += max(self._current, 1.0) * part
                self._current = 0.0
            else:
                self._current += part
            self._last, self._end = part, end
            if part >= 100:
                self._weak = False

    def close(self) -> list[Spelled]:
        """Return the number that has been read, if any, and begin anew."""
        made = (
            [
                Spelled(
                    start=self._start,
                    end=self._end,
                    value=self._total + self._current,
                    weak=self._weak,
                )
            ]
            if self._last is not None
            else []
        )
        self._clear()
        return made

    def _fits(self, part: float) -> bool:
        last = self._last
        if last is None:
            return True
        if part == 100:
            return last < 10 or last >= 1e3
        if part >= 1e3:
            return last < part
        # Units after tens; anything below a hundred after hundreds and thousands.
        return last >= 100 or (20 <= last < 100 and part < 10)


@cache
def _compound(own: Family) -> re.Pattern[str]:
    joined = sorted([*number_words(own), *(["en", "ein"] if own == "nordic" else [])], key=len)
    return re.compile("|".join([*reversed(joined), *JOINING[own].split()]))


@cache
def _atoms(word: str, own: Family) -> tuple[tuple[float, ...], int]:
    """Return the numbers that `word` is put together from, and how many letters they take up."""
    if word in number_words(own) and word not in article_words(own):
        return (number_words(own)[word],), len(word)
    if own == "en":
        return (), 0
    parts = _compound_parts(word, own)
    if parts:
        return parts, len(word)
    suffixed = _SUFFIX.fullmatch(word)
    if suffixed:
        number = suffixed["number"]
        single = number_words(own).get(number)
        parts = (single,) if single else _compound_parts(number, own)
        return parts, len(number)
    return (), 0


def _compound_parts(word: str, own: Family) -> tuple[float, ...]:
    pattern = _compound(own)
    if not re.fullmatch(f"(?:{pattern.pattern}){{2,}}", word):
        return ()
    atoms = pattern.findall(word)
    if "".join(atoms) != word:
        return ()
    values = [1.0 if atom in ("en", "ein") else number_words(own).get(atom) for atom in atoms]
    # `pětadvacet`: five and twenty.
    if own == "cs" and len(values) == 3 and values[1] is None:
        values.reverse()
    numbers = tuple(value for value in values if value is not None)
    return numbers if _descends(numbers) else ()


def _descends(numbers: tuple[float, ...]) -> bool:
    """Tell whether atoms make one number: `tohundreogfem`, but not `toti`."""
    run = _Run()
    return len(numbers) > 1 and not list(run.take(numbers, 0, 1, weak=False))
