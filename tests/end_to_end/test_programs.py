"""What programs rely on: batches, searches, listings and the check-up, as JSON."""

from __future__ import annotations

import json

import pytest

HUNGARY = "Hvor mange tsjekkiske fengsler har partnere i Ungarn?"
ANSWER = {
    *("id", "question", "standalone", "language", "status", "text", "claims", "citations"),
    *("conflicts", "nearest", "composer", "index", "timings_ms"),
}
HIT = {
    *("rank", "score", "document", "title", "language", "page", "start", "end", "text", "signals"),
}


def turn(role, content):
    return {"role": role, "content": content}


QUESTIONS = [
    {"id": "hu", "question": HUNGARY},
    {
        "id": "follow",
        "question": "Og i Polen?",
        "history": [turn("user", HUNGARY), turn("assistant", "2 [1]")],
    },
    {"id": 3, "question": "Who does the head of KDI's International Staff report to?"},
    {"id": "nn", "question": "Kor mange tsjekkiske fengsel har partnarar i Ungarn?"},
    {
        "id": "en-follow",
        "question": "And in Slovakia?",
        "history": [turn("user", "How many Czech prisons have partners in Hungary?")],
    },
    {"id": "none", "question": "Hva koster en togbillett til Paris?"},
    {"id": "odd", "question": "<img src=x onerror=alert(1)>"},
    {"id": "empty", "question": " "},
]


def lines_of(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_batch_keeps_every_line_its_order_and_its_id(run, corpus_data, tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [json.dumps(line, ensure_ascii=False) for line in QUESTIONS]
    source.write_text("\n".join([*lines, '{"id": "broken", ']) + "\n", "utf-8")
    ran = run(corpus_data, "ask", "--batch", source, "--out", target)
    answers = lines_of(target)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("2 of 9 lines")
    assert [answer["id"] for answer in answers] == [*(line["id"] for line in QUESTIONS), None]
    assert [set(answer) for answer in answers[-2:]] == [{"id", "error"}] * 2
    assert all(set(answer) >= ANSWER for answer in answers[:-2])
    by_id = {answer["id"]: answer for answer in answers[:-2]}
    assert by_id["hu"]["status"] == "answered"
    assert by_id["none"]["status"] == "not_found"
    languages = {name: answer["language"] for name, answer in by_id.items() if name != "odd"}
    assert languages == {
        "hu": "nb", "follow": "nb", 3: "en", "nn": "nn", "en-follow": "en", "none": "nb",
    }  # fmt: skip
    assert len({answer["index"] for answer in by_id.values()}) == 1


@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical"])
def test_a_search_finds_english_for_norwegian_and_keeps_the_offset_law(run, corpus_data, mode):
    query = "prison partners in Hungary" if mode == "lexical" else HUNGARY
    found = json.loads(run(corpus_data, "search", query, "--json", "--mode", mode).out)

    assert set(found) == {"query", "hits"}
    assert found["query"] == query
    assert [hit["rank"] for hit in found["hits"]] == list(range(1, 11))
    assert all(set(hit) >= HIT for hit in found["hits"])
    assert any(hit["document"].startswith("czech/") for hit in found["hits"][:5])
    for hit in found["hits"][:3]:
        text = run(corpus_data, "text", hit["document"]).out
        assert text[hit["start"] : hit["end"]] == hit["text"]


def test_a_search_is_narrowed_by_what_the_documents_say_of_themselves(run, corpus_data):
    hits = json.loads(
        run(
            *(corpus_data, "search", "samarbeid", "--json", "--k", "30"),
            *("--country", "Tsjekkia", "--lang", "cs"),
        ).out
    )["hits"]

    assert hits
    assert {hit["language"] for hit in hits} == {"cs"}


def test_a_batch_of_searches(run, corpus_data, tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        f'{json.dumps({"id": 1, "query": HUNGARY})}\n{{"id": 2, "query": "mentoring"}}\n', "utf-8"
    )
    ran = run(corpus_data, "search", "--batch", source, "--out", target, "--k", "3")
    found = lines_of(target)

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert [line["id"] for line in found] == [1, 2]
    assert all(len(line["hits"]) == 3 and set(line["hits"][0]) >= HIT for line in found)


def test_the_documents_are_those_of_the_corpus(run, corpus_data):
    listed = json.loads(run(corpus_data, "documents", "--json").out)
    names = [one["document"] for one in listed]

    assert names == sorted(names)
    assert "kdi/portefolje.md" in names
    assert {one["language"] for one in listed} >= {"nb", "nn", "en", "cs", "sv"}
    assert all(
        set(one) >= {"document", "title", "agency", "countries", "language", "published", "kind"}
        for one in listed
    )


def test_the_check_up_finds_nothing_wrong(run, corpus_data):
    ran = run(corpus_data, "doctor", "--json")
    checkup = json.loads(ran.out)

    assert (ran.code, checkup["problems"]) == (0, [])
    assert checkup["settings"]["data"]["value"] == str(corpus_data)
    assert checkup["index"]["documents"] == len(
        json.loads(run(corpus_data, "documents", "--json").out)
    )
