"""The index as readers see it: always the current generation, however often it is switched."""

from __future__ import annotations

import threading

from index.errors import IndexMissingError
from index.generation import Generation, current_folder
from index.paths import IndexPaths


class OpenIndex:
    """Hands out the current generation, opening the next one once the writer has switched.

    Safe to share between threads. After a switch, the documents and words of a generation that was
    handed out can still be read; its vectors may fail, as Chroma opens its files when it first
    needs them, and a search then starts over with the next one. A generation is let go of when
    nobody refers to it any more.
    """

    def __init__(self, paths: IndexPaths) -> None:
        self.paths = paths
        self._lock = threading.Lock()
        self._generation: Generation | None = None

    def generation(self) -> Generation:
        """Return the current generation.

        Raises
        ------
        IndexMissingError
            If nothing has been ingested yet.
        IndexDamagedError
            If it cannot be read.
        """
        with self._lock:
            folder = current_folder(self.paths.generations)
            if self._generation is None or self._generation.folder != folder:
                try:
                    self._generation = Generation(folder)
                except Exception:
                    # The writer may have switched, and swept this one, just now.
                    newer = current_folder(self.paths.generations)
                    if newer == folder:
                        raise
                    self._generation = Generation(newer)
            return self._generation

    @property
    def switched(self) -> bool:
        """Tell whether the generation last handed out is no longer the current one."""
        with self._lock:
            if self._generation is None:
                return False
            try:
                return current_folder(self.paths.generations) != self._generation.folder
            except IndexMissingError:
                return True
