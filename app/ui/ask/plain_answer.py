"""An answer with its numbered references as plain text, to be pasted anywhere."""

from __future__ import annotations

from app.assistant.answer import Answer
from app.ui.source_facts import source_line
from app.ui.texts import Texts


def plain_answer(answer: Answer, texts: Texts) -> str:
    """Return the question, the answer, and a numbered list of what it cites."""
    references = [
        f"[{citation.number}] {source_line(citation.source, citation.page, texts)}"
        f" ({citation.source.path})"
        for citation in answer.citations
    ]
    said = answer.text or answer.lead
    parts = [answer.question, said, answer.notice]
    if references:
        parts.append("\n".join([f"{texts.ask.references}:", *references]))
    return "\n\n".join(part for part in parts if part)
