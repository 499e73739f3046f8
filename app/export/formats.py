"""The formats of a report, and the names of its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.export.markdown_file import write_markdown
from app.export.pdf_file import write_pdf
from app.export.report import Report
from app.export.word_file import write_word
from ingest.errors import SamsvarError


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFormat:
    """How a report is written; `suffix` has its point, `media_type` is what browsers are told."""

    suffix: str
    media_type: str
    write: Callable[[Report], bytes]


MARKDOWN = ReportFormat(
    suffix=".md", media_type="text/markdown; charset=utf-8", write=write_markdown
)
WORD = ReportFormat(
    suffix=".docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    write=write_word,
)
PDF = ReportFormat(suffix=".pdf", media_type="application/pdf", write=write_pdf)
FORMATS = (PDF, WORD, MARKDOWN)


def format_of(path: Path) -> ReportFormat:
    """Return the format that a file's name asks for.

    Raises
    ------
    SamsvarError
        If it asks for none of them.
    """
    for known in FORMATS:
        if path.suffix.lower() == known.suffix:
            return known
    raise SamsvarError(
        "answers are not written in that format",
        where=str(path),
        remedy="Name a file that ends in .md, .docx or .pdf",
    )


def require_room(target: Path) -> None:
    """Raise an error unless a file can be put where `target` is.

    Raises
    ------
    SamsvarError
        If that is a folder, or in none.
    """
    if target.is_dir() or not target.absolute().parent.is_dir():
        raise _unwritable(target, "no file can be there")


def write_file(target: Path, content: bytes) -> None:
    """Write a report to disk.

    Raises
    ------
    SamsvarError
        If it cannot be written.
    """
    try:
        target.write_bytes(content)
    except OSError as error:
        raise _unwritable(target, error.strerror or str(error)) from error


def _unwritable(target: Path, why: str) -> SamsvarError:
    return SamsvarError(
        f"the answer cannot be written ({why})",
        where=str(target),
        remedy="Name a file in a folder that is there and that you may write to",
    )
