"""Answers of verbatim quotes, pointing where they say."""

from __future__ import annotations

import pytest
from assistant_fakes import FirstDigits, make_evidence, make_passage
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.answer import Evidence
from app.assistant.compose import Composed, ExtractiveComposer, Matter


def compose(*evidence: Evidence, language: str = "nb") -> list[Composed]:
    matter = Matter(question="Hva?", evidence=evidence)
    return list(ExtractiveComposer(FirstDigits()).compose("Hva?", [matter], language))


SENTENCES = ["Alfa bygger broer.", "Beta selger fisk.", "Gamma synger høyt."]


def test_one_claim_a_piece_each_with_its_citation():
    passage = make_passage(" ".join(SENTENCES))
    composed = compose(*(make_evidence(passage, text, 0.7) for text in SENTENCES))

    assert [part.citations[0].quote for part in composed] == SENTENCES
    assert [[cited.number for cited in part.citations] for part in composed] == [[1], [2], [3]]
    assert [part.claim.citations for part in composed] == [(1,), (2,), (3,)]
    assert [part.claim.support for part in composed] == [0.7, 0.7, 0.7]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "«Polen | 17» (kolonnene er Land | 2014)"),
        ("nn", "«Polen | 17» (kolonnane er Land | 2014)"),
        ("en", "“Polen | 17” (the columns are Land | 2014)"),
    ],
)
def test_a_row_of_a_table_is_said_with_its_columns(language, said):
    passage = make_passage("Land | 2014\nPolen | 17")
    (part,) = compose(
        make_evidence(passage, "Polen | 17", columns="Land | 2014"), language=language
    )

    assert part.claim.text.endswith(said)
    assert part.claim.text[part.claim.quote.start : part.claim.quote.end] == "Polen | 17"
    assert part.citations[0].quote == "Polen | 17"


def test_a_list_keeps_its_lines():
    passage = make_passage("Målene er:\n- læring\n- helse")
    (part,) = compose(make_evidence(passage, passage.text, is_list=True))

    assert part.claim.text.endswith(":\n«Målene er:\n- læring\n- helse»")
    assert part.claim.text[part.claim.quote.start : part.claim.quote.end] == passage.text


def test_no_evidence_no_claims():
    assert compose() == []


def test_citations_count_from_the_first_number():
    passage = make_passage(" ".join(SENTENCES))
    matters = [
        Matter(question=text, evidence=(make_evidence(passage, text),)) for text in SENTENCES[:2]
    ]
    composed = list(
        ExtractiveComposer(FirstDigits()).compose("Hva?", matters, "nb", first_number=4)
    )

    assert [part.citations[0].number for part in composed] == [4, 5]
    assert [part.claim.citations for part in composed] == [(4,), (5,)]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Samme kilde: «B b.»"),
        ("nn", "Same kjelda: «B b.»"),
        ("en", "The same source: “B b.”"),
    ],
)
def test_a_source_is_introduced_once_in_a_row(language, said):
    one = make_passage("A a. B b.", agency="KDI", language="nb")
    other = make_passage("C c.", path="b.md", agency="KDI", language="nb")
    quoted = [(one, "A a."), (one, "B b."), (other, "C c."), (one, "A a.")]
    composed = compose(*(make_evidence(*pair) for pair in quoted), language=language)
    texts = [part.claim.text for part in composed]

    assert texts[1] == said
    assert "KDI" in texts[0]
    assert "KDI" in texts[2]
    assert texts[3] == texts[0]


@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(str.strip),
    st.sampled_from(["nb", "nn", "en"]),
    st.sampled_from(["nb", "en", "cs", "und"]),
)
def test_the_quote_and_what_is_emphasised_stand_where_they_say(quote, language, source_language):
    passage = make_passage(quote, before="Før 🦊. ", agency="KDI", language=source_language)
    (part,) = compose(make_evidence(passage, quote), language=language)
    said, citation = part.claim, part.citations[0]

    assert said.quote is not None
    assert said.text[said.quote.start : said.quote.end] == quote.replace("\n", " ")
    assert citation.quote == quote == ("Før 🦊. " + quote)[citation.start : citation.end]
    for span in said.emphasis:
        assert said.quote.start <= span.start < span.end <= said.quote.end
        assert set(said.text[span.start : span.end]) <= set("0123456789")


def test_each_matter_is_located_by_its_own_question_and_introduced_anew():
    asked: list[str] = []

    class Locator(FirstDigits):
        def locate(self, question, evidence):
            asked.append(question)

    passage = make_passage(" ".join(SENTENCES))
    one, two = (make_evidence(passage, text) for text in SENTENCES[:2])
    matters = [Matter(question="En?", evidence=(one,)), Matter(question="To?", evidence=(two,))]
    composed = list(ExtractiveComposer(Locator()).compose("Hva?", matters, "nb"))

    assert asked == ["En?", "To?"]
    assert [part.claim.citations for part in composed] == [(1,), (2,)]
    assert all("Årsmelding" in part.claim.text for part in composed)


def test_line_breaks_become_spaces_in_what_is_said_only():
    quote = "Det kom\n42 gjester."
    (part,) = compose(make_evidence(make_passage(quote), quote))

    assert part.claim.text == "I «Årsmelding» står det: «Det kom 42 gjester.»"
    assert part.citations[0].quote == quote
    assert [part.claim.text[span.start : span.end] for span in part.claim.emphasis] == ["42"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Dette sier NORLAU (per august 2020). Kilden er på engelsk: «It has 42 guests.»"),
        ("nn", "Dette seier NORLAU (per august 2020). Kjelda er på engelsk: «It has 42 guests.»"),
        ("en", "According to NORLAU (as of August 2020): “It has 42 guests.”"),
    ],
)
def test_a_foreign_quote_is_introduced_as_such(language, said):
    quote = "It has 42 guests."
    passage = make_passage(quote, agency="NORLAU", published="2020-08", language="en")
    (part,) = compose(make_evidence(passage, quote), language=language)

    assert part.claim.text == said
    assert part.citations[0].language == "en"


def test_no_place_no_emphasis():
    (part,) = compose(make_evidence(make_passage("Ingen tall."), "Ingen tall."))

    assert part.claim.emphasis == ()
