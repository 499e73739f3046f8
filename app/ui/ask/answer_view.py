"""One exchange on the page: a question, its answer, and the buttons of its sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from app.assistant.answer import Answer, Citation, Claim, Struck
from app.ui import markup
from app.ui.ask.conversation import Conversation, Exchange, Opened, Place
from app.ui.ask.downloads import draw_downloads
from app.ui.ask.source_facts import source_line
from app.ui.labels import plain_label
from app.ui.texts import Texts
from ingest.errors import SamsvarError


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeView:
    """Draw the exchange at `index` of a conversation."""

    conversation: Conversation
    index: int
    texts: Texts

    def draw(self, exchange: Exchange) -> None:
        """Draw a question and what came of it."""
        match exchange.outcome:
            case Answer() as answer:
                self.draw_question(exchange.question, answer.standalone, answer.language)
                self._draw_answer(answer)
                draw_downloads(self.conversation.exchanges, self.index, self.texts)
            case SamsvarError() as error:
                self.draw_question(exchange.question)
                st.html(markup.failure_html(error, self.texts))
            case None:
                self.draw_question(exchange.question)
                st.html(markup.status_html(self.texts.stopped))

    def draw_question(self, question: str, standalone: str = "", language: str = "") -> None:
        """Draw a question, and how it was understood where that is known and differs."""
        html = markup.question_html(question, self.texts, standalone=standalone, language=language)
        st.html(html)

    def draw_lead(self, lead: str, language: str) -> None:
        """Draw the sentence before the claims, if there is one."""
        if lead:
            st.html(markup.prose_html(lead, language, name="sv-lead"))

    def draw_claim(
        self, position: int, claim: Claim, citations: Sequence[Citation], language: str
    ) -> None:
        """Draw a claim with the buttons of its citations under it."""
        with st.container(key=f"claim-{self.index}-{position}", gap=None):
            st.html(markup.claim_html(claim, citations, language))
            with st.container(key=f"sources-{self.index}-{position}", gap=None):
                for citation in citations:
                    if citation.number in claim.citations:
                        key = f"citation-{self.index}-{position}-{citation.number}"
                        line = source_line(citation.source, citation.page, self.texts)
                        label = f"**{citation.number}** · {plain_label(line)}"
                        self._draw_source_button(key, label, citation)

    def draw_struck(self, struck: Struck, language: str) -> None:
        """Draw a sentence that no source supports, struck out, and why."""
        st.html(markup.struck_html(struck, language))

    def _draw_answer(self, answer: Answer) -> None:
        if answer.status == "not_found":
            self._draw_refusal(answer)
            return
        for conflict in answer.conflicts:
            st.html(markup.conflict_html(conflict.about, conflict.citations, self.texts))
        self.draw_lead(answer.lead, answer.language)
        self._draw_struck_after(0, answer)
        for position, claim in enumerate(answer.claims):
            self.draw_claim(position, claim, answer.citations, answer.language)
            self._draw_struck_after(position + 1, answer)
        if answer.closing:
            st.html(markup.prose_html(answer.closing, answer.language))
        self._draw_notice(answer)

    def _draw_struck_after(self, claims: int, answer: Answer) -> None:
        for struck in answer.struck:
            if struck.after == claims:
                self.draw_struck(struck, answer.language)

    def _draw_notice(self, answer: Answer) -> None:
        # Last, where the answer was while it was made: nothing that is being read moves.
        if answer.notice:
            st.html(markup.remark_html(answer.notice, answer.language))

    def _draw_refusal(self, answer: Answer) -> None:
        said = [text for text in (answer.lead, answer.closing) if text]
        st.html(markup.notice_html(self.texts.not_found, said, language=answer.language))
        for position, near in enumerate(answer.nearest):
            with st.container(key=f"near-{self.index}-{position}", gap=None):
                st.html(markup.nearest_html(near))
                line = source_line(near.source, near.page, self.texts)
                key = f"nearest-{self.index}-{position}"
                self._draw_source_button(key, plain_label(line), near)
        self._draw_notice(answer)

    def _draw_source_button(self, key: str, label: str, place: Place) -> None:
        is_open = self.conversation.opened == Opened(exchange=self.index, place=place)
        st.button(
            label,
            key=key,
            type="secondary" if is_open else "tertiary",
            width="stretch",
            on_click=self.conversation.open,
            args=(self.index, place),
        )
