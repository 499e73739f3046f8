"""An answer, or search hits, as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from app.assistant.answer import Answer, Citation, Conflict, Nearest
from app.assistant.frames import published_date
from app.assistant.language import AnswerLanguage
from app.assistant.llm import ModelUnavailable
from app.assistant.notices import struck_because, told
from app.assistant.translate import Translation
from app.terminal.consoles import one_line, printable, show
from app.terminal.excerpts import excerpt
from index.query import Hit
from ingest.document import Source
from ingest.errors import SamsvarError


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The few words around an answer; words in braces are filled in by `str.format`."""

    language: AnswerLanguage
    sources: str
    page: str
    conflict: str
    searching: str
    reading: str
    translating: str
    translation: str
    differs: str
    missing: str
    added: str
    not_translated: str
    no_translation: str


_LABELS = {
    "nb": Labels(
        language="nb",
        sources="Kilder",
        page="side {page}",
        conflict="Kildene sier ikke det samme {numbers}. Det gjelder: {about}",
        searching="Søker i dokumentene …",
        reading="Leser det som ble funnet …",
        translating="Oversetter sitatene …",
        translation="Maskinoversettelse:",
        differs="Oversettelsen avviker fra originalen.",
        missing="Bare i originalen: {facts}.",
        added="Bare i oversettelsen: {facts}.",
        not_translated="Sitatet er ikke oversatt.",
        no_translation="Språkmodellen ga ingen brukbar oversettelse.",
    ),
    "nn": Labels(
        language="nn",
        sources="Kjelder",
        page="side {page}",
        conflict="Kjeldene seier ikkje det same {numbers}. Det gjeld: {about}",
        searching="Søkjer i dokumenta …",
        reading="Les det som vart funne …",
        translating="Omset sitata …",
        translation="Maskinomsetjing:",
        differs="Omsetjinga avvik frå originalen.",
        missing="Berre i originalen: {facts}.",
        added="Berre i omsetjinga: {facts}.",
        not_translated="Sitatet er ikkje omsett.",
        no_translation="Språkmodellen gav inga brukbar omsetjing.",
    ),
    "en": Labels(
        language="en",
        sources="Sources",
        page="page {page}",
        conflict="The sources disagree {numbers}. About: {about}",
        searching="Searching the documents …",
        reading="Reading what was found …",
        translating="Translating the quotations …",
        translation="Machine translation:",
        differs="The translation differs from the original.",
        missing="Only in the original: {facts}.",
        added="Only in the translation: {facts}.",
        not_translated="The quotation is not translated.",
        no_translation="The language model gave no translation that can be used.",
    ),
}


_NONE: Mapping[int, Translation | SamsvarError] = MappingProxyType({})


def labels(language: str) -> Labels:
    """Return the words in the language of an answer."""
    return _LABELS.get(language, _LABELS["en"])


def print_answer(
    console: Console,
    answer: Answer,
    translations: Mapping[int, Translation | SamsvarError] = _NONE,
) -> None:
    """Print the answer and under it what it rests on; or the refusal and what came nearest.

    Parameters
    ----------
    translations
        Of quotations, by the number of their citation, to be shown below them; or why not.
    """
    own = labels(answer.language)
    blocks: list[RenderableType] = [_conflict(conflict, own) for conflict in answer.conflicts]
    blocks += _said(answer)
    if answer.citations:
        heading = Text(own.sources, style="bold")
        blocks.append(Group(heading, _grid(_sources(answer.citations, own, translations))))
    if answer.nearest:
        blocks.append(_grid(_nearest(answer.nearest, own), apart=True))
    for position, block in enumerate(blocks):
        if position:
            console.print()
        show(console, block)


def print_hits(console: Console, query: str, hits: Sequence[Hit]) -> None:
    """Print hits, best first: source, place, and the part of the passage to judge it by."""
    if not hits:
        console.print("Nothing was found.")
        return
    own = labels("en")
    rows: list[tuple[str, Text]] = []
    for rank, hit in enumerate(hits, start=1):
        passage = hit.passage
        body = Text.assemble(
            (_facts(passage.source, passage.page, own), "bold"),
            "\n",
            (
                f"{_place(passage.source, passage.start, passage.end)} · score {hit.score:.2f}",
                "dim",
            ),
            "\n",
            excerpt(passage.text, query),
        )
        if hit.duplicates:
            also = ", ".join(one_line(same.source.path) for same in hit.duplicates)
            body.append(f"\nThe same words also stand in {also}", style="dim")
        rows.append((f"{rank}", body))
    show(console, _grid(rows, apart=True))


