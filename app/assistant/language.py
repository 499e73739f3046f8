"""The language of a question: bokmål, nynorsk or English, also when it is three words long."""

from __future__ import annotations

import re
from typing import Literal

from ingest.languages import detect

AnswerLanguage = Literal["nb", "nn", "en"]

_DETECTABLE = 3  # words below which langdetect only guesses
_READ = 2_000  # characters that tell enough of a message

# Words that are common in short messages. What Norwegian shares with English ("for", "her",
# "men", "under") speaks for neither; names and technical terms are left out.
_BOTH_NORWEGIAN = frozenset(
    "og i på til av med som det den om har kan skal vil må kunne skulle ville når er var blir "
    "hadde står skjer skjedde gjorde ser sagt viser betyr et ei eller mellom hos også etter før "
    "ved rundt innan over alle sin sitt sine både mens så ja nei da at seg deg meg du vi oss han "
    "hans dette der sist siste flest fleste mange færre mest minst andre samme sammen ny nytt "
    "nye gammel eldre norsk norske svensk svenske dansk danske finsk finske polsk polske "
    "tsjekkisk tsjekkiske latvisk latviske litauisk litauiske estisk ungarsk ungarske rumensk "
    "rumenske russisk russiske engelsk europeisk europeiske internasjonal internasjonale nordisk "
    "nordiske nordmenn nordmennene land landet kvinner år året måned dag hei takk tusen straff "
    "fengsel fengselet fange kriminalomsorg opplæring utdanning lønn budsjett budsjettet "
    "prosjekt prosjektet avtale avtalen samarbeid samarbeidet samarbeider ansvar rolle oppgave "
    "gruppe antall tall dato liste oversikt ordliste forkortelse kilde rapport rapporten "
    "dokument dokumentet utsendt utsendte sendt reise ut inn opp totalt prosent kroner millioner "
    "tilbakefall plass søke direktør lov regel betaler varer forklar jobba tilbake oppdrag å få "
    "første gang folk".split()
)
_BOKMAL = frozenset(
    "ikke hva hvem hvor hvordan hvorfor hvilke hvilken hvilket hvis hvert hver jeg hun fra noe "
    "noen være ble blitt gjør kommer mye disse siden bare deres dens flere nå fremdeles fortsatt "
    "annen annet selv særlig vanlig vanlige hjem hjemme høy høyt lav lavt uke uker lenger gi gir "
    "gitt fortell nevn sammenlign oppsummer oversett fikk mottar mottok sier sa gjelder gjaldt "
    "koster kostet heter het jobber jobbet vet svarer mener mente tenker trenger bor ligger lå "
    "sitter skrev skriver skrevet leser gikk tar deltar ga begynte leder ledet signerte signert "
    "startet sluttet slutter avsluttes opprettet underskrevet skyldes søker lurer bruker finnes "
    "forlot norge ansatte ansatt innsatte innsatt fengsler fengslene kriminalomsorgen "
    "friomsorgen fanger fangene midler midlene forskjell forskjellen forskjellene penger pengene "
    "prosjektene prosjekter lederen eksempel eksempler landene nyere tallene tallet antallet "
    "dokumentene kildene kilden listen tjeneste tjenesten tjenester partnere partnerne svenskene "
    "danskene finnene latvierne litauerne tsjekkerne polakkene ungarerne rumenerne russerne "
    "betjenter forkortelser spørsmål spørsmålet mulig ifølge".split()
)
_NYNORSK = frozenset(
    "ikkje kva kven kor korleis kvifor korfor kvar kvart eg dei dykk frå noko nokon nokre nokor "
    "inga inkje vere vore vart vert blei gjer kjem kome mykje desse sidan berre deira hjå òg då "
    "meir fleire saman attende framleis enno anna sjølv sjølve same særleg vanleg vanlege heim "
    "heime høg høgt låg lågt veke veker seinare tidlegare utanlands utanfor difor eigen eigne "
    "gje gjev fortel nemn samanlikn omset fekk mottek gjeld galdt kostar kosta varar heiter "
    "heitte jobbar veit svarar meiner meinte tenkjer treng bur ligg sit skreiv les gjekk tek "
    "deltek byrja byrjar leier signerte slutta sluttar starta underskriven underteikna søkjer "
    "søkje kjende høyrer nyttar finst noreg tilsette tilsett innsette innsett fengsla fengslet "
    "kriminalomsorga friomsorga fangar fangane midla skilnad skilnaden pengar pengane prosjekta "
    "leiar leiaren leiinga døme landa nyare tala talet dokumenta kjelde kjelda kjelder lista "
    "teneste tenesta tenester partnarar partnarane svenskane danskane finnane latviarane "
    "litauarane tsjekkarane polakkane verksemd samandrag utsende forkortingar mogleg kormange "
    "kormykje ifølgje".split()
)
_ENGLISH = frozenset(
    "what who whom whose how why where when which is are was were be been being does did do has "
    "have had can could should would will may might must the a an of and or in on by from with "
    "without about into onto than then because if not no yes ok many much more most less few any "
    "some something anything someone anyone other others another same all both each every there "
    "this that these those it its we us our you your me my he him his she they them their one "
    "ones only also just still yet ever never now today until since during between before after "
    "within across per against tell explain show give list name find help summarise summarize "
    "summary translate compare describe get got make made take took taken go going come came say "
    "says said mean means meant meaning know think wonder want need work works worked working "
    "pay pays paid lead leads led run runs sign signed wrote write written read start started "
    "stopped ended ending founded opened closed join joined sent receive received cooperate part "
    "role norwegian norwegians norway prison prisons prisoner prisoners inmate inmates country "
    "countries people staff women children thanks thank hello please number numbers money budget "
    "funding cost costs total share amount figure figures rate year years month week latest last "
    "first next previous new newer old training cooperation agreement agreements treaty project "
    "projects partners office officer officers abroad foreign head chief director leader source "
    "sources page quote document documents report reports example examples difference deployment "
    "salary member members sentence sentenced transfer open dangerous english wat wich hwo waht "
    "pls plz whats hows whos".split()
)
# Swedish and Danish; who asks in these is answered in bokmål.
_NEIGHBOURS = frozenset(
    "hur och vad vilka vilken är från inte många finns af hvad blev hendes".split()
)
# In the other written form these are rare rather than wrong.
_RATHER_BOKMAL = frozenset("en de et antall eksempel mens altså".split())
_RATHER_NYNORSK = frozenset("no ho tal gav skriv seier".split())
_NORWEGIAN = _BOTH_NORWEGIAN.union(
    _BOKMAL, _NYNORSK, _NEIGHBOURS, _RATHER_BOKMAL, _RATHER_NYNORSK
) - {"no"}
_HV = re.compile(r"hv[aeio]\w")
# Endings that one written form has and the other has not.
_BOKMAL_ENDING = re.compile(
    r"[^\W\d_]{3,}(?:ene|(?<!mod)(?<!int)(?<!kst)erne|ing(?:en|er|ene)|lige?|heten?|ttes)"
)
_NYNORSK_ENDING = re.compile(
    r"[^\W\d_]{3,}(?:(?<!b)ane|ar|leg|(?<!s)(?<!tann)(?<!fast)lege|leik|heit|semd|ttest|(?<!k)aste|"
    r"(?<![fvw])(?<!kl)(?<!sp)are)"
)
_BOKMAL_AR = frozenset(
    "seminar webinar januar februar kommentar ansvar forsvar tilsvar klar uklar dollar formular "
    "eksemplar honorar vikar deltar mottar overtar foretar vedtar antar omtar inntar ivaretar "
    "gjentar unntar opptar fratar tiltar foredrar erklar innehar parlamentar bidrar samsvar "
    "gitar ektepar avskar".split()
)
# Spellings that speak for a language where no word is known.
_NORWEGIAN_SPELLING = re.compile(
    r".*(?:[æøå]|kj[aeio]|sjon)|[^\W\d_]{3,}(?:elser?|heten?|ene|ane)$"
)
_ENGLISH_SPELLING = re.compile(
    r"(?:wh|th|sh)|[^\W\d_]{2,}(?:[ts]ions?|ships?|ness|[ai]bly|ously?|it(?:y|ies)|ght|th|nces?|ful)$"
)
# A question that opens with one of these is Norwegian, whatever English title it goes on to name.
_NORWEGIAN_OPENING = re.compile(r"[^\w]*(?:(?:i |på )?hv[aeio]\w*|kv[aei]\w*|kor|korleis|når)\b")


