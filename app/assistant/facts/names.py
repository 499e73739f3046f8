"""Names in running text, and which are one name: Tsjekkia and the Czech Republic, FN and UN."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.assistant.facts.peoples import country_of
from index.glossary import Glossary
from index.glossary_terms import Term
from ingest.agencies import AGENCIES
from ingest.dates import MONTH_NUMBERS
from ingest.document import Span

_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
_SENTENCE = re.compile(r"(?:^|[.!?:;|•\n]\s*|[«“\"(]\s*)\Z")
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
    r"delegation|standing|senior|steering|common|joint|bilateral|regional|cooperation|norwegian)"
)


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


class NameFinder:
    """Finds names, with the glossary's terms among them if there is one."""

    def __init__(self, glossary: Glossary | None = None) -> None:
        self._glossary = glossary

    def names(self, text: str, language: str | None = None) -> list[Name]:
        """Return the names in `text`, in order, countries also as adjectives.

        The first word of a sentence is one only if a list knows it, or it is all in capitals.
        """
        terms = self._terms(text, language)
        known = sorted(_listed(text), key=lambda name: (name.start, -name.end))
        taken: list[Name] = []
        for name in known:
            if not taken or name.start >= taken[-1].end:
                taken.append(name)
        free = [
            match
            for match in _WORD.finditer(text)
            if not any(name.start < match.end() and match.start() < name.end for name in taken)
        ]
        taken += [one for match in free if (one := _capitalised(text, match))]
        return [
            replace(
                name,
                # Within a longer term a name is still what it is alone: the EEA of `EEA Grants`.
                keys=name.keys
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


def _keys_in(terms: Sequence[Term], text: str) -> frozenset[str]:
    """Return the keys of those terms that `text` is a word of, or all of."""
    mine = {folded(word) for word in words_of(text)}
    return frozenset(
        f"term:{term.id}"
        for term in terms
        for names in (*term.forms.values(), *term.abbreviations.values())
        for name in names
        if any(_alike(word, folded(other)) for word in mine for other in words_of(name))
    )


def stands_in(name: str, words: Sequence[str]) -> bool:
    """Tell whether a word of a name is one of `words`, inflected perhaps or transcribed."""
    mine = folded(name)
    return any(_alike(mine, folded(word)) for word in words)


def initials(text: str) -> frozenset[str]:
    """Return the abbreviations that runs of words in `text` would make: `EEA`, `MECR`."""
    words = [match.group() for match in _WORD.finditer(text)]
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
    for match in _WORD.finditer(text):
        found.append(match.group())
        if re.search(r"[-’'.]", match.group()):
            found += re.split(r"[-’'.]", match.group())
    return found


def _alike(mine: str, theirs: str) -> bool:
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


def _listed(text: str) -> Iterator[Name]:
    for match in _agency_pattern().finditer(text):
        yield Name(
            start=match.start(),
            end=match.end(),
            text=match.group(),
            keys=frozenset({f"agency:{_agency_of()[_bare(match.group())]}"}),
        )
    for match in _city_pattern().finditer(text):
        city = _cities()[match["city"].casefold()]
        yield Name(
            start=match.start(),
            end=match.end(),
            text=match.group(),
            keys=frozenset({f"city:{city}"}),
        )
    words = list(_WORD.finditer(text))
    for i, match in enumerate(words):
        region = _region(match.group().casefold())
        if region:
            yield Name(
                start=match.start(),
                end=match.end(),
                text=match.group(),
                keys=frozenset({f"region:{region}"}),
            )
        for size in (4, 3, 2, 1):
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


# Other cases, and names that text uses but documents do not sign with.
_OTHER_AGENCY_NAMES = {
    "Rady Evropy": "Council of Europe",
    "Radě Evropy": "Council of Europe",
    "Radu Evropy": "Council of Europe",
    "Directorate of the Norwegian Correctional Service": "KDI",
    "norske kriminalomsorgen": "KDI",
}


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
    return next((name for name, form in _REGIONS.items() if re.fullmatch(form, word)), "")


@cache
def _cities() -> Mapping[str, str]:
    """Return the great cities by name in all our languages; the names of the time zones' cities."""
    from babel import Locale

    found: dict[str, str] = {}
    for code in ("en", "nb", "nn", "sv", "da", "cs"):
        for zone, facts in Locale.parse(code).time_zones.items():
            city = facts.get("city")
            if city and zone.startswith(("Europe/", "Africa/", "Asia/", "America/")):
                found[city.casefold()] = zone
    from babel.core import get_global

    for zone in get_global("zone_territories"):
        if zone.startswith("Europe/"):
            found.setdefault(zone.split("/")[-1].replace("_", " ").casefold(), zone)
    found |= {
        "helsingfors": "Europe/Helsinki",
        "geneve": "Geneva",
        "genève": "Geneva",
        "geneva": "Geneva",
        "ženeva": "Geneva",
        "haag": "Hague",
        "hague": "Hague",
        "strasbourg": "Strasbourg",
        "štrasburk": "Strasbourg",
        "gothenburg": "Gothenburg",
        "göteborg": "Gothenburg",
    }
    found |= {case: found[name] for case, name in _CITY_CASES.items() if name in found}
    return {name: zone for name, zone in found.items() if len(name) > 3}


_CITY_CASES = {
    "helsinkách": "helsinki", "praze": "praha", "prahy": "praha", "prahu": "praha", "rize": "riga",
    "rigy": "riga", "varšavě": "varšava", "varšavy": "varšava", "vídni": "vídeň", "vídně": "vídeň",
    "budapešti": "budapešť", "bratislavě": "bratislava", "bratislavy": "bratislava",
    "štrasburku": "strasbourg", "ženevě": "geneva", "ženevy": "geneva", "oslu": "oslo",
    "vilniusu": "vilnius", "kyjevě": "kyjev", "kyjeva": "kyjev", "moskvě": "moskva",
    "moskvy": "moskva", "bruselu": "brusel", "londýně": "londýn", "paříži": "paříž",
    "římě": "řím", "stockholmu": "stockholm", "kodani": "kodaň", "haagu": "haag",
}  # fmt: skip


@cache
def _city_pattern() -> re.Pattern[str]:
    names = sorted(_cities(), key=len, reverse=True)
    return re.compile(
        r"(?<!\w)(?=[^\W\d_a-zæøåäöáčďéěíňóřšťúůýž])"
        rf"(?i:(?P<city>{'|'.join(map(re.escape, names))}))"
        r"(?=['’]?s?(?!\w))"
    )
