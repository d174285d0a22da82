"""What authors are, in bylines and on lines of their own ("Staff Reporter"), and what names nobody though it stands for a name."""

from __future__ import annotations

import re

from index.extract.byline_words import byline_words
from index.extract.name_shapes import is_small, looks_like_names
from index.extract.outlets import is_paper

ROLES = byline_words()["roles"]
ANY_ROLE = "|".join(sorted(ROLES, key=len, reverse=True))
"""The pattern of any of them."""
_NOBODY_ALONE = frozenset(
    "admin administrator agencies agency anonymous author newsroom news online web editors editorial staff team webmaster guest wire wires partner sponsored reader readers redacción".split()
)
_HOUSES = frozenset("agency agencies wire wires newsroom service services reports".split())
"""Last words of what names nobody."""
_ROLE_START = re.compile(rf"(?:{ANY_ROLE})\s(?!by\b)[^\W\d_]", re.IGNORECASE)
_NOBODY = re.compile(
    rf"(?:(?:our|the|news|web|online|digital|own)\s)?(?:(?:\w{{1,20}}\s){{0,2}}(?:{ANY_ROLE})|agenc(?:y|ies)|wires?|newsroom|news\sservices?|wire\s(?:reports|services))"
    r"(?:\sand\s(?:agencies|wire\sreports|wires))?",
    re.IGNORECASE,
)
_STATION = re.compile(r"\s(?:in|en|à|em|aus|for|at)\s[^\W\d_][^\n]{1,70}$")
"""Where somebody works."""
DESKS = frozenset(
    "senior staff chief political politics news digital web our special business sport sports national foreign deputy associate assistant managing executive contributing breaking "
    "trending world local city crime health science education court home online features general assignment data investigative social technology tech economics".split()
)
"""Words of a desk's name or of a person's rank."""
_ROLE_WORDS = 8
_A_WORD = 24


def is_role(line: str) -> bool:
    """A line that tells what its author is, and not who ("Senior Reporter")."""
    line = line.strip()
    if len(line) >= 90 or line.endswith("."):
        return False
    first = line.split(", ")[0]
    return (
        (ends_in_role(first) and (first != line or _is_small_inside(first)))
        or is_desk(_STATION.sub("", line))
        or _ROLE_START.match(line) is not None
    )


def _is_small_inside(text: str) -> bool:
    """True for a few words with a small one among them, which no name is ("Cost of living correspondent")."""
    words = text.split()
    return (
        2 < len(words) <= _ROLE_WORDS
        and not looks_like_names(" ".join(words[:2]))
        and any(word.islower() and not is_small(word) for word in words[1:-1])
    )


def has_role(line: str) -> bool:
    """True if a line ends in what its author is ("Dana Haddad, Staff Reporter", "Dana Haddad Political editor")."""
    if not ends_in_role(line):
        return False
    words = line.split()
    return "," in line or "/" in line or (3 <= len(words) <= _ROLE_WORDS and looks_like_names(" ".join(words[:2])))


def is_nobody(word: str) -> bool:
    """True for a word that names no person, though "By" stands before it."""
    word = word.casefold()
    return word in ROLES or word in _HOUSES or word in _NOBODY_ALONE or is_paper(word)


def ends_in_role(text: str) -> bool:
    """True if a text's last word is what somebody is ("editor")."""
    return _last_word(text) in ROLES


def is_desk(text: str) -> bool:
    """True for a desk, a rank or an agency with no name to it ("Staff Reporter")."""
    last = _last_word(text)
    return (last in ROLES or last in _HOUSES) and _NOBODY.fullmatch(text) is not None


def is_person_with_role(text: str) -> bool:
    """True for a name and what the person is ("Dana Haddad Redakteurin"), which a desk's name looks like ("Political News Reporter")."""
    words = text.split()
    return len(words) == 3 and looks_like_names(" ".join(words[:2])) and DESKS.isdisjoint(text.casefold().split()[:2])


def _last_word(text: str) -> str:
    return re.split(r"\W", text[-_A_WORD:])[-1].casefold()
