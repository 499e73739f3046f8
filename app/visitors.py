"""How a visitor is written down."""

from __future__ import annotations

import hashlib


def written_down(visitor: str) -> str:
    """Return what a file may hold of a visitor: the hash of the secret that only they have.

    Whoever comes by a copy of the file cannot pass for anybody.
    """
    return hashlib.sha256(visitor.encode()).hexdigest()
