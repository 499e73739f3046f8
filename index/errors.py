"""What can go wrong with an index, each saying what, where and what to do."""

from __future__ import annotations

from ingest.errors import SamsvarError


class IndexMissingError(SamsvarError):
    """There is no index yet."""


class IndexDamagedError(SamsvarError):
    """The index is there but cannot be read."""


class ModelError(SamsvarError):
    """The embedding model cannot be loaded, or is not the one the index was made with."""


class UnknownDocumentError(SamsvarError):
    """No document of that name is in the index."""
