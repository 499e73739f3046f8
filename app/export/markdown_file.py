"""A report as Markdown in which no word of a document, a question or a model is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.export.pieces import marks, pieces
from app.export.report import Facts, Heading, Prose, Quotation, Remark, Report, SourceEntry

# What CommonMark, or one of its usual extensions, could read as markup: signs that are anywhere,
# points and colons inside a word (addresses, `:smile:`), and what begins a list.
_MARKUP = re.compile(
    r"(?P<number>^\d+)(?P<point>[.)])|^(?P<bullet>[-+])|(?P<sign>[\\`*_{}\[\]<>#@~^=|$&]|[.:](?=\S))",
    re.MULTILINE,
)


def write_markdown(report: Report) -> bytes:
    """Return the report as CommonMark, in UTF-8."""
    paragraphs = [f"# {_plain(report.title)}", *_paragraphs(report)]
    return ("\n\n".join(paragraphs) + "\n").encode("utf-8")


def _paragraphs(report: Report) -> Iterator[str]:
    for block in report.blocks:
        match block:
            case Heading():
                yield f"{'#' * (block.level + 1)} {_line(block.text)}"
            case Facts():
                yield "\n".join(_fact(term, value) for term, value in block.rows)
            case Prose():
                yield _prose(block)
            case Remark():
                # An emphasised line: a block quote would look like a quotation.
                yield f"*{_line(block.text)}*"
            case Quotation():
                yield "\n".join(f"> {line}".rstrip() for line in _lines(block.text))
            case SourceEntry():
                number = "" if block.number is None else f"{_plain(marks((block.number,)))} "
                facts = "\n".join(_fact(term, value) for term, value in block.facts)
                yield f"{number}**{_line(block.title)}**\n\n{facts}"


def _fact(term: str, value: str) -> str:
    # An address is shown and not linked: a document says where it comes from, and may lie.
    written = _code(value) if "://" in value else _line(value, opens=False)
    return f"- {_plain(term)}: {written}"


def _prose(prose: Prose) -> str:
    parts: list[str] = []
    for text, strong in pieces(prose):
        written = "\n".join(_lines(text, opens=not parts))
        # Asterisks inside a word that do not hug a letter or a figure would be shown as asterisks.
        hugs = text[:1].isalnum() and (text[-1:].isalnum() or text == prose.text)
        parts.append(f"**{written}**" if strong and hugs else written)
    said = "".join(parts).strip()
    if prose.struck:
        said = f"~~{said}~~"
    return f"{said} {_plain(marks(prose.numbers))}".rstrip()


def _lines(text: str, *, opens: bool = True) -> list[str]:
    """Return the lines of `text`, each ending where it ends; `opens` says whether a block does."""
    lines = [
        _indented(line) if position or opens else _plain(line, opens=False)
        for position, line in enumerate(text.split("\n"))
    ]
    return [
        f"{line}\\" if line and following else line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
    ]


def _indented(line: str) -> str:
    words = line.lstrip(" \t")
    # Spaces would be lost, and four of them would make code of the line.
    return "&nbsp;" * (len(line) - len(words)) + _plain(words)


def _line(text: str, *, opens: bool = True) -> str:
    return _plain(" ".join(text.split()), opens=opens)


def _plain(text: str, *, opens: bool = True) -> str:
    """Return `text` with its signs escaped; what `opens` a line may also begin a list."""

    def escaped(found: re.Match[str]) -> str:
        if found["sign"]:
            return f"\\{found['sign']}"
        if not opens:
            return found.group()
        return f"{found['number'] or ''}\\{found['point'] or found['bullet']}"

    return _MARKUP.sub(escaped, text)


def _code(text: str) -> str:
    """Return `text` as a code span, whatever backticks it holds."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    room = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{room}{text}{room}{fence}"
