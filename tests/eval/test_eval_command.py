"""`samsvar eval` from end to end, with a desk and retrievers made by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from eval_fakes import CZECH, FakeDesk, FakeRanker, quoting, unit

from app.cli import main
from app.plugins import EvalRequest
from app.settings import load_settings
from eval.cases import TEST, default_cases
from eval.evaluate import run
from eval.run_cases import Subject
from ingest.errors import SamsvarError

QUOTE = "2 Czech prisons had\npartners in Hungary."
RIGHT = {
    "id": "nb-en-1",
    "lang": "nb",
    "question": "Hvor mange?",
    "doc": ["czech/2014.md"],
    "answers": ["2 Czech prisons"],
    "kind": "number",
}
WRONG = {**RIGHT, "id": "nb-en-2", "question": "Hvor da?", "answers": ["[/red] <b>"]}


@dataclass
class Opened:
    """Opens the same subject for every run, and keeps what it was asked for."""

    subject: Subject
    asked: list[dict[str, bool]] = field(default_factory=list)

    @contextmanager
    def __call__(self, settings, *, here, compare, unpacking, progress) -> Iterator[Subject]:
        self.asked.append({"here": here, "compare": compare})
        yield self.subject


@pytest.fixture
def opened() -> Opened:
    desk = FakeDesk({"Hvor mange?": quoting(CZECH, QUOTE)})
    subject = Subject(
        desk=desk,
        ranker=FakeRanker([unit(CZECH)]),
        baselines={"other": FakeRanker()},
        index={"documents": 2},
    )
    return Opened(subject)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    file = tmp_path / "cases.jsonl"
    file.write_text(f"{json.dumps(RIGHT)}\n\n{json.dumps(WRONG)}\n", encoding="utf-8")
    return file


def test_json_on_stdout_and_nothing_else(opened, cases, capsys):
    code = run(load_settings(), EvalRequest(cases=(cases,)), json=True, opened=opened)
    captured = capsys.readouterr()
    facts = json.loads(captured.out)

    assert (code, captured.err) == (0, "")
    assert facts["cases"] == {"files": ["cases.jsonl"], "questions": 2}
    assert facts["metrics"]["right"]["value"] == 0.5
    assert [one["right"] for one in facts["questions"]] == [True, False]
    assert "comparison" not in facts
    assert opened.asked == [{"here": False, "compare": True}]


def test_tables_for_people(opened, cases, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    text = cases.read_text("utf-8").replace('"number"', '"false_premise"')
    cases.write_text(text, encoding="utf-8")
    run(load_settings(), EvalRequest(cases=(cases,)), json=False, opened=opened)
    out = capsys.readouterr().out

    for words in (
        "2 questions from cases.jsonl",
        "Accepted words quoted",
        "0.500",
        "By languages of question and document",
        "nb-en",
        "Retrievers, by passages",
        "other",
        "false_premise",
        "Failed: 1 wrongly refused",
    ):
        assert words in out
    assert "…" not in out
    assert max(map(len, out.splitlines())) <= 80


def test_what_it_leaves_behind_and_compares_with(opened, cases, tmp_path, capsys):
    first, page = tmp_path / "first.json", tmp_path / "page.html"
    run(load_settings(), EvalRequest(cases=(cases,), out=first), json=False, opened=opened)
    opened.subject.desk.answers = {}
    request = EvalRequest(cases=(cases,), against=first, report=page, baselines=False, here=True)
    capsys.readouterr()
    code = run(load_settings(), request, json=False, opened=opened)
    captured = capsys.readouterr()

    assert code == 0
    assert "From right to wrong: 1" in captured.out
    assert "nb-en-1 (number): quoted -> wrongly refused. Hvor mange?" in captured.out
    assert "page.html" in captured.err
    assert "From right to wrong: 1" in page.read_text("utf-8")
    assert json.loads(first.read_text("utf-8"))["metrics"]["right"]["value"] == 0.5
    assert opened.asked[-1] == {"here": True, "compare": False}


def test_a_comparison_as_json(opened, cases, tmp_path, capsys):
    first = tmp_path / "first.json"
    request = EvalRequest(cases=(cases,), out=first)
    run(load_settings(), request, json=True, opened=opened)
    capsys.readouterr()
    run(load_settings(), EvalRequest(cases=(cases,), against=first), json=True, opened=opened)
    facts = json.loads(capsys.readouterr().out)

    assert facts["comparison"]["right_to_wrong"] == []
    assert facts["comparison"]["metrics"]["right"]["change"] == 0


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"report": "nowhere/page.html"}, "cannot be written"),
        ({"out": "."}, "cannot be written"),
        ({"against": "nowhere.json"}, "cannot be read"),
        ({"cases": ("nowhere.jsonl",)}, "cannot be read"),
        ({"cases": ("empty.jsonl",)}, "there are no cases"),
        ({"cases": ("cases.jsonl", "cases.jsonl")}, "two cases have the id nb-en-1"),
    ],
)
def test_a_mistake_is_told_before_anything_is_measured(opened, cases, tmp_path, wrong, told):
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    known: dict[str, object] = {"cases": (cases,)}
    for name, value in wrong.items():
        paths = tuple(tmp_path / one for one in value) if name == "cases" else tmp_path / value
        known[name] = paths

    with pytest.raises(SamsvarError, match=told):
        run(load_settings(), EvalRequest(**known), json=True, opened=opened)
    assert opened.asked == []


def test_the_projects_own_cases_are_the_default():
    assert default_cases() == Path(str(TEST))


@pytest.fixture
def command(monkeypatch):
    """Run `samsvar` with its commands of higher floors replaced by one that keeps its request."""
    asked: list[tuple[EvalRequest, bool]] = []

    def keep(settings, request, *, json):
        asked.append((request, json))
        return 0

    monkeypatch.setattr("app.plugins.plugin_command", lambda name: keep)

    def samsvar(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["samsvar", *arguments])
        with pytest.raises(SystemExit) as exit_of:
            main()
        return int(exit_of.value.code or 0)

    return samsvar, asked


def test_the_options_of_the_command(command):
    samsvar, asked = command
    plain = samsvar("eval")
    full = samsvar(
        "eval", "a.jsonl", "b.jsonl", "--report", "r.html", "--against", "o.json",
        "--out", "n.json", "--no-baselines", "--here", "--composer", "generative", "--json",
    )  # fmt: skip

    assert (plain, full) == (0, 0)
    assert asked == [
        (EvalRequest(), False),
        (
            EvalRequest(
                cases=(Path("a.jsonl"), Path("b.jsonl")),
                report=Path("r.html"),
                against=Path("o.json"),
                out=Path("n.json"),
                baselines=False,
                here=True,
                composer="generative",
            ),
            True,
        ),
    ]


def test_a_run_that_is_stopped(monkeypatch, command, capsys):
    samsvar, _ = command

    def stopped(settings, request, *, json):
        raise KeyboardInterrupt

    monkeypatch.setattr("app.plugins.plugin_command", lambda name: stopped)

    assert samsvar("eval") == 130
    assert "Nothing was written" in capsys.readouterr().err


def test_the_command_has_help_with_an_example(command, capsys):
    samsvar, _ = command

    assert samsvar("eval", "--help") == 0
    assert "Example: samsvar eval" in capsys.readouterr().out


def test_the_plugin_is_announced_and_cheap_to_ask_for():
    program = (
        "import sys; from app.cli import app\n"
        "try:\n    app(['eval', '--help'], prog_name='samsvar')\n"
        "except SystemExit:\n    print(*sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    loaded = {name.split(".")[0] for name in ran.stderr.split()}

    assert loaded & {"eval", "numpy", "torch", "llama_index"} == set()
