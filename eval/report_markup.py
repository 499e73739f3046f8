"""Pieces of the report: tables, figures, the comparison, and the questions that failed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from app.assistant.answer import Citation, Nearest
from eval.compare import Comparison, Flip
from eval.evaluation import questions_by
from eval.judge import Judged


def heading(title: str, anchor: str) -> str:
    """Return the heading of a section."""
    return f'<h2 id="{escape(anchor)}">{escape(title)}</h2>'


def number(text: str) -> str:
    """Return a cell that holds a number."""
    return f'<td class="number">{escape(text)}</td>'


def table(
    titles: Sequence[str], rows: Iterable[str], caption: str, words: Sequence[str] = ()
) -> str:
    """Return a table of rows that are markup already; a wide one scrolls by itself.

    The first column holds words, and so do those with the titles `words`; the others, numbers.
    """
    in_words = {titles[0], *words}
    head = "".join(
        f'<th scope="col"{"" if title in in_words else " class=number"}>{escape(title)}</th>'
        for title in titles
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def figure(drawing: str, caption: str) -> str:
    """Return a drawing with what it shows in words."""
    return f"<figure><figcaption>{escape(caption)}</figcaption>{drawing}</figure>"


def compared(comparison: Comparison) -> str:
    """Return what moved since an earlier run, and every question that turned."""
    rows = [
        f'<tr><th scope="row">{escape(delta.measure.title)}</th>'
        f"{number(delta.measure.number(delta.old))}{number(delta.measure.number(delta.new))}"
        f"{number(delta.measure.number(delta.change, signed=True))}"
        f"<td>{ {True: 'better', False: 'worse', None: ''}[delta.is_better] }</td></tr>"
        for delta in comparison.deltas
    ]
    told = (
        f"{comparison.common} questions were asked in both runs: {len(comparison.gained)} turned "
        f"from wrong to right, {len(comparison.lost)} from right to wrong (sign test "
        f"p = {comparison.chance:.3f}). {comparison.only_old} were asked only then, "
        f"{comparison.only_new} only now."
    )
    return (
        f"<p>{escape(told)}</p>"
        + table(
            ("measure", "old", "new", "change", ""), rows, f"Against {comparison.against}", [""]
        )
        + _turned("From right to wrong", comparison.lost)
        + _turned("From wrong to right", comparison.gained)
    )


def questions(judged: Sequence[Judged]) -> str:
    """Return every question with what was answered and what was expected, by what went wrong."""
    if not judged:
        return "<p>None.</p>"
    groups = questions_by(judged, lambda one: one.verdict)
    told = ", ".join(f"{len(group)} {name}" for name, group in groups.items())
    return f"<p>{escape(told)}.</p>" + "".join(
        f"<details open><summary>{escape(name.capitalize())}: {len(group)}</summary>"
        f"{''.join(map(_question, group))}</details>"
        for name, group in groups.items()
    )


def _turned(title: str, flips: Sequence[Flip]) -> str:
    rows = [
        f'<tr><th scope="row">{escape(flip.id)}</th><td>{escape(flip.pair)}</td>'
        f"<td>{escape(flip.kind)}</td><td>{escape(flip.question)}</td>"
        f"<td>{escape(flip.old)}</td><td>{escape(flip.new)}</td></tr>"
        for flip in flips
    ]
    titles = ("question", "languages", "kind", "asked", "then", "now")
    return table(titles, rows, f"{title}: {len(flips)}", titles) if flips else ""


def _question(judged: Judged) -> str:
    case, answer = judged.case, judged.reply.answer
    spoken = escape(case.language)
    facts = [f"{case.id} · {judged.pair} · {case.kind}"]
    if judged.rank:
        facts.append(f"first answering passage at rank {judged.rank}")
    elif case.answerable:
        facts.append("no answering passage found")
    if judged.shown:
        facts.append(f"probability {judged.shown.probability:.2f}")
    rows = [("before", [escape(turn.content)]) for turn in case.history]
    if answer and answer.standalone != case.question:
        rows.append(("searched for", [escape(answer.standalone)]))
    if judged.reply.error:
        rows.append(("failed", [escape(judged.reply.error)]))
    if answer and answer.citations:
        rows.append(("answered", [_quoted(one) for one in answer.citations]))
    if answer and not answer.citations:
        rows.append(("refused; nearest", [_quoted(one) for one in answer.nearest] or ["nothing"]))
    rows.append(("expected", _expected(judged)))
    listed = "".join(
        f"<dt>{escape(name)}</dt><dd>{'<br>'.join(lines)}</dd>" for name, lines in rows
    )
    return (
        f'<article><h3 lang="{spoken}">{escape(case.question)}</h3>'
        f'<p class="note">{escape(" · ".join(facts))}</p><dl>{listed}</dl></article>'
    )


def _quoted(shown: Citation | Nearest) -> str:
    return f"<q>{escape(shown.quote)}</q> {escape(shown.source.path)} {shown.start}–{shown.end}"


def _expected(judged: Judged) -> list[str]:
    case = judged.case
    if not case.answerable:
        return ["a refusal: no document answers"]
    needs = case.items or (case.answers,)
    lines = [" or ".join(f"<q>{escape(one)}</q>" for one in need) for need in needs]
    return [*(line for line in lines if line), escape(f"from {', '.join(case.documents)}")]
