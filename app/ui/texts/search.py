"""The texts of the search page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTexts:
    """The search page's texts in one language; words in braces are filled in by `str.format`."""

    heading: str
    field: str
    placeholder: str
    search: str
    searching: str
    mode: str
    modes: Mapping[str, str]

    welcome: str
    language_heading: str
    examples: tuple[tuple[str, str], ...]
    from_address: str

    hit: str
    hits: str
    found: str
    found_at_least: str
    narrowed_from: str
    required: str
    required_joint: str
    required_choice: str
    quoted: str
    excluded: str
    view: str
    views: Mapping[str, str]
    order: str
    orders: Mapping[str, str]
    also_in: str
    open_document: str
    more: str

    narrow: str
    narrow_hide: str
    narrow_all: str
    narrow_fewer: str
    clear: str
    facets: Mapping[str, str]

    none_heading: str
    none: str
    none_constrained: str
    none_narrowed: str
    cannot_search: str

    listing_reading: str
    listing_summary: str
    listing_note: str
    verdicts: Mapping[str, str]
    verdict_words: Mapping[str, str]
    show_nothing: str

    download: str
    download_note: str
    formats: Mapping[str, str]
    file_name: str

    save: str
    saved_heading: str
    save_name: str
    save_this: str
    saved_before: str
    rename: str
    rename_save: str
    remove: str
    saved_note: str
    saved_failed: str


BOKMAL = SearchTexts(
    heading="Søk i dokumentene",
    field="Søk i dokumentene",
    placeholder="Ord, et spørsmål eller «nøyaktige ord»",
    search="Søk",
    searching="Søker i dokumentene …",
    mode="Søk etter",
    modes={"hybrid": "Betydning og ord", "dense": "Bare betydning", "lexical": "Bare ord"},
    welcome=(
        "Her finner du avsnittene der noe står, i alle dokumentene og på tvers av språk. "
        "Treffene kan avgrenses, lastes ned som referanser og lagres."
    ),
    language_heading="Slik kan du søke",
    examples=(
        ("mentor", "ord eller et helt spørsmål; det beste treffet kommer først"),
        ("«internasjonal stab»", "ordene står samlet, i denne rekkefølgen"),
        ("fengsel*", "alle ord som begynner slik"),
        ("samarbeid AND Latvia", "begge ordene står i avsnittet"),
        ("Latvia OR Litauen", "minst ett av ordene; OR binder sterkere enn AND"),
        ("samarbeid -Polen", "avsnitt med ordet blir utelatt"),
    ),
    from_address="Adressen i nettleseren tar vare på søket. Kopier den for å dele søket.",
    hit="treff",
    hits="treff",
    found="{hits} i {documents}",
    found_at_least="Minst {hits} i {documents}",
    narrowed_from="av {hits}",
    required="Må stå i avsnittet: {terms}",
    required_joint=" og ",
    required_choice=" eller ",
    quoted="«{words}»",
    excluded="Må ikke stå i avsnittet: {terms}",
    view="Vis",
    views={"hits": "Treff", "documents": "Alle dokumenter"},
    order="Sortering",
    orders={"relevance": "Relevans", "date": "Nyeste først"},
    also_in="Den samme teksten står også i {documents}.",
    open_document="Åpne i dokumentet",
    more="Vis flere treff",
    narrow="Avgrens",
    narrow_hide="Skjul avgrensning",
    narrow_all="Vis alle {count}",
    narrow_fewer="Vis færre",
    clear="Fjern avgrensning",
    facets={
        "agencies": "Etat",
        "countries": "Land",
        "languages": "Språk",
        "kinds": "Type",
        "years": "År",
    },
    none_heading="Ingen treff",
    none="Prøv færre eller andre ord, eller søk etter betydning og ord samtidig.",
    none_constrained=(
        "Søket krever at bestemte ord står i avsnittet. Prøv uten anførselstegn, AND eller minus, "
        "eller med * etter begynnelsen av et ord."
    ),
    none_narrowed="Ingen av treffene passer med avgrensningen. Fjern den for å se alle.",
    cannot_search="Dette kan det ikke søkes etter",
    listing_reading="Leser det beste avsnittet i hvert dokument …",
    listing_summary=(
        "Klart relevante: {clear}. Kanskje relevante: {perhaps}. Uten treff: {nothing}."
    ),
    listing_note=(
        "Vurderingen gjelder det beste avsnittet i hvert dokument og er gjort av en maskin."
    ),
    verdicts={"clear": "Klart relevante", "perhaps": "Kanskje relevante", "nothing": "Ikke noe"},
    verdict_words={
        "clear": "klart relevant",
        "perhaps": "kanskje relevant",
        "nothing": "ingenting funnet",
    },
    show_nothing="Dokumenter uten treff ({count})",
    download="Last ned",
    download_note="Filen inneholder {count}, i samme utvalg og rekkefølge som her.",
    formats={
        "csv": "Tabell (CSV)",
        "ris": "RIS (EndNote, Zotero)",
        "bibtex": "BibTeX",
        "csl": "CSL-JSON",
        "apa-nb": "Referanseliste, APA 7 norsk",
        "apa-en": "Referanseliste, APA 7 engelsk",
    },
    file_name="samsvar-treff",
    save="Lagrede søk",
    saved_heading="Lagrede søk",
    save_name="Navn på søket",
    save_this="Lagre dette søket",
    saved_before="Ingen søk er lagret ennå.",
    rename="Gi nytt navn",
    rename_save="Lagre navnet",
    remove="Slett",
    saved_note="Bare du ser disse, i denne nettleseren.",
    saved_failed="Lagrede søk kan ikke brukes nå",
)

