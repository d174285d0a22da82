"""Where a page says the name of its outlet: below a story that appeared there, about itself, in its newsletters' names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.extract.outlets import OUTLET_NAME

APPEARED = re.compile(
    rf"\b(?:(?:originally|first) (?:appeared|published) (?:on|in|by)|(?:article|story|piece|column|post) (?:was |is )?published in) (?P<name>{OUTLET_NAME}(?:\.com|\.org)?)(?=[:,.;]|\s(?:on|as)\b|$)"
)
_MONTH_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?)"
PRINTED = re.compile(rf"Published in (?P<name>{OUTLET_NAME})(?:,| on|, on) {_MONTH_DAY},? \d{{4}}\.?$")
"""What papers of South Asia write below a story; without its day the same tells of where others published."""
UNEDITED = re.compile(rf"\bnot been edited by (?P<name>{OUTLET_NAME})(?='s|’s| staff| team| and is\b)")
"""What papers write below what an agency sent them."""
_SAYINGS = {
    "appeared": APPEARED,
    "source": re.compile(
        rf"^(?:[Ss]ource|Quelle|Źródło|Fonte|Fuente|Kaynak|Kilde|Källa|Bron)\s?: (?P<name>{OUTLET_NAME})"
    ),
    "app": re.compile(
        rf"\b(?:[Dd]ownload|[Gg]et|[Oo]pen|[Ii]n|[Oo]n) (?:[Tt]he |[Yy]our )?(?P<name>{OUTLET_NAME}) [Aa]pp\b"
    ),
    "logo": re.compile(
        rf"^(?:From |#)?(?P<name>{OUTLET_NAME})(?: (?i:home ?page|home|(?:desktop |mobile )?logo|rss(?: feed)?|» (?:comments )?feed)$|, the free news source\b)"
    ),
    "about": re.compile(
        rf"^(?:About|Follow(?: us on)?|Like|Support|Join|Watch|Contact|Thank(?:s| you) for reading|Why you can trust|Part of) (?P<name>{OUTLET_NAME})(?=\W{{0,3}}$|[!.,] | on (?:Facebook|X|Twitter|Google|Instagram|WhatsApp|Telegram)\b)"
    ),
    "more": re.compile(
        rf"(?:^More|^Latest|[Ss]tories|[Vv]ideos|[Nn]ews|^Discover more|[Nn]ewsletters?|[Uu]pdates) (?:[Ff]rom|by) (?P<name>{OUTLET_NAME})\W{{0,3}}$"
    ),
    "speaks": re.compile(
        rf"^(?P<name>{OUTLET_NAME})(?: is (?:an?|the) (?:[\w-]{{1,30}} ){{0,2}}(?:publication|newsletter|newspaper|newsroom|magazine|website|service|broadcaster|network)\b| may earn\b| has been \w{{3,20}}ing\b| staff and is published\b|['’]s? (?:[Dd]aily|[Nn]ewsletter|[Jj]ournalism)\b)"
    ),
    "sender": re.compile(rf"\b(?:from|via|at) (?P<name>{OUTLET_NAME})\"? <"),
    "help": re.compile(rf"\b(?:for|gegenüber|to|with) (?P<name>{OUTLET_NAME})(?=['’ :,.;!]|$)"),
    "told": re.compile(rf"\btold (?P<name>{OUTLET_NAME})(?=[ :,.;]|$)"),
    "reader": re.compile(
        rf"\b(?:[Uu]ser|[Rr]eader|[Ss]ubscriber|[Mm]ember|[Ff]riend|[Ss]upporter|[Pp]roperty|[Ii]mprint|[Ss]ection|[Ee]dition|Periódico|Diario|Jornal|Zeitung|Redacción|Redação|Redazione)s?(?: of)? (?P<name>{OUTLET_NAME})"
    ),
    "role": re.compile(
        rf"\b(?:[Rr]eporter|[Ee]ditor|[Jj]ournalist|[Ww]riter|[Cc]orrespondent|[Cc]olumnist)(?:, | - | \| | [–—] )(?P<name>{OUTLET_NAME})$"
    ),
    "worker": re.compile(
        rf"\b(?:reporter|editor|journalist|writer|correspondent|columnist)s? (?:for|at|with|of) (?P<name>{OUTLET_NAME})"
    ),
    "own worker": re.compile(
        rf"\b(?P<name>{OUTLET_NAME})['’]s? (?:[\w-]{{1,20}} ){{0,2}}(?:reporter|editor|journalist|writer|correspondent|columnist|newsroom|team)\b"
    ),
    "behind bar": re.compile(rf"[·•|/] (?P<name>{OUTLET_NAME})$"),
}
"""Where a page says its own name, and at the end where it may say it."""
SAYINGS = tuple(_SAYINGS)
_WORDS = {
    "appeared": "appeared published",
    "source": "source quelle źródło fonte fuente kaynak kilde källa bron",
    "app": "app",
    "logo": "home homepage page logo free rss feed",
    "about": "about follow like support join watch contact reading trust part",
    "more": "from by",
    "speaks": "is may has staff daily newsletter journalism",
    "sender": "from via at",
    "help": "for gegenüber to with",
    "told": "told",
    "reader": "user users reader readers subscriber subscribers member members friend friends supporter supporters property imprint section edition periódico diario jornal zeitung redacción redação redazione",
    "role": "reporter editor journalist writer correspondent columnist",
    "worker": "reporter editor journalist writer correspondent columnist reporters editors journalists writers correspondents columnists",
    "own worker": "reporter editor journalist writer correspondent columnist newsroom team",
    "behind bar": "· • | /",
}
_OF_WORD: dict[str, list[str]] = {}
for _sign, _words in _WORDS.items():
    for _word in _words.split():
        _OF_WORD.setdefault(_word, []).append(_sign)
"""The sayings that need a word, which most lines have none of."""
_STOPS = str.maketrans(":,;.!", "     ")
_STREET = re.compile(
    r"\d{1,5}(?: [NESW]\.?)? [A-Z][\w.' ]{1,30} (?:Ave(?:nue)?|St(?:reet)?|R(?:oa)?d|Blvd|Boulevard|Dr(?:ive)?|Lane|Parkway|Pkwy|Highway|Hwy|Way|Plaza|Square|Court|Place)\b\.?.{0,40}"
)
"""The address of a house in English, as it stands below a station's name at the end of a page."""
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-[AFT][MV])?")
"""The name of an American station; others over an address are those that a story recommends, too."""
_POSSESSIVE = re.compile(r"['’]s(?!\w)")
_ASKING = ("What", "Who", "Where", "How")
"""What ends no name, though "'s" stands behind it ("What's On reporter")."""
_A_LINE = 250


def sayings(said: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The names that a page says, and how it does."""
    for line, below in pairwise(said):
        if below[:1].isdigit() and _STREET.fullmatch(below) and _CALL_SIGN.fullmatch(line):
            yield line, "speaks"
    for line in said:
        told = line.casefold().translate(_STOPS).split() if len(line) < _A_LINE else ()
        for sign in dict.fromkeys(sign for word in told for sign in _OF_WORD.get(word, ())):
            if match := _SAYINGS[sign].search(line):
                name = _POSSESSIVE.split(match["name"])[0] or match["name"]
                if not name.endswith(_ASKING):
                    yield name, sign
