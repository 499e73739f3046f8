"""Dates as they are written in Norwegian, Swedish, Danish, Czech and English."""

from __future__ import annotations

import datetime
import re

_MONTHS = (
    "januar januari january leden ledna jan",
    "februar februari february únor února feb",
    "mars marts march březen března mar",
    "april duben dubna apr",
    "mai maj may květen května",
    "juni june červen června jun",
    "juli july červenec července jul",
    "august augusti srpen srpna aug",
    "september září sept sep",
    "oktober october říjen října okt oct",
    "november listopad listopadu nov",
    "desember december prosinec prosince des dec",
)
MONTH_NUMBERS = {word: month for month, words in enumerate(_MONTHS, 1) for word in words.split()}

_MONTH = "(?:" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")(?![^\W\d_])\.?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DATE = re.compile(
    rf"""(?xi)(?<![\d.])(?:
      (?P<iso_year>{_YEAR})-(?P<iso_month>\d\d)(?:-(?P<iso_day>\d\d)(?!\d))?
    | (?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\ +(?:of\ +)?(?P<month>{_MONTH}),?\ +(?P<year>{_YEAR})
    | (?P<us_month>{_MONTH})\ +(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,?\ +(?P<us_year>{_YEAR})
    | (?P<dot_day>\d{{1,2}})[./]\ ?(?P<dot_month>\d{{1,2}})[./]\ ?(?P<dot_year>{_YEAR})
    | (?<![^\W\d_])(?P<only_month>{_MONTH})\ +(?P<month_year>{_YEAR})
    | (?P<only_year>{_YEAR})
    )"""
)
_CLOCK = r"(?:\s*,?\s*(?:kl\.?|at|v)?\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*(?:CES?T|UTC|GMT))?)?"
_LABEL = (
    r"(?:sist (?:oppdatert|endret|endra)|publisert|oppdatert|dato"
    r"|publicerad|senast (?:ändrad|uppdaterad)|uppdaterad|datum|udgivet|opdateret"
    r"|publikováno|aktualizováno|vydáno|zveřejněno"
    r"|(?:date )?published|last (?:updated|modified)|updated|posted|date|released?)"
)
_AS_OF = re.compile(
    rf"(?i)\b(?:per|pr\.?|as (?:of|at)|status per|stand per|k|ke dni)\s+"
    rf"((?:\d{{1,2}}\.?\s+)?{_MONTH}\s+{_YEAR}|\d{{1,2}}\.\s?\d{{1,2}}\.\s?{_YEAR})"
)
_TOP = 1500  # characters within which a date line dates the document


def first_date(text: str) -> str | None:
    """Return the first plausible date in `text`, in ISO 8601 of the precision it is given in."""
    for match in _DATE.finditer(text):
        found = _iso(match)
        if found is not None:
            return found
    return None


def is_date_line(line: str) -> bool:
    """Tell whether a line holds a date, perhaps labelled and with the time of day, and no more."""
    rest = re.sub(rf"(?i)^\W*{_LABEL}\W*", "", line.strip())
    match = _DATE.match(rest)
    if match is None or match["only_year"] or _iso(match) is None:
        return False
    return re.fullmatch(rf"(?i){_CLOCK}\W*", rest[match.end() :]) is not None


def document_date(text: str, title: str = "") -> str | None:
    """Infer the date of a document from its text.

    In this order: a line near the top that is nothing but a date; a dateline
    (`Oslo, 6. mai 2019:`); a full date in the title; an as-of date anywhere (`per august 2020`).
    Other dates tell when something happened, not when it was written down.
    """
    for line in text[:_TOP].split("\n"):
        if is_date_line(line):
            return first_date(line)
        head = line.strip()[:60]
        dateline = re.match(r"[^\W\d_][^\d:.]{1,25}[,:(]?\s+(?=\d)", head)
        if dateline:
            match = _DATE.match(head, dateline.end())
            if match and re.match(r"\)?\s*[:–—-]", head[match.end() :]) and _is_full(match):
                return _iso(match)
    in_title = _DATE.search(title)
    if in_title and _is_full(in_title) and _iso(in_title):
        return _iso(in_title)
    as_of = _AS_OF.search(text)
    return first_date(as_of.group(1)) if as_of else None


def is_plausible(published: str) -> bool:
    """Tell whether an ISO date may be that of a document: not before 1950, not in the future."""
    today = datetime.date.today()
    return (
        published[:4] >= "1950" and published <= (today + datetime.timedelta(days=366)).isoformat()
    )


def _is_full(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("iso_day", "day", "us_day", "dot_day"))


def _iso(match: re.Match[str]) -> str | None:
    group = match.groupdict()
    year = next(v for k, v in group.items() if k.endswith("year") and v)
    name = group["month"] or group["us_month"] or group["only_month"]
    number = group["iso_month"] or group["dot_month"]
    month = MONTH_NUMBERS[name.casefold().rstrip(".")] if name else int(number) if number else None
    day = group["iso_day"] or group["day"] or group["us_day"] or group["dot_day"]
    try:
        datetime.date(int(year), month or 1, int(day or 1))
    except ValueError:
        return None
    parts = [year, *([f"{month:02}"] if month else []), *([f"{int(day):02}"] if day else [])]
    return "-".join(parts)
