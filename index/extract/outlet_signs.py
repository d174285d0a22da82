"""Names that may be that of the outlet whose page a text dump is, and the signs that one of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from index.extract.captions import is_credit
from index.extract.copyright_notices import is_firm, notices, owner
from index.extract.date_text import find_dates
from index.extract.date_words import date_words
from index.extract.dump_header import Header
from index.extract.furniture import is_doubted, is_list_heading, is_menu, is_sentence
from index.extract.header_lines import is_date_word
from index.extract.menu_words import is_menus
from index.extract.outlet_sayings import SAYINGS, sayings
from index.extract.outlets import OUTLET_NAME, house_of, is_agency, is_paper, known_name, told_name
from index.unicode import unaccented

_WHOLE_NAME = re.compile(rf"{OUTLET_NAME}|[A-Z]\w{{1,20}} \d{{1,2}}(?: [A-Z]\w{{1,20}}){{1,2}}")
"""A name, or a station's with its channel in it ("Quay 9 News")."""
_NAMES = re.compile(rf"\b[\w-]{{2,30}}(?:\.[a-z]{{2,4}}){{1,2}}\b|{OUTLET_NAME}")
_BEHIND = re.compile(rf"(?: for|,| [|·•–—-]) (?P<name>{OUTLET_NAME})(?=$| [|·•–—-] |, )")
"""The house behind an author's name."""
_DATELINE = re.compile(r"[^\W\d_a-z]{2}[^()\n]{0,40}\((?P<name>[A-Z]{3,5}(?:-TV)?)\) ?[—–-]")
_ADDRESS = re.compile(r"\b(?:www\.)?([a-z0-9-]{3,40})\.(?:[a-z]{2,10})\b")
_MAIL = re.compile(r"@(?:[a-z]{1,10}\.)?([a-z0-9-]{3,40})\.[a-z]{2,10}\b")
_PAGE = re.compile(r"://(?:[a-z]{1,10}\.)?([a-z0-9-]{3,40})\.[a-z]{2,10}\b")
_OF_LOGO = re.compile(
    r"[ ,–-]{1,3}(?:(?:back to |go to )?home ?page|back to home|(?:desktop |mobile |site )?logo)\.?$", re.IGNORECASE
)
"""What stands behind a page's name in the words for its logo, which a text dump has in the logo's place."""
_BESIDE = re.compile(r"\s[|·–—-]\s|,\s")
"""What parts a page's name from what else stands on its line."""
_WEEKDAY = re.compile(r",? (?:every )?(?:mon|tues|wednes|thurs|fri|satur|sun)day$", re.IGNORECASE)
_SITE_NAME = re.compile(r"([\w-]{2,30}(?:(?:\.[a-z]{2,4}){1,2}|(?:\.[A-Z]{2,3}){1,2}))(?:\s[|·–—-]\s.*)?")
"""A site's name, perhaps with what it is."""
_SMALL = re.compile(r"(?<=\s)(?:Of|And|The|Da|De|Do|Del|Du|La|Le|Des|Der|Og|Och|Und|I)(?=\s)")
ARTICLE = re.compile(r"^(?:the |l['’])", re.IGNORECASE)
_ORDERS = frozenset("about add follow get join like more press read see sign subscribe support watch".split())
_SLUG = re.compile(r".{1,20}--.{1,40}|[a-z]\d{3,5}")
"""What a wire calls a story, and its number."""
_NETWORKS = frozenset(
    "googlenews applenews facebook twitter instagram whatsapp telegram youtube linkedin tiktok flipboard feedly instapaper pressreader readly zinio "
    "factiva dowjones lexisnexis newsbank nexis nexisuni proquest readerview readermode".split()
)
"""Networks, readers and archives that show what outlets publish, by their letters."""
_REMEMBERED = 512
"""Lines whose verdict is kept: those of a page are looked at several times."""
_HEAD = 14
"""Lines from the top in which a page's name may stand alone."""
_FEW_WORDS = 5
_A_LINE = 140
_A_NOTICE = 280
_A_HEADING = 60
_A_FIRM = 20
"""Characters behind the name of a notice's owner in which it is said to be a firm's."""
_SHORT = 3
"""Letters that a name has at least."""


SIGNS = (*SAYINGS, "owner", "firm's", "noticed", "dateline", "byline", "header")
"""The ways in which a page may tell a name as its own, or as one's that it may be."""
AGAIN = frozenset(("noticed", "firm's"))
"""Those that tell no more than that a name is the owner's."""


@dataclass(slots=True)
class Candidate:
    """A name that may be the page's: how it is written, and where it stands."""

    forms: list[str] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)
    rank: int = -1
    """How many names stand over it that stand alone as it does; -1 if it never does, over the headline."""
    line: int = 0
    """The number of the line that it stands on alone."""
    gap: int = 0
    """How many lines below is the headline."""


def candidates(said: Sequence[str], header: Header) -> dict[str, Candidate]:
    """The names that may be the page's, by their letters."""
    found: dict[str, Candidate] = {}
    authors = {unaccented(line)[2:] for line in said if line[:3].casefold() == "by "}
    refused: set[str] = set()

    def of(name: str, sign: str = "") -> Candidate | None:
        name = name.strip("()")
        name = house_of(name) or name
        own = key(name)
        if own in refused or own in authors or (own not in found and not _may_be(name, own, header)):
            refused.add(own)
            return None
        one = found.setdefault(own, Candidate())
        one.forms.append(name)
        if sign:
            one.signs.add(sign)
        return one

    rank = 0
    for at, name in _alone(said, header):
        if (one := of(name)) and at < header.headline_line and one.rank < 0:
            one.rank, one.line, one.gap, rank = rank, at, header.headline_line - at, rank + 1
    for name, sign in (*_noticed(said), *sayings(said), *_in_header(said, header)):
        of(name, sign)
    _put_together(found)
    for one in found.values():
        if one.rank < 0 and is_agency(known_name(one.forms[0])):
            one.signs.discard("owner")  # of the story, not of the page
    return found


