"""Whether names and figures have other roles than in the quote: who visited whom, who has 19."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from app.assistant.facts.amounts import Amount
from app.assistant.facts.listed import Name
from app.assistant.facts.peoples import is_place
from app.assistant.facts.spelling import stands_in
from app.assistant.facts.statement import Facts
from app.assistant.verification import Reason

_MOST = 5  # figures or names that are matched with each other; more are a table
_FROM = frozenset("fra frå från from z ze od".split())
_TO = frozenset("til till to do".split())
_BY = frozenset("av by".split())
_IN = frozenset("i in na v ve på at hos".split())
_ROLES = {
    **dict.fromkeys(_FROM, "from"),
    **dict.fromkeys(_TO, "to"),
    **dict.fromkeys(_BY, "by"),
    **dict.fromkeys(_IN, "in"),
}
# `samarbeid mellom A og B`: who comes first means nothing.
TOGETHER = re.compile(
    r"(?i)\b(?:mellom|mellan|between|mezi|samarbe\w+|cooperat\w+|spolup\w+|sammen|saman|together|"
    r"partner\w*|joint\w*|felles|gemensam\w*|společn\w*)\b"
)
_WORD = re.compile(r"[^\W_]+")
_LOOKED_BACK = 3


def swapped(stated: Facts, quote: Facts) -> Iterator[Reason]:
    """Yield `number` or `name` where the sentence exchanges what the quote says of two things."""
    if _figures_exchanged(stated, quote):
        yield "number"
    if _forms_exchanged(stated, quote) or _roles_exchanged(stated, quote):
        yield "name"


def _figures_exchanged(stated: Facts, quote: Facts) -> bool:
    """Tell whether two figures of the quote have changed places: their units, or their names."""
    pairs = _shared_amounts(stated, quote)
    if len(pairs) < 2:
        return False
    for i, (mine, theirs) in enumerate(pairs):
        for my_other, their_other in pairs[i + 1 :]:
            units = (mine.unit, my_other.unit)
            if all(units) and units == (their_other.unit, theirs.unit) and len(set(units)) == 2:
                return True
    mine_of = _owners(stated, [mine for mine, _ in pairs], quote)
    theirs_of = _owners(quote, [theirs for _, theirs in pairs], stated)
    if not mine_of or not theirs_of:
        return False
    differing = [
        i
        for i in range(len(pairs))
        if i in mine_of and i in theirs_of and mine_of[i] != theirs_of[i]
    ]
    return len(differing) > 1 and {mine_of[i] for i in differing} == {
        theirs_of[i] for i in differing
    }


def _shared_amounts(stated: Facts, quote: Facts) -> list[tuple[Amount, Amount]]:
    """Return the amounts of the sentence with those of the quote, where both are written once."""
    pairs = []
    for mine in stated.amounts:
        theirs = [other for other in quote.amounts if mine.same_value(other)]
        again = [other for other in stated.amounts if mine.same_value(other)]
        if not mine.weak and len(theirs) == 1 and len(again) == 1:
            pairs.append((mine, theirs[0]))
    return pairs[:_MOST]


def _owners(facts: Facts, figures: Sequence[Amount], other: Facts) -> Mapping[int, str]:
    """Return which of the names in both texts each figure belongs to: the nearest way to match."""
    names = [(name, key) for name in facts.names if (key := _common_key(name, other))]
    nouns = [(name, key) for name, key in names if _is_noun(name)]
    names = nouns if len({key for _, key in nouns}) > 1 else names
    distinct = {key for _, key in names}
    if len(distinct) < 2 or len(names) > _MOST or len(distinct) < len(figures):
        return {}
    places = [len(_WORD.findall(facts.text[: figure.start])) for figure in figures]
    stands = [len(_WORD.findall(facts.text[: name.start])) for name, _ in names]
    best = min(
        permutations(range(len(names)), len(figures)),
        key=lambda chosen: sum(
            abs(place - stands[i]) for place, i in zip(places, chosen, strict=True)
        ),
    )
    return {number: names[i][1] for number, i in enumerate(best)}


def _common_key(name: Name, other: Facts) -> str:
    """Return what a name is called in both texts, empty if the other has it not."""
    shared = name.keys & other.keys
    if shared:
        return min(shared)
    if name.keys or name.translated:
        return ""
    for theirs in other.names:
        if stands_in(name.text, [theirs.text]):
            return min(name.text, theirs.text).casefold()[:4]
    return ""


def _is_noun(name: Name) -> bool:
    return name.kind != "country" or is_place(name.text)


def _forms_exchanged(stated: Facts, quote: Facts) -> bool:
    """Tell whether of two countries the one named as a place is now named as a people.

    `A Czech delegation visited Hungary` against `A Hungarian delegation visited Czechia`.
    """
    mine, theirs = _forms(stated), _forms(quote)
    shared = sorted(set(mine) & set(theirs))
    return any(
        mine[one] == theirs[other] != mine[other] == theirs[one]
        for i, one in enumerate(shared)
        for other in shared[i + 1 :]
    )


def _forms(facts: Facts) -> dict[str, bool]:
    """Return which countries are named as a place only, and which as a people only."""
    forms: dict[str, set[bool]] = {}
    for name in facts.names:
        if name.kind == "country":
            forms.setdefault(min(name.keys), set()).add(_is_noun(name))
    return {key: form.pop() for key, form in forms.items() if len(form) == 1}


def _roles_exchanged(stated: Facts, quote: Facts) -> bool:
    """Tell whether what something came from is now what it went to, or where it was."""
    if TOGETHER.search(stated.text) or TOGETHER.search(quote.text):
        return False
    mine, theirs = _roles(stated, quote), _roles(quote, stated)
    for key in mine.keys() & theirs.keys():
        roles = (mine[key], theirs[key])
        if roles in (("from", "to"), ("to", "from")):
            return True
        if roles in (("in", "from"), ("to", "from")) and any(
            role == "from" for other, role in _roles(stated, None).items() if other != key
        ):
            return True
    return False


def _roles(facts: Facts, other: Facts | None) -> dict[str, str]:
    """Return the role each name of both texts has by the preposition before it."""
    roles: dict[str, str] = {}
    for name in facts.names:
        key = _common_key(name, other) if other else (min(name.keys) if name.keys else name.text)
        if not key or not _is_noun(name):
            continue
        before = facts.text[max(0, name.start - 60) : name.start]
        before = re.split(r"[.,;:()]", before)[-1]
        words = [word.casefold() for word in _WORD.findall(before)][-_LOOKED_BACK:]
        role = next((_ROLES[word] for word in reversed(words) if word in _ROLES), "")
        if role:
            roles.setdefault(key, role)
    return roles
