"""A report as a Word document with real headings, quotation styles and languages."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from app.export.pieces import marks, pieces
from app.export.report import (
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
_INK, _QUIET = "1C2326", "5A6468"
_STYLES = {"Title": 20, "Heading 1": 14, "Heading 2": 12, "Normal": 11, "Quote": 11}


def write_word(report: Report) -> bytes:
    """Return the report as a .docx file."""
    import docx

    document = docx.Document()
    _set_styles(document, _LOCALES[report.language])
    _set_properties(document, report)
    _number_pages(document, WORDS[report.language].page)
    document.add_heading(report.title, level=0)
    for block in report.blocks:
        match block:
            case Heading():
                heading = document.add_heading(level=block.level)
                _run(heading, block.text, block.language)
            case Facts():
                _add_facts(document, block.rows)
            case Prose():
                _add_prose(document, block)
            case Remark():
                run = _run(document.add_paragraph(), block.text, block.language)
                run.italic = True
                run.font.color.rgb = _colour(_QUIET)
            case Quotation():
                _run(document.add_paragraph(style="Quote"), block.text, block.language)
            case SourceEntry():
                _add_source(document, block)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _add_facts(document: Any, rows: tuple[tuple[str, str], ...]) -> None:
    paragraph = document.add_paragraph()
    for position, (term, value) in enumerate(rows):
        if position:
            paragraph.add_run().add_break()
        paragraph.add_run(f"{term}: ").font.color.rgb = _colour(_QUIET)
        paragraph.add_run(value)


def _add_prose(document: Any, prose: Prose) -> None:
    paragraph = document.add_paragraph()
    for text, strong in pieces(prose):
        run = _run(paragraph, text, prose.language)
        run.bold = strong or None
        run.font.strike = prose.struck or None
    if prose.numbers:
        paragraph.add_run(f" {marks(prose.numbers)}")


def _add_source(document: Any, source: SourceEntry) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    if source.number is not None:
        paragraph.add_run(f"{marks((source.number,))} ").bold = True
    _run(paragraph, source.title, source.language).bold = True
    for term, value in source.facts:
        paragraph.add_run().add_break()
        paragraph.add_run(f"{term}: ").font.color.rgb = _colour(_QUIET)
        paragraph.add_run(value)


def _run(paragraph: Any, text: str, language: str) -> Any:
    """Add text in its own language, so that no spelling checker and no voice takes it for ours."""
    run = paragraph.add_run(text)
    if language and language != "und":
        _set_language(run._element.get_or_add_rPr(), language)
    return run


def _set_language(properties: Any, language: str) -> None:
    from docx.oxml.ns import qn

    for older in properties.findall(qn("w:lang")):
        properties.remove(older)
    properties.append(properties.makeelement(qn("w:lang"), {qn("w:val"): language}))


def _set_styles(document: Any, locale: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for name, points in _STYLES.items():
        style = document.styles[name]
        style.font.size = Pt(points)
        style.font.color.rgb = _colour(_INK)
        style.font.name = "Calibri"
        # The template's headings name a font of the theme, which goes before any other.
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    quote = document.styles["Quote"]
    quote.font.italic = False
    quote.paragraph_format.left_indent = Pt(18)
    _set_language(document.styles["Normal"].element.get_or_add_rPr(), locale)


def _set_properties(document: Any, report: Report) -> None:
    made = datetime(report.made_on.year, report.made_on.month, report.made_on.day, tzinfo=UTC)
    properties = document.core_properties
    properties.title = report.title
    properties.author = "Samsvar"
    properties.last_modified_by = "Samsvar"
    properties.comments = ""
    properties.language = _LOCALES[report.language]
    properties.created = properties.modified = made


def _number_pages(document: Any, label: str) -> None:
    from docx.oxml.ns import qn

    before, after = label.split("{page}")
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"Samsvar · {before}").font.color.rgb = _colour(_QUIET)
    field = paragraph._p.makeelement(qn("w:fldSimple"), {qn("w:instr"): "PAGE"})
    paragraph._p.append(field)
    # What stands there until Word has counted.
    field.append(paragraph.add_run("1")._r)
    paragraph.add_run(after)


def _colour(rgb: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(rgb)
