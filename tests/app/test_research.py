"""What was found: kept, narrowed, counted, marked and judged document by document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
import pytest
from fake_reader import FakePassageReader, saying
from hypothesis import given, settings
from hypothesis import strategies as st

from app.assistant.evidence import SentenceReader
from app.research.listing import list_documents
from app.research.matched import matched_spans
from app.research.narrowing import (
    FacetValue,
    Selection,
    document_count,
    facet_values,
    narrowed,
    ordered,
)
from app.research.nearness import is_question, standing_out
from app.research.research import IndexResearch
from app.research.search import ResearchSearch
from index.query import Hit, Query
from index.wording import Wording
from ingest.document import Access, Document, Source


def document(path: str, text: str, **facts: object) -> Document:
    known: dict[str, object] = {"title": path, "language": "nb", **facts}
    return Document(source=Source(id=path, checksum="", path=path, **known), text=text)  # type: ignore[arg-type]


def hit(path: str, text: str, score: float = 1.0, **facts: object) -> Hit:
    made = document(path, text, **facts)
    passage = made.passage(0, len(text), ordinal=0, language=made.source.language)
    return Hit(passage=passage, score=score, signals=())


KDI = hit(
    "kdi.md", "Mentorene drar til Latvia.", agency="KDI", countries=("NO", "LV"),
    kind="report", published="2014-05",
)  # fmt: skip
SPPS = hit(
    "spps.md", "Mentorer i Kenya.", 0.9, agency="SPPS", countries=("SE",), language="sv",
    published="2019",
)  # fmt: skip
BARE = hit("bare.md", "Ingen vet noe om dette.", 0.8)
HITS = (KDI, SPPS, BARE)


def paths(hits: Sequence[Hit]) -> list[str]:
    return [one.passage.source.path for one in hits]


@pytest.mark.parametrize(
    ("selection", "left"),
    [
        (Selection(), ["kdi.md", "spps.md", "bare.md"]),
        (Selection(agencies=("KDI", "SPPS")), ["kdi.md", "spps.md"]),
        (Selection(countries=("LV",)), ["kdi.md"]),
        (Selection(languages=("sv",)), ["spps.md"]),
        (Selection(kinds=("document",)), ["spps.md", "bare.md"]),
        (Selection(years=("2014", "2019")), ["kdi.md", "spps.md"]),
        (Selection(agencies=("KDI",), years=("2019",)), []),
    ],
)
def test_hits_are_narrowed_to_what_was_chosen(selection, left):
    assert paths(narrowed(HITS, selection)) == left
    assert bool(selection) == (selection != Selection())


def test_where_the_same_words_stand_twice_the_chosen_document_is_shown():
    folded = replace(KDI, duplicates=(SPPS.passage, BARE.passage))

    (shown,) = narrowed([folded], Selection(languages=("sv",)))
    assert (shown.passage, shown.duplicates) == (SPPS.passage, ())
    assert document_count([folded]) == 3


def test_a_facet_counts_documents_and_is_not_narrowed_by_itself():
    again = replace(KDI, score=0.5)
    facets = facet_values((*HITS, again), Selection(agencies=("KDI",), years=("1999",)))

    assert facets["agencies"] == (FacetValue(value="KDI", documents=0),)
    chosen = facet_values((*HITS, again), Selection(agencies=("KDI",)))
    assert chosen["agencies"] == (
        FacetValue(value="KDI", documents=1),
        FacetValue(value="SPPS", documents=1),
    )
    assert [one.value for one in chosen["countries"]] == ["LV", "NO"]
    assert [one.value for one in facet_values(HITS, Selection())["years"]] == ["2019", "2014"]


@given(
    st.builds(
        Selection,
        agencies=st.lists(st.sampled_from(["KDI", "SPPS", "?"]), max_size=2).map(tuple),
        countries=st.lists(st.sampled_from(["NO", "LV", "SE"]), max_size=2).map(tuple),
        years=st.lists(st.sampled_from(["2014", "2019"]), max_size=1).map(tuple),
    )
)
def test_a_facet_tells_what_choosing_it_alone_would_leave(selection):
    for facet, values in facet_values(HITS, selection).items():
        for one in values:
            alone = replace(selection, **{facet: (one.value,)})
            assert document_count(narrowed(HITS, alone)) == one.documents


def test_the_newest_comes_first_and_what_has_no_date_last():
    assert paths(ordered((BARE, KDI, SPPS), "date")) == ["spps.md", "kdi.md", "bare.md"]
    assert paths(ordered((BARE, KDI), "relevance")) == ["bare.md", "kdi.md"]


@pytest.mark.parametrize(
    ("search", "marked"),
    [
        ("fengsel", ["Fengslene", "fengselsvesenet"]),
        ("selvmord", []),
        ("hva er KDI?", ["KDI"]),
        ('"KDI selv"', ["KDI selv"]),
        ("feng*", ["Fengslene", "fengselsvesenet"]),
        ("fengselsvesenet OR KDI", ["fengselsvesenet", "KDI"]),
        ("-KDI fengslene", ["Fengslene"]),
    ],
)
def test_the_words_that_were_searched_for_are_marked(search, marked):
    text = "Fengslene i fengselsvesenet er KDI selv på."
    spans = matched_spans(text, Wording.of(search))

    assert [text[span.start : span.end] for span in spans] == marked


@settings(max_examples=60)
@given(st.text(max_size=40), st.text(max_size=20))
def test_marks_lie_in_the_text_and_apart(text, search):
    spans = matched_spans(text, Wording.of(search))

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("search", "asks"),
    [
        ("Hvem leder KDI", True),
        ("Is it so?", True),
        ("nordisk samarbeid", False),
        ("mentor Latvia", False),
        ("whatever", False),
    ],
)
def test_a_question_is_told_from_a_few_words(search, asks):
    assert is_question(search) is asks


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("fengsel", True),
        ("mentor i Latvia", True),
        ('"dynamisk sikkerhet"', True),
        ("tsjekkiske fengsler partnere Ungarn", False),
        ("Hvem leder KDI", False),
        ("KDI?", False),
    ],
)
def test_the_passages_are_read_for_a_question_but_not_for_a_name(search, names):
    asked: list[str] = []

    class Listening:
        def __init__(self, kind: str) -> None:
            self.kind = kind

        def search(self, query: Query, limit: int) -> list[Hit]:
            asked.append(self.kind)
            return list(HITS[:limit])

    both = ResearchSearch(questions=Listening("question"), names=Listening("name"))

    assert both.search(Query(text=search, clearance=Access.PUBLIC), 2) == list(HITS[:2])
    assert asked == ["name" if names else "question"]


def test_what_stands_out_in_meaning_is_near():
    crowd = [hit(f"{n}.md", "Noe annet.", 0.5 + n / 1000) for n in range(40)]
    near = hit("near.md", "Mentorer.", 0.9)

    assert standing_out([near, *crowd]) == {near.passage.id}
    assert standing_out(crowd) == frozenset()
    assert len(standing_out(crowd[:5])) == 5


@dataclass
class Listed:
    """A retriever that finds these."""

    hits: Sequence[Hit]
    queries: list[Query] = field(default_factory=list)

    def search(self, query: Query, limit: int) -> list[Hit]:
        self.queries.append(query)
        return list(self.hits)[:limit]


@dataclass
class Shelf:
    found: Sequence[Hit]
    fingerprint: str = "one"

    def sources(self) -> tuple[Source, ...]:
        return tuple(one.passage.source for one in self.found)


def sentences(passages: FakePassageReader) -> SentenceReader:
    return SentenceReader(lambda question, texts: np.zeros(len(texts), np.float32), passages)


def research(hits: Sequence[Hit], shelf: Shelf, answer: str = "ikke der") -> IndexResearch:
    passages = FakePassageReader(span=saying(answer))
    return IndexResearch(
        retrievers={mode: Listed(hits) for mode in ("hybrid", "dense", "lexical")},
        passages=passages,
        sentences=sentences(passages),
        holdings=shelf,
        clearance=Access.PUBLIC,
    )


CROWD = tuple(hit(f"crowd/{n}.md", "Noe helt annet står her.", 0.05) for n in range(40))


@pytest.mark.parametrize(
    ("search", "mode", "found"),
    [
        ("Hvem drar til Latvia?", "hybrid", ["kdi.md", "spps.md", "bare.md"]),
        ("mentor", "lexical", ["kdi.md", "spps.md"]),
        ("mentor", "hybrid", ["kdi.md", "spps.md", "bare.md"]),
    ],
)
def test_what_has_nothing_to_do_with_a_search_is_no_hit(search, mode, found):
    hits = (*HITS, *CROWD)

    assert paths(research(hits, Shelf(hits)).find(search, mode).hits) == found


def test_what_ranks_beside_the_words_is_found_in_other_languages_too():
    foreign = hit("czech.md", "Advisers went to Riga.", 0.8)
    hits = (KDI, foreign, *CROWD)
    found = research(hits, Shelf(hits)).find("Latvia", "hybrid")

    assert paths(found.hits) == ["kdi.md", "czech.md"]


def test_what_holds_the_words_asked_for_is_a_hit_however_faint():
    faint = (replace(KDI, score=0.001),)
    found = research(faint, Shelf(faint)).find('"drar til" fengsel', "hybrid")

    assert paths(found.hits) == ["kdi.md"]
    assert [str(term) for (term,) in found.wording.required] == ["drar til"]


def test_a_search_is_remembered_until_the_index_changes():
    shelf = Shelf(HITS)
    kept = research(HITS, shelf)
    retriever = kept._retrievers["hybrid"]
    for _ in range(3):
        kept.find("Hvem?", "hybrid")
    assert len(retriever.queries) == 1
    shelf.fingerprint = "two"
    kept.find("Hvem?", "hybrid")

    assert len(retriever.queries) == 2
    assert {query.clearance for query in retriever.queries} == {Access.PUBLIC}


def test_the_best_sentence_of_a_phrase_is_the_one_that_holds_it():
    two = hit("two.md", "Alle tema nevnes her. Det nye kurset varer ett år.")
    best = research([two], Shelf([two])).best_sentences('tema "ett år"', [two])

    assert best[two.passage.id].text == "Det nye kurset varer ett år."


def verdicts(search: str, hits: Sequence[Hit], answer: str = "ikke der") -> dict[str, str]:
    listing = research(hits, Shelf(HITS), answer).list_documents(search)
    return {one.source.path: one.verdict for one in listing.documents}


def test_of_a_few_words_the_documents_that_hold_them_are_clear():
    said = verdicts("mentor Latvia", (*HITS, *CROWD))

    assert said == {"kdi.md": "clear", "spps.md": "perhaps", "bare.md": "perhaps"}


def test_of_a_phrase_nothing_else_counts():
    assert verdicts('"til Latvia"', (KDI,)) == {
        "kdi.md": "clear",
        "spps.md": "nothing",
        "bare.md": "nothing",
    }


def test_a_question_is_judged_by_what_the_reader_makes_of_it():
    faint = (KDI, replace(SPPS, score=0.1), replace(BARE, score=0.1))

    said = verdicts("Hvor drar mentorene?", faint, answer="til Latvia")
    assert said["kdi.md"] in ("clear", "perhaps")
    assert (said["spps.md"], said["bare.md"]) == ("nothing", "nothing")


def test_every_document_is_listed_once_and_counted():
    passages = FakePassageReader()
    told: list[tuple[int, int]] = []
    listing = list_documents(
        Wording.of("mentor"),
        HITS,
        [one.passage.source for one in (BARE, SPPS, KDI)],
        passages=passages,
        sentences=sentences(passages),
        near=frozenset(),
        progress=lambda done, total: told.append((done, total)),
    )

    assert [one.source.path for one in listing.documents] == ["kdi.md", "spps.md", "bare.md"]
    assert dict(listing.counts) == {"clear": 2, "perhaps": 0, "nothing": 1}
    assert told == [(0, 2), (2, 2)]
    assert listing.documents[0].sentence.text == "Mentorene drar til Latvia."
    assert listing.documents[-1].hit is None
