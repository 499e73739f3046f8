"""A translation under way, which outlives the runs of the page's script."""

from __future__ import annotations

from collections.abc import Callable

from app.assistant.translate import Translation
from app.ui.background import Background


class Translating(Background[Translation | None]):
    """One translation; its outcome stays None where there is no language model.

    `shown` tells whether the visitor has been brought to it.
    """

    def __init__(self, translate: Callable[[], Translation | None]) -> None:
        self.shown = False
        super().__init__(translate)
