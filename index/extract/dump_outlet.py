"""Whose a page is, by the signs of a text dump: its name over the story, in its notices, in its address, and where it speaks of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from index.extract.byline_roles import has_role
from index.extract.captions import is_credit
from index.extract.copyright_notices import notices, owner
from index.extract.date_text import find_dates
from index.extract.date_words import date_words
from index.extract.dump_header import Header
from index.extract.furniture import is_doubted, is_list_heading, is_menu, is_sentence
from index.extract.header_lines import is_date_word
from index.extract.menu_words import has_menu_word, is_menus
from index.extract.name_shapes import looks_like_names
from index.extract.outlets import OUTLET_NAME, is_agency, is_paper, known_name
from index.unicode import squeezed

_WHOLE_NAME = re.compile(OUTLET_NAME)
_APPEARED = re.compile(
    rf"\b(?:(?:originally|first) (?:appeared|published) (?:on|in|by)|(?:article|story|piece|column|post) (?:was |is )?published in) (?P<name>{OUTLET_NAME}(?:\.com|\.org)?)(?=[:,.;]|\s(?:on|as)\b|$)"
)
_SOURCE = re.compile(rf"^(?:[Ss]ource|Quelle|Źródło|Fonte|Fuente|Kaynak|Kilde|Källa|Bron)\s?: (?P<name>{OUTLET_NAME})")
_APP = re.compile(
    rf"\b(?:[Dd]ownload|[Gg]et|[Oo]pen|[Ii]n|[Oo]n) (?:[Tt]he |[Yy]our )?(?P<name>{OUTLET_NAME}) [Aa]pp\b"
)
_LOGO = re.compile(rf"^(?P<name>{OUTLET_NAME}) (?i:home ?page|(?:desktop |mobile )?logo)$")
_OF_LOGO = re.compile(
    r"[ ,–-]{1,3}(?:(?:back to |go to )?home ?page|back to home|(?:desktop |mobile |site )?logo)\.?$", re.IGNORECASE
)
"""What stands behind a page's name in the words for its logo, which a text dump has in the logo's place."""
_OWN = (
    _APPEARED,
    _SOURCE,
    _APP,
    _LOGO,
    re.compile(
        rf"^(?:About|Follow(?: us on)?|Like|Support|Join|Watch|Contact|Thanks for reading) (?P<name>{OUTLET_NAME})(?=\W{{0,3}}$|[!.] | on (?:Facebook|X|Twitter|Google|Instagram|WhatsApp|Telegram)\b)"
    ),
    re.compile(
        rf"(?:^More|^Latest|[Ss]tories|[Vv]ideos|[Nn]ews|^Discover more|[Nn]ewsletters?|[Uu]pdates) (?:[Ff]rom|by) (?P<name>{OUTLET_NAME})\W{{0,3}}$"
    ),
    re.compile(
        rf"^(?P<name>{OUTLET_NAME})(?: is (?:an?|the) (?:[\w-]{{1,30}} ){{0,2}}(?:publication|newsletter|newspaper|newsroom|magazine|website|service|broadcaster|network)\b| may earn\b|['’]s? (?:[Dd]aily|[Nn]ewsletter|[Jj]ournalism)\b)"
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
_ORDERS = frozenset("about add follow get join like more press read see sign subscribe support watch".split())
_LINK_NUMBER = re.compile(r"\[\d{1,3}\]")
"""The number that text browsers give a link."""
_WEEKDAY = re.compile(r",? (?:mon|tues|wednes|thurs|fri|satur|sun)day$", re.IGNORECASE)
_SMALL = re.compile(r"(?<=\s)(?:Of|And|The|Da|De|Do|Del|Du|La|Le|Des|Der|Og|Och|Und|I)(?=\s)")
_ARTICLE = re.compile(r"^(?:der|die|das|el|la|le|les|il|de|den|het|o|a)\s", re.IGNORECASE)
_SITE_NAME = re.compile(r"([\w-]{2,30}(?:\.[a-z]{2,4}){1,2})(?:\s[|·–—-]\s.*)?")
"""A site's name, perhaps with what it is."""
_POSSESSIVE = re.compile(r"['’]s(?!\w)")
_NETWORKS = frozenset(
    "googlenews applenews facebook twitter instagram whatsapp telegram youtube linkedin tiktok flipboard".split()
)
_HEAD = 14
"""Lines from the top in which a page's name may stand alone."""
_FEW_WORDS = 5
_A_LINE = 140
_A_NOTICE = 280
_A_HEADING = 60
_MOST = 150
"""Lines of a page's beginning, and of its end, that are looked at."""
_FEW_NAMES = 40
_OFTEN = 3
_MASTHEADS = 3
"""Names over the headline that may be the page's."""
_WHOLE = 3
"""Signs from which a longer name is taken that holds the best."""
_MASTHEAD = 5
"""Signs that the first name of a page counts for."""
_BUTTONS = 3
"""Names of menus that may stand over it."""
_ENOUGH = 4
"""Signs from which a name is believed to be the page's."""


