"""A run in the shape of `samsvar eval --json`, which `--against` reads again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from eval.claims_report import claims_json
from eval.evaluation import Evaluation, Table
from eval.judge import Judged


def evaluation_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return the whole run; a share that no question counts for is null."""
    return {
        "machine": evaluation.machine,
        "when": evaluation.when,
        "index": dict(evaluation.index),
        "cases": {"files": list(evaluation.files), "questions": len(evaluation.judged)},
        "metrics": _table(evaluation.metrics),
        "by_pair": _tables(evaluation.by_pair),
        "by_kind": _tables(evaluation.by_kind),
        "baselines": {
            name: {"metrics": _table(baseline.metrics), "by_pair": _tables(baseline.by_pair)}
            for name, baseline in evaluation.baselines.items()
        },
        "reliability": [_rounded(asdict(one)) for one in evaluation.bins],
        "risk_coverage": [_rounded(asdict(one)) for one in evaluation.points],
        "questions": [_question(one) for one in evaluation.judged],
        "claims": claims_json(evaluation.claims),
        "notes": list(evaluation.notes),
    }


def _question(judged: Judged) -> dict[str, Any]:
    case, answer, shown = judged.case, judged.reply.answer, judged.shown
    facts = {
        "id": case.id,
        "kind": case.kind,
        "pair": judged.pair,
        "language": case.language,
        "question": case.question,
        "history": [{"role": turn.role, "content": turn.content} for turn in case.history],
        "standalone": answer.standalone if answer else None,
        "status": answer.status if answer else "failed",
        "verdict": judged.verdict,
        "right": judged.right,
        "hit": judged.verdict in ("quoted", "incomplete"),
        "complete": judged.verdict == "quoted",
        "refused": answer is not None and answer.status != "answered",
        "rank": judged.rank,
        "probability": shown and round(shown.probability, 4),
        "best_is_right": shown and shown.right,
        "ms": round(judged.reply.milliseconds, 1),
        "scores": {
            name: round(score.value, 4) for name, score in judged.scores.items() if score.weight
        },
        "expected": {
            "documents": list(case.documents),
            "answers": list(case.answers),
            "all": [list(item) for item in case.items],
        },
        "answered": [
            {"document": one.source.path, "start": one.start, "end": one.end, "quote": one.quote}
            for one in (answer.citations if answer else ())
        ],
        "nearest": [
            {"document": one.source.path, "start": one.start, "end": one.end, "quote": one.quote}
            for one in (answer.nearest if answer else ())
        ],
    }
    return facts | ({"error": judged.reply.error} if judged.reply.error else {})


def _tables(tables: Mapping[str, Table]) -> dict[str, Any]:
    return {name: _table(table) for name, table in tables.items()}


def _table(table: Table) -> dict[str, Any]:
    return {name: estimate.to_json() for name, estimate in table.items()}


def _rounded(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in facts.items()
    }
