"""Answers in a model's words, as a visitor sees them: the real page, a scripted model, Chromium."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from scripted_endpoint import FAILURES, PATIENCE, Reply, ScriptedEndpoint, saying

from app.ui.launch import streamlit_arguments
from app.ui.texts import BOKMAL

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = "--headless=new --no-sandbox --disable-gpu --no-first-run".split()
WIDE, NARROW = (1360, 860), (360, 740)
# A folder for pictures of the page, for whoever wants to look at them.
PICTURES = os.environ.get("SAMSVAR_PICTURES", "")
WAIT = PATIENCE * 1000

QUESTION = "Hvor mange tsjekkiske fengsler har partnere i Ungarn?"
FIRST = "2 tsjekkiske fengsler har partnere i Ungarn, og 2 har partnere i Østerrike."
LIE = "71 har partnere i Polen."
LAST = "Internasjonal stab i KDI har ansvar for samarbeid med 10 land."
TRUE = f"{FIRST} [1] {LIE} [1] {LAST} [2]"
GOOD = (
    "19 institusjoner har partnere i Slovakia, 17 har partnere i Polen, 2 har partnere i Ungarn, "
    "2 partnere i Østerrike, 2 partnere i Romania, 1 partner i Bayern og 1 partner i Litauen."
)
WRONG = GOOD.replace("17", "71").replace("Litauen", "Latvia")


@dataclass
class Visit:
    """The page in a window of its own, and whatever went wrong in it."""

    page: Page
    endpoint: ScriptedEndpoint
    wrong: list[str] = field(default_factory=list)

    def ask(self, *script: Reply) -> None:
        self.endpoint.script[:] = script
        typed = self.page.get_by_test_id("stChatInputTextArea")
        typed.fill(QUESTION)
        typed.press("Enter")
        # Drawn after the button that stops the answer: from here on its absence tells something.
        expect(self.page.locator("h2.sv-question")).to_be_visible(timeout=WAIT)

    def rest(self) -> None:
        expect(self.page.locator(".st-key-stop")).to_have_count(0, timeout=WAIT)
        expect(self.page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-script-state", "notRunning", timeout=WAIT
        )

    def open_source(self, number: int = 1) -> None:
        self.page.get_by_role("button", name=re.compile(rf"^{number} · ")).first.click()
        expect(self.page.locator("mark#quote")).to_be_visible()

    def button(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def text(self, name: str) -> list[str]:
        return self.page.locator(f".{name}").all_text_contents()

    def picture(self, name: str) -> None:
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png", animations="disabled")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[ScriptedEndpoint]:
    with ScriptedEndpoint(saying(TRUE)).serving() as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def address(endpoint: ScriptedEndpoint) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folders = (ROOT, HERE, HERE.parent / "assistant", ROOT / "tests")
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(map(str, folders)),
        "SCRIPTED_ENDPOINT": endpoint.url,
    }
    arguments = streamlit_arguments(HERE / "written_page.py", port, "127.0.0.1")
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", *arguments], env=environment, stdin=subprocess.DEVNULL
    )
    with server:
        try:
            _await_server(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _await_server(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, for as long as it is alive."""
    tick = threading.Event()
    while server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health"):
                return
        except OSError:
            tick.wait(0.1)
    pytest.fail("the page's server ended before it answered")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("there is no Chromium to test the page with. Run: make browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def visit(
    browser: Browser, address: str, endpoint: ScriptedEndpoint
) -> Iterator[Callable[..., Visit]]:
    visits: list[Visit] = []

    def visit(size: tuple[int, int] = WIDE, scheme: str = "light") -> Visit:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            locale="nb-NO",
            reduced_motion="reduce",
        )
        there = Visit(page=context.new_page(), endpoint=endpoint)
        there.page.on("pageerror", lambda error: there.wrong.append(str(error)))
        there.page.on("dialog", lambda dialog: (there.wrong.append("dialog"), dialog.dismiss()))
        visits.append(there)
        there.page.goto(address)
        expect(there.page.get_by_test_id("stChatInputTextArea")).to_be_visible(timeout=WAIT)
        return there

    yield visit
    for there in visits:
        there.page.context.close()
    assert [wrong for there in visits for wrong in there.wrong] == []


@pytest.mark.parametrize(
    ("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")], ids=["wide light", "narrow dark"]
)
def test_what_is_unsupported_is_struck_and_a_notice_ends_the_answer(visit, size, scheme):
    there = visit(size, scheme)
    there.ask(saying(f"{TRUE} Og", ending=None))
    there.rest()

    assert there.page.locator("p.sv-claim, p.sv-struck").all_text_contents() == [
        f"{FIRST}1",
        f"{LIE} (tallet står ikke i kilden)",
        f"{LAST}2",
    ]
    assert there.text("sv-remark") == [
        "Språkmodellen ble avbrutt midt i svaret. Svaret kan derfor mangle noe."
    ]
    expect(there.page.locator(".sv-failure")).to_have_count(0)
    there.picture(f"written-{scheme}")


