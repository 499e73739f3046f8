"""How much a file may hold before it is turned away."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.errors import ReadError


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLimits:
    """Upper bounds that keep one hostile or mistaken file from exhausting the machine.

    `unpacked_bytes` bounds what a zipped format may unfold to, `bytes` the file as it lies on disk.
    """

    bytes: int = 100_000_000
    unpacked_bytes: int = 300_000_000
    characters: int = 5_000_000
    pages: int = 5_000

    def check_characters(self, count: int) -> None:
        """Raise `ReadError` when a text is longer than `characters`."""
        if count > self.characters:
            raise ReadError(f"The text is longer than {self.characters:,} characters")
