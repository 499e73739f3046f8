"""A file into a document: the whole of reading, on one screen."""

from __future__ import annotations

from bisect import bisect_right

from ingest.declared import Declared, read_sidecar
from ingest.document import Document, Heading, Span
from ingest.errors import LeftOut, ReadError, SamsvarError
from ingest.files import FoundFile, checksum, sidecar_of
from ingest.furniture import find_furniture, merge_spans
from ingest.headings import infer_headings
from ingest.limits import ReadLimits
from ingest.metadata import describe
from ingest.readers import READERS
from ingest.reading import Reading

__all__ = ["READ_VERSION", "ReadLimits", "read_document"]

READ_VERSION = 2  # raise it whenever the same file would be read otherwise


def read_document(file: FoundFile, *, limits: ReadLimits | None = None) -> Document:
    """Read a file, whatever its format.

    Raises
    ------
    LeftOut
        If its metadata says `ingest: false`.
    ReadError
        If it cannot be read, for whatever reason; `reason` says it in one sentence.
    """
    try:
        return _read(file, limits or ReadLimits())
    except SamsvarError as error:
        error.where = file.name  # the name the user knows, whatever the reader called it
        raise
    except FileNotFoundError as error:
        raise ReadError("The file is no longer there", where=file.name) from error
    except PermissionError as error:
        raise ReadError("The file may not be read (permission denied)", where=file.name) from error
    except OSError as error:
        reason = f"The file cannot be read ({error.strerror or error})"
        raise ReadError(reason, where=file.name) from error


def _read(file: FoundFile, limits: ReadLimits) -> Document:
    sidecar = sidecar_of(file.path)
    declared = read_sidecar(sidecar, file.name) if sidecar else Declared()
    _check(file, declared, limits)
    reading = _parse(file, limits)
    if not reading.text.strip():
        raise ReadError("The file holds no text")
    if reading.declared is not None:
        declared = declared.over(reading.declared)
        _check(file, declared, limits)
    inferred = find_furniture(reading.text, reading.headings or ())
    furniture = merge_spans((*reading.furniture, *inferred))
    headings = _headings(reading, furniture)
    source = describe(
        file, checksum(file), reading, declared=declared, headings=headings, furniture=furniture
    )
    return Document(
        source=source,
        text=reading.text,
        pages=reading.pages,
        headings=headings,
        furniture=furniture,
    )


def _check(file: FoundFile, declared: Declared, limits: ReadLimits) -> None:
    if declared.ingest is False:
        raise LeftOut("Left out, as its metadata asks", where=file.name)
    if "\\" in file.name:
        raise ReadError("The file's name holds a backslash", remedy="Rename the file.")
    if not _is_utf8(str(file.path)):
        raise ReadError("The file's name is not UTF-8", remedy="Rename the file.")
    size = file.path.stat().st_size
    if size == 0:
        raise ReadError("The file is empty")
    if size > limits.bytes:
        raise ReadError(f"The file is larger than {limits.bytes / 1e6:,.0f} MB")


def _is_utf8(name: str) -> bool:
    """Tell whether a name can be stored and shown; the system hands others over in surrogates."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _parse(file: FoundFile, limits: ReadLimits) -> Reading:
    suffix = file.path.suffix.lower()
    if suffix not in READERS:
        raise ReadError(f"Files of type {suffix or '(none)'} are not supported")
    try:
        return READERS[suffix](file.path, limits)
    except (SamsvarError, OSError):
        raise
    except Exception as error:
        # Hostile or damaged files make the parsing libraries raise anything at all; one file must
        # never stop the rest.
        raise ReadError(
            f"The file is damaged or no {suffix[1:]} ({type(error).__name__})"
        ) from error


def _headings(reading: Reading, furniture: tuple[Span, ...]) -> tuple[Heading, ...]:
    found = reading.headings
    if found is None:
        found = infer_headings(reading.text, furniture)
    ends = [span.end for span in furniture]
    return tuple(
        heading
        for heading in found
        if (index := bisect_right(ends, heading.start)) == len(ends)
        or furniture[index].start >= heading.end
    )
