"""What a document is: declared by people, else claimed by its format, else read off its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.agencies import agency_country, canonical_agency, infer_agency
from ingest.countries import countries_named
from ingest.dates import document_date, is_plausible
from ingest.declared import Declared
from ingest.document import Access, Heading, Source, Span
from ingest.files import FoundFile, source_id
from ingest.furniture import looks_like_press_release
from ingest.headings import looks_like_heading
from ingest.languages import detect
from ingest.normalise import normalise
from ingest.reading import Reading

_TITLE_TOP = 300  # a first heading within this many characters is the title
_LONGEST_TITLE = 200
_JUNK_TITLE = re.compile(
    r"(?i)^(?:untitled|document\d*|dokument\d*|microsoft word\b.*|microsoft powerpoint\b.*|"
    r"word document|title|tittel|slide \d+|.*\.(?:docx?|pdf|indd|rtf|odt|pptx?|html?|txt))$"
)


def describe(
    file: FoundFile,
    checksum: str,
    reading: Reading,
    *,
    declared: Declared,
    headings: Sequence[Heading],
    furniture: Sequence[Span],
) -> Source:
    """Make the source of a reading; what is declared goes before what is inferred."""
    matter = _matter(reading.text, furniture)
    title = declared.title or _title(file, reading, matter, headings)
    agency = declared.agency or reading.site or None
    agency = canonical_agency(agency) if agency else None
    if agency is None or (declared.agency is None and agency_country(agency) is None):
        agency = infer_agency(reading.text, title) or agency
    home = agency_country(agency) if agency else None
    named = (*((home,) if home else ()), *countries_named(title))
    press = looks_like_press_release(reading.text, furniture)
    return Source(
        id=source_id(file.name),
        checksum=checksum,
        path=file.name,
        title=title,
        language=declared.language or detect(matter),
        agency=agency,
        countries=declared.countries
        if declared.countries is not None
        else tuple(dict.fromkeys(named)),
        kind=declared.kind or ("press release" if press else "document"),
        published=declared.published or _published(reading, title),
        source_url=declared.source_url or reading.source_url,
        access=declared.access or Access.PUBLIC,
    )


def _matter(text: str, furniture: Sequence[Span]) -> str:
    parts: list[str] = []
    position = 0
    for span in furniture:
        parts.append(text[position : span.start])
        position = max(position, span.end)
    return "".join([*parts, text[position:]]).strip()


def _title(file: FoundFile, reading: Reading, matter: str, headings: Sequence[Heading]) -> str:
    lines = [line.strip() for line in matter.split("\n") if line.strip()]
    first = lines[0] if lines else ""
    top = [_line(reading.text, h) for h in headings[:1] if _stands_at_top(h, matter, reading.text)]
    opening = [first] if looks_like_heading(first) else []
    later = [_line(reading.text, h) for h in headings[:1]]
    stem = re.sub(r"[\s_]+", " ", file.path.stem).strip(" -.")
    for title in (*top, reading.title or "", *opening, *later, stem):
        title = " ".join(normalise(title).split())
        if title and len(title) <= _LONGEST_TITLE and not _JUNK_TITLE.match(title):
            return title
    return file.name


def _line(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _stands_at_top(heading: Heading, matter: str, text: str) -> bool:
    return matter.find(_line(text, heading)) in range(_TITLE_TOP) or heading.start < _TITLE_TOP


def _published(reading: Reading, title: str) -> str | None:
    claimed = reading.published if reading.published and is_plausible(reading.published) else None
    if claimed and reading.published_on_page:
        return claimed
    found = document_date(reading.text, title)
    return found if found and is_plausible(found) else claimed
