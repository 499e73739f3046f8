"""The texts of what changes the documents: adding, removing, building the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class UpkeepTexts:
    """The texts of changes in one language; words in braces are filled in.

    `reasons` go by how the English sentence begins that says why a file could not be read.
    """

    remove: str
    remove_heading: str
    remove_upload: str
    remove_file: str
    remove_yes: str
    remove_no: str
    receipt_heading: str
    receipt_lead: str
    receipt_passages: str
    receipt_vectors: str
    receipt_words: str
    receipt_words_value: str
    receipt_file: str
    receipt_file_deleted: str
    receipt_file_kept: str
    receipt_index: str

    one_file: str
    many_files: str
    add_heading: str
    add_lead: str
    add_limits: str
    choose_files: str
    add_button: str
    add_replaces: str
    add_too_many: str
    results_heading: str
    verdicts: Mapping[str, str]
    refusals: Mapping[str, str]
    reasons: Mapping[str, str]
    open_document: str
    changed_nothing: str

    step_waiting: str
    step_unpacking: str
    step_checking: str
    step_embedding: str
    step_building: str

    build_lead: str
    build_starter: str
    build_own: str
    build_command: str
    built: str
    built_failed: str
    building_elsewhere_heading: str
    building_elsewhere: str
    look_again: str
    failed_heading: str


BOKMAL = UpkeepTexts(
    remove="Fjern dokumentet",
    remove_heading="Fjerne dette dokumentet fra samlingen?",
    remove_upload="Teksten slettes fra samlingen, og den opplastede filen slettes.",
    remove_file=(
        "Teksten slettes fra samlingen. Selve filen ligger i en mappe på maskinen og blir ikke "
        "rørt. Neste gang mappen leses inn, kommer dokumentet tilbake."
    ),
    remove_yes="Ja, fjern",
    remove_no="Avbryt",
    receipt_heading="Dokumentet er fjernet",
    receipt_lead="Dette er slettet fra samlingen:",
    receipt_passages="Avsnitt",
    receipt_vectors="Vektorer",
    receipt_words="Tekst",
    receipt_words_value="{characters} tegn, med alle ord i ordregisteret",
    receipt_file="Filen",
    receipt_file_deleted="slettet",
    receipt_file_kept="ligger der den lå",
    receipt_index="Indeks nå",
    one_file="fil",
    many_files="filer",
    add_heading="Legg til dokumenter",
    add_lead=(
        "Filene blir på denne maskinen. Laster du opp en fil med samme navn som en tidligere, "
        "blir den gamle erstattet."
    ),
    add_limits="Filtyper: {suffixes}. Høyst {files} filer om gangen, høyst {size} MB per fil.",
    choose_files="Velg filer",
    add_button="Les inn {files}",
    add_replaces="Erstatter det som er lastet opp før: {names}",
    add_too_many="Du har valgt {files}. De {most} første blir lest inn.",
    results_heading="Resultat",
    verdicts={
        "read": "lest inn",
        "replaced": "erstattet",
        "unchanged": "uendret",
        "left_out": "utelatt, slik filen selv ber om",
        "refused": "avvist",
        "failed": "kunne ikke leses",
    },
    refusals={
        "type": "filtypen støttes ikke",
        "size": "filen er for stor",
        "count": "for mange filer på én gang",
    },
    reasons={
        "The PDF holds no text": "PDF-en inneholder bare skannede sider, ingen tekst",
        "The file holds binary data": "filen inneholder ikke tekst",
        "The file holds no text": "filen inneholder ingen tekst",
        "The file holds nothing but": (
            "filen har bare menyer, kontaktopplysninger eller overskrifter"
        ),
        "The file is damaged": "filen er skadet, eller av en annen type enn navnet sier",
        "The file is empty": "filen er tom",
        "The file is encrypted": "filen er kryptert",
        "The file is password-protected": "filen er passordbeskyttet",
        "The file is larger": "filen er for stor",
        "The file would unpack": "filen blir for stor når den pakkes ut",
        "The text is longer": "teksten er for lang",
        "The document has more than": "dokumentet har for mange sider",
        "The front matter": "opplysningene øverst i filen kan ikke tolkes",
    },
    open_document="Åpne dokumentet",
    changed_nothing="Ingenting er endret.",
    step_waiting="Venter på en annen oppdatering av samlingen …",
    step_unpacking="Pakker ut søkemodellen …",
    step_checking="Leser filene …",
    step_embedding="Gjør avsnittene søkbare …",
    step_building="Bygger søkeindeksen …",
    build_lead=(
        "Samsvar svarer fra dokumenter som er lest inn. Begynn med startdokumentene som følger "
        "med, eller last opp egne under Dokumenter."
    ),
    build_starter="Les inn startdokumentene",
    build_own="Last opp egne dokumenter",
    build_command="Det kan også gjøres på kommandolinjen, der Samsvar er installert:",
    built="Ferdig: {documents} og {passages} er lest inn.",
    built_failed="Disse kunne ikke leses: {names}",
    building_elsewhere_heading="Samlingen bygges nå",
    building_elsewhere="Dokumentene leses inn. Siden blir klar når det er gjort.",
    look_again="Se etter på nytt",
    failed_heading="Endringen ble ikke gjennomført",
)

ENGLISH = UpkeepTexts(
    remove="Remove the document",
    remove_heading="Remove this document from the collection?",
    remove_upload="Its text is deleted from the collection, and so is the uploaded file.",
    remove_file=(
        "Its text is deleted from the collection. The file itself lies in a folder on the machine "
        "and is not touched. The next time that folder is read in, the document comes back."
    ),
    remove_yes="Yes, remove",
    remove_no="Cancel",
    receipt_heading="The document has been removed",
    receipt_lead="This was deleted from the collection:",
    receipt_passages="Passages",
    receipt_vectors="Vectors",
    receipt_words="Text",
    receipt_words_value="{characters} characters, with every word in the word index",
    receipt_file="The file",
    receipt_file_deleted="deleted",
    receipt_file_kept="lies where it was",
    receipt_index="Index now",
    one_file="file",
    many_files="files",
    add_heading="Add documents",
    add_lead=(
        "The files stay on this machine. A file with the same name as one uploaded before "
        "replaces it."
    ),
    add_limits="File types: {suffixes}. At most {files} files at a time, at most {size} MB each.",
    choose_files="Choose files",
    add_button="Read in {files}",
    add_replaces="Replaces what was uploaded before: {names}",
    add_too_many="You have chosen {files}. The first {most} will be read in.",
    results_heading="Result",
    verdicts={
        "read": "read in",
        "replaced": "replaced",
        "unchanged": "unchanged",
        "left_out": "left out, as the file itself asks",
        "refused": "refused",
        "failed": "could not be read",
    },
    refusals={
        "type": "this type of file is not supported",
        "size": "the file is too large",
        "count": "too many files at a time",
    },
    reasons={
        "The PDF holds no text": "the PDF holds only scanned pages, no text",
        "The file holds binary data": "the file does not hold text",
        "The file holds no text": "the file holds no text",
        "The file holds nothing but": "the file holds only menus, contact details or headings",
        "The file is damaged": "the file is damaged, or of another type than its name says",
        "The file is empty": "the file is empty",
        "The file is encrypted": "the file is encrypted",
        "The file is password-protected": "the file is password-protected",
        "The file is larger": "the file is too large",
        "The file would unpack": "the file becomes too large when it is unpacked",
        "The text is longer": "the text is too long",
        "The document has more than": "the document has too many pages",
        "The front matter": "the details at the top of the file cannot be read",
    },
    open_document="Open the document",
    changed_nothing="Nothing was changed.",
    step_waiting="Waiting for another update of the collection …",
    step_unpacking="Unpacking the search model …",
    step_checking="Reading the files …",
    step_embedding="Making the passages searchable …",
    step_building="Building the search index …",
    build_lead=(
        "Samsvar answers from documents that have been read in. Begin with the starter documents "
        "that come with it, or upload your own under Documents."
    ),
    build_starter="Read the starter documents in",
    build_own="Upload your own documents",
    build_command="It can also be done on the command line, where Samsvar is installed:",
    built="Done: {documents} and {passages} have been read in.",
    built_failed="These could not be read: {names}",
    building_elsewhere_heading="The collection is being built",
    building_elsewhere="The documents are being read in. The page is ready once that is done.",
    look_again="Look again",
    failed_heading="The change was not made",
)
