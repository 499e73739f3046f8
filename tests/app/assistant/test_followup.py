"""Follow-ups made to stand alone, in bokmål, nynorsk and English."""

from __future__ import annotations

import copy
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.followup import CONNECTING, standalone_question
from app.assistant.steps import Turn

SUPPORT = "Hvor mye støtte får Latvia?"
COUNTRIES = "Hvor mange land samarbeider nordmennene med?"
PARTNERS = "Which prisons have partners in Hungary?"
FENGSLER = "Hvor mange tsjekkiske fengsler har partnere i Ungarn?"
LEADS = "Who leads UNPriPOC?"
OFFICERS = "How many Norwegian officers are in Liberia?"
BETJENTER = "Hvor mange norske betjenter er i Liberia?"
FANGAR = "Kor mange fangar er det i Romania?"
ABROAD = "How many international activities did Czech prisons take part in in 2014?"


def turns(*said: str) -> list[Turn]:
    return [Turn(role="user", content=content) for content in said]


@pytest.mark.parametrize(
    ("before", "question", "standalone"),
    [
        # Another country.
        (SUPPORT, "Og i Litauen?", "Hvor mye støtte får Litauen?"),
        (SUPPORT, "hva med litauen", "Hvor mye støtte får litauen?"),
        (SUPPORT, "og Litauen da", "Hvor mye støtte får Litauen?"),
        (SUPPORT, "nei, jeg mente Litauen", "Hvor mye støtte får Litauen?"),
        (SUPPORT, "and Lithuania?", "Hvor mye støtte får Lithuania?"),
        (SUPPORT, "Litauen?", "Hvor mye støtte får Litauen?"),
        (COUNTRIES, "enn svenskene, da?", "Hvor mange land samarbeider svenskene med?"),
        (COUNTRIES, "og Sverige?", "Hvor mange land samarbeider Sverige med?"),
        (COUNTRIES, "og tsjekkerne?", "Hvor mange land samarbeider tsjekkerne med?"),
        (FENGSLER, "Og i Polen?", "Hvor mange tsjekkiske fengsler har partnere i Polen?"),
        (FENGSLER, "Og slovakiske?", "Hvor mange slovakiske fengsler har partnere i Ungarn?"),
        (
            "Hvor mange tsjekkiske fengsler er åpne?",
            "og i Polen?",
            "Hvor mange fengsler i Polen er åpne?",
        ),
        (
            "Hvor mange delegasjoner fra Polen tok de tsjekkiske fengslene imot i 2014?",
            "enn ungarerne, da?",
            "Hvor mange delegasjoner fra ungarerne tok de tsjekkiske fengslene imot i 2014?",
        ),
        (
            "Hva er Latvias budsjett?",
            "og Litauen?",
            "Hva er Litauens budsjett?",
        ),
        (FANGAR, "enn i Noreg, då?", "Kor mange fangar er det i Noreg?"),
        (FANGAR, "kva med Ungarn", "Kor mange fangar er det i Ungarn?"),
        ("Kor mange land samarbeider nordmennene med?", "og svenskane?",
         "Kor mange land samarbeider svenskane med?"),
        (PARTNERS, "what about Poland?", "Which prisons have partners in Poland?"),
        (PARTNERS, "same for Austria", "Which prisons have partners in Austria?"),
        (PARTNERS, "ok, and in the Czech Republic then?",
         "Which prisons have partners in the Czech Republic?"),
        (
            "How many countries does Norway work with?",
            "what about the Swedes?",
            "How many countries do the Swedes work with?",
        ),
        (
            "How many countries do the Norwegians work with?",
            "And Sweden?",
            "How many countries does Sweden work with?",
        ),
        (OFFICERS, "the Swedish ones?", "How many Swedish officers are in Liberia?"),
        ("Hvor mye støtte får Latvia fra Norge?", "og Estland?",
         "Hvor mye støtte får Estland fra Norge?"),
        ("Har Norge sendt betjenter til Liberia?", "enn Sverige?",
         "Har Sverige sendt betjenter til Liberia?"),
        ("Hvor mye penger gikk til Polen i 2014?", "og til Romania i 2015?",
         "Hvor mye penger gikk til Romania i 2015?"),
        ("Hvor mange ansatte har KDI?", "og i Sverige?", "Hvor mange ansatte har Sverige?"),
        # Another year, agency, name.
        (ABROAD, "And in 2013?",
         "How many international activities did Czech prisons take part in in 2013?"),
        (ABROAD, "what about 2013?",
         "How many international activities did Czech prisons take part in in 2013?"),
        (FENGSLER, "og i 2013?", "Hvor mange tsjekkiske fengsler har partnere i Ungarn i 2013?"),
        (SUPPORT, "2013?", "Hvor mye støtte får Latvia i 2013?"),
        (PARTNERS, "and 2013?", "Which prisons have partners in Hungary in 2013?"),
        (
            "Who chaired the Group of Friends in 2015-2017?",
            "And from 2021 to 2023?",
            "Who chaired the Group of Friends from 2021 to 2023?",
        ),
        ("Hvem leder KDI?", "og KRUS?", "Hvem leder KRUS?"),
        ("Kven leier KDI?", "enn Kriminalvården?", "Kven leier Kriminalvården?"),
        ("Where was EuroPris founded?", "And CEP?", "Where was CEP founded?"),
        ("Hva er KDI?", "og Bangkok-reglene?", "Hva er Bangkok-reglene?"),
        (
            "Kor mange lokalt tilsette har NORLAU i Kharkiv?",
            "Enn i Lviv?",
            "Kor mange lokalt tilsette har NORLAU i Lviv?",
        ),
        (
            "Hvor mange stillinger i Internasjonal stab er knyttet til EØS-midlene?",
            "Og Russland?",
            "Hvor mange stillinger i Internasjonal stab er knyttet til Russland?",
        ),
        # Other things.
        (BETJENTER, "og dommere?", "Hvor mange norske dommere er i Liberia?"),
        (
            "What does a trainer do, according to the handbook?",
            "ok, and a mentor?",
            "What does a mentor do, according to the handbook?",
        ),
        ("Hvem leder KDI?", "hva med budsjettet?", "Hva med budsjettet til KDI?"),
        ("Who leads KDI?", "what about the budget?", "What about the budget of KDI?"),
        ("Hva er friomsorg?", "og straffegjennomføring?", "Hva er straffegjennomføring?"),
        ("Hva sier Mandela-reglene om isolasjon?", "og om helse?",
         "Hva sier Mandela-reglene om helse?"),
        # Another question word.
        ("Hvor mange innsatte er det i Litauen?", "hvor mange er kvinner?",
         "Hvor mange innsatte i Litauen er kvinner?"),
        ("Har Norge sendt betjenter til Liberia?", "hvor mange?",
         "Hvor mange betjenter har Norge sendt til Liberia?"),
        ("Do the Bangkok Rules apply to men?", "why not?",
         "Do the Bangkok Rules apply to men, and why not?"),
        (PARTNERS, "how many of those?", "How many prisons have partners in Hungary?"),
        (PARTNERS, "how many?", "How many prisons have partners in Hungary?"),
        (PARTNERS, "how many in Poland?", "How many prisons have partners in Poland?"),
        (PARTNERS, "why?", "Why do prisons have partners in Hungary?"),
        (PARTNERS, "since when?", "Since when do prisons have partners in Hungary?"),
        (SUPPORT, "hvorfor?", "Hvorfor får Latvia støtte?"),
        (SUPPORT, "når da?", "Når får Latvia støtte?"),
        (COUNTRIES, "hvilke?", "Hvilke land samarbeider nordmennene med?"),
        (COUNTRIES, "hvilke land?", "Hvilke land samarbeider nordmennene med?"),
        (COUNTRIES, "hvorfor?", "Hvorfor samarbeider nordmennene med land?"),
        (COUNTRIES, "hvem?", "Hvem samarbeider nordmennene med?"),
        (LEADS, "since when?", "Who leads UNPriPOC, and since when?"),
        (FANGAR, "kvifor det?", "Kvifor er det fangar i Romania?"),
        ("Når ble UNPriPOC grunnlagt?", "hvor?", "Hvor ble UNPriPOC grunnlagt?"),
        ("Har KDI betjenter i Liberia?", "hvor mange?", "Hvor mange betjenter har KDI i Liberia?"),
        ("Har KDI betjenter i Liberia?", "siden når?", "Siden når har KDI betjenter i Liberia?"),
        (
            "Does KDI have officers in Liberia?",
            "yes how many",
            "How many officers does KDI have in Liberia?",
        ),
        # Pronouns.
        (LEADS, "And when was it founded?", "When was UNPriPOC founded?"),
        (LEADS, "what do they do?", "What do UNPriPOC do?"),
        (LEADS, "who works there", "Who works in UNPriPOC?"),
        (LEADS, "What is its budget?", "What is UNPriPOC's budget?"),
        (LEADS, "når ble den oppretta?", "Når ble UNPriPOC oppretta?"),
        ("Hva er Internasjonal stab?", "hvem leder den?", "Hvem leder Internasjonal stab?"),
        ("Hva er friomsorg?", "Hvem har ansvaret for det?", "Hvem har ansvaret for friomsorg?"),
        ("Kva er friomsorg?", "kven har ansvaret for ho?", "Kven har ansvaret for friomsorg?"),
        ("Hvem leder KDI?", "hva er budsjettet deres?", "Hva er budsjettet til KDI?"),
        ("Hvem leder KDI?", "hva er deres budsjett?", "Hva er KDI sitt budsjett?"),
        ("Kven leier KDI?", "kor mange tilsette har dei?", "Kor mange tilsette har KDI?"),
        (BETJENTER, "hva gjør de der?", "Hva gjør norske betjenter i Liberia?"),
        (BETJENTER, "er det farlig der", "Er det farlig i Liberia?"),
        (OFFICERS, "What do they do there?", "What do Norwegian officers do in Liberia?"),
        (
            FENGSLER,
            "hvor mange av dem er åpne?",
            "Hvor mange tsjekkiske fengsler som har partnere i Ungarn er åpne?",
        ),
        (
            "How many countries does KDI work with?",
            "which of them are in Africa?",
            "Which countries that KDI does work with are in Africa?",
        ),
        ("Hvem leder UNPriPOC?", "når begynte hun?", "Når begynte den som leder UNPriPOC?"),
        (
            "Har Norge en avtale med Latvia?",
            "når ble den signert?",
            "Når ble en avtale med Latvia signert?",
        ),
        (
            "Hvor mange fredsoperasjoner har Kriminalvården vært med på?",
            "Hvilke land var de i i 2015?",
            "Hvilke land var Kriminalvården i i 2015?",
        ),
        ("Hvilke fengsler deltok i utvekslingen?", "hva lærte de?",
         "Hva lærte fengsler som deltok i utvekslingen?"),
        ("Når ble avtalen med Russland signert?", "hvor lenge varte den?",
         "Hvor lenge varte avtalen med Russland?"),
        ("Hva er forskjellen på GPP og UNPOL?", "hvem betaler dem?",
         "Hvem betaler GPP og UNPOL?"),
        ("Kor mange land samarbeider KRUS med?", "nemn tre av dei",
         "Nemn tre av land som KRUS samarbeider med"),
        ("How many staff does KDI have?", "where do they work?",
         "Where do staff of KDI work?"),
        ("What is dynamic security?", "who invented it?", "Who invented dynamic security?"),
        # No sentence without the other.
        (SUPPORT, "og hvem betaler?", "Hvor mye støtte får Latvia, og hvem betaler?"),
        (LEADS, "and who decides?", "Who leads UNPriPOC, and who decides?"),
        (
            "Where does NORLAU have offices?",
            "which one is the head office",
            "Where does NORLAU have offices, and which one is the head office?",
        ),
        # More of the same.
        (SUPPORT, "mer om det?", SUPPORT),
        (SUPPORT, "kan du si mer om det", SUPPORT),
        (FANGAR, "fortel meir", FANGAR),
        (LEADS, "tell me more", LEADS),
        (LEADS, "source?", LEADS),
        (SUPPORT, "takk, men hvor står det?", SUPPORT),
    ],
)  # fmt: skip
def test_a_follow_up_stands_alone(before, question, standalone):
    assert standalone_question(question, turns(before)) == standalone


