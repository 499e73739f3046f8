"""What a visitor does while an answer is under way: the real page, a desk that waits, Chromium."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_desk import HUNGARY, KDI, STAFF, UNKNOWN
from playwright.sync_api import expect
from visits import NARROW, PATIENCE, WIDE, Visit

from app.ui.launch import streamlit_arguments
from app.ui.texts import BOKMAL, ENGLISH

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OWN = BOKMAL.ask
FIRST, WHOLE = "2 have partners in Hungary", "In 2014 there were 126 international activities"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("paced")


@pytest.fixture(scope="module")
def address(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = serve(port, folder, environment)
    with server:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def serve(port: int, folder: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a server, and wait until it answers, for as long as it is alive."""
    paths = os.pathsep.join(map(str, (ROOT, ROOT / "tests" / "app" / "ui")))
    arguments = streamlit_arguments(HERE / "paced_page.py", port, "127.0.0.1")
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", *arguments],
        env=environment | {"PYTHONPATH": paths, "PACED_FOLDER": str(folder)},
        stdin=subprocess.DEVNULL,
    )
    tick = threading.Event()
    while server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health"):
                return server
        except OSError:
            tick.wait(0.1)
    pytest.fail("the page's server ended before it answered")


@pytest.fixture
def gate(folder: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A file that lets the answers of this test go on once it is there."""
    file = folder / request.node.name
    yield file
    file.touch()


def begin(there, gate: Path) -> str:
    """Ask what is answered up to the middle, and no further."""
    question = f"Vent etter {gate.name}"
    typed = there.page.get_by_test_id("stChatInputTextArea")
    typed.fill(question)
    typed.press("Enter")
    expect(there.page.get_by_text(FIRST)).to_be_visible(timeout=PATIENCE)
    expect(there.page.get_by_text(WHOLE)).to_have_count(0)
    return question


def finished(there) -> None:
    expect(there.page.locator(".sv-claim").get_by_text(WHOLE)).to_be_visible(timeout=PATIENCE)
    expect(there.page.locator(".st-key-stop")).to_have_count(0, timeout=PATIENCE)
    there.await_rest()


def test_a_reload_in_the_middle_of_an_answer_loses_nothing(visit, gate):
    there = visit()
    question = begin(there, gate)
    there.page.reload()
    expect(there.page.locator("h2.sv-question")).to_have_text(question)
    expect(there.page.get_by_text(FIRST)).to_be_visible()
    gate.touch()
    finished(there)
    there.page.reload()
    finished(there)
    expect(there.page.locator("h2.sv-question")).to_have_count(1)
    there.open_source()


def test_an_answer_goes_on_while_nobody_looks(visit, gate):
    there = visit()
    begin(there, gate)
    address = there.page.url
    there.page.goto("about:blank")
    gate.touch()
    there.page.goto(address)
    finished(there)


def test_an_answer_is_stopped_and_the_next_question_is_answered(visit, gate):
    there = visit()
    begin(there, gate)
    there.page.locator(".st-key-stop button").click()
    expect(there.page.locator(".sv-status")).to_have_text(BOKMAL.stopping)
    gate.touch()
    finished(there)
    there.ask(UNKNOWN, number=1)
    expect(there.page.locator(".sv-notice h3")).to_have_text(BOKMAL.not_found)


def test_feedback_on_one_answer_leaves_the_next_one_running(visit, gate):
    there = visit()
    there.ask(STAFF)
    begin(there, gate)
    there.page.get_by_role("button", name=OWN.bad).click()
    there.page.get_by_role("button", name=OWN.reasons[next(iter(OWN.reasons))]).click()
    expect(there.page.get_by_text(OWN.thanks)).to_be_visible()
    expect(there.page.get_by_text(FIRST)).to_be_visible()
    expect(there.page.locator(".st-key-stop")).to_be_visible()
    gate.touch()
    finished(there)
    there.page.reload()
    expect(there.page.get_by_text(OWN.thanks)).to_be_visible()
    there.await_rest()
    there.page.get_by_role("button", name=OWN.bad).first.click()
    expect(there.page.get_by_text(OWN.thanks)).to_have_count(0)


def test_the_keyboard_alone_is_enough(visit):
    there = visit()
    page = there.page
    page.get_by_role("button", name=HUNGARY, exact=True).focus()
    page.keyboard.press("Enter")
    there.await_answer(HUNGARY)
    question = page.get_by_test_id("stChatInputTextArea")
    expect(question).to_be_focused()
    page.keyboard.type(STAFF)
    page.keyboard.press("Enter")
    there.await_answer(STAFF, 1)
    expect(question).to_be_focused()
    expect(question).to_have_value("")
    reach(page, "[class*='st-key-citation-1-'] button")
    page.keyboard.press("Enter")
    expect(page.locator("mark#quote")).to_be_visible()
    there.await_rest()
    reach(page, ".st-key-close-source button")
    page.keyboard.press("Enter")
    expect(page.locator("mark#quote")).to_have_count(0)


def reach(page, selector: str) -> None:
    """Move the focus back to an element, with the keyboard."""
    wanted = page.locator(selector).first
    for _ in range(80):
        page.keyboard.press("Shift+Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def test_two_browsers_side_by_side_do_not_meet(visit, gate):
    first, second = visit(), visit(locale="en-GB")
    begin(first, gate)
    second.ask(STAFF)
    expect(second.page.locator("h2.sv-question")).to_have_count(1)
    second.page.goto(first.page.url)
    expect(second.page.get_by_text(ENGLISH.welcome)).to_be_visible()
    expect(second.page.get_by_text(FIRST)).to_have_count(0)
    second.await_rest()
    second.page.locator(".st-key-chats button").click()
    expect(second.page.locator(".st-key-chat-list button")).to_have_text([STAFF])
    gate.touch()
    finished(first)


def test_two_windows_of_one_browser_show_the_same_answer(visit, gate):
    there = visit()
    begin(there, gate)
    other = there.page.context.new_page()
    other.goto(there.page.url)
    expect(other.get_by_text(FIRST)).to_be_visible(timeout=PATIENCE)
    gate.touch()
    finished(there)
    expect(other.locator(".sv-claim").get_by_text(WHOLE)).to_be_visible(timeout=PATIENCE)


def test_chats_are_found_again_renamed_and_deleted(visit):
    there = visit(size=NARROW)
    there.ask(HUNGARY)
    there.page.locator(".st-key-new-chat button").click()
    expect(there.page.get_by_text(BOKMAL.welcome)).to_be_visible()
    there.ask(STAFF)
    there.page.locator(".st-key-chats button").first.click()
    listed = there.page.locator(".st-key-chat-list button")
    expect(listed).to_have_text([STAFF, HUNGARY])
    assert there.fits()
    listed.nth(1).click()
    expect(there.page.locator("h2.sv-question")).to_have_text(HUNGARY)
    there.await_rest()
    there.page.locator(".st-key-chats button").first.click()
    there.page.locator(".st-key-delete-this button").click()
    there.page.locator(".st-key-yes-this button").click()
    expect(there.page.get_by_text(BOKMAL.welcome)).to_be_visible()
    there.page.reload()
    there.page.locator(".st-key-chats button").first.click()
    expect(there.page.locator(".st-key-chat-list button")).to_have_text([STAFF])


def test_an_answer_is_copied_with_one_click(visit):
    there = visit()
    there.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    there.ask(HUNGARY)
    there.page.get_by_role("button", name=OWN.copy, exact=True).click()
    expect(there.page.locator(".sv-copied")).to_have_text(OWN.copied)
    copied = there.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{HUNGARY}\n\n")
    assert re.search(r"\[2\]\n\nKilder:\n\[1\] International Cooperation 2014, ", copied)


def test_what_the_browser_will_not_copy_can_be_copied_by_hand(visit):
    there = visit()
    there.page.evaluate(
        "() => { document.execCommand = () => false;"
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); }"
    )
    there.ask(HUNGARY)
    there.page.get_by_role("button", name=OWN.copy, exact=True).click()
    expect(there.page.get_by_text(OWN.copy_by_hand)).to_be_visible()
    selected = there.page.evaluate("String(window.getSelection())")
    assert "[2]\n\nKilder:\n[1]" in selected or there.page.locator(".sv-copying textarea").evaluate(
        "e => e.selectionEnd - e.selectionStart === e.value.length"
    )


def test_an_address_asks_one_document(visit, address):
    there = visit()
    there.page.goto(f"{address}/ask?document={KDI.source.path}")
    chip = there.page.locator(".st-key-restriction-0 button")
    expect(chip).to_contain_text(KDI.source.title)
    there.ask(STAFF)
    expect(there.page.locator(".sv-understood")).to_contain_text(KDI.source.title)
    chip.click()
    expect(chip).to_have_count(0)
    there.page.goto(f"{address}/ask?q={STAFF}")
    there.await_answer(STAFF)
    expect(there.page.locator("h2.sv-question")).to_have_count(1)
    there.page.reload()
    there.await_answer(STAFF)
    expect(there.page.locator("h2.sv-question")).to_have_count(1)


def test_what_a_server_did_not_finish_is_said_by_the_next(browser, environment, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    context = browser.new_context(locale="nb-NO")
    there = Visit(page=context.new_page(), address=f"http://127.0.0.1:{port}", width=WIDE[0])
    with serve(port, tmp_path, environment) as server:
        there.open()
        begin(there, tmp_path / "never")
        address = there.page.url
        server.kill()
    there.page.goto("about:blank")
    with serve(port, tmp_path, environment) as server:
        there.page.goto(address)
        expect(there.page.get_by_text(OWN.lost)).to_be_visible(timeout=PATIENCE)
        context.close()
        server.terminate()
