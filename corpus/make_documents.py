"""Make the PDF and Word documents of the starter corpus from ``.sources/``.

Run ``python corpus/make_documents.py``. Each source is Markdown with front matter:
headings, paragraphs, lists and tables. The front matter becomes the sidecar of the
finished document. The same sources always give the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
import yaml
from docx.oxml.ns import qn
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

CORPUS = Path(__file__).resolve().parent
SOURCES = CORPUS / ".sources"

TARGETS = {
    "fora/european-fora": "pdf",
    "fora/mecr": "docx",
    "handbook/01-for-avreise": "pdf",
    "handbook/03-standards": "pdf",
    "handbook/04-mentoring": "docx",
    "handbook/06-hjemkomst": "docx",
    "un/group-of-friends": "docx",
    "un/pre-deployment-training": "pdf",
}

# One fixed moment for everything a file format insists on dating.
MOMENT = datetime(2024, 1, 1, tzinfo=UTC)
ZIP_MOMENT = (2024, 1, 1, 0, 0, 0)

LOCALES = {"en": "en-GB", "nb": "nb-NO", "nn": "nn-NO"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of a source: ``kind`` is h1, h2, h3, p, ul, ol or table."""

    kind: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """The only text of a heading or a paragraph."""
        return self.rows[0][0]


def read_source(path: Path) -> tuple[dict[str, Any], list[Block]]:
    """Split a source into its front matter and its blocks."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), list(blocks(body))


def blocks(body: str) -> Iterator[Block]:
    """Read the small part of Markdown that the sources use."""
    for chunk in re.split(r"\n{2,}", body.strip()):
        lines = chunk.split("\n")
        if heading := re.match(r"(#{1,3}) (.+)$", chunk):
            yield Block(kind=f"h{len(heading[1])}", rows=((heading[2],),))
        elif chunk.startswith("|"):
            rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
            yield Block(kind="table", rows=(rows[0], *rows[2:]))
        elif chunk.startswith("- "):
            yield Block(kind="ul", rows=tuple((line.removeprefix("- "),) for line in lines))
        elif re.match(r"\d+\. ", chunk):
            yield Block(kind="ol", rows=tuple((line.split(". ", 1)[1],) for line in lines))
        else:
            yield Block(kind="p", rows=((chunk,),))


# PDF


def register_fonts() -> None:
    """Use Bitstream Vera, which reportlab ships; it has the Norwegian letters."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    pdfmetrics.registerFont(TTFont("Vera-Bold", "VeraBd.ttf"))


def check_letters(text: str, source: Path) -> None:
    """Stop before a letter that the font lacks turns into an empty box."""
    font: Any = pdfmetrics.getFont("Vera")
    known = font.face.charToGlyph
    if missing := sorted({letter for letter in text.replace("\n", "") if ord(letter) not in known}):
        raise SystemExit(f"{source.name}: Vera lacks {' '.join(missing)}. Make it a Word document.")


def pdf_styles() -> dict[str, ParagraphStyle]:
    """One style for each kind of block, and for items and cells."""
    body = ParagraphStyle("p", fontName="Vera", fontSize=10.5, leading=15.5, spaceAfter=8)
    heads = {
        f"h{level}": ParagraphStyle(
            f"h{level}",
            fontName="Vera-Bold",
            fontSize=size,
            leading=size * 1.35,
            spaceBefore=size * 0.6,
            spaceAfter=6,
            keepWithNext=1,
        )
        for level, size in ((1, 18), (2, 14), (3, 11.5))
    }
    item = ParagraphStyle(
        "item", parent=body, leftIndent=20, bulletIndent=3, spaceAfter=3, bulletFontName="Vera"
    )
    cell = ParagraphStyle("cell", parent=body, fontSize=9.5, leading=13, spaceAfter=0)
    label = ParagraphStyle("label", parent=cell, fontName="Vera-Bold")
    return {"p": body, "item": item, "cell": cell, "label": label, **heads}


