"""The page as a visitor meets it: the real server, the real index, and Chromium."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from app.ui.texts import BOKMAL, ENGLISH

HUNGARY = "Hvor mange tsjekkiske fengsler har partnere i Ungarn?"
EUROPRIS = "Når ble EuroPris stiftet?"
TRAIN = "Hva koster en togbillett til Paris?"
HOSTILE = "<img src=x onerror=alert(1)>"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync --no-first-run"
).split()
WIDE, NARROW = (1360, 860), (360, 740)
SAMSVAR = Path(sys.executable).with_name("samsvar")
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
        # The parts of Streamlit that come last: until then grey boxes stand for them.
        expect(self.page.get_by_test_id("stChatInputTextArea")).to_be_visible()
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0)
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
            self.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


@pytest.fixture(scope="module")
def network_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("page") / "network.log"


@pytest.fixture(scope="module")
def address(
    corpus_data: Path,
    environment: dict[str, str],
    watching: Callable[[Path], dict[str, str]],
    network_log: Path,
) -> Iterator[str]:
    """The page's address, served as a user serves it, and kept from leaving the machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [SAMSVAR, "--data", corpus_data, "ui", "--port", str(port)]
    server = subprocess.Popen(
        command,
        env=environment | watching(network_log),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with server:
        try:
            assert server.stdout is not None
            told = server.stdout.readline().strip()
            assert told == f"Samsvar: http://127.0.0.1:{port}"
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGINT)
            said = server.stdout.read() if server.stdout else ""
    assert "Traceback" not in said, said


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(
            "there is no Chromium to test the page with. "
            "Run: sudo apt-get update && sudo apt-get install -y chromium chromium-driver"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """Open the page in a window; at the end, nothing may have gone wrong in any."""
    visits: list[Visit] = []

    def visit(size: tuple[int, int] = WIDE, scheme: str = "light", locale: str = "nb-NO") -> Visit:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale=locale,
            reduced_motion="reduce",
        )
        page = context.new_page()
        opened = Visit(page=page, address=address, width=width)
        wrong = opened.wrong
        home = urlsplit(address).netloc

        def check(url: str) -> None:
            parts = urlsplit(url)
            if parts.scheme not in ("data", "blob") and parts.netloc != home:
                wrong.append(f"left the machine: {url}")

        page.on("request", lambda request: check(request.url))
        page.on("websocket", lambda channel: check(channel.url))
        page.on("pageerror", lambda error: wrong.append(f"page error: {error}"))
        page.on("dialog", lambda dialog: (wrong.append("a dialog opened"), dialog.dismiss()))
        page.on(
            "console",
            lambda said: wrong.append(f"console: {said.text}") if said.type == "error" else None,
        )
        visits.append(opened)
        opened.open()
        return opened

    yield visit
    for opened in visits:
        opened.page.context.close()
    assert [wrong for opened in visits for wrong in opened.wrong] == []


def test_a_question_is_answered_and_its_source_opened(visit, run, corpus_data):
    there = visit()
    there.picture("empty-wide-light")
    there.ask_sample(HUNGARY)
    there.picture("answer-wide-light")
    there.open_source()
    there.picture("source-wide-light")
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
    there.await_rest()
    assert picture.bounding_box()["width"] > 2 * width
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
    there.picture("refusal-wide-light")


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
    name = f"{'wide' if size == WIDE else 'narrow'}-{scheme}"
    there.picture(f"empty-{name}")
    assert there.fits()
    there.ask_sample(HUNGARY)
    there.picture(f"answer-{name}")
    assert there.fits()
    there.open_source()
    there.picture(f"source-{name}")
    assert there.fits()
    there.page.locator(".st-key-close-source button").click()
    expect(there.page.locator("mark#quote")).to_have_count(0)
    there.ask(TRAIN, number=1)
    there.picture(f"refusal-{name}")
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