NEW_TOPICS = """
Hva er friomsorg?
Hvem leder KRUS?
Hvor mange spørreskjemaer var tsjekkerne med på å besvare i 2014?
hva heter direktøren i Kriminalvården
forkortelser
budsjett 2023
Når kom ungarerne på gjenvisitt?
Er det noen norske betjenter i Sør-Sudan nå?
Hva er det norske bidraget til Georgia?
Hvor jobber de ansatte i Internasjonal stab?
Har KDI sagt at de skal til Moldova?
Hva må jeg pakke til Sør-Sudan?
Hvilke land er med i det nordiske samarbeidet?
Gjelder Bangkok-reglene for menn også?
Kor mange reglar har Bangkok-reglane?
Kva er friomsorg?
Kor mange norske partnarar er med i prosjekta til Internasjonal stab?
Er det noko eg bør la vere den fyrste tida?
Kva er skilnaden på CEP og EuroPris?
Har de tal frå Noreg?
Kven var leiar då NORLAU starta?
What is the difference between CEP and EuroPris?
How many prisoners are there in Romania?
Is it true that 20 percent come back to Norwegian prisons?
Which agency leads the group that meets in Oslo?
How long does it take to train a prison officer?
Does KDI pay its staff abroad?
Are there any women?
Is it dangerous in Haiti?
When did NORLAU's second team move to Ukraine?
glossary please
""".strip().splitlines()


