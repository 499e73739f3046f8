"""Citation marks as models write them: `[1]`, `[1, 2]`, `(1)`, `¹`, before or after the stop."""

from __future__ import annotations

import re

_SEPARATED = r"\s*(?:[,;–-]|\bog\b|\band\b)\s*"
_NUMBERS = rf"\d{{1,3}}(?:{_SEPARATED}\d{{1,3}})*"
_SQUARE = re.compile(
    r"[\[【]\s*(?:\^|(?:kilder?|kjelder?|sources?|evidence|nr\.?|no\.?)\s+)?"
    rf"({_NUMBERS})(?:†[^\]】]*)?\s*[\]】]",
    re.IGNORECASE,
)
# In round brackets, or raised, a number is a mark only where a sentence ends or after a word:
# `(1)` may begin an item, and `²` may be of a square metre.
_ROUND = re.compile(rf"(?<=[.!?…])\s*\(({_NUMBERS})\)|\s*\(({_NUMBERS})\)(?=[.!?…])")
_LAST_ROUND = re.compile(rf"\s*\(({_NUMBERS})\)\s*\Z")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = str.maketrans(f"{_RAISED}˒", "0123456789,")
_SUPERSCRIPT = re.compile(
    rf"(?:(?<=[^\W\d_]{{3}})|(?<=[.!?…»”)]))[{_RAISED}]{{1,3}}(?:[,˒ ][{_RAISED}]{{1,3}})*"
)
_RANGE = re.compile(r"(\d{1,3})\s*[–-]\s*(\d{1,3})")
_LONGEST_RANGE = 20
_MARK = re.compile(r"\[(\d{1,3})\]")
_AFTER_STOP = re.compile(r"(?<=[.!?…])([\"'»”’)]*)\s+(?=\[\d{1,3}\])")
_BETWEEN = re.compile(r"(?<=\d\])\s+(?=\[\d{1,3}\])")
_DOUBLED_STOP = re.compile(r"(?<!\.)\.\.(?!\.)")

MARKS_ONLY = re.compile(r"\s*(?:\[\d{1,3}\]\s*)+[.]?\s*")


def marked(text: str) -> str:
    """Return `text` with every mark as `[1][2]`, close to the full stop it stands after."""
    text = _SQUARE.sub(_square, text)
    text = _ROUND.sub(_square, text)
    text = _SUPERSCRIPT.sub(lambda mark: _written(mark.group().translate(_LOWERED)), text)
    return _BETWEEN.sub("", _AFTER_STOP.sub(r"\1", text))


def without_marks(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a sentence that `marked` has seen without its marks, and their numbers in order."""
    text = _LAST_ROUND.sub(_square, text)
    numbers = dict.fromkeys(int(mark.group(1)) for mark in _MARK.finditer(text))
    text = " ".join(_MARK.sub(" ", text).replace("()", " ").split())
    text = re.sub(r"\s+(?=[.,;:!?…])", "", text)
    return _DOUBLED_STOP.sub(".", text), tuple(numbers)


def _square(mark: re.Match[str]) -> str:
    return _written(next(group for group in mark.groups() if group))


def _written(numbers: str) -> str:
    spread = _RANGE.sub(_spread, numbers)
    return "".join(f"[{int(number)}]" for number in re.findall(r"\d+", spread))


def _spread(ends: re.Match[str]) -> str:
    first, last = int(ends.group(1)), int(ends.group(2))
    if not first < last < first + _LONGEST_RANGE:
        return ends.group()
    return ",".join(map(str, range(first, last + 1)))
