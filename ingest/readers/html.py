"""Web pages: the matter without the page around it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ingest.dates import first_date
from ingest.encoding import decode
from ingest.limits import ReadLimits
from ingest.normalise import normalise
from ingest.reading import Reading, TextBuilder


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}charset=[\"']?([\w-]{2,30})")
_DROPPED = "//script|//style|//noscript|//template|//nav|//svg|//comment()"
_BLOCKS = _words(
    """
    p div section article main header footer aside li ul ol dl dt dd table tr h1 h2 h3 h4 h5 h6
    blockquote pre figure figcaption address form fieldset br hr
    """
)


def read(path: Path, limits: ReadLimits) -> Reading:
    """Read a web page: its main content, or all of its text where none can be told apart."""
    import trafilatura

    page = _decoded(path.read_bytes(), path)
    limits.check_characters(len(page) // 20)  # markup outweighs text, but not without bound
    extracted: Any = trafilatura.bare_extraction(
        page,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    builder = TextBuilder(limits)
    title = _one_line(extracted.title) if extracted is not None else ""
    if extracted is not None and extracted.body is not None:
        if title and not _begins_with(extracted.body, title):
            builder.add_heading(title, 1)
        before = builder.length
        _render(extracted.body, builder)
        if builder.length == before:
            builder = TextBuilder(limits)
    if not builder.length:
        return _whole_body(page, title, limits)
    return Reading(
        text=builder.text(),
        headings=builder.headings(),
        title=title or None,
        published=first_date(extracted.date or ""),
        published_on_page=True,
        site=_site(extracted.sitename),
        source_url=extracted.url or None,
    )


def _decoded(data: bytes, path: Path) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and b"\x00" not in data:
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # the page is wrong about itself
    return decode(data, path)


def _one_line(text: str | None) -> str:
    return " ".join(normalise(text or "").split())


def _site(name: str | None) -> str | None:
    name = _one_line(name)
    # A bare host name says nothing that the address does not.
    return name if name and "." not in name else None


def _begins_with(body: Any, title: str) -> bool:
    words = _one_line(" ".join(body.itertext()))[: len(title) + 200]
    return title.casefold() in words.casefold()


def _render(element: Any, builder: TextBuilder) -> None:
    """Add the blocks of trafilatura's tree, where block elements hold all text."""
    for child in element:
        if child.tag == "head":
            level = child.get("rend", "h2")[-1:]
            builder.add_heading(_text(child), int(level) if level.isdigit() else 2)
        elif child.tag == "list":
            _render_list(child, builder)
        elif child.tag == "table":
            first = True
            for row in child.iter("row"):
                cells = [_one_line(_text(cell)) for cell in row.iter("cell")]
                span = builder.add(" | ".join(cells), after="\n\n" if first else "\n")
                first = first and span is None
        elif len(child) and any(sub.tag in ("p", "list", "table", "head") for sub in child):
            builder.add(_one_line(child.text))
            _render(child, builder)
        else:
            builder.add(_text(child))
        builder.add(_one_line(child.tail))


def _render_list(element: Any, builder: TextBuilder, depth: int = 0) -> None:
    ordered = element.get("rend") == "ol"
    for number, item in enumerate(element.findall("item"), 1):
        nested = item.findall("list")
        words = _one_line("".join(_pieces(item, skip="list")))
        if words:
            mark = f"{number}. " if ordered else "• "
            after = "\n" if number > 1 or depth else "\n\n"
            builder.add(f"{mark}{words}", after=after + "  " * depth)
        for inner in nested:
            _render_list(inner, builder, depth + 1)


def _text(element: Any) -> str:
    return "".join(_pieces(element))


def _pieces(element: Any, skip: str = "") -> list[str]:
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag != skip:
            parts += _pieces(child, skip)
            if child.tag == "p":
                parts.append(" ")
        parts.append(child.tail or "")
    return parts


def _whole_body(page: str, title: str, limits: ReadLimits) -> Reading:
    """Return every word of the page, block by block."""
    from lxml import html  # type: ignore[import-untyped]

    root = html.document_fromstring(
        page.encode("utf-8", errors="replace"), html.HTMLParser(encoding="utf-8")
    )
    for element in root.xpath(_DROPPED):
        element.drop_tree()
    for element in root.iter():
        if element.tag in _BLOCKS:
            element.tail = f"\n\n{element.tail or ''}"
            element.text = f"\n\n{element.text or ''}"
    builder = TextBuilder(limits)
    body = root.find("body")
    for block in (body if body is not None else root).text_content().split("\n\n"):
        builder.add(_one_line(block))
    found = root.findtext(".//title")
    return Reading(text=builder.text(), title=title or _one_line(found) or None)
