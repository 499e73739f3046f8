"""The question before: what it is about, and how it can be spoken of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from app.assistant.mentions import Mention, mentions
from app.assistant.question_parts import Parts, parts, subject_length
from app.assistant.question_words import (
    ARTICLES,
    AUXILIARIES,
    BE,
    MODALS,
    PLACES,
    PREPOSITIONS,
    WORD,
    is_verb,
)


@dataclass(frozen=True)
class Asked:
    """An earlier question, standing alone; `text` is without its question mark."""

    text: str
    english: bool
    answer: str = ""

    @property
    def question(self) -> str:
        """The question with its mark."""
        return f"{self.text}?"

    @cached_property
    def parts(self) -> Parts | None:
        """Its parts, if it opens with a question word."""
        return parts(self.text)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """What it names."""
        return mentions(self.text)

    @cached_property
    def subject(self) -> int:
        """How many characters of the parts' rest are the subject, or 0."""
        asked = self.parts
        # In English only an auxiliary stands before its subject.
        if asked is None or (self.english and asked.verb.casefold() not in AUXILIARIES):
            return 0
        return subject_length(asked.rest)

    @cached_property
    def yes_no(self) -> YesNo | None:
        """Its parts, if it opens with a verb."""
        return _yes_no(self.text)

    def said(self, mention: Mention) -> str:
        """Return a mention with its article: `the Swedes`."""
        before = self.text[mention.phrase : mention.start]
        article = before.rstrip().rpartition(" ")[2]
        held = article if article.casefold() in ARTICLES else ""
        return f"{held} {self.text[mention.start : mention.end]}".strip()

    @cached_property
    def described(self) -> str | None:
        """The things counted or listed, with what is said of them.

        `Hvilke fengsler har partnere i Ungarn` gives `fengsler som har partnere i Ungarn`.
        """
        if self.yes_no and self.yes_no.thing:
            return f"{self.yes_no.thing} {self.yes_no.tail}".strip()
        asked = self.parts
        if asked is None or asked.asks != "which" or not asked.noun:
            return None
        that = "that" if self.english else "som"
        rest = re.sub(r"(?i)^(?:det|there)(?: |$)", "", asked.rest)
        opening = [word.casefold() in PREPOSITIONS for word in rest.split()[:2]]
        # `er med i` is a verb of three words.
        placed = opening[:1] == [True] and opening != [True, True]
        if asked.verb.casefold() in BE and (not rest or placed or rest != asked.rest):
            return f"{asked.noun} {rest}".strip()
        subject, rest = asked.rest[: self.subject], asked.rest[self.subject :].strip()
        if self.english and subject and rest == "have":
            return f"{asked.noun} of {subject}"
        clause = (subject, asked.verb, rest) if subject else (asked.verb, rest)
        return " ".join(part for part in (asked.noun, that, *clause) if part)

    @cached_property
    def thing(self) -> str | None:
        """What `it` stands for."""
        asked = self.parts
        names = sorted(
            (m for m in self._first_of_each if m.kind == "name"), key=lambda m: bool(m.preposition)
        )
        defined = ""
        if asked and asked.asks in ("what", "who") and asked.verb.casefold() in BE:
            defined = _without_year(asked.rest)
        if names and not names[0].preposition and not defined.startswith(self.said(names[0])):
            return self._and_others(names[0])
        matter = self._matter if asked and asked.asks == "adverb" else None
        if matter or (names and not defined.startswith(self.said(names[0]))):
            return matter or self._and_others(names[0])
        if defined:
            return defined
        if asked and asked.asks == "which" and _MASS.search(asked.word):
            return self.described
        if self.yes_no and self.yes_no.article:
            return f"{self.yes_no.article} {self.described}"
        countries = [
            m
            for m in self.mentions
            if m.kind == "country" and m.form != "adjective" and m.preposition not in PLACES
        ]
        return self.said(countries[-1]) if countries else self.described

    @cached_property
    def _matter(self) -> str | None:
        """The subject of a question for when or where, with what it is about.

        `Når ble avtalen med Russland signert` gives `avtalen med Russland`.
        """
        asked = self.parts
        if asked is None or not self.subject:
            return None
        start = len(self.text) - len(asked.rest)
        end = start + self.subject
        about = [m for m in self.mentions if m.preposition and m.phrase == end + 1]
        return self.text[start : about[0].end if about else end]

    @cached_property
    def _first_of_each(self) -> list[Mention]:
        """What is named, without what an `and` joins to the one before."""
        return [
            mention
            for before, mention in zip((None, *self.mentions), self.mentions, strict=False)
            if not before or not _AND.fullmatch(self.text[before.end : mention.phrase])
        ]

    def people(self, *, elsewhere: bool) -> str | None:
        """What `they` stands for; `elsewhere` if the place is said otherwise."""
        asked = self.parts
        noun = asked.noun if asked and asked.asks == "which" else ""
        if self.yes_no:
            noun = self.yes_no.thing
        if noun and _PERSONS.search(noun):
            return noun if elsewhere else self.described
        for mention in self._first_of_each:
            if mention.form == "people" or (mention.kind == "name" and not mention.preposition):
                return self._and_others(mention)
        return (noun if elsewhere else "") or self.described or self.thing

    def _and_others(self, first: Mention) -> str:
        """Return a mention with those that an `and` joins to it."""
        end = first.end
        for mention in self.mentions:
            if _AND.fullmatch(self.text[end : mention.phrase]):
                end = mention.end
        return self.said(first) + self.text[first.end : end]

    @cached_property
    def place(self) -> str | None:
        """What `there` stands for: `i Latvia`."""
        where = [m for m in self.mentions if m.kind in ("country", "name") and m.form == "noun"]
        located = [m for m in where if m.preposition.casefold() in PLACES]
        for mention in [*reversed(located), *reversed(where)]:
            preposition = mention.preposition if located else "in" if self.english else "i"
            return f"{preposition} {self.said(mention)}"
        return None

    @cached_property
    def person(self) -> str | None:
        """Who `she` stands for: a person named, or else the one the question was about."""
        asked, named = self.parts, _persons(self.text)
        quote = re.search(r"[«“\"](.+?)(?:[»”\"]|$)", self.answer, re.DOTALL)
        first = re.split(r"(?<=[.!?])\s", quote.group(1) if quote else self.answer, maxsplit=1)[0]
        named = named or _persons(first)
        if len(named) == 1:
            return named.pop()
        if asked and asked.asks == "who" and asked.verb:
            who = "the one who" if self.english else "den som"
            return f"{who} {asked.verb} {asked.rest}".strip()
        return None


