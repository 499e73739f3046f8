"""Ingest a folder and be killed at a moment that is named: `killed_writer.py FOLDER DATA MOMENT`.

A process of its own, because nothing but SIGKILL is SIGKILL. Not a test.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from fake_embedder import FakeEmbedder

from index import build, generation, sync
from index.paths import IndexPaths


def die(*args: object, **more: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Fatal(FakeEmbedder):
    """Kills the process at the second group of passages, the first of which is stored."""

    def documents(self, texts, progress=lambda new: None):
        if self.embedded:
            die()
        return super().documents(texts, progress)


def main(folder: str, data: str, moment: str) -> None:
    embedder = FakeEmbedder()
    sync._GROUP = 2
    if moment == "embedding":
        embedder = Fatal()
    elif moment == "storing":
        # In the middle of the transaction that stores a document.
        import index.catalog as catalog

        real, calls = catalog.put_document, []

        def put_document(*args: object) -> None:
            real(*args)
            calls.append(args)
            if len(calls) == 2:
                die()

        catalog.put_document = put_document
    elif moment == "before building":
        build.build_generation = die
    elif moment == "vectors":
        generation.write_vectors = die
    elif moment == "manifest":
        generation._write_durably = die
    elif moment == "pointer":
        real_write = generation._write_durably

        def write(path: Path, text: str) -> None:
            real_write(path, text)
            if path.name == ".CURRENT":
                die()

        generation._write_durably = write
    elif moment == "sweeping":
        real_sweep, sweeps = generation.sweep, []

        def sweep(generations: Path) -> None:
            sweeps.append(generations)
            if len(sweeps) == 2:
                die()
            real_sweep(generations)

        generation.sweep = sweep
    else:
        raise SystemExit(f"no such moment: {moment}")
    build.IndexWriter(IndexPaths(Path(data)), embedder).ingest([Path(folder)])
    raise SystemExit("still alive")


if __name__ == "__main__":
    main(*sys.argv[1:])