def test_markup_of_a_model_is_no_markup(visit):
    there = visit()
    there.ask(
        saying(f"<img src=x onerror=alert(1)>**{FIRST}** [1] $x$ :smile: [her](http://x.y) [1]")
    )
    there.rest()

    expect(there.page.locator(".st-key-conversation img")).to_have_count(0)
    expect(there.page.locator(".st-key-exchange-0 a")).to_have_count(0)
    assert ":smile:" in "".join(there.text("sv-claim"))


def test_an_answer_that_is_stopped_keeps_what_was_shown_and_says_so(visit):
    pieces = [f"{FIRST} [1] ", f"{LIE} [1] Og ", "så videre og så videre. [2]"]
    there = visit()
    there.endpoint.hung_up.clear()
    there.ask(Reply(pieces=pieces, hold=threading.Event(), hold_at=2))
    expect(there.page.locator(".sv-struck")).to_be_visible(timeout=WAIT)
    there.picture("writing-light")
    there.button(BOKMAL.stop)
    there.rest()

    assert there.text("sv-claim") == [f"{FIRST}1"]
    assert there.text("sv-remark") == ["Språkmodellen ble stoppet. Svaret kan derfor mangle noe."]
    assert there.endpoint.hung_up.wait(PATIENCE)
    there.picture("stopped-light")


def test_a_question_that_is_stopped_before_anything_is_shown_is_given_up(visit):
    there = visit()
    there.endpoint.hung_up.clear()
    there.endpoint.holding.clear()
    there.ask(Reply(hold=threading.Event()))
    assert there.endpoint.holding.wait(PATIENCE)
    there.button(BOKMAL.stop)
    there.rest()

    expect(there.page.get_by_text(BOKMAL.stopped)).to_be_visible()
    assert there.endpoint.hung_up.wait(PATIENCE)


def test_a_foreign_quotation_is_translated_beside_the_original(visit):
    there = visit()
    there.ask(saying(TRUE))
    there.rest()
    there.open_source(2)
    expect(there.page.get_by_role("button", name=BOKMAL.translate)).to_have_count(0)
    there.open_source(1)
    expect(there.page.get_by_role("button", name=BOKMAL.translate)).to_be_visible()
    there.picture("translate-offer-light")
    release = threading.Event()
    there.endpoint.script[:] = [saying(GOOD, hold=release, hold_at=1)]
    there.button(BOKMAL.translate)
    expect(there.page.get_by_text(BOKMAL.translating)).to_be_visible()
    expect(there.page.get_by_role("button", name=BOKMAL.translate)).to_have_count(0)
    there.picture("translating-light")
    release.set()
    expect(there.page.locator(".sv-translated")).to_have_text(GOOD, timeout=WAIT)

    expect(there.page.locator("mark#quote")).to_be_visible()
    expect(there.page.locator(".sv-translated")).to_be_in_viewport(ratio=1)
    expect(there.page.locator(".sv-translation h3")).to_have_text(BOKMAL.translation_heading)
    expect(there.page.locator(".sv-differs")).to_have_count(0)
    there.picture("translated-light")


@pytest.mark.parametrize(
    ("size", "scheme"), [(WIDE, "dark"), (NARROW, "light")], ids=["wide dark", "narrow light"]
)
def test_a_translation_that_fails_is_told_and_one_that_differs_is_warned_of(visit, size, scheme):
    there = visit(size, scheme)
    there.ask(saying(TRUE))
    there.rest()
    there.open_source(1)
    there.endpoint.script[:] = [FAILURES["broken"]]
    there.button(BOKMAL.translate)
    told = f"{BOKMAL.not_translated} Språkmodellen meldte om en feil."
    expect(there.page.get_by_text(told)).to_be_visible(timeout=WAIT)
    there.picture(f"not-translated-{scheme}")
    there.endpoint.script[:] = [saying(WRONG)]
    there.button(BOKMAL.translate_again)
    expect(there.page.locator(".sv-differs")).to_be_visible(timeout=WAIT)

    assert there.page.locator(".sv-differs li").all_text_contents() == [
        "Bare i originalen: 17, Lithuania",
        "Bare i oversettelsen: 71, Latvia",
    ]
    there.page.locator(".sv-translation").scroll_into_view_if_needed()
    there.picture(f"differs-{scheme}")


def test_a_source_may_be_translated_while_the_answer_is_still_being_written(visit):
    there = visit()
    release = threading.Event()
    there.ask(Reply(pieces=[f"{FIRST} [1] Og ", f"{LAST} [2]"], hold=release, hold_at=1))
    expect(there.page.locator(".sv-claim")).to_be_visible(timeout=WAIT)
    there.open_source(1)
    there.endpoint.script[:] = [saying(GOOD)]
    there.button(BOKMAL.translate)
    expect(there.page.locator(".sv-translated")).to_be_visible(timeout=WAIT)
    expect(there.page.locator(".st-key-stop")).to_be_visible()
    release.set()
    there.rest()

    assert len(there.text("sv-claim")) == 2
