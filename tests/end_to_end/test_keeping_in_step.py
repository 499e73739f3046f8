"""Reading in again is cheap and heals; what is removed is gone."""

from __future__ import annotations

import json

import pytest

HUNGARY = "Hvor mange tsjekkiske fengsler har partnere i Ungarn?"


def generation(data):
    return data / "generations" / (data / "generations" / "CURRENT").read_text("utf-8").strip()


def overwrite(path):
    path.write_bytes(b"\x00damage" * (path.stat().st_size // 7 + 1))


def test_reading_the_same_folder_again_changes_nothing(run, own_data):
    before = generation(own_data)
    ran = run(own_data, "ingest", "--json")
    report = json.loads(ran.out)

    assert (ran.code, ran.err) == (0, "")
    assert report["unchanged"] == report["documents"] > 30
    assert (report["embedded"], report["rebuilt"]) == (0, False)
    assert not any(report[name] for name in ("added", "changed", "renamed", "removed", "failed"))
    assert generation(own_data) == before


def test_a_removed_document_answers_no_more(run, own_data):
    (cited,) = json.loads(run(own_data, "ask", HUNGARY, "--json").out)["citations"][:1]
    ran = run(own_data, "remove", cited["document"], "--json")
    answer = json.loads(run(own_data, "ask", HUNGARY, "--json").out)
    hits = json.loads(run(own_data, "search", HUNGARY, "--k", "100", "--json").out)["hits"]

    assert ran.code == 0
    assert json.loads(ran.out)["removed"] == [cited["document"]]
    assert cited["document"] not in {
        one["document"] for one in [*answer["citations"], *answer["nearest"], *hits]
    }
    assert run(own_data, "text", cited["document"]).code == 1
    # Neither the catalog nor the index keeps its words, in whatever file.
    words = cited["quote"].encode()
    kept = [path for path in own_data.rglob("*") if path.is_file() and "models" not in path.parts]
    assert kept
    assert [path for path in kept if words in path.read_bytes()] == []


@pytest.mark.parametrize(
    "part", ["manifest.json", "shelf.sqlite", "words/meta.json", "chroma/chroma.sqlite3"]
)
def test_a_damaged_index_is_told_in_a_line_and_healed_by_reading_in(run, own_data, part):
    overwrite(generation(own_data) / part)
    ran = run(own_data, "ask", HUNGARY)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("the index is damaged")
    assert "Run: samsvar ingest" in ran.err
    assert ran.err.count("\n") == 1

    ran = run(own_data, "ingest", "--json")
    report = json.loads(ran.out)
    assert ran.code == 0
    assert (report["embedded"], report["rebuilt"]) == (0, True)
    assert json.loads(run(own_data, "ask", HUNGARY, "--json").out)["status"] == "answered"


def test_a_renamed_and_an_edited_file_leave_no_double(run, empty_data, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    first = folder / "visit.md"
    first.write_text("# Visit\n\nThe delegation of four officers came to Oslo in May 2019.\n")
    second = folder / "plan.txt"
    second.write_text("The plan of work has three parts, and training is the first of them.\n")
    assert run(empty_data, "ingest", folder).code == 0
    first.rename(folder / "delegation.md")
    second.write_text("The plan of work has seven parts, and training is the first of them.\n")
    report = json.loads(run(empty_data, "ingest", folder, "--json").out)

    assert (len(report["renamed"]), report["changed"]) == (1, ["plan.txt"])
    assert report["documents"] == 2
    hits = json.loads(run(empty_data, "search", "plan of work", "--json").out)["hits"]
    assert sorted(hit["document"] for hit in hits) == ["delegation.md", "plan.txt"]
    assert not any("three parts" in hit["text"] for hit in hits)
