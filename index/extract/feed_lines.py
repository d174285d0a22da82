"""What feeds, and the programs that people read them with, say of a story: whose it is, and who wrote it."""

from __future__ import annotations

import re

from index.extract.outlets import OUTLET_NAME, is_paper, known_name

_FOOTER = re.compile(
    r"(?:The post|Der Beitrag|(?:L['’]|Cet )article|La entrada|El artículo|O (?:post|conteúdo|artigo)|L['’]articolo|Het bericht|Artykuł|Inlägget|Indlægget|Innlegget|Articolul|Příspěvek|Pos) [^\n]{2,250}"
    r" (?:appeared first on|first appeared on|erschien zuerst auf|est apparue? en premier sur|(?:se publicó|aparece|apareció) primero en|(?:apareceu|aparece) primeiro em|proviene da|verscheen eerst op|"
    r"pochodzi z serwisu|dök först upp på|blev først udgivet på|dukket først opp på|apare prima dată în|pochází z|pertama kali tampil pada) (?P<name>[^\n]{2,60})"
)
"""The last line of an entry in a feed of WordPress, in the words of its translations."""
_AGE = r"\d{1,3}\s?(?:s|m|h|d|w|mo|y|mins?|hrs?|hours?|days?|weeks?|months?)\b[^\n]{0,40}"
_DAY = r"[^/|•·\n]{0,14}\d[^/|•·\n]{3,30}"
_READER = re.compile(
    rf"(?:(?:from|via) )?(?P<outlet>{OUTLET_NAME})(?:(?: [/|•·–—-])? (?P<byline>by [^/|•·\n]{{4,80}}) [/|•·–—-] (?:{_AGE}|{_DAY}(?: // [^\n]{{2,60}})?)| [/|•·–—-] (?:{_AGE}|{_DAY}) [/|•·–—-] by [^/|•·\n]{{4,80}})"
)
"""The line that a reader of feeds writes below the headline: the feed's name, the author, and how old the entry is, or of when."""


def ends_entry(line: str) -> bool:
    """True for the line below a story that says which site's feed it was in."""
    return _FOOTER.fullmatch(line) is not None


def feed_of(line: str) -> str:
    """The outlet whose feed an entry says that it comes from; else empty."""
    if match := _FOOTER.fullmatch(line):
        name = match["name"].strip(" .")
        return known_name(name) or name
    match = _READER.fullmatch(line)
    return match["outlet"] if match and is_paper(match["outlet"]) else ""


def byline_in_reader(line: str) -> str:
    """The byline beside the name of a paper's feed and the entry's age; else empty."""
    match = _READER.fullmatch(line)
    return match["byline"] or "" if match and is_paper(match["outlet"]) else ""
