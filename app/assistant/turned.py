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
    if mine.never and not mine.not_more and theirs.not_more and not theirs.never:
        return True
    if bounds_opposed(stated.amounts, stated.text, quote.amounts, quote.text):
        return True
    beside = opposed_beside(mine.beside, theirs.beside)
    denied = _added(stated, quote) or _dropped(stated, quote)
    if denied:
        # `Outside` may be the denial itself.
        beside -= {"place"}
    if clearly_opposed(axes) or beside:
        # An opposite that is denied says the same.
        return (mine.negations > 0) == (theirs.negations > 0)
    if denied:
        return not axes - _NO_EXCUSE
    return _narrowed(stated, quote) or _denies_otherwise(stated, quote)


def _added(stated: Facts, quote: Facts) -> bool:
    """Tell whether the sentence denies where the quote does not."""
    mine, theirs = stated.polarity, quote.polarity
    return (
        mine.negations > 0
        and not theirs.negations
        and not may_deny_beside(theirs, mine)
        and not mine.denies_twice
        and not (mine.excepts and theirs.only)
    )


def _dropped(stated: Facts, quote: Facts) -> bool:
    """Tell whether the quote denies what the sentence says."""
    mine, theirs = stated.polarity, quote.polarity
    return (
        theirs.negations > 0
        and not mine.negations
        and not may_deny_beside(mine, theirs)
        and not (theirs.denies_twice or theirs.not_until)
        and not (theirs.excepts and mine.only)
        and not (theirs.not_more and mine.limits)
        and not may_leave_denials_out(stated.text, quote.text, quote.language)
    )


def _narrowed(stated: Facts, quote: Facts) -> bool:
    """Tell whether only the sentence says `only`."""
    theirs = quote.polarity
    limited = theirs.only or theirs.may_limit or theirs.denies_twice or theirs.not_until
    return stated.polarity.only and not limited


def _denies_otherwise(stated: Facts, quote: Facts) -> bool:
    """Tell whether the sentence denies by what a word means, and the quote in no way."""
    theirs = quote.polarity
    return stated.polarity.denies_by_meaning and not (
        theirs.negations or theirs.may_deny or theirs.denies_by_meaning
    )
