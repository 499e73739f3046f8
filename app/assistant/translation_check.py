"""What a translation says otherwise than its original, as far as facts can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.assistant.facts.amounts import Amount
from app.assistant.facts.denial import denials, knows_denials, may_deny
from app.assistant.facts.statement import Facts
from app.assistant.lacking import lacking
from ingest.sentences import sentence_spans

_IN_ORDER = " … "


def differences(original: Facts, translation: Facts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what only the original says, and what only the translation does, as it is written.

    Figures, dates and names that the other lacks; a denial without a counterpart; and, of figures
    that both have, those that stand in another order: `19 … 22` there, `22 … 19` here. A translator
    may turn an order around and be right; whoever reads should look.
    """
    missing = [*lacking(original, [translation]), *_only_denied(original, translation)]
    added = [*lacking(translation, [original]), *_only_denied(translation, original)]
    for there, here in _turned_around(original, translation):
        missing.append(there)
        added.append(here)
    return tuple(dict.fromkeys(missing)), tuple(dict.fromkeys(added))


def _only_denied(mine: Facts, other: Facts) -> Iterator[str]:
    """Yield a word that denies in each sentence of `mine` that `other` does not deny."""
    if not (knows_denials(mine.language) and knows_denials(other.language)):
        return
    for my_text, other_text in _side_by_side(mine.text, other.text):
        words = denials(my_text, mine.language)
        also_denied = denials(other_text, other.language) or may_deny(other_text, other.language)
        if words and not also_denied:
            yield words[0]


def _side_by_side(mine: str, other: str) -> list[tuple[str, str]]:
    """Return the sentences of two texts in pairs, or the whole texts if they are not as many."""
    my_sentences, other_sentences = (
        [text[start:end] for start, end in sentence_spans(text)] for text in (mine, other)
    )
    if len(my_sentences) != len(other_sentences):
        return [(mine, other)]
    return list(zip(my_sentences, other_sentences, strict=True))


def _turned_around(original: Facts, translation: Facts) -> Iterator[tuple[str, str]]:
    """Yield the figures of both as they follow each other, if that is not in one order."""
    pairs = [
        (one, same[0])
        for one in original.amounts
        if not one.weak
        and len(same := _equal(one, translation.amounts)) == 1
        and len(_equal(one, original.amounts)) == 1
    ]
    places = [there.start for _, there in pairs]
    if places == sorted(places):
        return
    here = sorted((there for _, there in pairs), key=lambda amount: amount.start)
    yield _written([one for one, _ in pairs], original), _written(here, translation)


def _equal(amount: Amount, others: Sequence[Amount]) -> list[Amount]:
    return [other for other in others if amount.same_value(other)]


def _written(amounts: Sequence[Amount], facts: Facts) -> str:
    return _IN_ORDER.join(facts.text[one.start : one.end].strip() for one in amounts)
