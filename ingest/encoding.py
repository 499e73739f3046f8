"""Bytes to text, for files that do not say how they were encoded."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ingest.errors import ReadError


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes that no text encoding of ours uses for text; tab, line ends, form feed and DOS's end of
# file mark are left out.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_WESTERN_LETTERS = frozenset("æøåäöÆØÅÄÖ")
_WESTERN_SIGNS = frozenset("éèêëàáíóôüßçñúÉÈÜ’‘“”–—•…«»§°´€£½×²")
_CZECH_LETTERS = frozenset("ěščřžůťďňýáíéúóĚŠČŘŽŮŤĎŇÝÁÍÉÚ")
_CENTRAL_LETTERS = frozenset("ąćęłńśźżőűăâîşţľĺŕôäĄĆĘŁŃŚŹŻŐŰĂÂÎŞŢĽÔ")
_CENTRAL_SIGNS = frozenset("üö’‘“”„–—•…«»§°´€")
# Words without accents, so that they read the same in either encoding.
_WESTERN_WORDS = _words(
    """
    og i er av til som med det den en et for ikke ikkje har vi at att och inte de om fra ein ved
    skal kan var blir ble ut norsk norge the of and to in is on der die und das la le
    """
)
_CENTRAL_WORDS = _words(
    """
    je se na ve do ze za pro jsou byl byla bylo v s z k o u a od po podle nebo jako jeho jej przez
    nie jest oraz sa w dla az egy nem hogy si este cu din pe la
    """
)


def decode(data: bytes, path: Path) -> str:
    """Decode the bytes of a text file.

    UTF-8 and marked encodings are taken at their word. What is left is Windows-1252 or
    Windows-1250, told apart by the letters and the words they make (statistics over byte
    frequencies, as charset-normalizer's, misjudge short Nordic texts); charset-normalizer is asked
    only when neither makes sense.

    Raises
    ------
    ReadError
        If the bytes are not text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding, path)
    if b"\x00" in data:
        return _unmarked_utf16(data, path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if len(_BINARY.findall(data)) > len(data) // 200:
        raise _not_text(path)
    return text or _single_byte(data)


def _strictly(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"The file begins as {encoding} but breaks it at byte {error.start}"
        raise ReadError(reason, where=str(path)) from error


def _not_text(path: Path) -> ReadError:
    return ReadError("The file holds binary data, not text", where=str(path))


def _unmarked_utf16(data: bytes, path: Path) -> str:
    """Read UTF-16 without a mark: Latin text then has a zero in every other byte."""
    pairs = max(1, len(data) // 2)
    low, high = data[0::2].count(0) / pairs, data[1::2].count(0) / pairs
    if len(data) % 2 == 0 and max(low, high) > 0.5 and min(low, high) < 0.05:
        text = data.decode("utf-16-le" if high > low else "utf-16-be", errors="replace")
        odd = sum(not c.isprintable() and c not in "\r\n\t\f\v\ufeff" for c in text)
        if odd + text.count("\ufffd") <= len(text) // 100:
            return text
    raise _not_text(path)


def _single_byte(data: bytes) -> str:
    western = _or_none(data, "cp1252") or data.decode("latin-1")
    foreign = [c for c in western if c >= "\x80"]
    letters = sum(c.isalpha() for c in western)
    if len(foreign) > 0.35 * letters and letters > 12:
        # Every other letter above ASCII: no Latin script at all, Cyrillic most likely.
        return _by_statistics(data) or western
    central = _or_none(data, "cp1250")
    if central is None:
        return western
    west = _plausibility(western, _WESTERN_LETTERS, _WESTERN_SIGNS, _WESTERN_WORDS)
    east = max(
        _plausibility(central, letters_, _CENTRAL_SIGNS, _CENTRAL_WORDS)
        for letters_ in (_CZECH_LETTERS, _CZECH_LETTERS | _CENTRAL_LETTERS)
    )
    return central if east > west else western


def _plausibility(
    text: str, letters: frozenset[str], signs: frozenset[str], words: frozenset[str]
) -> float:
    """Score one reading: its share of expected characters, and of words known in its region."""
    foreign = [c for c in text if c >= "\x80"]
    expected = sum(1.0 if c in letters else 0.8 if c in signs else -1.0 for c in foreign)
    tokens = re.findall(r"[^\W\d_]+", text.casefold())
    known = sum(token in words for token in tokens)
    # A capital inside a word is the mark of a wrong reading (`fÆngsel`).
    broken = len(re.findall(r"[a-z][À-ÖØ-ÞŠŽŘČĚ][a-z]", text))
    return expected / max(1, len(foreign)) + 2 * known / max(1, len(tokens)) - broken


def _or_none(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _by_statistics(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    return _or_none(data, best.encoding) if best is not None else None
