from __future__ import annotations

import copy
import json
import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from index.glossary import DEFAULT_GLOSSARY, Glossary, load_glossary
from index.glossary_terms import LANGUAGES, GlossaryError
from ingest.files import scan, sidecar_of

GLOSSARY = load_glossary()
CASES = Path(__file__).parents[2] / "eval" / "cases"
SOURCE = {"name": "Straffeloven", "url": "https://lovdata.no/"}


def ids(text: str, language: str | None = None, *, glossary: Glossary = GLOSSARY) -> list[str]:
    return [term.id for term in glossary.terms_in(text, language)]


def case_questions() -> list[str]:
    sides = [(CASES / f"{side}.jsonl").read_text("utf-8") for side in ("development", "test")]
    return [json.loads(line)["question"] for side in sides for line in side.split("\n") if line]


def entry(name: str = "fengsel", **changes):
    forms = {
        "nb": ["fengsel"], "nn": ["fengsel"], "en": ["prison"], "sv": ["fängelse"],
        "cs": ["věznice"],
    }  # fmt: skip
    definition = {"nb": "Et sted der straff gjennomføres.", "en": "Where sentences are served."}
    return {"id": name, **forms, "definition": definition, "source": "straffeloven"} | changes


def other(name: str = "celle", **changes):
    forms = {"nb": ["celle"], "nn": ["celle"], "en": ["cell"], "sv": ["cell"], "cs": ["cela"]}
    return entry(name, **forms) | changes


def glossary(tmp_path: Path, *entries) -> Glossary:
    path = tmp_path / "glossary.yaml"
    path.write_text(yaml.safe_dump({"sources": {"straffeloven": SOURCE}, "terms": list(entries)}))
    return load_glossary(path)


# What comes with the project


def test_the_glossary_is_large_and_each_term_complete():
    assert len(GLOSSARY.terms) >= 160
    for term in GLOSSARY.terms:
        assert all(term.forms[language] for language in LANGUAGES), term.id
        assert set(term.definition) == {"nb", "en"}, term.id
        assert all(text.endswith(".") for text in term.definition.values()), term.id
        assert term.source.name, term.id


def test_every_source_is_used():
    loaded = yaml.safe_load(DEFAULT_GLOSSARY.read_text("utf-8"))

    assert set(loaded["sources"]) == {entry["source"] for entry in loaded["terms"]}


def test_no_key_stands_twice():
    """YAML takes the last of two equal keys and says nothing."""
    for part in DEFAULT_GLOSSARY.read_text("utf-8").split("\n  - id: ")[1:]:
        keys = re.findall(r"^    (\w+):", part, flags=re.MULTILINE)
        assert len(keys) == len(set(keys)), part.splitlines()[0]


def test_every_name_is_found_as_the_term_it_names():
    missed = [
        (term.id, language, name)
        for term in GLOSSARY.terms
        for language in LANGUAGES
        for name in term.names(language)
        if term.id not in ids(name, language)
    ]

    assert missed == []


def test_it_is_neither_a_document_nor_a_sidecar():
    found = scan(DEFAULT_GLOSSARY.parent)

    assert DEFAULT_GLOSSARY.name not in {file.name for file in found.files}
    assert [file.name for file in found.files if sidecar_of(file.path) == DEFAULT_GLOSSARY] == []


# Finding terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvor mange sitter i varetekten?", "varetekt"),
        ("friomsorgens oppgaver", "friomsorg"),
        ("de norske fengslene", "fengsel"),
        ("FENGSLENES PLASSER OG BETJENTENES VILKÅR", "fengsel"),
        ("fengselsbetjentene", "fengselsbetjent"),
        ("ungdomsenhetene i Bergen", "ungdomsenhet"),
        ("prøveløslatelser", "proveloslatelse"),
        ("rehabiliteringsprogrammene", "rehabiliteringsprogram"),
        ("lauslatinga av dei innsette", "loslatelse"),
        ("dei innsette", "innsatt"),
        ("overgangsbustadene", "overgangsbolig"),
        ("tryggleiken er dynamisk tryggleik", "dynamisk-sikkerhet"),
        ("europeiske fengselsreglane", "europeiske-fengselsregler"),
        ("frivårdens klienter", "friomsorg"),
        ("häktenas beläggning", "varetektsfengsel"),
        ("på de öppna anstalterna", "apent-fengsel"),
        ("bilaterala samarbeten", "bilateralt-samarbeid"),
        ("the prisons' inmates", "innsatt"),
        ("two prison authorities", "fengselsvesen"),
        ("directors general met", "generaldirektor"),
        ("halfway houses", "overgangsbolig"),
        ("ve věznicích", "fengsel"),
        ("vězni a vězňové", "innsatt"),
        ("podmíněného propuštění", "proveloslatelse"),
        ("odsouzeným", "domfelt"),
        ("z vazby do vazební věznice", "varetekt"),
        ("probační úředníci", "friomsorgsmedarbeider"),
        ("zaměstnanci Vězeňské služby České republiky", "tsjekkisk-fengselsvesen"),
    ],
)
def test_inflected_terms_are_found(text, expected):
    assert expected in ids(text)


