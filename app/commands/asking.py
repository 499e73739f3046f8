"""The command that answers a question, or a file of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from app.commands.batching import answer_batch
from app.commands.exporting import answer_writer
from app.commands.options import AsJson, BatchFile, OutFile, require_one, settings_of
from app.terminal.consoles import messages, output, print_json

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

        answer_batch(batch, out, opened, "Answering")


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
