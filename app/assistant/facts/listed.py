"""Names that a list knows: agencies, cities, regions, and countries also as peoples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from app.assistant.facts.cities import cities_in
from app.assistant.facts.peoples import country_of
from app.assistant.facts.spelling import WORD
from ingest.agencies import AGENCIES
from ingest.document import Span

_LONGEST = 4  # words of a country's name
_REGIONS = {
    "nordic": r"nord(?:isk\w*|ic\w*|en|ens)|seversk\w+",
    "baltic": r"balti\w+|pobalt\w+|østersjø\w*|austersjø\w*",
    "europe": r"europ\w+|evrop\w+|eu",
    "english": r"engel?sk\w*|english\w*|england\w*|angli\w+",
    "africa": r"afri[ck]\w+",
    "asia": r"asia\w*|asien|asij\w+",
    "balkans": r"balk[aá]n\w*|vest-?balkan",
    "scandinavia": r"s[ck]andinavi\w+|skandináv\w+",
    "visegrad": r"visegr[aá]d\w*",
    "arctic": r"ar[ck]ti\w+",
    "middle-east": r"midtøsten|mellanöstern",
    "lower-saxony": r"niedersachsen|saxony|sask[aouu]|sasku",
    "bavaria": r"bayern\w*|bavaria\w*|bavorsk\w*",
}
# `Vest-Europa` is `western Europe`.
_PART = r"(?:(?:nord|syd|sør|øst|aust|öst|vest|väst|sentral|mellom|mellan)-?)?"
# Other cases, and names that text uses but documents do not sign with.
_OTHER_AGENCY_NAMES = {
    "Rady Evropy": "Council of Europe",
    "Radě Evropy": "Council of Europe",
    "Radu Evropy": "Council of Europe",
    "Directorate of the Norwegian Correctional Service": "KDI",
    "norske kriminalomsorgen": "KDI",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Span):
    """One capitalised word of a text, and what it is known to be.

    `keys` are the same for all names of one thing (`country:CZ`, `agency:KDI`, `term:un`); they are
    empty for a word that no list knows. `translated` words have another form in another language.
    """

    text: str
    keys: frozenset[str] = frozenset()
    translated: bool = False

    @property
    def kind(self) -> str:
        """What sort of list knows it: `country`, `agency`, `city`, `region`, `term` or none."""
        for kind in ("country", "city", "agency", "region", "term"):
            if any(key.startswith(kind) for key in self.keys):
                return kind
        return ""


def listed(text: str) -> Iterator[Name]:
    """Yield every name in `text` that a list knows; they may overlap."""
    for match in _agency_pattern().finditer(text):
        yield Name(
            start=match.start(),
            end=match.end(),
            text=match.group(),
            keys=frozenset({f"agency:{_agency_of()[_bare(match.group())]}"}),
        )
    for place, city in cities_in(text):
        yield Name(
            start=place.start,
            end=place.end,
            text=text[place.start : place.end],
            keys=frozenset({f"city:{city}"}),
        )
    words = list(WORD.finditer(text))
    for i, match in enumerate(words):
        region = _region(match.group().casefold())
        if region:
            yield Name(
                start=match.start(),
                end=match.end(),
                text=match.group(),
                keys=frozenset({f"region:{region}"}),
            )
        for size in range(_LONGEST, 0, -1):
            window = words[i : i + size]
            if len(window) < size:
                continue
            phrase = text[window[0].start() : window[-1].end()]
            if size > 1 and "," in phrase:
                continue
            code = country_of(phrase)
            if code:
                yield Name(
                    start=window[0].start(),
                    end=window[-1].end(),
                    text=phrase,
                    keys=frozenset({f"country:{code}"}),
                )
                break


@cache
def _agency_of() -> Mapping[str, str]:
    return {_bare(name): agency for name, agency in _agency_names().items()}


@cache
def _agency_names() -> Mapping[str, str]:
    listed = {
        name: agency.name
        for agency in AGENCIES
        for name in agency.names
        if not name.endswith(".no")
    }
    return listed | _OTHER_AGENCY_NAMES


def _bare(name: str) -> str:
    return " ".join(name.casefold().split())


@cache
def _agency_pattern() -> re.Pattern[str]:
    names = sorted(_agency_names(), key=len, reverse=True)
    parts = [re.escape(name) if name.isupper() else f"(?i:{re.escape(name)})" for name in names]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?=['’]?s?(?!\w))")


@cache
def _region(word: str) -> str:
    return next(
        (name for name, form in _REGIONS.items() if re.fullmatch(f"{_PART}(?:{form})", word)), ""
    )