def test_the_longest_form_is_taken_and_its_parts_are_not():
    assert ids("åpne fengsler") == ["apent-fengsel"]
    assert ids("the Prison Service of the Czech Republic") == ["tsjekkisk-fengselsvesen"]
    assert ids("den elektroniske kontrollen") == ["elektronisk-kontroll"]


def test_a_form_broken_off_gives_its_parts():
    assert ids("The Prison Service of the") == ["fengselsvesen"]
    assert ids("prisoner") == ["innsatt"]


def test_terms_come_in_order_and_once():
    assert ids("Friomsorg, fengsel, friomsorg og fengsler") == ["friomsorg", "fengsel"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hva er KDI?", ["kdi"]),
        ("KDIs budsjett", ["kdi"]),
        ("hva er kdi", []),
        ("Is this the staff?", []),
        ("IS i KDI", ["internasjonal-stab", "kdi"]),
        ("hva er mecr", ["mecr"]),
        ("NORLAUs kontorer", ["norlau"]),
        ("VS ČR", ["tsjekkisk-fengselsvesen"]),
        ("PC-CP", ["pc-cp"]),
        ("a large space", []),
        ("SPACE I", ["space"]),
        ("amend the law", []),
        ("the contract with Amend", ["amend"]),
        ("WHERE IS THE UNITED NATIONS", ["fn"]),
    ],
)
def test_abbreviations_are_found_as_they_are_written(text, expected):
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…!?",
        "Hva koster en togbillett til Paris?",
        "What is the weather like in Oslo today?",
        "Hvem leder gruppen, og når møtes de?",
        "Kva står det i den siste rapporten?",
        "Who signed the contract and when does it end?",
        "Kolik stojí jízdenka do Paříže?",
        "They offer permission to build a house",
        "fengselsk og fengende",
        "imprisons",
    ],
)
def test_ordinary_words_are_no_terms(text):
    assert ids(text) == []
    assert GLOSSARY.expansion(text, "und") == {}


def test_a_word_that_means_something_else_elsewhere_counts_in_its_own_language_only():
    assert ids("They offer help", "en") == []
    assert ids("Hva får et offer?", "nb") == ["fornaermet"]
    assert ids("Hur ofta ges permission?", "sv") == ["permisjon"]
    assert ids("Who gave permission?", "en") == []


@given(text=st.text())
def test_any_text_can_be_searched(text):
    assert len(set(ids(text))) == len(ids(text))


@pytest.mark.parametrize("word", ["prison ", "FNs ", "national ", "mise OSN v ", "x", "ň"])
def test_the_time_is_linear(word):
    text = (word * 4000)[:4000]
    started = time.perf_counter()
    GLOSSARY.terms_in(text)

    assert time.perf_counter() - started < 1


def test_a_question_takes_no_time_worth_speaking_of():
    questions = case_questions()

    def seconds() -> float:
        started = time.perf_counter()
        for question in questions:
            GLOSSARY.terms_in(question)
        return time.perf_counter() - started

    # Several times what it takes on an idle machine.
    assert min(seconds() for _ in range(3)) / len(questions) < 0.001


def test_most_questions_of_the_domain_hold_a_term():
    found = [bool(ids(question)) for question in case_questions()]

    assert sum(found) > 0.6 * len(found)


# Expansion


def test_expansion_names_the_terms_in_every_other_language():
    found = GLOSSARY.expansion("Hvor lenge kan en sitte i varetekt?", "nb")

    assert list(found) == ["nn", "en", "sv", "cs"]
    assert found["nn"][0] == "varetekt"
    assert found["en"][:2] == ("remand", "pre-trial detention")
    assert found["sv"] == ("häktning",)
    assert found["cs"][0] == "vazba"


def test_expansion_of_a_full_name_has_the_abbreviation_and_the_other_way_round():
    full = GLOSSARY.expansion("Hva gjør Kriminalomsorgsdirektoratet?", "nb")
    short = GLOSSARY.expansion("Hva gjør FN?", "nb")

    assert "KDI" in full["en"]
    assert short["en"] == ("United Nations", "UN")
    assert "OSN" in short["cs"]
    assert "OSN" not in short["en"]


def test_expansion_goes_from_any_language_even_an_unknown_one():
    assert "varetekt" in GLOSSARY.expansion("ve vazbě", "cs")["nb"]
    assert "friomsorg" in GLOSSARY.expansion("frivården", "sv")["nb"]
    assert set(GLOSSARY.expansion("varetægt og probation", "da")) == set(LANGUAGES)


