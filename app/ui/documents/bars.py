"""Bars that are a table to whoever does not see them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def bars_html(rows: Iterable[tuple[str, float, str]], caption: str) -> str:
    """Return a table of name, bar and figure; lengths are shares of the longest that may be, 1.

    The figure stands beside every bar, so that nothing is told by length or colour alone.
    """
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td class="sv-track">{_bar(share)}</td>'
        f'<td class="sv-figure">{escape(figure)}</td></tr>'
        for name, share, figure in rows
    )
    return (
        f'<table class="sv-bars"><caption>{escape(caption)}</caption><tbody>{body}</tbody></table>'
    )


def _bar(share: float) -> str:
    return f'<span class="sv-bar" style="width:{100 * share:.1f}%"></span>' if share else ""
