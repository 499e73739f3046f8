"""One contract for search by meaning, by words and by both."""

from __future__ import annotations

import pytest
from fake_embedder import FakeEmbedder

from index.glossary import Glossary
from index.glossary_terms import Term, TermSource
from index.open_index import OpenIndex
from index.query import Filters, Query
from index.search import LONGEST_QUERY, IndexRetriever, QueryError, SearchSettings
from ingest.document import Access
from ingest.errors import SamsvarError

TOPIC = "mentors visit the workshop"


def page(body: str, **facts: str) -> str:
    matter = "".join(f"{key}: {value}\n" for key, value in facts.items())
    return f"---\n{matter}---\n\n# {facts['title']}\n\n{body}\n"


FILES = {
    "no/kdi.md": page(
        "Mentorer besøker verkstedet hver uke, og de innsatte lærer å bygge båter av tre.",
        title="Verksted", agency="KDI", country="NO", language="nb", kind="report",
        published="2014-05-06",
    ),
    "no/nynorsk.md": page(
        "Mentorar vitjar verkstaden kvar veke, og dei innsette lærer å byggje båtar av tre.",
        title="Verkstad", agency="KDI", country="NO", language="nn", kind="handbook",
        published="2014",
    ),
    "cz/visit.md": page(
        "Every month mentors visit the workshop in Prague, and inmates learn to build boats.",
        title="Visit", agency="VSCR", country="CZ", language="en", kind="report",
        published="2015-05",
    ),
    "both/agreement.md": page(
        "Under the agreement mentors visit the workshop of the other country once a year.",
        title="Agreement", agency="Ministry of Justice", countries="[NO, CZ]", language="en",
        kind="agreement", published="2016-11-30",
    ),
    "undated.md": page(
        "Nobody knows when mentors visit the workshop that this undated page tells about.",
        title="Undated", language="en", country="RO",
    ),
    "closed/internal.md": page(
        "Internally it is said that mentors visit the workshop without a permit.",
        title="Internal", language="en", access="internal", country="NO",
    ),
    "closed/restricted.md": page(
        "The restricted annex says mentors visit the workshop on the fourth of May.",
        title="Restricted", language="en", access="restricted", country="NO",
    ),
    "same/one.md": page(
        "This very sentence about lighthouses and foghorns stands in two documents.",
        title="One", language="en", published="2010",
    ),
    "same/two.md": page(
        "This very sentence about LIGHTHOUSES and foghorns stands in two documents!",
        title="Two", language="en", published="2011",
    ),
    "order.md": page(
        "The workshop visit of mentors, and the mentors that visit no workshop at all.",
        title="Order", language="en",
    ),
    "long.md": page(
        "\n\n".join(
            f"Chapter {number} of the long story tells how mentors {verb} with the baker. 🥖"
            for number, verb in enumerate("walk talk sing read write cook row ski".split())
        ),
        title="Long", language="en",
    ),
}  # fmt: skip
NORSE = {"no/kdi.md", "no/nynorsk.md"}
OPEN = sorted(name for name in FILES if not name.startswith("closed/"))


@pytest.fixture(scope="module")
def index(tmp_path_factory, projections):
    from index_desk import Desk

    from ingest.passages import SplitSettings

    desk = Desk(tmp_path_factory.mktemp("contract"), projections)
    desk.put(FILES)
    report = desk.writer(split_settings=SplitSettings(tokens=25, ceiling=60, tiny=0)).ingest(
        [desk.documents]
    )
    assert report.failed == []
    assert report.passages > len(FILES)
    return OpenIndex(desk.paths)


@pytest.fixture(params=["dense", "lexical", "hybrid"])
def search(request, index):
    retriever = IndexRetriever(index, FakeEmbedder(), mode=request.param)

    def run(text: str, limit: int = 100, clearance: Access = Access.PUBLIC, **filters):
        return retriever.search(
            Query(text=text, clearance=clearance, filters=Filters(**filters)), limit
        )

    run.mode = request.param
    return run


