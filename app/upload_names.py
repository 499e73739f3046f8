"""Names that a visitor's files may have on our disk, whatever the visitor calls them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

_LONGEST = 160  # bytes of UTF-8, far below the 255 that file systems take
_LONGEST_SUFFIX = 16
_FORBIDDEN = re.compile(r'[<>:"|?*]')
# Windows opens devices by these names, whatever suffix follows.
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?")
_UNNAMED = "document"


def safe_name(name: str) -> str:
    """Return a plain file name made of `name`, which may be hostile: no path leads through it.

    The result has no separators, no control or invisible characters, no leading dot or `~$`, is
    composed (NFC), is no device of Windows, and its suffix is lower case. It is the same when it
    is made safe once more.
    """
    name = name.encode("utf-8", errors="ignore").decode("utf-8")
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    # Invisible characters and overrides of the writing direction hide what a file is.
    visible = (sign for sign in name if unicodedata.category(sign)[0] != "C" or sign.isspace())
    name = _FORBIDDEN.sub("-", " ".join("".join(visible).split()))
    path = PurePosixPath(name.lstrip(".~$ ").rstrip(". ") or _UNNAMED)
    suffix = path.suffix.lower() if len(path.suffix) <= _LONGEST_SUFFIX else ""
    stem = path.stem if suffix else path.name
    stem = _cut(stem, _LONGEST).rstrip(". ") or _UNNAMED
    if _RESERVED.fullmatch(stem):
        stem = f"{stem.partition('.')[0]}-file"
    return unicodedata.normalize("NFC", stem + suffix)


def suffix_of(name: str) -> str:
    """Return the suffix of a safe name, such as `.pdf`, empty if it has none."""
    return PurePosixPath(name).suffix


def distinct(name: str, taken: set[str]) -> str:
    """Return `name`, numbered if one in `taken` is the same to a disk that folds case."""
    path = PurePosixPath(name)
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{path.stem}-{number}{path.suffix}"
    return name


def _cut(text: str, size: int) -> str:
    return text.encode()[: max(0, size)].decode(errors="ignore")
