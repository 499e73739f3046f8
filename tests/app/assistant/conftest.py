"""What sentences of a language model are checked by, with the model that is loaded already."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.assistant.verification import Verifier
from app.composing import open_verifier
from app.settings import load_settings


@pytest.fixture(scope="session")
def verifier(embedder, models_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    """The real verifier."""
    data = tmp_path_factory.mktemp("verifier")
    (data / "models").symlink_to(models_folder, target_is_directory=True)
    return open_verifier(load_settings(data=data), embedder)
