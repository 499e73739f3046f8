from __future__ import annotations

import time
from pathlib import Path

import pytest

from index.errors import ModelError
from index.model_folder import PACKAGED, model_folder


def test_the_packaged_model_is_found_by_its_name(models_folder):
    assert model_folder(PACKAGED, models_folder) == models_folder / PACKAGED


def test_a_folder_is_taken_as_it_is(tmp_path):
    assert model_folder(str(tmp_path), tmp_path / "models") == tmp_path
    assert not (tmp_path / "models").exists()


@pytest.mark.parametrize("name", ["./gone", "/no/such/model", "~/no-such-model", "e5", "a/b/c"])
def test_a_folder_that_is_not_there_is_reported_without_asking_the_hub(tmp_path, name):
    with pytest.raises(ModelError, match=r"no embedding model of that name: .*SAMSVAR_MODEL"):
        model_folder(name, tmp_path / "models")
    assert not (tmp_path / "models").exists()


def test_a_hub_name_fails_within_seconds_when_there_is_no_network(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    started = time.monotonic()

    with pytest.raises(ModelError, match=r"could not be fetched .*intfloat/no-such-model.*network"):
        model_folder("intfloat/no-such-model", tmp_path)

    assert time.monotonic() - started < 30


def test_a_model_fetched_before_needs_no_hub(tmp_path, monkeypatch):
    monkeypatch.setattr("index.model_folder._fetched", lambda model, models: Path("/fetched"))
    snapshots = tmp_path / "models--BAAI--bge-m3" / "snapshots"
    (snapshots / "half").mkdir(parents=True)

    assert model_folder("BAAI/bge-m3", tmp_path) == Path("/fetched")

    (snapshots / "whole").mkdir()
    (snapshots / "whole" / "modules.json").touch()

    assert model_folder("BAAI/bge-m3", tmp_path) == snapshots / "whole"