def names(hits) -> set[str]:
    return {passage.source.path for hit in hits for passage in (hit.passage, *hit.duplicates)}


@pytest.mark.parametrize(
    ("clearance", "closed"),
    [
        (Access.PUBLIC, set()),
        (Access.INTERNAL, {"closed/internal.md"}),
        (Access.RESTRICTED, {"closed/internal.md", "closed/restricted.md"}),
    ],
)
def test_a_passage_is_found_with_clearance_only(search, clearance, closed):
    for text in (TOPIC, "restricted annex fourth of May", "Internally permit"):
        found = names(search(text, clearance=clearance))
        assert {name for name in found if name.startswith("closed/")} <= closed
    assert closed <= names(search(TOPIC, clearance=clearance))


def test_no_filter_lets_a_closed_passage_through(search):
    assert search(TOPIC, documents=("closed/restricted.md",)) == []
    assert search('"restricted annex"') == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"agencies": ("VSCR",)}, {"cz/visit.md"}),
        ({"countries": ("CZ",)}, {"cz/visit.md", "both/agreement.md"}),
        ({"countries": ("RO", "CZ")}, {"cz/visit.md", "both/agreement.md", "undated.md"}),
        ({"languages": ("nb",)}, {"no/kdi.md"}),
        ({"languages": ("nn", "nb")}, {"no/kdi.md", "no/nynorsk.md"}),
        ({"kinds": ("agreement", "handbook")}, {"both/agreement.md", "no/nynorsk.md"}),
        ({"documents": ("undated.md", "cz/visit.md")}, {"undated.md", "cz/visit.md"}),
        ({"kinds": ("report",), "countries": ("CZ",)}, {"cz/visit.md"}),
        ({"published_to": "2014-05-06", "countries": ("NO",)}, {"no/kdi.md", "no/nynorsk.md"}),
        ({"published_to": "2014-05-05", "countries": ("NO",)}, {"no/nynorsk.md"}),
        ({"published_from": "2014", "published_to": "2014"}, {"no/kdi.md", "no/nynorsk.md"}),
        ({"published_from": "2015", "published_to": "2016-11"},
         {"cz/visit.md", "both/agreement.md"}),
        ({"published_from": "2016-11-30"}, {"both/agreement.md"}),
        ({"published_from": "2016-12"}, set()),
        ({"published_from": "2015-05", "published_to": "2015-05"}, {"cz/visit.md"}),
        ({"agencies": ("Nobody",)}, set()),
        ({"documents": ("gone.md",)}, set()),
    ],
)  # fmt: skip
def test_a_filter_admits_what_it_names_and_nothing_else(search, filters, expected):
    text = f"{TOPIC} mentorer verkstedet mentorar verkstaden"

    assert names(search(text, **filters)) == expected


@pytest.mark.parametrize("date", ["i går", "2014-5", "14", "2014-05-06T12:00", ""])
def test_a_date_that_is_none_is_refused_before_any_search(date):
    with pytest.raises(SamsvarError, match="YYYY-MM-DD"):
        Filters(published_from=date)


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_no_more_hits_than_asked_for_and_the_same_first_ones(search, limit):
    many = search(TOPIC)

    assert search(TOPIC, limit) == many[:limit]
    assert len(many) > 5


@pytest.mark.parametrize("limit", [0, -1])
def test_no_hits_asked_for_are_no_hits(search, limit):
    assert search(TOPIC, limit) == []


def test_hits_come_best_first_each_with_its_signals(search):
    hits = search(TOPIC)
    legs = {"dense", "lexical"} if search.mode == "hybrid" else {search.mode}

    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.score <= 1 + 1e-6 for hit in hits)
    assert {signal.retriever for hit in hits for signal in hit.signals} == legs
    assert all(hit.signals and signal.rank >= 1 for hit in hits for signal in hit.signals)


