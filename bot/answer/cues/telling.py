"""How much a sentence of the news tells: deeds that are done, rather than what is expected, asked, shown in a picture or long ago. Pure."""

from __future__ import annotations

import re
from datetime import date

from index.search.terms import terms

_MOST_DEEDS = 3
_FEWEST_WORDS = 4
"""Words of a headline that its story is told by: of fewer, none is enough."""
_DEED = re.compile(
    r"\b(?:accused|acquired|acquitted|agreed|announced|appealed|appointed|approved|arrested|attacked|authori[sz]ed|banned|beat"
    r"|beaten|beating|became|began|bombed|bought|broke|buried|captured|caught|charged|closed|collapsed|convicted|crashed"
    r"|crowned|cut|dead|defeat(?:ed|ing|s)|denied|deported|derailed|destroyed|detained|died|dismissed|elected|ended|escaped"
    r"|evacuated|expelled|exploded|failed|fell|filed|fired|fled|flooded|found|freed|granted|hit|impeached|indicted|injured"
    r"|killed|landed|launched|lifted|lost|married|moved|named|opened|ordered|ousted|overturned|passed|pleaded|postponed"
    r"|proclaimed|quit|raised|reached|recommended|recovered|rejected|released|removed|replaced|rescued|resign(?:ed|s)"
    r"|restored|retir(?:ed|ing)|returned|rose|ruled|sank|scrubbed|searched|seized|sentenced|settled|shot|signed|sold|stabbed"
    r"|started|struck|submitted|sued|surrendered|suspended|sworn|triumphed|unveiled|vacated|voted|wins|withdrawn|withdrew|won"
    r"|wounded)\b"
)
_EXPECTS = re.compile(
    r"\b(?:(?:is|are|was|were) (?:widely |also |now )?(?:expected|set|scheduled|likely|due|poised|slated) (?:to|for)"
    r"|will (?:be|have|take|face|meet|hold|make|join|return|try|announce|reveal)|plans? to|could|may|might|would|gearing up"
    r"|prepar(?:e|es|ed|ing))\b"
)
_POINTS_ELSEWHERE = re.compile(
    r"\b(?:editor[’']s note|live updates?|podcasts?|newsletter|sign up|subscribe|click here|follow (?:us|along)|our (?:app|coverage)|"
    r"this page recaps|this (?:file|story|page) is based|latest coverage|read more|hide caption|getty images|journalism like this|with a subscription|this content free|"
    r"turn to cnn|(?:correspondents?|reporters?) .{0,60}\b(?:explains?|breaks? down|looks? at|will bring))\b"
    r"|\b(?:contributing|more|watch|photos?):",
    re.IGNORECASE,
)
"""Lines that lead to other pages rather than tell anything."""
_HOOK = re.compile(
    r"\bhere(?:[’']s| are)\b|\bwhat (?:to|you need to) know\b|\beverything (?:you need )?to know\b|\?[\"”]?(?:\s|\Z)|\bwelcome to\b"
    r"|\b(?:also in the|other) news\b|\bkey takeaways\b|\bthe news you need\b",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"hide caption|/(?:AP|Reuters|Getty)\b|getty images|\bphotos? (?:by|of|shows)\b|\bphotos:", re.IGNORECASE
)
_LEANS = re.compile(
    r"[“\"]?(?:He|She|It|They|This|That|These|Those|But|And|The (?:move|decision|news|plan|law|bill|measure|ruling|incident|report))\b"
)
_MANY = re.compile(
    r"\bthings (?:to|you)\b|daily briefing|\bquiz of\b|\bpodcast\b|\bshort list\b|\bnews\Z", re.IGNORECASE
)
_COMMAS = 3
"""Commas of a headline that names several stories."""
_YEAR = re.compile(r"\b(?:1[89]\d\d|20\d\d)\b")


def deeds(text: str) -> int:
    """The number of different deeds that ``text`` tells as done, up to three."""
    return min(_MOST_DEEDS, len(set(_DEED.findall(text))))


def expects(text: str) -> bool:
    """It tells what is to come, or may be."""
    return bool(_EXPECTS.search(text))


def leads_in(text: str) -> bool:
    """It calls for attention to what follows."""
    return bool(_HOOK.search(text))


def points_elsewhere(text: str) -> bool:
    """It leads to other pages, or asks for support, rather than tell anything."""
    return bool(_POINTS_ELSEWHERE.search(text))


def is_of_picture(text: str) -> bool:
    """It is the words under a picture."""
    return bool(_PICTURE.search(text))


def leans(text: str) -> bool:
    """It begins with a word for what a sentence before it named."""
    return bool(_LEANS.match(text))


def tells_many(headline: str) -> bool:
    """Its page tells of several stories."""
    return headline.count(",") >= _COMMAS or bool(_MANY.search(headline))


def names_only_long_past(text: str, published: date | None) -> bool:
    """The years that it names are all well before its article."""
    years = [int(year[0]) for year in _YEAR.finditer(text)]
    return bool(years) and published is not None and max(years) < published.year - 1


def share_of_headline(headline: str, text: str) -> float:
    """The share of the words of its article's headline that it has: who tells them tells what is new."""
    words = terms(headline)
    return len(words & terms(text)) / max(_FEWEST_WORDS, len(words))
