"""What can go wrong on the top floor."""

from __future__ import annotations

from ingest.errors import SamsvarError


class SettingsError(SamsvarError):
    """A setting has a value that is not allowed."""


class LineError(SamsvarError):
    """A line of a batch that cannot be answered."""
