"""One language-blind analyzer for the lexical index: character 5-grams of every word.

On Norwegian questions it finds more than Snowball stems or lemmas do, needs no language, forgives
typing errors, and finds the parts of compounds.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
_SIZE = 5
# Longer "words" are not words but base64 and the like, which would flood the index.
_LONGEST_WORD = 60
_FIRST = 8
_FIRST_CHARACTERS = 120


def words(text: str) -> list[str]:
    """Return the words of `text`, folded in case and compatibility forms."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def first_words(text: str) -> tuple[str, ...]:
    """Return the first eight words of `text`, or as many as it has, reading on only if it must."""
    found = words(text[:_FIRST_CHARACTERS])
    # The last one may have been cut.
    if len(found) <= _FIRST:
        found = words(text)
    return tuple(found[:_FIRST])


def grams(text: str) -> list[str]:
    """Return the 5-grams of `^word$` for each word; a shorter word stands whole."""
    found = []
    for word in words(text):
        marked = f"^{word[:_LONGEST_WORD]}$"
        if len(marked) <= _SIZE:
            found.append(marked)
        else:
            found.extend(marked[i : i + _SIZE] for i in range(len(marked) - _SIZE + 1))
    return found
