"""What a line of a text dump looks like and where it stands, in figures of which none knows an outlet: the input of the line scorer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.extract.date_text import find_dates
from index.extract.dump_roles import ASIDE, Role
from index.extract.furniture import is_sentence, points
from index.extract.line_stems import stems

_SAID = frozenset(
    "said says told added announced reported declined confirmed denied according sagte sagt sagten teilte erklärte dijo dice explicó según dit déclaré selon "
    "detto secondo disse segundo zegt zei volgens sade säger sier sagde siger sanoi dedi söyledi řekl řekla uvedl uvedla powiedział powiedziała сказал сказала "
    "заявил заявила сообщил сообщили сказав сказала είπε δήλωσε mondta közölte kata ujar kaže rekao spus".split()
)
_READER = frozenset(
    "you your yours we we're we've our us You Your We We're We've Our vous votre vos nous nos notre Vous Votre Nous te ti tu tus contigo usted Te Tu Sie Ihr Ihre "
    "Ihren Ihnen wir uns Wir je jouw uw Je Uw você seu Você du dig deg din ditt dina vi oss vår vårt våra Du Vi anda kamu kami Anda siz sizin bizi вы вам вас ваш нас нам наш "
    "наши Вы twój twoje nasz nasze Twój vám váš náš naše σας μας".split()
)
_MADE = frozenset(
    "produced generated edited published appears appeared written translated supported funding funded copyright reproduced license licence licensed reserved "
    "powered automatic automatically automated AI independent editorial newsroom journalism journalist journalists subscribe subscribed subscriber "
    "subscribers subscription subscriptions newsletter newsletters reader readers advert adverts advertising advertisement".split()
)
"""Words on how a story was made and by whom it is paid for."""
_PIECES = frozenset(
    "article story report piece version edition page post newsletter column audio video podcast interview transcript website site artikel beitrag artículo "
    "noticia articolo artigo notícia contenu inhalt".split()
)
_OF_ITSELF = re.compile(
    r"\b(?:this|the|our|an?|cet|dies(?:er|em|en|es|e)|est[ea]|quest[oa']|dit|denna|denne) ?(?:\w{1,30} )?"
    r"(?:article|story|report|piece|version|edition|page|post|newsletter|column|audio|video|podcast|interview|transcript|website|site|artikel|beitrag|artículo|"
    r"noticia|articolo|artigo|notícia|contenu|inhalt)\b",
    re.IGNORECASE,
)
"""The names of what a page holds, where the page speaks of itself."""
_PIECES = _PIECES.union(map(str.capitalize, _PIECES), map(str.upper, _PIECES))
_WORD = re.compile(r"[\w']+")
_SPACED = {at: " " for at in range(128) if not (chr(at).isalnum() or chr(at) in "_'")}
_FIGURE = re.compile(r"\d")
_ASKED = re.compile(
    r"(?:get|sign|join|read|watch|see|follow|subscribe|click|listen|download|support|help|share|discover|explore|find|try|start|enjoy|learn|check|stay|don['’]t|"
    r"visit|contact|submit|send|call|add|become|buy|catch|choose|continue|create|donate|enter|give|keep|let|like|log|look|make|please|register|save|scroll|"
    r"select|shop|show|skip|tap|tell|text|tweet|type|unlock|use|view|want|write|need|looking|lesen|hören|sehen|abonnieren|lire|voir|écouter|lea|lee|vea|suscríbete|"
    r"leggi|guarda|iscriviti|veja|leia|assine|lees|bekijk|luister)\b",
    re.IGNORECASE,
)
"""The first words of lines that ask their reader to do something."""
_ADDRESS = re.compile(r"\S@\S|@\w|\.(?:com|org|net|example)\b")
_MAY_BE_ADDRESS = ("@", ".com", ".org", ".net", ".example")
_QUOTED = re.compile(r"[\"“«„][^\"”»“]{0,400}[\"”»“]?")
_QUOTES = '"“«„'
_SPEECH = ("–", "—")
"""With which somebody's words begin in many languages."""
_FULL = re.compile(r"\.\s?[\"”“’»«)]*$")
_SIGNED = re.compile(
    r"(?:\w{3}|\s\d)[.!?][\"”’)]{0,2}(?:\s(?:/?\w{2,8}|[A-Z]{2,5}(?: [A-Z]{2,4}){1,3}|[a-z]{2,3}(?:-[a-z]{2,3}){0,2}/[a-z]{2,3}|[■♦◆●▪]|\(ends\)|\([A-Z]\)|\([A-Z][^\W\d_]{1,20}[^()\d]{0,30}\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\)|[–—-]{1,2}\s?(?i:with (?:a )?(?:reports?|files|inputs?)) [^.!?]{2,40})"
    r"|\s?[–—-]{1,2}\s?(?![^\n]{0,60}(?:[Pp]hoto|[Ff]oto|Pic|File))(?:[A-Z][\w.]{1,20}(?:(?:, | |/)[A-Z][\w.]{1,20}){0,3}))$"
)
"""A sentence, and the mark that an agency puts behind its last ("Enditem", "PTI ABC", "– Northwire.com"), a desk's ("(D)"), or whoever helped
("—WITH A REPORT FROM ADA OBI").
"""
_MANY = 8
_SHORT, _PHRASE, _SENTENCE, _PARAGRAPH = 3, 6, 12, 24
"""Words of a line, up to each of which its length counts for the next."""
_A_STAMP = 60
_NEAR = 3
_FAR = 3
_ASIDES = 5
"""Lines beside the story from which their number above a line counts no more."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines, the role of each by itself, and where its header ends."""

    said: Sequence[str]
    alone: Sequence[Role]
    headline: int
    header: int


