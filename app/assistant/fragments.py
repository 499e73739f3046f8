"""Fragments such as `og i Litauen?`: other things in the question before."""

from __future__ import annotations

import re

from app.assistant.asked import Asked
from app.assistant.mentions import Mention, mentions
from app.assistant.message import (
    END,
    Followup,
    joined,
    without,
)
from app.assistant.question_parts import parts
from app.assistant.question_words import (
    ARTICLES,
    BE,
    PLACES,
    PREPOSITIONS,
    WORD,
    is_definite,
    is_verb,
)
from ingest.agencies import agency_country
from ingest.countries import country_code


def other_things(followup: Followup, asked: Asked) -> str | None:
    """`og i Litauen?`, `enn svenskene, da?`, `what about 2013?`, `and a mentor?`."""
    words = WORD.findall(followup.bare)
    opens = parts(followup.bare) is not None or (bool(words) and is_verb(words[0]))
    if not words or len(words) > _LONGEST_FRAGMENT or opens:
        return None
    items = followup.mentions
    left = without(followup.bare, [followup.text[m.phrase : m.end] for m in items])
    left = " ".join(w for w in left.split() if w.casefold() not in _PLAIN)
    if left and not set(left.casefold().split()) <= set(asked.text.casefold().split()):
        return _with_noun(followup, asked, left) if followup.marked else None
    result = asked
    for item in items:
        changed = with_item(followup, result, item)
        if changed is None:
            return joined(followup, asked) if followup.marked else None
        result = Asked(changed, asked.english, asked.answer)
    return result.text if items else None


def with_item(followup: Followup, asked: Asked, item: Mention) -> str | None:
    """Return the question before with a named thing in the place of one of its kind."""
    slot = _slot(followup, asked, item)
    phrase = followup.text[item.phrase : item.end]
    if slot is None:
        old = asked.parts
        if item.kind == "year" and not item.preposition:
            ranged = not followup.text[item.start].isdigit()
            return f"{asked.text} {'' if ranged else 'in' if asked.english else 'i'} {phrase}"
        if item.preposition and item.form != "adjective":
            return f"{asked.text} {phrase}"
        if followup.marked and old and old.asks in ("what", "who") and old.verb.casefold() in BE:
            return f"{old.word} {old.verb} {phrase}"
        return None
    text, said = asked.text, followup.text[item.start : item.end]
    if slot.form == "adjective" and item.form != "adjective":
        return _beside_noun(followup, asked, slot, item)
    if not said[0].isdigit() and item.kind == "year":  # `from 2021 to 2023` has its own
        return f"{text[: slot.phrase]}{said}{text[slot.end :]}"
    if item.preposition and slot.preposition:
        return f"{text[: slot.phrase]}{phrase}{text[slot.end :]}"
    before, after = text[: slot.start], text[slot.end :]
    if asked.english and slot.form != item.form:
        before = _agreeing(before, item)
        if item.form == "people" and not before.casefold().endswith("the "):
            article = followup.text[item.phrase : item.start].split()
            said = " ".join([*(w for w in article if w.casefold() == "the"), said])
    if asked.english and item.kind == "name":  # `the International Staff`, but `KRUS`
        before = re.sub(r"(?i)(?<!\w)the $", "", before)
        said = followup.text[item.phrase : item.end] if not item.preposition else said
    return f"{before}{said}{after}"


def _slot(followup: Followup, asked: Asked, item: Mention) -> Mention | None:
    """Return what in the question before gives way to `item`; between equals the last."""
    said = followup.text[item.start : item.end]
    counted = asked.parts.noun if asked.parts else ""

    def named(slot: Mention) -> str:
        return asked.text[slot.start : slot.end]

    def score(slot: Mention) -> float:
        if slot.kind != item.kind:
            # A country for an agency or a programme, or the other way round.
            swappable = followup.marked and {slot.kind, item.kind} == {"country", "name"}
            added = item.preposition and not slot.preposition and not agency_country(named(slot))
            points = _NEVER if not swappable or slot.form == "adjective" or added else -4.0
            return points + (0.5 if item.preposition == slot.preposition else 0)
        if slot.form == "people" and item.form == "noun" and named(slot) in counted:
            return _NEVER
        if item.form == "adjective" and slot.form != "adjective":
            return _NEVER
        points = 3.0 if slot.form == item.form else 0.0
        local = slot.preposition.casefold() in PLACES
        if item.preposition.casefold() == slot.preposition.casefold():
            points += 4 if item.preposition else 0.5
        # One's own country is the background, unless its neighbours are asked about.
        if country_code(named(slot)) == "NO":
            points += 0.7 if country_code(said) in _NEIGHBOURS else -0.7
        if item.form == "people" and slot.form == "noun":
            points += -1 if local else 2
        if slot.form == "adjective" and item.form == "noun":
            points -= 2
        return points

    scored = [(score(slot), place) for place, slot in enumerate(asked.mentions)]
    best = max(scored, default=(_NEVER, 0))
    return asked.mentions[best[1]] if best[0] > _NEVER / 2 else None