@dataclass(slots=True)
class _Candidate:
    """A name that may be the page's: how it is written, and the signs that it is."""

    forms: list[str] = field(default_factory=list)
    signs: int = 0
    is_strong: bool = False
    is_alone: bool = False
    opens: bool = False
    """True for a page's first name."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A place where a page says a name, with its weight."""

    name: str
    weight: int = 1
    is_strong: bool = True
    is_alone: bool = False


def told_outlet(text: str, lines: Sequence[tuple[int, int]], header: Header) -> str:
    """The outlet's name, where the page tells it in several ways; else empty."""
    said = [_LINK_NUMBER.sub("", line) if "[" in line else line for line in (text[slice(*line)] for line in lines)]
    for line in said:
        if "ublished" in line or "ppeared" in line:
            match = _APPEARED.search(line) if len(line) < _A_NOTICE else None
            if match and is_paper(match["name"]):
                return match["name"].removeprefix("the ")
    said = [line for line in (*said[:_MOST], *said[_MOST:][-_MOST:]) if len(line) < _A_NOTICE or _DATELINE.match(line)]
    noticed = notices(said)
    found: dict[str, _Candidate] = {}
    for sign in (*_alone(said, header), *_mentioned(said), *([_Sign(name)] if (name := owner(noticed)) else [])):
        if _may_be(sign.name, header):
            own = found.setdefault(_key(sign.name), _Candidate())
            own.forms.append(sign.name)
            own.signs += sign.weight
            own.is_strong |= sign.is_strong and (" " in sign.name or sign.weight > 1 or _is_brand(sign.name))
            own.is_alone |= sign.is_alone
            own.opens |= sign.weight == _MASTHEAD
    authors = {squeezed(line)[2:] for line in said if line[:3].casefold() == "by "}
    likely = sorted(found.items(), key=lambda item: item[1].signs, reverse=True)[:_FEW_NAMES]
    found = {key: own for key, own in likely if key not in authors}
    _add_signs(found, said, noticed, header)
    believed = [key for key, own in found.items() if own.signs >= _ENOUGH and own.is_strong]
    if not any(found[key].is_alone for key in believed):
        first = _masthead(said, header.headline_line, found, needs_odd=bool(believed))
        believed = [first] if first else believed
    best = max(believed, key=lambda key: found[key].signs + 2 * found[key].is_alone + 3 * found[key].opens, default="")
    if not best:
        return ""
    site = squeezed(address[1]) if (address := _ADDRESS.fullmatch(found[best].forms[0].casefold())) else ""
    opens = found[best].opens
    whole = [
        key
        for key, own in found.items()
        if key == best
        or (
            own.signs >= _WHOLE
            and (
                (key.endswith(best) and not opens)
                or (key == f"{best}news" and not opens)
                or _initials(own.forms[0]) == best
                or (own.is_alone and site and key.startswith(site))
            )
        )
    ]
    return _written(found[max(whole, key=lambda key: (found[key].is_alone and key != best, len(key)))].forms, text)


