"""The part of the check-up that asks the language model: is it there, and does it answer."""

from __future__ import annotations

import time
from typing import Any

from app.assistant.endpoint import EndpointModel
from app.assistant.llm import Message, ModelUnavailable, never
from ingest.errors import SamsvarError

_SHOWN = 5
_QUESTION = (Message(role="user", content="Answer with one word: are you there?"),)


def check_llm(model: EndpointModel, problems: list[SamsvarError]) -> dict[str, Any]:
    """Ask for the list of models and for one piece of an answer; add what is wrong to `problems`.

    `listed` is None where no list is to be had, which not every endpoint gives.
    """
    facts: dict[str, Any] = {
        "name": model.name,
        "endpoint": model.base_url,
        "state": "answers",
        "listed": None,
        "first_token_ms": None,
    }
    names: tuple[str, ...] = ()
    try:
        names = model.models()
        facts["listed"] = model.name in names
    except ModelUnavailable as error:
        if error.kind != "failed":
            return facts | _wrong(error, problems)
    answer = model.stream(_QUESTION, stop=never)
    begun = time.perf_counter()
    try:
        next(answer)
    except ModelUnavailable as error:
        if error.kind == "failed" and names and not facts["listed"]:
            remedy = f"Set SAMSVAR_LLM_MODEL to a model that is there: {', '.join(names[:_SHOWN])}"
            return facts | _wrong(
                SamsvarError(error.what, where=error.where, remedy=remedy), problems
            )
        return facts | _wrong(error, problems)
    return facts | {"first_token_ms": round((time.perf_counter() - begun) * 1000, 1)}


def _wrong(error: SamsvarError, problems: list[SamsvarError]) -> dict[str, Any]:
    problems.append(error)
    return {"state": error.what}
