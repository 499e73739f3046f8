"""Have a page drawn by another process, within a limit of time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

_PROGRAM = "ingest.page_picture"
_LARGEST = 16_000_000  # bytes of a picture
# However many ask at once, the machine goes on answering questions.
_DRAWING = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """A page as a PNG; `marked` tells whether the quotation was found on it."""

    png: bytes = field(repr=False)
    marked: bool


def picture_page(
    file: Path, page: int, quote: str, *, before: str = "", seconds: float = 20
) -> PagePicture | None:
    """Return page `page` (from 1) of a PDF with the quotation marked, None if it cannot be drawn.

    pdfium is neither safe to share between threads nor to be stopped, and what it is given may be
    made to break it: hence the process of its own.

    Parameters
    ----------
    before
        The text of the page up to the quotation.
    """
    asked = {"file": str(file), "page": page, "quote": quote, "before": before}
    try:
        with _DRAWING:
            ran = subprocess.run(
                [sys.executable, "-P", "-m", _PROGRAM],
                input=json.dumps(asked).encode("ascii"),
                capture_output=True,
                env=_environment(),
                timeout=seconds,
                check=True,
            )
        told, _, png = ran.stdout.partition(b"\n")
        marked = bool(json.loads(told)["marked"])
    except (OSError, subprocess.SubprocessError, ValueError, KeyError):
        return None
    return PagePicture(png=png, marked=marked) if len(png) <= _LARGEST else None


def _environment() -> dict[str, str]:
    """Return the environment in which the program finds this package, wherever it is started."""
    home = str(Path(__file__).parents[1])
    known = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": os.pathsep.join([home, known] if known else [home])}
