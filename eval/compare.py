"""A run against an earlier one: what moved, and which questions turned."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.measures import MEASURES, Measure
from ingest.errors import SamsvarError


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """One measure in both runs; None where a run has no value for it."""

    measure: Measure
    old: float | None
    new: float | None

    @property
    def change(self) -> float | None:
        """New minus old, if both are there."""
        return None if self.old is None or self.new is None else self.new - self.old

    @property
    def is_better(self) -> bool | None:
        """Whether the change is for the better; None if there is none."""
        if not self.change:
            return None
        return (self.change > 0) == (self.measure.better == "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A question that is right in one run and wrong in the other, with both verdicts."""

    id: str
    pair: str
    kind: str
    question: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two runs side by side.

    `gained` turned from wrong to right and `lost` from right to wrong, of the `common` questions
    asked in both. `chance` is the p-value of the sign test over those that turned.
    """

    against: str
    deltas: tuple[Delta, ...]
    gained: tuple[Flip, ...]
    lost: tuple[Flip, ...]
    common: int
    only_old: int
    only_new: int

    @property
    def chance(self) -> float:
        """How likely so uneven a split is if both runs are equally good."""
        return sign_test(len(self.gained), len(self.lost))

    def to_json(self) -> dict[str, Any]:
        """Return the comparison in the shape of `samsvar eval --json`."""
        return {
            "against": self.against,
            "metrics": {
                delta.measure.name: {
                    "old": delta.old,
                    "new": delta.new,
                    "change": None if delta.change is None else round(delta.change, 4),
                }
                for delta in self.deltas
            },
            "wrong_to_right": [flip.id for flip in self.gained],
            "right_to_wrong": [flip.id for flip in self.lost],
            "sign_test_p": round(self.chance, 4),
            "questions": {
                "common": self.common,
                "only_old": self.only_old,
                "only_new": self.only_new,
            },
        }


def read_run(path: Path) -> dict[str, Any]:
    """Read an earlier run, as `--out` wrote it.

    Raises
    ------
    SamsvarError
        If it cannot be read, or is something else.
    """
    try:
        run = json.loads(path.read_text("utf-8"))
        # Both are used below; what else a file holds does not matter.
        _values(run)
        _by_id(run)
    except OSError as error:
        raise SamsvarError(
            f"the earlier run cannot be read ({error.strerror or error})",
            where=str(path),
            remedy="Check the path after --against",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SamsvarError(
            "this is no run of `samsvar eval`",
            where=str(path),
            remedy="Give --against a file that --out wrote",
        ) from error
    found: dict[str, Any] = run
    return found


def compare(old: Mapping[str, Any], new: Mapping[str, Any], against: str) -> Comparison:
    """Compare two runs in the shape of `samsvar eval --json`.

    A question is the same if its id and its words are.
    """
    before, after = _by_id(old), _by_id(new)
    common = [key for key in after if key in before]
    old_values, new_values = _values(old), _values(new)
    flips = [
        (after[key]["right"], _flip(before[key], after[key]))
        for key in common
        if after[key]["right"] != before[key]["right"]
    ]
    return Comparison(
        against=against,
        deltas=tuple(
            Delta(
                measure=measure,
                old=old_values.get(measure.name),
                new=new_values.get(measure.name),
            )
            for measure in MEASURES
            if measure.name in old_values or measure.name in new_values
        ),
        gained=_in_groups(flip for right, flip in flips if right),
        lost=_in_groups(flip for right, flip in flips if not right),
        common=len(common),
        only_old=len(before) - len(common),
        only_new=len(after) - len(common),
    )


def sign_test(better: int, worse: int) -> float:
    """Return the two-sided p-value of `better` against `worse` turns, each equally likely.

    McNemar 1947, "Note on the sampling error of the difference between correlated proportions",
    Psychometrika 12, in its exact form.
    """
    turns = better + worse
    tail = sum(math.comb(turns, count) for count in range(min(better, worse) + 1))
    return float(min(1.0, 2 * tail / 2**turns))


def _flip(old: Mapping[str, Any], new: Mapping[str, Any]) -> Flip:
    return Flip(
        id=new["id"],
        pair=new["pair"],
        kind=new["kind"],
        question=new["question"],
        old=old["verdict"],
        new=new["verdict"],
    )


def _in_groups(flips: Iterable[Flip]) -> tuple[Flip, ...]:
    return tuple(sorted(flips, key=lambda flip: (flip.pair, flip.kind, flip.id)))


def _by_id(run: Mapping[str, Any]) -> dict[tuple[str, str], Mapping[str, Any]]:
    questions: Sequence[Mapping[str, Any]] = run["questions"]
    for one in questions:
        if not isinstance(one["right"], bool) or not isinstance(one["verdict"], str):
            raise TypeError("not a judged question")
    return {(one["id"], one["question"]): one for one in questions}


def _values(run: Mapping[str, Any]) -> dict[str, float | None]:
    return {name: estimate["value"] for name, estimate in run["metrics"].items()}
