"""Every text of the page, in bokmål and in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.ui.texts import about, ask, documents, downloads, page_picture, search, upkeep
from app.ui.texts.about import AboutTexts
from app.ui.texts.ask import AskTexts
from app.ui.texts.documents import DocumentsTexts
from app.ui.texts.downloads import DownloadTexts
from app.ui.texts.page_picture import PagePictureTexts
from app.ui.texts.search import SearchTexts
from app.ui.texts.upkeep import UpkeepTexts

PageLanguage = Literal["nb", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The page's texts in one language; words in braces are filled in by `str.format`."""

    language: PageLanguage
    language_label: str
    promise: str
    to_ask: str
    to_search: str
    to_documents: str
    to_about: str

    ask: AskTexts
    search: SearchTexts
    shelf: DocumentsTexts
    upkeep: UpkeepTexts
    about: AboutTexts
    downloads: DownloadTexts
    page_picture: PagePictureTexts

    welcome: str
    welcome_lead: str
    samples_heading: str
    samples: tuple[str, ...]
    ask_placeholder: str

    searching: str
    reading: str
    writing: str
    understood_as: str
    waiting: str
    stop: str
    stopping: str
    stopped: str

    passage: str
    passages: str
    document: str
    documents: str
    page: str
    not_found: str
    conflict_heading: str
    conflict_about: str

    source_heading: str
    source_number: str
    close_source: str
    agency: str
    country: str
    countries: str
    source_language: str
    published: str
    page_label: str
    file: str
    original: str
    whole_document: str
    whole_document_region: str
    to_quote: str
    document_missing: str

    translate: str
    translating: str
    translate_again: str
    translation_heading: str
    translation_note: str
    translation_differs: str
    translation_missing: str
    translation_added: str
    not_translated: str
    no_translation: str

    collection_heading: str
    collection_languages: str
    collection_agencies: str
    collection_period: str
    how_heading: str
    how: str

    failed_heading: str
    closed_heading: str
    failed_where: str
    failed_remedy: str
    unexpected: str
    unexpected_remedy: str
    no_index_heading: str
    no_index: str
    no_index_after: str


BOKMAL = Texts(
    language="nb",
    language_label="Norsk",
    promise="Svar fra dokumentene, med henvisning til de nøyaktige ordene.",
    to_ask="Spør",
    to_search="Søk",
    to_documents="Dokumenter",
    to_about="Om",
    ask=ask.BOKMAL,
    search=search.BOKMAL,
    shelf=documents.BOKMAL,
    upkeep=upkeep.BOKMAL,
    about=about.BOKMAL,
    downloads=downloads.BOKMAL,
    page_picture=page_picture.BOKMAL,
    welcome="Hva vil du vite?",
    welcome_lead=(
        "Still spørsmål om internasjonalt samarbeid i kriminalomsorgen, på norsk eller engelsk. "
        "Dokumentene kan være skrevet på andre språk."
    ),
    samples_heading="Du kan for eksempel spørre",
    samples=(
        "Hvor mange tsjekkiske fengsler har partnere i Ungarn?",
        "Hvem rapporterer avdelingsdirektøren for Internasjonal stab til?",
        "Hvor mange svenske ansatte har vært på internasjonale oppdrag siden 2005?",
        "Hvilke land er med i EØS-samarbeidet til KDI?",
    ),
    ask_placeholder="Skriv et spørsmål",
    searching="Søker i dokumentene …",
    reading="Leser {passages} i {documents} …",
    writing="Skriver svaret …",
    understood_as="Forstått som: {question}",
    waiting="Venter til svaret over er klart.",
    stop="Stopp",
    stopping="Stopper …",
    stopped="Du stoppet Samsvar før svaret var klart.",
    passage="avsnitt",
    passages="avsnitt",
    document="dokument",
    documents="dokumenter",
    page="side {page}",
    not_found="Fant ikke svaret i dokumentene",
    conflict_heading="Kildene sier ikke det samme",
    conflict_about="Det gjelder: {about}",
    source_heading="Kilde",
    source_number="Kilde {number}",
    close_source="Lukk kilden",
    agency="Etat",
    country="Land",
    countries="Land",
    source_language="Språk",
    published="Publisert",
    page_label="Side",
    file="Fil",
    original="Åpne originalen på nettet",
    whole_document="Vis hele dokumentet",
    whole_document_region="Hele dokumentet",
    to_quote="Gå til sitatet",
    document_missing=(
        "Sitatet står ikke lenger på dette stedet: Dokumentet er endret eller fjernet. Her er "
        "sitatet slik det sto da svaret ble laget."
    ),
    translate="Vis maskinoversettelse",
    translating="Oversetter sitatet …",
    translate_again="Prøv igjen",
    translation_heading="Maskinoversettelse",
    translation_note="Laget av en språkmodell. Det er originalen som gjelder.",
    translation_differs="Oversettelsen avviker fra originalen.",
    translation_missing="Bare i originalen: {facts}",
    translation_added="Bare i oversettelsen: {facts}",
    not_translated="Sitatet er ikke oversatt.",
    no_translation="Språkmodellen ga ingen brukbar oversettelse.",
    collection_heading="Samlingen",
    collection_languages="Språk",
    collection_agencies="Etater",
    collection_period="Årstall",
    how_heading="Slik blir svarene til",
    how=(
        "Samsvar søker i dokumentene, leser de mest aktuelle avsnittene og viser hvor hvert "
        "utsagn er hentet fra. Velg en kilde for å se sitatet der det står. Finner ikke Samsvar "
        "noe svar, får du vite det."
    ),
    failed_heading="Spørsmålet kunne ikke besvares",
    closed_heading="Samsvar kunne ikke starte",
    failed_where="Hvor",
    failed_remedy="Hva du kan gjøre",
    unexpected="Det oppsto en uventet feil.",
    unexpected_remedy=(
        "Prøv på nytt. Skjer det igjen, ta kontakt med den som drifter Samsvar. "
        "Feilen står i loggen på tjeneren."
    ),
    no_index_heading="Ingen dokumenter er lest inn ennå",
    no_index=("Les inn dokumentene med denne kommandoen, på maskinen der Samsvar er installert:"),
    no_index_after="Last så siden på nytt.",
)

