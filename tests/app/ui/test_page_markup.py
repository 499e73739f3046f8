"""Foreign text comes out of the markup as the very same text, whatever it is."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from fake_desk import CZECH, HOSTILE, HOSTILE_TEXT, KDI, cite, claim, make_document, near
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.conflicts import ConflictSide
from app.ui import markup, source_facts
from app.ui.ask import source_markup
from app.ui.ask.conflict_markup import conflict_html
from app.ui.ask.reply_bar import copy_html
from app.ui.labels import plain_label
from app.ui.layers import Layer, Marker, layered_html
from app.ui.texts import BOKMAL, ENGLISH
from ingest.document import Heading, Span
from ingest.errors import SamsvarError

# A carriage return is the one character that HTML itself changes; a document's text holds none.
texts = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=200)


class Reader(HTMLParser):
    """Collect what a browser would show, and what of it stands in each element."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.shown = ""
        self.within: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        self.tags.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.shown += data
        for tag in set(self._open):
            self.within[tag] = self.within.get(tag, "") + data


@given(data=st.data(), text=texts)
def test_layers_add_nothing_and_take_nothing(data: st.DataObject, text: str) -> None:
    offset = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(offset, offset).map(sorted), max_size=6))
    layers = [Layer(start=a, end=b, tag=f"x{i}") for i, (a, b) in enumerate(spans)]
    markers = [Marker(at=at, tag="hr-x") for at in data.draw(st.lists(offset, max_size=3))]
    start, end = sorted((data.draw(offset), data.draw(offset)))
    read = Reader(layered_html(text, layers, markers, start=start, end=end))
    assert read.shown == text[start:end]
    for layer in layers:
        inside = text[max(layer.start, start) : min(layer.end, end)]
        assert read.within.get(layer.tag, "") == inside


@given(data=st.data(), text=texts.filter(str.strip))
def test_the_mark_holds_exactly_the_quotation(data: st.DataObject, text: str) -> None:
    offset = st.integers(0, len(text))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    headings = [
        Heading(start=a, end=b, level=1)
        for a, b in data.draw(st.lists(st.tuples(offset, offset).map(sorted), max_size=3))
    ]
    pages = (0, *sorted(data.draw(st.lists(offset, max_size=3))))
    document = make_document("a.txt", text, pages=pages, headings=tuple(headings))
    quote = Span(start=start, end=end)
    whole = Reader(source_markup.document_html(document, quote, BOKMAL))
    assert whole.within["div"] == text
    assert whole.within["mark"] == text[start:end]
    assert whole.ids == [source_markup.WHOLE_QUOTE_ID]
    excerpt = Reader(source_markup.excerpt_html(document, quote, BOKMAL, around=20))
    assert excerpt.shown in text
    assert excerpt.within["mark"] == text[start:end]
    assert excerpt.ids == [source_markup.QUOTE_ID]


def test_an_excerpt_begins_and_ends_between_words() -> None:
    text = "one two three four five six seven eight nine ten"
    document = make_document("a.txt", text)
    start = text.index("five")
    quote = Span(start=start, end=start + 4)
    html = source_markup.excerpt_html(document, quote, ENGLISH, around=12)
    assert Reader(html).shown == "three four five six seven"
    assert html.count('data-label="…"') == 2


def test_pages_are_labelled_without_entering_the_text() -> None:
    quote = Span(start=CZECH.text.index("126"), end=CZECH.text.index("126") + 3)
    html = source_markup.document_html(CZECH, quote, BOKMAL)
    assert 'data-label="Side 2"' in html
    assert "Side 2" not in Reader(html).shown
    assert 'class="sv-heading"' in html
    assert 'class="sv-furniture"' in html


