"""The page over a scripted language model and documents made on the spot, for Streamlit to run."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

import streamlit as st
from assistant_fakes import FakeReader, FakeRetriever, FakeSelector, FirstDigits, make_hit
from fake_desk import CZECH, KDI, NOWHERE, cite
from fake_research import FakeResearch
from pydantic import SecretStr
from scripted_endpoint import MODEL

from app.assistant.answer import Evidence
from app.assistant.assistant import Assistant, AssistantSettings
from app.assistant.compose import ExtractiveComposer
from app.assistant.endpoint import EndpointModel
from app.assistant.facts.names import NameFinder
from app.assistant.generative import GenerativeComposer
from app.assistant.translate import Translator
from app.assistant.verification import Drafted, Verdict
from app.index_desk import IndexDesk
from app.saved_searches import SavedSearches
from app.ui.pages import run
from index.glossary import load_glossary
from ingest.document import Access, Document, Source

DOCUMENTS = (CZECH, KDI)


class Shelf:
    """The documents, as the desk looks them up."""

    fingerprint = "written"

    def sources(self) -> tuple[Source, ...]:
        return tuple(document.source for document in DOCUMENTS)

    def document(self, path: str) -> Document:
        return next(document for document in DOCUMENTS if document.source.path == path)


class NumbersStand:
    """Supports a sentence by what it cites, if that has all of its numbers."""

    def verify(self, sentence: Drafted, evidence: Sequence[Evidence]) -> Verdict:
        numbers = set(re.findall(r"\d+", sentence.text))
        having = tuple(
            cited
            for cited in sentence.cited
            if numbers <= set(re.findall(r"\d+", evidence[cited - 1].text))
        )
        return Verdict(
            supported=bool(having),
            citations=having,
            support=0.9 if having else 0.0,
            reason="" if having else "number",
        )


def evidence_of(document: Document, opening: str) -> Evidence:
    start = document.text.index(opening)
    quote = cite(document, document.text[start : document.text.index(".", start) + 1])
    passage = document.passage(0, len(document.text), ordinal=0, language=document.source.language)
    return Evidence(passage=passage, start=quote.start, end=quote.end, text=quote.quote, score=0.9)


@st.cache_resource(show_spinner=False)
def written_desk() -> IndexDesk:
    evidence = [evidence_of(CZECH, "19 institutions"), evidence_of(KDI, "IS har ansvar")]
    model = EndpointModel(
        base_url=os.environ["SCRIPTED_ENDPOINT"], name=MODEL, api_key=SecretStr("")
    )
    assistant = Assistant(
        retriever=FakeRetriever([make_hit(piece.passage) for piece in evidence]),
        reader=FakeReader(evidence),
        composer=GenerativeComposer(
            model,
            NumbersStand(),
            ExtractiveComposer(FirstDigits()),
            room=3000,
            unsupported="strike",
        ),
        selector=FakeSelector(),
        clearance=Access.PUBLIC,
        holdings=Shelf(),
        settings=AssistantSettings(threshold=0.5),
    )
    translator = Translator(model, NameFinder(load_glossary()), room=2000)
    return IndexDesk(
        assistant,
        Shelf(),  # type: ignore[arg-type]
        translator,
        research=FakeResearch(),
        saved_searches=SavedSearches(NOWHERE),
    )


st.set_page_config(page_title="Samsvar", layout="wide", initial_sidebar_state="collapsed")
run(written_desk())