def test_the_same_question_gives_the_same_hits(search):
    assert search(TOPIC) == search(TOPIC)


def test_the_words_of_a_page_find_that_page(search):
    assert search("lighthouses foghorns two documents", 1)[0].passage.source.path in (
        "same/one.md",
        "same/two.md",
    )
    assert search("agreement other country once a year", 1)[0].passage.source.path == (
        "both/agreement.md"
    )


def test_passages_of_the_same_words_are_one_hit(search):
    (hit,) = [hit for hit in search("lighthouses foghorns") if "foghorns" in hit.passage.text]

    assert [passage.source.path for passage in (hit.passage, *hit.duplicates)] in (
        ["same/one.md", "same/two.md"],
        ["same/two.md", "same/one.md"],
    )


@pytest.mark.parametrize(
    "text",
    [
        '"mentors visit the workshop"',
        "«mentors visit the workshop»",
        "“mentors visit the workshop”",
        'where do "MENTORS  visit the workshop" today?',
    ],
)
def test_words_in_quotation_marks_must_stand_in_that_order(search, text):
    assert names(search(text)) == {"cz/visit.md", "both/agreement.md", "undated.md"}


def test_several_quoted_phrases_must_all_stand_there(search):
    assert names(search('"mentors visit" "undated page"')) == {"undated.md"}
    assert names(search('"mentors visit" «lighthouses»')) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prague OR lighthouses", {"cz/visit.md", "same/one.md", "same/two.md"}),
        ("mentors AND Prague OR undated", {"cz/visit.md", "undated.md"}),
        ("visit AND agreement -Prague", {"both/agreement.md"}),
        ("mentors work* AND Prague", {"cz/visit.md"}),
        ("verkst*", NORSE),
        ("lighth* -one", {"same/one.md", "same/two.md"}),
        ("mentors AND fifty", set()),
    ],
)  # fmt: skip
def test_what_a_search_asks_for_holds_in_every_mode(search, text, expected):
    assert names(search(text)) == expected


@pytest.mark.parametrize(
    ("left_out", "holding"),
    [
        ("-Prague", {"cz/visit.md"}),
        ('-"mentors visit"', {"cz/visit.md", "both/agreement.md", "undated.md"}),
        ("-agree* -undated", {"both/agreement.md", "undated.md"}),
    ],
)
def test_what_is_left_out_is_all_that_is_missing(search, left_out, holding):
    everything = names(search(TOPIC))

    assert holding <= everything
    assert names(search(f"{TOPIC} {left_out}")) == everything - holding


def test_only_words_to_leave_out_are_refused_in_words(search):
    with pytest.raises(QueryError, match="only words to leave out"):
        search('-Prague -"mentors visit"')


def test_the_nearest_are_found_however_few_are_admitted(index):
    retriever = IndexRetriever(
        index, FakeEmbedder(), mode="dense", settings=SearchSettings(depth=1)
    )
    for text in ('foghorns "Prague"', "foghorns -lighthouses -mentors"):
        query = Query(text=text, clearance=Access.PUBLIC)
        (hit,) = retriever.search(query, 1)
        assert "foghorns" not in hit.passage.text


def test_quoted_letters_of_norwegian(search):
    assert names(search("«å bygge båter»")) == {"no/kdi.md"}


def test_no_phrase_stands_in_a_heading(search):
    assert search('"Agreement Under"') == []


def test_an_apostrophe_or_a_lone_quotation_mark_is_no_phrase(search):
    assert len(search("mentors' workshop \" visit")) > 3


@pytest.mark.parametrize("text", ["", "  \n\t ", "👍🇳🇴", "?!", "«»", "\ud800abc"])
def test_a_query_without_words_is_refused_in_words(search, text):
    with pytest.raises(QueryError) as refused:
        search(text)
    assert refused.value.what.startswith("the question")
    assert refused.value.remedy


