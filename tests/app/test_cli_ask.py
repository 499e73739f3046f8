"""Answers as people and programs get them; no document steers the terminal it is shown in."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from rich.console import Console

from app.assistant.answer import Answer, Citation, Claim, Conflict, Nearest, Struck
from app.assistant.llm import ModelUnavailable
from app.assistant.steps import Finished, Reading, Searching, Step, Turn
from app.assistant.translate import NotTranslated, Translation
from app.terminal.answers import print_answer, print_hits
from app.terminal.consoles import json_text, printable
from app.terminal.excerpts import excerpt
from index.query import Hit, Signal
from ingest.document import Document, Source, Span
from ingest.errors import SamsvarError

TEXT = "Before. IS har ansvar for samarbeid med til sammen 10 land. After."
QUOTE = "IS har ansvar for samarbeid med til sammen 10 land."
HOSTILE = "[bold red]x[/] [link=http://evil.example]y[/link] :smile: \x1b]0;owned\x07\x1b[2J\x9b31m‮"


TRANSLATION = Translation(text="IS is responsible for 10 countries.", language="en")
WRONG = replace(TRANSLATION, missing=("10 land",), added=("12 countries", "\x1bHansen"))


def make_document(title: str = "Porteføljen", text: str = TEXT, path: str = "kdi/a.md") -> Document:
    source = Source(
        id=path,
        checksum="0",
        path=path,
        title=title,
        agency="KDI",
        language="nb",
        published="2020-08",
    )
    return Document(source=source, text=text, pages=(0, 4))


def make_answer(document: Document, language: str = "nb", quote: str = QUOTE) -> Answer:
    start = document.text.index(quote)
    citation = Citation(
        number=1,
        source=document.source,
        page=document.page_at(start),
        start=start,
        end=start + len(quote),
        quote=quote,
        language="nb",
    )
    said = Claim(
        text=f"Ifølge KDI: «{quote}»",
        citations=(1,),
        support=0.9,
        emphasis=(Span(start=13 + quote.find("10"), end=15 + quote.find("10")),),
    )
    return Answer(
        question="Hvor mange land?",
        standalone="Hvor mange land?",
        language=language,
        status="answered",
        claims=(said,),
        citations=(citation,),
        composer="extractive",
        index="f00",
    )


def make_refusal(document: Document, language: str = "nb") -> Answer:
    start = document.text.index(QUOTE)
    near = Nearest(
        source=document.source,
        page=2,
        start=start,
        end=start + len(QUOTE),
        quote=QUOTE,
        score=0.4,
    )
    return Answer(
        question="?",
        standalone="?",
        language=language,
        status="not_found",
        lead="Dokumentene gir ikke svar.",
        nearest=(near,),
        composer="extractive",
        index="f00",
    )


def shown(answer: Answer, *, width: int = 80, terminal: bool = False) -> str:
    file = io.StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
        markup=False,
        emoji=False,
        highlight=False,
    )
    print_answer(console, answer)
    return file.getvalue()


class Desk:
    """A desk that gives one answer to every question."""

    fingerprint = "f00"

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str, Sequence[Turn]]] = []
        self.translated: list[tuple[str, str]] = []
        self.outcome: Translation | SamsvarError = TRANSLATION

    def ask(
        self, question: str, *, language: str = "auto", history: Sequence[Turn] = ()
    ) -> Iterator[Step]:
        self.asked.append((question, language, history))
        yield Searching(standalone=question, language="nb")
        yield Reading(passages=1, documents=1)
        yield Finished(answer=self.answer)

    def translate(self, cited: Citation, into: str) -> Translation:
        self.translated.append((cited.quote, into))
        if isinstance(self.outcome, SamsvarError):
            raise self.outcome
        return self.outcome


@pytest.fixture
def desk(monkeypatch):
    desk = Desk(make_answer(make_document()))
    monkeypatch.setattr("app.factory.open_desk", lambda settings: desk)
    return desk


def test_an_answer_is_one_json_object(run, desk):
    ran = run("ask", "Hvor mange land?", "--json")

    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == desk.answer.to_json()
    assert "ø" in ran.out
    assert desk.asked == [("Hvor mange land?", "auto", ())]


def test_the_language_of_the_option_goes_before_that_of_the_setting(run, desk, monkeypatch):
    monkeypatch.setenv("SAMSVAR_LANGUAGE", "nn")
    run("ask", "Hvor mange land?")
    run("ask", "Hvor mange land?", "--lang", "auto")

    assert [language for _, language, _ in desk.asked] == ["nn", "auto"]


def test_an_answer_for_people_has_its_sources_with_offsets(run, desk):
    assert run("ask", "Hvor mange land?").out == (
        "Ifølge KDI: «IS har ansvar for samarbeid med til sammen 10 land.» [1]\n"
        "\n"
        "Kilder\n"
        "[1] Porteføljen · KDI · august 2020 · side 2\n"
        "    kdi/a.md · 8–59\n"
    )


@pytest.mark.parametrize(
    ("language", "heading", "page"),
    [("nb", "Kilder", "side 2"), ("nn", "Kjelder", "side 2"), ("en", "Sources", "page 2")],
)
def test_the_words_around_it_are_in_the_language_of_the_answer(language, heading, page):
    text = shown(make_answer(make_document(), language))

    assert f"\n{heading}\n" in text
    assert page in text


def test_what_was_asked_for_is_bold():
    assert "\x1b[1m10\x1b[0m" in shown(make_answer(make_document()), terminal=True)


def test_a_refusal_shows_what_came_nearest():
    assert shown(make_refusal(make_document())) == (
        "Dokumentene gir ikke svar.\n"
        "\n"
        "– IS har ansvar for samarbeid med til sammen 10 land.\n"
        "  Porteføljen · KDI · august 2020 · side 2\n"
        "  kdi/a.md · 8–59\n"
    )


def test_sources_that_disagree_are_told_first():
    answer = make_answer(make_document())
    both = Answer(
        **{name: getattr(answer, name) for name in answer.__slots__ if name != "conflicts"},
        conflicts=(Conflict(about="antall land", citations=(1,)),),
    )

    assert shown(both).startswith("Kildene sier ikke det samme [1]. Det gjelder: antall land\n\n")


@pytest.mark.parametrize("width", [40, 80, 200])
def test_lines_are_wrapped_to_the_window_but_never_too_long_to_read(width):
    document = make_document(title="En svært lang tittel " * 9)
    lines = shown(make_answer(document), width=width).splitlines()

    assert max(map(len, lines)) <= min(width, 92)
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("terminal", [False, True])
def test_hostile_text_is_shown_as_it_stands_and_steers_nothing(terminal):
    document = make_document(HOSTILE, f"Before. {HOSTILE} 10 After.")
    answer = make_answer(document, quote=f"{HOSTILE} 10")
    text = shown(answer, terminal=terminal, width=200)

    assert "[bold red]x[/] [link=http://evil.example]y[/link] :smile:" in text
    for code in ("\x1b]", "\x1b[2J", "\x07", "\x9b", "‮"):
        assert code not in text
    assert "10" in text


def test_printable_keeps_every_offset():
    everything = "".join(map(chr, range(0x3000)))

    assert len(printable(everything)) == len(everything)
    assert {
        character for character in printable(everything) if unicodedata.category(character) == "Cc"
    } == {"\t", "\n"}


def test_json_is_the_same_data_however_hostile():
    value = {"text": HOSTILE, "file": "\udcff"}
    written = json_text(value).encode("utf-8", "backslashreplace").decode("utf-8")

    assert json.loads(written) == value
    assert "\x9b" not in written


def make_hit(text: str) -> Hit:
    document = make_document(text=text)
    passage = document.passage(0, len(text), ordinal=0, language="nb")
    return Hit(
        passage=passage,
        score=0.5,
        signals=(Signal(retriever="dense", rank=1, score=0.5),),
        duplicates=(
            make_document(text=text, path="copy.md").passage(0, 5, ordinal=0, language="nb"),
        ),
    )


def test_hits_for_people_say_where_they_stand(capsys):
    file = io.StringIO()
    print_hits(Console(file=file, width=80), "samarbeid", [make_hit(TEXT)])

    assert file.getvalue() == (
        "1 Porteføljen · KDI · August 2020 · page 1\n"
        "  kdi/a.md · 0–66 · score 0.50\n"
        "  Before. IS har ansvar for samarbeid med til sammen 10 land. After.\n"
        "  The same words also stand in copy.md\n"
    )


def test_an_excerpt_begins_near_the_words_that_were_searched_for():
    text = "start " * 200 + "the prisons of Norway cooperate " + "end " * 200
    cut = excerpt(text, "Norwegian prison cooperation")

    assert cut.plain.startswith("… start")
    assert cut.plain.endswith("end …")
    assert len(cut.plain) < 320
    assert [cut.plain[span.start : span.end] for span in cut.spans] == [
        "prisons",
        "Norway",
        "cooperate",
    ]
    assert excerpt("short", "nothing in common").plain == "short"
    assert excerpt("x" * 1000, "y").plain == "x" * 300 + " …"


def test_a_notice_and_what_is_struck_are_told_in_their_places():
    answer = replace(
        make_answer(make_document()),
        notice="Språkmodellen ble stoppet.",
        struck=(
            Struck(text="Det er tolv land.", reason="number", after=0),
            Struck(text="Månen er en \x1bost.", reason="", after=1),
        ),
    )
    told = shown(answer)

    assert told.startswith("Språkmodellen ble stoppet.\n\nDet er tolv land. (tallet står ikke i")
    assert (
        told.index("tolv") < told.index("Ifølge KDI") < told.index("Månen") < told.index("Kilder")
    )
    assert "\x1b" not in told
    assert "\x1b[2;9m" in shown(answer, terminal=True)


@pytest.fixture
def translator(desk, monkeypatch):
    """The desk, with a language model, answering in English what the source says in bokmål."""
    monkeypatch.setenv("SAMSVAR_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("SAMSVAR_LLM_MODEL", "scripted")
    first = make_answer(make_document(), "en")
    citations = (*first.citations, replace(first.citations[0], number=2))
    claims = (*first.claims, replace(first.claims[0], citations=(2,)))
    desk.answer = replace(first, citations=citations, claims=claims)
    return desk


def test_a_foreign_quotation_is_followed_by_its_translation(run, translator):
    shown = run("ask", "Hvor mange land?", "--translate").out

    assert shown.endswith(
        "[2] Porteføljen · KDI · August 2020 · page 2\n"
        "    kdi/a.md · 8–59\n"
        "    Machine translation: IS is responsible for 10 countries.\n"
    )
    assert translator.translated == [(QUOTE, "en")] * 2


def test_a_translation_that_differs_says_in_what(run, translator):
    translator.outcome = WRONG
    shown = run("ask", "Hvor mange land?", "--translate").out

    assert "The translation differs from the original. Only in the original: 10 land." in (
        " ".join(shown.split())
    )
    assert "Only in the translation: 12 countries, �Hansen." in " ".join(shown.split())


@pytest.mark.parametrize(
    ("error", "told", "tries"),
    [
        (ModelUnavailable("unreachable"), "The language model does not answer.", 1),
        (ModelUnavailable("empty"), "The language model gave no answer.", 2),
        (NotTranslated("the same"), "The language model gave no translation", 2),
    ],
)
def test_a_quotation_that_is_not_translated_is_told(run, translator, error, told, tries):
    translator.outcome = error
    ran = run("ask", "Hvor mange land?", "--translate")
    assert (ran.code, len(translator.translated)) == (0, tries)
    assert ran.out.count(f"The quotation is not translated. {told}") == 2

    found = json.loads(run("ask", "Hvor mange land?", "--translate", "--json").out)
    assert [one["translation"] for one in found["citations"]] == [{"error": str(error)}] * 2


def test_the_translation_is_in_the_citation_as_json(run, translator, tmp_path):
    translator.outcome = WRONG
    found = json.loads(run("ask", "Hvor mange land?", "--translate", "--json").out)
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "q1", "question": "Hvor mange land?"}\n', "utf-8")
    run("ask", "--translate", "--batch", source, "--out", target)
    in_batch = json.loads(target.read_text("utf-8"))

    assert found["citations"][0]["translation"] == WRONG.to_json()
    assert in_batch["citations"] == found["citations"]
    assert "translation" not in translator.answer.to_json()["citations"][0]


def test_a_quotation_in_the_language_of_the_answer_is_not_translated(run, translator):
    translator.answer = make_answer(make_document())
    found = json.loads(run("ask", "Hvor mange land?", "--translate", "--json").out)

    assert found["citations"][0]["translation"] is None
    assert translator.translated == []


def test_without_a_language_model_it_is_told_what_to_set(run, desk):
    ran = run("ask", "Hvor mange land?", "--translate")

    assert (ran.code, ran.out, desk.asked) == (1, "", [])
    assert "SAMSVAR_LLM_BASE_URL and SAMSVAR_LLM_MODEL" in ran.err


@pytest.mark.parametrize(
    ("suffix", "begins"), [("md", b"# Svar fra Samsvar"), ("docx", b"PK"), ("PDF", b"%PDF")]
)
def test_an_answer_is_written_to_a_file_too(run, desk, tmp_path, suffix, begins):
    target = tmp_path / f"svar.{suffix}"
    ran = run("ask", "Hvor mange land?", "--export", target)

    assert ran.code == 0
    assert ran.out.startswith("Ifølge KDI")
    assert str(target) in ran.err
    assert target.read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["svar.odt", "nowhere/svar.md", "."])
def test_a_file_that_cannot_be_written_is_told_before_anything_is_asked(run, desk, tmp_path, name):
    ran = run("ask", "Hvor mange land?", "--export", tmp_path / name)

    assert ran.code == 1
    assert desk.asked == []


def test_only_a_single_question_is_exported(run, desk, tmp_path):
    lines = tmp_path / "in.jsonl"
    lines.write_text("{}")
    ran = run("ask", "--batch", lines, "--out", tmp_path / "out", "--export", tmp_path / "a.md")

    assert ran.code == 2
    assert "--export" in ran.err
