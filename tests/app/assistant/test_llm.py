"""A language model behind an endpoint: it streams within limits, and fails in known ways."""

from __future__ import annotations

import gc
import logging
import threading
import time

import pytest
from pydantic import SecretStr
from scripted_endpoint import FAILURES, MODEL, PATIENCE, Reply, ScriptedEndpoint, saying

from app.assistant.endpoint import EndpointModel
from app.assistant.limits import Limits
from app.assistant.llm import Message, ModelUnavailable

MESSAGES = (
    Message(role="system", content="Svar kort."),
    Message(role="user", content="Hvor mange land?"),
)
TEXT = "Det er ti land [1]. De er små [2]."
KEY = "hunter2"
# For what never begins, and for what begins in time even where the machine is busy.
SILENT = Limits(first=0.1, total=60)
STALLED = Limits(first=60, total=1.5)


def model_at(url: str, limits: Limits = Limits()) -> EndpointModel:
    return EndpointModel(base_url=url, name=MODEL, api_key=SecretStr(KEY), limits=limits)


def failure(model: EndpointModel) -> tuple[str, ModelUnavailable]:
    """Return what was written, and how it went wrong."""
    written = []
    with pytest.raises(ModelUnavailable) as error:
        written.extend(model.stream(MESSAGES))
    return "".join(written), error.value


def test_the_answer_comes_piece_by_piece_as_it_is_written():
    more = threading.Event()
    with ScriptedEndpoint(saying(TEXT, hold=more, hold_at=2)).serving() as endpoint:
        answer = model_at(endpoint.url).stream(MESSAGES)
        first = next(answer) + next(answer)
        more.set()
        rest = "".join(answer)

    assert first == TEXT[:14]
    assert first + rest == TEXT


def test_the_messages_are_sent_with_temperature_0_and_a_limit_of_length():
    with ScriptedEndpoint(saying(TEXT)).serving() as endpoint:
        list(model_at(endpoint.url).stream(MESSAGES))
    (asked,) = endpoint.asked

    assert asked["messages"] == [
        {"role": message.role, "content": message.content} for message in MESSAGES
    ]
    assert (asked["model"], asked["temperature"], asked["max_tokens"]) == (MODEL, 0, 600)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("unauthorised", "unauthorised"),
        ("forbidden", "unauthorised"),
        ("rate-limited", "rate-limited"),
        ("not there", "failed"),
        ("broken", "failed"),
        ("redirected", "failed"),
        ("an error in the stream", "failed"),
        ("invalid JSON", "garbled"),
        ("other JSON", "garbled"),
        ("HTML", "garbled"),
        ("no body", "garbled"),
        ("empty", "empty"),
        ("blank", "empty"),
    ],
)
def test_each_failure_has_its_kind_and_a_remedy_and_is_not_tried_again(reply, kind):
    with ScriptedEndpoint(FAILURES[reply]).serving() as endpoint:
        written, error = failure(model_at(endpoint.url))

    assert (written, error.kind, error.where) == ("", kind, endpoint.url)
    assert error.remedy
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize(
    "reply",
    [
        saying(TEXT, ending=None),
        saying(TEXT, ending="length"),
        saying(TEXT, ending=None, headers={"Content-Length": "100000"}),
    ],
    ids=["no end", "too long", "fewer bytes than promised"],
)
def test_an_answer_that_breaks_off_is_given_as_far_as_it_came(reply):
    with ScriptedEndpoint(reply).serving() as endpoint:
        written, error = failure(model_at(endpoint.url))

    assert (written, error.kind) == (TEXT, "cut-off")


def test_an_answer_without_end_is_cut_off():
    endless = Reply(pieces=["og så videre " * 100] * 1000)
    with ScriptedEndpoint(endless).serving() as endpoint:
        written, error = failure(model_at(endpoint.url))

    assert error.kind == "cut-off"
    assert len(written) < 10_000


