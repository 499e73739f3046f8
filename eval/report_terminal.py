"""The tables of a run on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from app.terminal.consoles import one_line
from eval.claims import MeasuredClaims
from eval.claims_report import claims_rows
from eval.compare import Comparison, Flip
from eval.evaluation import Evaluation, Table
from eval.judge import RIGHT
from eval.measures import BY_NAME, MEASURES

_SHORT = {
    "right": "right",
    "answer_hit": "quoted",
    "wrongly_refused": "refused",
    "passage_recall@1": "R@1",
    "passage_recall@5": "R@5",
    "passage_mrr@10": "MRR",
    "span_f1": "F1",
    "answer_language": "lang.",
}
_RANKED = (
    "passage_recall@1",
    "passage_recall@5",
    "passage_recall@10",
    "passage_mrr@10",
    "passage_ndcg@10",
)


def print_evaluation(
    console: Console, evaluation: Evaluation, comparison: Comparison | None
) -> None:
    """Print every measure, the groups, the other retrievers, and what moved."""
    console.print(Text(one_line(evaluation.machine), style="bold"))
    for claims in evaluation.claims:
        console.print(_claims(claims))
    for note in evaluation.notes:
        console.print(Text(one_line(note)))
    if not evaluation.judged and evaluation.claims:
        return
    files = ", ".join(evaluation.files)
    console.print(Text(one_line(f"{len(evaluation.judged)} questions from {files}")))
    console.print(_overall(evaluation.metrics))
    console.print(_groups("By languages of question and document", evaluation.by_pair))
    console.print(_groups("By kind of question", evaluation.by_kind))
    if evaluation.baselines:
        console.print(_retrievers(evaluation))
    if comparison:
        print_comparison(console, comparison)
    verdicts = Counter(one.verdict for one in evaluation.judged if one.verdict not in RIGHT)
    told = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())
    console.print(Text(f"Failed: {told or 'none'}"))


def print_comparison(console: Console, comparison: Comparison) -> None:
    """Print what moved since an earlier run, and which questions turned."""
    grid = _grid(f"Against {one_line(comparison.against)}", "measure", "old", "new", "change", "")
    for delta in comparison.deltas:
        measure = delta.measure
        grid.add_row(
            measure.title,
            measure.number(delta.old),
            measure.number(delta.new),
            measure.number(delta.change, signed=True),
            {True: "better", False: "worse", None: ""}[delta.is_better],
        )
    console.print(grid)
    _print_flips(console, "From right to wrong", comparison.lost)
    _print_flips(console, "From wrong to right", comparison.gained)
    console.print(
        Text(
            f"{comparison.common} questions in both runs, sign test p = {comparison.chance:.3f}; "
            f"{comparison.only_old} only then, {comparison.only_new} only now."
        )
    )


def _claims(claims: MeasuredClaims) -> Grid:
    grid = _grid(
        f"Planted errors, {one_line(claims.file)}", "error", "false", "caught", "true", "lost"
    )
    for cells in claims_rows(claims.judged):
        grid.add_row(*cells)
    return grid


def _overall(metrics: Table) -> Grid:
    grid = _grid("Over all questions", "measure", "value", "95 % interval", "questions")
    group = MEASURES[0].group
    for measure in MEASURES:
        if measure.group != group:
            grid.add_section()
            group = measure.group
        estimate = metrics[measure.name]
        grid.add_row(
            measure.title, measure.shown(estimate), measure.interval(estimate), str(estimate.n)
        )
    return grid


def _groups(title: str, groups: Mapping[str, Table]) -> Grid:
    grid = _grid(title, "", "n", *_SHORT.values())
    for name, metrics in groups.items():
        shown = [BY_NAME[measure].shown(metrics[measure]) for measure in _SHORT]
        grid.add_row(one_line(name), str(metrics["right"].n), *shown)
    return grid


def _retrievers(evaluation: Evaluation) -> Grid:
    grid = _grid("Retrievers, by passages", "", *(_title(name) for name in _RANKED))
    ways = {"Samsvar": evaluation.metrics} | {
        name: baseline.metrics for name, baseline in evaluation.baselines.items()
    }
    for way, metrics in ways.items():
        grid.add_row(way, *(BY_NAME[name].shown(metrics[name]) for name in _RANKED))
    return grid


def _print_flips(console: Console, title: str, flips: Sequence[Flip]) -> None:
    console.print(Text(f"{title}: {len(flips)}", style="bold"))
    for flip in flips:
        line = f"  {flip.id} ({flip.kind}): {flip.old} -> {flip.new}. {flip.question}"
        console.print(Text(one_line(line)))


def _grid(title: str, *columns: str) -> Grid:
    # Narrow enough that ten columns fit into 80 signs.
    grid = Grid(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for position, column in enumerate(columns):
        grid.add_column(column, justify="right" if position else "left", no_wrap=True)
    return grid


def _title(name: str) -> str:
    return BY_NAME[name].title.removeprefix("Passage ")