ENGLISH = Texts(
    language="en",
    language_label="English",
    promise="Answers from the documents, cited to the exact words.",
    to_ask="Ask",
    to_search="Search",
    to_documents="Documents",
    to_about="About",
    ask=ask.ENGLISH,
    search=search.ENGLISH,
    shelf=documents.ENGLISH,
    upkeep=upkeep.ENGLISH,
    about=about.ENGLISH,
    downloads=downloads.ENGLISH,
    page_picture=page_picture.ENGLISH,
    welcome="What would you like to know?",
    welcome_lead=(
        "Ask about international cooperation between correctional services, in Norwegian or "
        "English. The documents may be written in other languages."
    ),
    samples_heading="You could ask",
    samples=(
        "Who does the head of KDI's International Staff report to?",
        "How many Czech prisons have partners in Hungary?",
        "How many Swedish corrections officers have been on international assignments since 2005?",
        "What problems do prisons often have in post-conflict areas?",
    ),
    ask_placeholder="Type a question",
    searching="Searching the documents …",
    reading="Reading {passages} in {documents} …",
    writing="Writing the answer …",
    understood_as="Understood as: {question}",
    waiting="Waiting for the answer above to be ready.",
    stop="Stop",
    stopping="Stopping …",
    stopped="You stopped the question before the answer was ready.",
    passage="passage",
    passages="passages",
    document="document",
    documents="documents",
    page="page {page}",
    not_found="No answer was found in the documents",
    conflict_heading="The sources disagree",
    conflict_about="About: {about}",
    source_heading="Source",
    source_number="Source {number}",
    close_source="Close source",
    agency="Agency",
    country="Country",
    countries="Countries",
    source_language="Language",
    published="Published",
    page_label="Page",
    file="File",
    original="Open the original on the web",
    whole_document="Show the whole document",
    whole_document_region="The whole document",
    to_quote="Go to the quotation",
    document_missing=(
        "The document is no longer in the collection. "
        "The quotation is as it stood when the answer was made."
    ),
    translate="Show machine translation",
    translating="Translating the quotation …",
    translate_again="Try again",
    translation_heading="Machine translation",
    translation_note="Made by a language model. The original is what counts.",
    translation_differs="The translation differs from the original.",
    translation_missing="Only in the original: {facts}",
    translation_added="Only in the translation: {facts}",
    not_translated="The quotation is not translated.",
    no_translation="The language model gave no translation that can be used.",
    collection_heading="The collection",
    collection_languages="Languages",
    collection_agencies="Agencies",
    collection_period="Years",
    how_heading="How answers are made",
    how=(
        "Samsvar searches the documents, reads the most relevant passages and shows where each "
        "statement comes from. Choose a source to see the quotation where it stands. If there is "
        "no answer in the documents, you are told so."
    ),
    failed_heading="The question could not be answered",
    closed_heading="Samsvar could not start",
    failed_where="Where",
    failed_remedy="What you can do",
    unexpected="Something unexpected went wrong.",
    unexpected_remedy=(
        "Try again. If it happens again, contact whoever runs Samsvar for you. "
        "The error is in the server's log."
    ),
    no_index_heading="No documents have been read in yet",
    no_index=(
        "Read the documents in with this command, on the machine where Samsvar is installed:"
    ),
    no_index_after="Then reload the page.",
)

TEXTS: dict[PageLanguage, Texts] = {"nb": BOKMAL, "en": ENGLISH}


def page_language(locale: str | None) -> PageLanguage:
    """Choose the page's first language from the browser's locale, such as `nn-NO` or `en-GB`.

    Norwegian is also the choice where the browser says nothing, for that is whom the page serves.
    """
    primary = (locale or "nb").replace("_", "-").split("-")[0].lower()
    return "nb" if primary in {"nb", "nn", "no"} else "en"
