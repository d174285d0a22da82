"""Names that may be that of the outlet whose page a text dump is, and the signs that one of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.extract.byline_roles import has_role
from index.extract.captions import is_credit
from index.extract.copyright_notices import notices, owner
from index.extract.date_text import find_dates
from index.extract.date_words import date_words
from index.extract.dump_header import Header
from index.extract.dump_names import is_prose
from index.extract.furniture import is_doubted, is_list_heading, is_menu, is_sentence
from index.extract.header_lines import is_date_word
from index.extract.menu_words import is_menus
from index.extract.outlets import OUTLET_NAME, is_agency, is_paper, known_name
from index.unicode import squeezed

_WHOLE_NAME = re.compile(OUTLET_NAME)
SOURCE = re.compile(rf"^(?:[Ss]ource|Quelle|Źródło|Fonte|Fuente|Kaynak|Kilde|Källa|Bron)\s?: (?P<name>{OUTLET_NAME})")
APPEARED = re.compile(
    rf"\b(?:(?:originally|first) (?:appeared|published) (?:on|in|by)|(?:article|story|piece|column|post) (?:was |is )?published in) (?P<name>{OUTLET_NAME}(?:\.com|\.org)?)(?=[:,.;]|\s(?:on|as)\b|$)"
)
_APP = re.compile(
    rf"\b(?:[Dd]ownload|[Gg]et|[Oo]pen|[Ii]n|[Oo]n) (?:[Tt]he |[Yy]our )?(?P<name>{OUTLET_NAME}) [Aa]pp\b"
)
_OWN = (
    APPEARED,
    SOURCE,
    _APP,
    re.compile(rf"^(?P<name>{OUTLET_NAME}) (?i:home ?page|home|(?:desktop |mobile )?logo)$"),
    re.compile(
        rf"^(?:About|Follow(?: us on)?|Like|Support|Join|Watch|Contact|Thank(?:s| you) for reading|Why you can trust|Part of) (?P<name>{OUTLET_NAME})(?=\W{{0,3}}$|[!.,] | on (?:Facebook|X|Twitter|Google|Instagram|WhatsApp|Telegram)\b)"
    ),
    re.compile(
        rf"(?:^More|^Latest|[Ss]tories|[Vv]ideos|[Nn]ews|^Discover more|[Nn]ewsletters?|[Uu]pdates) (?:[Ff]rom|by) (?P<name>{OUTLET_NAME})\W{{0,3}}$"
    ),
    re.compile(
        rf"^(?P<name>{OUTLET_NAME})(?: is (?:an?|the) (?:[\w-]{{1,30}} ){{0,2}}(?:publication|newsletter|newspaper|newsroom|magazine|website|service|broadcaster|network)\b| may earn\b| has been \w{{3,20}}ing\b| staff and is published\b|['’]s? (?:[Dd]aily|[Nn]ewsletter|[Jj]ournalism)\b)"
    ),
)
"""Where a page says its own name."""
_MENTIONS = (
    re.compile(rf"\b(?:for|gegenüber|to|with) (?P<name>{OUTLET_NAME})(?=['’ :,.;!]|$)"),
    re.compile(rf"\btold (?P<name>{OUTLET_NAME})(?=[ :,.;]|$)"),
    re.compile(
        rf"\b(?:reporter|editor|journalist|writer|correspondent|columnist)s? (?:for|at|with|of) (?P<name>{OUTLET_NAME})"
    ),
    re.compile(rf"[·•|/] (?P<name>{OUTLET_NAME})$"),
)
"""Where it may say it."""
_DATELINE = re.compile(r"[^\W\d_a-z]{2}[^()\n]{0,40}\((?P<name>[A-Z]{3,5}(?:-TV)?)\) ?[—–-]")
_ADDRESS = re.compile(r"\b(?:www\.)?([a-z0-9-]{3,40})\.(?:[a-z]{2,10})\b")
_MAIL = re.compile(r"@(?:[a-z]{1,10}\.)?([a-z0-9-]{3,40})\.[a-z]{2,10}\b")
_OF_LOGO = re.compile(
    r"[ ,–-]{1,3}(?:(?:back to |go to )?home ?page|back to home|(?:desktop |mobile |site )?logo)\.?$", re.IGNORECASE
)
"""What stands behind a page's name in the words for its logo, which a text dump has in the logo's place."""
_BESIDE = re.compile(r"\s[|·–—-]\s|,\s")
"""What parts a page's name from what else stands on its line."""
_WEEKDAY = re.compile(r",? (?:mon|tues|wednes|thurs|fri|satur|sun)day$", re.IGNORECASE)
_SITE_NAME = re.compile(r"([\w-]{2,30}(?:\.[a-z]{2,4}){1,2})(?:\s[|·–—-]\s.*)?")
"""A site's name, perhaps with what it is."""
_SMALL = re.compile(r"(?<=\s)(?:Of|And|The|Da|De|Do|Del|Du|La|Le|Des|Der|Og|Och|Und|I)(?=\s)")
_ARTICLE = re.compile(r"^(?:the |l['’])", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s(?!\w)")
_ORDERS = frozenset("about add follow get join like more press read see sign subscribe support watch".split())
_NETWORKS = frozenset(
    "googlenews applenews facebook twitter instagram whatsapp telegram youtube linkedin tiktok flipboard".split()
)
_HEAD = 14
"""Lines from the top in which a page's name may stand alone."""
_FEW_WORDS = 5
_A_LINE = 140
_A_NOTICE = 280
_A_HEADING = 60
_SHORT = 3
"""Letters of a name that is looked for as a word of its own."""


@dataclass(slots=True)
class Candidate:
    """A name that may be the page's: how it is written, and where it stands."""

    forms: list[str] = field(default_factory=list)
    rank: int = -1
    """How many names stand over it that stand alone as it does; -1 if it never does, over the headline."""
    line: int = 0
    """The number of the line that it stands on alone."""
    is_owner: bool = False
    is_own: bool = False
    """True if the page says that it is its own."""
    is_dateline: bool = False
    """True if it stands in the story's dateline, where an agency's name would."""
    is_noticed: bool = False
    is_address: bool = False
    beside: int = 0
    """How many lines beside the story hold it among other words."""
    told: int = 0
    """How many paragraphs of the story hold it."""


def candidates(said: Sequence[str], header: Header) -> dict[str, Candidate]:
    """The names that may be the page's, by their letters."""
    found: dict[str, Candidate] = {}
    authors = {squeezed(line)[2:] for line in said if line[:3].casefold() == "by "}

    def of(name: str) -> Candidate | None:
        if key(name) in authors or not _may_be(name, header):
            return None
        one = found.setdefault(key(name), Candidate())
        one.forms.append(name)
        return one

    rank = 0
    for at, name in _alone(said, header):
        if (one := of(name)) and at < header.headline_line and one.rank < 0:
            one.rank, one.line, rank = rank, at, rank + 1
    noticed = notices(said)
    if (name := owner(noticed)) and (one := of(name)):
        one.is_owner = True
    for name, is_own in _mentioned(said):
        if one := of(name):
            one.is_own |= is_own
    for name in {match["name"] for line in said if (match := _DATELINE.match(line))}:
        if not is_agency(known_name(name)) and (one := of(name)):
            one.is_owner = one.is_dateline = True
    _count(found, said, noticed, header)
    return found


def _count(found: dict[str, Candidate], said: Sequence[str], noticed: Sequence[str], header: Header) -> None:
    """Count what the page's addresses, its notices and its lines beside the story say for each name."""
    addresses = {squeezed(label) for line in said for label in _labels_of_addresses(line)}
    addresses |= {label.removeprefix("www") for label in addresses}
    headline = squeezed(header.headline)
    prose = [is_prose(line) and not is_doubted(line) for line in said]
    beside = [line for line, is_told in zip(said, prose, strict=True) if not is_told and len(line) < _A_NOTICE]
    glued = [one for one in map(squeezed, beside) if one != headline]
    worded = [words(line) for line in beside] if any(len(name) <= _SHORT for name in found) else []
    notes = [words(line) for line in noticed]
    story = [f" {line.casefold()}" for at, line in enumerate(said) if prose[at] and at > header.headline_line]
    for name, one in found.items():
        told = words(_ARTICLE.sub("", one.forms[0]))
        one.is_address = not addresses.isdisjoint((name, f"the{name}"))
        one.is_noticed = any(told in note for note in notes)
        one.told = sum(f" {_ARTICLE.sub('', one.forms[0]).casefold()}" in line for line in story)
        if len(name) <= _SHORT:
            one.beside = sum(told in line and told != line for line in worded)
        else:
            one.beside = sum(name in line and line not in (name, f"the{name}") for line in glued)


def _alone(said: Sequence[str], header: Header) -> Iterator[tuple[int, str]]:
    """The names that stand on lines of their own among the first, perhaps with the day of the edition or what the page is; the lines' numbers first."""
    for at, line in enumerate(said[: max(_HEAD, header.headline_line, header.last)]):
        if at == header.headline_line:
            continue
        if at < header.headline_line and (site := _SITE_NAME.fullmatch(line)):
            yield at, site[1]
            continue
        bare = line
        for date in find_dates(line) if any(map(str.isdigit, line)) else ():
            bare = line[: date.start].strip(" ,|–-")
        bare = _OF_LOGO.sub("", _WEEKDAY.sub("", bare))
        bare = bare if is_name(bare) else _BESIDE.split(bare, maxsplit=1)[0]
        name, _, short = bare.rpartition(" ")
        bare = name if name and short.casefold() == initials(name) else bare
        if bare.islower() and is_paper(bare):
            bare = titled(bare)
        if is_name(bare[:1].upper() + bare[1:]) and (" " not in bare or not bare.islower()):
            yield at, bare


def _mentioned(said: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The names that a page says elsewhere; whether it says them as its own."""
    for line in said:
        for number, pattern in enumerate((*_OWN, *_MENTIONS) if len(line) < _A_LINE else ()):
            if (pattern is not _APP or "pp" in line) and (match := pattern.search(line)):
                yield _POSSESSIVE.split(match["name"])[0] or match["name"], number < len(_OWN)


def is_name(line: str) -> bool:
    """True if a line could be an outlet's name and is no section's, order's or menu's."""
    if len(line) > _A_HEADING or not _WHOLE_NAME.fullmatch(line) or len(line.split()) > _FEW_WORDS:
        return False
    return not (is_sentence(line) or is_doubted(line) or is_list_heading(line) or is_menu(line))


def is_brand(name: str) -> bool:
    """True for names like no word of the language ("SkelbyLive", "Quay24", "skelby.net")."""
    return re.search(r"[a-z][A-Z]|[a-z]\d|[A-Za-z]\.[a-z]", name) is not None


def _may_be(name: str, header: Header) -> bool:
    told = name.casefold().removeprefix("the ").split()
    if (
        not told
        or told[0] in _ORDERS
        or is_menus(name)
        or date_words().known.issuperset(told)
        or len(key(name)) < _SHORT
        or key(name) in _NETWORKS
        or is_doubted(name)
        or is_date_word(name)
        or is_credit(name)
        or has_role(f", {name}")
    ):
        return False
    return not any(key(name) == squeezed(person) for person in header.byline)


def key(name: str) -> str:
    """The letters of a name without its article, to compare by."""
    return squeezed(_ARTICLE.sub("", name))


def words(line: str) -> str:
    """A line's words in small letters, with a space on both sides."""
    told = " ".join(re.findall(r"[^\W_]+", line.casefold()))
    return f" {told} "


def initials(name: str) -> str:
    """The first letters of a name's words, in small ones."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name.removeprefix("The "))).casefold()


def titled(name: str) -> str:
    """A name in capitals in the usual case, its small words in small letters."""
    return _SMALL.sub(lambda match: match[0].lower(), name.title())


def _labels_of_addresses(line: str) -> list[str]:
    """The names of sites in a line that is nothing but an address, and in its mail addresses."""
    if "@" in line:
        return _MAIL.findall(line.casefold())
    return _ADDRESS.findall(line.casefold()) if " " not in line and "." in line else []