@dataclass(frozen=True, slots=True)
class YesNo:
    """`Har | KDI | en | avtale | med Latvia`; in English the main verb follows the subject."""

    verb: str
    subject: str
    main: str
    article: str
    thing: str
    tail: str


def _yes_no(text: str) -> YesNo | None:
    first = WORD.match(text)
    if first is None or not is_verb(first.group()) or first.group().casefold() in MODALS:
        return None
    verb, rest = first.group(), text[first.end() :].strip()
    cut = subject_length(rest)
    if not cut:
        return None
    subject, rest = rest[:cut], rest[cut:].strip()
    main = ""
    first_of_rest, _, others = rest.partition(" ")
    perfect = verb.casefold() in ("har", "hadde", "has", "have", "had")
    if verb.casefold() in ("do", "does", "did") or (
        perfect and others and _PARTICIPLE.search(first_of_rest)
    ):
        main, rest = first_of_rest, others
    words = list(WORD.finditer(rest))
    at = next((w.start() for w in words if w.group().casefold() in PREPOSITIONS), len(rest))
    thing, tail = rest[:at].strip(), rest[at:]
    some, _, after = thing.partition(" ")
    article = ""
    if some.casefold() in ("en", "ei", "et", "ein", "eit", "a", "an"):
        article, thing = some, after
    elif some.casefold() in ("noen", "nokon", "nokre", "any", "some"):
        thing = after
    if any(is_verb(word.group()) for word in WORD.finditer(thing)):
        return None
    return YesNo(verb, subject, main, article, thing, tail)


def _without_year(text: str) -> str:
    years = [m for m in mentions(text) if m.kind == "year" and m.end == len(text)]
    return text[: years[-1].phrase].strip() or text if years else text


def _persons(text: str) -> set[str]:
    """Return the names of persons: two or three capitalised words that name nothing else."""
    return {
        match.group()
        for match in _PERSON.finditer(_RANK.sub("", text))
        if not _NO_PERSON.search(match.group())
        and not any(m.kind == "country" for m in mentions(match.group()))
    }


_PARTICIPLE = re.compile(r"(?:[^\W\d_]{2}(?:t|dd|ed)|sendte|vore|been|taken|given|done|had)$")
_PERSONS = re.compile(
    r"(?i)(?:betjent\w*|officers?|ansatte|tilsette|innsatte|innsette|fanger|fangar|prisoners?|"
    r"inmates?|staff|people|women|kvinner|menn|men|ekspert\w*|experts?|dommer\w*|judges?|personer|"
    r"folk|instruct\w*|mentor\w*|delega\w*)$"
)
_AND = re.compile(r"(?i),? (?:og|and|eller|or) ")
_MASS = re.compile(r"(?i)(?:mye|mykje|much)$")
_NAME_PART = (
    r"(?!(?:The|In|On|At|It|He|She|Who|Its|Hvem|Han|Hun|Det|Den)\b)"
    r"[^\W\d_a-zæøå][^\W\d_A-ZÆØÅ]+(?:-[^\W\d_a-z][^\W\d_A-Z]+)?"
)
_PERSON = re.compile(rf"(?<![\w-]){_NAME_PART}(?: {_NAME_PART}){{1,2}}(?![\w-])")
_RANK = re.compile(
    r"(?i)(?<!\w)(?:director[- ]general|general[- ]director|generaldirektør|director|direktør|"
    r"minister|chief|head|lederen?|leiar|sjef|colonel|brigadier|general|mr|ms|mrs|dr|is|hvem er|"
    r"who is|kven er)\.?(?!\w)"
)
_NO_PERSON = re.compile(
    r"(?i)servic|prison|depart|minist|council|europe|nation|group|rules|agency|office|probation|"
    r"norway|grants|union|court|committee|republic|correction|human|right|fengsel|avdeling|stab|"
    r"conference|norlau|handbook|association|organi|university|programme|directorate"
)
