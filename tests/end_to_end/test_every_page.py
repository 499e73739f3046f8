"""Every page as whoever cannot see it well meets it, and pictures of each for whoever can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from visits import NARROW, PATIENCE, TAKE_PICTURES, WIDE, Visit

from app.ui.texts import BOKMAL, ENGLISH, Texts

HUNGARY = {
    "nb": "Hvor mange tsjekkiske fengsler har partnere i Ungarn?",
    "en": "How many Czech prisons have partners in Hungary?",
}
NOWHERE = {"nb": "Hva koster en togbillett til Paris?", "en": "Where can I buy a bicycle?"}
GUIDELINES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
DOCUMENT = "documents?document=czech/year-2014.md&start=1936&end=2037"


@dataclass(frozen=True)
class View:
    """A page in one of its states: where it is, and what shows that it is there."""

    name: str
    path: str
    sign: str
    reach: Callable[[Page, Texts], None] = lambda page, texts: None


def answered(page: Page, texts: Texts) -> None:
    ask(page, HUNGARY[texts.language], "[class*='st-key-citation-']")
    page.locator("[class*='st-key-citation-'] button").first.click()
    expect(page.locator("mark#quote")).to_be_visible()


def refused(page: Page, texts: Texts) -> None:
    ask(page, NOWHERE[texts.language], ".sv-notice")


def ask(page: Page, question: str, sign: str) -> None:
    typed = page.get_by_test_id("stChatInputTextArea")
    typed.fill(question)
    typed.press("Enter")
    expect(page.locator(sign).first).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".st-key-stop")).to_have_count(0, timeout=PATIENCE)


def show(part: str, sign: str) -> Callable[[Page, Texts], None]:
    def choose(page: Page, texts: Texts) -> None:
        page.get_by_text(getattr(texts.shelf, part), exact=True).first.click()
        expect(page.locator(sign).first).to_be_visible(timeout=PATIENCE)

    return choose


VIEWS = (
    View("ask", "", ".sv-welcome"),
    View("answer", "", ".sv-welcome", answered),
    View("refusal", "", ".sv-welcome", refused),
    View("search", "search", "h2.sv-title"),
    View("hits", "search?q=fengsel", "h3.sv-hit-title"),
    View("listing", "search?q=MECR&view=documents", "h2.sv-title"),
    View("documents", "documents", "h2.sv-title"),
    View("overview", "documents", "h2.sv-title", show("view_pictures", ".st-key-timeline")),
    View(
        "add", "documents", "h2.sv-title", show("view_add", "[data-testid=stFileUploader] button")
    ),
    View("document", DOCUMENT, ".sv-document"),
    View("about", "about", "h2.sv-title"),
)
# Each look is worn by one language; pictures are taken of every language in every look.
LOOKS = (
    [
        (language, scheme, size)
        for language in ("nb", "en")
        for scheme in ("light", "dark")
        for size in (WIDE, NARROW)
    ]
    if TAKE_PICTURES
    else [("nb", "light", WIDE), ("en", "dark", NARROW)]
)


def at(visit: Callable[..., Visit], view: View, look: tuple[str, str, tuple[int, int]]) -> Visit:
    language, scheme, size = look
    there = visit(size=size, scheme=scheme, locale="nb-NO" if language == "nb" else "en-GB")
    there.page.goto(f"{there.address}/{view.path}")
    expect(there.page.locator(view.sign).first).to_be_visible(timeout=PATIENCE)
    there.await_rest()
    view.reach(there.page, BOKMAL if language == "nb" else ENGLISH)
    there.await_rest()
    return there


def name_of(look: tuple[str, str, tuple[int, int]]) -> str:
    language, scheme, size = look
    return f"{language}-{'wide' if size == WIDE else 'narrow'}-{scheme}"


@pytest.mark.parametrize("look", LOOKS, ids=name_of)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_nobody_is_shut_out(visit, view, look):
    there = at(visit, view, look)
    there.picture(f"{view.name}-{name_of(look)}")
    found = Axe().run(there.page, options={"runOnly": GUIDELINES}).response["violations"]

    grave = {
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    }
    assert grave == set()
    assert there.fits()
