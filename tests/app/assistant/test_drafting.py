"""A model's text becomes plain sentences with the numbers they cite, however it arrives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.drafting import Drafting
from app.assistant.verification import Drafted

NORWAY = Drafted(text="Norge har 58 fengsler.", cited=(1,))
SWEDEN = Drafted(text="Sverige har 45.", cited=(2,))


def drafted(pieces: Iterable[str], *, whole: bool = True) -> list[Drafted]:
    drafting = Drafting()
    sentences = [sentence for piece in pieces for sentence in drafting.add(piece)]
    return [*sentences, *drafting.finish(whole=whole)]


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in drafted([text])]


@pytest.mark.parametrize(
    "text",
    [
        "Norge har 58 fengsler [1]. Sverige har 45 [2].",
        "Norge har 58 fengsler. [1] Sverige har 45. [2]",
        "Norge har 58 fengsler.[1] Sverige har 45.[2]",
        "Norge har 58 fengsler [1] . Sverige har 45 [ 2 ].",
        "Norge har 58 fengsler (1). Sverige har 45. (2)",
        "Norge har 58 fengsler.¹ Sverige har 45.²",
        "Norge har 58 fengsler¹. Sverige har 45.²",
        "Norge har 58 fengsler [^1]. Sverige har 45 【2†source】.",
        "Norge har 58 fengsler [kilde 1]. Sverige har 45 [Evidence 2].",
        "Norge har 58 fengsler [1](https://a.no). Sverige har 45 [[2]](https://b.no).",
        "Norge har 58 fengsler.\n[1]\n\nSverige har 45.\n[2]\n",
        "- Norge har 58 fengsler. [1]\n- Sverige har 45. [2]",
        "1. Norge har 58 fengsler. [1]\n2) Sverige har 45. [2]",
        "* **Norge** har `58` _fengsler_. [1]\n* __Sverige__ har ~~45~~. [2]",
        "# Svar\n\nNorge har 58 fengsler. [1]\n\n| a | b |\n|---|---|\n\n---\nSverige har 45. [2]",
        "```markdown\nNorge har 58 fengsler. [1]\nSverige har 45. [2]\n```",
        "> Norge har 58 fengsler. [1]\n> > Sverige har 45. [2]",
        "Her er svaret:\nNorge har 58 fengsler [1]. Sverige har 45 [2].",
        "Norge har 58 fengsler [1]. Sverige har 45 [2].\n\nKilder:\n[1] KDI\n[2] KV, 2020",
        "<think>Norge? Ja.\n\nSverige [1].</think>Norge har 58 fengsler [1]. Sverige har 45 [2].",
        "<p>Norge har <b>58</b> fengsler [1].</p><p>Sverige har 45 [2].</p>",
        "Norge har [58 fengsler](https://a.no/x_(y)) [1]. Sverige ![](x.png)har 45 [2].",
        "Norge har 58 fengsler https://evil.example/?q=1 [1]. Sverige har 45 www.evil.no [2].",
        "Norge\u200b har\u202e 58\x07 fengsler\ufeff [1]. Sverige\xa0har 45 [2].",
    ],
)
def test_the_same_two_sentences_however_they_are_written(text):
    assert drafted([text]) == [NORWAY, SWEDEN]


@pytest.mark.parametrize(
    ("marks", "cited"),
    [
        ("[1][2]", (1, 2)),
        ("[1] [2]", (1, 2)),
        ("[1, 2]", (1, 2)),
        ("[2; 1; 2]", (2, 1)),
        ("[1 og 3]", (1, 3)),
        ("[1-3]", (1, 2, 3)),
        ("[3–1]", (3, 1)),
        ("(1, 2)", (1, 2)),
        ("[12]", (12,)),
        ("", ()),
        ("[2014]", ()),
    ],
)
def test_the_numbers_of_marks_are_read_as_they_stand(marks, cited):
    (sentence,) = drafted([f"Norge har fengsler {marks}."])

    assert sentence.cited == cited


def test_marks_inside_a_sentence_are_its_own_too():
    assert drafted(["Norge har 58 [1] og Sverige 45 [2]."]) == [
        Drafted(text="Norge har 58 og Sverige 45.", cited=(1, 2))
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Det koster ca. 1,5 mill. kroner per 17. mai 2015.",
        "Pris og tall < 5, men > 3, står i kap. 4 nr. 2.",
        "Cella er 10 m² stor, og 1 000 personer søkte.",
        "The unit (KDI, i.e. small) employs approx. 5 people.",
        "Reglene (1) og (2) gjelder.",
        "Etter [2014] kom det flere.",
        "Filen heter snake_case, og regelen er a_b.",
    ],
)
def test_what_is_no_markup_and_no_mark_stays(sentence):
    assert texts(f"{sentence} [1] Det er alt. [1]") == [sentence, "Det er alt."]


@pytest.mark.parametrize(
    "text", ["NOT_FOUND", "NOT_FOUND.", "**NOT_FOUND**\n", "NOT\\_FOUND", "`NOT FOUND` [1]."]
)
def test_that_nothing_was_found_is_no_sentence(text):
    drafting = Drafting()

    assert [*drafting.add(text), *drafting.finish()] == []
    assert drafting.not_found


@pytest.mark.parametrize(
    "text",
    [
        *(
            "og " * 400 + ".",
            "",
            "\n \n",
            "...",
            "[1]",
            "[1][2].",
            "- ",
            "Svaret er:",
            "## Svar",
            "<think>Hm.",
            "```",
        ),
        *("Norge har 5", "Norge har 58 fengsler", "![Norge har 58.](x.png)", "<img src='Norge.'>"),
    ],
)
def test_what_states_nothing_or_is_not_finished_is_no_sentence(text):
    drafting = Drafting()

    assert [*drafting.add(text), *drafting.finish()] == []
    assert not drafting.not_found


def test_a_sentence_that_was_cut_off_is_dropped_and_those_before_it_are_not():
    text = "Norge har 58 fengsler [1]. Sverige har 45."

    assert drafted([text]) == [NORWAY, Drafted(text="Sverige har 45.", cited=())]
    assert drafted([text], whole=False) == [NORWAY]
    assert drafted(["Norge har 58 fengsler. [1]\n"], whole=False) == [NORWAY]
    assert drafted(["Norge har 58 fengsler. [1]"], whole=False) == []


def test_thoughts_that_only_end_are_dropped_as_far_as_they_are_not_said_yet():
    assert texts("Hva vet jeg? Lite.\n</think>\nNorge har 58 fengsler [1].")[-1] == NORWAY.text
    assert "Lite." not in texts("Hva vet jeg? Lite.\n</think>\nNorge har 58 fengsler [1].")


def test_a_sentence_is_given_with_the_first_word_of_the_next():
    drafting = Drafting()

    assert list(drafting.add("Norge har 58 fengsler. [1] Sverige")) == []
    assert list(drafting.add(" ")) == [NORWAY]


def test_a_line_is_given_with_the_beginning_of_the_next():
    drafting = Drafting()

    assert list(drafting.add("- Norge har 58 fengsler.\n[1]\n-")) == []
    assert list(drafting.add(" ")) == [NORWAY]


PARTS = st.sampled_from(
    [
        *("Norge har 58 fengsler", "ca.", "1,5 mill. kroner", "Sverige", "den 17. mai", "og", "–"),
        *("[1]", "[1, 2]", "(3)", "²", ".", ".", "?", "…", " ", " ", " ", "\n", "\n\n", "«", "»"),
        *("- ", "1. ", "# ", "> ", "**", "_", "`", "```", "|", "\\", "[", "]", "<", "](", ")"),
        *("<b>", "</b>", "<a href='x. y'>", "<think>", "</think>", "&lt;i>", "NOT_FOUND"),
        *("[lenke](https://a.no/b)", "![bilde](x)", "https://evil.no", "\x1b[31m", "\u202e"),
        *("&amp;", "&#10;", "&#8238;", "<scr", "ipt>"),
    ]
)
MODEL_TEXTS = st.one_of(st.lists(PARTS, max_size=30).map("".join), st.text(max_size=80))


@given(MODEL_TEXTS, st.lists(st.integers(0, 200), max_size=20), st.booleans())
def test_any_chunking_of_a_text_gives_the_same_sentences(text, cuts, whole):
    places = sorted({min(cut, len(text)) for cut in cuts} | {0, len(text)})
    pieces = [text[start:end] for start, end in pairwise(places)]

    assert drafted(pieces, whole=whole) == drafted([text], whole=whole)


@given(MODEL_TEXTS)
def test_sentences_are_plain_text_without_links_markup_or_controls(text):
    for sentence in drafted([text]):
        said = sentence.text
        assert said == " ".join(said.split())
        assert any(character.isalpha() for character in said)
        assert not [sign for sign in said if unicodedata.category(sign)[0] == "C"]
        assert not re.search(r"<[A-Za-z/!][^<>]*>|\]\(|://|\*|`|\[\d{1,3}\]", said)
        assert len(set(sentence.cited)) == len(sentence.cited)


@pytest.mark.parametrize(
    "usable",
    [
        *("Skriv til post@kdi.no i dag", "Send it to a.b@evil.example now", "Se kdi-login.example"),
        *("Les mer på evil.no/fornye", "Call 800 12 345 for help", "Ring 22 00 00 00"),
        *("Ring 80012345", "Nummeret er +47 800 12 345", "Tlf. 555 1234", "Kjør fetch('x')"),
        *("Svaret er {x: 1}", "Nummeret er 0047 80 01 23 45"),
    ],
)
def test_a_sentence_that_a_reader_could_act_on_is_left_to_quotations(usable):
    assert drafted([f"{usable} [1]. Sverige har 45 [2]."]) == [SWEDEN]


@pytest.mark.parametrize(
    "figures",
    [
        *("Det kostet 1 200 000 kroner.", "I 2014 var det 126 reiser.", "Det var 2013 og 2014."),
        *("Møtet var 12. 05. 2014.", "Det var 12 000 i 2014 og 14 000 i 2015.", "De er 2–14."),
        *("The call drew 100 000 euros.", "KDI (direktoratet) leder.", "Det er 1,5 mill. kroner."),
    ],
)
def test_figures_are_no_telephone_numbers(figures):
    assert texts(f"{figures} [1]") == [figures]


@pytest.mark.parametrize("endless", ["_ ", ". ", "(1) ", "og ", "<a ", "[", "**", "a://", "- "])
def test_what_goes_on_and_on_is_read_in_no_time_and_does_not_hide_what_follows(endless):
    assert drafted([endless * 3000, "\nNorge har 58 fengsler [1]."])[-1] == NORWAY


@given(st.lists(st.sampled_from(["Norge har 58 fengsler", "Det er bra"]), min_size=1, max_size=5))
def test_no_sentence_is_lost_or_doubled(sentences):
    text = " ".join(f"{sentence} [{n}]." for n, sentence in enumerate(sentences, start=1))

    assert drafted([text]) == [
        Drafted(text=f"{sentence}.", cited=(n,)) for n, sentence in enumerate(sentences, start=1)
    ]