def _add_signs(found: Mapping[str, _Candidate], said: Sequence[str], noticed: Sequence[str], header: Header) -> None:
    """Add what the page's address, its notices and its other lines say for each name."""
    addresses = {squeezed(label) for line in said for label in _labels_of_addresses(line)}
    worded = [_words(line) for line in noticed]
    if not addresses and not worded and not any(own.is_strong for own in found.values()):
        return
    addresses |= {label.removeprefix("www") for label in addresses}
    headline = squeezed(header.headline)
    short = [
        one for line in said if len(line) < _A_LINE and line not in noticed and (one := squeezed(line)) != headline
    ]
    for key, own in found.items():
        times = sum(key in line and line not in (key, f"the{key}") for line in short)
        for is_told in (
            any(label in (key, f"the{key}") for label in addresses),
            any(_words(own.forms[0].removeprefix("The ")) in notice for notice in worded),
        ):
            if is_told:
                own.signs, own.is_strong = own.signs + 2, True
        own.signs += (times > 0) + (times >= _OFTEN) + (is_paper(own.forms[0]) and not own.is_alone)
        own.signs += _is_brand(own.forms[0]) + any(one != key and one.startswith(key) for one in found)


def _masthead(said: Sequence[str], headline: int, found: Mapping[str, _Candidate], *, needs_odd: bool) -> str:
    """The first of the names that stand alone over the headline that the page says again; empty if none of the first few is.

    Once is enough of what looks like no other word, which it has to if it ``needs_odd``.
    """
    above = said[: max(0, headline)]
    alone = dict.fromkeys(key for key in map(_key, above) if key in found and found[key].is_alone)
    for key in list(alone)[:_MASTHEADS]:
        name = found[key].forms[0]
        is_only = name.isupper() and sum(map(str.isupper, above)) <= above.count(name) + 1
        is_odd = _is_brand(name) or name.startswith("The ") or is_only
        if " and " in name and looks_like_names(name):
            continue
        if (is_odd or not needs_odd) and _is_said_again(name, said, 1 if is_odd else 2 if " " in name else _OFTEN):
            return key
    return ""


def _is_said_again(name: str, said: Sequence[str], least: int) -> bool:
    """True if so many lines say a name; sentences do by its address, or if it has an article or a word that papers have."""
    is_papers = name.startswith("The ") or is_paper(name)
    again = re.compile(rf"(?<!\w){re.escape(_ARTICLE.sub('', name))}(?:\.[a-z]{{2,3}}\b|\w{{0,2}}(?!\w))")
    lines = [(line, match[0]) for line in said if line != name and (match := again.search(line))]
    if any("." in told.removeprefix(name) for _, told in lines):
        return True
    return sum("." in told or is_papers or not is_sentence(line) for line, told in lines) >= least


def _words(line: str) -> str:
    """A line's words in small letters, with a space on both sides."""
    words = " ".join(re.findall(r"[^\W_]+", line.casefold()))
    return f" {words} "


def _initials(name: str) -> str:
    """The first letters of a name's words, in small ones."""
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name.removeprefix("The "))).casefold()


def _labels_of_addresses(line: str) -> list[str]:
    """The names of sites in a line that is nothing but an address, and in its mail addresses."""
    if "@" in line:
        return _MAIL.findall(line.casefold())
    return _ADDRESS.findall(line.casefold()) if " " not in line and "." in line else []


def _alone(said: Sequence[str], header: Header) -> Iterator[_Sign]:
    """The names over the story that stand on lines of their own, perhaps with the day of the edition."""
    menus = 0
    for at, line in enumerate(said[: max(_HEAD, header.headline_line, header.last)]):
        bare = line
        for date in find_dates(line) if any(map(str.isdigit, line)) else ():
            bare = line[: date.start].strip(" ,|–-")
        bare = _OF_LOGO.sub("", _WEEKDAY.sub("", bare.split(", ")[0]))
        name, _, short = bare.rpartition(" ")
        bare = name if name and short.casefold() == _initials(name) else bare
        bare = _titled(bare) if bare.islower() and is_paper(bare) else bare
        if at < header.headline_line and (site := _SITE_NAME.fullmatch(line)):
            yield _Sign(site[1], _MASTHEAD if menus <= _BUTTONS else 2, is_alone=True)
            menus = _HEAD
            continue
        is_logo = len(bare) < len(line) and _OF_LOGO.search(line) is not None
        if (
            at < header.headline_line
            and (is_logo or menus <= _BUTTONS)
            and _opens(
                bare,
                header,
                opens_menu=is_logo or any(is_menus(below) or is_doubted(below) for below in said[at + 1 : at + 4]),
                is_told=not is_logo and any(bare in line for line in said[header.headline_line :] if is_sentence(line)),
                is_first=at == 0,
            )
        ):
            yield _Sign(bare, _MASTHEAD, is_alone=True)
            menus = _HEAD
        elif at != header.headline_line and _is_name(bare):
            menus += _HEAD if _may_be(bare, header) else 1
            has_paper = " " in bare and is_paper(re.sub(r"\bnews\b", "", bare, flags=re.IGNORECASE))
            weight = 3 if has_paper else 1
            if at == 0:
                weight += 3 if has_paper else 1
            elif at > header.headline_line >= 0 or line.startswith((f"{bare} - ", f"{bare} | ")):
                weight += 1
            yield _Sign(bare, weight, has_paper or _is_brand(bare), is_alone=True)


