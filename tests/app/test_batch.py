"""A batch answers every line it can, in order, and loses nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.assistant.answer import Answer
from app.assistant.steps import Finished, Step, Turn
from app.batch import BatchReport, history_of, read_lines, run_batch, text_of
from app.errors import LineError
from index.errors import IndexDamagedError
from index.search import check_query
from ingest.errors import SamsvarError


def echo(record):
    question = text_of(record, "question")
    check_query(question)
    if question == "damaged":
        raise IndexDamagedError("the index is damaged")
    if question == "bug":
        raise ZeroDivisionError("division by zero")
    return {"id": "", "answer": question}


def written(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_bad_lines_get_an_error_and_the_others_their_answers(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(
        b'\xef\xbb\xbf{"id": "a", "question": "Hvor mange land?"}\r\n'
        b'{"id": "b", "question": \n'
        b"\n"
        b'{"id": "c"}\n'
        b'{"id": "d", "question": "  "}\n'
        b'{"id": "e", "question": 7}\n'
        b"[1, 2]\n"
        b"\xff\xfe\n"
        b'{"id": "f", "question": "bug"}\n'
        b'{"id": "g", "question": "half \\ud800"}\n'
        b'{"id": 12, "question": "\xc3\x98st?"}'
    )
    told = []
    report = run_batch(read_lines(source, target), target, echo, lambda *far: told.append(far))
    lines = written(target)

    assert report == BatchReport(lines=10, failed=8)
    assert [line["id"] for line in lines] == ["a", None, "c", "d", "e", None, None, "f", "g", 12]
    assert lines[0] == {"id": "a", "answer": "Hvor mange land?"}
    assert lines[-1] == {"id": 12, "answer": "Øst?"}
    assert "not JSON" in lines[1]["error"]
    assert 'no "question"' in lines[2]["error"]
    assert "empty" in lines[3]["error"]
    assert "ZeroDivisionError" in lines[7]["error"]
    assert told == [(done, 10) for done in range(11)]


def test_what_is_wrong_with_the_index_ends_the_run_but_keeps_what_was_done(tmp_path):
    target = tmp_path / "out.jsonl"
    lines = [b'{"id": 1, "question": "a"}', b'{"id": 2, "question": "damaged"}']

    with pytest.raises(IndexDamagedError):
        run_batch(lines, target, echo)
    assert written(target) == [{"id": 1, "answer": "a"}]


def test_every_line_is_on_disk_before_the_next_is_begun(tmp_path):
    target = tmp_path / "out.jsonl"
    before = []

    def respond(record):
        before.append(len(written(target)))
        return {}

    run_batch([b'{"id": 1}', b'{"id": 2}', b'{"id": 3}'], target, respond)

    assert before == [0, 1, 2]


def test_paths_that_cannot_work_are_told_before_anything_is_done(tmp_path):
    source = tmp_path / "in.jsonl"
    with pytest.raises(SamsvarError, match="cannot be read"):
        read_lines(source, tmp_path / "out.jsonl")
    source.write_text('{"id": 1, "question": "a"}')
    with pytest.raises(SamsvarError, match="written over"):
        read_lines(source, source)
    with pytest.raises(SamsvarError, match="cannot be written"):
        read_lines(source, tmp_path / "nowhere" / "out.jsonl")
    with pytest.raises(SamsvarError, match="cannot be written"):
        read_lines(source, tmp_path)


def test_history_is_turns():
    turns = [{"role": "user", "content": "Hva?"}, {"role": "assistant", "content": "Det."}]

    assert history_of({}) == ()
    assert history_of({"history": None}) == ()
    assert history_of({"history": turns}) == (
        Turn(role="user", content="Hva?"),
        Turn(role="assistant", content="Det."),
    )


@pytest.mark.parametrize(
    "history", ["x", [1], [{"content": "a"}], [{"role": "user"}], [{"role": "user", "content": 1}]]
)
def test_history_of_another_shape_is_a_bad_line(history):
    with pytest.raises(LineError):
        history_of({"history": history})


class Desk:
    """A desk that refuses politely, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Sequence[Turn]]] = []

    def ask(
        self, question: str, *, language: str = "auto", history: Sequence[Turn] = ()
    ) -> Iterator[Step]:
        check_query(question)
        self.asked.append((question, language, history))
        yield Finished(
            answer=Answer(
                question=question,
                standalone=question,
                language="nb",
                status="not_found",
                composer="extractive",
                index="f00",
            )
        )


def test_ask_answers_a_batch_with_one_desk(run, tmp_path, monkeypatch):
    desks: list[Desk] = []
    monkeypatch.setattr("app.factory.open_desk", lambda settings: desks.append(Desk()) or desks[-1])
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [
        {"id": "q1", "question": "Hvor mange land?"},
        {"id": "q2", "question": ""},
        {"id": "q3", "question": "Og før?", "history": [{"role": "user", "content": "Hva?"}]},
    ]
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    ran = run("ask", "--batch", source, "--out", target, "--lang", "nn")
    answers = written(target)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("1 of 3 lines")
    assert ran.err.count("\n") == 1
    assert [answer["id"] for answer in answers] == ["q1", "q2", "q3"]
    assert set(answers[0]) >= {"id", "question", "status", "text", "claims", "citations", "nearest"}
    assert set(answers[1]) == {"id", "error"}
    (desk,) = desks
    assert [(language, len(history)) for _, language, history in desk.asked] == [
        ("nn", 0),
        ("nn", 1),
    ]


def test_search_answers_a_batch(run, documents, tmp_path):
    run("ingest", documents)
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1, "query": "partners in Hungary"}\n{"id": 2, "query": "stab"}\n')
    ran = run("search", "--batch", source, "--out", target, "--k", "1")
    found = written(target)

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert [line["id"] for line in found] == [1, 2]
    assert [line["hits"][0]["document"] for line in found] == ["czech.txt", "kdi/stab.md"]


def test_a_stopped_batch_says_where_the_lines_are(run, documents, tmp_path, monkeypatch):
    run("ingest", documents)
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1, "query": "a"}\n')

    def stop(*batch):
        raise KeyboardInterrupt

    monkeypatch.setattr("app.batch.run_batch", stop)
    ran = run("search", "--batch", source, "--out", target)

    assert ran.code == 130
    assert str(target) in ran.err
    assert ran.err.count("\n") == 1
