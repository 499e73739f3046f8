"""Where the words of a quotation stand among the characters of a typeset page.

A document's text is normalised: words that the page broke are whole, ligatures are letters, lines
are joined. So both sides are compared by what normalising leaves alone, the letters and figures in
their order, and each of those remembers which character of the page it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

# Of a quotation that is not on the page in one piece, at least so much must be found.
_ENOUGH = 0.8
_FEWEST = 2  # words on end, where it is found in pieces
_KEPT = frozenset("()%&/@+=<>€£$§°")
_WORD = re.compile(r"\S+")


def find_quotation(quote: str, characters: Sequence[str], *, before: str = "") -> tuple[int, ...]:
    """Return the positions in `characters` of the signs that make up `quote`, in rising order.

    Empty if the quotation is not there.

    Parameters
    ----------
    characters
        The characters of the page as the file has them, one each.
    before
        The text of the page up to the quotation, which tells equal words on one page apart.
    """
    wanted, _ = _signs(quote)
    present, places = _signs(characters)
    if not wanted:
        return ()
    start = _nearest(wanted, present, len(_signs(before)[0]))
    if start is not None:
        return _unique(places[start : start + len(wanted)])
    return _in_pieces(quote, characters)


def _signs(text: Sequence[str]) -> tuple[str, list[int]]:
    """Return the letters, figures and marks of a text, and where each stands in it."""
    signs: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for sign in unicodedata.normalize("NFKD", character).casefold():
            # Hyphens and spaces come and go with the line's end. Accents are written in many ways.
            if sign.isalnum() or sign in _KEPT:
                signs.append(sign)
                places.append(place)
    return "".join(signs), places


def _nearest(wanted: str, present: str, expected: int) -> int | None:
    found = present.find(wanted)
    best: int | None = None
    while found >= 0:
        if best is None or abs(found - expected) < abs(best - expected):
            best = found
        found = present.find(wanted, found + 1)
    return best


def _in_pieces(quote: str, characters: Sequence[str]) -> tuple[int, ...]:
    """Find a quotation word by word: columns and running lines may stand within it."""
    wanted = [_signs(word)[0] for word in quote.split()]
    wanted = [word for word in wanted if word]
    words = [
        (_signs(found.group())[0], found.start(), found.end())
        for found in _WORD.finditer("".join(character[:1] or " " for character in characters))
    ]
    words = [word for word in words if word[0]]
    matcher = SequenceMatcher(None, wanted, [word for word, _, _ in words], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= _FEWEST]
    found = sum(len(word) for block in blocks for word in wanted[block.a : block.a + block.size])
    if found < _ENOUGH * sum(map(len, wanted)):
        return ()
    return tuple(
        place
        for block in blocks
        for _, start, end in words[block.b : block.b + block.size]
        for place in range(start, end)
    )


def _unique(places: Sequence[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(places))
