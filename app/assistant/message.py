"""A message that goes on from the question before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from app.assistant.asked import Asked
from app.assistant.language import AnswerLanguage
from app.assistant.mentions import Mention, mentions
from app.assistant.question_words import WORD, is_question_word, is_verb

END = " \t\n?!.,;:…–-"
_CHATTER = re.compile(
    r"(?i)(?:ok(?:ay|ei)?|hei|hello|hi|takk(?: skal du ha)?|tusen takk|thanks?(?: you)?|ja|nei|jo|"
    r"yes|no|fint|flott|bra|great|good|nice|supert?|hm+|aha|oi)"
    r"(?:[\s]*[,.!:;–-]+\s*|\s*$|\s+(?=(?:og|and|men|but|enn|hva|kva|what|how|hv\w+|k[ov]\w+|når|"
    r"when|wh\w+)(?!\w)))"
)
_LEAD = re.compile(
    r"(?i)(?:og|and|men|but|enn|eller|or|så|so|(?:hva|kva) så med|hva med|kva med|what about|"
    r"how about|(?:det )?samme (?:for|med)|(?:the )?same (?:for|with)|"
    r"(?:jeg|eg) (?:mente|meinte|tenkte på)|i meant)(?!\w)[\s,:–-]*"
)
_TAIL = re.compile(
    r"(?i)[\s,]{1,3}(?:da|då|then|også|òg|too|as well|please|takk|thanks|i stedet|i staden|"
    r"instead)$"
)


@dataclass(frozen=True)
class Followup:
    """A message; `bare` is what stands from `start` in `text` between `and` and `, then?`."""

    text: str
    start: int
    bare: str
    language: AnswerLanguage

    @property
    def english(self) -> bool:
        """Whether it is in English."""
        return self.language == "en"

    @property
    def marked(self) -> bool:
        """Whether an `and` or `what about` says that it goes on from the question before."""
        return bool(_LEAD.match(_without_chatter(self.text)))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """What it names."""
        end = self.start + len(self.bare)
        return tuple(
            # The preposition of `what about` is none of the thing's.
            replace(m, phrase=self.start, preposition="") if m.phrase < self.start else m
            for m in mentions(self.text)
            if self.start <= m.start and m.end <= end
        )


def swapped(text: str, case: Callable[[str], str]) -> str:
    """Return `text` with its first letter in the other case, where it is the same letter."""
    first = case(text[:1])
    return first + text[1:] if first.casefold() == text[:1].casefold() else text


def small(text: str) -> str:
    """Return `text` to go on inside a sentence; names and abbreviations keep their capital."""
    word = WORD.match(text)
    is_common = word and (is_question_word(text) or is_verb(word.group()))
    return swapped(text, str.lower) if is_common else text


def _without_chatter(text: str) -> str:
    for _ in range(3):
        match = _CHATTER.match(text)
        if not match:
            break
        text = text[match.end() :]
    return text


def bare_message(text: str, language: AnswerLanguage) -> tuple[int, str]:
    """Return where the message proper begins, and the message without marks, `and` and `then`."""
    start = len(text) - len(_without_chatter(text))
    for _ in range(3):
        match = _LEAD.match(text, start)
        # English `men` are no Norwegian `but`.
        if not match or (language == "en" and match.group().strip().casefold() == "men"):
            break
        start = match.end()
    bare = text[start:].rstrip(END)
    for _ in range(2):
        bare = _TAIL.sub("", bare).rstrip(END)
    skipped = len(bare) - len(bare.lstrip(END + "«»“”\"'"))
    return start + skipped, bare[skipped:]


def joined(followup: Followup, asked: Asked, said: str = "") -> str:
    """Return both questions as one: `Hvor mye støtte får Latvia, og hvem betaler?`."""
    also = "and" if followup.english else "og"
    return f"{asked.text}, {also} {small(said or followup.bare)}"


def has_verb(text: str) -> bool:
    """Tell whether a text has one of the verbs that questions are commonly asked with."""
    return any(is_verb(word) for word in WORD.findall(text))


def without(text: str, phrases: Sequence[str]) -> str:
    """Return a text without the first of each of these phrases."""
    for phrase in phrases:
        text = text.replace(phrase, " ", 1)
    return " ".join(text.split())
