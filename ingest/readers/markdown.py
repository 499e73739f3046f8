"""Markdown, rendered to the words a reader sees."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.declared import split_front_matter
from ingest.encoding import decode
from ingest.limits import ReadLimits
from ingest.normalise import normalise
from ingest.reading import Reading, TextBuilder

if TYPE_CHECKING:
    from markdown_it.token import Token


def read(path: Path, limits: ReadLimits) -> Reading:
    """Read a Markdown file with its front matter; HTML blocks and comments are dropped."""
    from markdown_it import MarkdownIt

    source = normalise(decode(path.read_bytes(), path))
    limits.check_characters(len(source))
    declared, body = split_front_matter(source, str(path))
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    builder = TextBuilder(limits)
    _Renderer(builder).render(parser.parse(body))
    return Reading(text=builder.text(), headings=builder.headings(), declared=declared)


class _Renderer:
    """Walks markdown-it's flat token stream, keeping the lists it is inside of."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._lists: list[int | None] = []  # the next number of each open list, None for bullets
        self._mark = ""  # the mark of a list item whose text has not come yet
        self._in_run = False  # whether the last block was an item or row of the same list or table
        self._row: list[str] = []
        self._heading = 0
        self._in_cell = False

    def render(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type == "inline":
                self._inline(_words(token.children or ()))
            elif token.type in ("fence", "code_block"):
                self._block(token.content)
            else:
                self._structure(token)

    def _structure(self, token: Token) -> None:
        kind = token.type
        if kind == "heading_open":
            self._heading = int(token.tag[1])
        elif kind == "heading_close":
            self._heading = 0
        elif kind in ("bullet_list_open", "ordered_list_open"):
            self._in_run = self._in_run and bool(self._lists)
            start = int(token.attrGet("start") or 1)
            self._lists.append(start if kind == "ordered_list_open" else None)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
            self._in_run = self._in_run and bool(self._lists)
        elif kind == "list_item_open":
            number = self._lists[-1]
            self._mark = "• " if number is None else f"{number}. "
            self._lists[-1] = None if number is None else number + 1
        elif kind == "table_open":
            self._in_run = False
        elif kind == "tr_open":
            self._row = []
        elif kind in ("th_open", "td_open"):
            self._in_cell = True
        elif kind in ("th_close", "td_close"):
            self._in_cell = False
        elif kind == "tr_close":
            self._builder.add(" | ".join(self._row), after="\n" if self._in_run else "\n\n")
            self._in_run = True
        elif kind == "table_close":
            self._in_run = False

    def _inline(self, text: str) -> None:
        if self._in_cell:
            self._row.append(" ".join(text.split()))
        elif self._heading and not self._lists:
            self._builder.add_heading(text, self._heading)
            self._in_run = False
        else:
            self._block(text)

    def _block(self, text: str) -> None:
        if not self._lists:
            self._in_run = False
            self._builder.add(text)
            return
        indent = "  " * (len(self._lists) - 1) if self._mark else ""
        after = "\n" if self._in_run or (self._mark and self._builder.length) else "\n\n"
        if not normalise(text).strip():
            return
        self._builder.add(f"{self._mark}{text}", after=f"{after}{indent}")
        self._mark = ""
        self._in_run = True


def _words(tokens: Sequence[Token]) -> str:
    """Return the text of inline tokens: links and images by their words, breaks as spaces."""
    parts: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" " if token.type == "softbreak" else "\n")
        elif token.type == "image":
            parts.append(_words(token.children or ()))
        elif token.type in ("text", "code_inline"):
            parts.append(token.content)
    return "".join(parts)
