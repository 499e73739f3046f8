"""The folder where uploaded files are kept: every file directly in it, under a safe name."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from app.upload_names import safe_name
from ingest.files import FoundFile, checksum, found_file


class UploadFolder:
    """Files by their safe names; nothing outside the folder is ever opened through it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def kept(self, name: str) -> Path | None:
        """Return where the file of that safe name lies, None if there is none.

        Names are compared as a disk that folds case does, so that it is the same everywhere.
        """
        if safe_name(name) != name or not self.folder.is_dir():
            return None
        with os.scandir(self.folder) as entries:
            for entry in entries:
                same = entry.name.casefold() == name.casefold()
                if same and entry.is_file(follow_symlinks=False):
                    return Path(entry.path)
        return None

    def stage(self, content: bytes) -> Path:
        """Write `content` beside the files, hidden from whatever lists them."""
        self.folder.mkdir(parents=True, exist_ok=True)
        staged = self.folder / f".{uuid.uuid4().hex}"
        staged.write_bytes(content)
        return staged

    def keep(self, staged: Path, name: str) -> Path:
        """Give a staged file its safe name, in the place of one that has it already."""
        path = self.kept(name) or self.folder / name
        staged.replace(path)
        return path

    def holds(self, document: str, digest: str) -> Path | None:
        """Return the kept file that a document was read from, None if it came from elsewhere.

        The bytes decide: a document's name does not tell which folder its file lies in.
        """
        path = self.kept(document.rpartition("/")[2])
        if path is None:
            return None
        try:
            return path if checksum(_described(path)) == digest else None
        except OSError:
            return None

    def same(self, path: Path, content: bytes) -> bool:
        """Tell whether the kept file has exactly these bytes."""
        try:
            return path.read_bytes() == content
        except OSError:
            return False


def _described(path: Path) -> FoundFile:
    return found_file(path, path.parent)
