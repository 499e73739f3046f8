"""The server starts with the page's options, and says so when its port is taken."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from streamlit import config

from app.ui.launch import SCRIPT, run_ui, streamlit_arguments
from ingest.errors import SamsvarError


def test_a_taken_port_is_told_with_a_remedy() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SamsvarError, match=f"port {port}") as raised:
            run_ui(port)
    assert "--port" in raised.value.remedy


def test_the_arguments_are_options_that_streamlit_knows() -> None:
    command, script, *flags = streamlit_arguments(Path("page.py"), 8501, "127.0.0.1")
    assert (command, script) == ("run", "page.py")
    options = dict(flag.removeprefix("--").split("=", 1) for flag in flags)
    known = config.get_config_options()
    assert set(options) <= set(known)
    assert options["browser.gatherUsageStats"] == "false"
    # No two runs of the script for one visitor at the same time: they share his state.
    assert options["runner.fastReruns"] == "false"
    assert options["server.port"] == "8501"
    assert options["server.maxUploadSize"] == "1"
    assert SCRIPT.is_file()


def test_the_page_takes_files_as_large_as_the_settings_say() -> None:
    arguments = streamlit_arguments(Path("page.py"), 8501, "127.0.0.1", upload_megabytes=250)
    assert "--server.maxUploadSize=250" in arguments
