"""Pairs of opposite words by what they speak of: more and less, before and after, open and shut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from app.assistant.facts.spelling import alike, folded

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
    "form": (r"formal(?:ly)?|formelle?|formelt|formell\w*|formáln\w+",
             r"informal\w*|uformel\w*|informel\w*|neformáln\w+"),
    "together": (r"together|jointly|sammen|saman|i fellesskap|tillsammans|gemensamt|společně",
                 r"separately|apart|hver for seg|kvar for seg|separat|atskilt|åtskilt|"
                 r"var för sig|odděleně|zvlášť"),
    "differ": (r"differ(?:s|ed)?|skille[rt]? seg|avvike[rt]?|skilja sig|skiljer sig|liš\w+",
               r"resembl\w+|lign(?:er|et|e)|likn(?:er|ar|et|a|e)|podob(?:at|á|ají)"),
    "verdict": (r"praise[ds]?|rost|roste|berømm\w*|beröm\w*|pochváli\w+|chváli\w+",
                r"critici[sz]\w+|kritiser\w+|kritik|kritizov\w+"),
    "spend": (r"spent|spends?|brukt|brukte|använd\w*|utrati\w*|vynalož\w*",
              r"saved|spart|sparte|sparat|sparade|ušetř\w*"),
    "duty": (r"must|obliged|obligation|må|plikt\w*|forplikt\w*|måste|skyldig|musí\w*|povin\w+",
             r"may|entitled|kan|rett til|rätt att|rätt till|může|mohou|smí"),
    "assent": (r"approv\w+|godkjen\w+|godkän\w+|schvál\w+|accept(?:ed|s)?|aksepter\w+|godtok|"
               r"godtatt|přija[lt]\w*|granted|innvilg\w*|bevilg\w*|bevilja\w*",
               r"reject\w*|refused|turned down|dismissed|avvis\w*|avslått|avslo|"
               r"avslog|odmít\w*|zamít\w*"),
    "better": (r"improv\w+|better|forbedr\w+|bedre|betre|styrk(?:er|et|te|ar|a)|strengthen\w*|"
               r"förbättr\w+|bättre|stärk\w+|zlepš\w+|lepší|lépe|posíl\w+",
               r"worse\w*|deteriorat\w+|poorer|forverr\w+|dårligere|dårlegare|verre|svekk\w+|"
               r"weaken\w*|försämra\w*|sämre|försvag\w*|zhorš\w+|horší|hůře|oslab\w+"),
    "deadline": (r"at the earliest|tidligst|tidlegast|tidigast|nejdříve",
                 r"at the latest|no later than|senest|seinast|senast|nejpozději|frist\w*|deadline"),
    "legal": (r"lawful\w*|legal|lovlig\w*|lovleg\w*|laglig\w*|zákonn\w+",
              r"unlawful\w*|illegal\w*|ulovlig\w*|ulovleg\w*|olaglig\w*|nezákonn\w+"),
    "depend": (r"dependent|avhengige?|underlagt|subordinate\w*|beroende|závisl\w+",
               r"independent\w*|uavhengig\w*|oberoende|nezávisl\w+"),
    "public": (r"publicly|offentlig(?:e|het)?|offentleg\w*|veřejn\w+",
               r"secret(?:ly)?|confidential\w*|hemmelig\w*|hemmeleg\w*|hemlig\w*|konfiden\w+|"
               r"fortrolig\w*|tajn\w+|důvěrn\w+"),
    "paid": (r"paid|betalt|betalte|lønnet|lønna|betald\w*|placen\w+",
             r"unpaid|ubetalt\w*|ulønn\w+|obetald\w*|neplacen\w+|free of charge|gratis|zdarma"),
    "armed": (r"armed|bevæpne\w*|væpne\w*|beväpna\w*|ozbrojen\w+",
              r"unarmed|ubevæpn\w*|ubevæpna|obeväpna\w*|neozbrojen\w+"),
    "delay": (r"brought forward|framskyn\w*|fremskyn\w*|tidigarela\w*|uspíš\w+",
              r"postpon\w*|delay\w*|utsatt|utsette\w*|utsett|forsink\w*|uppskjut\w*|försen\w*|"
              r"odlož\w*|zpožd\w*"),
    "age": (r"older|eldre|äldre|starší\w*", r"younger|yngre|mladší\w*"),
    "length": (r"longer|lengre|lenger|lengst|längre|delší|déle", r"shorter|kortere|kortare|kratší"),
    "size": (r"large|big|great|stor|store|stort|stora|velk\w+|high|høy\w*|høg\w*|hög\w*|vysok\w+",
             r"small|little|liten|lite|små|lita|litet|mal[áéýou]\w*|low|lav\w?|låg\w*|nízk\w+"),
    "rank": (r"first|første|fyrste|första|první\w*", r"last|siste|sista|poslední\w*"),
    "place": (r"in|inside|within|i|innenfor|innanfor|inom|inne i|v|ve|uvnitř",
              r"outside|utenfor|utanfor|utanför|mimo|vně"),
}  # fmt: skip
# Axes whose words are common enough to stand on both sides of a paraphrase: they tell something
# only of what stands beside them.
LOOSE = frozenset(
    {"quantity", "order", "whole", "allow", "begin", "within", "in", "success", "open", "size"}
    | {"rank", "place"}
)
# Of these, not even what stands beside them: `more than 5`, `up to 5` are bounds of a figure.
_NO_ARGUMENT = frozenset({"quantity", "within", "in", "success", "allow"})
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_STOPS = re.compile(r"[.;:|?!]")
_EMPTY = frozenset(
    "the a an of to for at om i på en et ei ett den det de dei der som that which "
    "its their his her this these is are was were be er var blir ble har "
    "have has had in on and og och av til till they them he she it we you who de dem han hun hon"
    " vi with med w v ve z ze na do k ke se si je jsou byl byla bylo sin sitt sine sina "
    "every all each".split()
)
_BESIDE = 2
_SHORTEST = 3


def poles_in(text: str) -> frozenset[str]:
    """Return the poles `text` stands at, on each axis it speaks of: `change+`, `order-`."""
    return frozenset(
        f"{axis}{sign}" for axis, sign in _sides() if _pattern(axis, sign).search(text)
    )


def arguments_in(text: str) -> frozenset[tuple[str, str]]:
    """Return the poles of the loose axes with the words that follow: `before` and `sentence`."""
    return frozenset(
        (f"{axis}{sign}", word)
        for axis, sign in _sides()
        if axis in LOOSE - _NO_ARGUMENT
        for match in _pattern(axis, sign).finditer(text)
        for word in _following(
            text, match.end(), 1 if axis in ("place", "rank", "size") else _BESIDE
        )
    )


def opposed_beside(
    mine: frozenset[tuple[str, str]], theirs: frozenset[tuple[str, str]]
) -> frozenset[str]:
    """Return the axes on which the two say opposite things of one word, and neither says both."""
    return frozenset(
        pole[:-1]
        for pole, word in mine
        for other_pole, other in theirs
        if other_pole[:-1] == pole[:-1]
        and other_pole != pole
        and _one_word(word, other)
        and not any(its == pole and _one_word(word, more) for its, more in theirs)
        and not any(its == other_pole and _one_word(more, other) for its, more in mine)
    )


def _following(text: str, place: int, most: int) -> Iterator[str]:
    taken = 0
    stop = _STOPS.search(text, place)
    for match in _WORD.finditer(text, place, stop.start() if stop else len(text)):
        word = folded(match.group())
        if word in _EMPTY or len(word) < _SHORTEST:
            continue
        yield word
        taken += 1
        if taken == most:
            return


def _one_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return alike(one, other) or (long.startswith(short) and len(long) - len(short) <= _SHORTEST)


def _sides() -> Iterator[tuple[str, str]]:
    return ((axis, sign) for axis in _POLES for sign in "+-")


@cache
def _pattern(axis: str, sign: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_POLES[axis]['+-'.index(sign)]})\b", re.IGNORECASE)
