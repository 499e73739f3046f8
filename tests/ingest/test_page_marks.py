"""Quotations are found again on the pages they were read from."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.files import found_file
from ingest.page_marks import find_quotation
from ingest.read import read_document
from ingest.sentences import sentence_spans

CORPUS = Path(__file__).parents[2] / "corpus"
PDFS = sorted(CORPUS.rglob("*.pdf"))


def bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def found(quote: str, page: str, before: str = "") -> str:
    """Return what is found, and a bar wherever something of the page is left out."""
    places = find_quotation(quote, page, before=before)
    assert list(places) == sorted(set(places))
    return "".join(
        ("|" if last is not None and place != last + 1 and page[last + 1 : place].strip() else "")
        + page[place]
        for last, place in zip([None, *places], places, strict=False)
    )


def characters(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    return "".join(chr(pdfium.FPDFText_GetUnicode(text, at)) for at in range(text.count_chars()))


@pytest.mark.parametrize("file", PDFS, ids=lambda file: file.stem)
def test_every_sentence_of_every_pdf_is_found_on_its_page(file: Path) -> None:
    document = read_document(found_file(file, CORPUS))
    ends = [*document.pages[1:], len(document.text)]
    with pypdfium2.PdfDocument(file) as pdf:
        pages = [characters(page) for page in pdf]
    sought = 0
    for start, end in sentence_spans(document.text):
        page = (document.page_at(start) or 1) - 1
        part = document.text[start : min(end, ends[page])]
        if bare(part):
            before = document.text[document.pages[page] : start]
            places = find_quotation(part, pages[page], before=before)
            assert bare("".join(pages[page][place] for place in places)) == bare(part)
            sought += 1
    assert sought > 50


def test_the_corpus_holds_pdfs() -> None:
    assert len(PDFS) >= 4


def test_words_that_the_line_broke_are_whole() -> None:
    page = "Om straffe\x02\r\ngjennom-\r\nføring og EU-\r\nland."
    assert bare(found("straffegjennomføring og EU-land", page)) == "straffegjennomføringogeuland"


def test_ligatures_and_parted_letters_are_letters() -> None:
    assert found("office", "the o\ufb03ce here") == "o\ufb03ce"
    assert bare(found("på øya", "dro pa\u030a øya i dag")) == "paøya"


@pytest.mark.parametrize("which", [0, 1, 2])
def test_of_equal_words_those_in_the_same_place_are_meant(which: int) -> None:
    text = "Ti land er med. Staben er liten. Ti land er med. Ingen vet mer. Ti land er med."
    starts = [at for at in range(len(text)) if text.startswith("Ti land", at)]
    places = find_quotation("Ti land er med.", text, before=text[: starts[which]])
    assert places[0] == starts[which]


def test_what_stands_between_two_columns_is_left_out() -> None:
    page = "Staben har ansvar for samarbeid SIDE TRE med til sammen ti land i dag"
    quote = "Staben har ansvar for samarbeid med til sammen ti land"
    assert "SIDE" not in found(quote, page)
    assert bare(found(quote, page)) == bare(quote)


@pytest.mark.parametrize("quote", ["", " – ", "Noe helt annet står her", "Staben har ingen hund"])
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert find_quotation(quote, "Staben har ansvar for samarbeid med ti land.") == ()


words = st.lists(st.text("abcæøå139", min_size=1, max_size=6), min_size=1, max_size=12)


@given(before=words, quote=words, after=words, breaks=st.randoms(use_true_random=False))
def test_however_the_lines_fall_the_quotation_is_found(before, quote, after, breaks) -> None:
    def typeset(some: list[str]) -> str:
        joined = []
        for word in some:
            at = breaks.randint(0, len(word))
            joined.append(word if breaks.random() < 0.7 else f"{word[:at]}\x02\r\n{word[at:]}")
        return breaks.choice([" ", "  ", "\r\n"]).join(joined)

    page = f"{typeset(before)} {typeset(quote)} {typeset(after)}"
    places = find_quotation(" ".join(quote), page, before=" ".join(before))
    assert bare("".join(page[place] for place in places)) == bare("".join(quote))
    assert len(bare(page[: places[0]])) == len(bare("".join(before)))
