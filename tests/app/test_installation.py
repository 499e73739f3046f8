"""What is told of an installation is what is set and what is there."""

from __future__ import annotations

import email.message
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.installation import LocalInstallation, _licence, libraries
from app.settings import Settings


def installation(tmp_path: Path, **settings: object) -> LocalInstallation:
    manifest = SimpleNamespace(fingerprint="f00", model="words@1")
    generation = SimpleNamespace(manifest=manifest, built_at=1_790_000_000.0)
    index = SimpleNamespace(generation=lambda: generation)
    return LocalInstallation(Settings(data=tmp_path, **settings), index)  # type: ignore[arg-type]


def test_index_models_and_day_are_told(tmp_path: Path) -> None:
    facts = installation(tmp_path).facts()
    assert (facts.index, facts.model) == ("f00", "words@1")
    assert facts.indexed_on == date.fromtimestamp(1_790_000_000)
    assert len(facts.reader) == 12
    assert facts.endpoint is None
    assert facts.fetched_model is None


@pytest.mark.parametrize(
    ("composer", "receives"), [("generative", "conversations"), ("extractive", "quotations")]
)
def test_the_address_is_told_with_what_it_receives_and_no_key(
    tmp_path: Path, composer: str, receives: str
) -> None:
    facts = installation(
        tmp_path,
        composer=composer,
        llm_base_url="http://127.0.0.1:11434/v1",
        llm_model="qwen3",
        llm_api_key="hemmelig",
    ).facts()
    assert facts.endpoint is not None
    assert facts.endpoint.address == "http://127.0.0.1:11434/v1"
    assert facts.endpoint.receives == receives
    assert "hemmelig" not in repr(facts)


def test_a_model_from_a_hub_is_named_and_one_in_a_folder_is_not(tmp_path: Path) -> None:
    assert installation(tmp_path, model="BAAI/bge-m3").facts().fetched_model == "BAAI/bge-m3"
    assert installation(tmp_path, model=str(tmp_path)).facts().fetched_model is None


def test_libraries_have_versions_and_licences() -> None:
    found = {library.name: library for library in libraries()}
    assert found["streamlit"].version
    assert all(library.licence for library in found.values())
    assert "pytest" not in found


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ([("License-Expression", "MIT"), ("License", "the whole text")], "MIT"),
        (
            [("Classifier", "License :: OSI Approved :: MIT License"), ("License", "x")],
            "MIT License",
        ),
        ([("License", "BSD\nand much more")], "BSD"),
        ([], ""),
    ],
)
def test_a_licence_is_told_as_exactly_as_it_is_known(fields, licence) -> None:
    about = email.message.Message()
    for name, value in fields:
        about[name] = value
    assert _licence(about) == licence  # type: ignore[arg-type]
