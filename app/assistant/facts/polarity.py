"""Which way a text points: negated or not, more or less, before or after, only or also."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from app.assistant.facts.denial import denials, may_deny, without_also
from app.assistant.facts.family import Family, family
from app.assistant.facts.negative_words import denies_by_meaning
from app.assistant.facts.number_words import number_words
from app.assistant.facts.poles import LOOSE, arguments_in, poles_in

_NEVER = re.compile(r"(?i)\b(?:aldri|aldrig|never|nikdy)\b")
# `Not more than once` allows what `never` forbids.
_NOT_MORE = re.compile(r"(?i)\b(?:more than|mer enn|meir enn|mer än|fler än|flere enn|více než)\b")
_ONLY: dict[Family, str] = {
    "nordic": r"bare|berre|kun|bara|endast|alene|åleine|aleine|ensam|utelukkende|utelukkande|"
    r"uteslutande|eneste|einaste|"
    r"forbehold\w*|förbehål\w*|begrens[ea]t? til|avgrensa? til|begränsad\w* till",
    "en": r"only|alone|merely|purely|solely|exclusively|sole|just(?! like| as)|"
    r"nothing but|reserved (?:for|to)|(?:limited|restricted|confined?|confines) (?:\w+ )?to",
    "cs": r"pouze|jen|jenom|výhradně|jedin\w+|výlučně|vyhrazen\w*|omezen\w* na",
}
# `No one may ... without`: two denials make none. `Not before` denies nothing that comes later.
_ONE = (
    r"no|not|never|neither|nor|none|nobody|cannot|ingen|inga|ikke|ikkje|inte|aldri|"
    r"žádn\w+|nikdo|nelze|nesm\w+|nemůž\w+"
)
_OTHER = (
    r"without|unless|uten|utan|med mindre|bez|outside|utenfor|utanfor|utanför|mangl\w+|lack\w*|"
    r"sakn\w+"
)
_UNTIL = r"before|før|innan|dokud|until"
_TWICE = re.compile(
    rf"(?i)\b(?:{_ONE})\b[^.;|]*\b(?:{_OTHER})\b|\b(?:{_OTHER})\b[^.;|]*\b(?:{_ONE})\b"
)
_NOT_UNTIL = re.compile(rf"(?i)\b(?:{_ONE})\b[^.;|]*\b(?:{_UNTIL})\b")
# `None but the head`: it is what `only` says.
_EXCEPT = re.compile(
    r"(?i)\b(?:foruten|utenom|utanom|bortsett fr[aå]|unntatt|unnateke|andre enn|except\w*|"
    r"apart from|other than|besides|but|utom|förutom|kromě|než)\b"
)
# `Not more than one` sets a limit.
_LIMIT = re.compile(
    r"(?i)\b(?:limit\w*|at most|maks\w*|maximum|grense\w*|høyst|høgst|högst|tak|gräns\w*|nejvýše)\b"
)
# What stands in for something else: it denies only where the other text does not say so too.
_INSTEAD = re.compile(
    r"(?i)\b(?:i stedet|i staden|istället|i ställe\w*|instead|in place of|"
    r"takes? the place|took the place|erstatt\w*|ersätt\w*|replac\w*|místo|nahra\w*|"
    r"rather than|snarere|snarare|framfor)\b"
)
# What says `only` in another way: a last resort, a condition, a handful.
_MAY_LIMIT = re.compile(
    r"(?i)\b(?:unless|except\w*|other than|no(?:body|thing)? but|last resort|siste utvei|"
    r"sista utväg\w*|handful|few|få|fåtal\w*|liten|lita|litet|little|small|"
    r"mal[áéýou]\w*|must|required?|requires|"
    r"needs?|need|trenger|treng|kreves|krever|krevst|kräv\w*|behöv\w*|må|måste|musí|"
    r"without|uten|utan|bez|"
    r"reserv\w+|(?:sette?|satt) av|avsatt\w*|forbehold\w*|förbehål\w*|vyhrazen\w*|"
    r"ikke (?:flere|mer|andre)|no (?:more|other)|"
    r"unntatt|med mindre|kromě|pokud ne\w*|dersom|hvis|if)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarity:
    """How often a text denies, whether it says `only`, and its pole on each axis it speaks of.

    `poles` are names such as `change+` and `change-`, `beside` such a name and a word after it.
    `may_deny` and `may_limit` tell whether a word may do what it does not do by itself,
    `denies_by_meaning` whether one denies by what it means. What denies twice, or until something,
    or with an exception, or more than a limit, may be said without.
    """

    negations: int
    never: bool
    not_more: bool
    may_deny: bool
    denies_by_meaning: bool
    denies_twice: bool
    not_until: bool
    instead: bool
    only: bool
    excepts: bool
    may_limit: bool
    limits: bool
    poles: frozenset[str]
    beside: frozenset[tuple[str, str]]


def polarity(text: str, language: str) -> Polarity:
    """Return which way `text` points."""
    own = family(language)
    plain = without_also(text)
    return Polarity(
        negations=len(denials(plain, language)),
        never=bool(_NEVER.search(text)),
        not_more=bool(_NOT_MORE.search(text)),
        may_deny=plain != text or may_deny(_INSTEAD.sub(" ", plain), language),
        denies_by_meaning=denies_by_meaning(text),
        denies_twice=bool(_TWICE.search(plain)),
        not_until=bool(_NOT_UNTIL.search(plain)),
        instead=bool(_INSTEAD.search(plain)),
        only=bool(_only(own).search(plain)),
        excepts=bool(_EXCEPT.search(plain)),
        may_limit=bool(_MAY_LIMIT.search(plain)),
        limits=bool(_LIMIT.search(plain)),
        poles=poles_in(plain),
        beside=arguments_in(plain),
    )


def opposed(mine: Polarity, theirs: Polarity) -> frozenset[str]:
    """Return the axes on which the two stand at opposite poles, and neither at both."""
    axes = {pole[:-1] for pole in mine.poles | theirs.poles}
    return frozenset(
        axis
        for axis in axes
        if ({p for p in mine.poles if p[:-1] == axis}, {p for p in theirs.poles if p[:-1] == axis})
        in (({f"{axis}+"}, {f"{axis}-"}), ({f"{axis}-"}, {f"{axis}+"}))
    )


def may_deny_beside(mine: Polarity, other: Polarity) -> bool:
    """Tell whether a word of the one may carry the denial of the other."""
    return mine.may_deny or (mine.instead and not other.instead)


def clearly_opposed(axes: frozenset[str]) -> bool:
    """Tell whether one of the axes is one on which a paraphrase does not change sides."""
    return bool(axes - LOOSE)


@cache
def _only(own: Family) -> re.Pattern[str]:
    # `Just five of them`: how few, not that no others.
    numbers = "|".join(word for word, value in number_words(own).items() if value > 1)
    return re.compile(rf"\b(?:{_ONLY[own]})\b(?!\s+(?:\d|(?:{numbers})\b))", re.IGNORECASE)
