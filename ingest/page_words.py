"""The words by which web pages and press releases give themselves away, in five languages."""

from __future__ import annotations

import re


def _whole(words: str) -> re.Pattern[str]:
    choices = "|".join(re.escape(word.strip()) for word in words.split("|") if word.strip())
    return re.compile(rf"(?i)(?:{choices})")


BUTTONS = _whole(
    "Del|Del saken|Del siden|Del denne siden|Del artikkelen|Del på Facebook|Del på Twitter|"
    "Del på LinkedIn|Del på e-post|Skriv ut|Last ned bilde|Last ned bildet|Last ned bilete|"
    "Last ned|Last ned pressemelding|Kopier lenke|Tilbake til toppen|Til toppen|Les mer|Les meir|"
    "Dela|Dela sidan|Dela på Facebook|Ladda ner bild|Ladda ned bild|Ladda ner|Till toppen|Lyssna|"
    "Läs mer|Skriv ut sidan|Del siden|Hent billede|Download billede|Læs mere|Til toppen|"
    "Sdílet|Sdílet na Facebooku|Tisk|Vytisknout|Stáhnout|Stáhnout obrázek|Nahoru|Zpět nahoru|"
    "Share|Share this|Share this page|Share on Facebook|Share on Twitter|Share on LinkedIn|"
    "Share on X|Tweet|Print|Print this page|Download image|Download photo|Back to top|Read more|"
    "Facebook|Twitter|LinkedIn|Instagram|YouTube|Copy link|E-mail|Skip to main content|"
    "Hopp til innhold|Hopp til hovedinnhold|Hoppa till innehåll|Přeskočit na obsah"
)

# Headings of the boxes below an article.
SECTION = re.compile(
    r"""(?xi)(?:
      n[øy]kkelord | emneord | stikkord | emner | nyckelord | ämnen | taggar | nøgleord
    | klíčová\ slova | štítky | keywords? | tags? | topics
    | (?:presse)?kontakt(?:er|ar|e|y|personer|personar|informa(?:sjon|tion))?
    | (?:press|media)?\ ?contacts? | (?:press|media)kontakt(?:er)? | contact\ (?:us|information)
    | kontakt\ oss | kontakta\ oss | kontakt\ os | kontaktujte\ nás
    | bilder | bilete | bilde | billeder | images? | photos? | fotografie | obrázky | foto
    | dokumenter | documents | vedlegg | bilagor | lenker | länkar | links | odkazy | videoer
    | (?:om|about|o)\ [^.!?:,]{2,70}
    | (?:følg|følg\ saker\ fra|följ|følg\ med|follow|subscribe|sledujte)\b[^.]{0,80}
    | (?:siste|flere|fleire|andre|relaterte?|senaste|fler|relaterade?|seneste|latest|recent|related
        |more|další|související|nejnovější)\ (?:saker|nyheter|nytt|artikler|pressemeldinger
        |artiklar|pressmeddelanden|nyheder|news|articles|stories|press\ releases|články|zprávy
        |content|innhold|innehåll)\b[^.]{0,80}
    | abonn?er | abonnér | prenumerera | meld\ deg\ på\ nyhetsbrev(?:et)? | nyhetsbrev | newsletter
    | presserom | pressrum | newsroom
    )\s*:?"""
)

# Sentences that recruit readers.
PROMOTION = re.compile(
    r"""(?xi)
      registrer\ deg\ med | meld\ deg\ (?:av|på) | på\ e-?post\ fortløpende | vårt\ presserom
    | (?:abonn[eé]r|prenumerera)\ på | följ\ oss | følg\ oss | nyhetsbrev(?:et)?\b
    | anmäl\ dig\ till | v[åo]rt?\ pressrum | tilmeld\ dig
    | (?:follow|find|like)\ us\ on
    | sign\ up\ (?:for|to) | subscribe\ to | our\ (?:newsroom|newsletter)
    | unsubscribe | all\ rights\ reserved | sledujte\ nás | přihlaste\ se\ k | odběr\ novinek | ©
    """
)

CONTACT = re.compile(
    r"""(?xi)
      (?:\+\d{2}[\s\d]{8,} | \b(?:tel|tlf|telefon|phone|mob(?:il)?)\b[.:]?\s*[+\d(][\d\s()-]{6,}
        | (?<![\d,.])\d{3}\ \d{2}\ \d{3}(?!\d) | (?<![\d,.])\d{2}\ \d{2}\ \d{2}\ \d{2}(?!\d))
    | (?<![\w.+-])[\w.+-]+@[\w-]+\.\w{2,} | https?:// | \bwww\.
    | ^\d{3}\ ?\d{2}\ +[A-ZÆØÅÄÖŠČŘŽ][\w]+$ | ^\d{4}\ +[A-ZÆØÅ][\w]+$
    | ^(?:postboks|p\.?o\.?\ ?box)\b
    """
)

CREDIT = re.compile(
    r"(?i:\b(?:foto|photo|fotograf|photographer|illustrasjon"
    r"|illustration|bilde|ilustrační foto)\s*:\s*\S"
    r"|^(?:UN |AFP |NTB |ČTK )?photos?$|^foto$|^\(?(?:foto|photo) ?(?:by|av|af)\b)"
)

STRAP = re.compile(
    r"(?i:welcome to the united nations\b.{0,40}|welcome to (?:the )?[\w .]{2,40}|"
    r"velkommen til [\w .]{2,40}|välkommen till [\w .]{2,40}|vítejte na [\w .]{2,60}|"
    r"an official website of .{2,60}|(?:du er her|you are here|här är du|nacházíte se)\b.{0,100})"
)

POINTER = re.compile(
    r"""(?xi)
      \bi\ (?:venstre|høyre|høgre)\ (?:marg|meny|kolonne)
    | \bi\ menyen\ \((?:mobil|PC)\)
    | i\ (?:vänster|höger)(?:menyn|spalten)|i\ (?:venstre|højre)(?:menu|spalte)
    | \bin\ the\ (?:left|right)(?:-hand)?\ (?:menu|margin|column|sidebar)
    | v\ (?:levém|pravém)\ (?:menu|sloupci)
    """
)

COOKIES = re.compile(r"(?i)\bcookies?\b|informasjonskaps|informationskaps")

_ENTRIES = """
hjem| forside| forsiden| meny| søk| kontakt| kontakt oss| om oss| logg inn| personvern|
tilgjengelighet| tilgjengelegheit| nyheter| aktuelt| english| nettstedskart| tema| presse|
ledige stillinger| bokmål| nynorsk| informasjonskapsler| hem| start| sök| kontakta oss| logga
in| tillgänglighet| om webbplatsen| lättläst| lediga jobb| søg| menu| kontakt os| log ind|
tilgængelighed| privatlivspolitik| úvod| hlavní stránka| hledat| vyhledávání| kontakty|
přihlásit| mapa stránek| o nás| aktuality| home| search| contact| contact us| about| about us|
log in| login| sign in| privacy| privacy policy| accessibility| news| site map| sitemap|
cookies| terms of use| careers| media| русский| français| español| العربية| 中文| deutsch| norsk|
svenska| dansk| čeština
"""
MENU_WORDS = frozenset(" ".join(word.split()) for word in _ENTRIES.split("|"))
