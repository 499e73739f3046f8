"""The planted errors of a run: as JSON, on the terminal, and in the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

from eval.claims import Judged, MeasuredClaims, Row, by_error, by_languages
from eval.report_markup import number, table

_NONE = "–"
_TITLES = ("false", "caught", "true", "lost")
_WAYS: dict[str, Callable[[Sequence[Judged]], list[Row]]] = {
    "by_error": by_error,
    "by_languages": by_languages,
}


def claims_json(measured: Sequence[MeasuredClaims]) -> dict[str, Any]:
    """Return what became of the claims, file by file; a share of nothing is null."""
    return {
        one.file: {
            **{
                way: {row.name: _row_json(row) for row in rows_of(one.judged)}
                for way, rows_of in _WAYS.items()
            },
            "left_out": list(one.left_out),
            "wrong": [_wrong_json(judged) for judged in one.wrong],
        }
        for one in measured
    }


def claims_rows(judged: Sequence[Judged]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of the table by kind of error: kind, false, caught, true, lost."""
    return map(_cells, by_error(judged))


def claims_html(measured: Sequence[MeasuredClaims]) -> str:
    """Return the tables of each file, and what was judged wrongly."""
    return "".join(_html(one) for one in measured)


def _html(measured: MeasuredClaims) -> str:
    tables = "".join(
        table(
            (first, *_TITLES),
            [
                f'<tr><th scope="row">{escape(name)}</th>{"".join(map(number, cells))}</tr>'
                for name, *cells in map(_cells, rows_of(measured.judged))
            ],
            f"{measured.file}: {caption}",
        )
        for first, caption, rows_of in (
            ("planted error", "sentences with one error, and true ones", by_error),
            ("sentence of quote", "by the languages of sentence and quote", by_languages),
        )
    )
    wrong = [
        f'<tr><th scope="row">{escape(one.claim.id)}</th><td>{escape(_kind(one))}</td>'
        f"<td>{escape(one.claim.statement)}</td><td><q>{escape(one.claim.quote)}</q></td>"
        f"<td>{escape(one.verdict.reason or 'supported')}</td>"
        f"{number(f'{one.verdict.support:.2f}')}</tr>"
        for one in measured.wrong
    ]
    words = ("claim", "kind", "sentence", "quote", "judged")
    return tables + table((*words, "support"), wrong, "Judged wrongly", words)


def _cells(row: Row) -> tuple[str, ...]:
    caught = f"{row.caught / row.false:.3f}" if row.false else _NONE
    lost = f"{row.lost / row.true:.3f}" if row.true else _NONE
    return row.name, str(row.false), caught, str(row.true), lost


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "false": row.false,
        "caught": round(row.caught / row.false, 4) if row.false else None,
        "true": row.true,
        "lost": round(row.lost / row.true, 4) if row.true else None,
    }


def _wrong_json(judged: Judged) -> dict[str, Any]:
    return {
        "id": judged.claim.id,
        "kind": _kind(judged),
        "statement": judged.claim.statement,
        "reason": judged.verdict.reason,
        "support": round(judged.verdict.support, 4),
    }


def _kind(judged: Judged) -> str:
    return judged.claim.error or "true"