def answer_language(code: str) -> AnswerLanguage:
    """Return the language of an answer by its code; an unknown one is read as English."""
    match code:
        case "nb" | "nn":
            return code
        case _:
            return "en"


def question_language(question: str, *, default: AnswerLanguage = "nb") -> AnswerLanguage:
    """Return the language to answer in.

    langdetect alone takes short Norwegian for Danish, is at a loss with a pair of words and costs
    milliseconds, so the commonest words decide first, spelling next. A question in a neighbouring
    language (Danish, Swedish) is answered in bokmål, one in any other language in English.

    Parameters
    ----------
    default
        For a question that is all names and figures, and, if it is nynorsk, for one in words
        that bokmål has too.
    """
    by_words = language_by_words(question, default=default)
    if by_words:
        return by_words
    if detect(question[:_READ]) in ("nb", "nn", "da", "sv"):
        return _written_form(*_words(question), default)
    return "en"


def language_by_words(question: str, *, default: AnswerLanguage = "nb") -> AnswerLanguage | None:
    """Return what words and spelling say of the language of a question, None if they are at odds.

    It costs microseconds. `default` is that of `question_language`.
    """
    question = question[:_READ]
    folded, common = _words(question)
    # No English word begins with hv, so that these count once more.
    norwegian = sum((word in _NORWEGIAN) + bool(_HV.match(word)) for word in folded)
    english = sum(word in _ENGLISH for word in common)
    if _NORWEGIAN_OPENING.match(question.casefold()) or norwegian > english:
        return _written_form(folded, common, default)
    if english > norwegian:
        return "en"
    norwegian += sum(bool(_NORWEGIAN_SPELLING.match(word)) for word in common if word in question)
    english += sum(bool(_ENGLISH_SPELLING.match(word)) for word in common)
    if norwegian != english:
        return _written_form(folded, common, default) if norwegian > english else "en"
    named = len(folded) < _DETECTABLE or not any(word in question for word in common)
    return default if named and not norwegian else None


