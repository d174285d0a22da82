"""The houses in bylines: agencies, outlets, and whoever else authors work for."""

from __future__ import annotations

import re

from index.extract.byline_roles import ROLES
from index.extract.menu_words import has_menu_word
from index.extract.name_shapes import looks_like_names
from index.extract.outlets import is_agency, is_paper, known_name

_AGENCY = frozenset("agency agencia agência agenzia agence agentur agencja agentschap redaksi".split())
DOMAIN = re.compile(r"[\w-]{2,30}(?:\.[a-z]{2,4}){1,2}")
"""An author's house by its address ("LRV.lt")."""
_HOUSE_WORDS, _CAPITAL_WORDS = 4, 8
"""Words that a house's name may have, and one in capitals."""
_A_NAME = 2
"""Words that a name has at least."""
_LAST = re.compile(r",? (?:and|und|et|y|e|&) ")
"""What stands before the last of several names."""


def named(text: str) -> str:
    """The agency or outlet that a text names, a section or desk of it included ("CNN Business", "Redazione ANSA"); else empty."""
    if (name := known_name(text)) or not 2 <= len(text.split()) <= 4:
        return name
    first, _, rest = text.partition(" ")
    is_of_house = first.casefold() in ROLES or first.casefold() in _AGENCY
    before, _, last = text.rpartition(" ")
    is_desk = has_menu_word(last) or last.casefold() in ROLES or " " in before or before.isupper()
    return (known_name(before) if is_desk else "") or (known_name(rest) if is_of_house else "")


def may_be_house(part: str) -> bool:
    """True for what may be whoever an author works for: a few words, or more in capitals ("Tern Media for Tern.com")."""
    words = part.split()
    return len(words) <= _HOUSE_WORDS or (
        len(words) <= _CAPITAL_WORDS and all(word[0].isupper() or word in ("for", "of", "the", "and") for word in words)
    )


def without_houses(text: str) -> str:
    """Names without the houses that stand behind each of several ("Ada Obi, Tern News, and Jon Ek, The Loch")."""
    pairs = [pair.split(", ") for pair in _LAST.split(text)] if ", " in text else []
    is_house = len(pairs) > 1 and all(len(pair) == 2 for pair in pairs)
    is_house = is_house and (not looks_like_names(pairs[0][1]) or is_paper(pairs[0][1]))
    return " and ".join(pair[0] for pair in pairs) if is_house else text


def agency_behind(name: str) -> tuple[str, str]:
    """A name and the agency that stands right behind it ("ADA OBI Associated Press"), which is empty for most."""
    words = name.split()
    for at in range(_A_NAME, len(words)):
        agency = known_name(" ".join(words[at:]))
        if is_agency(agency) and looks_like_names(" ".join(words[:at])):
            return " ".join(words[:at]), agency
    return name, ""


def without_paper(name: str) -> str:
    """A name without the paper's behind it, which is in capitals or has what its author is behind it ("Ada Obi Globe Staff", "Ada Obi LA VOIX")."""
    words = name.split()
    last = len(words)
    while last and (words[last - 1].casefold() in ROLES or words[last - 1] in ("Staff", "staff")):
        last -= 1
    for at in range(_A_NAME, last):
        house = " ".join(words[at:last])
        is_apart = last < len(words) or (house.isupper() and not name.isupper())
        if is_apart and is_paper(house) and looks_like_names(" ".join(words[:at])):
            return " ".join((*words[:at], *words[last:]))
    return name