def _put_together(found: dict[str, Candidate]) -> None:
    """Count what tells of a house's firm or edition for the name that it begins with ("TIME USA", "Hürriyet Anasayfa")."""
    for own, one in list(found.items()):
        house = house_of(one.forms[0], told_name)
        if not house or not (one.signs or one.rank >= 0):
            continue
        whole = found.setdefault(key(house), Candidate())
        whole.forms += [house] * len(one.forms)
        whole.signs |= one.signs
        if whole.rank < 0 <= one.rank:
            whole.rank, whole.line, whole.gap = one.rank, one.line, one.gap
        del found[own]


def _noticed(said: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The names in a page's notices of copyright."""
    noticed = notices(said)
    if name := owner(noticed):
        yield name, "owner"
        if any(is_firm(line.partition(name)[2][:_A_FIRM]) for line in noticed):
            yield name, "firm's"
    for line in noticed:
        for match in _NAMES.finditer(line):
            yield match[0], "noticed"


def _in_header(said: Sequence[str], header: Header) -> Iterator[tuple[str, str]]:
    """The names in datelines and in the header's lines."""
    for name in {match["name"] for line in said if (match := _DATELINE.match(line))}:
        if not is_agency(known_name(name)):
            yield name, "dateline"
    if header.named_outlet:
        yield header.named_outlet, "header"
    for name in _behind_names(said, header):
        yield name, "byline"


def _behind_names(said: Sequence[str], header: Header) -> Iterator[str]:
    """The names behind those of the authors."""
    for line in said[: header.last + 1 + _HEAD] if header.byline else ():
        for person in header.byline[-1:]:
            _, here, behind = line.partition(person)
            if here and len(line) < _A_LINE and (match := _BEHIND.match(behind)):
                yield match["name"]


def _alone(said: Sequence[str], header: Header) -> Iterator[tuple[int, str]]:
    """The names that stand on lines of their own, perhaps with the day of the edition or what the page is; the lines' numbers first."""
    head = max(_HEAD, header.headline_line, header.last)
    labels = tuple(label for label in addresses(said) if len(label) > _SHORT)
    for at, line in enumerate(said):
        if at == header.headline_line or len(line) > _A_LINE:
            continue
        if (at < header.headline_line or at > head) and (site := _SITE_NAME.fullmatch(line)):
            yield at, site[1]
            continue
        if not line.istitle() and _is_of_address(line, labels):
            yield at, line
            continue
        bare = line
        if at >= head and (len(line) > _A_HEADING or not line[-1].isalnum() or is_menus(line)):
            continue
        if at < head:
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


def _is_of_address(line: str, labels: tuple[str, ...]) -> bool:
    """True for a few words, written in whatever case, that begin as a site's address does."""
    if not labels or len(line) > _A_HEADING or len(line.split()) > _FEW_WORDS or "@" in line or "/" in line:
        return False
    return key(line).startswith(labels) and not is_sentence(line)


@lru_cache(maxsize=_REMEMBERED)
def is_name(line: str) -> bool:
    """True if a line could be an outlet's name and is no section's, order's or menu's."""
    if len(line) > _A_HEADING or not _WHOLE_NAME.fullmatch(line) or len(line.split()) > _FEW_WORDS:
        return False
    return not (is_menus(line) or is_sentence(line) or is_list_heading(line) or is_menu(line) or is_doubted(line))


def is_brand(name: str) -> bool:
    """True for names like no word of the language ("SkelbyLive", "Quay24", "skelby.net")."""
    return re.search(r"[a-z][A-Z]|[a-z]\d|[A-Za-z]\.[a-z]", name) is not None


def _may_be(name: str, own: str, header: Header) -> bool:
    """True if a name may be a page's at all; ``own``: its letters."""
    told = name.casefold().removeprefix("the ").split()
    if (
        not told
        or told[0] in _ORDERS
        or _SLUG.fullmatch(name)
        or is_menus(name)
        or date_words().known.issuperset(told)
        or len(own) < _SHORT
        or own in _NETWORKS
        or (len(told) > 1 and _NETWORKS.issuperset(set(told) - {"x", "and"}))
        or own in map(unaccented, header.byline)
    ):
        return False
    return not (is_doubted(name) or is_date_word(name) or is_credit(name))


def key(name: str) -> str:
    """The letters of a name without its article, to compare by."""
    return unaccented(ARTICLE.sub("", name))


def initials(name: str) -> str:
    """The first letters of a name's words, in small ones."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name.removeprefix("The "))).casefold()


def titled(name: str) -> str:
    """A name in capitals in the usual case, its small words in small letters."""
    return _SMALL.sub(lambda match: match[0].lower(), name.title())


def addresses(said: Sequence[str]) -> set[str]:
    """The names of the sites whose addresses stand alone on a line or in a mail's, with and without "www"."""
    found = {unaccented(label) for line in said for label in _labels(line)}
    return found | {label.removeprefix("www") for label in found}


def _labels(line: str) -> list[str]:
    """The names of sites in a line that is nothing but an address, and in its mail addresses and those of its pages."""
    if "@" in line:
        return _MAIL.findall(line.casefold())
    if "://" in line:
        return _PAGE.findall(line.casefold())
    return _ADDRESS.findall(line.casefold()) if " " not in line and "." in line else []
