"""Which of the passages that a search ranks have anything to do with what was searched for.

A search ranks every passage there is. Behind a question comes a reader that tells what answers it;
a few words tell a reader nothing, and there it counts whether the words stand in the passage, or
its meaning stands out from that of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from app.research.matched import plain_words
from index.grams import words
from index.query import Hit

# Above the median passage, in typical spreads of the index; see docs/design.md.
_STANDS_OUT = 0.25
# Of fewer passages, the median says nothing.
_FEWEST = 30
_MOST_OF_A_NAME = 2
_ASKING = frozenset(
    "hva hvem hvor hvordan hvorfor hvilke hvilken hvilket når kva kven kor korleis kvifor "
    "what who whom whose how why where when which".split()
)


def is_question(text: str) -> bool:
    """Tell whether a search asks something, rather than naming what it is about."""
    return text.rstrip().endswith("?") or not _ASKING.isdisjoint(words(text))


def names_a_thing(text: str) -> bool:
    """Tell whether a search names a thing in a word or two, and says nothing more of it."""
    return not is_question(text) and len(plain_words(text)) <= _MOST_OF_A_NAME


def standing_out(dense: Sequence[Hit]) -> frozenset[str]:
    """Return the ids of the passages whose meaning stands out.

    Parameters
    ----------
    dense
        What the search by meaning alone found, as deep as it goes.
    """
    if len(dense) < _FEWEST:
        return frozenset(hit.passage.id for hit in dense)
    floor = median(hit.score for hit in dense) + _STANDS_OUT
    return frozenset(hit.passage.id for hit in dense if hit.score >= floor)