ENGLISH = SearchTexts(
    heading="Search the documents",
    field="Search the documents",
    placeholder="Words, a question or “exact words”",
    search="Search",
    searching="Searching the documents …",
    mode="Search by",
    modes={"hybrid": "Meaning and words", "dense": "Meaning only", "lexical": "Words only"},
    welcome=(
        "Find the passages where something is said, in all the documents and across languages. "
        "Hits can be narrowed down, downloaded as references and saved."
    ),
    language_heading="How to search",
    examples=(
        ("mentoring", "words or a whole question; the best hit comes first"),
        ("“International Staff”", "the words stand together, in this order"),
        ("prison*", "all words that begin like this"),
        ("cooperation AND Latvia", "both words stand in the passage"),
        ("Latvia OR Lithuania", "at least one of the words; OR binds more tightly than AND"),
        ("cooperation -Poland", "passages with the word are left out"),
    ),
    from_address="The address in your browser holds the search. Copy it to share the search.",
    hit="hit",
    hits="hits",
    found="{hits} in {documents}",
    found_at_least="At least {hits} in {documents}",
    narrowed_from="of {hits}",
    required="Must stand in the passage: {terms}",
    required_joint=" and ",
    required_choice=" or ",
    quoted="“{words}”",
    excluded="Must not stand in the passage: {terms}",
    view="Show",
    views={"hits": "Hits", "documents": "All documents"},
    order="Order",
    orders={"relevance": "Relevance", "date": "Newest first"},
    also_in="The same text also stands in {documents}.",
    open_document="Open in document",
    more="Show more hits",
    narrow="Narrow down",
    narrow_hide="Hide filters",
    narrow_all="Show all {count}",
    narrow_fewer="Show fewer",
    clear="Clear filters",
    facets={
        "agencies": "Agency",
        "countries": "Country",
        "languages": "Language",
        "kinds": "Kind",
        "years": "Year",
    },
    none_heading="No hits",
    none="Try fewer or other words, or search by meaning and words together.",
    none_constrained=(
        "The search requires certain words in the passage. Try without quotation marks, AND or "
        "minus, or with * after the beginning of a word."
    ),
    none_narrowed="None of the hits match the filters. Clear them to see all.",
    cannot_search="This cannot be searched for",
    listing_reading="Reading the best passage of each document …",
    listing_summary="Clearly relevant: {clear}. Perhaps relevant: {perhaps}. No hits: {nothing}.",
    listing_note="Judged by a machine, from the best passage of each document.",
    verdicts={"clear": "Clearly relevant", "perhaps": "Perhaps relevant", "nothing": "Nothing"},
    verdict_words={
        "clear": "clearly relevant",
        "perhaps": "perhaps relevant",
        "nothing": "nothing found",
    },
    show_nothing="Documents without hits ({count})",
    download="Download",
    download_note="The file holds {count}, in the selection and order shown here.",
    formats={
        "csv": "Table (CSV)",
        "ris": "RIS (EndNote, Zotero)",
        "bibtex": "BibTeX",
        "csl": "CSL-JSON",
        "apa-nb": "Reference list, APA 7 in Norwegian",
        "apa-en": "Reference list, APA 7 in English",
    },
    file_name="samsvar-hits",
    save="Saved searches",
    saved_heading="Saved searches",
    save_name="Name of the search",
    save_this="Save this search",
    saved_before="No searches are saved yet.",
    rename="Rename",
    rename_save="Save the name",
    remove="Delete",
    saved_note="Only you see these, in this browser.",
    saved_failed="Saved searches cannot be used now",
)
