"""Answers as files: each format is read back, and says what the answer says."""

from __future__ import annotations

import io
import re
from dataclasses import fields, replace
from datetime import date
from html.parser import HTMLParser
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from answers_to_export import ASKED, HOSTILE_TEXT, LANGUAGES, LISTED, QUOTES, REFUSAL, SAID, WRITTEN
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.export.formats import FORMATS, MARKDOWN, PDF, WORD, ReportFormat, format_of
from app.export.gather import Asked, gather
from app.export.report import Prose, Quotation, Report, SourceEntry
from app.export.words import WORDS
from index.query import Filters
from ingest.document import Span
from ingest.errors import SamsvarError

DAY = date(2026, 11, 22)


def report_on(*asked: Asked, language: str = "nb") -> Report:
    return gather(asked, language=language, made_on=DAY, conversation=len(asked) > 1)


def markdown_html(report: Report) -> str:
    # Everything that a renderer may know beyond CommonMark is on.
    return MarkdownIt("js-default", {"html": True}).render(MARKDOWN.write(report).decode())


class Shown(HTMLParser):
    """Collect the text a browser would show, and the elements it stands in."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", set[str]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def text_of(kind: ReportFormat, report: Report) -> str:
    if kind is MARKDOWN:
        return Shown(markdown_html(report)).text
    written = kind.write(report)
    if kind is WORD:
        return "\n".join(one.text for one in docx.Document(io.BytesIO(written)).paragraphs)
    with pypdfium2.PdfDocument(written) as document:
        # A word broken over two lines is marked as such by the program that reads, not by us.
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def squeezed(text: str) -> str:
    """Return `text` without its breaks: each format has its own."""
    return re.sub(r"\s", "", text).replace("\ufffe", "-").replace("\x02", "-")


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.suffix)
def test_every_format_says_all_of_it(kind: ReportFormat) -> None:
    found = squeezed(text_of(kind, report_on(*ASKED)))
    for said in (*SAID, *QUOTES):
        assert squeezed(said) in found, said


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.suffix)
@pytest.mark.parametrize("words", LANGUAGES)
def test_no_letter_drops_out(kind: ReportFormat, words: str) -> None:
    asked = Asked(question=words, outcome=None)
    assert squeezed(words) in squeezed(text_of(kind, report_on(asked)))


def test_a_sign_that_the_font_lacks_is_told_by_its_number() -> None:
    asked = Asked(question="Hva betyr 中?", outcome=None)
    assert "Hva betyr [U+4E2D]?" in text_of(PDF, report_on(asked))
    assert "Hva betyr 中?" in text_of(WORD, report_on(asked))


def test_hostile_text_is_plain_text_in_markdown() -> None:
    shown = Shown(markdown_html(report_on(*ASKED)))
    assert not shown.tags & {"a", "img", "script", "table", "b", "i", "hr", "pre"}
    assert squeezed(HOSTILE_TEXT) in squeezed(shown.text)


markable = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\u00a0")
    | st.sampled_from("\n*_`[]()<>#-+.!|~$:&\\=1 "),
    min_size=1,
    max_size=80,
).filter(str.strip)


@given(text=markable)
def test_any_text_comes_out_of_markdown_as_it_went_in(text: str) -> None:
    title = SourceEntry(title=text, language="en", facts=(("Fil", text), ("Vei", f"a://{text}")))
    end = Span(start=0, end=len(text) // 2)
    for block in (
        Quotation(text=text, language="en"),
        Prose(text=text, language="en", emphasis=(end,), numbers=(1,)),
        title,
    ):
        report = Report(title="T", language="en", made_on=DAY, blocks=(block,))
        shown = Shown(markdown_html(report))
        assert squeezed(text) in squeezed(shown.text)
        assert shown.tags <= {"h1", "p", "blockquote", "br", "strong", "ul", "li", "code"}


def test_a_list_that_is_quoted_keeps_its_lines() -> None:
    html = markdown_html(report_on(LISTED))
    assert html.count("<br") >= LISTED.outcome.citations[0].quote.count("\n")  # type: ignore[union-attr]
    assert "<ol>" not in html


def test_word_has_headings_a_language_and_a_title() -> None:
    written = WORD.write(report_on(*ASKED, language="en"))
    document = docx.Document(io.BytesIO(written))
    styles = [(one.style.name, one.text) for one in document.paragraphs]
    assert styles[0] == ("Title", "Conversation with Samsvar")
    assert ("Heading 1", ASKED[0].question) in styles
    assert ("Heading 1", "Sources") in styles
    assert ("Quote", QUOTES[0]) in styles
    assert document.core_properties.title == "Conversation with Samsvar"
    assert document.core_properties.language == "en-GB"
    with ZipFile(io.BytesIO(written)) as parts:
        body = parts.read("word/document.xml").decode()
        assert 'w:lang w:val="en-GB"' in parts.read("word/styles.xml").decode()
        assert 'w:lang w:val="cs"' in body
        assert "w:hyperlink" not in body
        assert "PAGE" in parts.read("word/footer1.xml").decode()


def test_pdf_has_a_title_a_language_an_outline_and_numbered_pages() -> None:
    written = PDF.write(report_on(*ASKED * 4))
    with pypdfium2.PdfDocument(written) as document:
        assert document.get_metadata_value("Title") == "Samtale med Samsvar"
        titles = [bookmark.get_title() for bookmark in document.get_toc()]
        assert titles[0] == "Samtale med Samsvar"
        assert titles[-1] == "Kilder"
        assert len(document) > 1
        for number, page in enumerate(document, start=1):
            assert f"Side {number}" in page.get_textpage().get_text_bounded()
    assert b"/Lang (nb-NO)" in written
    assert b"/URI" not in written


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.suffix)
def test_nothing_asked_and_nothing_answered_are_written_too(kind: ReportFormat) -> None:
    assert WORDS["nb"].nothing in text_of(kind, gather([], language="nb", made_on=DAY))
    failed = Asked(question="?", outcome=SamsvarError("no index & <b>"))
    assert "no index & <b>" in text_of(kind, report_on(failed))


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.suffix)
def test_signs_that_no_file_can_hold_are_replaced(kind: ReportFormat) -> None:
    asked = Asked(question="a\x00b\x0b\u202ec\ud800d", outcome=None)
    stand_in = "?" if kind is PDF else "\ufffd"
    found = text_of(kind, report_on(asked))
    assert "a*b**c*d".replace("*", stand_in) in found


def test_a_quotation_cited_twice_has_one_number() -> None:
    first, *_ = ASKED
    again = replace(first, question="Og igjen?")
    report = report_on(first, again)
    numbered = [block for block in report.blocks if isinstance(block, SourceEntry)]
    assert [block.number for block in numbered] == [1, 2]
    said = [block.numbers for block in report.blocks if isinstance(block, Prose) and block.numbers]
    assert said[: len(said) // 2] == said[len(said) // 2 :]


def test_what_it_was_limited_to_is_told_in_words() -> None:
    filters = Filters(
        agencies=("KDI",),
        countries=("NO", "CZ"),
        languages=("en",),
        published_from="2014-05",
        published_to="2020",
        documents=("kdi/a.md",),
    )
    found = text_of(MARKDOWN, report_on(replace(REFUSAL, filters=filters)))
    assert (
        "Avgrensning: etat KDI; land Norge, Tsjekkia; språk engelsk; "
        "publisert fra mai 2014; publisert til 2020; dokumenter kdi/a.md"
    ) in found


def test_a_refusal_shows_what_came_nearest_and_cites_nothing() -> None:
    found = text_of(MARKDOWN, report_on(REFUSAL))
    assert WORDS["nb"].not_found in found
    assert "til sammen 10 land" in found
    assert "Kilder" not in found
    assert WORDS["nb"].quoted not in found


def test_what_a_model_wrote_says_so() -> None:
    found = text_of(MARKDOWN, report_on(WRITTEN))
    assert WORDS["nb"].written in found
    assert "Strøket: tallet står ikke i kilden." in found
    assert WORDS["nb"].quoted not in found


def test_the_words_stand_in_both_languages() -> None:
    for field in fields(WORDS["nb"]):
        bokmal, english = (getattr(WORDS[language], field.name) for language in ("nb", "en"))
        assert bokmal
        assert re.findall(r"{\w+}", bokmal) == re.findall(r"{\w+}", english)


def test_a_file_name_chooses_the_format(tmp_path) -> None:
    assert format_of(tmp_path / "a.PDF") is PDF
    with pytest.raises(SamsvarError, match="not written in that format"):
        format_of(tmp_path / "a.odt")
