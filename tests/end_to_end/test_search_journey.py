"""A researcher's way through the search page: the real server, the real index, and Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import rispy
from playwright.sync_api import Browser, Page, expect

from app.ui.texts import BOKMAL, ENGLISH

WIDE, NARROW = (1440, 900), (360, 740)
# The first search loads the model, on a machine that may be busy.
PATIENCE = 120_000
NB = BOKMAL.search


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open an address of the search page in a window; nothing in it may leave the machine."""
    wrong: list[str] = []
    home = urlsplit(address).netloc

    def check(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != home:
            wrong.append(url)

    def window(
        query: str = "",
        *,
        size: tuple[int, int] = WIDE,
        locale: str = "nb-NO",
        scheme: str = "light",
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale=locale, color_scheme=scheme
        )
        page = context.new_page()
        page.on("request", lambda request: check(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{address}/search{query}")
        expect(page.locator("h2.sv-title")).to_be_visible(timeout=PATIENCE)
        return page

    yield window
    for context in browser.contexts:
        context.close()
    assert wrong == []


def search(page: Page, text: str) -> None:
    field = page.get_by_role("textbox", name=NB.field)
    field.fill(text)
    field.press("Enter")
    expect(page.locator("h3.sv-hit-title").first).to_be_visible(timeout=PATIENCE)


def documents(page: Page) -> set[str]:
    return set(page.locator("h3.sv-hit-title").all_text_contents())


def test_a_search_is_narrowed_and_downloaded_as_ris(window):
    page = window()
    search(page, "nordisk samarbeid")
    everything = documents(page)
    page.get_by_test_id("stCheckbox").filter(has_text="KRUS").locator("label").first.click()
    expect(page.locator(".sv-count")).to_contain_text(NB.narrowed_from.split()[0] + " ")
    expect(page.locator(".sv-hit-facts").first).to_contain_text("KRUS")
    page.get_by_test_id("stPopoverButton").filter(has_text=NB.download).click()
    with page.expect_download() as downloading:
        page.get_by_role("button", name=NB.formats["ris"]).click()

    read = rispy.loads(Path(downloading.value.path()).read_text("utf-8"))
    assert {entry["title"] for entry in read} == documents(page) < everything
    assert {entry["authors"][0] for entry in read} == {"KRUS"}
    assert "agency=KRUS" in page.url


def test_an_address_draws_the_same_again_and_the_way_back_is_open(window):
    page = window()
    search(page, "«internasjonal stab»")
    expect(page.locator(".sv-demands")).to_contain_text("internasjonal stab")
    first = documents(page)
    copied = window(f"?{urlsplit(page.url).query}")
    expect(copied.locator("h3.sv-hit-title").first).to_be_visible(timeout=PATIENCE)

    assert documents(copied) == first
    search(page, "fengsel* AND Latvia")
    expect(page.locator(".sv-demands")).to_contain_text("fengsel*")
    page.go_back()
    expect(page.locator(".sv-demands")).to_contain_text("internasjonal stab")
    expect(page.get_by_role("textbox", name=NB.field)).to_have_value("«internasjonal stab»")


def test_a_complete_listing_counts_every_document(window):
    page = window("?q=MECR&view=documents")
    expect(page.locator(".sv-summary")).to_be_visible(timeout=PATIENCE)
    page.get_by_text(NB.show_nothing.split(" (")[0]).click()
    expect(page.locator(".sv-silent li").first).to_be_visible()

    silent = page.locator(".sv-silent li").count()
    spoken = page.locator("h3.sv-hit-title").count()
    assert f" {silent}." in page.locator(".sv-summary").inner_text()
    assert page.locator(".sv-count").inner_text() == f"{silent + spoken} dokumenter"


def test_a_saved_search_is_there_after_a_reload_and_nobody_elses(window):
    page = window("?q=mentor")
    expect(page.locator("h3.sv-hit-title").first).to_be_visible(timeout=PATIENCE)
    page.get_by_test_id("stPopoverButton").filter(has_text=NB.save).click()
    page.get_by_role("textbox", name=NB.save_name).first.fill("Om **mentorer**")
    page.get_by_role("button", name=NB.save_this).click()
    expect(page.get_by_role("button", name="Om **mentorer**")).to_be_visible()
    page.goto(page.url.split("?")[0])
    page.get_by_role("button", name="Om **mentorer**").click()

    expect(page.locator("h3.sv-hit-title").first).to_be_visible(timeout=PATIENCE)
    other = window()
    expect(other.locator(".sv-search-welcome")).to_be_visible()
    expect(other.get_by_role("button", name="Om **mentorer**")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "?q=nordisk+samarbeid", "?q=mentor&view=documents"])
def test_the_search_page_fits_a_phone(window, query, scheme):
    page = window(query, size=NARROW, locale="en-GB", scheme=scheme)
    there = page.locator(".sv-search-welcome, h3.sv-hit-title").first
    expect(there).to_be_visible(timeout=PATIENCE)

    across = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert across <= NARROW[0]
    if query == "?q=nordisk+samarbeid":
        expect(page.get_by_test_id("stCheckbox").first).to_be_hidden()
        page.get_by_role("button", name=ENGLISH.search.narrow, exact=True).click()
        expect(page.get_by_test_id("stCheckbox").first).to_be_visible()
