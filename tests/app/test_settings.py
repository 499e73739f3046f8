"""Every setting has one name, is checked once, and never holds a secret."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from app.errors import SettingsError
from app.settings import Settings, load_settings
from ingest.document import Access

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"SAMSVAR_{name.upper()}", raising=False)


def test_the_defaults_are_valid_and_point_at_real_things():
    settings = load_settings()

    assert settings.data == Path("~/.local/share/samsvar").expanduser()
    assert settings.corpus == ROOT / "corpus"
    assert settings.language == "auto"
    assert settings.composer == "extractive"
    assert settings.questions is None


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("data", "~/samsvar", Path("~/samsvar").expanduser()),
        ("corpus", "texts", Path.cwd() / "texts"),
        ("questions", "/sets", Path("/sets")),
        ("model", "BAAI/bge-m3", "BAAI/bge-m3"),
        ("precision", "float32", "float32"),
        ("composer", "extractive", "extractive"),
        ("clearance", "public", Access.PUBLIC),
        ("clearance", "Internal", Access.INTERNAL),
        ("clearance", "2", Access.RESTRICTED),
        ("language", "nn", "nn"),
        ("dense_weight", "0.4", 0.4),
        ("passage_tokens", "120", 120),
        ("max_file_mb", "5", 5),
        ("llm_base_url", " http://127.0.0.1:11434/v1/ ", "http://127.0.0.1:11434/v1"),
        ("llm_base_url", "https://[::1]:8000", "https://[::1]:8000"),
        ("llm_model", " llama3.1:8b", "llama3.1:8b"),
        ("llm_api_key", "sk-1\n", SecretStr("sk-1")),
        ("llm_context", "2048", 2048),
        ("llm_timeout", "90", 90.0),
        ("llm_first_token", "2.5", 2.5),
        ("unsupported", "strike", "strike"),
    ],
)
def test_each_is_read_from_its_variable(monkeypatch, name, value, read):
    monkeypatch.setenv(f"SAMSVAR_{name.upper()}", value)

    assert getattr(load_settings(), name) == read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("precision", "float8"),
        ("composer", "poet"),
        ("clearance", "secret"),
        ("clearance", "7"),
        ("language", "da"),
        ("dense_weight", "1.5"),
        ("dense_weight", "half"),
        ("dense_weight", "nan"),
        ("passage_tokens", "10"),
        ("passage_tokens", "9000"),
        ("max_file_mb", "0"),
        ("max_file_mb", "1\n2"),
        ("llm_base_url", "127.0.0.1:11434"),
        ("llm_base_url", "ftp://127.0.0.1/v1"),
        ("llm_base_url", "http://"),
        ("llm_base_url", "http://127.0.0.1:x/v1"),
        ("llm_base_url", "https://llm.example/v1?api-version=1"),
        ("llm_context", "100"),
        ("llm_timeout", "0"),
        ("llm_timeout", "inf"),
        ("llm_first_token", "-1"),
        ("unsupported", "keep"),
    ],
)
def test_a_bad_value_is_an_error_of_one_line_that_names_the_variable(monkeypatch, name, value):
    monkeypatch.setenv(f"SAMSVAR_{name.upper()}", value)

    with pytest.raises(SettingsError) as error:
        load_settings()
    said = str(error.value)
    assert f"SAMSVAR_{name.upper()}=" in said
    assert " ".join(value.split()) in said
    assert "samsvar doctor" in said
    assert "\n" not in said


def test_what_is_given_wins_over_the_environment_and_none_is_nothing_given(monkeypatch, tmp_path):
    monkeypatch.setenv("SAMSVAR_DATA", "/elsewhere")
    monkeypatch.setenv("SAMSVAR_LANGUAGE", "nn")
    settings = load_settings(data=tmp_path, language=None)

    assert (settings.data, settings.language) == (tmp_path, "nn")


def test_settings_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        load_settings().model = "other"


def test_every_setting_says_what_it_is():
    for name, setting in Settings.model_fields.items():
        assert setting.description, name
        assert not setting.description.endswith("."), name


def test_other_variables_of_the_environment_are_not_ours(monkeypatch):
    monkeypatch.setenv("SAMSVAR_SOMETHING", "x")
    monkeypatch.setenv("MODEL", "x")

    assert load_settings().model == "multilingual-e5-small"


def test_a_generative_composer_needs_an_endpoint_and_a_model(monkeypatch):
    monkeypatch.setenv("SAMSVAR_COMPOSER", "generative")
    with pytest.raises(SettingsError, match="SAMSVAR_LLM_BASE_URL="):
        load_settings()
    monkeypatch.setenv("SAMSVAR_LLM_BASE_URL", "http://127.0.0.1:8080/v1")
    with pytest.raises(SettingsError, match="SAMSVAR_LLM_MODEL="):
        load_settings()
    monkeypatch.setenv("SAMSVAR_LLM_MODEL", "llama3.1")

    assert load_settings().composer == "generative"


@pytest.mark.parametrize("key", ["sk hunter2", "sk-hunter2\nx", "nøkkel-hunter2"])
def test_a_key_that_cannot_be_one_is_refused_without_being_shown(monkeypatch, key):
    monkeypatch.setenv("SAMSVAR_LLM_API_KEY", key)

    with pytest.raises(SettingsError, match="SAMSVAR_LLM_API_KEY=") as error:
        load_settings()
    assert "hunter2" not in str(error.value)


def test_room_is_kept_for_the_answer_of_a_language_model(monkeypatch):
    shares = []
    for context in ("1024", "4096", "131072"):
        monkeypatch.setenv("SAMSVAR_LLM_CONTEXT", context)
        shares.append(load_settings().llm_answer_tokens)

    assert shares == [256, 600, 600]


def test_no_secret_is_ever_shown():
    secrets = [name for name in Settings.model_fields if "key" in name or name == "token"]

    assert secrets == ["llm_api_key"]
    assert all(Settings.model_fields[name].annotation is SecretStr for name in secrets)
    assert "hunter2" not in repr(load_settings(llm_api_key="hunter2"))
    assert json.loads(load_settings().model_dump_json())
