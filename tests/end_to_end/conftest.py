"""The real model over the real starter documents, read in once by the real command line."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, sync_playwright
from visits import WIDE, Visit

from app.cli import main

# The scripted desk belongs to the tests of the page.
sys.path.append(str(Path(__file__).parents[1] / "app" / "ui"))

SAMSVAR = Path(sys.executable).with_name("samsvar")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync --no-first-run"
).split()


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a process of samsvar is started with: no setting of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAMSVAR_")}
    return kept | {"HOME": str(tmp_path_factory.mktemp("home")), "COLUMNS": "100"}


@pytest.fixture(scope="session")
def process(environment: dict[str, str]) -> Callable[..., Ran]:
    """Run `samsvar` in a process of its own, as a user does."""

    def process(data: Path, *arguments: object, before: Sequence[str] = (), **settings: str) -> Ran:
        ran = subprocess.run(
            [*before, SAMSVAR, "--data", data, *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment | settings,
            stdin=subprocess.DEVNULL,
        )
        return Ran(code=ran.returncode, out=ran.stdout, err=ran.stderr)

    return process


@pytest.fixture(scope="session")
def watching() -> Callable[[Path], dict[str, str]]:
    """Return what has a process stopped from leaving the machine, and its attempts logged."""

    def watching(log: Path) -> dict[str, str]:
        return {"PYTHONPATH": str(Path(__file__).with_name("watch")), "NETWORK_LOG": str(log)}

    return watching


@pytest.fixture(scope="session")
def new_data(models_folder: Path) -> Callable[[Path], Path]:
    """Make a data directory of what the models folder holds, and of no index."""

    def new_data(folder: Path) -> Path:
        folder.mkdir()
        (folder / "models").symlink_to(models_folder, target_is_directory=True)
        return folder

    return new_data


@pytest.fixture(scope="session")
def corpus_data(
    new_data: Callable[[Path], Path],
    process: Callable[..., Ran],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A data directory whose index holds the starter documents. Nothing may change it."""
    data = new_data(tmp_path_factory.mktemp("corpus") / "data")
    ran = process(data, "ingest")
    assert ran.code == 0, ran.err
    return data


@pytest.fixture
def own_data(corpus_data: Path, tmp_path: Path) -> Path:
    """A copy of that data directory, for a test to change."""
    return shutil.copytree(corpus_data, tmp_path / "own", symlinks=True)


@pytest.fixture
def empty_data(new_data: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A data directory without an index."""
    return new_data(tmp_path / "data")


@pytest.fixture
def run(
    embedder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Callable[..., Ran]]:
    """Run `samsvar` in this process, with the model that is loaded already.

    For all that does not ask for a cold start, which takes seconds.
    """
    for name in [name for name in os.environ if name.startswith("SAMSVAR_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr("app.factory.open_embedder", lambda settings, progress=None: embedder)
    monkeypatch.setenv("COLUMNS", "100")

    def run(data: Path, *arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["samsvar", "--data", str(data), *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit_of:
            main()
        captured = capsys.readouterr()
        return Ran(code=int(exit_of.value.code or 0), out=captured.out, err=captured.err)

    return run


@pytest.fixture(scope="session")
def serve(environment: dict[str, str]) -> Callable[..., AbstractContextManager[str]]:
    """Serve the page over a data directory, as a user does, and give its address."""

    @contextmanager
    def serve(data: Path, **settings: str) -> Iterator[str]:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen(
            [SAMSVAR, "--data", data, "ui", "--port", str(port)],
            env=environment | settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        with server:
            try:
                assert server.stdout is not None
                told: list[str] = []
                # Where there is no index yet, that is told first.
                while server.poll() is None and not any("http" in line for line in told):
                    told.append(server.stdout.readline().strip())
                assert told[-1] == f"Samsvar: http://127.0.0.1:{port}", told
                yield f"http://127.0.0.1:{port}"
            finally:
                server.send_signal(signal.SIGINT)
                said = server.stdout.read() if server.stdout else ""
        assert "Traceback" not in said, said

    return serve


@pytest.fixture(scope="session")
def network_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the attempts of the page's server to leave the machine would be told."""
    return tmp_path_factory.mktemp("page") / "network.log"


@pytest.fixture(scope="session")
def address(
    corpus_data: Path,
    serve: Callable[..., AbstractContextManager[str]],
    watching: Callable[[Path], dict[str, str]],
    network_log: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The page's address over the starter documents, kept from leaving the machine."""
    # Whoever asks writes into the data directory.
    data = shutil.copytree(corpus_data, tmp_path_factory.mktemp("served") / "data", symlinks=True)
    with serve(data, **watching(network_log)) as address:
        yield address


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

        def hear(said: ConsoleMessage) -> None:
            # Opened at a page's own address, Streamlit first looks for its server below it.
            probing = "/_stcore/" in said.location["url"] and "404" in said.text
            if said.type == "error" and not probing:
                wrong.append(f"console: {said.text}")

        page.on("console", hear)
        visits.append(opened)
        opened.open()
        return opened

    yield visit
    for opened in visits:
        opened.page.context.close()
    assert [wrong for opened in visits for wrong in opened.wrong] == []
