"""Plain text."""

from __future__ import annotations

from pathlib import Path

from ingest.encoding import decode
from ingest.limits import ReadLimits
from ingest.normalise import normalise
from ingest.reading import Reading


def read(path: Path, limits: ReadLimits) -> Reading:
    """Read a text file; its headings are left to be inferred."""
    text = normalise(decode(path.read_bytes(), path))
    limits.check_characters(len(text))
    return Reading(text=text)
