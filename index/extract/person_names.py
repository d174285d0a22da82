"""One person's name out of a byline, in its usual case."""

from __future__ import annotations

import re

from index.extract.byline_roles import DESKS, is_nobody
from index.extract.byline_words import has_role_word
from index.extract.menu_words import has_menu_word, is_menus
from index.extract.name_shapes import WORD, is_small

_FIRMS = frozenset(
    "center centre institute foundation network project bureau agency service press plc inc ltd llc corp co group ag se sa nv gmbh holdings bank university council news times post images pictures photos publication".split()
)
_NO_NAMES = frozenset(
    "add get join sign log open view hide show toggle project rural regional local global para per pour für voor zum zur special in on at for with from about how what why when where who which this that these our your all new no not more most also see read watch listen share follow text photo redacción redação redazione rédaction redaktion redaksi redakcja redactie".split()
)
"""First words of what is no name though its words have capitals ("In Summary")."""
_AN_INITIAL = 4
_WITH_ROLE = 4
"""Words of a name of three and what the person is ("Rubén Arellano Tapia Corresponsal")."""
_OF_BEAT = frozenset("writer reporter editor correspondent columnist critic".split())
"""What somebody is, behind what they write of ("Ada Marr Nostalgia writer")."""
_MONONYM = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]{3,14}")
"""The whole name of somebody who has but one."""
_EASTERN = re.compile(r"[A-Z]{2,5} [A-Z]{2,5}-[A-Z]{2,5}")
"""A name of East Asia in capitals, whose last part begins with a small letter otherwise ("Kim Min-soo")."""
_TURKISH = frozenset("İĞ")
_HONOURS = re.compile(r"(?:dr|prof|sir|dame|lord|the rev|rev)\.?\s", re.IGNORECASE)


def usual_name(text: str, *, is_marked: bool) -> str | None:
    """A name in its usual case; empty for one word alone, which names nobody; None where it is no name."""
    words = _HONOURS.sub("", text).split()
    if is_marked and has_role_word(text):
        while len(words) > 2 and words[0].islower():
            words = words[1:]
    if has_role_word(" ".join(words)):
        size = 2 + (len(words) == _WITH_ROLE and not (_is_desk(words[2]) or words[3] in _OF_BEAT))
        while size < len(words) and (is_small(words[size - 1]) or len(words[size - 1].strip(".")) == 1):
            size += 1
        words = words[:size]
    if not words or len(words) > 5 or max(map(len, words)) < 2 or not all(WORD.fullmatch(word) for word in words):
        return None
    if not all(word[0].isupper() or is_small(word) for word in words) and not (
        is_marked and len(words) == 2 and text.islower()
    ):
        return None
    if words[-1].strip(".").casefold() in _FIRMS or words[0].casefold() in _NO_NAMES or is_menus(" ".join(words)):
        return None
    if len(words) == 1:
        return (words[0] if _MONONYM.fullmatch(text) and not is_nobody(text) else "") if is_marked else None
    words[-1] = words[-1].removesuffix(".") if len(words[-1]) > _AN_INITIAL else words[-1]
    whole = " ".join(words)
    if _EASTERN.fullmatch(whole):
        return f"{words[0].title()} {words[1].capitalize()}"
    is_family = len(words) > 2 and words[-2].isupper() and len(words[-1]) == _AN_INITIAL  # "Ada LE BRIS"
    if whole.isupper() or (words[-1].isupper() and (is_family or len(words[-1]) > _AN_INITIAL)):
        return _titled(whole)
    return " ".join(map(_usual, words))


def _titled(name: str) -> str:
    """A name in capitals with small letters behind the first of each word; Turkish has two for I, of which İ has the dot."""
    if not _TURKISH.isdisjoint(name):
        return " ".join(word[0] + word[1:].replace("İ", "i").replace("I", "ı").lower() for word in name.split())
    return name.title().replace("’S", "’s")


def _is_desk(word: str) -> bool:
    """True for a word that tells what somebody writes of, or what somebody is."""
    return word.casefold() in DESKS or has_menu_word(word) or has_role_word(word)


def _usual(word: str) -> str:
    """ "McDERMOTT" as it is written among small letters; short capitals are initials."""
    if match := re.fullmatch(r"(Mc|Mac|O['’]|D['’])([A-Z]{3,})", word):
        return match[1] + match[2].capitalize()
    return word.title() if word.isupper() and len(word) > 3 and "." not in word else word
