from __future__ import annotations

import warnings

import pytest

from index.query import Filters, Hit, Query, Signal
from ingest.document import Access, Document, Source

with warnings.catch_warnings():
    # LlamaIndex's dependencies warn of their own deprecations when they are imported.
    warnings.simplefilter("ignore")
    from index.llama_index import SamsvarRetriever

DOCUMENT = Document(
    source=Source(
        id="0" * 16, checksum="", path="no/kdi.md", title="Verksted", language="nb", agency="KDI",
        countries=("NO",), published="2014-05",
    ),
    text="Verksted\nMentorer besøker 🛠 verkstedet.",
    pages=(0,),
)  # fmt: skip


class OneHit:
    """A retriever that always finds the same passage, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Query, int]] = []

    def search(self, query: Query, limit: int) -> list[Hit]:
        self.asked.append((query, limit))
        passage = DOCUMENT.passage(
            9, len(DOCUMENT.text), ordinal=0, headings=("Verksted",), language="nb"
        )
        signal = Signal(retriever="dense", rank=1, score=0.9)
        return [Hit(passage=passage, score=0.75, signals=(signal,))]


def test_nodes_carry_offsets_and_the_facts_of_the_source():
    (found,) = SamsvarRetriever(OneHit(), clearance=Access.PUBLIC).retrieve("mentorer")
    node = found.node

    assert found.score == 0.75
    assert DOCUMENT.text[node.start_char_idx : node.end_char_idx] == node.text
    assert node.text == "Mentorer besøker 🛠 verkstedet."
    assert node.metadata == {
        "document": "no/kdi.md", "title": "Verksted", "agency": "KDI", "countries": ["NO"],
        "language": "nb", "published": "2014-05", "page": 1, "headings": ["Verksted"],
    }  # fmt: skip


def test_clearance_filters_and_limit_are_passed_on():
    retriever = OneHit()
    filters = Filters(countries=("NO",))

    SamsvarRetriever(
        retriever, clearance=Access.INTERNAL, filters=filters, similarity_top_k=3
    ).retrieve("mentorer")

    query = Query(text="mentorer", clearance=Access.INTERNAL, filters=filters)
    assert retriever.asked == [(query, 3)]


def test_nobody_can_forget_the_clearance():
    with pytest.raises(TypeError, match="clearance"):
        SamsvarRetriever(OneHit())
