"""The page as a visitor meets it: the real server, the real index, and Chromium."""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import expect
from visits import NARROW, PATIENCE, WIDE

from app.ui.texts import BOKMAL, ENGLISH

HUNGARY = "Hvor mange tsjekkiske fengsler har partnere i Ungarn?"
EUROPRIS = "Når ble EuroPris stiftet?"
TRAIN = "Hva koster en togbillett til Paris?"
HOSTILE = "<img src=x onerror=alert(1)>"
SAMSVAR = Path(sys.executable).with_name("samsvar")


def test_a_question_is_answered_and_its_source_opened(visit, run, corpus_data):
    there = visit()
    there.ask_sample(HUNGARY)
    there.open_source()
    cited = json.loads(run(corpus_data, "ask", HUNGARY, "--json").out)["citations"][0]

    assert there.quoted() == cited["quote"]
    panel = there.page.locator(".st-key-source-panel")
    expect(panel.locator(".sv-source-title")).to_have_text(cited["title"])
    expect(panel.locator("mark#quote")).to_be_in_viewport()
    there.page.locator(".st-key-close-source button").click()
    expect(there.page.locator("mark#quote")).to_have_count(0)


def test_the_whole_document_shows_the_quotation_where_it_stands(visit, run, corpus_data):
    there = visit()
    there.ask(HUNGARY)
    there.open_source()
    there.page.get_by_text(BOKMAL.whole_document).click()
    mark = there.page.locator("mark#quote-in-document")
    expect(mark).to_be_in_viewport(timeout=20_000)
    cited = json.loads(run(corpus_data, "ask", HUNGARY, "--json").out)["citations"][0]
    text = run(corpus_data, "text", cited["document"]).out

    assert there.page.locator(".sv-document").evaluate("e => e.textContent") == text


def test_the_page_of_a_pdf_is_shown_with_the_quotation_marked(visit):
    there = visit(size=NARROW)
    there.ask(EUROPRIS)
    there.open_source()
    panel = there.page.locator(".st-key-source-panel")
    panel.get_by_text(BOKMAL.page_picture.show).click()
    picture = panel.get_by_role("img", name="med sitatet merket")
    expect(picture).to_be_visible(timeout=PATIENCE)
    assert there.fits()
    width = picture.bounding_box()["width"]
    panel.get_by_text(BOKMAL.page_picture.enlarge).click()
    there.page.wait_for_function(
        "least => document.querySelector('.st-key-source-panel img')?.clientWidth > least",
        arg=2 * width,
    )
    assert there.fits()


def test_an_answer_is_taken_along_as_a_file(visit, run, corpus_data, tmp_path):
    there = visit()
    there.ask(HUNGARY)
    there.page.get_by_role("button", name=BOKMAL.downloads.open).click()
    with there.page.expect_download(timeout=PATIENCE) as coming:
        there.page.get_by_role("button", name=BOKMAL.downloads.pdf, exact=True).click()
    coming.value.save_as(tmp_path / "svar.pdf")
    cited = json.loads(run(corpus_data, "ask", HUNGARY, "--json").out)["citations"][0]
    with pypdfium2.PdfDocument(tmp_path / "svar.pdf") as document:
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)

    assert coming.value.suggested_filename.endswith(".pdf")
    assert HUNGARY in text
    assert cited["quote"] in " ".join(text.split())


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_page_about_samsvar_fits_its_window(visit, size):
    there = visit(size=size)
    there.page.get_by_role("link", name=BOKMAL.to_about, exact=True).click()
    expect(there.page.get_by_role("heading", name=BOKMAL.about.privacy)).to_be_visible()
    there.page.get_by_text(BOKMAL.about.libraries).click()
    expect(there.page.get_by_role("rowheader", name="streamlit")).to_be_visible()
    assert there.fits()


def test_what_cannot_be_answered_is_refused(visit):
    there = visit()
    there.ask(TRAIN)
    expect(there.page.locator(".sv-notice h3")).to_have_text(BOKMAL.not_found)
    expect(there.page.locator("[class*='st-key-citation-']")).to_have_count(0)


def test_the_language_is_switched_and_the_conversation_stays(visit):
    there = visit()
    there.ask(HUNGARY)
    there.page.get_by_text(ENGLISH.language_label, exact=True).click()
    expect(there.page.locator(".sv-promise")).to_have_text(ENGLISH.promise)
    expect(there.page.locator("html")).to_have_attribute("lang", "en")
    expect(there.page.locator("h2.sv-question")).to_have_text(HUNGARY)


def test_the_browser_chooses_the_first_language(visit):
    there = visit(locale="en-GB")
    expect(there.page.locator(".sv-promise")).to_have_text(ENGLISH.promise)
    expect(there.page.get_by_role("button", name=ENGLISH.samples[0], exact=True)).to_be_visible()


def test_a_question_is_answered_only_from_what_it_is_restricted_to(visit):
    there = visit(size=NARROW)
    there.restrict(BOKMAL.ask.countries, "Litauen")
    there.ask(HUNGARY)
    expect(there.page.locator(".sv-understood")).to_have_text("Avgrenset til land: Litauen")
    expect(there.page.locator(".sv-notice h3")).to_have_text(BOKMAL.not_found)
    there.page.locator(".st-key-again-0 button").click()
    there.await_answer(HUNGARY, 1)
    expect(there.page.locator(".st-key-exchange-1 .sv-understood")).to_have_count(0)
    expect(there.page.locator(".st-key-exchange-1 .sv-claim").first).to_be_visible()


def test_a_hostile_question_is_text(visit):
    there = visit()
    there.ask(HOSTILE)
    expect(there.page.locator("h2.sv-question")).to_have_text(HOSTILE)
    expect(there.page.locator(".st-key-conversation img")).to_have_count(0)


def test_two_visitors_do_not_meet(visit):
    first, second = visit(), visit(locale="en-GB")
    first.ask(HUNGARY)
    second.ask(ENGLISH.samples[0])
    expect(first.page.locator("h2.sv-question")).to_have_count(1)
    expect(second.page.locator("h2.sv-question")).to_have_count(1)


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(WIDE, "dark"), (NARROW, "light"), (NARROW, "dark")],
    ids=["wide dark", "narrow light", "narrow dark"],
)
def test_the_page_fits_its_window(visit, size, scheme):
    there = visit(size=size, scheme=scheme)
    assert there.fits()
    there.ask_sample(HUNGARY)
    assert there.fits()
    there.open_source()
    assert there.fits()
    there.page.locator(".st-key-close-source button").click()
    expect(there.page.locator("mark#quote")).to_have_count(0)
    there.ask(TRAIN, number=1)
    assert there.fits()


def test_an_unknown_address_is_no_door(address):
    for path in ("/../../etc/passwd", "/app/static/../../pyproject.toml", "/main.py"):
        try:
            with urllib.request.urlopen(address + path) as response:
                said = response.read()
        except urllib.error.HTTPError as error:
            with error:
                said = error.read()
        assert b"root:" not in said
        assert b"[project]" not in said
        assert b"open_desk" not in said


def test_the_server_never_tried_to_leave_the_machine(visit, network_log):
    visit().ask(HUNGARY)

    assert not network_log.exists()