def pdf_flowables(block: Block, styles: dict[str, ParagraphStyle]) -> Iterator[Flowable]:
    """What reportlab is to lay out for one block."""
    if block.kind == "table":
        rows = [
            [Paragraph(escape(cell), styles["cell" if number else "label"]) for cell in row]
            for number, row in enumerate(block.rows)
        ]
        table = Table(rows, repeatRows=1, spaceAfter=10, hAlign="LEFT")
        table.setStyle(
            TableStyle(
                [
                    ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
                    ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ]
            )
        )
        yield table
    elif block.kind in ("ul", "ol"):
        for number, (text,) in enumerate(block.rows, start=1):
            bullet = "•" if block.kind == "ul" else f"{number}."
            yield Paragraph(escape(text), styles["item"], bulletText=bullet)
    else:
        yield Paragraph(escape(block.text), styles[block.kind])


def make_pdf(meta: dict[str, Any], content: list[Block]) -> bytes:
    """Lay the blocks out on A4 with a running header and page numbers."""

    def furniture(canvas: Any, _: Any) -> None:
        canvas.saveState()
        canvas.setFont("Vera", 7.5)
        canvas.setFillColor(colors.grey)
        canvas.drawString(25 * mm, A4[1] - 15 * mm, f"{meta['agency']} – {meta['title']}")
        canvas.drawRightString(A4[0] - 25 * mm, 13 * mm, str(canvas.getPageNumber()))
        canvas.restoreState()

    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=25 * mm,
        rightMargin=25 * mm,
        topMargin=24 * mm,
        bottomMargin=22 * mm,
        title=meta["title"],
        author=meta["agency"],
        lang=LOCALES[meta["language"]],
        invariant=1,
    )
    styles = pdf_styles()
    story = [flowable for block in content for flowable in pdf_flowables(block, styles)]
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


# Word


def make_docx(meta: dict[str, Any], content: list[Block]) -> bytes:
    """Write the blocks with Word's own headings, lists and tables."""
    document = docx.Document()
    normal = document.styles["Normal"].element.get_or_add_rPr()
    normal.append(normal.makeelement(qn("w:lang"), {qn("w:val"): LOCALES[meta["language"]]}))
    properties = document.core_properties
    properties.title = meta["title"]
    properties.author = properties.last_modified_by = meta["agency"]
    properties.language = LOCALES[meta["language"]]
    properties.comments = ""
    properties.created = properties.modified = MOMENT
    properties.revision = 1

    for block in content:
        if block.kind == "table":
            table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
            document.add_paragraph()
        elif block.kind in ("ul", "ol"):
            style = "List Bullet" if block.kind == "ul" else "List Number"
            for (text,) in block.rows:
                document.add_paragraph(text, style=style)
        elif block.kind == "p":
            document.add_paragraph(block.text)
        else:
            document.add_heading(block.text, level=int(block.kind[1]))

    out = BytesIO()
    document.save(out)
    return with_fixed_times(out.getvalue())


def with_fixed_times(archive: bytes) -> bytes:
    """Pack a zip again with one fixed time on every member."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, ZIP_MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, old.read(name))
    return out.getvalue()


def main() -> None:
    """Make every document in ``TARGETS`` and its sidecar."""
    register_fonts()
    for name, suffix in TARGETS.items():
        source = SOURCES / f"{name}.md"
        meta, content = read_source(source)
        if suffix == "pdf":
            check_letters(source.read_text(encoding="utf-8"), source)
        made = make_pdf(meta, content) if suffix == "pdf" else make_docx(meta, content)
        target = CORPUS / f"{name}.{suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made)
        sidecar = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=1000)
        target.with_name(f"{target.name}.yaml").write_text(sidecar, encoding="utf-8")
        print(target.relative_to(CORPUS))


if __name__ == "__main__":
    main()
