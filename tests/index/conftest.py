from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from index_desk import Desk

from ingest.passages import SplitSettings


@pytest.fixture(scope="session")
def projections(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("projections")


@pytest.fixture
def new_desk(tmp_path: Path, projections: Path) -> Callable[[], Desk]:
    number = 0

    def make() -> Desk:
        nonlocal number
        number += 1
        folder = tmp_path / f"desk-{number}"
        folder.mkdir()
        return Desk(folder, projections)

    return make


@pytest.fixture
def desk(new_desk: Callable[[], Desk]) -> Desk:
    return new_desk()


@pytest.fixture
def small_split() -> SplitSettings:
    return SplitSettings(tokens=20, ceiling=60, tiny=0)