def is_signed(line: str) -> bool:
    """True if an agency's mark stands behind a line's last sentence."""
    return _SIGNED.search(line[-60:]) is not None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is read once: its words, and what of them and of its beginning tells how it speaks."""

    words: list[str]
    points: int
    has_quote: bool
    is_said: bool
    to_reader: bool
    asks: bool
    of_making: bool
    of_itself: bool


def features(page: Page) -> Iterator[dict[str, float]]:
    """What each line looks like and where it stands. A name that is missing counts as 0."""
    own = [stems(line) for line in page.said]
    read = [_read(line) for line in page.said]
    is_told = [role is Role.STORY for role in page.alone]
    counts = Counter(stem for at, found in enumerate(own) if is_told[at] for stem in found)
    shared = [sum([counts[stem] > is_told[at] for stem in found]) for at, found in enumerate(own)]
    core = [at for at in range(page.header + 1, len(own)) if is_told[at] and _is_core(read[at], shared[at])]
    lows = Counter(line.casefold() for line in page.said)
    asides = _asides_above(page.alone)
    stamped = [
        len(line) < _A_STAMP and _FIGURE.search(line) is not None and any(find_dates(line)) for line in page.said
    ]
    for at, line in enumerate(page.said):
        found = _look(line, read[at], page.alone[at])
        found.update(_place(page, at, is_told, core, stamped))
        size = len(own[at])
        found["shared"] = shared[at] / size if size else 0.0
        found["shares none"] = size > _NEAR and not shared[at]
        found["shares two"] = shared[at] > 1
        found["asides above"] = asides[at] / _ASIDES
        found["told twice"] = lows[line.casefold()] > 1
        for pair, one, other in _PAIRED:
            found[pair] = found[one] * found[other]
        yield found


_PAIRS = (
    ("full stop", "words 13"),
    ("to reader", "asks"),
    ("last", "to reader"),
    ("last", "shares none"),
    ("last", "asks"),
    ("last", "under aside"),
    ("under aside", "over aside"),
    ("under aside", "shares none"),
    ("first", "full stop"),
    ("last", "of making"),
    ("last", "of itself"),
    ("last", "asides above"),
    ("of making", "of itself"),
)


_PAIRED = [(f"{one} & {other}", one, other) for one, other in _PAIRS]


def _asides_above(alone: Sequence[Role]) -> list[int]:
    """How many lines right above each are none of the story by themselves."""
    counts = [0]
    for role in alone[:-1]:
        counts.append(min(_ASIDES, counts[-1] + 1) if role in (*ASIDE, Role.SHORT) else 0)
    return counts


def _read(line: str) -> _Line:
    words = _words(line)
    has_quote = line[:1] in _SPEECH or any(mark in line for mark in _QUOTES)
    unquoted = ([] if line[:1] in _SPEECH else _words(_QUOTED.sub("", line))) if has_quote else words
    return _Line(
        line.split(),
        points(line),
        has_quote,
        not _SAID.isdisjoint(words),
        not _READER.isdisjoint(unquoted),
        _ASKED.match(line) is not None,
        not _MADE.isdisjoint(words),
        not _PIECES.isdisjoint(words) and _OF_ITSELF.search(line) is not None,
    )


def _words(text: str) -> list[str]:
    """A text's words, those of plain letters without a search for them."""
    text = text.replace("’", "'").replace("“", " ").replace("”", " ").replace("—", " ").replace("–", " ")
    return text.translate(_SPACED).split() if text.isascii() else _WORD.findall(text)


