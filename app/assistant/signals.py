"""What speaks for a sentence as the answer to a question: one row of numbers a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.assistant.expectation import Expected, candidates, expected
from app.assistant.language import question_language
from app.assistant.units import Unit
from index.grams import grams
from index.query import Hit
from index.reader_input import question_words
from index.reading import AnswerSpan, PassageReading
from ingest.countries import countries_named
from ingest.document import Passage

NAMES = (
    "reader_span",
    "reader_span_gap",
    "reader_answerable",
    "reader_relevance_gap",
    "words_echoed",
    "passage_score",
    "passage_rank",
    "lexical_score",
    "words_in_sentence",
    "words_in_passage",
    "names_in_sentence",
    "foreign_words",
    "foreign_expected",
    "expected_there",
    "expected_missing",
    "is_question",
    "is_list",
    "length",
    "missing_countries",
    "missing_numbers",
    "missing_names",
)
ECHO = NAMES.index("words_echoed")

# Of questions: they say nothing about what is asked for.
FUNCTION_WORDS = frozenset(
    "hva hvem hvor hvordan hvorfor hvilke hvilken hvilket når mange mye kva kven kor "
    "korleis kvifor mykje what who whom how why where when which many much is are was "
    "were be does did do has have had the a an of and or to in on at by from with about "
    "for er var ble blir har hadde kan skal vil og i på til av med som det den de dei om "
    "en et ei ein eit fra frå ved etter mellom hos gjør gjer ikke ikkje not there this "
    "that it its their seg sin sine sitt der".split()
)
_SUREST = 20.0
_NORDIC = frozenset({"nb", "nn", "da", "sv"})
_YEAR_OR_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, taken apart once for all sentences.

    `words` are the 5-grams of its content words, `content` their numbers among all its words.
    """

    text: str
    nordic: bool
    sort: Expected
    words: tuple[frozenset[str], ...]
    content: tuple[int, ...]
    countries: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, question: str) -> Asked:
        """Take `question` apart."""
        tokens = question_words(question)
        telling = tuple(
            number for number, token in enumerate(tokens) if token.casefold() not in FUNCTION_WORDS
        )
        names = {
            tokens[number].casefold()
            for number in telling
            if (tokens[number].isupper() and len(tokens[number]) > 1)
            or (number > 0 and tokens[number][0].isupper())
        }
        countries = countries_named(question)
        return cls(
            text=question,
            nordic=question_language(question) != "en",
            sort=expected(question),
            words=tuple(frozenset(grams(tokens[number])) for number in telling),
            content=telling,
            countries=frozenset(countries),
            numbers=frozenset(_YEAR_OR_NUMBER.findall(question)),
            # A country is compared as a country, whatever it is called.
            names=frozenset(name for name in names if not countries_named(name.capitalize())),
        )


def signal_matrix(
    asked: Asked, hits: Sequence[Hit], found: Sequence[Unit], read: Sequence[PassageReading]
) -> NDArray[np.float64]:
    """Return one row of `NAMES` a unit, shape (len(found), len(NAMES)).

    `read` is what the trained reader makes of each hit.
    """
    readings = {hit.passage.id: reading for hit, reading in zip(hits, read, strict=True)}
    most_relevant = max((reading.relevance for reading in read), default=0.0)
    spans = [_span_score(unit, readings[unit.passage.id]) for unit in found]
    best_span = max(spans, default=0.0)
    by_passage = {
        hit.passage.id: _passage_signals(asked, hit, rank) for rank, hit in enumerate(hits, start=1)
    }
    rows = []
    for number, unit in enumerate(found):
        passage = by_passage[unit.passage.id]
        foreign = passage["foreign"]
        there = bool(candidates(unit.text, asked.sort, asked.text))
        own_grams = grams(f"{unit.context} {unit.text}")
        covered = _covered(asked, own_grams)
        reading = readings[unit.passage.id]
        own = {
            **passage,
            "reader_span": spans[number],
            "reader_span_gap": best_span - spans[number],
            "reader_answerable": reading.answerable,
            "reader_relevance_gap": most_relevant - reading.relevance,
            "words_echoed": _echoed(asked, unit, reading),
            "words_in_sentence": (1 - foreign) * covered,
            "names_in_sentence": _names_there(asked, set(own_grams)),
            "foreign_words": foreign * covered,
            "foreign_expected": foreign * float(asked.sort != "other" and there),
            "expected_there": float(asked.sort != "other" and there),
            "expected_missing": float(asked.sort != "other" and not there),
            "is_question": float(unit.text.endswith("?")),
            "is_list": float(unit.is_list),
            "length": float(np.log(len(unit.text))),
        }
        rows.append([own[name] for name in NAMES])
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(NAMES))


def _span_score(unit: Unit, reading: PassageReading) -> float:
    """Return the log odds of the unit's likeliest answer, kept within what a regression bears."""
    span = unit_span(unit, reading)
    return float(np.clip(span.score, -_SUREST, _SUREST)) if span else -_SUREST


def unit_span(unit: Unit, reading: PassageReading) -> AnswerSpan | None:
    """Return the likeliest answer within a unit, offsets into its passage's text."""
    return reading.best(unit.start - unit.passage.start, unit.end - unit.passage.start)


def _echoed(asked: Asked, unit: Unit, reading: PassageReading) -> float:
    """Return how well the unit echoes the question's content words; 1 if there are none."""
    every = reading.echoed(unit.start - unit.passage.start, unit.end - unit.passage.start)
    said = every[[number for number in asked.content if number < len(every)]]
    return float(said.mean()) if len(said) else 1.0


def _names_there(asked: Asked, there: set[str]) -> float:
    names = asked.names | asked.numbers
    return 1.0 - _missing_names(frozenset(names), there) if names else 0.0


def _passage_signals(asked: Asked, hit: Hit, rank: int) -> dict[str, float]:
    passage = hit.passage
    scores = {signal.retriever: signal.score for signal in hit.signals}
    foreign = float((passage.language in _NORDIC) != asked.nordic)
    around = _surroundings(passage)
    grams_around = grams(around)
    return {
        "passage_score": hit.score,
        "passage_rank": 1.0 / rank,
        "lexical_score": scores.get("lexical", 0.0) / (1 + sum(map(len, asked.words))),
        "words_in_passage": (1 - foreign) * _covered(asked, grams_around),
        "foreign": foreign,
        "missing_countries": _missing(
            asked.countries, {*countries_named(around), *passage.source.countries}
        ),
        "missing_numbers": _missing(asked.numbers, set(_YEAR_OR_NUMBER.findall(around))),
        "missing_names": _missing_names(asked.names, set(grams_around)),
    }


def _surroundings(passage: Passage) -> str:
    source = passage.source
    known = (source.title, source.agency, source.published, *passage.headings, passage.text)
    return "\n".join(part for part in known if part)


def _covered(asked: Asked, there: list[str]) -> float:
    """Return how much of the question's content words stands there, in [0, 1]."""
    if not asked.words:
        return 0.0
    present = set(there)
    shares = [len(word & present) / len(word) for word in asked.words if word]
    return sum(shares) / max(1, len(shares))


def _missing(wanted: frozenset[str], there: set[str]) -> float:
    return len(wanted - there) / len(wanted) if wanted else 0.0


def _missing_names(names: frozenset[str], there: set[str]) -> float:
    if not names:
        return 0.0
    # A name counts as there when its beginning is: `Amends` for `Amend`, `KDIs` for `KDI`.
    starts = [grams(name)[0].rstrip("$") for name in names]
    return sum(not any(gram.startswith(start) for gram in there) for start in starts) / len(names)
