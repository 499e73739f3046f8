"""What a model writes as plain text: no Markdown, HTML, links, images or control characters."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from app.assistant.thinking import without_thoughts

# A link, tag or citation mark that is not closed yet.
_OPEN = re.compile(r"(?:<[A-Za-z/!?][^<>]*|!?\[[^\[\]]*|\]\([^()]*)\Z")
_LONGEST_OPEN = 600
_ESCAPED = re.compile(r"\\(?=[^a-zA-Z0-9\s])")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)")
_BREAK = re.compile(r"</?(?:br|p|div|li|tr|td|th|h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*(?:>|\Z)")
_TARGET = r"\(\s*<?[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+[^()]*)?(?:\)|\Z)"
_IMAGE = re.compile(rf"!\[[^\[\]]*\](?:{_TARGET})?")
_NUMBERED_LINK = re.compile(rf"\[(\d{{1,3}})\]{_TARGET}|\[\[(\d{{1,3}})\]\]{_TARGET}")
_LINK = re.compile(rf"\[([^\[\]]*)\]{_TARGET}")
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|\bwww\.|\b(?:javascript|data|mailto|tel):)\S+?"
    r"(?=[.,;:!?)\]»”\"']*(?:\s|\Z))",
    re.IGNORECASE,
)
# What a reader could act on, and what a browser could: nothing that a model may bring.
_MAIL = r"[^\s@]+@[^\s@]+\.[^\W\d_]{2,}"
_DOMAIN = (
    r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:no|com|org|net|eu|cz|se|dk|int|io|info|gov|edu|example)\b"
)
# Groups of three are a figure's.
_TELEPHONE = (
    r"(?<!\w)(?:\+|00)\d[\d ()-]{5,}\d|\b(?!\d{1,3}(?: \d{3})+\b)\d{2,4}(?: \d{2,4}){2,5}\b|"
    r"\b(?:tel|tlf|telefon|phone|call|ring|sms)[.:]? \d(?:[ -]?\d){4,}"
)
_CODE = r"\w\([\"']|[{}]"
_USABLE = re.compile("|".join((_MAIL, _DOMAIN, _TELEPHONE, _CODE)), re.IGNORECASE)
_EMPHASIS = re.compile(r"\*|`|~~|(?<!\w)_+|_+(?!\w)")


def printable(character: str) -> str:
    """Return a character as it may be shown: a line break, a space, itself, or nothing."""
    if character in "\n\u2028\u2029":
        return "\n"
    if character == "\t":
        return " "
    # Controls, what reorders or hides text, halves of characters, and what no font has.
    return "" if unicodedata.category(character)[0] == "C" else character


def is_open(text: str) -> bool:
    """Tell whether `text` ends inside a link, a tag or a mark, so that it cannot be read yet."""
    return len(text) < _LONGEST_OPEN and _OPEN.search(text) is not None


def is_usable(text: str) -> bool:
    """Tell whether plain text holds an address, a telephone number or code."""
    return _USABLE.search(text) is not None


def plain_lines(text: str) -> list[str]:
    """Return the lines of a whole text without markup, and without what a model thought aloud."""
    shown = "".join(map(printable, without_thoughts(text)))
    lines = [" ".join(plain(line).split()) for line in shown.split("\n")]
    return [line for line in lines if line]


def plain(text: str) -> str:
    """Return a stretch of one line without markup; of a link remains what it says."""
    # What stands around a piece of markup may be another, once it is gone.
    while (bare := _without_markup(text)) != text:
        text = bare
    return text


def _without_markup(text: str) -> str:
    # `&#8238;` is one more way to write what reorders text.
    text = "".join(map(printable, unescape(_ESCAPED.sub("", text)))).replace("\n", " ")
    text = _TAG.sub("", _BREAK.sub(" ", _COMMENT.sub("", text)))
    text = _IMAGE.sub("", text)
    text = _NUMBERED_LINK.sub(lambda link: f"[{link.group(1) or link.group(2)}]", text)
    text = _LINK.sub(r"\1", text)
    text = _ADDRESS.sub("", text.replace("](", " "))
    return _EMPHASIS.sub("", text)
