"""The letters of a PDF: one family that is embedded, and what becomes of signs it lacks."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

REGULAR, BOLD = "SourceSans", "SourceSans-Bold"
_FILES = {REGULAR: "SourceSansPro-Regular.ttf", BOLD: "SourceSansPro-Bold.ttf"}
# Signs that the font lacks and that look the same, or nearly, as one it has.
_ALIKE = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "●": "•", "▪": "•", "\ufffd": "?", "\t": "    "}
)


@cache
def register_fonts() -> None:
    """Make both faces known to reportlab, once in a process."""
    from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily

    for name in _FILES:
        registerFont(_font(name))
    registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def drawable(text: str) -> str:
    """Return `text` in signs that the font has; one it has no like of becomes its number.

    A sign that dropped out would go unseen: `[U+4E2D]` cannot.
    """
    known = _known()
    return "".join(
        sign if sign == "\n" or ord(sign) in known else f"[U+{ord(sign):04X}]"
        for sign in text.translate(_ALIKE)
    )


@cache
def _known() -> frozenset[int]:
    known: set[int] = set(_font(REGULAR).face.charToGlyph)
    return frozenset(known.intersection(_font(BOLD).face.charToGlyph))


@cache
def _font(name: str) -> Any:
    from reportlab.pdfbase.ttfonts import TTFont

    return TTFont(name, str(files("font_source_sans_pro") / "files" / _FILES[name]))
