"""Which sentences of a model stand, on which evidence, and why others do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from assistant_fakes import make_evidence, make_passage

from app.assistant.answer import Evidence
from app.assistant.facts.statement import Facts
from app.assistant.grounding import Grounds
from app.assistant.support import Supported
from app.assistant.verification import Drafted, Verdict
from app.assistant.verify import FactVerifier
from index.glossary import load_glossary
from index.grams import words


@dataclass
class SharedWords:
    """Supports a sentence that shares `enough` of its words with the quotes."""

    enough: float = 0.5
    asked: list[str] = field(default_factory=list)

    def read(self, stated: Facts, grounds: Grounds) -> Supported:
        self.asked.append(stated.text)
        there = set(words(grounds.quote.text))
        mine = words(stated.text)
        share = sum(word in there for word in mine) / len(mine)
        return Supported(probability=share, reason="" if share >= self.enough else "relevance")


QUOTES = (
    "Prosjektet i Latvia startet i 2014.",
    "KDI har 25 ansatte i utlandet.",
    "Møtet ble holdt i Riga.",
)


def evidence(*quotes: str) -> list[Evidence]:
    return [
        make_evidence(make_passage(quote, path=f"kdi/{number}.md"), quote)
        for number, quote in enumerate(quotes or QUOTES)
    ]


def verdict(
    text: str, *cited: int, pieces: Sequence[Evidence] = (), enough: float = 0.5
) -> Verdict:
    verifier = FactVerifier(SharedWords(enough), load_glossary())
    return verifier.verify(Drafted(text=text, cited=cited), pieces or evidence())


def test_a_sentence_that_its_evidence_says_stands():
    found = verdict("KDI har tjuefem ansatte i utlandet.", 2)

    assert (found.supported, found.citations, found.reason) == (True, (2,), "")
    assert found.support > 0.5


def test_citations_that_do_not_exist_are_dropped():
    assert verdict("KDI har 25 ansatte i utlandet.", 0, 2, 7, -1).citations == (2,)


def test_a_sentence_that_other_evidence_says_is_cited_anew():
    assert verdict("KDI har 25 ansatte i utlandet.", 1).citations == (2,)
    assert verdict("KDI har 25 ansatte i utlandet.", 9).citations == (2,)
    assert verdict("KDI har 25 ansatte i utlandet.").citations == (2,)


@pytest.mark.parametrize(("cited", "stands"), [((1,), True), ((2,), False), ((), False)])
def test_what_the_model_did_not_cite_must_be_read_more_surely(cited, stands):
    found = verdict("Prosjektet startet med mange møter.", *cited, enough=0.3)

    assert found.supported == stands


def test_two_pieces_cited_together_may_support_what_neither_does():
    text = "Prosjektet i Latvia startet i 2014, og KDI har 25 ansatte i utlandet."

    assert verdict(text, 1, 2).citations == (1, 2)
    assert not verdict(text, 1).supported


def test_of_several_cited_those_that_support_it_are_kept():
    pieces = evidence(QUOTES[1], QUOTES[2], "KDI har 25 ansatte i utlandet og 9 hjemme.")

    assert verdict("KDI har 25 ansatte i utlandet.", 1, 2, 3, pieces=pieces).citations == (1, 3)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("KDI har 52 ansatte i utlandet.", "number"),
        ("KDI har 25 år i utlandet.", "unit"),
        ("Prosjektet i Litauen startet i 2014.", "name"),
        ("Prosjektet i Latvia startet i 2015.", "date"),
        ("KDI har ikke 25 ansatte i utlandet.", "negation"),
        ("Dette handler om noe helt annet enn alt som står her.", "relevance"),
        ("Le projet a commencé avec vingt-cinq employés qui vivent à l’étranger.", "language"),
        ("Проект в Латвии начался.", "language"),
    ],
)
def test_what_failed_first_is_the_reason(text, reason):
    found = verdict(text, {"number": 2, "unit": 2, "negation": 2}.get(reason, 1))

    assert (found.supported, found.citations, found.reason) == (False, (), reason)


def test_an_invented_citation_is_the_reason_where_nothing_else_supports_it():
    assert verdict("Noe helt annet enn alt som står her.", 8).reason == "citation"


def test_without_evidence_nothing_stands():
    found = FactVerifier(SharedWords()).verify(Drafted(text="KDI har 25.", cited=(1,)), [])

    assert (found.supported, found.reason) == (False, "citation")


def test_models_are_not_asked_about_what_exact_facts_refute():
    support = SharedWords()
    FactVerifier(support).verify(
        Drafted(text="KDI har 52 ansatte i utlandet.", cited=(2,)), evidence()
    )

    assert support.asked == []


def test_a_verdict_has_citations_exactly_if_it_supports():
    with pytest.raises(ValueError, match="evidence"):
        Verdict(supported=True, citations=(), support=1.0, reason="")
