"""Compose an answer in the words of a language model, of which every sentence is checked."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from typing import Literal

from app.assistant.answer import Claim, Evidence, Struck
from app.assistant.compose import Composed, Composer, Matter, Noticed, Part, citation_of
from app.assistant.drafting import Drafting
from app.assistant.language import AnswerLanguage
from app.assistant.llm import LanguageModel, Message, ModelUnavailable, Stop, never
from app.assistant.notices import Outcome, Why, left_out, notice
from app.assistant.orders import gives_orders
from app.assistant.prompt import build_prompt
from app.assistant.verification import Drafted, Verifier

Unsupported = Literal["remove", "strike"]

# With a smaller share of its sentences supported, a model's answer is not relied on to be whole.
_ENOUGH = 1 / 3


class GenerativeComposer:
    """Lets `model` write, and gives each sentence as soon as it is complete and supported.

    What is given stays. What a reader has not been given yet is said by `quoting` instead, word
    for word, when the model fails them:

    - no supported sentence, for whatever reason: the whole answer is quotations;
    - fewer than a third of the sentences supported: those stay, and quotations of the evidence
      that they do not cite follow, so that nothing is said twice;
    - cut off after a supported sentence: what was given stands alone.

    Each of these comes with a notice. If all the model says is that the evidence does not answer,
    the quotations come without: that the evidence is sure enough was decided before it was asked.

    Evidence that gives orders to whoever answers is not shown to the model; it can only be quoted.

    Parameters
    ----------
    room
        How many tokens the question with its evidence may have.
    unsupported
        Whether sentences without support are left out or shown struck.
    """

    name = "generative"
    in_order = False

    def __init__(
        self,
        model: LanguageModel,
        verifier: Verifier,
        quoting: Composer,
        *,
        room: int,
        unsupported: Unsupported = "remove",
    ) -> None:
        self._model = model
        self._verifier = verifier
        self._quoting = quoting
        self._room = room
        self._unsupported = unsupported

    def compose(
        self,
        question: str,
        matters: Sequence[Matter],
        language: AnswerLanguage,
        *,
        first_number: int = 1,
        stop: Stop = never,
    ) -> Iterator[Part]:
        """Yield the supported sentences, what is struck, and what there is to notice."""
        # Each side's surest comes before any side's second, so that the last is the least relevant.
        tiers = zip_longest(*(matter.evidence for matter in matters))
        evidence = [piece for piece in chain.from_iterable(tiers) if piece is not None]
        if not evidence:
            return
        told = [piece for piece in evidence if not gives_orders(piece.text)]
        prompt = build_prompt(question, told, language, room=self._room)
        shown = told[: len(told) - prompt.dropped]
        judging = _Judging(self._verifier, shown, first_number)
        drafting = Drafting()
        why: Why | None = "crowded" if told else "steered"
        if shown:
            why = yield from self._write(prompt.messages, drafting, judging, stop)
            if prompt.dropped and judging.supported:
                yield Noticed(text=left_out(prompt.dropped, len(evidence), language))

        rest = judging.without_cited(matters)
        outcome: Outcome = "quotes only"
        if judging.mostly_supported:
            # Where sources disagree, none of them may go unsaid.
            outcome, rest = "not whole", [matter for matter in rest if matter.disagree]
        elif judging.supported:
            outcome = "quotes last" if rest else "not whole"
        if why is None and not judging.mostly_supported:
            why = "unsupported" if judging.drafted else "empty"
        if why is not None and not (drafting.not_found and not judging.drafted):
            yield Noticed(text=notice(why, outcome, language))
        yield from self._quoting.compose(question, rest, language, first_number=judging.next_number)

    def _write(
        self, messages: Sequence[Message], drafting: Drafting, judging: _Judging, stop: Stop
    ) -> Generator[Composed | Struck, None, Why | None]:
        """Yield what becomes of each sentence; return why there are no more, if not by intent."""
        why: Why | None = None
        try:
            for text in self._model.stream(messages, stop=stop):
                for sentence in drafting.add(text):
                    yield from self._told(judging.judge(sentence))
        except ModelUnavailable as error:
            why = error.kind
        if why is None and stop():
            why = "stopped"
        for sentence in drafting.finish(whole=why is None):
            yield from self._told(judging.judge(sentence))
        return why

    def _told(self, judged: Composed | Struck | None) -> Iterator[Composed | Struck]:
        if isinstance(judged, Composed) or (judged and self._unsupported == "strike"):
            yield judged


class _Judging:
    """Has sentences checked, and keeps count of them and of what they cite."""

    def __init__(self, verifier: Verifier, evidence: Sequence[Evidence], first_number: int) -> None:
        self._verifier = verifier
        self._evidence = evidence
        self._first_number = first_number
        self._numbers: dict[int, int] = {}  # of the evidence, and of its citation
        self._said: set[str] = set()
        self.drafted = 0
        self.supported = 0

    @property
    def next_number(self) -> int:
        """The number of the next citation."""
        return self._first_number + len(self._numbers)

    @property
    def mostly_supported(self) -> bool:
        """Whether enough of the sentences are supported for an answer."""
        return self.supported > 0 and self.supported >= _ENOUGH * self.drafted

    def judge(self, sentence: Drafted) -> Composed | Struck | None:
        """Return what becomes of a sentence: None if it was said before."""
        if sentence.text in self._said:
            return None
        self._said.add(sentence.text)
        self.drafted += 1
        verdict = self._verifier.verify(sentence, self._evidence)
        if not verdict.supported:
            return Struck(text=sentence.text, reason=verdict.reason, after=self.supported)
        self.supported += 1
        brought = []
        for cited in verdict.citations:
            if cited not in self._numbers:
                number = self.next_number
                self._numbers[cited] = number
                brought.append(citation_of(self._evidence[cited - 1], number))
        return Composed(
            claim=Claim(
                text=sentence.text,
                citations=tuple(dict.fromkeys(self._numbers[cited] for cited in verdict.citations)),
                support=verdict.support,
            ),
            citations=tuple(brought),
            composer=GenerativeComposer.name,
        )

    def without_cited(self, matters: Sequence[Matter]) -> list[Matter]:
        """Return the matters whose evidence is not all cited, without what is."""
        cited = [self._evidence[number - 1] for number in self._numbers]
        left = (
            replace(matter, evidence=tuple(p for p in matter.evidence if p not in cited))
            for matter in matters
        )
        return [matter for matter in left if matter.evidence]
