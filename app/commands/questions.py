"""The commands that ask and search, one question at a time or a file of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from app.commands.exporting import answer_writer
from app.commands.filtering import (
    parse_country,
    parse_date,
    parse_language,
    search_filters,
    unknown_values,
)
from app.commands.options import INTERRUPTED, AsJson, BatchFile, OutFile, require_one, settings_of
from app.terminal.consoles import messages, output, print_json, say

if TYPE_CHECKING:
    from app.assistant.answer import Answer
    from app.assistant.steps import Step
    from app.desk import Desk
    from app.settings import Settings
    from app.translated import Translations


def ask(
    context: typer.Context,
    question: Annotated[
        str | None,
        typer.Argument(metavar="QUESTION", help="What you want to know, in Norwegian or English."),
    ] = None,
    language: Annotated[
        Literal["auto", "nb", "nn", "en"] | None,
        typer.Option("--lang", help="The language of the answer; auto is the question's own."),
    ] = None,
    translate: Annotated[
        bool,
        typer.Option(
            "--translate",
            help="Show quotations in other languages in the answer's too, by a language model.",
        ),
    ] = False,
    export: Annotated[
        Path | None,
        typer.Option(
            "--export",
            metavar="FILE",
            help="Also write the answer with its sources to a .md, .docx or .pdf file.",
        ),
    ] = None,
    batch: BatchFile = None,
    out: OutFile = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question in exact words from the documents.

    A batch holds one JSON object a line: id, question and perhaps history, a list of role and
    content. Each line gives one line of output, in the same order: the answer as --json has it, or
    an error under the same id.
    """
    from app.batch import Record, history_of, text_of
    from app.factory import open_desk
    from app.terminal.answers import print_answer
    from app.translated import translate_foreign, translated_json
    from index.search import check_query

    require_one(context, "QUESTION", question, batch, out)
    write = answer_writer(context, export, question) if export else None
    settings = settings_of(context)
    if translate:
        _require_llm(settings)
    chosen = language or settings.language
    if question is not None:
        # Before anything is opened: what cannot be asked needs no index to be told so.
        check_query(question)
        desk = open_desk(settings)
        answer = _followed(desk.ask(question, language=chosen))
        translations = _translated(desk, answer) if translate else {}
        if as_json:
            print_json(translated_json(answer, translations) if translate else answer.to_json())
        else:
            print_answer(output(), answer, translations)
        if write:
            write(answer)
    elif batch is not None and out is not None:

        def opened() -> Callable[[Record], Mapping[str, Any]]:
            desk = open_desk(settings)

            def respond(record: Record) -> Mapping[str, Any]:
                asked, history = text_of(record, "question"), history_of(record)
                answer = _last(desk.ask(asked, language=chosen, history=history))
                if not translate:
                    return answer.to_json()
                return translated_json(answer, translate_foreign(desk, answer))

            return respond

        _run_batch(batch, out, opened, "Answering")


