"""The agencies and organisations of this field, by the names they go under."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency; `name` is how citations call it, `country` None for international bodies."""

    name: str
    country: str | None
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the usual one first."""
        return (self.name, *self.aliases)


AGENCIES = (
    Agency("KDI", "NO", (
        "Kriminalomsorgsdirektoratet", "Norwegian Correctional Service", "norsk kriminalomsorg",
        "Directorate of Norwegian Correctional Service", "kriminalomsorgen.no", "Kriminalomsorgen",
        "Directorate of Correctional Service")),
    Agency("KRUS", "NO", (
        "Kriminalomsorgens høgskole og utdanningssenter", "Kriminalomsorgens høgskule",
        "University College of Norwegian Correctional Service")),
    Agency("SPPS", "SE", (
        "Kriminalvården", "Swedish Prison and Probation Service", "Kriminalvårdens")),
    Agency("Kriminalforsorgen", "DK", (
        "Danish Prison and Probation Service", "Direktoratet for Kriminalforsorgen")),
    Agency("RISE", "FI", (
        "Rikosseuraamuslaitos", "Prison and Probation Service of Finland",
        "Brottspåföljdsmyndigheten",
        "Criminal Sanctions Agency")),
    Agency("Prison Service of the Czech Republic", "CZ", (
        "Czech Prison Service", "Vězeňská služba České republiky", "Vězeňská služba ČR",
        "Vězeňské služby České republiky", "Vězeňské služby ČR", "VS ČR", "PSCR")),
    Agency("Latvian Prison Administration", "LV", (
        "Ieslodzījuma vietu pārvalde", "Latvian Prison Service", "Latvias fengselsvesen")),
    Agency("Lithuanian Prison Service", "LT", (
        "Lietuvos kalėjimų tarnyba", "Prison Department of Lithuania")),
    Agency("Polish Prison Service", "PL", ("Służba Więzienna",)),
    Agency("National Administration of Penitentiaries", "RO", (
        "Administrația Națională a Penitenciarelor", "Romanian Prison Administration")),
    Agency("FSIN", "RU", (
        "Federal Penitentiary Service", "Den føderale straffegjennomføringstjenesten",
        "Federale straffegjennomføringstjeneste", "Føderale straffegjennomføringstjeneste",
        "ФСИН")),
    Agency("HMPPS", "GB", ("His Majesty's Prison and Probation Service", "HM Prison Service")),
    Agency("UN DPO", None, (
        "UN Peacekeeping", "United Nations Peacekeeping", "Department of Peace Operations",
        "UN/DPO",
        "Department of Peacekeeping Operations", "UNDPO", "DPKO")),
    Agency("UNODC", None, ("United Nations Office on Drugs and Crime",)),
    Agency("Europris", None, (
        "European Organisation of Prison and Correctional Services",
        "European Organisation of Prisons and Correctional Services")),
    Agency("CEP", None, (
        "Confederation of European Probation", "Conférence Européenne de la Probation")),
    Agency("ICPA", None, (
        "International Corrections and Prisons Association",
        "International Correctional and Prisons Association")),
    Agency("Council of Europe", None, ("Europarådet", "Europarådets", "Rada Evropy")),
    Agency("Penal Reform International", None, ("PRI",)),
)  # fmt: skip
_TOP = 400  # characters at the head of a document, where its publisher is named
_READ = 50_000  # characters that tell enough of a long text
_ENOUGH = 3.0
_CLEARLY = 1.5


def canonical_agency(name: str) -> str:
    """Return the usual name of an agency given by any of its names; an unknown one as it is."""
    agency = _by_name().get(_bare(name)) or _by_name().get(name.casefold())
    return agency.name if agency else name


def agency_country(name: str) -> str | None:
    """Return the country code of a known agency, None for others and international ones."""
    agency = _by_name().get(name.casefold())
    return agency.country if agency else None


def is_agency_name(line: str) -> bool:
    """Tell whether a line is nothing but an agency's name, its short form in brackets perhaps."""
    return _bare(line) in _by_name()


def infer_agency(text: str, title: str = "") -> str | None:
    """Return the agency that `text` most clearly comes from, None when that is unclear.

    A name counts once, three times where it stands in the title or near the top; the first must
    outweigh the second clearly, since cooperation texts name their partners too.
    """
    text = text[:_READ]
    scores: dict[str, float] = {}
    for agency in AGENCIES:
        pattern = _pattern(agency)
        score = sum(3.0 if m.start() < _TOP else 1.0 for m in pattern.finditer(text))
        scores[agency.name] = score + 3.0 * len(pattern.findall(title))
    first, second = sorted(scores, key=scores.__getitem__, reverse=True)[:2]
    if scores[first] < _ENOUGH or scores[first] < _CLEARLY * scores[second]:
        return None
    return first


@cache
def _by_name() -> dict[str, Agency]:
    return {name.casefold(): agency for agency in AGENCIES for name in agency.names}


@cache
def _pattern(agency: Agency) -> re.Pattern[str]:
    names = sorted(agency.names, key=len, reverse=True)
    # Abbreviations are case-sensitive (`rise`, `pri` are words) and take a genitive s (`KDIs`).
    parts = [
        rf"{re.escape(name)}['’]?s?" if name.isupper() else rf"(?i:{re.escape(name)})"
        for name in names
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def _bare(line: str) -> str:
    return re.sub(r" ?\([^()]{1,12}\)$", "", line.strip()).casefold()
