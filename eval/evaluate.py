"""`samsvar eval`: how good the answers are, over cases whose answers are known.

Unless it is asked for the user's own index, everything is built in a temporary folder from the
starter documents, so that two runs differ by the program alone.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from app.plugins import EvalRequest
from app.settings import Settings
from app.terminal.consoles import json_text, output, print_json, say
from app.terminal.progress import Bar
from eval.cases import default_cases, gather_cases
from eval.compare import compare, read_run
from eval.evaluation import evaluate
from eval.evaluation_json import evaluation_json
from eval.machine import machine
from eval.report_html import report_html
from eval.report_terminal import print_evaluation
from eval.run_cases import Subject, run_cases
from eval.subject import open_subject
from index.packaged_model import Progress
from index.report import Stage
from ingest.errors import SamsvarError


class OpenSubject(Protocol):
    """Opens what is measured, and puts it away again."""

    def __call__(
        self,
        settings: Settings,
        *,
        here: bool,
        compare: bool,
        unpacking: Progress,
        progress: Callable[[Stage], None],
    ) -> AbstractContextManager[Subject]:
        """Open it; with `here`, over the user's own index; `compare` asks for other retrievers."""
        ...


def run(
    settings: Settings,
    request: EvalRequest,
    *,
    json: bool,
    opened: OpenSubject = open_subject,
) -> int:
    """Measure and print; the entry point of `samsvar eval`.

    Raises
    ------
    SamsvarError
        If the cases, the earlier run or the index cannot be read, or nothing can be written where
        a report shall go; that is found out before anything is measured.
    """
    for target in (request.report, request.out):
        _check_target(target)
    earlier = read_run(request.against) if request.against else None
    paths = request.cases or (default_cases(),)
    cases = gather_cases(paths)
    with (
        Bar() as bar,
        opened(
            settings,
            here=request.here,
            compare=request.baselines,
            unpacking=bar.show_unpacking,
            progress=bar.show_stage,
        ) as subject,
    ):
        judged = run_cases(subject, cases, lambda *far: bar.show("Asking", *far))
        bar.show("Computing intervals", 0, 1)
        evaluation = evaluate(
            judged,
            machine=machine(),
            when=datetime.now(UTC).isoformat(timespec="seconds"),
            index=subject.index,
            files=[path.name for path in paths],
        )
    found = evaluation_json(evaluation)
    comparison = compare(earlier, found, str(request.against)) if earlier else None
    if comparison:
        found["comparison"] = comparison.to_json()
    if request.out:
        _write(request.out, json_text(found, indent=1) + "\n")
    if request.report:
        _write(request.report, report_html(evaluation, comparison))
    if json:
        print_json(found)
    else:
        print_evaluation(output(), evaluation, comparison)
    return 0


def _check_target(target: Path | None) -> None:
    if target and (target.is_dir() or not target.absolute().parent.is_dir()):
        raise SamsvarError(
            "the result cannot be written",
            where=str(target),
            remedy="Name a file in a folder that is there",
        )


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", errors="backslashreplace")
    say(f"Written: {path}")
