"""The parts, put together as the settings say, over an embedder of no model."""

from __future__ import annotations

from pathlib import Path

import pytest
from assistant_fakes import FirstDigits
from scripted_endpoint import MODEL, ScriptedEndpoint, saying

from app.assistant.answer import Nearest
from app.assistant.compose import ExtractiveComposer
from app.assistant.generative import GenerativeComposer
from app.assistant.llm import never
from app.assistant.rewrite import BY_RULE, ModelRewriter
from app.assistant.steps import Finished, Searching, Turn
from app.composing import open_composer, open_llm, open_rewriter, open_translator
from app.factory import IndexDesk, open_desk, open_writer
from app.models import open_embedder
from app.settings import Settings, load_settings
from index.errors import IndexMissingError, UnknownDocumentError
from index.query import Filters


@pytest.fixture
def configured(data: Path) -> Settings:
    """Settings over a data directory where nothing has been ingested."""
    return load_settings(data=data)


@pytest.fixture
def desk(configured: Settings, documents: Path) -> IndexDesk:
    (documents / "secret.md").write_text("Partners in secret.", encoding="utf-8")
    (documents / "secret.md.yaml").write_text("access: restricted\n", encoding="utf-8")
    open_writer(configured).ingest([documents])
    return open_desk(configured)


def found(desk: IndexDesk, **more: object) -> set[str]:
    *_, last = desk.ask("Hvem er partners?", **more)  # type: ignore[arg-type]
    assert isinstance(last, Finished)
    answer = last.answer
    return {near.source.path for near in (*answer.nearest, *answer.citations)}


def test_without_an_index_the_desk_says_what_to_do(configured):
    with pytest.raises(IndexMissingError, match="samsvar ingest"):
        open_desk(configured)


def test_the_desk_answers_over_the_index(desk):
    first, *_, last = desk.ask("Who has partners in Hungary?")

    assert first == Searching(standalone="Who has partners in Hungary?", language="en")
    assert isinstance(last, Finished)
    assert last.answer.index == desk.fingerprint
    assert last.answer.composer == "extractive"
    assert [source.path for source in desk.sources()] == ["czech.txt", "kdi/stab.md", "secret.md"]
    for near in (*last.answer.nearest, *last.answer.citations):
        assert desk.document(near.source.path).text[near.start : near.end] == near.quote


def test_the_language_and_the_filters_are_heeded(desk):
    first, *_ = desk.ask("Who has partners?", language="nn")

    assert isinstance(first, Searching)
    assert first.language == "nn"
    assert found(desk, filters=Filters(documents=("czech.txt",))) == {"czech.txt"}


def test_a_document_above_the_clearance_neither_answers_nor_shows(desk, configured):
    public = open_desk(load_settings(data=configured.data, clearance="public"))
    secret = Filters(documents=("secret.md",))

    assert found(desk, filters=secret) == {"secret.md"}
    assert found(public, filters=secret) == set()
    assert "secret.md" not in found(public)
    assert "secret.md" not in {source.path for source in public.sources()}
    with pytest.raises(UnknownDocumentError):
        public.document("secret.md")


def test_the_settings_reach_the_writer(configured, documents):
    (documents / "large.md").write_text("ord " * 300_000, encoding="utf-8")
    report = open_writer(configured.model_copy(update={"max_file_mb": 1})).ingest([documents])

    assert "large.md" in {failure.file for failure in report.failed}


@pytest.fixture
def generative(configured: Settings) -> Settings:
    facts = {
        "composer": "generative",
        "llm_base_url": "http://127.0.0.1:9/v1",
        "llm_model": "none",
        "unsupported": "strike",
    }
    return configured.model_copy(update=facts)


def test_quotations_need_no_language_model(configured):
    composer = open_composer(configured, FirstDigits(), open_embedder(configured))

    assert isinstance(composer, ExtractiveComposer)


def test_a_generative_composer_is_made_without_asking_its_model(generative, monkeypatch):
    verifier = object()
    monkeypatch.setattr("app.composing.open_verifier", lambda settings, embedder: verifier)
    composer = open_composer(generative, FirstDigits(), open_embedder(generative))

    assert isinstance(composer, GenerativeComposer)
    assert composer.name == "generative"


def test_the_language_model_is_the_one_that_is_set(generative):
    model = open_llm(generative)

    assert (model.base_url, model.name) == ("http://127.0.0.1:9/v1", "none")


def test_only_a_generative_composer_rewrites_with_a_model(configured, generative):
    assert open_rewriter(configured) is BY_RULE
    assert isinstance(open_rewriter(generative), ModelRewriter)


def test_a_dead_model_costs_a_follow_up_nothing(generative):
    history = (Turn(role="user", content="Hvor mye fikk Latvia?"),)
    standalone = open_rewriter(generative).rewrite("Og Litauen?", history, "nb", stop=never)

    assert standalone == BY_RULE.rewrite("Og Litauen?", history, "nb", stop=never)


def test_a_model_that_is_named_translates_whoever_composes(desk, configured, generative):
    quoting = generative.model_copy(update={"composer": "extractive"})

    assert open_translator(configured) is None
    assert open_translator(generative) is not None
    assert open_translator(quoting) is not None
    assert not desk.translates
    assert open_desk(quoting).translates


def test_a_desk_translates_what_it_cites(desk, configured):
    with ScriptedEndpoint(saying("To tsjekkiske fengsler har partnere i Ungarn.")).serving() as llm:
        facts = {"llm_base_url": llm.url, "llm_model": MODEL}
        translating = open_desk(configured.model_copy(update=facts))
        quote = "Two Czech prisons have partners in Hungary."
        (czech,) = (one for one in desk.sources() if one.path == "czech.txt")
        start = desk.document("czech.txt").text.index(quote)
        cited = Nearest(
            source=czech, page=None, start=start, end=start + len(quote), quote=quote, score=0.5
        )

        assert desk.translate(cited, "nb") is None
        made = translating.translate(cited, "nb")
    assert made is not None
    assert made.faithful
    assert quote in llm.asked[0]["messages"][1]["content"]
