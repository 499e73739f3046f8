"""When two words may be one name: inflected, transcribed, or as an abbreviation of the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")


def stands_in(name: str, words: Sequence[str]) -> bool:
    """Tell whether a word of a name is one of `words`, inflected perhaps or transcribed."""
    mine = folded(name)
    return any(alike(mine, folded(word)) for word in words)


def initials(text: str) -> frozenset[str]:
    """Return the abbreviations that runs of words in `text` would make: `EEA`, `MECR`."""
    words = [match.group() for match in WORD.finditer(text)]
    made = set()
    for start in range(len(words)):
        if not words[start][0].isalpha():
            continue
        run = ""
        for word in words[start : start + 8]:
            if word[0].isupper() or len(word) > 3:
                run += word[0].upper()
            if len(run) > 1:
                made.add(run)
    return frozenset(made)


def folded(word: str) -> str:
    """Return a word in small letters without accents: `ondrasek`."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("ø", "o").replace("æ", "ae"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def words_of(text: str) -> list[str]:
    """Return the words of `text` as they are written, parts of hyphenated ones too."""
    found = []
    for match in WORD.finditer(text):
        found.append(match.group())
        if re.search(r"[-’'.]", match.group()):
            found += re.split(r"[-’'.]", match.group())
    return found


def alike(mine: str, theirs: str) -> bool:
    """Tell whether two folded words are one but for their endings."""
    if mine == theirs:
        return True
    short, long = sorted((mine, theirs), key=len)
    if len(short) < 4:
        return len(short) >= 2 and long in (f"{short}s", f"{short}'s", f"{short}-s")
    shared = 0
    while shared < len(short) and short[shared] == long[shared]:
        shared += 1
    # An ending of up to three letters may differ: `Ondráška`, `Rize`, `Levočy`.
    return shared >= 3 and shared >= len(short) - 2 and len(long) - shared <= 4