def test_a_query_as_long_as_a_book_is_refused(search):
    assert search("workshop " * (LONGEST_QUERY // 9))
    with pytest.raises(QueryError, match="100,000 characters"):
        search("a" * 100_000)


@pytest.mark.parametrize(
    "text",
    ["workshop AND (visit", "title:workshop^2", "workshop\x00visit", "'; DROP TABLE passages", "*"
     " workshop", "number:[1 TO 2]", "e\u0301t\u0301 workshop", "WORKSHOP" * 400],
)  # fmt: skip
def test_no_query_is_read_as_a_command(search, text):
    assert all(name in OPEN for name in names(search(text)))


def test_the_offset_law_holds_for_every_hit(search, index):
    shelf = index.generation().shelf
    hits = [hit for text in (TOPIC, "long story baker", "båter") for hit in search(text)]
    passages = [passage for hit in hits for passage in (hit.passage, *hit.duplicates)]

    assert any("🥖" in passage.text for passage in passages)
    for passage in passages:
        text = shelf.document(passage.source.path).text
        assert text[passage.start : passage.end] == passage.text


def test_an_index_without_documents_answers_with_nothing(desk, search):
    desk.ingest()

    assert desk.search(TOPIC, mode=search.mode) == []


@pytest.mark.parametrize("mode", ["lexical", "hybrid"])
def test_a_typing_error_still_finds_the_page(index, mode):
    retriever = IndexRetriever(index, FakeEmbedder(), mode=mode)

    (hit,) = retriever.search(Query(text="lighthuoses", clearance=Access.PUBLIC), 1)

    assert "foghorns" in hit.passage.text


def test_the_weights_decide_between_meaning_and_words(index):
    query = Query(text=TOPIC, clearance=Access.PUBLIC, language="en")

    def scores(weight: float) -> dict[str, float]:
        settings = SearchSettings(dense_weight=weight, foreign_dense_weight=weight)
        hits = IndexRetriever(index, FakeEmbedder(), settings=settings).search(query, 100)
        return {hit.passage.id: hit.score for hit in hits}

    words, both, meaning = scores(0.0), scores(0.5), scores(1.0)

    assert words != meaning
    for passage, score in both.items():
        assert score == pytest.approx((words[passage] + meaning[passage]) / 2)


def test_only_the_share_of_foreign_passages_changes_with_their_weight(index):
    query = Query(text=TOPIC, clearance=Access.PUBLIC, language="en")

    def score(weight: float) -> dict[str, float]:
        settings = SearchSettings(foreign_dense_weight=weight)
        hits = IndexRetriever(index, FakeEmbedder(), settings=settings).search(query, 100)
        return {hit.passage.source.path: hit.score for hit in reversed(hits)}

    low, high = score(0.1), score(1.0)
    changed = {name for name in low if low[name] != pytest.approx(high[name])}

    assert changed
    assert changed <= {"no/kdi.md", "no/nynorsk.md"}


def test_among_the_words_a_term_is_found_by_its_name_in_the_language_of_each_passage(index):
    workshop = Term(
        id="workshop",
        forms={"nb": ("verksted",), "nn": ("verkstad",), "en": ("workshop",)},
        definition={"nb": "Der noe lages.", "en": "Where things are made."},
        source=TermSource(name="Ours"),
    )
    query = Query(text="verksted", clearance=Access.PUBLIC, language="nb")

    def by_words(**settings: bool) -> set[str]:
        retriever = IndexRetriever(
            index,
            FakeEmbedder(),
            settings=SearchSettings(**settings),
            glossary=lambda: Glossary([workshop]),
        )
        return {
            hit.passage.language
            for hit in retriever.search(query, 100)
            if any(signal.retriever == "lexical" for signal in hit.signals)
        }

    assert by_words(names_among_words=True) == {"nb", "nn", "en"}
    assert by_words() == {"nb", "nn"}