def _conflict(conflict: Conflict, own: Labels) -> Text:
    numbers = _marks(conflict.citations, " ")
    line = own.conflict.format(about=one_line(conflict.about), numbers=numbers)
    return Text(line, style="yellow")


def _said(answer: Answer) -> Iterator[Text]:
    if answer.notice:
        yield Text(printable(answer.notice), style="yellow")
    if answer.lead:
        yield Text(printable(answer.lead))
    yield from _struck(answer, 0)
    for position, claim in enumerate(answer.claims, start=1):
        text = Text(printable(claim.text))
        for span in claim.emphasis:
            text.stylize("bold", span.start, span.end)
        yield text.append(f" {_marks(claim.citations)}", style="cyan")
        yield from _struck(answer, position)
    if answer.closing:
        yield Text(printable(answer.closing))


def _struck(answer: Answer, after: int) -> Iterator[Text]:
    """Yield the sentences without support that stand after so many claims, and why."""
    language = labels(answer.language).language
    for struck in answer.struck:
        if struck.after == after:
            text = Text(printable(struck.text), style="strike dim")
            yield text.append(f" ({struck_because(struck.reason, language)})", style="not strike")


def _marks(numbers: Sequence[int], between: str = "") -> str:
    return between.join(f"[{number}]" for number in numbers)


def _sources(
    citations: Sequence[Citation],
    own: Labels,
    translations: Mapping[int, Translation | SamsvarError],
) -> list[tuple[str, Text]]:
    return [
        (
            _marks((citation.number,)),
            Text.assemble(
                _facts(citation.source, citation.page, own),
                "\n",
                (_place(citation.source, citation.start, citation.end), "dim"),
                *_translated(translations.get(citation.number), own),
            ),
        )
        for citation in citations
    ]


def _translated(
    made: Translation | SamsvarError | None, own: Labels
) -> Iterator[str | tuple[str, str]]:
    """Yield the original's translation and in what it differs, or why there is none."""
    match made:
        case Translation():
            yield f"\n{own.translation} {one_line(made.text)}"
            if not made.faithful:
                parts = [(own.missing, made.missing), (own.added, made.added)]
                named = (form.format(facts=", ".join(facts)) for form, facts in parts if facts)
                yield (f"\n{' '.join((own.differs, *map(one_line, named)))}", "yellow")
        case ModelUnavailable():
            yield (f"\n{own.not_translated} {told(made.kind, own.language)}", "yellow")
        case SamsvarError():
            yield (f"\n{own.not_translated} {own.no_translation}", "yellow")


def _nearest(nearest: Sequence[Nearest], own: Labels) -> list[tuple[str, Text]]:
    return [
        (
            "–",
            Text.assemble(
                one_line(near.quote),
                "\n",
                (_facts(near.source, near.page, own), "dim"),
                "\n",
                (_place(near.source, near.start, near.end), "dim"),
            ),
        )
        for near in nearest
    ]


def _facts(source: Source, page: int | None, own: Labels) -> str:
    dated = published_date(source.published, own.language) if source.published else ""
    paged = own.page.format(page=page) if page is not None else ""
    facts = (source.title, source.agency, dated, paged)
    return " · ".join(one_line(fact) for fact in facts if fact)


def _place(source: Source, start: int, end: int) -> str:
    return f"{one_line(source.path)} · {start}–{end}"


def _grid(rows: Sequence[tuple[str, Text]], *, apart: bool = False) -> Table:
    """Return rows with a mark before each; `apart`, with a blank line between them."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(style="cyan", no_wrap=True, justify="right")
    grid.add_column(overflow="fold")
    for position, (mark, text) in enumerate(rows):
        if position and apart:
            grid.add_row()
        grid.add_row(mark, text)
    return grid
