"""The words of a report, in bokmål and in English; words in braces are filled in."""

from __future__ import annotations

from dataclasses import dataclass

from app.export.report import ReportLanguage


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words in one language."""

    answer: str
    conversation: str
    made_on: str
    index: str
    page: str
    understood_as: str
    filters: str
    agency: str
    country: str
    source_language: str
    kind: str
    published: str
    published_from: str
    published_to: str
    documents: str
    page_number: str
    file: str
    address: str
    not_found: str
    conflict: str
    and_: str
    quoted: str
    written: str
    unsupported: str
    failed: str
    unanswered: str
    sources: str
    nothing: str


WORDS: dict[ReportLanguage, Words] = {
    "nb": Words(
        answer="Svar fra Samsvar",
        conversation="Samtale med Samsvar",
        made_on="Lastet ned",
        index="Indeks",
        page="Side {page}",
        understood_as="Forstått som",
        filters="Avgrensning",
        agency="Etat",
        country="Land",
        source_language="Språk",
        kind="Dokumenttype",
        published="Publisert",
        published_from="Publisert fra",
        published_to="Publisert til",
        documents="Dokumenter",
        page_number="Side",
        file="Fil",
        address="Nettadresse",
        not_found="Fant ikke svaret i dokumentene.",
        conflict="Kildene sier ikke det samme. Det gjelder: {about} Sammenlign {numbers}.",
        and_="og",
        quoted=(
            "Svaret er satt sammen av ordrette sitater. Ingen språkmodell har skrevet noe av det."
        ),
        written=(
            "Svaret er skrevet av en språkmodell, og hver setning er kontrollert mot kilden den "
            "viser til. Kontrollen fanger ikke alt. Les sitatene før du bruker svaret."
        ),
        unsupported="Strøket: {because}.",
        failed="Spørsmålet kunne ikke besvares.",
        unanswered="Arbeidet ble stoppet eller avbrutt før svaret var klart.",
        sources="Kilder",
        nothing="Det er ikke stilt noe spørsmål.",
    ),
    "en": Words(
        answer="Answer from Samsvar",
        conversation="Conversation with Samsvar",
        made_on="Downloaded",
        index="Index",
        page="Page {page}",
        understood_as="Understood as",
        filters="Restrictions",
        agency="Agency",
        country="Country",
        source_language="Language",
        kind="Kind of document",
        published="Published",
        published_from="Published from",
        published_to="Published to",
        documents="Documents",
        page_number="Page",
        file="File",
        address="Web address",
        not_found="No answer was found in the documents.",
        conflict="The sources disagree. About: {about} Compare {numbers}.",
        and_="and",
        quoted="The answer is made of exact quotations. No language model wrote any of it.",
        written=(
            "A language model wrote the answer, and every sentence was checked against the source "
            "it cites. The check does not catch everything. Read the quotations before you use it."
        ),
        unsupported="Struck out: {because}.",
        failed="The question could not be answered.",
        unanswered="The question was stopped or cut off before the answer was ready.",
        sources="Sources",
        nothing="No question has been asked.",
    ),
}