def _words(question: str) -> tuple[list[str], list[str]]:
    """Return the words of a question in small letters: all, and those that are no names."""
    words = re.findall(r"[^\W\d_]+", question[:_READ])
    # Capitals inside a question mark a name, and many names here are English.
    shouted = not any(word.islower() for word in words)
    common = [word for i, word in enumerate(words) if i == 0 or shouted or not word[0].isupper()]
    return [word.casefold() for word in words], [word.casefold() for word in common]


def _written_form(
    folded: list[str], common: list[str], default: AnswerLanguage
) -> Literal["nb", "nn"]:
    """Choose between bokmål and nynorsk: words count double, rarer words and endings once."""
    # The question word comes first and without doubt, so that it counts double again.
    lean = sum(
        (4 if place == 0 else 2)
        * ((word in _NYNORSK) - (word in _BOKMAL or word in _NEIGHBOURS or bool(_HV.match(word))))
        + (word in _RATHER_NYNORSK)
        - (word in _RATHER_BOKMAL)
        for place, word in enumerate(folded)
    )
    for word in common:
        if word not in _NORWEGIAN:
            lean -= bool(_BOKMAL_ENDING.fullmatch(word))
            lean += bool(_NYNORSK_ENDING.fullmatch(word)) and word not in _BOKMAL_AR
    if lean:
        return "nn" if lean > 0 else "nb"
    return "nn" if default == "nn" else "nb"
