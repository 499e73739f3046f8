"""The texts of what is downloaded from the chat."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadTexts:
    """The texts of the downloads in one language."""

    open: str
    this_answer: str
    conversation: str
    pdf: str
    word: str
    markdown: str
    # The beginnings of file names.
    answer_file: str
    conversation_file: str


BOKMAL = DownloadTexts(
    open="Last ned",
    this_answer="Dette svaret",
    conversation="Hele samtalen",
    pdf="PDF",
    word="Word",
    markdown="Markdown",
    answer_file="samsvar-svar",
    conversation_file="samsvar-samtale",
)

ENGLISH = DownloadTexts(
    open="Download",
    this_answer="This answer",
    conversation="The whole conversation",
    pdf="PDF",
    word="Word",
    markdown="Markdown",
    answer_file="samsvar-answer",
    conversation_file="samsvar-conversation",
)
