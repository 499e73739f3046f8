"""The offset law from file to answer: over a real index, without a model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from assistant_fakes import FakeHoldings, FakePassageReader, saying, weights
from fake_embedder import FakeEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st

from app.assistant.answer import Answer
from app.assistant.assistant import Assistant, AssistantSettings
from app.assistant.compose import ExtractiveComposer
from app.assistant.evidence import SentenceReader
from app.assistant.select import EvidenceSelector
from app.assistant.steps import Finished
from app.desk import LanguageChoice
from index.build import IndexWriter
from index.open_index import OpenIndex
from index.paths import IndexPaths
from index.rerank import RerankingRetriever
from index.search import IndexRetriever
from index.similarity import Similarity
from ingest.document import Access, Document

DOCUMENTS = {
    "kdi/stab.md": "# Stab 🦊\n\nInternasjonal stab i KDI har fem ansatte. De reiser mye.\n\n"
    "## Mål\n\nStaben har tre mål:\n\n- færre isolerte\n- bedre opplæring\n- 10 nye avtaler\n",
    "czech/2014.txt": "Prison partners\n\nTwo Czech prisons have partners in Hungary.\n"
    "The partners sent 42 questionnaires in 2014. Pavel Ondrášek led the service.\n",
    "krus/kurs.html": "<html><head><title>Kurs</title></head><body><h1>Kurs</h1><p>Kurset varer i "
    "to&nbsp;veker. Det kostar 2,5 mill. kroner, og 30 tilsette<br>deltek kvart år.</p></body>"
    "</html>",
}
WORDS = (
    "hvor mange hvem når hva koster ansatte KDI Czech prisons partners Hungary 2014 questionnaires "
    "kurset tilsette veker mål opplæring who leads how many kva kostar stab avtaler Haiti"
).split()


@dataclass(frozen=True)
class Library:
    """A small index, asked by assistants of any threshold."""

    index: OpenIndex
    embedder: FakeEmbedder

    def document(self, path: str) -> Document:
        return self.index.generation().shelf.document(path)

    def ask(self, question: str, language: LanguageChoice, *, threshold: float) -> Answer:
        similar = Similarity(self.embedder, self.index.paths.models)
        passages = FakePassageReader(span=saying("partners"))
        reader = SentenceReader(similar, passages, weights())
        generation = self.index.generation()
        assistant = Assistant(
            retriever=RerankingRetriever(IndexRetriever(self.index, self.embedder), passages),
            reader=reader,
            selector=EvidenceSelector(reader, similar),
            composer=ExtractiveComposer(reader),
            clearance=Access.PUBLIC,
            holdings=FakeHoldings(
                held=generation.shelf.sources(), fingerprint=generation.manifest.fingerprint
            ),
            settings=AssistantSettings(threshold=threshold),
        )
        *_, last = assistant.ask(question, language=language)
        assert isinstance(last, Finished)
        return last.answer


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("small-index")
    for name, text in DOCUMENTS.items():
        path = folder / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    embedder = FakeEmbedder()
    report = IndexWriter(IndexPaths(folder / "data"), embedder).ingest([folder / "documents"])
    assert report.failed == []
    return Library(OpenIndex(IndexPaths(folder / "data")), embedder)


@settings(max_examples=50)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.sampled_from(["nb", "nn", "en"])
)
def test_every_citation_is_the_words_of_its_document(library, words, language):
    # Everything is sure enough, so that everything gets cited.
    answer = library.ask(" ".join(words), language, threshold=0.0)

    assert answer.index == library.index.generation().manifest.fingerprint
    assert answer.status == "answered"
    for claim, citation in zip(answer.claims, answer.citations, strict=True):
        document = library.document(citation.source.path)
        assert document.text[citation.start : citation.end] == citation.quote
        assert document.page_at(citation.start) == citation.page
        assert claim.quote is not None
        said = claim.text[claim.quote.start : claim.quote.end]
        # A list keeps its lines; elsewhere a line break is a space.
        assert said in (citation.quote, citation.quote.replace("\n", " "))


def test_what_came_nearest_is_the_words_of_its_document(library):
    answer = library.ask("Hvor mange ansatte har KDI?", "nb", threshold=1.1)

    assert answer.status == "not_found"
    assert answer.nearest
    for near in answer.nearest:
        assert library.document(near.source.path).text[near.start : near.end] == near.quote