@pytest.mark.parametrize("before", [SUPPORT, LEADS, FENGSLER, "Kva er friomsorg?"])
@pytest.mark.parametrize("question", NEW_TOPICS)
def test_a_new_topic_stays_as_it_is(before, question):
    assert standalone_question(question, turns(before)) == question


@pytest.mark.parametrize("question", ["Og i Litauen?", "why?", "Hva er friomsorg?", "", "??", "og"])
def test_without_history_a_question_stays_as_it_is(question):
    assert standalone_question(question, []) == question
    assert standalone_question(question, [Turn(role="assistant", content=SUPPORT)]) == question


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        ([SUPPORT, "Og i Litauen?"], "enn Estland?", "Hvor mye støtte får Estland?"),
        ([SUPPORT, "Og i Litauen?"], "og i 2013?", "Hvor mye støtte får Litauen i 2013?"),
        ([SUPPORT, "og i 2013?", "og i 2014?"], "Litauen?", "Hvor mye støtte får Litauen i 2014?"),
        ([SUPPORT, "takk!"], "Og i Litauen?", "Hvor mye støtte får Litauen?"),
        ([SUPPORT, "Hva er friomsorg?"], "hvem leder den?", "Hvem leder friomsorg?"),
        ([LEADS, "And when was it founded?"], "where?", "Where was UNPriPOC founded?"),
        ([PARTNERS, "how many of those?"], "and in Poland?",
         "How many prisons have partners in Poland?"),
        (["Hei! Jeg er ny i KDI. " + SUPPORT], "Og i Litauen?", "Hvor mye støtte får Litauen?"),
    ],
)  # fmt: skip
def test_a_chain_is_followed_from_its_beginning(history, question, standalone):
    assert standalone_question(question, turns(*history)) == standalone


