"""What one run of ingest or remove did."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How far a long run is: `done` of `total` in the stage `name`."""

    name: str
    done: float
    total: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file that could not be read, and why in one sentence."""

    file: str
    reason: str


@dataclass(slots=True, kw_only=True)
class IngestReport:
    """Names are document names; `documents` and `passages` are those in the index afterwards."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    left_out: list[str] = field(default_factory=list)
    other_formats: dict[str, int] = field(default_factory=dict)
    failed: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    embedded: int = 0
    vectors_removed: int = 0
    documents: int = 0
    passages: int = 0
    fingerprint: str = ""
    rebuilt: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the report in the shape of the command line's `--json`."""
        return asdict(self)
