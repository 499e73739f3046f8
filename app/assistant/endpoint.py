"""A language model behind any endpoint that speaks OpenAI's protocol, through LlamaIndex."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import SecretStr

from app.assistant.limits import Limits, within
from app.assistant.llm import Message, ModelUnavailable, Stop, Trouble, never

if TYPE_CHECKING:
    import httpx
    import openai

_Item = TypeVar("_Item")
# An answer of more characters than this for each token it may have goes on for ever.
_CHARACTERS_A_TOKEN = 12
# What a model says of an answer that is not whole; None, when it breaks off.
_UNFINISHED = frozenset({None, "length", "content_filter"})
# Servers without a key still want a header for it.
_NO_KEY = "none"
_TELLING = ("x-stainless-", "openai-")


class EndpointModel:
    """Asks the endpoint at `base_url` for the model `name`: temperature 0, no second try.

    Nothing but the messages is sent, and only there: redirects are not followed, keys and names
    that the environment holds for OpenAI are not sent along, the client library's headers about
    this machine are left out, and what is on this machine is asked past any proxy.
    """

    def __init__(
        self,
        *,
        base_url: str,
        name: str,
        api_key: SecretStr,
        limits: Limits = Limits(),
        max_tokens: int = 600,
    ) -> None:
        self.base_url = base_url
        self.name = name
        self._api_key = api_key
        self._limits = limits
        self._max_tokens = max_tokens

    def stream(self, messages: Sequence[Message], *, stop: Stop = never) -> Iterator[str]:
        """Yield the answer piece by piece as it is written; end early once `stop` says so.

        Raises
        ------
        ModelUnavailable
            If no answer comes within the limits, or, after the pieces that came, if it is not
            whole.
        """
        # Here and not in the thread: importing takes seconds, which are not the model's.
        from llama_index.core.base.llms.types import ChatMessage
        from llama_index.llms.openai_like import OpenAILike

        asked = [ChatMessage(role=message.role, content=message.content) for message in messages]

        def answer(client: openai.OpenAI) -> Iterator[str]:
            model = OpenAILike(
                model=self.name,
                api_base=self.base_url,
                # The client has the real one. This object would show it in its repr, and would
                # take one from the environment if it were given none.
                api_key=_NO_KEY,
                openai_client=client,
                is_chat_model=True,
                temperature=0.0,
                max_tokens=self._max_tokens,
                max_retries=0,
            )
            finish, written, blank = None, 0, True
            response = None
            for response in model.stream_chat(asked):
                choices = getattr(response.raw, "choices", None)
                finish = (choices[0].finish_reason if choices else None) or finish
                piece = response.delta or ""
                written += len(piece)
                if written > self._max_tokens * _CHARACTERS_A_TOKEN:
                    raise ModelUnavailable("cut-off")
                blank = blank and not piece.strip()
                if not blank:
                    yield piece
            if blank:
                # A page, say, has none of the events that an answer is made of.
                raise ModelUnavailable("garbled" if response is None else "empty")
            if finish in _UNFINISHED:
                raise ModelUnavailable("cut-off")

        return self._ask(answer, stop)

    def models(self) -> tuple[str, ...]:
        """Return the names of the models that the endpoint lists.

        Raises
        ------
        ModelUnavailable
            If it lists none within the limits.
        """
        return tuple(self._ask(lambda client: (str(one.id) for one in client.models.list()), never))

    def _ask(self, ask: Callable[[openai.OpenAI], Iterator[_Item]], stop: Stop) -> Iterator[_Item]:
        connection = _Connection()
        client = self._client(connection)
        try:
            yield from within(self._limits, lambda: ask(client), stop)
        except Exception as error:
            # The library trips in many ways over what does not speak the protocol. Nothing that
            # it says is repeated or chained: it may hold the key.
            kind, status = _trouble(error)
            raise ModelUnavailable(kind, where=self.base_url, status=status) from None
        finally:
            # Also when whoever reads has had enough: then the endpoint is to stop writing.
            connection.cut()
            client.close()

    def _client(self, connection: _Connection) -> openai.OpenAI:
        import httpx
        import openai

        def prepare(request: httpx.Request) -> None:
            for header in [name for name in request.headers if name.startswith(_TELLING)]:
                del request.headers[header]
            request.headers["user-agent"] = "samsvar"
            request.extensions["trace"] = connection.note

        return openai.OpenAI(
            base_url=self.base_url,
            api_key=self._api_key.get_secret_value() or _NO_KEY,
            max_retries=0,
            timeout=httpx.Timeout(self._limits.total, connect=self._limits.connect),
            http_client=httpx.Client(
                trust_env=not _on_this_machine(self.base_url),
                follow_redirects=False,
                event_hooks={"request": [prepare]},
            ),
        )


def warm_up() -> threading.Thread:
    """Begin to import what an endpoint is asked through; the first question waits the less for it.

    Whoever asks before it is done waits for the rest of it: an import is not begun twice.
    """
    thread = threading.Thread(target=_import, name="samsvar-warm-up", daemon=True)
    thread.start()
    return thread


def _import() -> None:
    # What cannot be imported is told by the question that needs it.
    with suppress(ImportError):
        import llama_index.core.base.llms.types
        import llama_index.llms.openai_like  # noqa: F401


class _Connection:
    """Cuts a connection under the thread that waits for it: closing alone does not wake it."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None
        self._is_cut = False

    def note(self, event: str, info: Mapping[str, Any]) -> None:
        """Take note of the socket when a connection is made; httpx calls this at every step."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._socket = info["return_value"].get_extra_info("socket")
            if self._is_cut:
                self.cut()

    def cut(self) -> None:
        """Wake whoever waits, with an error; a connection that is made later is cut as well."""
        self._is_cut = True
        if self._socket is not None:
            # It may have ended by itself.
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def _on_this_machine(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _trouble(error: Exception) -> tuple[Trouble, int | None]:
    """Return what kind of trouble an error is, and the status that the endpoint answered with."""
    import httpx
    import openai

    status = error.status_code if isinstance(error, openai.APIStatusError) else None
    match error:
        case ModelUnavailable():
            return error.kind, None
        case openai.APIConnectionError(__cause__=httpx.ConnectTimeout()):
            return "unreachable", None
        case TimeoutError() | openai.APITimeoutError() | httpx.TimeoutException():
            return "timeout", None
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return "unauthorised", status
        case openai.RateLimitError():
            return "rate-limited", status
        case openai.APIConnectionError():
            return "unreachable", None
        case httpx.TransportError():
            return "cut-off", None
        case openai.APIError() if not isinstance(error, openai.APIResponseValidationError):
            return "failed", status
        case _:
            return "garbled", None
