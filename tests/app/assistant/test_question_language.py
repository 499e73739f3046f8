"""The language of short messages, as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.language import language_by_words, question_language

BOKMAL = """
hvor mange fanger
hvem leder KDI
Hva betyr Donor Programme Partner?
hva er norlau
Når ble avtalen med Latvia signert?
hvilke land samarbeider KRUS med
HVOR MANGE ANSATTE HAR KDI?
HVEM ER SJEF
hvormange innsatte er det i Tsjekkia
hva koster det
Hvor lenge varer et oppdrag?
hvorfor ble det stoppet
fengsler i Ungarn
antall fanger 2014
hva heter direktøren
forklar forskjellen på GPP og UNPOL
fortell om Amend
gi meg en liste over prosjektene
hvordan søker jeg
kan jeg ta med familien
finnes det en håndbok
er det farlig i Haiti
skal man rapportere hver uke
fangene i Norden
hva sier Europarådet om isolasjon
ja, og hva med Litauen?
hva gjøre hvis jeg blir syk
hva skjer etter hjemkomst
hvem betaler reisen
Hvor mye penger gikk til Polen
Hvilken rolle har Mandela Rules?
hvem e sjefen i kdi
hvro mange fengsler deltok
EØS-midlene
opplæring av ansatte
What works-konferansen, hvor var den?
hvilket år startet det
nevn to risikoer
""".strip().splitlines()

NYNORSK = """
kor mange fangar
kven leier KDI
Kva betyr Donor Programme Partner?
kva er norlau
Når vart avtalen med Latvia underskriven?
kva land samarbeider KRUS med
KOR MANGE TILSETTE HAR KDI?
KVEN ER SJEF
kormange innsette er det i Tsjekkia
kva kostar det
Kor lenge varer eit oppdrag?
kvifor vart det stoppa
kor mykje pengar gjekk til Polen
kva heiter direktøren
forklar skilnaden på GPP og UNPOL
fortel om Amend
gje meg ei liste over prosjekta
korleis søkjer eg
kan eg ta med familien
finst det ei handbok
er det farleg i Haiti
skal ein rapportere kvar veke
kva seier Europarådet om isolasjon
norske fengselsbetjentar i Liberia
ja, og kva med Litauen?
kva gjer eg om eg vert sjuk
kva skjer etter heimkomst
nemn to risikoar
kven betaler reisa
Kva rolle har Mandela Rules?
kvar ligg Kroměříž
opplæring av tilsette
kva år starta det
kven har ansvaret for beredskapen?
eg skal reise til Liberia
dei tilsette i KDI
korleis er det i Noreg
What works-konferansen, kvar var han?
Er det nokon frå Noreg i EuroPris?
kor stort er budsjettet
kva slags opplæring får dei
kva er meininga med fengsel
seier handboka noko om alkohol
""".strip().splitlines()

ENGLISH = """
What is kriminalomsorg?
how many prisoners
who leads KDI
what does Donor Programme Partner mean
when was the agreement with Latvia signed
which countries does KRUS work with
HOW MANY PEOPLE WORK AT KDI?
WHO IS IN CHARGE
how mnay prisons took part
wat is norlau
how long is a deployment
why was it stopped
prisons in Hungary
number of prisoners 2014
budget for Latvia
explain the difference between GPP and UNPOL
tell me about Amend
list all projects
cooperation with Russia
how do I apply
can I bring my family
is there a handbook
is Haiti dangerous
should I report every week
Norwegian prison officers in Liberia
thanks
hello
and in 2015?
what about Lithuania?
what if I get sick
vaccines before departure
who pays for travel
money to Poland
role of the Mandela Rules
where is Kroměříž
training of staff
what year did it start
what is straffegjennomføring
does the handbook mention alcohol
Kriminalomsorgsdirektoratet in English?
what do «fengsel» and «friomsorg» mean
I am going to Liberia
who is responsible for security
pre-deployment training
""".strip().splitlines()

# Words that bokmål and nynorsk share.
EITHER_NORWEGIAN = """
budsjett for Latvia
samarbeid med Russland
norske fengselsbetjenter i Liberia
takk
hei
og i 2015?
vaksiner før avreise
prosjektet i Romania
Er KDI med i EuroPris?
kriminalomsorg i andre land
""".strip().splitlines()

NAMES_ONLY = """
KDI
NORLAU
KDI NORLAU
Pavel Ondrášek
MECR Kroměříž 2014
KDI KRUS EuroPris ICPA
2014
???
Amend
mentor
KDI, Latvia
Czech Republic
NORLAU Latvia Litauen Romania
""".strip().splitlines()


@pytest.mark.parametrize("question", BOKMAL)
def test_bokmal(question):
    assert question_language(question) == "nb"


@pytest.mark.parametrize("question", NYNORSK)
def test_nynorsk(question):
    assert question_language(question) == "nn"


@pytest.mark.parametrize("question", ENGLISH)
def test_english(question):
    assert question_language(question) == "en"


@pytest.mark.parametrize(("default", "language"), [("nb", "nb"), ("nn", "nn"), ("en", "nb")])
@pytest.mark.parametrize("question", EITHER_NORWEGIAN)
def test_what_both_norwegians_say_follows_the_conversation(question, default, language):
    assert question_language(question, default=default) == language


@pytest.mark.parametrize("default", ["nb", "nn", "en"])
@pytest.mark.parametrize("question", [*NAMES_ONLY, ""])
def test_names_and_figures_alone_take_the_default(question, default):
    assert question_language(question, default=default) == default


@pytest.mark.parametrize("question", BOKMAL + NYNORSK + ENGLISH)
def test_a_plain_question_heeds_no_default(question):
    assert len({question_language(question, default=d) for d in ("nb", "nn", "en")}) == 1


@pytest.mark.parametrize("question", BOKMAL + NYNORSK + ENGLISH)
def test_capitals_and_the_question_mark_change_nothing(question):
    said = question_language(question)

    assert question_language(question.upper()) == said
    assert question_language(question.rstrip("?")) == said


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Hvem skrev diktet The Mark of Anarchy?", "nb"),
        ("Kven skreiv «Reforming the Prisons of the World»?", "nn"),
        ("Hva betyr Government Provided Personnel in the field?", "nb"),
        ("What is Kriminalomsorgsdirektoratet and what is kriminalomsorg?", "en"),
    ],
)
def test_a_title_in_another_language_does_not_sway_it(question, language):
    assert question_language(question) == language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Hvor mange indsatte er der i danske fængsler?", "nb"),
        ("Hur många fångar finns det i Sverige?", "nb"),
        ("Kolik českých věznic spolupracovalo s Maďarskem?", "en"),
        ("Wie viele Gefangene gibt es in Lettland?", "en"),
    ],
)
def test_neighbours_are_answered_in_bokmal_and_others_in_english(question, language):
    assert question_language(question) == language


MESSAGES = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("short_messages.tsv").read_text("utf-8").splitlines()
]


def test_99_of_100_short_messages_are_told_right():
    wrong = [
        f"{language} taken for {told}: {message}"
        for language, message in MESSAGES
        if (told := question_language(message)) != language
    ]

    assert len(MESSAGES) == 300
    assert len(wrong) <= 0.01 * len(MESSAGES), "\n" + "\n".join(wrong)


def test_words_decide_nearly_always():
    # What they leave open, langdetect has to tell, which costs a thousand times as much.
    undecided = [message for _, message in MESSAGES if language_by_words(message) is None]

    assert len(undecided) <= 0.01 * len(MESSAGES), undecided


@given(st.text(max_size=60))
def test_any_text_has_a_language(text):
    assert question_language(text) in ("nb", "nn", "en")
