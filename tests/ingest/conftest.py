from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ingest.document import Document, Heading, Source, Span
from ingest.files import FoundFile, found_file


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str | bytes], FoundFile]:
    """Write a file and describe it as a scan would."""

    def write(name: str, content: str | bytes) -> FoundFile:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return found_file(path, tmp_path)

    return write


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    def make(
        text: str, headings: Sequence[Heading] = (), furniture: Sequence[Span] = (), **more: object
    ) -> Document:
        source = Source(id="0" * 16, checksum="", path="a.txt", title="A", language="nb")
        return Document(
            source=source, text=text, headings=tuple(headings), furniture=tuple(furniture)
        )

    return make
