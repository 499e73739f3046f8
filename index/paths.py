"""Where the parts of an index lie below the data directory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class IndexPaths:
    """The layout of the data directory."""

    data: Path

    @property
    def catalog(self) -> Path:
        """The SQLite catalog."""
        return self.data / "catalog.sqlite"

    @property
    def generations(self) -> Path:
        """The folder of generations."""
        return self.data / "generations"

    @property
    def models(self) -> Path:
        """Unpacked models, and what was computed from them."""
        return self.data / "models"

    @property
    def lock(self) -> Path:
        """The writer's lock."""
        return self.data / "writer.lock"
