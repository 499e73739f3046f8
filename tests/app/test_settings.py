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


def test_no_secret_is_ever_shown():
    secrets = [name for name in Settings.model_fields if "key" in name or name == "token"]

    assert all(Settings.model_fields[name].annotation is SecretStr for name in secrets)
    assert json.loads(load_settings().model_dump_json())
