"""How documents and passages lie in SQLite: the tables the catalog and the shelf share."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from typing import Any

from ingest.document import Access, Document, Heading, Passage, Source, Span

TABLES = """
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    text TEXT NOT NULL,
    pages TEXT NOT NULL,
    headings TEXT NOT NULL,
    furniture TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS passages (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    headings TEXT NOT NULL,
    language TEXT NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (document, ordinal)
) STRICT;
CREATE INDEX IF NOT EXISTS passages_by_vector ON passages (vector);
"""


def put_document(
    connection: sqlite3.Connection,
    document: Document,
    passages: list[Passage],
    vector_keys: list[bytes],
) -> None:
    """Write a document and its passages, in the place of an earlier one with the same id."""
    connection.execute("DELETE FROM documents WHERE id = ?", (document.source.id,))
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            document.source.id,
            document.source.path,
            json.dumps(asdict(document.source), ensure_ascii=False, sort_keys=True),
            document.text,
            json.dumps(document.pages),
            json.dumps([[h.start, h.end, h.level] for h in document.headings]),
            json.dumps([[span.start, span.end] for span in document.furniture]),
        ),
    )
    connection.executemany(
        "INSERT INTO passages (document, ordinal, start, end, headings, language, vector)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                passage.source.id,
                passage.ordinal,
                passage.start,
                passage.end,
                json.dumps(passage.headings, ensure_ascii=False),
                passage.language,
                key,
            )
            for passage, key in zip(passages, vector_keys, strict=True)
        ],
    )


def source_from_json(text: str) -> Source:
    """Return the source that `put_document` wrote."""
    fields: dict[str, Any] = json.loads(text)
    fields["countries"] = tuple(fields["countries"])
    fields["access"] = Access(fields["access"])
    return Source(**fields)


def document_from_row(row: sqlite3.Row) -> Document:
    """Return the document in a row of the table `documents`."""
    return Document(
        source=source_from_json(row["source"]),
        text=row["text"],
        pages=tuple(json.loads(row["pages"])),
        headings=tuple(
            Heading(start=start, end=end, level=level)
            for start, end, level in json.loads(row["headings"])
        ),
        furniture=tuple(Span(start=start, end=end) for start, end in json.loads(row["furniture"])),
    )


def passage_from_row(document: Document, row: sqlite3.Row) -> Passage:
    """Return the passage of `document` in a row of the table `passages`."""
    return document.passage(
        row["start"],
        row["end"],
        ordinal=row["ordinal"],
        headings=tuple(json.loads(row["headings"])),
        language=row["language"],
    )
