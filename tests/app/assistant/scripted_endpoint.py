"""A small server on loopback that speaks OpenAI's protocol, and answers from a script."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "scripted"
# How long anything here waits for anything before a test has failed.
PATIENCE = 20.0


@dataclass(frozen=True, kw_only=True)
class Reply:
    """How a question is answered.

    `pieces` are sent one event each; `hold` is waited for before the one at `hold_at` (0: before
    even the headers). `ending` is the reason given with the last; None breaks off without one.
    """

    pieces: Sequence[str] = ()
    status: int = 200
    body: bytes | None = None
    ending: str | None = "stop"
    hold: threading.Event | None = None
    hold_at: int = 0
    headers: dict[str, str] = field(default_factory=dict)


def saying(text: str, **more: Any) -> Reply:
    """Answer `text`, a few characters at a time."""
    return Reply(pieces=[text[at : at + 7] for at in range(0, len(text), 7)], **more)


def event(data: object) -> bytes:
    text = data if isinstance(data, str) else json.dumps(data)
    return f"data: {text}\n\n".encode()


def chunk(piece: str | None = None, ending: str | None = None) -> dict[str, object]:
    delta = {} if piece is None else {"role": "assistant", "content": piece}
    choice = {"index": 0, "delta": delta, "finish_reason": ending}
    return {
        **{"id": "1", "object": "chat.completion.chunk", "created": 1, "model": MODEL},
        "choices": [choice],
    }


FAILURES = {
    "unauthorised": Reply(status=401, body=b'{"error": {"message": "Incorrect key: hunter2"}}'),
    "forbidden": Reply(status=403, body=b"{}"),
    "rate-limited": Reply(status=429, body=b'{"error": {"message": "Slow down"}}'),
    "not there": Reply(status=404, body=b'{"error": {"message": "No model hunter2"}}'),
    "broken": Reply(status=500, body=b"oh no"),
    "redirected": Reply(status=302, body=b"", headers={"Location": "http://127.0.0.1:9/"}),
    "invalid JSON": Reply(body=b'data: {"choices": [{"del\n\n'),
    "other JSON": Reply(body=event({"choices": "hunter2"})),
    "an error in the stream": Reply(body=event({"error": {"message": "hunter2"}})),
    "empty": Reply(),
    "blank": Reply(pieces=["\n", "  "]),
    "no body": Reply(body=b""),
    "HTML": Reply(body=b"<html><body>Welcome</body></html>"),
    "cut off at once": Reply(ending=None),
}


class ScriptedEndpoint:
    """Answers questions with the replies in `script`, the last one ever again.

    `asked` are the bodies of the questions, `headers` what came with each request. `holding` is
    set when an answer begins to wait, `hung_up` when whoever asked has gone before it was whole.
    """

    def __init__(self, *script: Reply) -> None:
        self.script = list(script)
        self.models: object = {"object": "list", "data": [{"id": MODEL, "object": "model"}]}
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.holding = threading.Event()
        self.hung_up = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def next_reply(self) -> Reply:
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    @contextmanager
    def serving(self) -> Iterator[ScriptedEndpoint]:
        thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()


def _handler(endpoint: ScriptedEndpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *anything: object) -> None:
            pass

        def do_GET(self) -> None:
            endpoint.headers.append({key.lower(): value for key, value in self.headers.items()})
            listed = self.path.endswith("/models") and endpoint.models is not None
            self._begin(200 if listed else 404, "application/json")
            self.wfile.write(json.dumps(endpoint.models if listed else {}).encode())

        def do_POST(self) -> None:
            endpoint.headers.append({key.lower(): value for key, value in self.headers.items()})
            length = int(self.headers["Content-Length"])
            endpoint.asked.append(json.loads(self.rfile.read(length)))
            try:
                self._answer(endpoint.next_reply())
            except OSError:
                endpoint.hung_up.set()

        def _answer(self, reply: Reply) -> None:
            def waits(at: int) -> bool:
                return reply.hold is not None and reply.hold_at == at

            if waits(0):
                self._wait(reply)
            self._begin(reply.status, "text/event-stream", reply.headers)
            if reply.body is not None:
                self.wfile.write(reply.body)
                return
            for at, piece in enumerate(reply.pieces, start=1):
                self.wfile.write(event(chunk(piece)))
                self.wfile.flush()
                if waits(at):
                    self._wait(reply)
            if reply.ending is not None:
                self.wfile.write(event(chunk(ending=reply.ending)) + event("[DONE]"))

        def _wait(self, reply: Reply) -> None:
            """Wait for the event of `reply`, or for whoever asked to hang up."""
            assert reply.hold is not None
            endpoint.holding.set()
            self.connection.settimeout(0.01)
            waited = 0.0
            while not reply.hold.is_set() and waited < PATIENCE:
                waited += 0.01
                try:
                    gone = self.connection.recv(1) == b""
                except TimeoutError:
                    continue
                if gone:
                    raise ConnectionResetError
            self.connection.settimeout(None)

        def _begin(self, status: int, kind: str, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()

    return Handler
