"""The command line, run in this process, over an index of an embedder of no model."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from fake_reader import FakePassageReader

from app.cli import main

# The scripted model belongs to the tests of the assistant, the scripted desk to the page's.
sys.path += [str(Path(__file__).parent / "assistant"), str(Path(__file__).parent / "ui")]


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


class WordEmbedder:
    """Satisfies `index.embedder.Embedder`: texts that share words are near each other."""

    fingerprint = "words@1"

    def documents(
        self, texts: Sequence[str], progress: Callable[[int], None] = lambda new: None
    ) -> np.ndarray:
        progress(len(texts))
        return self.queries(texts)

    def queries(self, texts: Sequence[str]) -> np.ndarray:
        return np.stack([self._vector(text) for text in texts])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def _vector(self, text: str) -> np.ndarray:
        vector = np.full(64, 0.01, np.float32)
        for word in text.casefold().split():
            vector[zlib.crc32(word.encode()) % 64] += 1
        return vector / np.linalg.norm(vector)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory that is not there yet, and an environment that names it."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SAMSVAR_DATA", str(folder))
    monkeypatch.setenv("COLUMNS", "80")
    for module in ("app.factory", "app.models"):
        monkeypatch.setattr(f"{module}.open_embedder", lambda *told: WordEmbedder())
        monkeypatch.setattr(f"{module}.open_reader", lambda *told: FakePassageReader())
    return folder


@pytest.fixture
def run(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """Run `samsvar` with these arguments."""

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["samsvar", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit_of:
            main()
        captured = capsys.readouterr()
        return Ran(code=int(exit_of.value.code or 0), out=captured.out, err=captured.err)

    return run


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder of three short documents, one of which cannot be read."""
    folder = tmp_path / "documents"
    (folder / "kdi").mkdir(parents=True)
    (folder / "kdi" / "stab.md").write_text(
        "# Internasjonal stab\n\nInternasjonal stab i KDI har ansvar for samarbeid med ti land. "
        "Staben har fem ansatte som reiser mye.\n",
        encoding="utf-8",
    )
    (folder / "czech.txt").write_text(
        "Prison partners\n\nTwo Czech prisons have partners in Hungary. The partners meet every "
        "year, and they write a report of what they did.\n",
        encoding="utf-8",
    )
    (folder / "czech.txt.yaml").write_text(
        "title: Prison partners\nagency: Czech Prison Service\ncountry: CZ\npublished: 2015-01-27\n"
        "kind: report\n",
        encoding="utf-8",
    )
    (folder / "empty.md").write_text("", encoding="utf-8")
    (folder / "table.xlsx").write_bytes(b"x")
    return folder
