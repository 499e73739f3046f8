"""Questions about two sides at once: "i Norge og Sverige", "KDI or SPPS", "in 2013 and 2014".

Each side is asked about by itself and answered from its own source; of a side that no source
answers for, that is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.agencies import is_agency_name
from ingest.countries import country_code

# Both repetitions are bounded, or a long enumeration takes quadratic time.
_WORD = r"[^\W\d_]+(?:[-’'][^\W\d_]+){0,4}"
_TOGETHER = re.compile(
    r"\b(?:mellom|between|samarbeid\w*|cooperat\w*|avtale\w*|agree\w*|felles|joint\w*|together|"
    r"saman|sammen|partner\w*|med hverandre|med kvarandre|each other)\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r"\b(?:sammenlign\w*|samanlikn\w*|compar\w*|forskjell\w*|skilnad\w*|differ\w*|henholdsvis|"
    r"respectively|hver av|kvar av|each of|både|begge|both|mest|flest|fleir\w*|flere|meir|mer|more|"
    r"most|minst|færrest|least|fewest|større|høyere|høgare|larger|higher|versus|vs)\b",
    re.IGNORECASE,
)
_OF = r"(?:i|in|for|hos|til|frå|fra|from|av|of)\s+"
_BESIDE = r"(?:og|and|versus|vs\.?|sammenlignet med|samanlikna med|compared (?:to|with))"
_AND = rf"(?:{_BESIDE}|eller|or|enn|than)"
_JOINED = re.compile(
    rf"(?:\b(?:både|both|begge)\s+)?(?P<sides>(?:{_OF})?{_WORD}(?:,\s+(?:{_OF})?{_WORD}){{0,4}}"
    rf"\s+{_AND}\s+(?:{_OF})?(?:den|det|the)?\s*{_WORD})",
    re.IGNORECASE,
)
_ORDINAL = r"(?:(?:den|det|dei?|the) )?(?:første|andre|tredje|siste|first|second|third|last)"
_NAME = r"(?-i:[A-ZÆØÅÄÖ][\w-]*(?: [A-ZÆØÅÄÖ][\w-]*){0,2})"
_THING = rf"{_WORD}(?: {_WORD}){{0,3}}"
# What else are two sides, whatever they are called: years, the first and the second of something,
# two places with a preposition each, and what a difference is between. "In 2013 or 2014?" asks
# which of them it was.
_PAIRS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<lead>{_OF})?(?P<one>(?:19|20)\d\d) {_BESIDE} "
        rf"(?:{_OF})?(?P<other>(?:19|20)\d\d)\b",
        rf"\b(?P<lead>{_OF})?(?P<one>{_ORDINAL}) {_BESIDE} (?:{_OF})?(?P<other>{_ORDINAL})"
        rf"(?P<noun> {_WORD})",
        rf"\b(?P<lead>(?P<preposition>{_OF}))(?P<one>{_NAME}) (?:og|and) "
        rf"(?P=preposition)(?P<other>{_NAME})",
        r"(?<= )(?:the differences?|forskjell(?:en|ene|er)?|skilnad(?:en|ane|er)?) "
        rf"(?:between|på|mellom) (?P<one>{_THING}?) (?:og|and) (?P<other>{_THING})(?=\W*$)",
    )
)
_PREPOSITION = re.compile(rf"^{_OF}", re.IGNORECASE)
_BETWEEN = re.compile(rf",\s+|\s+{_AND}\s+", re.IGNORECASE)
_MOST_SIDES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a comparison: what the question calls it, and the question about it alone."""

    name: str
    question: str


def sides(question: str) -> tuple[Side, ...]:
    """Return the sides that `question` compares, empty if it asks about one matter.

    Countries or agencies joined by "og", "or", "than" are sides, unless the question is about what
    they do together; so are two years, periods and the like.
    """
    question = " ".join(question.split())
    if _TOGETHER.search(question) and not _APART.search(question):
        return ()
    return _enumerated(question) or _paired(question)


def _enumerated(question: str) -> tuple[Side, ...]:
    """Return two to four countries, or agencies, that `question` names in a row."""
    for match in _JOINED.finditer(question):
        parts = _BETWEEN.split(match["sides"])
        beginnings = [one.end() for one in _BETWEEN.finditer(match["sides"])]
        start = match.start()
        # What goes before the first comma may be the end of the clause: "Who has most, A or B?"
        while len(parts) > 2 and not _alike(parts):
            parts = parts[1:]
            start = match.start("sides") + beginnings.pop(0)
        if not 2 <= len(parts) <= _MOST_SIDES or not _alike(parts):
            continue
        names = [_PREPOSITION.sub("", part).strip() for part in parts]
        preposition = _PREPOSITION.match(parts[0])
        lead = preposition.group() if preposition else ""
        return _asked(names, f"{question[:start]}{lead}", question[match.end() :])
    return ()


def _paired(question: str) -> tuple[Side, ...]:
    """Return two of anything that `_PAIRS` tells are two."""
    for pattern in _PAIRS:
        match = pattern.search(question)
        if match and match["one"].casefold() != match["other"].casefold():
            named = match.groupdict("")
            names = [f"{match[one]}{named.get('noun', '')}" for one in ("one", "other")]
            before = f"{question[: match.start()]}{named.get('lead', '')}"
            return _asked(names, before, question[match.end() :])
    return ()


def _asked(names: list[str], before: str, after: str) -> tuple[Side, ...]:
    return tuple(Side(name=name, question=f"{before}{name}{after}") for name in names)


def _alike(parts: list[str]) -> bool:
    """Tell whether all are countries or all agencies."""
    names = [_PREPOSITION.sub("", part).strip() for part in parts]
    if len({name.casefold() for name in names}) < len(names):
        return False
    return all(map(_is_country, names)) or all(map(is_agency_name, names))


def _is_country(name: str) -> bool:
    # Two-letter words are prepositions far more often than codes.
    return name.upper() == "UK" or (len(name) > 2 and country_code(name) is not None)
