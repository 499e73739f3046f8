"""Foreign text in widget labels, which Streamlit reads as Markdown."""

from __future__ import annotations

import re
import string

# Invisible and of no width. Backslashes stop Markdown itself, but Streamlit also looks for
# `:smile:` and `->` in the text that Markdown has already resolved: a joiner stops that.
_JOINER = "\N{WORD JOINER}"
_SIGN = re.compile(f"[{re.escape(string.punctuation)}]")
_SPELL = re.compile(r"(?<=:)(?=\S)|(?<=[-<>=~])(?=[-<>=~])")


def plain_label(text: str) -> str:
    """Return `text` such that a label shows exactly its words, on one line."""
    joined = _SPELL.sub(_JOINER, " ".join(text.split()))
    return _SIGN.sub(lambda sign: f"\\{sign.group()}", joined)
