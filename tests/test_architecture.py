"""What holds the house up: imports go down only, and cheap things stay cheap."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("ingest", "index", "app", "eval")
FILES = [path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    """Return the top-level packages that a file imports anywhere, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the floor"
            found.add((node.module or "").split(".")[0])
    return found


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_go_down_only(floor):
    above = set(FLOORS[FLOORS.index(floor) + 1 :])
    files = sorted((ROOT / floor).rglob("*.py"))
    upward = {
        str(path.relative_to(ROOT)): sorted(imported(path) & above)
        for path in files
        if imported(path) & above
    }

    assert files
    assert upward == {}


def test_no_file_is_a_drawer_for_everything():
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}

    assert [path for path in FILES if path.stem in drawers] == []


def test_the_lower_floors_raise_and_report_but_never_print():
    printing = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in FILES
        if path.relative_to(ROOT).parts[0] in ("ingest", "index")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]

    assert printing == []


def modules_after(statement: str) -> set[str]:
    program = f"{statement}\nimport sys\nprint(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {name.split(".")[0] for name in run.stdout.split()}


@pytest.mark.parametrize(
    ("statement", "never"),
    [
        ("import ingest.read, index.query", {"torch", "chromadb", "transformers", "streamlit"}),
        ("import index.search", {"llama_index", "torch", "chromadb", "streamlit"}),
        ("import index.build", {"llama_index", "torch", "chromadb", "streamlit"}),
        ("import ingest, app.cli, app.doctor, app.factory", {"llama_index", "openai", "httpx"}),
    ],
)
def test_importing_is_cheap(statement, never):
    loaded = modules_after(statement)

    assert "ingest" in loaded
    assert loaded & never == set()
