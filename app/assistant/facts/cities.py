"""The great cities, by their names in all our languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ingest.document import Span

_CITY_CASES = {
    "helsinkách": "helsinki", "praze": "praha", "prahy": "praha", "prahu": "praha", "rize": "riga",
    "rigy": "riga", "varšavě": "varšava", "varšavy": "varšava", "vídni": "vídeň", "vídně": "vídeň",
    "budapešti": "budapešť", "bratislavě": "bratislava", "bratislavy": "bratislava",
    "štrasburku": "strasbourg", "ženevě": "geneva", "ženevy": "geneva", "oslu": "oslo",
    "vilniusu": "vilnius", "kyjevě": "kyjev", "kyjeva": "kyjev", "moskvě": "moskva",
    "moskvy": "moskva", "bruselu": "brusel", "londýně": "londýn", "paříži": "paříž",
    "římě": "řím", "stockholmu": "stockholm", "kodani": "kodaň", "haagu": "haag",
}  # fmt: skip


def cities_in(text: str) -> Iterator[tuple[Span, str]]:
    """Yield where `text` names a city, and what that city is called by its time zone."""
    for match in _pattern().finditer(text):
        yield Span(start=match.start(), end=match.end()), _cities()[match["city"].casefold()]


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


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_cities(), key=len, reverse=True)
    return re.compile(
        r"(?<!\w)(?=[^\W\d_a-zæøåäöáčďéěíňóřšťúůýž])"
        rf"(?i:(?P<city>{'|'.join(map(re.escape, names))}))"
        r"(?=['’]?s?(?!\w))"
    )