def _is_core(line: _Line, shared: int) -> bool:
    """True if a line is surely the story's: it tells, speaks to nobody and shares words with others that do."""
    if len(line.words) < _MANY or line.points > 0 or line.asks:
        return False
    return (shared > 1 or line.is_said) and not line.to_reader


def _has_address(line: str) -> bool:
    if "://" in line or "www." in line or "©" in line:
        return True
    return any(mark in line for mark in _MAY_BE_ADDRESS) and _ADDRESS.search(line) is not None


def _look(line: str, read: _Line, alone: Role) -> dict[str, float]:
    """What a line looks like by itself."""
    words, score = read.words, read.points
    capitals = sum([word[0].isupper() for word in words[1:]]) / max(1, len(words) - 1)
    return {
        "words 3": len(words) <= _SHORT,
        "words 6": _SHORT < len(words) <= _PHRASE,
        "words 13": len(words) > _SENTENCE,
        "words 25": len(words) > _PARAGRAPH,
        "sentence": is_sentence(line),
        "full stop": _FULL.search(line[-8:]) is not None or is_signed(line),
        "asking": line.endswith("?"),
        "calling": line.endswith("!"),
        "cut off": line.endswith(("…", "...")),
        "colon": line.endswith(":"),
        "capitals": line.isupper() and len(words) > 1,
        "as a title": capitals,
        "said": read.is_said,
        "quote": read.has_quote,
        "of making": read.of_making,
        "of itself": read.of_itself,
        "to reader": read.to_reader,
        "asks": read.asks and not read.has_quote,
        "points 1": score > 0,
        "points 2": score > 1,
        "points 3": score > 2,
        "points under 0": score < 0,
        "figures": _FIGURE.search(line) is not None,
        "address": _has_address(line),
        "bracket": line[:1] in "([*",
        "small letter": line[:1].islower(),
        "item": alone is Role.ITEM,
    }


def _place(
    page: Page, at: int, is_told: Sequence[bool], core: Sequence[int], stamped: Sequence[bool]
) -> dict[str, float]:
    """Where a line stands, seen from the lines that are surely the story's, itself left out."""
    place = bisect_left(core, at)
    above = core[place - 1] if place else -1
    is_last = not core or core[-1] <= at
    near = [n for n in range(max(0, at - _NEAR), min(len(is_told), at + _NEAR + 1)) if n != at]
    return {
        "first": above < 0,
        "last": is_last,
        "far below": is_last and at > above + _FAR,
        "right below": above == at - 1,
        "right above": at + 1 in core[place : place + 2],
        "near": sum(is_told[n] for n in near) / (2 * _NEAR),
        "over headline": at <= page.headline,
        "in header": at <= page.header,
        "under aside": at > 0 and page.alone[at - 1] in ASIDE,
        "over aside": at + 1 < len(is_told) and page.alone[at + 1] in ASIDE,
        "over caption": at + 1 < len(is_told) and page.alone[at + 1] is Role.CAPTION,
        "over stamp": at + 1 < len(is_told) and stamped[at + 1],
        "under stamp": at > 0 and stamped[at - 1],
        "stamp": stamped[at],
    }
