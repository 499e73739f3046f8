"""Removal means gone: from every answer, and from every byte below the data directory."""

from __future__ import annotations

import pytest

from index.errors import UnknownDocumentError

SECRET = "kvitebjørnens hemmelige havn"
FILES = {
    "secret/plan.md": f"# {SECRET.title()}\n\nPlanen gjelder {SECRET} ved fyret.\n\n"
    + "Dette er en lang fortelling om båter og vær. " * 300
    + f"\n\n## Slutt\n\nDer sto {SECRET} til slutt.\n",
    "other.md": "# Other\n\nAnother document about lighthouses and boats.\n",
}


def traces(desk) -> list[str]:
    """Return the files below the data directory that hold any form of the secret or its name."""
    tokens = [SECRET, SECRET.title(), "kvitebjørnens", "secret/plan.md"]
    forms = {form.encode(code) for form in tokens for code in ("utf-8", "utf-16-le")}
    forms |= {SECRET.encode("unicode_escape")}
    return [
        str(path.relative_to(desk.paths.data))
        for path in desk.paths.data.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


@pytest.fixture
def filled(desk):
    desk.put(FILES)
    desk.ingest()
    assert desk.found("fyret") == ["secret/plan.md"]
    assert any("catalog" in trace for trace in traces(desk))
    assert any("shelf" in trace for trace in traces(desk))
    return desk


def test_a_removed_document_is_gone_from_every_answer_and_every_byte(filled):
    report = filled.writer().remove(["secret/plan.md"])

    assert report.removed == ["secret/plan.md"]
    assert (report.documents, report.rebuilt) == (1, True)
    assert filled.names() == ["other.md"]
    for mode in ("dense", "lexical", "hybrid"):
        assert [hit.passage.source.path for hit in filled.search(SECRET + " boats", mode=mode)] == [
            "other.md"
        ]
    assert traces(filled) == []


def test_a_document_whose_file_was_deleted_is_gone_from_every_byte(filled):
    (filled.documents / "secret/plan.md").unlink()

    assert filled.ingest().removed == ["secret/plan.md"]
    assert traces(filled) == []


def test_text_that_was_edited_out_is_gone_from_every_byte(filled):
    filled.put({"secret/plan.md": "# Plan\n\nNothing stands here any more.\n"})
    filled.ingest()
    (filled.documents / "secret/plan.md").rename(filled.documents / "plan.md")
    filled.ingest()

    assert traces(filled) == []


def test_removing_the_last_document_leaves_an_index_that_answers_nothing(filled):
    filled.writer().remove(sorted(FILES))

    assert filled.names() == []
    assert filled.search("lighthouses") == []
    assert traces(filled) == []


def test_removed_text_is_gone_also_where_a_damaged_catalog_was_set_aside(filled):
    content = bytearray(filled.paths.catalog.read_bytes())
    content[:16] = b"not sqlite at al"
    filled.paths.catalog.write_bytes(content)
    filled.ingest()

    filled.writer().remove(["secret/plan.md"])

    assert traces(filled) == []


def test_removing_twice_says_it_is_not_there(filled):
    filled.writer().remove(["secret/plan.md"])

    with pytest.raises(UnknownDocumentError):
        filled.writer().remove(["secret/plan.md"])


def test_the_same_name_given_twice_is_removed_once(filled):
    report = filled.writer().remove(["other.md", "other.md"])

    assert report.removed == ["other.md"]
    assert filled.names() == ["secret/plan.md"]
