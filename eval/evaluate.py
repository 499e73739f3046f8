"""`samsvar eval`: how good the answers are, over cases whose answers are known.

Unless it is asked for the user's own index, everything is built in a temporary folder from the
starter documents, so that two runs differ by the program alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, TypedDict

from app.plugins import EvalRequest
from app.settings import Settings
from app.terminal.consoles import json_text, output, print_json, say
from app.terminal.progress import Bar
from eval.cases import default_cases, gather_cases
from eval.claims import MeasuredClaims, measure_claims
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

_NO_MODEL = (
    "No language model is named (SAMSVAR_LLM_BASE_URL, SAMSVAR_LLM_MODEL): the verifier was "
    "measured on a fixed set of sentences, and no question was asked."
)


class _Facts(TypedDict):
    machine: str
    when: str
    files: Sequence[str]
    claims: Sequence[MeasuredClaims]
    notes: Sequence[str]


class MeasureClaims(Protocol):
    """Judges the sentences with planted errors."""

    def __call__(
        self, settings: Settings, *, progress: Callable[[int, int], None]
    ) -> Sequence[MeasuredClaims]:
        """Return what became of them; `progress` is told (done, in all)."""
        ...


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


def _own_claims(
    settings: Settings, *, progress: Callable[[int, int], None]
) -> Sequence[MeasuredClaims]:
    return measure_claims(settings, progress=progress)


def run(
    settings: Settings,
    request: EvalRequest,
    *,
    json: bool,
    opened: OpenSubject = open_subject,
    claimed: MeasureClaims = _own_claims,
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
    asks = request.composer != "generative" or settings.names_llm
    if request.composer and asks:
        settings = settings.model_copy(update={"composer": request.composer})
    facts: _Facts = {
        "machine": machine(),
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": [path.name for path in paths] if asks else [],
        "claims": (),
        "notes": () if asks else (_NO_MODEL,),
    }
    with Bar() as bar:
        if request.composer == "generative":
            facts["claims"] = claimed(
                settings, progress=lambda *far: bar.show("Judging planted errors", *far)
            )
        if asks:
            with opened(
                settings,
                here=request.here,
                compare=request.baselines,
                unpacking=bar.show_unpacking,
                progress=bar.show_stage,
            ) as subject:
                judged = run_cases(subject, cases, lambda *far: bar.show("Asking", *far))
                bar.show("Computing intervals", 0, 1)
                evaluation = evaluate(judged, index=subject.index, **facts)
        else:
            evaluation = evaluate([], index={}, **facts)
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
