"""Which way a text points: negated or not, more or less, before or after, only or also."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from app.assistant.facts.denial import denials, may_deny, without_also
from app.assistant.facts.family import Family, family

_NEVER = re.compile(r"(?i)\b(?:aldri|aldrig|never|nikdy)\b")
# `Not more than once` allows what `never` forbids.
_NOT_MORE = re.compile(r"(?i)\b(?:more than|mer enn|meir enn|mer än|fler än|flere enn|více než)\b")
_ONLY: dict[Family, str] = {
    "nordic": r"bare|berre|kun|bara|endast|alene|åleine|aleine|ensam|utelukkende|utelukkande|"
    r"uteslutande|eneste|einaste",
    "en": r"only|alone|merely|purely|solely|exclusively|sole|just|nothing but",
    "cs": r"pouze|jen|jenom|výhradně|jedin\w+|výlučně",
}
# Pairs of poles: what says the one never says the other.
_POLES: dict[str, tuple[str, str]] = {
    "change": (
        r"øk(?:t|te|er|e|ning\w*)|auk(?:a|ar|e|te|t|ing\w*)|ök(?:a|ar|ade|at|ning\w*)|"
        r"st[ie]g(?:et|e|er|it|ing\w*)?|stig\w*|"
        r"voks\w*|vuks\w*|väx\w*|increas\w+|r[io]s(?:e|en|es|ing)|gr[eo]w\w*|grow\w*|up by|"
        r"zvýš\w+|vzrost\w*|rost\w+|nárůst\w*|více|přibyl\w*|utvid\w+|expand\w+|raised?",
        r"redus\w+|minsk\w*|mink\w*|minsket|mindre|sank|synk\w*|sunk\w*|falt|fall(?:er|et|"
        r"it|a)|gikk ned|gjekk ned|ned(?:gang\w*|gikk)|"
        r"minskade|sjönk\w*|decreas\w+|reduc\w+|fell|fallen|falling|declin\w+|shr[aiu]nk\w*|"
        r"drop\w*|cut|down by|snížil\w*|snížen\w*|pokles\w*|klesl\w*|úbyt\w*|ubyl\w*|dwindl\w*",
    ),
    "count": (
        r"flere|fleire|fler|more|additional|víc|více|oftere|oftare",
        r"færre|mindre|färre|fewer|less|méně|sjeldnere",
    ),
    "quantity": (
        r"mer|meir|mera|over|higher|høyere|høgare|högre|større|vyšší|larger|exceed\w*",
        r"lower|lavere|lågare|lägre|nižší|smaller|below|under",
    ),
    "most": (
        r"flest\w*|størst\w*|høyest\w*|høgst\w*|störst\w*|högst\w*|largest|biggest|highest|"
        r"nejv[íě]\w+|nejvyšš\w+|majority|flertall\w*|fleirtal\w*",
        r"færrest\w*|minst\w*|lavest\w*|lågast\w*|lägst\w*|smallest|fewest|least|lowest|"
        r"nejm[ée]n\w+|nejnižš\w+|minority|mindretall\w*",
    ),
    "order": (
        r"før|innan|före|before|prior to|earlier than|před|dříve",
        r"etter|etterpå|efter|after|afterwards|following|later than|po skončení|poté|once",
    ),
    "often": (
        r"ofte|oftest|ofta|often|usually|mostly|normalt|vanligvis|som regel|gjerne|typically|"
        r"frequently|obvykle|často|alltid|alltid|always|vždy|vanlegvis|stadig",
        r"sjelden|sjeldan|sällan|seldom|rarely|hardly ever|zřídka|unntaksvis|exceptionally|málokdy",
    ),
    "keep": (
        r"behold\w*|behald\w*|behåll\w*|keeps?|kept|retain\w*|remains?|ponech\w*|zachov\w*",
        r"mist\w*|taper?|tapt\w*|förlor\w*|los(?:e|es|ing)|lost|give up|gives up|ztrat\w*|ztrác\w*",
    ),
    "allow": (
        r"till?at\w*|tillåt\w*|lov til|allow\w*|permit\w*|may|smí|povolen\w*|dovol\w*",
        r"forbud\w*|forby\w*|forbudt|förbjud\w*|prohibit\w*|forbid\w*|banned|zakáz\w*|zakaz\w*|"
        r"nesmí|must not|may not",
    ),
    "free": (
        r"frivillig\w*|voluntar\w+|dobrovoln\w*|valgfri\w*|optional|valfri\w*",
        r"obligatorisk\w*|pliktig\w*|påbudt|mandatory|compulsory|obligatory|povinn\w*|"
        r"pålagt|required",
    ),
    "begin": (
        r"begynn\w*|starte\w*|startar|start|byrj\w*|börja\w*|beg[aiu]n\w*|begin\w*|"
        r"started|launch\w*|"
        r"open(?:ed|s)|åpne\w*|opna\w*|zahájen\w*|zača\w*|etabler\w*|opprett\w*|founded|"
        r"established",
        r"slutt\w*|avslutt?\w*|sluta\w*|end(?:ed|s|ing)?|finish\w*|clos(?:ed|es|ing)|stengt\w*|"
        r"ukonč\w*|skonč\w*|nedlagt\w*|lagt ned|ceased|terminat\w*|stopped|upphör\w*",
    ),
    "temporary": (
        r"midlertidig\w*|mellombels|tillfällig\w*|temporar\w+|dočasn\w*|provisional\w*",
        r"permanent\w*|varig\w*|fast|fasta|faste|stál\w+|trval\w*",
    ),
    "whole": (
        r"alle|all|every|alla|samtlige|samtlege|samtliga|each|všich\w*|všech\w*|každ\w+|hver|kvar",
        r"noen|nokre|några|some|enkelte|někter\w+|få|few|a few|not all|ikke alle",
    ),
    "within": (r"minst|minimum|at least|alespoň|nejméně|åtminstone", r"høyst|maksimum|maksimalt|"
               r"opptil|inntil|at most|up to|maximum|nejvýše|maximálně|högst|upp till"),
    "success": (
        r"lyktes|lukkast|succe\w+|vellykket|vellukka|lyckad\w*|úspěš\w*|uspě\w*|god\w*|good|bra",
        r"mislyk\w*|mislukk\w*|fail\w*|neúspěš\w*|dårlig\w*|dårleg\w*|bad|poor\w*|"
        r"dålig\w*|špatn\w*",
    ),
    "in": (r"ankom\w*|kom til|came|arriv\w*|přij\w+|inn", r"forlot|forlèt|reiste fra|left|lämna\w*|"
           r"depart\w*|opust\w*|withdr\w*|trakk\w*|trekk\w* seg|ut"),
    "open": (r"åp(?:en|ent|ne)|open|opent|opne|öpp\w+|otevřen\w*",
             r"lukk\w*|lukket|closed|stängd\w*|slut(?:en|na|et)|uzavřen\w*"),
    "direct": (r"direkt\w*|rett|direct\w*|přím\w*", r"indirekt\w*|indirect\w*|nepřím\w*"),
}  # fmt: skip
# Axes whose words are common enough to stand on both sides of a paraphrase.
_LOOSE = frozenset(
    {"quantity", "order", "whole", "allow", "begin", "within", "in", "success", "open"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarity:
    """How often a text denies, whether it says `only`, and its pole on each axis it speaks of.

    `poles` are names such as `change+` and `change-`.
    """

    negations: int
    never: bool
    not_more: bool
    may_deny: bool
    only: bool
    also: bool
    poles: frozenset[str]


def polarity(text: str, language: str) -> Polarity:
    """Return which way `text` points."""
    own = family(language)
    plain = without_also(text)
    return Polarity(
        negations=len(denials(plain, language)),
        never=bool(_NEVER.search(plain)),
        not_more=bool(_NOT_MORE.search(plain)),
        may_deny=plain != text or may_deny(plain, language),
        only=bool(_pattern(_ONLY[own]).search(plain)),
        also=plain != text,
        poles=frozenset(
            f"{axis}{sign}"
            for axis, sides in _POLES.items()
            for sign, words in zip("+-", sides, strict=True)
            if _pattern(words).search(plain)
        ),
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


def clearly_opposed(axes: frozenset[str]) -> bool:
    """Tell whether one of the axes is one on which a paraphrase does not change sides."""
    return bool(axes - _LOOSE)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