def search(
    context: typer.Context,
    query: Annotated[
        str | None,
        typer.Argument(
            metavar="QUERY",
            help='Words or a question. "exact words", fengsel*, Latvia AND mentor, Latvia OR '
            "Litauen, and -Polen say what must stand in a passage and what may not.",
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--k", metavar="N", min=1, max=1000, help="How many hits.")
    ] = 10,
    agency: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only documents of this agency; may be repeated."),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            callback=lambda names: [parse_country(name) for name in names or ()],
            help="Only documents about this country, by code or name; may be repeated.",
        ),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(
            "--lang",
            metavar="CODE",
            callback=lambda codes: [parse_language(code) for code in codes or ()],
            help="Only passages in this language, such as nb or cs; may be repeated.",
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND", help="Only documents of this kind, such as report; may be repeated."
        ),
    ] = None,
    published_from: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="DATE",
            callback=lambda value: None if value is None else parse_date(value),
            help="Only documents published then or later: 2014, 2014-05 or 2014-05-06.",
        ),
    ] = None,
    published_to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="DATE",
            callback=lambda value: None if value is None else parse_date(value),
            help="Only documents published then or earlier.",
        ),
    ] = None,
    mode: Annotated[
        Literal["hybrid", "dense", "lexical"],
        typer.Option(
            help="By meaning (dense), by words (lexical), or by both and read in full (hybrid)."
        ),
    ] = "hybrid",
    batch: BatchFile = None,
    out: OutFile = None,
    as_json: AsJson = False,
) -> None:
    """Find passages, by meaning and by words.

    The query and the passages may be in different languages.

    A batch holds one JSON object a line: id and query. Each line gives one line of output, in the
    same order: the hits, or an error under the same id.
    """
    from app.batch import Record, text_of
    from app.factory import open_embedder, open_reader, open_retriever, open_search
    from app.hits import hits_json
    from app.terminal.answers import print_hits
    from index.open_index import OpenIndex
    from index.paths import IndexPaths
    from index.query import Hit, Query, Retriever
    from index.search import check_query

    require_one(context, "QUERY", query, batch, out)
    settings = settings_of(context)

    def opened() -> Callable[[str], list[Hit]]:
        index = OpenIndex(IndexPaths(settings.data))
        sources = index.generation().shelf.sources()
        filters = search_filters(
            agencies=agency or (),
            countries=country or (),
            languages=language or (),
            kinds=kind or (),
            published_from=published_from,
            published_to=published_to,
            sources=sources,
        )
        for remark in unknown_values(filters, sources):
            say(remark)
        embedder = open_embedder(settings)
        retriever: Retriever = (
            open_search(settings, embedder, index, open_reader(settings, embedder))
            if mode == "hybrid"
            else open_retriever(settings, embedder, index, mode)
        )
        return lambda words: retriever.search(
            Query(text=words, clearance=settings.clearance, filters=filters), limit
        )

    if query is not None:
        check_query(query)
        hits = opened()(query)
        if as_json:
            print_json({"query": query, "hits": hits_json(hits)})
        else:
            print_hits(output(), query, hits)
    elif batch is not None and out is not None:

        def responding() -> Callable[[Record], Mapping[str, Any]]:
            find = opened()

            def respond(record: Record) -> Mapping[str, Any]:
                words = text_of(record, "query")
                return {"query": words, "hits": hits_json(find(words))}

            return respond

        _run_batch(batch, out, responding, "Searching")


def _run_batch(
    batch: Path,
    out: Path,
    opened: Callable[[], Callable[[Mapping[str, Any]], Mapping[str, Any]]],
    doing: str,
) -> None:
    from app.batch import read_lines, run_batch
    from app.terminal.progress import Bar

    lines = read_lines(batch, out)
    respond = opened()
    try:
        with Bar() as bar:
            report = run_batch(lines, out, respond, lambda *far: bar.show(doing, *far))
    except KeyboardInterrupt:
        say(f"Stopped. The lines that were done are in {out}")
        raise typer.Exit(INTERRUPTED) from None
    if report.failed:
        say(f'{report.failed} of {report.lines} lines have an "error" instead of an answer: {out}')
        raise typer.Exit(1)


def _require_llm(settings: Settings) -> None:
    """Raise an error that says what to set unless there is a language model to translate with."""
    from app.errors import SettingsError

    if not settings.names_llm:
        raise SettingsError(
            "there is no language model to translate with",
            where="--translate",
            remedy="Set SAMSVAR_LLM_BASE_URL and SAMSVAR_LLM_MODEL to where one answers",
        )


def _translated(desk: Desk, answer: Answer) -> Translations:
    """Return the translations of an answer's quotations, telling that they are being made."""
    from app.terminal.answers import labels
    from app.translated import translate_foreign

    told = labels(answer.language).translating
    with messages().status(told, spinner_style="cyan"):
        return translate_foreign(desk, answer)


def _last(steps: Iterable[Step]) -> Answer:
    from app.assistant.steps import Finished

    for step in steps:
        if isinstance(step, Finished):
            return step.answer
    raise RuntimeError("the desk stopped before the answer was finished")


def _followed(steps: Iterable[Step]) -> Answer:
    """Return the answer, telling on a terminal what is being done until it is there."""
    from app.assistant.steps import Finished, Reading, Searching
    from app.terminal.answers import labels

    language = "en"
    with messages().status("…", spinner_style="cyan") as status:
        for step in steps:
            match step:
                case Searching():
                    language = step.language
                    status.update(labels(language).searching)
                case Reading():
                    status.update(labels(language).reading)
                case Finished():
                    return step.answer
    raise RuntimeError("the desk stopped before the answer was finished")
