"""The report of a run: one page that needs nothing beside itself, and no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files

from eval.bootstrap import Estimate
from eval.claims_report import claims_html
from eval.compare import Comparison
from eval.evaluation import Evaluation, Table
from eval.judge import Judged
from eval.measures import BY_NAME, MEASURES, OF_GROUPS, RETRIEVAL
from eval.plots import intervals, latency_plot, reliability_plot, risk_plot, threshold_plot
from eval.report_markup import compared, figure, heading, number, questions, table

_STYLE = files("eval") / "report.css"
# The page may load nothing at all; only its own style counts.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_OWN = "Samsvar"
_GROUPS = {
    "answers": "Answers",
    "refusals": "Refusals",
    "citations": "Citations",
    "calibration": "Calibration",
    "retrieval": "Retrieval",
    "latency": "Latency",
}


def report_html(evaluation: Evaluation, comparison: Comparison | None = None) -> str:
    """Return the report as one page of HTML; every text in it is escaped."""
    sections = {
        "Overall": _overall(evaluation),
        "Planted errors": claims_html(evaluation.claims),
        "Against an earlier run": compared(comparison) if comparison else "",
        "By languages": _grouped(
            evaluation.by_pair, "question – document", "The languages of question and document"
        ),
        "By kind": _grouped(evaluation.by_kind, "kind", "What the question asks for"),
        "Other retrievers": _baselines(evaluation) if evaluation.baselines else "",
        "Reliability": _reliability(evaluation),
        "Latency": _latency(evaluation.judged),
        "Failed questions": questions([one for one in evaluation.judged if not one.right]),
    }
    there = {title: content for title, content in sections.items() if content}
    links = "".join(
        f'<li><a href="#s{position}">{escape(title)}</a></li>'
        for position, title in enumerate(there)
    )
    body = "".join(
        f"<section>{heading(title, f's{position}')}{content}</section>"
        for position, (title, content) in enumerate(there.items())
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Samsvar measured</title><style>{_STYLE.read_text('utf-8')}</style></head>"
        f"<body><header><h1>Samsvar measured</h1>{_facts(evaluation)}"
        f'<nav aria-label="Sections"><ul>{links}</ul></nav></header>'
        f"<main>{body}</main></body></html>\n"
    )


def _facts(evaluation: Evaluation) -> str:
    index = ", ".join(f"{name} {value}" for name, value in evaluation.index.items())
    facts = (
        f"{len(evaluation.judged)} questions from {', '.join(evaluation.files)}",
        f"Index: {index}" if index else "",
        f"{evaluation.machine}, {evaluation.when}",
        *evaluation.notes,
        "Intervals are 95 %, by the bootstrap over questions; the number of questions that count "
        "for a measure stands beside it.",
    )
    return "".join(f'<p class="facts">{escape(fact)}</p>' for fact in facts if fact)


def _overall(evaluation: Evaluation) -> str:
    rows = []
    for group, title in _GROUPS.items():
        rows.append(f'<tr class="group"><th scope="rowgroup" colspan="5">{title}</th></tr>')
        for measure in MEASURES:
            if measure.group == group:
                estimate = evaluation.metrics[measure.name]
                rows.append(
                    f'<tr><th scope="row">{escape(measure.title)}</th>'
                    f"{number(measure.shown(estimate))}{number(measure.interval(estimate))}"
                    f"{number(str(estimate.n))}<td>{escape(measure.meaning)}</td></tr>"
                )
    return table(
        ("measure", "value", "95 % interval", "questions", "what it is"),
        rows,
        "Every measure over all questions",
        ["what it is"],
    )


def _grouped(groups: Mapping[str, Table], first: str, caption: str) -> str:
    plotted = ("answer_hit", "passage_recall@5")
    figures = "".join(
        figure(
            intervals(
                f"{BY_NAME[name].title}, by {first}",
                [(group, by_name[name]) for group, by_name in groups.items() if by_name[name].n],
            ),
            BY_NAME[name].title,
        )
        for name in plotted
    )
    rows = [
        f'<tr><th scope="row">{escape(group)}</th>{number(str(by_name["right"].n))}'
        + "".join(_cell(by_name[measure.name], measure.name) for measure in OF_GROUPS)
        + "</tr>"
        for group, by_name in groups.items()
    ]
    titles = (first, "questions", *(measure.title for measure in OF_GROUPS))
    return table(titles, rows, caption) + figures


def _baselines(evaluation: Evaluation) -> str:
    ways = {_OWN: evaluation.metrics} | {
        name: baseline.metrics for name, baseline in evaluation.baselines.items()
    }
    rows = [
        f'<tr><th scope="row">{escape(way)}</th>'
        + "".join(_cell(metrics[measure.name], measure.name) for measure in RETRIEVAL)
        + "</tr>"
        for way, metrics in ways.items()
    ]
    pairs = {_OWN: evaluation.by_pair} | {
        name: baseline.by_pair for name, baseline in evaluation.baselines.items()
    }
    answered = [name for name, found in evaluation.by_pair.items() if found["answer_hit"].n]
    by_pair = [
        f'<tr><th scope="row">{escape(pair)}</th>'
        + "".join(
            _cell(tables[pair]["passage_recall@5"], "passage_recall@5") for tables in pairs.values()
        )
        + "</tr>"
        for pair in answered
    ]
    plot = intervals(
        "Passage R@5 of each retriever",
        [(way, metrics["passage_recall@5"]) for way, metrics in ways.items()],
    )
    return (
        table(
            ("retriever", *(measure.title for measure in RETRIEVAL)),
            rows,
            "The same questions, documents and embedding model; LlamaIndex with its own splitter",
        )
        + figure(plot, "The answering passage is among the first five")
        + table(("question – document", *pairs), by_pair, "Passage R@5, by languages")
    )


def _reliability(evaluation: Evaluation) -> str:
    shown = [one.shown for one in evaluation.judged if one.shown]
    answered = [
        one.shown.probability
        for one in evaluation.judged
        if one.shown and one.reply.answer and one.reply.answer.claims
    ]
    wrong = sum(
        not one.shown.right
        for one in evaluation.judged
        if one.shown and one.reply.answer and one.reply.answer.claims
    )
    now = (len(answered) / len(shown), wrong / len(answered)) if answered else None
    error = BY_NAME["calibration_error"]
    told = error.shown(evaluation.metrics["calibration_error"])
    return (
        figure(
            reliability_plot(evaluation.bins),
            "The probability of the best piece shown (of the nearest, where the question was "
            "refused) against the share of them that holds an accepted string. On the dashed line "
            f"the two agree; the expected calibration error is {told}. Beside each point stands "
            "its number of questions.",
        )
        + figure(
            risk_plot(evaluation.points, now),
            "If only the surest share of the questions were answered, how many of those answers "
            "would be wrong, by the best piece.",
        )
        + figure(
            threshold_plot(evaluation.thresholds, min(answered, default=None)),
            "What each threshold gives. Full line: of the questions with an answer, the share "
            "whose best piece answers and is shown. Dashed line: of those that nothing answers, "
            "the share answered all the same. Upright: the least sure answer of this run.",
        )
    )


def _latency(judged: Sequence[Judged]) -> str:
    taken = [one.reply.milliseconds for one in judged if one.reply.answer]
    return figure(latency_plot(taken), "Milliseconds to the whole answer, warm, in one process.")


def _cell(estimate: Estimate, name: str) -> str:
    measure = BY_NAME[name]
    interval = f"<small>{escape(measure.interval(estimate))}</small>" if estimate.n else ""
    return f'<td class="number">{escape(measure.shown(estimate))}{interval}</td>'
