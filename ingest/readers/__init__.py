"""One reader for each format; a new format is a new entry here."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from ingest.limits import ReadLimits
from ingest.readers import docx, html, markdown, pdf, plain
from ingest.reading import Reading


class Reader(Protocol):
    """Reads one file of its format; raises `ReadError`, or anything at all on damaged input."""

    def __call__(self, path: Path, limits: ReadLimits, /) -> Reading:
        """Return what the file at `path` holds."""
        ...


READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".pdf": pdf.read,
    ".docx": docx.read,
}
SUFFIXES = frozenset(READERS)
