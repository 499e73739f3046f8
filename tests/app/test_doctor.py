"""The check-up tells every setting, and finds what is wrong with its remedy."""

from __future__ import annotations

import json

import pytest

from app.settings import Settings
from index.generation import current_folder
from index.paths import IndexPaths


@pytest.fixture(autouse=True)
def _processor(monkeypatch):
    monkeypatch.setattr("app.checks.native_bfloat16", lambda: True)


@pytest.fixture
def checked(run, documents):
    """The check-up of an installation with an index."""
    run("ingest", documents)
    return lambda: json.loads(run("doctor", "--json").out)


def test_every_setting_is_told_with_its_origin_and_meaning(checked, data, monkeypatch):
    monkeypatch.setenv("SAMSVAR_DENSE_WEIGHT", "0.7")
    settings = checked()["settings"]

    assert set(settings) == set(Settings.model_fields)
    assert settings["dense_weight"] == {
        "value": 0.7,
        "from": "environment",
        "variable": "SAMSVAR_DENSE_WEIGHT",
        "meaning": "the share of meaning, against words, in a search",
    }
    assert settings["clearance"]["value"] == "restricted"
    assert settings["passage_tokens"]["value"] == 200
    assert settings["data"]["value"] == str(data)
    assert all(about["meaning"] for about in settings.values())


def test_a_whole_installation_is_well(run, documents, data):
    run("ingest", documents)
    ran = run("doctor", "--json")
    found = json.loads(ran.out)

    assert (ran.code, ran.err, found["problems"]) == (0, "", [])
    assert found["index"]["state"] == "whole"
    assert (found["index"]["documents"], found["index"]["passages"]) == (2, 2)
    assert set(found["index"]["languages"]) == {"en", "nb"}
    assert found["data"]["writable"] is True
    assert found["network"] == "none"
    assert found["model"]["precision"] == "bfloat16"
    assert {"python", "torch", "chromadb", "streamlit"} <= set(found["versions"])
    shown = run("doctor")
    assert shown.code == 0
    assert shown.out.endswith("All is well.\n")


def test_without_an_index_the_remedy_is_to_ingest(run, data):
    ran = run("doctor", "--json")
    found = json.loads(ran.out)

    assert ran.code == 1
    assert found["index"]["state"] == "missing"
    assert [problem["what"] for problem in found["problems"]] == ["there is no index yet"]
    assert not data.exists()
    assert "Run: samsvar ingest" in run("doctor").out


@pytest.mark.parametrize("part", ["manifest.json", "shelf.sqlite"])
def test_a_damaged_index_is_found(checked, data, part):
    checked()
    path = current_folder(IndexPaths(data).generations) / part
    path.write_bytes(path.read_bytes()[:-9])
    found = checked()

    assert found["index"]["state"] == "damaged"
    assert "samsvar ingest" in found["problems"][0]["remedy"]


def test_an_invalid_setting_is_told_and_does_not_stop_the_check_up(run, monkeypatch):
    monkeypatch.setenv("SAMSVAR_DENSE_WEIGHT", "heavy")
    ran = run("doctor", "--json")
    found = json.loads(ran.out)

    assert ran.code == 1
    assert found["settings"]["dense_weight"]["value"] == "heavy"
    assert found["problems"][0]["where"] == "SAMSVAR_DENSE_WEIGHT=heavy"
    assert "heavy" in run("doctor").out


def test_a_model_that_is_not_there_is_told(run, documents, monkeypatch):
    run("ingest", documents)
    monkeypatch.setenv("SAMSVAR_MODEL", "/nowhere/model")
    found = json.loads(run("doctor", "--json").out)

    assert found["problems"][0]["where"] == "/nowhere/model"


def test_a_model_of_the_hub_is_the_only_use_of_the_network(run, documents, monkeypatch):
    run("ingest", documents)
    monkeypatch.setenv("SAMSVAR_MODEL", "BAAI/bge-m3")
    found = json.loads(run("doctor", "--json").out)

    assert "BAAI/bge-m3" in found["network"]
    assert found["problems"] == []


def test_a_model_that_did_not_make_the_index_asks_for_a_rebuild(
    run, documents, tmp_path, monkeypatch
):
    run("ingest", documents)
    model = tmp_path / "model"
    model.mkdir()
    (model / "modules.json").write_text("[]")
    monkeypatch.setenv("SAMSVAR_MODEL", str(model))
    found = json.loads(run("doctor", "--json").out)

    assert "ingest --rebuild" in found["problems"][0]["remedy"]


def test_an_unpacked_model_that_was_changed_is_found(run, documents, data):
    run("ingest", documents)
    folder = IndexPaths(data).models / "multilingual-e5-small"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    found = json.loads(run("doctor", "--json").out)

    assert "damaged" in found["model"]["state"]


def test_a_data_directory_that_is_a_file_is_told(run):
    ran = run("--data", "/dev/null", "doctor")

    assert ran.code == 1
    assert "the data directory cannot be written to" in ran.out
    assert "from the command line" in ran.out


def test_too_little_space_is_told(run, data, monkeypatch):
    class Usage:
        free = 12_000_000

    monkeypatch.setattr("app.checks.shutil.disk_usage", lambda folder: Usage())
    assert "little space left (12 MB)" in run("doctor").out


def test_secrets_are_never_shown(monkeypatch, run):
    from app import doctor

    class Secretive(Settings):
        llm_api_key: str = "hunter2"

    monkeypatch.setattr(doctor, "Settings", Secretive)
    monkeypatch.setattr(doctor, "load_settings", lambda **given: Secretive())
    told = doctor.examine().settings["llm_api_key"]["value"]

    assert told == "(set, not shown)"
