"""What a question asks for, and what in a text could be that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.expectation import candidates, expected

QUESTIONS = {
    "number": """
        Hvor mange ansatte har KDI? | hvormange fanger | Kor mange tilsette? | How many prisons?
        Hvor lenge varer et oppdrag? | kor lenge varer det | HOW LONG IS A DEPLOYMENT?
        Hva koster opplæringen? | kva kostar det | How much did it cost in 2014?
        Hvor gammel må man være? | how often do they report | Hva er budsjettet? | antall fanger
        Kva er talet på tilsette? | What is the number of prisons? | kormange fangar
    """,
    "date": """
        Når startet prosjektet? | når vart avtalen signert | When was the budget approved?
        I hvilket år? | kva år byrja det | What year was NORLAU set up? | since when
        Hvilken dato møttes MECR, og hvor mange kom?
    """,
    "person": """
        Hvem leder KDI? | kven er sjef | Who is the director? | whom do they report to
        Hva heter direktøren? | kva heiter ho | What is the name of the director?
        Hvem bestemmer hvor mange som reiser?
    """,
    "other": """
        Hva er NORLAU? | kva er kriminalomsorg | What is a mentor? | Which countries take part?
        Hvorfor ble det stoppet? | Latvia | nårlig | whole | 2014
    """,
}


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        (question.strip(), sort)
        for sort, lines in QUESTIONS.items()
        for line in lines.strip().splitlines()
        for question in line.split("|")
    ],
)
def test_the_sort_of_answer(question, sort):
    assert expected(question) == sort


def found(text: str, sort: str, question: str = "") -> list[str]:
    return [text[span.start : span.end] for span in candidates(text, sort, question)]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Rammen er 2,5 mill. kroner.", ["2,5 mill. kroner"]),
        ("Det kostet 10 000 kroner og 7,4 % av midlene.", ["10 000 kroner", "7,4 %"]),
        ("A grant of EUR 13 million, or 45 percent.", ["EUR 13 million", "45 percent"]),
        ("Den 27. januar 2015 møtte 15 personer.", ["15"]),
        ("In 2014 42 questionnaires came.", ["42"]),
        ("Fra 2014–2021 var det 12 prosjekter.", ["12"]),
        ("Rammen er 2000 EUR.", ["2000 EUR"]),
        ("2. Opplæring av 30 betjenter", ["30"]),
        ("Målene er:\n1. Færre isolerte\n2) Flere ansatte", []),
        ("Two prisons took part.", ["Two"]),
        ("To fengsler deltok.", ["To"]),
        ("They travelled to the prison.", []),
        ("Je to věznice.", []),
        ("Treatment of sex offenders", []),
        ("Ingen tall her.", []),
    ],
)
def test_amounts(text, amounts):
    assert found(text, "number") == amounts


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Den 27. januar 2015 møttes de.", ["27. januar 2015"]),
        ("i august 2020 og i mai", ["august 2020", "i mai"]),
        ("on 30 June 2021 and on May 5, 2014", ["30 June 2021", "May 5, 2014"]),
        ("dne 27. ledna 2015", ["27. ledna 2015"]),
        ("27.1.2015", ["27.1.2015"]),
        ("perioden 2014–2021", ["2014–2021"]),
        ("startet i 1998 med 1750 personer", ["1998"]),
    ],
)
def test_dates(text, dates):
    assert found(text, "date") == dates


def test_names():
    assert found("Lederen er Pavel Ondrášek, sa han.", "person") == ["Pavel Ondrášek"]
    assert found("Direktøren heter ikke noe.", "person") == []
    assert found("Council of Europe leder det.", "person") == ["Council of Europe"]


@pytest.mark.parametrize(
    ("text", "sort", "question", "left"),
    [
        ("I 2014 og 2015.", "date", "Når etter 2014?", ["2015"]),
        ("Av 42 skjema kom 12 tilbake.", "number", "Hvor mange av 42 skjema?", ["12"]),
        ("Sjefen for KDI er Lise Sannerud.", "person", "Hvem er sjefen for KDI?", ["Lise"]),
    ],
)
def test_what_the_question_holds_is_no_answer(text, sort, question, left):
    assert [words.split()[0] for words in found(text, sort, question)] == [
        words.split()[0] for words in left
    ]


def test_other_questions_have_no_candidates():
    assert found("Lise Sannerud fikk 42 brev i 2014.", "other") == []


@given(st.text(max_size=80), st.sampled_from(["number", "date", "person"]), st.text(max_size=20))
def test_candidates_lie_in_the_text(text, sort, question):
    for span in candidates(text, sort, question):
        assert 0 <= span.start < span.end <= len(text)
