from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from killed_writer import __file__ as program

from index.generation import is_whole

ROOT = Path(__file__).parents[2]
BEFORE = {f"old-{n}.md": f"# Old {n}\n\nAn old page about horses, number {n}.\n" for n in range(2)}
AFTER = {f"new-{n}.md": f"# New {n}\n\nA new page about boats, number {n}.\n" for n in range(5)}


def be_killed(desk, moment: str) -> None:
    run = subprocess.run(
        [sys.executable, program, str(desk.documents), str(desk.paths.data), moment],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == -signal.SIGKILL, run.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize(
    ("moment", "switched"),
    [
        ("embedding", False),
        ("storing", False),
        ("before building", False),
        ("vectors", False),
        ("manifest", False),
        ("pointer", False),
        ("sweeping", True),
    ],
)
def test_readers_see_whole_generations_and_the_next_run_heals(desk, new_desk, moment, switched):
    desk.put(BEFORE)
    desk.ingest()
    (desk.documents / "old-0.md").unlink()
    desk.put(AFTER)

    be_killed(desk, moment)

    after = sorted({*BEFORE, *AFTER} - {"old-0.md"})
    assert is_whole(desk.generation())
    assert desk.names() == (after if switched else sorted(BEFORE))
    assert bool(desk.found("boats")) == switched

    report = desk.ingest()

    assert desk.names() == after
    assert report.rebuilt != switched
    assert len(desk.found("boats")) == 5
    folders = [path for path in desk.paths.generations.iterdir() if path.is_dir()]
    assert folders == [desk.generation()]
    # What was stored before the kill was not embedded again.
    if moment not in ("embedding", "storing"):
        assert desk.embedder.embedded == []
    else:
        assert 0 < len(desk.embedder.embedded) < 5

    # Nothing is left of the kill: an index that was never killed is the same.
    calm = new_desk()
    calm.put({name: text for name, text in {**BEFORE, **AFTER}.items() if name in after})
    assert calm.ingest().fingerprint == report.fingerprint


def test_a_first_run_that_was_killed_leaves_no_index_and_the_next_makes_it(desk):
    desk.put(AFTER)

    be_killed(desk, "pointer")

    assert not (desk.paths.generations / "CURRENT").exists()
    assert len(desk.ingest().added) == 0
    assert desk.names() == sorted(AFTER)
    assert desk.embedder.embedded == []
