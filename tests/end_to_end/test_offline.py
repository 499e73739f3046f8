"""Nothing tries to leave the machine, and nothing needs to."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HUNGARY = "Hvor mange tsjekkiske fengsler har partnere i Ungarn?"
REACHING_OUT = """
import socket
for reach in (
    lambda: socket.create_connection(("203.0.113.1", 80), timeout=1),
    lambda: socket.getaddrinfo("samsvar.invalid", 443),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("203.0.113.2", 53)),
):
    try:
        reach()
    except PermissionError:
        pass
    else:
        raise SystemExit("not stopped")
socket.getaddrinfo("localhost", 80)
"""


@pytest.fixture(scope="module")
def network_cut() -> list[str]:
    """What puts a process into a network of its own that leads nowhere, where that is allowed."""
    unshare = shutil.which("unshare")
    cut = [unshare, "--net"] if unshare else []
    allowed = bool(cut) and subprocess.run([*cut, "true"], capture_output=True).returncode == 0
    return cut if allowed else []


def test_the_watch_stops_and_tells_what_reaches_out(environment, watching, tmp_path):
    log = tmp_path / "network.log"
    program = [sys.executable, "-W", "ignore", "-c", REACHING_OUT]
    ran = subprocess.run(
        program, env=environment | watching(log), capture_output=True, text=True, check=False
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    told = log.read_text().splitlines()
    assert [line.split()[0] for line in told] == [
        "socket.getaddrinfo",
        "socket.getaddrinfo",
        "socket.connect",
    ]


def test_reading_in_and_asking_need_no_network(process, own_data, tmp_path, watching, network_cut):
    log = tmp_path / "network.log"
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "visit.md").write_text("# Visit\n\nSeven officers from Estonia came to Oslo.\n")
    read = process(own_data, "ingest", folder, "--json", before=network_cut, **watching(log))
    asked = process(own_data, "ask", HUNGARY, "--json", before=network_cut, **watching(log))

    assert (read.code, asked.code) == (0, 0), read.err + asked.err
    assert json.loads(read.out)["added"] == ["visit.md"]
    assert json.loads(asked.out)["status"] == "answered"
    assert not Path(log).exists()
