"""Names in running text, and which are one name: Tsjekkia and the Czech Republic, FN and UN."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.assistant.facts.listed import Name, listed
from app.assistant.facts.spelling import WORD, alike, folded, words_of
from index.glossary import Glossary
from index.glossary_terms import Term
from ingest.dates import MONTH_NUMBERS

_SENTENCE = re.compile(r"(?:^|[.!?:;|•\n]\s*|[«“\"(]\s*)\Z")
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mandag tirsdag onsdag torsdag fredag "
    "lørdag søndag i mr mrs ms dr eur nok sek czk usd gbp dkk chf kr new year nyttår "
    "christmas easter jul id it".split()
)
# Parts of names that are translated: `Ministry of Justice`, `Justisdepartementet`.
_TRANSLATED = re.compile(
    r"(?i)^(?:minist|depart|direct|direkt|justi|service|prison|probation|correct|council|commi|"
    r"komm?i|komit|court|agen|office|general|secretar|sekret|foreign|external|international|"
    r"internas|affairs|grants?|fund|fond|fonds|program|agreement|avtale|convention|konvens|"
    r"protocol|protokoll|treaty|memorandum|understanding|university|univers|college|høgskole|"
    r"høyskole|academy|akadem|institut|centre|center|sent(?:er|ret)|network|nettverk|union|"
    r"nations|nasjon|forum|conference|konferans|round|table|group|grupp|board|styre|mission|"
    r"misjon|operation|operasjon|state|stat|federal|føderal|national|nasjonal|public|health|"
    r"police|politi|peace|freds|rights|human|mennesk|rettig|drug|crime|organi[sz]ation|"
    r"organisasjon|"
    r"association|foren|confederation|committee|act|law|lov|strategy|strateg|white|paper|report|"
    r"region|north|south|east|west|nord|sør|øst|vest|lower|upper|central|republic|republikk|"
    r"kingdom|world|verdens|penal|penitentiar|administration|administ|detention|custody|security|"
    r"youth|women|children|welfare|rehabilitation|reform|training|education|research|forsk|"
    r"centr|vězeň|vězn|minist|rada|rady|soud|fondy|fond|úřad|odbor|ředitel|fängels|krimina|"
    r"member|donor|head|chief|deputy|director|officer|manager|partner|project|declaration|rule|"
    r"recommend|charter|standard|house|open|unit|team|advisor|adviser|policy|support|bureau|"
    r"financ|finans|econom|økonom|trade|interior|innenriks|defen[cs]e|forsvar|county|fylke|governor|"
    r"mayor|municipal|kommun|parliament|embass|ambass|president|prime|city|town|chair|formann|leder|"
    r"delegation|standing|senior|steering|common|joint|bilateral|regional|cooperation|norwegian)"
)

_SHORTEST_FIRST = 3  # of what is no abbreviation


class NameFinder:
    """Finds names, with the glossary's terms among them if there is one."""

    def __init__(self, glossary: Glossary | None = None) -> None:
        self._glossary = glossary

    def names(self, text: str, language: str | None = None) -> list[Name]:
        """Return the names in `text`, in order, countries also as adjectives.

        The first word of a sentence is one only if a list knows it, or it is all in capitals.
        """
        terms = self._terms(text, language)
        known = sorted(listed(text), key=lambda name: (name.start, -name.end))
        taken: list[Name] = []
        for name in known:
            if not taken or name.start >= taken[-1].end:
                taken.append(name)
        free = [
            match
            for match in WORD.finditer(text)
            if not any(name.start < match.end() and match.start() < name.end for name in taken)
        ]
        taken += [_first_part(one) for match in free if (one := _capitalised(text, match))]
        return [
            replace(
                name,
                # Within a longer term a name is still what it is alone: the EEA of `EEA Grants`.
                # So is the country in the name of a city.
                keys=name.keys.union(
                    *(one.keys for one in known if name.start <= one.start and one.end <= name.end)
                )
                | _keys_in(terms, name.text)
                | {f"term:{term.id}" for term in self._terms(name.text, language)},
            )
            for name in sorted(taken, key=lambda name: name.start)
        ]

    def keys(self, text: str, language: str | None = None) -> frozenset[str]:
        """Return the keys of everything a list knows that `text` names, terms included."""
        found: frozenset[str] = frozenset()
        return frozenset(
            found.union(
                *(name.keys for name in self.names(text, language)),
                (f"term:{term.id}" for term in self._terms(text, language)),
            )
        )

    def _terms(self, text: str, language: str | None) -> tuple[Term, ...]:
        return self._glossary.terms_in(text, language) if self._glossary else ()


def _capitalised(text: str, match: re.Match[str]) -> Name | None:
    word = match.group()
    small = word.casefold()
    letters = [sign for sign in word if sign.isalpha()]
    if not letters or not word[0].isupper() or small in MONTH_NUMBERS or small in _DAYS:
        return None
    shouted = len(letters) > 1 and sum(map(str.isupper, letters)) >= 2
    if _SENTENCE.search(text[: match.start()]) and not shouted:
        return None
    return Name(
        start=match.start(),
        end=match.end(),
        text=word,
        translated=bool(_TRANSLATED.match(small)) and not shouted,
    )


def _first_part(name: Name) -> Name:
    """Return the name that a compound begins with: `Norge` of `Norge-midlene`."""
    first, hyphen, rest = name.text.partition("-")
    abbreviation = first.isupper() and len(first) > 1
    if not hyphen or not rest.islower() or (len(first) < _SHORTEST_FIRST and not abbreviation):
        return name
    keys = name.keys.union(*(one.keys for one in listed(first) if one.text == first))
    return replace(name, end=name.start + len(first), text=first, keys=keys)


def _keys_in(terms: Sequence[Term], text: str) -> frozenset[str]:
    """Return the keys of those terms that `text` is a word of, or all of."""
    mine = {folded(word) for word in words_of(text)}
    return frozenset(
        f"term:{term.id}"
        for term in terms
        for names in (*term.forms.values(), *term.abbreviations.values())
        for name in names
        if any(alike(word, folded(other)) for word in mine for other in words_of(name))
    )
