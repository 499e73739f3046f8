"""Which words of a text a search asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.assistant.signals import FUNCTION_WORDS
from index.grams import words
from index.wording import Term, Wording
from ingest.document import Passage, Span

_TOKEN = re.compile(r"\w+")
# Words that begin as the one asked for are forms or compounds of it: `fengslene` and
# `fengselsvesen` of `fengsel`, but not `femten` of `fem`, nor `selv` of `selvmord`.
_STEM = 4
_LONGEST_ENDING = 2


def matched_spans(text: str, wording: Wording) -> list[Span]:
    """Return where the terms and the plain words of a search stand in `text`, in order.

    Terms stand as they were asked for; plain words in any of their forms, as far as their
    beginnings tell. No two spans overlap.
    """
    tokens = _tokens(text)
    terms = [term for clause in wording.required for term in clause]
    found = [span for term in terms for span in _term_spans(tokens, term)]
    exact = {word for term in terms for word in term.words}
    plain = [word for word in plain_words(wording.text) if word not in exact]
    found += [span for span, word in tokens if any(_akin(word, asked) for asked in plain)]
    return list(_apart(found))


def holds_term(text: str, terms: Sequence[Term]) -> bool:
    """Tell whether one of `terms` stands in `text`."""
    tokens = _tokens(text)
    return any(True for term in terms for _ in _term_spans(tokens, term))


def holds_all_words(passage: Passage, wording: Wording) -> bool:
    """Tell whether every plain word of a search stands in a passage or over it, in some form."""
    asked = plain_words(wording.text)
    return bool(asked) and all(_held(passage, asked))


def holds_a_word(passage: Passage, wording: Wording) -> bool:
    """Tell whether a plain word of a search stands in a passage or over it, in some form."""
    return any(_held(passage, plain_words(wording.text)))


def _held(passage: Passage, asked: Sequence[str]) -> Iterator[bool]:
    source = passage.source
    around = " ".join((source.title, source.agency or "", *passage.headings, passage.text))
    there = set(words(around))
    return (any(_akin(word, one) for word in there) for one in asked)


def plain_words(text: str) -> list[str]:
    """Return the words of a search that are no function words, whether they must stand or not."""
    return [word for word in words(text) if word not in FUNCTION_WORDS]


def _term_spans(tokens: Sequence[tuple[Span, str]], term: Term) -> Iterator[Span]:
    """Yield where the words of `term` stand in a row among the words of a text."""
    size = len(term.words)
    for at in range(len(tokens) - size + 1):
        row = [word for _, word in tokens[at : at + size]]
        last = row[-1].startswith(term.words[-1]) if term.prefix else row[-1] == term.words[-1]
        if last and tuple(row[:-1]) == term.words[:-1]:
            yield Span(start=tokens[at][0].start, end=tokens[at + size - 1][0].end)


def _tokens(text: str) -> list[tuple[Span, str]]:
    return [
        (Span(start=match.start(), end=match.end()), _folded(match.group()))
        for match in _TOKEN.finditer(text)
    ]


def _folded(word: str) -> str:
    return "".join(words(word))


def _akin(word: str, asked: str) -> bool:
    alike = max(_STEM, len(asked) - _LONGEST_ENDING)
    return word == asked or (len(asked) >= _STEM and word[:alike] == asked[:alike])


def _apart(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the spans in order; of two that overlap, the longer one that begins first."""
    end = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            yield span
            end = span.end
