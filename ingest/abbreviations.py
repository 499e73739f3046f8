"""Abbreviations whose full stop need not end a sentence, without that stop."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Always followed by what they introduce.
NEVER_LAST = _words(
    # Norwegian and Danish
    "bl.a f.eks feks dvs t.d m.a pt p.t jf jfr ca kl evt ev inkl ekskl vedr iht i.h.t ifm i.f.m "
    "iflg "
    "ift mht m.h.t pga p.g.a hhv h.h.v adm avd statsr stud cand utg forf "
    "sml tilsv tidl nåv såk s.k d.v.s fylkesm fg hr frk dr prof "
    "bl.a f.x fx ell eks "
    # Swedish
    "t.ex bl.a s.k fr.o.m t.o.m resp dvs d.v.s f.d f.n jämför "
    # Czech
    "tzv např mj tj tzn resp příp popř cca č čl odst písm str sv ing mgr bc judr phdr mudr rndr "
    "plk pplk gen brig kpt mjr npor vrch obr srov zn "
    # English
    "mr mrs ms messrs prof rev gen col lt capt sgt maj pres e.g i.e cf vs viz ca "
    "approx dept fig figs eq sec ch vol pp eds trans"
)

# Abbreviations only before a number; elsewhere words of their own (`No.`).
BEFORE_NUMBERS = _words(
    "nr no nos art kap pkt fig tab vol s p pp bd para par ch sec avsn č čl odst "
    "kl str sv tlf tel mom"
)

# Followed by what is measured, or by the end of the sentence.
MEASURES = _words("mill mrd mio mia milj md tkr kr tis mil mld tusen mln st stk bn")
UNITS_AFTER_MEASURES = _words(
    "euro eur kroner kronor korun nok usd sek dkk czk gbp chf dollar dollars pund kč"
)

# As likely at the end as in the middle: a capital after them begins a sentence.
OFTEN_LAST = _words(
    "osv o.s.v etc mv m.v m.m mm o.l ol o.fl mfl m.fl m.m.fl e.kr f.kr e.l el u.å i.l "
    "m.fl osfr e.d o.d o.dyl dyl atd apod aj a.m p.m inc ltd co corp jr sr sb hod n.l př.n.l"
)

# Capitalised words that begin sentences and hardly ever names.
STARTERS = _words(
    "Det Den De Dette Disse Desse Dei Der Da Deretter Han Hun Ho Vi Jeg Eg I Et En Ein Eit For Fra "
    "Frå "
    "Med Men Og Om På Som Til Ved Alle Både Ikke Ikkje Når Samarbeidet Avtalen Prosjektet "
    "Detta Dessa Hon Jag När Ett Från För Och Att Under Efter "
    "The This That These Those There They It He She We You In On At By For From With However But "
    "And "
    "When While As If Its Their Our His Her A An "
    "To Ten Ta Tento Tato Toto V Na Po Při Pro Podle Dále Také Jeho Její Jejich Je Jsou Od Do Za "
)
