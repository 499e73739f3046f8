"""Know the words of terms when they are inflected: Norwegian, Swedish, English and Czech."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
_NORDIC = ("nb", "nn", "sv")
_NORDIC_BARE_ENDINGS = (
    "e a t n r en et er ar or ne na ene ane rna erna arna orna"  # -s may follow each
).split()
_NORDIC_ENDINGS = frozenset(
    ["s", *_NORDIC_BARE_ENDINGS, *(f"{ending}s" for ending in _NORDIC_BARE_ENDINGS)]
)
_LONGEST_NORDIC_ENDING = max(map(len, _NORDIC_ENDINGS))
_NORDIC_VOWELS = frozenset("aeiouyæøåäö")
_ENGLISH_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"))
_CZECH_ENDINGS = frozenset(
    "a á e é ě i í o u ú ů y ý "
    "am ám em ém ím ým ům ou ém ách ech ích ých ami emi ími ými ovi ové "
    "ého ému ího ímu".split()
)
_LONGEST_CZECH_ENDING = 3
_SHORTEST_CZECH_STEM = 4
_CZECH_FLEETING = ("eň", "eb", "ec", "ek")
_CZECH_SOFTENED = str.maketrans("ňťďc", "ntdk")  # věze(ň|n), úřední(k|c)i


class InflectedWords:
    """The words of all forms, each with a number, and how to know them when inflected."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._written: dict[str, set[int]] = defaultdict(set)  # as they are, case included
        self._whole: dict[str, set[int]] = defaultdict(set)
        self._nordic: dict[str, set[int]] = defaultdict(set)
        self._nordic_stems: dict[str, set[int]] = defaultdict(set)
        self._english: dict[str, set[int]] = defaultdict(set)
        self._czech: dict[str, set[int]] = defaultdict(set)

    def add(self, word: str, language: str) -> int:
        """Return the number of a word of a form in `language`."""
        word = word.casefold()
        family = "nordic" if language in _NORDIC else language
        number = self._number(family, word)
        self._whole[word].add(number)
        if family == "nordic":
            self._nordic[word].add(number)
            for stem in _nordic_stems(word):
                self._nordic_stems[stem].add(number)
        elif family == "en":
            self._english[word].add(number)
        else:
            self._czech[_czech_stem(word)].add(number)
        return number

    def add_abbreviation(self, word: str, *, exact: bool) -> int:
        """Return the number of a word of an abbreviation; short ones are always `exact`."""
        exact = exact or len(word) <= 3
        word = word if exact else word.casefold()
        number = self._number("written" if exact else "abbreviation", word)
        table = self._written if exact else self._whole
        table[word].add(number)
        table[f"{word}s"].add(number)  # the Norwegian genitive: KDIs
        return number

    def match(self, token: str, *, written: bool = True) -> set[int]:
        """Return the numbers of all words that `token` may be a form of.

        Parameters
        ----------
        written
            Whether the case of `token` means anything.
        """
        word = token.casefold()
        found = set(self._whole.get(word, ()))
        if written:
            found.update(self._written.get(token, ()))
        for size in range(1, min(_LONGEST_NORDIC_ENDING, len(word) - 1) + 1):
            if (ending := word[-size:]) in _NORDIC_ENDINGS:
                found.update(self._nordic.get(word[:-size], ()))
                if ending[0] in _NORDIC_VOWELS:
                    found.update(self._nordic_stems.get(word[:-size], ()))
        for ending, instead in _ENGLISH_ENDINGS:
            if word.endswith(ending):
                found.update(self._english.get(word[: -len(ending)] + instead, ()))
        found.update(self._czech.get(_czech_stem(word), ()))
        return found

    def _number(self, kind: str, word: str) -> int:
        return self._numbers.setdefault((kind, word), len(self._numbers))


def words_as_written(text: str) -> list[str]:
    """Return the words of `text` as `index.grams.words` cuts them, but with their case."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def _nordic_stems(word: str) -> Iterable[str]:
    """Return what is left of a Norwegian or Swedish word before an ending with a vowel."""
    if len(word) < 4:
        return
    if word[-1] in "ea":  # løslatels(e|er), kvinn(a|or)
        yield word[:-1]
    if word[-2] == "e" and word[-1] in "lnr" and word[-3] not in _NORDIC_VOWELS:
        yield word[:-2] + word[-1]  # fengs(e)ler
    if word[-1] == "m" and word[-2] in _NORDIC_VOWELS:
        yield f"{word}m"  # program(m)er
    if word.endswith(("er", "ar", "or")) and len(word) > 7:
        yield word[:-2]  # fengselsregl(er|ene)
    if word.endswith(("alt", "skt")) and len(word) > 5:
        yield word[:-1]  # nasjonal(t|e)


def _czech_stem(word: str) -> str:
    """Return a Czech word without its case ending, light and only good for comparing."""
    for size in range(min(_LONGEST_CZECH_ENDING, len(word) - _SHORTEST_CZECH_STEM), 0, -1):
        if word[-size:] in _CZECH_ENDINGS:
            return word[:-size].translate(_CZECH_SOFTENED)
    if word.endswith(_CZECH_FLEETING) and len(word) > _SHORTEST_CZECH_STEM:
        word = word[:-2] + word[-1]  # věz(e)ň
    return word.translate(_CZECH_SOFTENED)
