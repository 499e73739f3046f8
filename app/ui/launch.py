"""Start the page's server."""

from __future__ import annotations

import http.client
import socket
import sys
import threading
import time
from pathlib import Path

from ingest.errors import SamsvarError

SCRIPT = Path(__file__).with_name("main.py")

_OPTIONS: dict[str, str] = {
    "browser.gatherUsageStats": "false",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "client.toolbarMode": "minimal",
    # A laptop that slept through lunch finds its conversation again.
    "server.disconnectedSessionTTL": "3600",
    "global.developmentMode": "false",
    "logger.hideWelcomeMessage": "true",
    "logger.level": "warning",
    "runner.magicEnabled": "false",
    "server.fileWatcherType": "none",
    "server.headless": "true",
    "server.maxMessageSize": "64",
    # A run that is still ending and the next one would change the visitor's state at once.
    "runner.fastReruns": "false",
    "server.runOnSave": "false",
    "server.showEmailPrompt": "false",
    "theme.baseRadius": "6px",
    "theme.light.primaryColor": "#1f5b6e",
    "theme.light.backgroundColor": "#fdfcfa",
    "theme.light.secondaryBackgroundColor": "#f2f0eb",
    "theme.light.textColor": "#1c2326",
    "theme.light.borderColor": "#d9d5cc",
    "theme.light.linkColor": "#1f5b6e",
    "theme.dark.primaryColor": "#86c5d6",
    "theme.dark.backgroundColor": "#14191b",
    "theme.dark.secondaryBackgroundColor": "#1e2528",
    "theme.dark.textColor": "#e4e7e6",
    "theme.dark.borderColor": "#3a4448",
    "theme.dark.linkColor": "#86c5d6",
}


def run_ui(port: int, address: str = "127.0.0.1", *, upload_megabytes: int = 1) -> int:
    """Serve the page until it is stopped, and return the exit code.

    Parameters
    ----------
    port
        The port to listen on.
    address
        The address to listen on; the default can be reached from this machine only.
    upload_megabytes
        How large a file the page takes.

    Raises
    ------
    SamsvarError
        If the port cannot be listened on.
    """
    _require_free(port, address)
    # Imported here: Streamlit takes a second, and a taken port should be told at once.
    from streamlit.web import cli

    threading.Thread(target=_announce, args=(port, address), daemon=True).start()
    try:
        arguments = streamlit_arguments(SCRIPT, port, address, upload_megabytes=upload_megabytes)
        cli.main(arguments, standalone_mode=False)
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else 1
    return 0


def streamlit_arguments(
    script: Path, port: int, address: str, *, upload_megabytes: int = 1
) -> list[str]:
    """Return the arguments of `streamlit` that serve `script` as Samsvar's page."""
    options = {
        **_OPTIONS,
        "server.address": address,
        "server.maxUploadSize": str(upload_megabytes),
        "server.port": str(port),
    }
    return ["run", str(script), *(f"--{name}={value}" for name, value in options.items())]


def _require_free(port: int, address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As Streamlit does: a port whose last connections are still closing is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except (OSError, OverflowError) as error:
            raise SamsvarError(
                "the page cannot listen there",
                where=f"{address} port {port} ({error})",
                remedy=f"Stop what uses it, or choose another: samsvar ui --port {port + 1}",
            ) from error


def _announce(port: int, address: str) -> None:
    """Print the page's address once the server answers."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)
    shown = f"[{reached}]" if ":" in reached else reached
    while True:
        connection = http.client.HTTPConnection(reached, port, timeout=2)
        try:
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == http.HTTPStatus.OK:
                break
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    print(f"Samsvar: http://{shown}:{port}", file=sys.stdout, flush=True)