def test_expansion_takes_a_norwegian_term_from_an_english_question():
    assert GLOSSARY.expansion("What does friomsorg mean?", "en")["nb"] == ("friomsorg",)


def test_nothing_is_named_twice():
    found = GLOSSARY.expansion("KDI, FN, fengsel, fengselsvesen og kriminalomsorg", "nb")

    assert all(len(set(names)) == len(names) for names in found.values())


# The file


def test_a_glossary_is_read_once_until_it_changes(tmp_path):
    path = tmp_path / "glossary.yaml"
    first = glossary(tmp_path, entry())
    assert load_glossary(path) is first

    second = glossary(tmp_path, entry(), other())
    assert [term.id for term in second.terms] == ["fengsel", "celle"]


def test_the_place_in_the_source_is_kept(tmp_path):
    (term,) = glossary(tmp_path, entry(at="§ 31")).terms

    assert (term.source.name, term.source.url) == (SOURCE["name"], SOURCE["url"])
    assert term.source.place == "§ 31"


def test_a_form_of_two_terms_must_be_marked_in_both(tmp_path):
    with pytest.raises(GlossaryError, match=r"«prison» \(en\).*fengsel and celle"):
        glossary(tmp_path, entry(), other(en=["cell", "Prison"]))
    marked = glossary(
        tmp_path, entry(shared=["prison"]), other(en=["cell", "Prison"], shared=["prison"])
    )

    assert ids("two prisons", glossary=marked) == ["fengsel", "celle"]


def without(name):
    changed = copy.deepcopy(entry())
    del changed[name]
    return changed


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (without("nn"), "term 1 lacks `nn`"),
        (without("source"), "term 1 lacks `source`"),
        (entry(sv=[]), "`sv` of term fengsel must be a list"),
        (entry(sv="fängelse"), "`sv` of term fengsel must be a list"),
        (entry(en=["prison", 1996]), "`en` of term fengsel must be text"),
        (entry(nb=[False]), "`nb` of term fengsel must be text"),
        (entry(cs=["—"]), "holds a form without letters"),
        (entry(cs=[" "]), "must be one line"),
        (entry(definition={"nb": "Ja."}), "`definition` of term fengsel lacks `en`"),
        (entry(definition={"nb": "Ja.", "en": "a\nb"}), "must be one line"),
        (entry(source="avisen"), "`source` of term fengsel is not among `sources`"),
        (entry("Fengsel!"), "must be a slug"),
        (entry(abbreviations={"xx": ["F"]}), "not known: `xx`"),
        (entry(homonyms=["offer"]), "`homonyms` of term fengsel"),
        (entry(case_sensitive="yes"), "must be true or false"),
        (entry(colour="blue"), "not known: `colour`"),
        ("fengsel", "term 1 must be a mapping"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, bad, says):
    with pytest.raises(GlossaryError) as caught:
        glossary(tmp_path, bad)

    assert says in str(caught.value)
    assert caught.value.where == str(tmp_path / "glossary.yaml")
    assert caught.value.remedy


def test_an_identity_stands_once(tmp_path):
    with pytest.raises(GlossaryError, match="two terms have the id fengsel"):
        glossary(tmp_path, entry(), other("fengsel"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "must be a mapping"),
        (b"- a\n- b\n", "must be a mapping"),
        (b"sources: {}\n", "lacks `terms`"),
        (b"sources: {}\nterms: []\n", "must be a list of entries"),
        (b"sources: {a: {name: b, url: 'javascript:x'}}\nterms: [a]\n", "must begin with https"),
        (b"sources: {1: {name: b}}\nterms: [a]\n", "must be text"),
        (b"sources: [\n", "not valid YAML (line 2"),
        (b"sources: !!python/object/apply:os.system [ls]\n", "not valid YAML (line 1"),
        (b"sources: 2024-13-45\nterms: []\n", "not valid YAML"),
        (b"a: \x07\n", "not valid YAML"),
        (b"? [a]\n: b\n", "not valid YAML"),
        (b"[" * 200_000, "nested deeper"),
        (b"- " * 200_000, "nested deeper"),
        (b"a: &a [x]\nb: [*a, *a]\n", "alias"),
        (b"sources: \xff\n", "not UTF-8"),
        (b"#" * 2_000_001, "larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_glossary_gives_one_clear_error(tmp_path, content, says):
    path = tmp_path / "odd.yaml"
    path.write_bytes(content)

    with pytest.raises(GlossaryError) as caught:
        load_glossary(path)

    assert says in str(caught.value)
    assert str(path) in str(caught.value)
    assert len(str(caught.value)) < 500 + len(str(path))


@pytest.mark.parametrize("name", [".", "missing.yaml"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, name):
    with pytest.raises(GlossaryError, match="cannot be read"):
        load_glossary(tmp_path / name)
