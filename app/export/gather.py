"""From questions and what came of them to a report with one list of references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.assistant.answer import Answer, Citation, Claim, Conflict, Nearest
from app.assistant.compose import ExtractiveComposer
from app.assistant.language import answer_language
from app.assistant.notices import struck_because
from app.export.report import (
    Block,
    Facts,
    Heading,
    Prose,
    Quotation,
    Remark,
    Report,
    ReportLanguage,
    SourceEntry,
    visible,
)
from app.export.words import WORDS, Words
from app.kinds import kind_name
from app.locales import country_name, format_published, language_name
from index.query import Filters
from ingest.document import Source, Span
from ingest.errors import SamsvarError


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, what it was limited to, and what came of it; None where that is nothing."""

    question: str
    outcome: Answer | SamsvarError | None
    filters: Filters = Filters()


def gather(
    asked: Sequence[Asked], *, language: ReportLanguage, made_on: date, conversation: bool = False
) -> Report:
    """Return the report on these questions.

    A source that two answers cite for the same words has one number throughout.

    Parameters
    ----------
    language
        The language of all that is neither asked, answered nor quoted.
    conversation
        Whether this is a whole conversation, however short.
    """
    words = WORDS[language]
    gathering = _Gathering(language)
    answers = [block for one in asked for block in gathering.exchange(one)]
    indexes = dict.fromkeys(one.outcome.index for one in asked if isinstance(one.outcome, Answer))
    head = [
        (words.made_on, format_published(made_on.isoformat(), language)),
        (words.index, ", ".join(indexes)),
    ]
    if not asked:
        answers = [Prose(text=words.nothing, language=language)]
    return Report(
        title=words.conversation if conversation else words.answer,
        language=language,
        made_on=made_on,
        blocks=(_facts(head), *answers, *gathering.references()),
    )


class _Gathering:
    """Numbers the references over all answers as it goes."""

    def __init__(self, language: ReportLanguage) -> None:
        self._language = language
        self._words: Words = WORDS[language]
        self._numbers: dict[tuple[str, str, int, int], int] = {}
        self._cited: list[Citation] = []

    def exchange(self, asked: Asked) -> Iterator[Block]:
        """Yield the blocks of one question."""
        outcome = asked.outcome
        spoken = outcome.language if isinstance(outcome, Answer) else ""
        yield Heading(text=visible(asked.question.strip()), level=1, language=spoken)
        understood = outcome.standalone if isinstance(outcome, Answer) else ""
        known = _facts(
            [
                (
                    self._words.understood_as,
                    "" if understood.strip() == asked.question.strip() else understood,
                ),
                (self._words.filters, "; ".join(self._limits(asked.filters))),
            ]
        )
        if known.rows:
            yield known
        match outcome:
            case Answer():
                yield from self._answer(outcome)
            case SamsvarError():
                yield Remark(text=self._words.failed, language=self._language)
                yield Remark(text=visible(outcome.what), language="en")
            case None:
                yield Remark(text=self._words.unanswered, language=self._language)

    def references(self) -> Iterator[Block]:
        """Yield the list of everything that was cited."""
        if self._cited:
            yield Heading(text=self._words.sources, level=1)
        for number, cited in enumerate(self._cited, start=1):
            yield self._entry(cited.source, cited.page, number)
            yield Quotation(text=visible(cited.quote), language=cited.language)

    def _answer(self, answer: Answer) -> Iterator[Block]:
        numbers = {cited.number: self._number(cited) for cited in answer.citations}
        for conflict in answer.conflicts:
            yield self._conflict(conflict, numbers)
        if answer.status == "not_found":
            yield _emphasised(self._words.not_found, self._language)
        if answer.lead:
            yield _said(answer.lead, answer)
        yield from self._struck_after(0, answer)
        for position, claim in enumerate(answer.claims, start=1):
            yield _claim(claim, numbers, answer)
            yield from self._struck_after(position, answer)
        if answer.closing:
            yield _said(answer.closing, answer)
        for near in answer.nearest:
            yield from self._near(near)
        if answer.notice:
            yield Remark(text=visible(answer.notice), language=answer.language)
        if answer.claims:
            quoted = answer.composer == ExtractiveComposer.name
            said = self._words.quoted if quoted else self._words.written
            yield Remark(text=said, language=self._language)

    def _conflict(self, conflict: Conflict, numbers: dict[int, int]) -> Prose:
        *before, last = [f"[{numbers[number]}]" for number in conflict.citations]
        listed = f"{', '.join(before)} {self._words.and_} {last}" if before else last
        about = visible(conflict.about).rstrip(".")
        about += "" if about.endswith(("?", "!")) else "."
        said = self._words.conflict.format(about=about, numbers=listed)
        return _emphasised(said, self._language)

    def _struck_after(self, claims: int, answer: Answer) -> Iterator[Block]:
        for struck in answer.struck:
            if struck.after == claims:
                yield Prose(text=visible(struck.text), language=answer.language, struck=True)
                because = struck_because(struck.reason, answer_language(self._language))
                said = self._words.unsupported.format(because=because)
                yield Remark(text=said, language=self._language)

    def _near(self, near: Nearest) -> Iterator[Block]:
        yield self._entry(near.source, near.page)
        yield Quotation(text=visible(near.quote), language=near.language)

    def _number(self, cited: Citation) -> int:
        place = (cited.source.path, cited.source.checksum, cited.start, cited.end)
        if place not in self._numbers:
            self._cited.append(cited)
            self._numbers[place] = len(self._cited)
        return self._numbers[place]

    def _entry(self, source: Source, page: int | None, number: int | None = None) -> SourceEntry:
        words, language = self._words, self._language
        published = format_published(source.published, language) if source.published else ""
        countries = ", ".join(country_name(code, language) for code in source.countries)
        known = [
            (words.agency, source.agency or ""),
            (words.country, countries),
            (words.published, published),
            (words.page_number, "" if page is None else str(page)),
            (words.file, source.path),
            (words.address, source.source_url or ""),
        ]
        return SourceEntry(
            title=visible(" ".join(source.title.split())),
            language=source.language,
            facts=_facts(known).rows,
            number=number,
        )

    def _limits(self, filters: Filters) -> list[str]:
        """Return what the search was limited to, in words."""
        words, language = self._words, self._language

        def dated(day: str | None) -> str:
            return format_published(day, language) if day else ""

        named = [
            (words.agency, ", ".join(filters.agencies)),
            (words.country, ", ".join(country_name(code, language) for code in filters.countries)),
            (
                words.source_language,
                ", ".join(language_name(code, language) for code in filters.languages),
            ),
            (words.kind, ", ".join(kind_name(kind, language) for kind in filters.kinds)),
            (words.published_from, dated(filters.published_from)),
            (words.published_to, dated(filters.published_to)),
            (words.documents, ", ".join(filters.documents)),
        ]
        return [f"{term.lower()} {value}" for term, value in named if value]


def _facts(rows: Sequence[tuple[str, str]]) -> Facts:
    told = [(term, visible(" ".join(value.split()))) for term, value in rows]
    return Facts(rows=tuple(row for row in told if row[1]))


def _emphasised(text: str, language: ReportLanguage) -> Prose:
    return Prose(text=text, language=language, emphasis=(Span(start=0, end=len(text)),))


def _said(text: str, answer: Answer) -> Prose:
    return Prose(text=visible(text), language=answer.language)


def _claim(claim: Claim, numbers: dict[int, int], answer: Answer) -> Prose:
    return Prose(
        text=visible(claim.text),
        language=answer.language,
        emphasis=claim.emphasis,
        numbers=tuple(numbers[number] for number in claim.citations),
    )