@pytest.mark.parametrize(
    ("answer", "question", "standalone"),
    [
        (
            "Dette sier KDI (2015). Kilden er på engelsk: «The service was led by General Director "
            "Pavel Ondrášek.» [1]",
            "når begynte han?",
            "Når begynte Pavel Ondrášek?",
        ),
        ("Pavel Ondrášek leads it. It has ten members.", "When did he start?",
         "When did Pavel Ondrášek start?"),
        ("Pavel Ondrášek leads it.", "what is his name?", "What is Pavel Ondrášek's name?"),
        ("Pavel Ondrášek leads it with Lise Sannerud.", "When did he start?",
         "When did the one who leads UNPriPOC start?"),
        ("The Prison Service leads it.", "When did he start?",
         "When did the one who leads UNPriPOC start?"),
    ],
)  # fmt: skip
def test_he_and_she_are_whom_the_answer_names(answer, question, standalone):
    history = [Turn(role="user", content=LEADS), Turn(role="assistant", content=answer)]

    assert standalone_question(question, history) == standalone


def test_the_last_six_turns_count():
    assert standalone_question("Og i Litauen?", turns(SUPPORT, *["takk"] * 5)) != "Og i Litauen?"
    assert standalone_question("Og i Litauen?", turns(SUPPORT, *["takk"] * 6)) == "Og i Litauen?"


def words(text: str) -> set[str]:
    found = re.findall(r"[^\W_]+", text.casefold())
    return {*found, *(word.removesuffix("s") for word in found)}


PIECES = st.sampled_from(
    "og hva med enn i til what about and how many of those why hvorfor når hvem den det de der it "
    "they there that his deres Latvia Litauen svenskene nordmennene tsjekkiske the Swedes 2013 "
    "2014 KDI UNPriPOC er har leder does have prisons fengsler partnere ? , . «støtte» «» - _ İ ß "
    "fra 2010 til 2012 Pavel Ondrášek en avtale mer more".split()
)
TEXTS = st.one_of(st.lists(PIECES, max_size=14).map(" ".join), st.text(max_size=80))
HISTORY = st.lists(
    st.builds(Turn, role=st.sampled_from(["user", "assistant", "system"]), content=TEXTS),
    max_size=8,
)


@given(TEXTS, HISTORY)
def test_nothing_is_said_that_was_not_said_before(question, history):
    kept = copy.deepcopy(history)
    standalone = standalone_question(question, history)

    said = words(" ".join([question, *(turn.content for turn in history)]))
    assert words(standalone) <= said | CONNECTING
    assert standalone == standalone_question(question, history)
    assert history == kept


@given(TEXTS)
def test_without_history_any_question_stays_as_it_is(question):
    assert standalone_question(question, ()) == question


@pytest.mark.parametrize(
    "flood",
    ["a" * 100_000, "Hva er " * 20_000, "?" * 100_000, "KDI-" * 30_000, "\u202e\x00😀\ud800" * 9,
     "Aa " * 33_000, "hvor mange av dem " * 6_000, "Hvem leder KDI? " * 9_000],
)  # fmt: skip
def test_a_flood_is_borne(flood):
    history = [Turn(role=role, content=flood) for role in ("user", "assistant") * 50]

    assert isinstance(standalone_question("Og i Litauen?", history), str)
    assert standalone_question(flood, [*history, *turns(SUPPORT)]) == flood
