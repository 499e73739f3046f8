"""Where the command line writes, and the guard that keeps documents from steering a terminal."""

from __future__ import annotations

import io
import json
import re
import sys
from typing import Any

from rich.console import Console, RenderableType
from rich.text import Text

# Lines of prose longer than this are hard to read, however wide the window is.
MEASURE = 92

# Controls would move the cursor or recolour the window, direction marks would reorder a line.
_STEERING = "\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
_STEERS = re.compile(f"[{_STEERING}\ud800-\udfff]")
_STEERS_IN_JSON = re.compile(f"[{_STEERING}]")


def printable(text: str) -> str:
    """Return `text` with everything that steers a terminal replaced, one sign for one.

    Line breaks and tabs stay. The length does too, so that offsets into the text stay true.
    """
    return _STEERS.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Return `text` printable and on one line."""
    return " ".join(printable(text).split())


def output() -> Console:
    """Return the console over stdout; what is printed on it is taken as it stands."""
    return Console(markup=False, emoji=False, highlight=False)


def messages() -> Console:
    """Return the console over stderr: progress, remarks and errors."""
    return Console(stderr=True, markup=False, emoji=False, highlight=False)


def say(line: str) -> None:
    """Print one line on stderr, never broken into several."""
    print(one_line(line), file=sys.stderr, flush=True)


def show(console: Console, shown: RenderableType, width: int = MEASURE) -> None:
    """Print what fits into `width`, or less in a narrower window, without spaces at line ends."""
    options = console.options.update(width=min(console.width, width))
    for segments in console.render_lines(shown, options, pad=False):
        line = Text.assemble(*((segment.text, segment.style or "") for segment in segments))
        line.rstrip()
        console.print(line, soft_wrap=True)


def print_json(value: Any) -> None:
    """Print `value` as JSON in UTF-8, whatever the locale is."""
    write_exactly(json_text(value, indent=2) + "\n")


def json_text(value: Any, indent: int | None = None) -> str:
    """Return `value` as JSON that is also safe to look at in a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    # JSON itself escapes the first 32 controls only; the others mean the same escaped.
    return _STEERS_IN_JSON.sub(lambda sign: f"\\u{ord(sign.group()):04x}", text) if text else text


def write_exactly(text: str) -> None:
    """Write `text` to stdout in UTF-8, nothing added or changed, whatever the locale is."""
    sys.stdout.flush()
    # A file name that is no UTF-8 holds lone surrogates; escaped, they are still valid JSON.
    data = text.encode("utf-8", "backslashreplace")
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        buffer.write(data)
    sys.stdout.flush()


def never_fail_on_encoding() -> None:
    """Let signs that the locale cannot write become question marks instead of errors."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
