"""How good the answers were when they were last measured, as the package carries it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

MEASURES = (
    "answer_hit",
    "refusal_recall",
    "wrongly_refused",
    "passage_recall@5",
    "offset_law",
    "answer_language",
)
"""The measures that a reader who knows no statistics is told, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A share in [0, 1] with its 95 % interval, and of how many questions it is."""

    value: float
    low: float
    high: float
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """One evaluation: when it was made, over how many questions, and with which model."""

    when: str
    questions: int
    documents: int
    model: str
    measures: Mapping[str, Measured]


def quality_from(run: Mapping[str, Any]) -> Quality:
    """Return what is told of a run in the shape of `samsvar eval --json`.

    Raises
    ------
    KeyError, TypeError
        If it is no such run, or lacks one of the measures.
    """
    return Quality(
        when=run["when"],
        questions=run["cases"]["questions"],
        documents=run["index"]["documents"],
        model=run["index"]["model"],
        measures={name: _measured(run["metrics"][name]) for name in MEASURES},
    )


def last_measured() -> Quality | None:
    """Return the quality that the package was measured to have, None if it carries none."""
    try:
        return quality_from(json.loads((files("app") / "quality.json").read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _measured(estimate: Mapping[str, Any]) -> Measured:
    return Measured(
        value=estimate["value"],
        low=estimate["low"],
        high=estimate["high"],
        questions=estimate["n"],
    )
