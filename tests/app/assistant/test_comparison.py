"""Questions about two sides are asked of each side; all others are left as they are."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.comparison import Side, sides


@pytest.mark.parametrize(
    ("question", "names", "first", "last"),
    [
        (
            "Hvor mange fengsler er det i Norge og Sverige?",
            ["Norge", "Sverige"],
            "Hvor mange fengsler er det i Norge?",
            "Hvor mange fengsler er det i Sverige?",
        ),
        (
            "Kor mange innsette er det i Latvia samanlikna med Litauen?",
            ["Latvia", "Litauen"],
            "Kor mange innsette er det i Latvia?",
            "Kor mange innsette er det i Litauen?",
        ),
        (
            "How many prisons are there in Norway and in Sweden?",
            ["Norway", "Sweden"],
            "How many prisons are there in Norway?",
            "How many prisons are there in Sweden?",
        ),
        (
            "Hvor mange ansatte har KDI og SPPS i 2014?",
            ["KDI", "SPPS"],
            "Hvor mange ansatte har KDI i 2014?",
            "Hvor mange ansatte har SPPS i 2014?",
        ),
        (
            "Kva er budsjettet til KRUS og til Kriminalvården?",
            ["KRUS", "Kriminalvården"],
            "Kva er budsjettet til KRUS?",
            "Kva er budsjettet til Kriminalvården?",
        ),
        (
            "Does KDI or HMPPS have more staff?",
            ["KDI", "HMPPS"],
            "Does KDI have more staff?",
            "Does HMPPS have more staff?",
        ),
        (
            "Hvor mange er det i både Norge og Sverige?",
            ["Norge", "Sverige"],
            "Hvor mange er det i Norge?",
            "Hvor mange er det i Sverige?",
        ),
        (
            "I Norge og Sverige, hvor mange fengsler er det?",
            ["Norge", "Sverige"],
            "I Norge, hvor mange fengsler er det?",
            "I Sverige, hvor mange fengsler er det?",
        ),
        (
            "How many inmates are there in Norway and the Netherlands?",
            ["Norway", "the Netherlands"],
            "How many inmates are there in Norway?",
            "How many inmates are there in the Netherlands?",
        ),
        (
            "Hvor mye fikk Latvia i 2013 og 2014?",
            ["2013", "2014"],
            "Hvor mye fikk Latvia i 2013?",
            "Hvor mye fikk Latvia i 2014?",
        ),
        (
            "How many visits were there in 2013 compared to 2014, by month?",
            ["2013", "2014"],
            "How many visits were there in 2013, by month?",
            "How many visits were there in 2014, by month?",
        ),
        (
            "Kor mykje fekk prosjektet i den første og i den andre perioden?",
            ["den første perioden", "den andre perioden"],
            "Kor mykje fekk prosjektet i den første perioden?",
            "Kor mykje fekk prosjektet i den andre perioden?",
        ),
        (
            "Who works for the agency in New York and in Brussels?",
            ["New York", "Brussels"],
            "Who works for the agency in New York?",
            "Who works for the agency in Brussels?",
        ),
        (
            "Hva er forskjellen på en rådgiver og en mentor?",
            ["en rådgiver", "en mentor"],
            "Hva er en rådgiver?",
            "Hva er en mentor?",
        ),
        (
            "What is the difference between pre-deployment training and induction?",
            ["pre-deployment training", "induction"],
            "What is pre-deployment training?",
            "What is induction?",
        ),
    ],
)
def test_each_side_is_asked_about_by_itself(question, names, first, last):
    found = sides(question)

    assert [side.name for side in found] == names
    assert (found[0].question, found[-1].question) == (first, last)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Hvor mange fengsler er det i Norge, Sverige og Danmark?", "Norge Sverige Danmark"),
        ("How many prisons do Norway, Sweden and Denmark have?", "Norway Sweden Denmark"),
        ("Kor mange tilsette har KDI, SPPS, RISE og HMPPS?", "KDI SPPS RISE HMPPS"),
    ],
)
def test_three_and_four_sides(question, names):
    found = sides(question)

    assert [side.name for side in found] == names.split()
    for side in found:
        assert [name for name in names.split() if name in side.question] == [side.name]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "Hvem har flest ansatte, KDI eller SPPS?",
            ["Hvem har flest ansatte, KDI?", "Hvem har flest ansatte, SPPS?"],
        ),
        (
            "Who has most prisons, Norway, Sweden or Denmark?",
            [
                "Who has most prisons, Norway?",
                "Who has most prisons, Sweden?",
                "Who has most prisons, Denmark?",
            ],
        ),
        (
            "Does Norway pay most, Norway or Sweden?",
            ["Does Norway pay most, Norway?", "Does Norway pay most, Sweden?"],
        ),
    ],
)
def test_a_clause_before_the_sides_stays_with_each(question, asked):
    assert [side.question for side in sides(question)] == asked


@pytest.mark.parametrize(
    "question",
    [
        "Hva er samarbeidet mellom Norge og Sverige?",
        "Kva avtale har Noreg og Latvia?",
        "What do Norway and Latvia do together?",
        "Which agreement do KDI and SPPS have?",
        "Hvor mye kostet prosjektet som Norge og Romania har felles?",
        "Hvordan samarbeider KDI og KRUS?",
        "Kor mange prosjekt har Noreg og Polen saman?",
        "How do Norway and Sweden help each other?",
    ],
)
def test_what_two_do_together_is_one_matter(question):
    assert sides(question) == ()


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange flere fanger har Norge enn det samarbeidende Sverige, i Norge og Sverige?",
        "Hva er forskjellen mellom fengslene i Norge og Sverige?",
        "Which has most joint projects, Norway or Sweden?",
    ],
)
def test_unless_they_are_compared_in_it(question):
    assert len(sides(question)) == 2


@pytest.mark.parametrize(
    "question",
    [
        "Hva er NORLAU?",
        "Hvor mange fengsler har Norge?",
        "Hvor mange menn og kvinner soner i Norge?",
        "Hvilke mål og tiltak har KDI?",
        "Hva gjør KDI i Latvia?",
        "Hva gjør KDI og Latvia?",
        "Hvor mange fanger har Norge og Norge?",
        "Hvem leder arbeidet, og hvor lenge?",
        "Which goals and measures does it have?",
        "What happened between 2013 and 2014?",
        "Hvem var med i Oslo og Kyiv?",
        "Hva er det første og andre?",
        "Is there a difference between them?",
        "Was it in May or June?",
        "Was it in 2013 or 2014?",
        "Kven er det, og kva gjer han?",
        "Norge, Sverige, Danmark, Finland og Island?",
        "og",
        "",
    ],
)
def test_ordinary_questions_have_no_sides(question):
    assert sides(question) == ()


PIECES = st.sampled_from(
    "Norge Sverige Norway Latvia KDI SPPS og and eller or enn i in til den the både mellom flest "
    "samarbeid hvor mange fengsler 2013 2014 ? , , - Nord-Korea Ål første andre forskjellen "
    "på".split()
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=20).map(" ".join)))
def test_sub_questions_hold_only_words_of_the_question(question):
    found = sides(question)
    words = re.findall(r"\w+", question)

    assert len(found) != 1
    assert len({side.name.casefold() for side in found}) == len(found)
    for side in found:
        assert isinstance(side, Side)
        assert side.name in side.question
        assert set(re.findall(r"\w+", side.question)) <= set(words)


@pytest.mark.parametrize(
    "piece",
    [
        "a, ",
        "i a, ",
        "a-",
        "Norge, ",
        "Norge og ",
        "både i ",
        "i A ",
        "første og ",
        "forskjellen på a ",
        "2013 og ",
        "i 2013 og i ",
        "A-",
    ],
)
def test_a_long_question_is_taken_apart_at_once(piece):
    begun = time.process_time()
    sides(piece * 4000)

    assert time.process_time() - begun < 1
