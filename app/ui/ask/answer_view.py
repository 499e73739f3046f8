"""One exchange on the page: a question, its answer, and the buttons of its sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from app.assistant.answer import Answer, Citation, Claim, Struck
from app.assistant.conflicts import conflict_sides
from app.chats.exchange import Ending, Exchange
from app.ui import markup
from app.ui.ask.conflict_markup import conflict_html
from app.ui.ask.conversation import Conversation, Opened, Place
from app.ui.ask.downloads import draw_downloads
from app.ui.ask.reply_bar import draw_reply_bar
from app.ui.ask.restrictions import restricted_to
from app.ui.labels import plain_label
from app.ui.source_facts import source_line
from app.ui.texts import Texts
from index.query import Filters
from ingest.document import Source
from ingest.errors import SamsvarError

_UNRESTRICTED = Filters()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeView:
    """Draw the exchange at `index` of a conversation."""

    conversation: Conversation
    index: int
    sources: tuple[Source, ...]
    texts: Texts

    def draw(self, exchange: Exchange) -> None:
        """Draw a question and what came of it."""
        question, filters = exchange.question, exchange.filters
        match exchange.outcome:
            case Answer() as answer:
                self.draw_question(question, answer.standalone, answer.language, filters)
                self._draw_answer(answer, filters)
                draw_reply_bar(
                    self.conversation.chat,
                    exchange,
                    answer,
                    self.texts,
                    draw_more=self._draw_downloads,
                )
            case SamsvarError() as error:
                self.draw_question(question, filters=filters)
                st.html(markup.failure_html(error, self.texts))
            case Ending() as ending:
                self.draw_question(question, filters=filters)
                self._draw_ending(ending)
                self._draw_again(self.texts.ask.ask_again, question, filters)

    def _draw_downloads(self) -> None:
        draw_downloads(self.conversation.state.exchanges, self.index, self.texts)

    def draw_question(
        self,
        question: str,
        standalone: str = "",
        language: str = "",
        filters: Filters = _UNRESTRICTED,
    ) -> None:
        """Draw a question, how it was understood where that differs, and its restrictions."""
        html = markup.question_html(question, self.texts, standalone=standalone, language=language)
        restricted = restricted_to(filters, self.sources, self.texts)
        st.html(html + (f'<p class="sv-understood">{escape(restricted)}</p>' if restricted else ""))

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

    def _draw_ending(self, ending: Ending) -> None:
        texts = self.texts
        match ending:
            case Ending.STOPPED:
                st.html(markup.status_html(texts.stopped))
            case Ending.LOST:
                st.html(markup.status_html(texts.ask.lost))
            case Ending.CRASHED:
                error = SamsvarError(texts.unexpected, remedy=texts.unexpected_remedy)
                st.html(markup.failure_html(error, texts, language=texts.language))

    def _draw_again(self, label: str, question: str, filters: Filters) -> None:
        st.button(
            label,
            key=f"again-{self.index}",
            icon=":material/refresh:",
            on_click=self.conversation.chat.ask,
            args=(question, filters),
        )

    def _draw_answer(self, answer: Answer, filters: Filters) -> None:
        if answer.status == "not_found":
            self._draw_refusal(answer, filters)
            return
        for conflict in answer.conflicts:
            sides = conflict_sides(answer, conflict)
            st.html(conflict_html(conflict.about, sides, self.texts))
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

    def _draw_refusal(self, answer: Answer, filters: Filters) -> None:
        said = [text for text in (answer.lead, answer.closing) if text]
        st.html(markup.notice_html(self.texts.not_found, said, language=answer.language))
        for position, near in enumerate(answer.nearest):
            with st.container(key=f"near-{self.index}-{position}", gap=None):
                st.html(markup.nearest_html(near))
                line = source_line(near.source, near.page, self.texts)
                key = f"nearest-{self.index}-{position}"
                self._draw_source_button(key, plain_label(line), near)
        own = self.texts.ask
        advice = own.rephrase if filters == _UNRESTRICTED else own.restricted_refusal
        st.html(markup.prose_html(advice, self.texts.language))
        if filters != _UNRESTRICTED:
            self._draw_again(own.ask_unrestricted, answer.question, _UNRESTRICTED)
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
