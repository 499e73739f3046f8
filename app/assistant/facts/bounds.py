"""Which side of a figure a text allows: at least five, or at most five."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.assistant.facts.amounts import Amount

# The longer forms first: `not more than` holds `more than`.
_AT_MOST = (
    r"at (?:the )?most|no(?:t)? (?:more|later|longer|higher|older) than|up to|maximum(?: of)?|"
    r"a maximum of|less than|fewer than|under|below|within|"
    r"høyst|høgst|maks\w*|opptil|inntil|ikk(?:j)?e (?:mer|meir|flere|fleire) enn|mindre enn|"
    r"færre enn|"
    r"högst|upp till|inte (?:mer|fler) än|mindre än|färre än|"
    r"nejvýše|maximálně|ne(?:jvíce|jvíc)|až|méně než|do|pod"
)
_AT_LEAST = (
    r"at (?:the very )?least|no(?:t)? (?:less|fewer|younger) than|minimum(?: of)?|"
    r"a minimum of|more than|over|above|"
    r"minst|minimum|ikk(?:j)?e (?:mindre|færre) enn|mer enn|meir enn|flere enn|fleire enn|"
    r"åtminstone|inte (?:mindre|färre) än|mer än|fler än|"
    r"alespoň|nejméně|minimálně|přinejmenším|více než|přes|nad"
)
_AFTER_LEAST = r"or (?:more|over)|eller (?:mer|meir|flere|fleire|fler|over)|(?:a|nebo) více"
_AFTER_MOST = r"or (?:less|fewer)|eller (?:mindre|færre|färre)|(?:a|nebo) méně"
_BEFORE = re.compile(
    rf"(?i)\b(?:(?P<most>{_AT_MOST})|(?P<least>{_AT_LEAST}))\s+(?:[€$£]|eur|nok)?\s?$"
)
_AFTER = re.compile(
    rf"(?i)\s+(?:[^\W\d_]+\s+)?(?:(?P<least>{_AFTER_LEAST})|(?P<most>{_AFTER_MOST}))\b"
)
_REACH = 34
# `Under två dagar`, `over two days`: how long, not how much; but `under 18 år` is an age.
_DURING = re.compile(r"(?i)\b(?:under|over|within|do|přes)\s$")
_TIME = frozenset({"year", "month", "week", "day", "hour", "minute"})
_YOUNGEST = 10


def bounds_opposed(
    mine: Sequence[Amount], text: str, theirs: Sequence[Amount], other_text: str
) -> bool:
    """Tell whether one text allows no less than a figure, and the other no more than it."""
    other_sides = list(_sides(theirs, other_text))
    return any(
        amount.same_value(other)
        and side != other_side
        # Elsewhere the other text may say the same side of the same figure.
        and not any(amount.same_value(more) and side == its for more, its in other_sides)
        for amount, side in _sides(mine, text)
        for other, other_side in other_sides
    )


def _sides(amounts: Sequence[Amount], text: str) -> Iterator[tuple[Amount, str]]:
    for amount in amounts:
        lasting = amount.unit in _TIME and max(amount.values) < _YOUNGEST
        if lasting and _DURING.search(text[: amount.start]):
            continue
        match = _BEFORE.search(text[max(0, amount.start - _REACH) : amount.start]) or _AFTER.match(
            text, amount.end
        )
        if match and match.lastgroup:
            yield amount, match.lastgroup
