"""A visitor's window in a real browser."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, expect

WIDE, NARROW = (1360, 860), (360, 740)
PICTURES = Path(__file__).parents[2] / "docs" / "screenshots"
# Read here, as tests forget the settings of whoever runs them.
TAKE_PICTURES = os.environ.get("SAMSVAR_SCREENSHOTS") == "1"
# The first question loads the model, on a machine that may be busy.
PATIENCE = 120_000


@dataclass
class Visit:
    """A page in a window of its own, and whatever went wrong in it."""

    page: Page
    address: str
    width: int
    wrong: list[str] = field(default_factory=list)

    def open(self) -> None:
        self.page.goto(self.address)
        # The first page of a server waits for its imports, long on a machine that is busy.
        expect(self.page.locator("h1.sv-name")).to_be_visible(timeout=30_000)
        expect(self.page.locator(".sv-collection")).to_be_visible()
        expect(self.page.get_by_test_id("stChatInputTextArea")).to_be_visible()
        self.await_rest()

    def ask(self, question: str, number: int = 0) -> None:
        """Type a question as the `number`-th of the page, and wait until it is answered."""
        typed = self.page.get_by_test_id("stChatInputTextArea")
        typed.fill(question)
        typed.press("Enter")
        self.await_answer(question, number)

    def ask_sample(self, question: str, number: int = 0) -> None:
        self.page.get_by_role("button", name=question, exact=True).click()
        self.await_answer(question, number)

    def await_answer(self, question: str, number: int = 0) -> None:
        exchange = self.page.locator(f".st-key-exchange-{number}")
        expect(exchange.locator("h2.sv-question")).to_have_text(question)
        came = exchange.locator("[class*='st-key-citation-'], .sv-notice")
        expect(came.first).to_be_visible(timeout=PATIENCE)
        expect(self.page.locator(".st-key-stop")).to_have_count(0, timeout=PATIENCE)
        self.await_rest()

    def await_rest(self) -> None:
        """Wait until everything is drawn."""
        drawn = self.page.get_by_test_id("stApp")
        expect(drawn).to_have_attribute("data-test-script-state", "notRunning")
        # Grey boxes stand for the parts of Streamlit that the browser still fetches.
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0)

    def restrict(self, label: str, value: str) -> None:
        """Choose a value in the bar over the input."""
        self.page.locator(".st-key-restricting button").click()
        self.page.get_by_role("combobox", name=label).fill(value)
        self.page.get_by_role("option", name=value, exact=True).click()
        expect(self.page.locator(".st-key-restriction-0")).to_be_visible()
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Escape")
        self.await_rest()

    def open_source(self) -> None:
        self.page.locator("[class*='st-key-citation-'] button").first.click()
        expect(self.page.locator("mark#quote")).to_be_visible()
        self.await_rest()

    def quoted(self) -> str:
        return "".join(self.page.locator(".sv-excerpt mark").all_text_contents())

    def fits(self) -> bool:
        """Tell whether nothing makes the page wider than its window."""
        across = self.page.evaluate(
            "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth,"
            "document.querySelector('[data-testid=stMain]').scrollWidth)"
        )
        return across <= self.width

    def picture(self, name: str) -> None:
        """Keep what the page looks like, where pictures are asked for."""
        if TAKE_PICTURES:
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.wait_for_load_state("networkidle")
            self.page.evaluate("document.fonts.ready")
            self.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
