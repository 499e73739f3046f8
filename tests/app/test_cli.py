"""What the commands promise to programs: JSON, exit codes, and one line for an error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.commands import collection
from index.errors import ModelError

HEAVY = {
    "torch",
    "chromadb",
    "sentence_transformers",
    "llama_index",
    "streamlit",
    "numpy",
    "pydantic",
}
COMMANDS = ("ingest", "ask", "search", "documents", "text", "remove", "ui", "doctor", "bench")


def test_help_is_there_at_once_and_imports_nothing_heavy():
    program = (
        "import sys\nfrom app.cli import app\n"
        "try:\n    app(['--help'], prog_name='samsvar')\n"
        "except SystemExit:\n    print(*sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert "app.cli" in ran.stderr
    assert {name.split(".")[0] for name in ran.stderr.split()} & HEAVY == set()
    assert all(f"\n  {command} " in ran.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run, command):
    ran = run(command, "--help")

    assert ran.code == 0
    assert f"Example: samsvar {command}" in " ".join(ran.out.split())


def test_the_version_is_told(run):
    ran = run("--version")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("samsvar ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("nope",),
        ("ask",),
        ("ask", "Hva?", "--batch", "in.jsonl", "--out", "out.jsonl"),
        ("ask", "--batch", "in.jsonl"),
        ("ask", "Hva?", "--lang", "de"),
        ("search", "prison", "--from", "2014-13"),
        ("search", "prison", "--to", "yesterday"),
        ("search", "prison", "--country", "Atlantis"),
        ("search", "prison", "--lang", "norsk"),
        ("search", "prison", "--k", "0"),
        ("search", "prison", "--mode", "psychic"),
        ("remove",),
        ("ui", "--port", "99999"),
    ],
)
def test_a_mistaken_call_is_a_usage_error(run, arguments):
    ran = run(*arguments)

    assert ran.code == 2
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [("documents",), ("text", "a.md"), ("search", "prison"), ("ask", "Hvor mange land?")],
)
def test_without_an_index_one_line_says_what_to_do(run, arguments):
    ran = run(*arguments)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert "Run: samsvar ingest" in ran.err


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize("question", ["", "  \n ", "🎉🎉", "a b " * 25_000, "hva \udcff"])
def test_what_cannot_be_asked_is_told_in_one_line(run, command, question):
    ran = run(command, question)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert len(ran.err) < 200


def test_a_folder_is_read_and_what_failed_is_listed(run, documents):
    ran = run("ingest", documents, "--json")
    report = json.loads(ran.out)

    assert (ran.code, ran.err) == (0, "")
    assert report["added"] == ["czech.txt", "kdi/stab.md"]
    assert report["failed"] == [{"file": "empty.md", "reason": "The file is empty"}]
    assert report["other_formats"] == {".xlsx": 1}
    assert report["documents"] == 2


def test_people_are_told_the_same(run, documents):
    ran = run("ingest", documents)

    assert ran.code == 0
    assert "2  added" in ran.out
    assert "1  in other formats: 1 .xlsx" in ran.out
    assert "empty.md  The file is empty" in ran.out
    assert "The index holds 2 documents" in ran.out
    assert all(line == line.rstrip() for line in ran.out.splitlines())

    again = run("ingest", documents / "kdi")

    assert "Nothing has changed." in again.out


def test_when_nothing_asked_for_could_be_read_the_exit_code_says_so(run, documents):
    assert run("ingest", documents / "empty.md").code == 1
    assert run("ingest", documents / "nowhere").code == 1
    assert run("ingest", documents).code == 0


def test_an_interrupted_ingest_says_that_nothing_is_lost(run, documents, monkeypatch):
    class Interrupted:
        def ingest(self, paths, rebuild):
            raise KeyboardInterrupt

    monkeypatch.setattr("app.factory.open_writer", lambda settings, **told: Interrupted())
    ran = run("ingest", documents)

    assert ran.code == 130
    assert ran.err.count("\n") == 1
    assert "is kept" in ran.err


def test_a_writer_that_waits_says_so(capsys):
    collection._tell_waiting()

    assert "waiting" in capsys.readouterr().err


def test_documents_are_listed(run, documents):
    run("ingest", documents)
    listed = json.loads(run("documents", "--json").out)

    assert listed[0] == {
        "document": "czech.txt",
        "title": "Prison partners",
        "agency": "Prison Service of the Czech Republic",
        "countries": ["CZ"],
        "language": "en",
        "published": "2015-01-27",
        "kind": "report",
    }
    table = run("documents").out.splitlines()
    assert table[0].split() == [
        "Document", "Title", "Agency", "Countries", "Language", "Date", "Kind",
    ]  # fmt: skip
    assert [line.split()[0] for line in table[1:]] == ["czech.txt", "kdi/stab.md"]


def test_the_text_is_what_offsets_count_and_not_a_byte_more(documents, data, run):
    run("ingest", documents)
    hit = json.loads(run("search", "Staben ansatte", "--json").out)["hits"][0]
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    command = [sys.executable, "-c", "from app.cli import main; main()", "text", hit["document"]]
    shown = subprocess.run(command, capture_output=True, env=environment)
    text = shown.stdout.decode("utf-8")

    assert shown.returncode == 0
    assert text == run("text", hit["document"]).out
    assert text[hit["start"] : hit["end"]] == hit["text"]


def test_a_document_that_is_not_there_is_told_with_a_remedy(run, documents):
    run("ingest", documents)
    for command in ("text", "remove"):
        ran = run(command, "nowhere.md")

        assert (ran.code, ran.out) == (1, "")
        assert "nowhere.md. `samsvar documents` lists the names" in ran.err


def test_search_gives_hits_as_json(run, documents):
    run("ingest", documents)
    asked = "Who has partners in Hungary?"
    found = json.loads(run("search", asked, "--json", "--k", "1").out)

    assert found["query"] == asked
    (hit,) = found["hits"]
    assert list(hit) == [
        "rank", "score", "document", "title", "agency", "published", "language", "page", "start",
        "end", "headings", "text", "signals", "duplicates",
    ]  # fmt: skip
    assert (hit["rank"], hit["document"], hit["page"]) == (1, "czech.txt", None)
    assert set(hit["signals"]) == {"dense", "lexical", "reader"}
    assert set(hit["signals"]["dense"]) == {"rank", "score"}


def test_for_a_mere_name_no_passage_is_read(run, documents):
    run("ingest", documents)
    (hit,) = json.loads(run("search", "Hungary", "--json", "--k", "1").out)["hits"]

    assert (hit["document"], set(hit["signals"])) == ("czech.txt", {"dense", "lexical"})


@pytest.mark.parametrize(
    ("narrowing", "found"),
    [
        (("--country", "Tsjekkia"), {"czech.txt"}),
        (("--country", "cz", "--country", "SE"), {"czech.txt"}),
        (("--agency", "czech prison service"), {"czech.txt"}),
        (("--lang", "no"), {"kdi/stab.md"}),
        (("--lang", "EN", "--lang", "nb"), {"czech.txt", "kdi/stab.md"}),
        (("--kind", "Report", "--from", "2015", "--to", "2015-01"), {"czech.txt"}),
        (("--from", "2016"), set()),
        (("--mode", "lexical"), {"czech.txt"}),
        (("--mode", "dense"), {"czech.txt", "kdi/stab.md"}),
    ],
)
def test_a_search_can_be_narrowed(run, documents, narrowing, found):
    run("ingest", documents)
    hits = json.loads(run("search", "partners", "--json", *narrowing).out)["hits"]

    assert {hit["document"] for hit in hits} == found


def test_an_agency_that_no_document_has_is_remarked_on(run, documents):
    run("ingest", documents)
    ran = run("search", "partners", "--agency", "NASA")

    assert (ran.code, ran.out) == (0, "Nothing was found.\n")
    assert "No document has the agency NASA" in ran.err


def test_a_removed_document_is_gone(run, documents):
    run("ingest", documents)
    ran = run("remove", "czech.txt")

    assert ran.code == 0
    assert ran.out.startswith("Removed czech.txt\n")
    assert "catalog" in ran.out
    assert json.loads(run("remove", "kdi/stab.md", "--json").out)["removed"] == ["kdi/stab.md"]
    assert json.loads(run("documents", "--json").out) == []


def test_data_on_the_command_line_goes_before_the_environment(run, documents, tmp_path):
    run("--data", tmp_path / "other", "ingest", documents)

    assert run("documents").code == 1
    assert run("--data", tmp_path / "other", "documents").code == 0


def test_an_error_in_a_setting_names_it(run, monkeypatch):
    monkeypatch.setenv("SAMSVAR_PRECISION", "float8")
    ran = run("documents")

    assert ran.code == 1
    assert "SAMSVAR_PRECISION=float8" in ran.err


def test_a_folder_that_cannot_be_used_is_one_line(run):
    ran = run("--data", "/dev/null", "ingest")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1


def test_the_page_is_served_for_the_data_directory_and_a_missing_index_is_told(
    run, data, monkeypatch
):
    served = []

    def serve(port: int, *, upload_megabytes: int) -> int:
        served.append((port, upload_megabytes))
        return 0

    monkeypatch.setattr("app.ui.launch.run_ui", serve)
    monkeypatch.setenv("SAMSVAR_MAX_FILE_MB", "7")
    ran = run("ui", "--port", "8600")

    assert (ran.code, served) == (0, [(8600, 7)])
    assert "there is no index yet" in ran.err
    assert os.environ["SAMSVAR_DATA"] == str(data)


def test_bench_is_the_entry_point_of_a_higher_floor(run, monkeypatch):
    called = []

    def command(settings, *, json):
        called.append(json)
        return 1

    monkeypatch.setattr("app.plugins.plugin_command", lambda name: command)

    assert run("bench", "--json").code == 1
    assert called == [True]


def test_a_command_that_is_not_installed_says_so(run, monkeypatch):
    monkeypatch.setattr("app.plugins.entry_points", lambda **wanted: ())
    ran = run("bench")

    assert ran.code == 1
    assert "pip install" in ran.err


def test_an_error_below_becomes_one_line(run, documents, monkeypatch):
    def fail(settings, **told):
        raise ModelError("the model\nis gone", where="/models", remedy="Fetch it")

    monkeypatch.setattr("app.factory.open_writer", fail)
    ran = run("ingest", documents)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "the model is gone: /models. Fetch it\n"


def test_a_reader_that_goes_away_is_no_error(run, documents, data):
    run("ingest", documents)
    program = [sys.executable, "-c", "from app.cli import main; main()", "documents", "--json"]
    read, write = os.pipe()
    os.close(read)
    ran = subprocess.run(
        program, stdout=write, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    os.close(write)

    assert ran.stderr == b""
