"""Keep of a run what the page about Samsvar tells: `python -m eval.quality RUN.json`.

The run is one of `samsvar eval --out RUN.json` over the test questions. What it found is written
beside the page, so that the page tells what was measured and nothing else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from app.quality import MEASURES, quality_from
from ingest.errors import SamsvarError

SHIPPED = Path(str(files("app") / "quality.json"))


def keep_quality(run: Path, target: Path = SHIPPED) -> None:
    """Write the part of `run` that the page tells to `target`.

    Raises
    ------
    SamsvarError
        If `run` is no whole run of `samsvar eval`.
    """
    try:
        found = json.loads(run.read_text("utf-8"))
        quality_from(found)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SamsvarError(
            "the run cannot be read",
            where=str(run),
            remedy="Make one: samsvar eval --out RUN.json",
        ) from error
    target.write_text(json.dumps(_told(found), indent=1) + "\n", encoding="utf-8")


def _told(run: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "when": run["when"],
        "cases": {"questions": run["cases"]["questions"]},
        "index": {name: run["index"][name] for name in ("documents", "model")},
        "metrics": {name: run["metrics"][name] for name in MEASURES},
    }


if __name__ == "__main__":
    keep_quality(Path(sys.argv[1]))