def _beside_noun(followup: Followup, asked: Asked, slot: Mention, item: Mention) -> str | None:
    """Return `fengsler i Polen` for `tsjekkiske fengsler`."""
    text = asked.text
    noun = WORD.search(text, slot.end)
    if noun is None:
        return None
    people = item.form == "people"
    default = ("of" if people else "in") if asked.english else ("hos" if people else "i")
    said = followup.text[item.phrase : item.end]
    if not item.preposition:
        said = f"{default} {said}"
    start = slot.start if slot.preposition else slot.phrase
    return f"{text[:start]}{noun.group()} {said}{text[noun.end() :]}"


def _agreeing(before: str, item: Mention) -> str:
    """Return the words before an English subject with the verb it takes."""
    plural = item.form == "people"
    singular_of = {"do": "does", "are": "is", "were": "was", "have": "has"}
    forms = {one: many for many, one in singular_of.items()} if plural else singular_of
    match = re.search(r"(?i)(?<!\w)(\w+) (the )?$", before)
    if not match or match.group(1).casefold() not in forms:
        return before
    the = match.group(2) or ""
    return f"{before[: match.start()]}{forms[match.group(1).casefold()]} {the if plural else ''}"


def _with_noun(followup: Followup, asked: Asked, left: str) -> str:
    """Return the question before about other things: other persons, another matter."""
    old, bare = asked.parts, followup.bare
    first = bare.partition(" ")[0].casefold()
    definite = first == "the" or (not followup.english and is_definite(left.rpartition(" ")[2]))
    if first in _INDEFINITE:
        same = re.search(rf"(?i)(?<!\w)(?:{'|'.join(_INDEFINITE)}) [^\W\d_]+", asked.text)
        if same:
            return f"{asked.text[: same.start()]}{bare}{asked.text[same.end() :]}"
    if first in PREPOSITIONS:
        same = re.search(rf"(?i)(?<!\w){re.escape(first)}(?: \S+){{1,3}}$", asked.text)
        if same:
            return f"{asked.text[: same.start()]}{bare}"
    if first == "the" and not asked.thing:
        same = re.search(r"(?i)(?<!\w)the [^\W\d_]+", asked.text)
        if same:
            return f"{asked.text[: same.start()]}{bare}{asked.text[same.end() :]}"
    if definite and followup.mentions:  # `what about the budget of KRUS?` says whose
        return followup.text
    if definite and asked.thing:
        of = "of" if followup.english else "til"
        return f"{followup.text.rstrip(END)} {of} {asked.thing}"
    if old and old.asks == "which" and old.noun and not definite:
        kind = next((m for m in mentions(old.noun) if m.form == "adjective"), None)
        if kind and not any(m.form == "adjective" for m in followup.mentions):
            bare = f"{old.noun[kind.start : kind.end]} {bare}"
        return f"{old.word} {bare} {old.verb} {old.rest}"
    if old and old.asks in ("what", "who") and old.verb.casefold() in BE and not definite:
        return f"{old.word} {old.verb} {bare}"
    return joined(followup, asked)


_LONGEST_FRAGMENT = 8  # words
_NEVER = -100.0
_NEIGHBOURS = ("SE", "DK", "FI", "IS")
_INDEFINITE = ("a", "an", "en", "ei", "et", "ein", "eit")
_PLAIN = ARTICLES | {"ones", "one", "hele", "heile"}