def test_a_claim_shows_its_words_its_quotation_and_its_numbers() -> None:
    quote = "2 have partners in Hungary"
    cited = cite(CZECH, quote)
    html = markup.claim_html(claim("Svar: «", quote, "»", (1,), quote), [cited], "nb")
    read = Reader(html)
    assert read.shown == f"Svar: «{quote}»1"
    assert read.within["strong"] == quote
    assert read.within["sup"] == "1"
    assert '<p class="sv-claim" lang="nb">' in html
    assert '<span class="sv-quote" lang="en">' in html


def test_hostile_text_is_plain_text_everywhere() -> None:
    cited = cite(HOSTILE, HOSTILE_TEXT)
    strong = claim("«", HOSTILE_TEXT, "»", (1,), ":smile:")
    side = ConflictSide(citation=cited, figures=(HOSTILE_TEXT,))
    quote = Span(start=cited.start, end=cited.end)
    error = SamsvarError(HOSTILE_TEXT, where=HOSTILE_TEXT, remedy=HOSTILE_TEXT)
    pieces = [
        markup.question_html(HOSTILE_TEXT, BOKMAL, standalone=f"{HOSTILE_TEXT}?", language="nb"),
        markup.claim_html(strong, [cited], 'nb" onclick="x'),
        markup.nearest_html(near(HOSTILE, HOSTILE_TEXT)),
        markup.prose_html(HOSTILE_TEXT, "nb"),
        markup.notice_html(HOSTILE_TEXT, [HOSTILE_TEXT], command=HOSTILE_TEXT),
        conflict_html(HOSTILE_TEXT, [side], BOKMAL),
        copy_html(HOSTILE_TEXT, BOKMAL),
        markup.failure_html(error, BOKMAL),
        source_facts.source_html(HOSTILE.source, None, BOKMAL),
        source_markup.title_html(HOSTILE.source.title, "en"),
        source_markup.excerpt_html(HOSTILE, quote, BOKMAL),
        source_markup.document_html(HOSTILE, quote, BOKMAL),
        source_markup.lost_quote_html(HOSTILE_TEXT, BOKMAL),
    ]
    for html in pieces:
        read = Reader(html)
        assert not {"script", "img", "b"} & set(read.tags), html
        assert "onclick" not in html
    assert HOSTILE_TEXT in Reader(pieces[0]).shown


def test_only_web_addresses_become_links() -> None:
    odd = make_document("a.txt", "text", source_url="javascript:alert(1)")
    assert "href" not in source_facts.source_html(odd.source, None, ENGLISH)
    known = source_facts.source_html(CZECH.source, 2, ENGLISH)
    assert 'href="https://www.vscr.cz/en/international-cooperation"' in known
    assert "Czechia" in known
    assert "27 January 2015" in known


def test_a_pdf_on_the_web_opens_on_the_page() -> None:
    paged = make_document("a.pdf", "text", source_url="https://example.org/a.PDF?x=1&y=2#top")
    html = source_facts.source_html(paged.source, 7, ENGLISH)
    assert 'href="https://example.org/a.PDF?x=1&amp;y=2#page=7"' in html
    assert "#page" not in source_facts.source_html(CZECH.source, 2, ENGLISH)
    malformed = make_document("a.pdf", "text", source_url="https://[.pdf")
    assert 'href="https://[.pdf#page=1"' in source_facts.source_html(malformed.source, 1, ENGLISH)


def test_a_source_line_leaves_out_what_is_unknown() -> None:
    line = source_facts.source_line(KDI.source, None, BOKMAL)
    assert line == "KDIs internasjonale portefølje, Kriminalomsorgsdirektoratet, august 2020"
    bare = make_document("a.txt", "text", title="Bare")
    assert source_facts.source_line(bare.source, 3, ENGLISH) == "Bare, page 3"


@pytest.mark.parametrize("text", ["a  b\nc", HOSTILE_TEXT, ":material/home: <-> -- \\"])
def test_labels_keep_their_words(text: str) -> None:
    label = plain_label(text)
    shown = label.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\")
    assert shown.replace("\N{WORD JOINER}", "") == " ".join(text.split())
    assert ":smile:" not in shown
    assert "\n" not in label