def test_an_endpoint_that_is_not_there_is_unreachable():
    endpoint = ScriptedEndpoint(saying(TEXT))
    with endpoint.serving():
        pass

    assert failure(model_at(endpoint.url))[1].kind == "unreachable"


@pytest.mark.parametrize(
    ("limits", "hold_at", "written"),
    [(SILENT, 0, ""), (STALLED, 2, TEXT[:14])],
    ids=["first token", "in all"],
)
def test_nothing_hangs_longer_than_its_limit_and_the_endpoint_is_told(limits, hold_at, written):
    slow = saying(TEXT, hold=threading.Event(), hold_at=hold_at)
    with ScriptedEndpoint(slow).serving() as endpoint:
        # The library is imported by the first that asks, which is no part of it.
        model_at(endpoint.url).stream(MESSAGES)
        begun = time.monotonic()
        got, error = failure(model_at(endpoint.url, limits))
        took = time.monotonic() - begun
        hung_up = endpoint.hung_up.wait(PATIENCE)

    assert (got, error.kind) == (written, "timeout")
    assert took < 10
    assert hung_up


@pytest.mark.parametrize("hold_at", [0, 2])
def test_whoever_asks_may_stop_it_and_the_endpoint_is_told(hold_at):
    written: list[str] = []
    slow = saying(TEXT, hold=threading.Event(), hold_at=hold_at)
    with ScriptedEndpoint(slow).serving() as endpoint:

        def stop() -> bool:
            return endpoint.holding.is_set() and len(written) == hold_at

        for piece in model_at(endpoint.url).stream(MESSAGES, stop=stop):
            written.append(piece)

        assert endpoint.hung_up.wait(PATIENCE)
    assert len(written) == hold_at


def test_an_answer_that_nobody_reads_on_is_hung_up_on():
    slow = saying(TEXT, hold=threading.Event(), hold_at=1)
    with ScriptedEndpoint(slow).serving() as endpoint:
        answer = model_at(endpoint.url).stream(MESSAGES)
        next(answer)
        del answer
        gc.collect()

        assert endpoint.hung_up.wait(PATIENCE)


@pytest.mark.parametrize("reply", ["unauthorised", "broken", "other JSON", "rate-limited"])
def test_the_key_is_sent_and_never_told(reply, caplog):
    caplog.set_level(logging.DEBUG)
    with ScriptedEndpoint(FAILURES[reply]).serving() as endpoint:
        model = model_at(endpoint.url)
        _, error = failure(model)

    assert endpoint.headers[0]["authorization"] == f"Bearer {KEY}"
    for told in (str(error), repr(error), repr(model), repr(vars(model)), caplog.text):
        assert KEY not in told
    assert error.__cause__ is None
    assert error.__suppress_context__


def test_keys_names_and_proxies_of_the_environment_are_not_used(monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "of-another")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_BASE_URL", "OPENAI_API_BASE"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with ScriptedEndpoint(saying(TEXT)).serving() as endpoint:
        model = EndpointModel(base_url=endpoint.url, name=MODEL, api_key=SecretStr(""))

        assert "".join(model.stream(MESSAGES)) == TEXT
    (headers,) = endpoint.headers
    assert "of-another" not in str(headers)
    assert headers["user-agent"] == "samsvar"
    assert not [name for name in headers if name.startswith(("x-stainless", "openai"))]


def test_the_models_of_an_endpoint_are_listed():
    with ScriptedEndpoint(saying(TEXT)).serving() as endpoint:
        assert model_at(endpoint.url).models() == (MODEL,)


@pytest.mark.parametrize("models", [{"data": "none"}, []])
def test_a_list_of_models_that_is_none_is_garbled(models):
    with ScriptedEndpoint(saying(TEXT)).serving() as endpoint:
        endpoint.models = models
        with pytest.raises(ModelUnavailable) as error:
            model_at(endpoint.url).models()

    assert error.value.kind == "garbled"
