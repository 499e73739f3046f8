"""Documents are added, read, asked and removed in Chromium, over the real model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from reportlab.pdfgen import canvas

from app.ui.texts import BOKMAL, ENGLISH

# The first change loads the model, on a machine that may be busy.
PATIENCE = 120_000
SHELF = BOKMAL.shelf
UPKEEP = BOKMAL.upkeep
STARTER = {
    "kdi/stab.md": "# Internasjonal stab\n\nInternasjonal stab i KDI har ansvar for samarbeid med "
    "ti land. Staben har fem ansatte som reiser mye.\n",
    "czech.txt": "Prison partners\n\nTwo Czech prisons have partners in Hungary. The partners "
    "meet every year, and they write a report of what they did.\n",
}
HOSTILE = "![x](http-evil) $x$ <b>.md"
FACT = "The ferry to the training island of Skogerholm has brown sails."
QUESTION = "Which sails has the ferry to Skogerholm?"


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two documents, quick to read in."""
    folder = tmp_path_factory.mktemp("starter")
    for name, text in STARTER.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(serve, new_data, process, starter, tmp_path_factory) -> Iterator[str]:
    """The address of a page over the two documents."""
    data = new_data(tmp_path_factory.mktemp("shelf") / "data")
    assert process(data, "ingest", starter).code == 0
    with serve(data, SAMSVAR_CORPUS=str(starter)) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """A page in a window of its own."""
    contexts = []

    def visitor(url: str, *, width: int = 1360, locale: str = "nb-NO") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 860}, locale=locale)
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        expect(page.locator("h1.sv-name")).to_be_visible(timeout=30_000)
        return page

    yield visitor
    for context in contexts:
        context.close()


def rest(page: Page) -> None:
    drawn = page.get_by_test_id("stApp")
    expect(drawn).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)


def upload(page: Page, *files: Path) -> None:
    page.get_by_role("radio", name=SHELF.view_add).or_(
        page.get_by_role("button", name=SHELF.view_add)
    ).first.click()
    page.locator("input[type=file]").set_input_files([str(file) for file in files])
    page.locator(".st-key-add button").click(timeout=PATIENCE)
    expect(page.locator(".sv-result").first).to_be_visible(timeout=PATIENCE)
    rest(page)


def test_a_pdf_is_uploaded_asked_about_and_removed(address, visitor, tmp_path):
    file = tmp_path / "ferry.pdf"
    drawing = canvas.Canvas(str(file))
    drawing.setTitle("The ferry to Skogerholm")
    drawing.drawString(72, 760, "The ferry to Skogerholm")
    drawing.drawString(72, 720, FACT)
    drawing.save()

    page = visitor(f"{address}/documents")
    upload(page, file)
    expect(page.locator(".sv-result")).to_have_text(
        re.compile(f"ferry.pdf.*{UPKEEP.verdicts['read']}")
    )
    page.get_by_role("link", name=UPKEEP.open_document).click()
    expect(page.locator(".sv-page-text")).to_contain_text(FACT)

    page.locator(".st-key-to-ask a").click()
    typed = page.get_by_test_id("stChatInputTextArea")
    typed.fill(QUESTION)
    typed.press("Enter")
    expect(page.locator(".sv-claim").first).to_contain_text("brown", timeout=PATIENCE)
    rest(page)

    page.goto(f"{address}/documents?document=ferry.pdf")
    page.locator(".st-key-remove button").click()
    expect(page.get_by_text(UPKEEP.remove_upload)).to_be_visible()
    page.locator(".st-key-remove-yes button").click()
    expect(page.locator(".st-key-receipt")).to_contain_text(
        "The ferry to Skogerholm", timeout=PATIENCE
    )
    rest(page)
    assert page.url == f"{address}/documents"
    page.goto(f"{address}/documents?document=ferry.pdf")
    expect(page.get_by_text(SHELF.gone_heading)).to_be_visible()

    page.goto(address)
    typed = page.get_by_test_id("stChatInputTextArea")
    typed.fill(QUESTION)
    typed.press("Enter")
    expect(page.locator(".st-key-exchange-0 .sv-notice")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".st-key-exchange-0")).not_to_contain_text("brown sails")


def test_a_hostile_name_and_a_broken_file_are_told_as_text(address, visitor, tmp_path):
    odd, broken = tmp_path / HOSTILE, tmp_path / "broken.pdf"
    odd.write_text("# Odd\n\nNothing here is worth a question, but it can be read.\n")
    broken.write_bytes(b"%PDF-1.4")
    page = visitor(f"{address}/documents")
    upload(page, odd, broken)

    results = page.locator(".sv-result")
    expect(results.nth(0)).to_contain_text(HOSTILE)
    expect(results.nth(1)).to_contain_text(UPKEEP.reasons["The file is damaged"])
    expect(page.locator(".st-key-results img, .st-key-results b")).to_have_count(0)


def test_a_link_to_a_quotation_brings_it_into_view_and_back_leads_to_the_shelf(address, visitor):
    start = STARTER["czech.txt"].index("Two Czech")
    page = visitor(f"{address}/documents", locale="en-GB")
    page.get_by_role("link", name="Prison partners").click()
    expect(page.locator(".sv-page-text")).to_be_visible()
    rest(page)
    page.locator("[class*='st-key-document-view'] button").nth(1).click()
    expect(page.locator(".sv-passages")).to_contain_text(
        ENGLISH.shelf.passage_number.format(number=1)
    )
    page.go_back()
    expect(page.locator(".st-key-shelf")).to_be_visible()

    page.goto(f"{address}/documents?document=czech.txt&start={start}&end={start + 9}")
    expect(page.locator("mark#quote")).to_have_text("Two Czech")
    expect(page.locator("mark#quote")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1360])
def test_no_view_is_wider_than_its_window(address, visitor, width):
    page = visitor(f"{address}/documents", width=width)
    for view in range(3):
        page.locator(".st-key-shelf-view button").nth(view).click()
        rest(page)
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    page.goto(f"{address}/documents?document=czech.txt")
    expect(page.locator(".sv-page-text")).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


def test_an_index_is_built_from_the_page_and_others_see_it_come(
    serve, new_data, starter, visitor, tmp_path
):
    with serve(new_data(tmp_path / "data"), SAMSVAR_CORPUS=str(starter)) as address:
        builder, other = visitor(address), visitor(f"{address}/documents")
        expect(other.get_by_text(BOKMAL.no_index_heading)).to_be_visible()
        builder.locator(".st-key-build-starter button").click()
        expect(builder.locator(".st-key-samples")).to_be_visible(timeout=PATIENCE)
        expect(builder.locator(".st-key-built")).to_contain_text("2 dokumenter")
        other.reload()
        expect(other.locator("[class*='st-key-shelf-row-']")).to_have_count(2)
