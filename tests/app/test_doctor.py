"""The check-up tells every setting, and finds what is wrong with its remedy."""

from __future__ import annotations

import json

import pytest
from scripted_endpoint import FAILURES, MODEL, ScriptedEndpoint, saying

from app.settings import Settings
from index.generation import current_folder
from index.paths import IndexPaths


@pytest.fixture(autouse=True)
def _processor(monkeypatch):
    monkeypatch.setattr("app.checks.multiplies_bfloat16", lambda: True)
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


@pytest.mark.parametrize("weight", ["0.7", "heavy"], ids=["valid", "not valid"])
def test_secrets_are_never_shown(run, data, monkeypatch, weight):
    monkeypatch.setenv("SAMSVAR_LLM_API_KEY", "hunter2")
    monkeypatch.setenv("SAMSVAR_DENSE_WEIGHT", weight)
    ran, shown = run("doctor", "--json"), run("doctor")

    assert json.loads(ran.out)["settings"]["llm_api_key"]["value"] == "(set, not shown)"
    assert "hunter2" not in ran.out + ran.err + shown.out + shown.err


def test_an_address_with_a_password_in_it_is_refused_and_never_shown(run, data, monkeypatch):
    monkeypatch.setenv("SAMSVAR_LLM_BASE_URL", "http://me:hunter2@127.0.0.1/v1")
    ran, shown, asked = run("doctor", "--json"), run("doctor"), run("ask", "Hva?")

    assert json.loads(ran.out)["problems"][0]["where"] == "SAMSVAR_LLM_BASE_URL=(not shown)"
    assert "SAMSVAR_LLM_API_KEY" in asked.err
    for one in (ran, shown, asked):
        assert "hunter2" not in one.out + one.err


@pytest.fixture
def generative(monkeypatch):
    """Set the environment to answers of the language model behind `endpoint`."""

    def generative(endpoint, name=MODEL):
        monkeypatch.setenv("SAMSVAR_COMPOSER", "generative")
        monkeypatch.setenv("SAMSVAR_LLM_BASE_URL", endpoint.url)
        monkeypatch.setenv("SAMSVAR_LLM_MODEL", name)
        monkeypatch.setenv("SAMSVAR_LLM_API_KEY", "hunter2")

    return generative


def test_a_language_model_that_answers_is_well(run, documents, generative):
    run("ingest", documents)
    with ScriptedEndpoint(saying("Yes.")).serving() as endpoint:
        generative(endpoint)
        ran, shown = run("doctor", "--json"), run("doctor")
    found = json.loads(ran.out)

    assert (ran.code, found["problems"]) == (0, [])
    assert found["llm"]["state"] == "answers"
    assert found["llm"]["listed"] is True
    assert found["llm"]["first_token_ms"] > 0
    assert endpoint.url in found["network"]
    assert "Language model" in shown.out
    assert "hunter2" not in ran.out + ran.err + shown.out + shown.err


@pytest.mark.parametrize(
    ("reply", "remedy"),
    [
        ("unauthorised", "SAMSVAR_LLM_API_KEY"),
        ("not there", "SAMSVAR_LLM_MODEL"),
        ("HTML", "SAMSVAR_LLM_BASE_URL"),
        ("empty", "SAMSVAR_LLM_MODEL"),
    ],
)
def test_a_language_model_that_does_not_answer_is_told(run, data, generative, reply, remedy):
    with ScriptedEndpoint(FAILURES[reply]).serving() as endpoint:
        generative(endpoint)
        ran, shown = run("doctor", "--json"), run("doctor")
    found = json.loads(ran.out)
    problem = found["problems"][-1]

    assert ran.code == 1
    assert found["llm"]["state"] == problem["what"]
    assert problem["where"] == endpoint.url
    assert remedy in problem["remedy"]
    assert "hunter2" not in ran.out + shown.out


def test_a_model_that_the_endpoint_does_not_have_is_named_with_those_it_has(run, data, generative):
    with ScriptedEndpoint(FAILURES["not there"]).serving() as endpoint:
        generative(endpoint, "another")
        found = json.loads(run("doctor", "--json").out)

    assert found["llm"]["listed"] is False
    assert found["problems"][-1]["remedy"].endswith(f"a model that is there: {MODEL}")


def test_an_endpoint_that_lists_no_models_may_answer(run, data, generative):
    with ScriptedEndpoint(saying("Yes.")).serving() as endpoint:
        endpoint.models = None
        generative(endpoint)
        found = json.loads(run("doctor", "--json").out)

    assert (found["llm"]["state"], found["llm"]["listed"]) == ("answers", None)


def test_an_endpoint_that_is_not_there_is_told(run, data, generative):
    endpoint = ScriptedEndpoint(saying("Yes."))
    with endpoint.serving():
        generative(endpoint)
    found = json.loads(run("doctor", "--json").out)

    assert "cannot be reached" in found["llm"]["state"]


def test_without_a_language_model_none_is_asked(run, data):
    assert json.loads(run("doctor", "--json").out)["llm"] == {}


def test_a_language_model_that_only_translates_is_asked_too(
    run, documents, generative, monkeypatch
):
    run("ingest", documents)
    with ScriptedEndpoint(saying("Yes.")).serving() as endpoint:
        generative(endpoint)
        monkeypatch.setenv("SAMSVAR_COMPOSER", "extractive")
        found = json.loads(run("doctor", "--json").out)

    assert found["llm"]["state"] == "answers"
    assert found["network"] == f"quotes to be translated are sent to {endpoint.url}; nothing else"
