"""The texts of the document pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsTexts:
    """The document pages' texts in one language; words in braces are filled in."""

    heading: str
    view: str
    view_list: str
    view_pictures: str
    view_add: str
    updating: str

    find: str
    find_placeholder: str
    any_agency: str
    any_country: str
    any_language: str
    any_kind: str
    columns: Mapping[str, str]
    ascending: str
    descending: str
    shown_all: str
    shown_some: str
    more: str
    no_match_heading: str
    no_match: str
    clear_filters: str
    none_heading: str
    none: str
    unknown: str
    pages: str
    one_page: str

    back: str
    ask_document: str
    text_view: str
    passages_view: str
    outline: str
    no_outline: str
    about_document: str
    characters: str
    language_share: str
    passage_number: str
    passage_place: str
    gone_heading: str
    closed_heading: str
    gone: str
    quote_moved: str

    by_agency: str
    by_country: str
    by_country_note: str
    by_language: str
    by_year: str
    show_rest: str
    undated: str
    map_heading: str
    map_lead: str
    map_world: str
    map_europe: str
    map_outside: str
    timeline_heading: str
    timeline_lead: str
    timeline_none: str
    timeline_agreement: str
    timeline_programme: str
    timeline_period: str
    timeline_dated: str


BOKMAL = DocumentsTexts(
    heading="Dokumentene",
    view="Visning",
    view_list="Liste",
    view_pictures="Oversikt",
    view_add="Legg til",
    updating="Samlingen oppdateres akkurat nå. Det du ser, er slik den var før.",
    find="Finn et dokument",
    find_placeholder="Ord i tittel, etat eller filnavn",
    any_agency="Alle etater",
    any_country="Alle land",
    any_language="Alle språk",
    any_kind="Alle typer",
    columns={
        "title": "Tittel",
        "agency": "Etat",
        "country": "Land",
        "language": "Språk",
        "kind": "Type",
        "date": "Dato",
        "passages": "Avsnitt",
        "pages": "Sider",
    },
    ascending="stigende",
    descending="synkende",
    shown_all="{documents}, sortert etter {column}, {direction}",
    shown_some="{shown} av {documents}, sortert etter {column}, {direction}",
    more="Vis flere",
    no_match_heading="Ingen dokumenter passer",
    no_match="Prøv færre ord, eller fjern en avgrensning.",
    clear_filters="Fjern alle avgrensninger",
    none_heading="Samlingen er tom",
    none="Det er ingen dokumenter å vise. Last opp noen her, eller les inn startdokumentene.",
    unknown="ikke oppgitt",
    pages="sider",
    one_page="side",
    back="Alle dokumenter",
    ask_document="Spør dette dokumentet",
    text_view="Tekst",
    passages_view="Avsnitt",
    outline="Innhold",
    no_outline="Dokumentet har ingen overskrifter.",
    about_document="Om dokumentet",
    characters="Tegn",
    language_share="Språk i teksten",
    passage_number="Avsnitt {number}",
    passage_place="tegn {start}–{end}",
    gone_heading="Dokumentet finnes ikke",
    closed_heading="Dokumentet kunne ikke åpnes",
    gone=(
        "Det finnes ikke noe dokument med dette navnet i samlingen. Det kan være fjernet eller ha "
        "fått nytt navn."
    ),
    quote_moved="Sitatet står ikke lenger på dette stedet. Dokumentet er endret siden.",
    by_agency="Etater",
    by_country="Land",
    by_country_note="Et dokument kan handle om flere land.",
    by_language="Språk",
    by_year="År",
    show_rest="Vis {number} til",
    undated="uten dato",
    map_heading="Samarbeid land for land",
    map_lead="Tallene viser hvor mange dokumenter som handler om hvert land.",
    map_world="Verden",
    map_europe="Europa",
    map_outside="Ikke plassert på kartet: {names}.",
    timeline_heading="Programmer og avtaler",
    timeline_lead=(
        "Hentet fra titler, typer og datoer. Perioden er den tittelen nevner. Nevner den ingen, "
        "brukes datoen på dokumentet."
    ),
    timeline_none="Ingen dokumenter i samlingen er merket som program eller avtale.",
    timeline_agreement="avtale",
    timeline_programme="program",
    timeline_period="{first}–{last}",
    timeline_dated="datert {date}",
)

ENGLISH = DocumentsTexts(
    heading="The documents",
    view="View",
    view_list="List",
    view_pictures="Overview",
    view_add="Add",
    updating="The collection is being updated. What you see is how it was before.",
    find="Find a document",
    find_placeholder="Words in title, agency or file name",
    any_agency="All agencies",
    any_country="All countries",
    any_language="All languages",
    any_kind="All kinds",
    columns={
        "title": "Title",
        "agency": "Agency",
        "country": "Country",
        "language": "Language",
        "kind": "Kind",
        "date": "Date",
        "passages": "Passages",
        "pages": "Pages",
    },
    ascending="ascending",
    descending="descending",
    shown_all="{documents}, sorted by {column}, {direction}",
    shown_some="{shown} of {documents}, sorted by {column}, {direction}",
    more="Show more",
    no_match_heading="No document matches",
    no_match="Try fewer words, or clear a filter.",
    clear_filters="Clear all filters",
    none_heading="The collection is empty",
    none="There are no documents to show. Upload some here, or read the starter documents in.",
    unknown="not stated",
    pages="pages",
    one_page="page",
    back="All documents",
    ask_document="Ask this document",
    text_view="Text",
    passages_view="Passages",
    outline="Contents",
    no_outline="The document has no headings.",
    about_document="About the document",
    characters="Characters",
    language_share="Languages in the text",
    passage_number="Passage {number}",
    passage_place="characters {start}–{end}",
    gone_heading="There is no such document",
    closed_heading="The document could not be opened",
    gone="No document in the collection has this name. It may have been removed or renamed.",
    quote_moved="The quotation no longer stands here. The document has changed since.",
    by_agency="Agencies",
    by_country="Countries",
    by_country_note="A document may be about several countries.",
    by_language="Languages",
    by_year="Years",
    show_rest="Show {number} more",
    undated="undated",
    map_heading="Cooperation by country",
    map_lead="The figures show how many documents are about each country.",
    map_world="World",
    map_europe="Europe",
    map_outside="Not placed on the map: {names}.",
    timeline_heading="Programmes and agreements",
    timeline_lead=(
        "Taken from titles, kinds and dates. The period is the one that the title names; "
        "if it names none, it is the document's date."
    ),
    timeline_none="No document in the collection is marked as a programme or an agreement.",
    timeline_agreement="agreement",
    timeline_programme="programme",
    timeline_period="{first}–{last}",
    timeline_dated="dated {date}",
)
