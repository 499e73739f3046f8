"""The command that finds passages, for one query or a file of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from app.commands.batching import answer_batch
from app.commands.filtering import (
    parse_country,
    parse_date,
    parse_language,
    search_filters,
    unknown_values,
)
from app.commands.options import AsJson, BatchFile, OutFile, require_one, settings_of
from app.terminal.consoles import output, print_json, say

if TYPE_CHECKING:
    pass


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
    from app.factory import open_research_search, open_retriever, open_search
    from app.hits import hits_json
    from app.models import open_embedder, open_reader
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
        retriever: Retriever
        if mode == "hybrid":
            questions = open_search(settings, embedder, index, open_reader(settings, embedder))
            retriever = open_research_search(settings, embedder, index, questions)
        else:
            retriever = open_retriever(settings, embedder, index, mode)
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

        answer_batch(batch, out, responding, "Searching")
