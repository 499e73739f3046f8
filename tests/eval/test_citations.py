"""Citation recall and precision, and the test of the words that stands in for a language model."""

from __future__ import annotations

from dataclasses import replace

import pytest
from eval_fakes import CZECH, KDI, answered, cite, claim, quoting, refused

from app.assistant.answer import Claim
from eval.citations import citation_precision, citation_recall, is_supported, offset_law
from eval.frame_words import is_phrased_in
from eval.metrics import NOT_COUNTED
from ingest.document import Span

QUOTE = "2 Czech prisons had\npartners in Hungary."
TEXTS = {document.source.path: document.text for document in (CZECH, KDI)}


def cited_text(citation) -> str:
    return TEXTS[citation.source.path][citation.start : citation.end]


def supported(one: Claim, *citations, language: str = "nb") -> bool:
    return is_supported(one, citations, language, cited_text)


def test_quoted_words_stand_in_the_cited_stretch_line_breaks_aside():
    assert supported(claim(QUOTE), cite(CZECH, QUOTE))
    assert supported(claim("partners in Hungary."), cite(CZECH, QUOTE))
    assert not supported(claim("3 Czech prisons"), cite(CZECH, QUOTE))
    assert not supported(claim(QUOTE), cite(KDI, "ti land"))
    assert not supported(claim(QUOTE))


def test_it_is_the_document_that_counts_and_not_what_the_citation_says():
    shifted = replace(cite(CZECH, QUOTE), start=0, end=len(QUOTE))

    assert shifted.quote == QUOTE
    assert not supported(claim(QUOTE), shifted)


@pytest.mark.parametrize(
    ("frame", "language", "true"),
    [
        ("Dette sier Prison Service (27. januar 2015). Kilden er på engelsk:", "nb", True),
        ("Dette sier Prison Service (28. januar 2015).", "nb", False),
        ("Dette sier Kriminalomsorgen (27. januar 2015).", "nb", False),
        ("Prison Service (27 January 2015) says this. The source is in English:", "en", True),
        ("Prison Service (27 February 2015) says this.", "en", False),
        ("Same kjelda:", "nn", True),
        ("", "nb", True),
    ],
)
def test_figures_and_names_around_the_quote_are_those_of_the_source(frame, language, true):
    assert supported(claim(QUOTE, frame=frame), cite(CZECH, QUOTE), language=language) is true


def test_a_claim_without_a_quote_may_name_what_it_cites():
    told = Claim(text="Og 126 aktiviteter, sier Prison Service.", citations=(1,), support=0.5)
    wrong = replace(told, text="Og 127 aktiviteter.")
    here = cite(CZECH, "In 2014 there were 126 activities.")

    assert supported(told, here)
    assert not supported(wrong, here)


def test_recall_is_the_share_of_claims_that_are_supported():
    answer = answered([claim("a", 1), claim("b", 2)], [cite(CZECH, "In"), cite(KDI, "har", 2)])
    score = citation_recall(answer, lambda one, cited: cited[0].number == 1)

    assert (score.value, score.weight) == (0.5, 1)
    assert citation_recall(refused(), lambda one, cited: True) == NOT_COUNTED


def test_a_citation_that_is_not_needed_costs_precision():
    # Of three citations the first supports the claim alone; the others neither alone nor together.
    answer = answered(
        [claim("a", 1, 2, 3)], [cite(CZECH, "In"), cite(KDI, "har", 2), cite(KDI, "ti", 3)]
    )
    score = citation_precision(answer, lambda one, cited: any(c.number == 1 for c in cited))

    assert score.value == pytest.approx(1 / 3)


def test_citations_that_only_support_together_are_all_needed():
    answer = answered([claim("a", 1, 2)], [cite(CZECH, "In"), cite(KDI, "har", 2)])

    assert citation_precision(answer, lambda one, cited: len(cited) == 2).value == 1
    assert citation_precision(answer, lambda one, cited: False).value == 0
    assert citation_precision(refused(), lambda one, cited: True) == NOT_COUNTED


def test_the_offset_law():
    right, wrong = cite(CZECH, "In 2014"), replace(cite(KDI, "ti land", 2), start=0)
    answer = answered([claim("a", 1, 2)], [right, wrong])

    assert offset_law(answer, cited_text).value == 0.5
    assert offset_law(refused(), cited_text) == NOT_COUNTED


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_refusal_is_phrased_in_its_language(language):
    answer = refused(language=language)

    assert is_phrased_in(answer, language)
    assert not is_phrased_in(answer, "nn" if language == "en" else "en")


@pytest.mark.parametrize(
    ("frame", "right"),
    [
        ("Dette sier Prison Service. Kilden er på engelsk:", "nb"),
        ("Dette seier Prison Service. Kjelda er på engelsk:", "nn"),
        ("Prison Service says this. The source is in Norwegian:", "en"),
    ],
)
def test_the_phrases_tell_the_language_whatever_the_answer_says(frame, right):
    for language in ("nb", "nn", "en"):
        answer = answered([claim(QUOTE, frame=frame)], [cite(CZECH, QUOTE)], language)

        assert is_phrased_in(answer, language) is (language == right)


def test_an_answer_in_its_own_words_is_recognised_like_a_question():
    told = Claim(text="Det var to fengsler som hadde partnere.", citations=(1,), support=0.5)
    answer = answered([told], [cite(CZECH, QUOTE)])

    assert is_phrased_in(answer, "nb")
    english = replace(told, text="There were two prisons that had partners in the country.")
    assert not is_phrased_in(replace(answer, claims=(english,)), "nb")


def test_a_language_that_is_not_spoken():
    assert not is_phrased_in(quoting(CZECH, QUOTE), "da")


def test_the_quote_itself_has_no_say():
    one = Claim(
        text="Ifølge Prison Service: «The source says this»",
        citations=(1,),
        support=0.5,
        quote=Span(start=25, end=45),
    )

    assert is_phrased_in(answered([one], [cite(CZECH, QUOTE)]), "nb")
