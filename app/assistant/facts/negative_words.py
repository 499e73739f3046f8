"""Words that deny by what they mean: exempt, leave out, advise against, superfluous."""

from __future__ import annotations

import re

_NEGATIVE = re.compile(
    r"(?i)\b(?:"
    # Who need not: exempted, spared.
    r"frit(?:ar|as|att|ek\w*)|slipp(?:er|e) (?:å|unna)|slepp (?:å|unna)|spart for|"
    r"exempt\w*|reliev\w+ of|spare[sd]? (?:them|him|her|you|us)|befria\w* från|slipper att|"
    r"osvobozen\w* od|nemus\w+|"
    # What is not taken along.
    r"utel[au]t\w*|utelukk(?:er|et|es)|sløyf\w*|omit\w*|exclud\w*|(?:left|leaves?|leaving) out|"
    r"ut(?:e)?lämna[dst]\w*|vynech\w*|"
    # What is said against it.
    r"frarå\w*|motsi\w*|advis\w+ against|discourag\w*|contradict\w*|motsäg\w*|avråd\w*|"
    r"nedoporuč\w*|"
    # What is not worth it.
    r"overflødig\w*|unødvendig\w*|unødig|naudlaus\w*|bisak\w*|uvesentlig\w*|"
    r"superfluous|unnecessary|needless|side issue\w*|irrelevant|pointless|"
    r"överflödig\w*|onödig\w*|zbytečn\w*|nadbytečn\w*|"
    r"til (?:liten|lita|ingen|inga) (?:hjelp|nytte)|of (?:little|no) (?:use|help|value)|"
    # What is not known, and what is not told.
    r"uvant\w*|unfamiliar|unaccustomed|"
    r"hold\w* (?:\w+[, ]+){1,6}for (?:deg|seg|meg) sj?[eø]l[vf]\w*|"
    r"keep (?:\w+ ){1,6}to (?:yourself|themselves|himself|herself)|hemmelighold\w*|fortie\w*|"
    # What is not done.
    r"ignor\w*|neglect\w*|disregard\w*|neglisjer\w*|abandon\w*|wound up(?! (?:with|in))|"
    r"nedlegg\w*|nedlagt\w*|"
    r"declin\w+ to|nekt(?:er|et|ar|a)|falls? outside|fall(?:er|t) utenfor"
    r")\b"
)


def denies_by_meaning(text: str) -> bool:
    """Tell whether a word of `text` denies by what it means, in any of the languages we quote."""
    return _NEGATIVE.search(text) is not None