def _opens(line: str, header: Header, *, opens_menu: bool, is_told: bool, is_first: bool) -> bool:
    """True for a name over the headline, if its words are no menu's and it is more than one common word, or stands over a menu."""
    name = line[:1].upper() + line[1:]
    if not (_is_name(name) and _may_be(name, header)):
        return False
    if " " in line:
        return is_paper(line) or not has_menu_word(line) or (is_first and opens_menu)
    return _is_brand(line) or is_paper(line) or (opens_menu and not is_told)


def _mentioned(said: Sequence[str]) -> Iterator[_Sign]:
    """The names that a page says as its own; those of one kind once."""
    seen: set[tuple[int, str]] = set()
    for line in said:
        if match := _DATELINE.match(line):
            yield _Sign(match["name"], 0 if is_agency(known_name(match["name"])) else 3)
        for kind, pattern in enumerate((*_OWN, *_MENTIONS) if len(line) < _A_LINE else ()):
            if (
                (pattern is not _APP or "pp" in line)
                and (match := pattern.search(line))
                and (kind, match["name"]) not in seen
            ):
                seen.add((kind, match["name"]))
                yield _Sign(
                    _POSSESSIVE.split(match["name"])[0] or match["name"],
                    2 if pattern is _SOURCE else 1,
                    kind < len(_OWN),
                )


def _is_brand(name: str) -> bool:
    """True for names like no word of the language ("SkelbyLive", "Quay24", "skelby.net")."""
    return re.search(r"[a-z][A-Z]|[a-z]\d|[A-Za-z]\.[a-z]", name) is not None


def _is_name(line: str) -> bool:
    """True if a line could be an outlet's name and is no section's, order's or menu's."""
    if len(line) > _A_HEADING or not _WHOLE_NAME.fullmatch(line) or len(line.split()) > _FEW_WORDS:
        return False
    return not (is_sentence(line) or is_doubted(line) or is_list_heading(line) or is_menu(line))


def _may_be(name: str, header: Header) -> bool:
    words = name.casefold().removeprefix("the ").split()
    if (
        words[0] in _ORDERS
        or is_menus(name)
        or date_words().known.issuperset(words)
        or len(_key(name)) < 3
        or _key(name) in _NETWORKS
        or is_doubted(name)
        or is_date_word(name)
        or is_credit(name)
        or has_role(f", {name}")
    ):
        return False
    return not any(_key(name) == squeezed(person) for person in header.byline)


def _key(name: str) -> str:
    return squeezed(name.removeprefix("The ").removeprefix("the ").removeprefix("THE "))


def _written(forms: Sequence[str], text: str) -> str:
    """A name as the page writes it, in the usual case where it does so anywhere, and with its article where that belongs to it."""
    mixed = [form for form in forms if not form.isupper()] or [
        _titled(forms[0]) if forms[0].startswith("THE ") else forms[0]
    ]
    name = max(mixed, key=mixed.count).removeprefix("the ")
    if known := known_name(name):
        return known
    bare = name.removeprefix("The ")
    if bare.isupper():
        return name
    said = [text[max(0, at - 4) : at] for form in {bare, bare.upper()} for at in _places(text, form)]
    return f"The {bare}" if 2 * sum(before in ("The ", "THE ") for before in said) >= max(1, len(said)) else bare


def _places(text: str, name: str) -> Iterator[int]:
    """Where a text has a name as words of its own."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at
        at = text.find(name, end)


def _titled(name: str) -> str:
    """A name in capitals in the usual case, its small words in small letters."""
    return _SMALL.sub(lambda match: match[0].lower(), name.title())
