"""Answers of verbatim quotes: few, different, and pointing where they say."""

from __future__ import annotations

import pytest
from assistant_fakes import make_evidence, make_passage
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.answer import Evidence
from app.assistant.compose import Composed, ExtractiveComposer
from ingest.document import Span


class FirstDigits:
    """Locates the first run of digits."""

    def locate(self, question: str, evidence: Evidence) -> Span | None:
        digits = [i for i, sign in enumerate(evidence.text) if sign in "0123456789"]
        if not digits:
            return None
        end = digits[0]
        while end in digits:
            end += 1
        return Span(start=evidence.start + digits[0], end=evidence.start + end)


def compose(*evidence: Evidence, language: str = "nb") -> list[Composed]:
    return list(ExtractiveComposer(FirstDigits()).compose("Hva?", evidence, language))


SENTENCES = [
    "Alfa bygger broer.",
    "Beta selger fisk.",
    "Gamma synger høyt.",
    "Delta maler hus.",
    "Epsilon kjører buss.",
]


def test_at_most_three_claims_each_with_its_citation():
    passage = make_passage(" ".join(SENTENCES))
    composed = compose(*(make_evidence(passage, text) for text in SENTENCES))

    assert [part.citation.quote for part in composed] == SENTENCES[:3]
    assert [part.citation.number for part in composed] == [1, 2, 3]
    assert [part.claim.citations for part in composed] == [(1,), (2,), (3,)]


def test_what_is_far_less_sure_than_the_best_is_left_out():
    passage = make_passage(" ".join(SENTENCES))
    scores = (0.9, 0.4, 0.3, 0.2)
    composed = compose(
        *(make_evidence(passage, *pair) for pair in zip(SENTENCES, scores, strict=False))
    )

    assert [part.claim.support for part in composed] == [0.9, 0.4]


def test_no_two_claims_overlap():
    passage = make_passage(" ".join(SENTENCES))
    composed = compose(
        make_evidence(passage, SENTENCES[0]),
        make_evidence(passage, " ".join(SENTENCES[:2])),
        make_evidence(passage, SENTENCES[1]),
    )

    assert [part.citation.quote for part in composed] == SENTENCES[:2]


def test_the_same_offsets_in_another_document_do_not_overlap():
    one, other = make_passage(SENTENCES[0]), make_passage(SENTENCES[1], path="b.md")

    assert len(compose(make_evidence(one, SENTENCES[0]), make_evidence(other, SENTENCES[1]))) == 2


@pytest.mark.parametrize(
    "again",
    ["KDI har ansvar for samarbeid med 10 land.", "KDI HAR ANSVAR for samarbeid med ti land!"],
)
def test_near_duplicates_are_said_once(again):
    first = "KDI har ansvar for samarbeid med 10 land."
    composed = compose(
        make_evidence(make_passage(first), first),
        make_evidence(make_passage(again, path="b.md"), again),
    )

    assert len(composed) == 1


@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(str.strip),
    st.sampled_from(["nb", "nn", "en"]),
    st.sampled_from(["nb", "en", "cs", "und"]),
)
def test_the_quote_and_what_is_emphasised_stand_where_they_say(quote, language, source_language):
    passage = make_passage(quote, before="Før 🦊. ", agency="KDI", language=source_language)
    (part,) = compose(make_evidence(passage, quote), language=language)
    said, citation = part.claim, part.citation

    assert said.quote is not None
    assert said.text[said.quote.start : said.quote.end] == quote.replace("\n", " ")
    assert citation.quote == quote == ("Før 🦊. " + quote)[citation.start : citation.end]
    for span in said.emphasis:
        assert said.quote.start <= span.start < span.end <= said.quote.end
        assert set(said.text[span.start : span.end]) <= set("0123456789")


def test_line_breaks_become_spaces_in_what_is_said_only():
    quote = "Det kom\n42 gjester."
    (part,) = compose(make_evidence(make_passage(quote), quote))

    assert part.claim.text == "I «Årsmelding» står det: «Det kom 42 gjester.»"
    assert part.citation.quote == quote
    assert [part.claim.text[span.start : span.end] for span in part.claim.emphasis] == ["42"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Dette sier NORLAU (august 2020). Kilden er på engelsk: «It has 42 guests.»"),
        ("nn", "Dette seier NORLAU (august 2020). Kjelda er på engelsk: «It has 42 guests.»"),
        ("en", "According to NORLAU (August 2020): “It has 42 guests.”"),
    ],
)
def test_a_foreign_quote_is_introduced_as_such(language, said):
    quote = "It has 42 guests."
    passage = make_passage(quote, agency="NORLAU", published="2020-08", language="en")
    (part,) = compose(make_evidence(passage, quote), language=language)

    assert part.claim.text == said
    assert part.citation.language == "en"


def test_no_place_no_emphasis():
    (part,) = compose(make_evidence(make_passage("Ingen tall."), "Ingen tall."))

    assert part.claim.emphasis == ()
