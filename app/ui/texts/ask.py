"""The texts of the page to ask on: restrictions, chats, and what is thought of an answer."""

from __future__ import annotations

from dataclasses import dataclass

from app.chats.exchange import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class AskTexts:
    """Those texts in one language; words in braces are filled in by `str.format`."""

    restrict: str
    restrict_count: str
    restrict_lead: str
    agencies: str
    countries: str
    languages: str
    year_from: str
    year_to: str
    any_value: str
    clear_filters: str
    only_agency: str
    only_country: str
    only_language: str
    only_document: str
    only_kind: str
    only_from: str
    only_to: str
    restricted_to: str

    in_line: str
    in_line_one: str
    lost: str
    ask_again: str
    rephrase: str
    restricted_refusal: str
    ask_unrestricted: str

    conflict_undated: str
    open_document: str

    chats: str
    new_chat: str
    search_chats: str
    no_chats_found: str
    more_chats: str
    this_chat: str
    chat_name: str
    delete_chat: str
    delete_chat_sure: str
    delete_all: str
    delete_all_sure: str
    delete_yes: str
    delete_no: str
    not_kept: str

    good: str
    bad: str
    what_is_wrong: str
    reasons: dict[Reason, str]
    thanks: str
    copy: str
    copied: str
    copy_by_hand: str
    references: str


BOKMAL = AskTexts(
    restrict="Avgrens",
    restrict_count="Avgrens ({count})",
    restrict_lead=(
        "Svar bare fra dokumenter som passer i alle feltene du fyller ut. Velger du flere i samme "
        "felt, holder det at én av dem passer."
    ),
    agencies="Etat",
    countries="Land",
    languages="Språk i dokumentet",
    year_from="Fra og med år",
    year_to="Til og med år",
    any_value="Alle",
    clear_filters="Fjern alle",
    only_agency="Etat: {value}",
    only_country="Land: {value}",
    only_language="Språk: {value}",
    only_document="Dokument: {value}",
    only_kind="Type: {value}",
    only_from="Fra {value}",
    only_to="Til {value}",
    restricted_to="Avgrenset til {filters}",
    in_line="Venter på tur. {count} spørsmål står foran …",
    in_line_one="Venter på tur. Ett spørsmål står foran …",
    lost="Svaret ble ikke ferdig, for Samsvar ble startet på nytt underveis.",
    ask_again="Spør på nytt",
    rephrase=(
        "Prøv gjerne å spørre med andre ord, eller om én ting om gangen. "
        "Navn på etater, land og avtaler gjør det lettere å finne svaret."
    ),
    restricted_refusal="Bare en del av samlingen ble gjennomsøkt, for du har avgrenset spørsmålet.",
    ask_unrestricted="Spør uten avgrensning",
    conflict_undated="uten dato",
    open_document="Åpne i dokumentet",
    chats="Samtaler",
    new_chat="Ny samtale",
    search_chats="Søk i samtalene",
    no_chats_found="Ingen samtaler passer med søket.",
    more_chats="Bare de siste samtalene vises. Søk for å finne eldre.",
    this_chat="Denne samtalen",
    chat_name="Navn på samtalen",
    delete_chat="Slett samtalen",
    delete_chat_sure="Slette samtalen for godt?",
    delete_all="Slett alle samtaler",
    delete_all_sure="Slette alle samtalene dine for godt?",
    delete_yes="Ja, slett",
    delete_no="Avbryt",
    not_kept="Samtaler kan ikke lagres her nå. De forsvinner når Samsvar stoppes.",
    good="Nyttig",
    bad="Ikke nyttig",
    what_is_wrong="Hva er galt?",
    reasons={
        Reason.WRONG: "Svaret er feil",
        Reason.QUOTE_NOT_FOUND: "Finner ikke sitatet",
        Reason.SOURCE_MISSING: "Mangler en kilde",
        Reason.TOO_LONG: "For langt",
        Reason.OTHER_LANGUAGE: "Feil språk",
        Reason.OUTDATED: "Utdatert",
    },
    thanks=(
        "Takk! De som drifter Samsvar, kan nå lese spørsmålet og svaret. Trykk igjen for å angre."
    ),
    copy="Kopier",
    copied="Kopiert",
    copy_by_hand="Nettleseren lot oss ikke kopiere. Teksten er merket, så du kan kopiere den selv.",
    references="Kilder",
)

ENGLISH = AskTexts(
    restrict="Restrict",
    restrict_count="Restrict ({count})",
    restrict_lead="Answer only from documents that match everything you choose here.",
    agencies="Agency",
    countries="Country",
    languages="Language of the document",
    year_from="From year",
    year_to="To year",
    any_value="All",
    clear_filters="Remove all",
    only_agency="Agency: {value}",
    only_country="Country: {value}",
    only_language="Language: {value}",
    only_document="Document: {value}",
    only_kind="Kind: {value}",
    only_from="From {value}",
    only_to="To {value}",
    restricted_to="Restricted to {filters}",
    in_line="Waiting in line behind {count} questions …",
    in_line_one="Waiting in line behind one question …",
    lost="The answer was not finished, as Samsvar was restarted on the way.",
    ask_again="Ask again",
    rephrase=(
        "Try other words, or ask about one thing at a time. "
        "Names of agencies, countries and agreements make the answer easier to find."
    ),
    restricted_refusal="Only part of the collection was searched, as you restricted the question.",
    ask_unrestricted="Ask without restrictions",
    conflict_undated="no date",
    open_document="Open in the document",
    chats="Chats",
    new_chat="New chat",
    search_chats="Search your chats",
    no_chats_found="No chat matches the search.",
    more_chats="Only the latest chats are shown. Search to find older ones.",
    this_chat="This chat",
    chat_name="Name of the chat",
    delete_chat="Delete the chat",
    delete_chat_sure="Delete this chat for good?",
    delete_all="Delete all chats",
    delete_all_sure="Delete all your chats for good?",
    delete_yes="Yes, delete",
    delete_no="Cancel",
    not_kept="Chats cannot be kept here now. They are gone once Samsvar is stopped.",
    good="Helpful",
    bad="Not helpful",
    what_is_wrong="What is wrong?",
    reasons={
        Reason.WRONG: "The answer is wrong",
        Reason.QUOTE_NOT_FOUND: "Cannot find the quotation",
        Reason.SOURCE_MISSING: "A source is missing",
        Reason.TOO_LONG: "Too long",
        Reason.OTHER_LANGUAGE: "Wrong language",
        Reason.OUTDATED: "Outdated",
    },
    thanks=(
        "Thank you! Whoever runs Samsvar can now read the question and the answer. "
        "Press again to undo."
    ),
    copy="Copy",
    copied="Copied",
    copy_by_hand="The browser did not let us copy. The text is selected, so that you can copy it.",
    references="Sources",
)
