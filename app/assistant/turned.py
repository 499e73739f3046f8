"""Whether a sentence turns what its quote says: denies it, or says its opposite."""

from __future__ import annotations

from app.assistant.facts.bounds import bounds_opposed
from app.assistant.facts.left_out import may_leave_denials_out
from app.assistant.facts.polarity import clearly_opposed, may_deny_beside, opposed
from app.assistant.facts.poles import opposed_beside
from app.assistant.facts.statement import Facts

# `must not` and `may not` forbid the same.
_ALIKE_WHEN_DENIED = frozenset({"duty"})
# Too common to tell why one text denies and the other does not.
_NO_EXCUSE = frozenset({"size", "rank", "place", "duty"})


def turned(stated: Facts, quote: Facts) -> bool:
    """Tell whether the sentence denies what the quote says, or says what it denies."""
    mine, theirs = stated.polarity, quote.polarity
    axes = opposed(mine, theirs)
    if mine.negations or theirs.negations:
        axes -= _ALIKE_WHEN_DENIED
    added = mine.negations > 0 and not theirs.negations and not may_deny_beside(theirs, mine)
    dropped = (
        theirs.negations > 0
        and not mine.negations
        and not may_deny_beside(mine, theirs)
        and not theirs.denies_twice
        and not may_leave_denials_out(stated.text, quote.text, quote.language)
    )
    if mine.never and not mine.not_more and theirs.not_more and not theirs.never:
        return True
    if bounds_opposed(stated.amounts, stated.text, quote.amounts, quote.text):
        return True
    beside = opposed_beside(mine.beside, theirs.beside)
    if added or dropped:
        # `Outside` may be the denial itself.
        beside -= {"place"}
    if clearly_opposed(axes) or beside:
        # An opposite that is denied says the same.
        return (mine.negations > 0) == (theirs.negations > 0)
    if added or dropped:
        return not axes - _NO_EXCUSE
    return mine.only and not theirs.only and not theirs.may_limit
