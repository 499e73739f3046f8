"""A report as a PDF with its font embedded, an outline, and numbered pages."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import cache
from html import escape
from io import BytesIO
from typing import Any

from app.export.pdf_font import BOLD, REGULAR, drawable, register_fonts
from app.export.pieces import marks, pieces
from app.export.report import (
    Block,
    Facts,
    Heading,
    Prose,
    Quotation,
    Remark,
    Report,
    ReportLanguage,
    SourceEntry,
)
from app.export.words import WORDS

_LOCALES: dict[ReportLanguage, str] = {"nb": "nb-NO", "en": "en-GB"}
_INK, _QUIET = "#1c2326", "#5a6468"
_INDENT = re.compile(r"^ +", re.MULTILINE)  # which reportlab would drop
_MARGIN = 62  # points
# reportlab keeps fonts and their subsets in the process, for one document at a time.
_ONE_AT_A_TIME = threading.Lock()


def write_pdf(report: Report) -> bytes:
    """Return the report as a PDF of A4 pages."""
    with _ONE_AT_A_TIME:
        return _write(report)


def _write(report: Report) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    register_fonts()
    written = BytesIO()
    template = SimpleDocTemplate(
        written,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=drawable(report.title),
        author="Samsvar",
        subject="",
        creator="Samsvar",
        lang=_LOCALES[report.language],
        displayDocTitle=1,
    )
    label = WORDS[report.language].page

    def draw_footer(canvas: Any, _: Any) -> None:
        canvas.saveState()
        canvas.setFont(REGULAR, 9)
        canvas.setFillColor(_QUIET)
        said = f"Samsvar · {label.format(page=canvas.getPageNumber())}"
        # The frame pads its text.
        canvas.drawString(_MARGIN + 6, _MARGIN / 2, drawable(said))
        canvas.restoreState()

    styles = _styles()
    story = [_heading(report.title, styles["title"], 0)]
    for block in report.blocks:
        story += _flowables(block, styles)
    template.build(story, onFirstPage=draw_footer, onLaterPages=draw_footer)
    return written.getvalue()


def _flowables(block: Block, styles: dict[str, Any]) -> Iterator[Any]:
    from reportlab.platypus import Paragraph

    match block:
        case Heading():
            yield _heading(block.text, styles[f"heading{block.level}"], block.level)
        case Facts():
            yield Paragraph("<br/>".join(_fact(*row) for row in block.rows), styles["facts"])
        case Prose():
            yield Paragraph(_prose(block), styles["prose"])
        case Remark():
            yield Paragraph(_markup(block.text), styles["remark"])
        case Quotation():
            yield Paragraph(_markup(block.text), styles["quote"])
        case SourceEntry():
            number = "" if block.number is None else f"{marks((block.number,))} "
            title = f"<b>{number}{_markup(block.title)}</b>"
            lines = [title, *(_fact(*row) for row in block.facts)]
            yield Paragraph("<br/>".join(lines), styles["source"])


def _heading(text: str, style: Any, level: int) -> Any:
    from reportlab.platypus import Paragraph

    class Bookmarked(Paragraph):
        """A heading that the outline leads to."""

        def draw(self) -> None:
            place = f"heading-{id(self)}"
            self.canv.bookmarkHorizontal(place, 0, self.height)
            self.canv.addOutlineEntry(drawable(text), place, level=min(level, 1), closed=False)
            super().draw()

    return Bookmarked(_markup(text), style)


def _fact(term: str, value: str) -> str:
    return f'<font color="{_QUIET}">{_markup(term)}:</font> {_markup(value)}'


def _prose(prose: Prose) -> str:
    said = "".join(
        f"<b>{_markup(text)}</b>" if strong else _markup(text) for text, strong in pieces(prose)
    )
    if prose.struck:
        said = f"<strike>{said}</strike>"
    numbers = marks(prose.numbers)
    return f'{said} <font color="{_QUIET}">{numbers}</font>' if numbers else said


def _markup(text: str) -> str:
    """Return `text` such that reportlab draws exactly its words, line by line."""
    kept = _INDENT.sub(lambda spaces: "\N{NO-BREAK SPACE}" * len(spaces.group()), drawable(text))
    return escape(kept, quote=False).replace("\n", "<br/>")


@cache
def _styles() -> dict[str, Any]:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    body = ParagraphStyle(
        "body",
        fontName=REGULAR,
        fontSize=10.5,
        leading=15,
        textColor=HexColor(_INK),
        splitLongWords=1,
    )

    def like_body(name: str, **changes: Any) -> Any:
        return ParagraphStyle(name, body, **changes)

    heading = {"fontName": BOLD, "keepWithNext": 1}
    return {
        "title": like_body("title", fontSize=19, leading=24, spaceAfter=8, **heading),
        "heading1": like_body(
            "heading1", fontSize=14, leading=18, spaceBefore=20, spaceAfter=8, **heading
        ),
        "heading2": like_body(
            "heading2", fontSize=12, leading=16, spaceBefore=12, spaceAfter=4, **heading
        ),
        "facts": like_body("facts", spaceAfter=8, keepWithNext=1),
        "prose": like_body("prose", spaceAfter=8),
        "remark": like_body(
            "remark", fontSize=9.5, leading=13, textColor=HexColor(_QUIET), spaceAfter=8
        ),
        "quote": like_body("quote", leftIndent=14, spaceAfter=12),
        "source": like_body("source", spaceBefore=6, spaceAfter=4, keepWithNext=1),
    }
