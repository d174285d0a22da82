"""Press releases: what says that a page is one, and which institution speaks on it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.extract.furniture_table import plain

_MARKS = frozenset(
    (
        "for immediate release",
        "press release",
        "press releases",
        "press statement",
        "press briefing",
        "news release",
        "media release",
        "media statement",
        "official statement",
        "transcript",
        "pressemitteilung",
        "medienmitteilung",
        "communiqué de presse",
        "communiqué",
        "comunicado de prensa",
        "nota de prensa",
        "comunicado de imprensa",
        "nota à imprensa",
        "comunicato stampa",
        "persbericht",
        "pressmeddelande",
        "pressemeddelelse",
        "pressemelding",
        "komunikat prasowy",
        "tisková zpráva",
        "tiedote",
        "basın açıklaması",
        "siaran pers",
    )
)
_CAPITAL = r"[^\W\d_a-z][\w.'’-]{0,24}"
_INSTITUTION = re.compile(
    rf"(?:{_CAPITAL} ){{0,4}}(?:(?:Department|Ministry|Office|Embassy|Agency|Bureau|Commission|Board|Authority|Administration|Secretariat) (?:of|for|on)"
    r"|Minist(?:ère|erio|ério|ero|erium|erie|erstwo)|Bundesministerium|Secretaría|Préfecture|Departamento|Gobierno|Governo|Ayuntamiento|Prefeitura|Polizeipräsidium"
    r"|(?:Attorney|Sheriff|Governor|Mayor|Minister|President)['’]s Office|Police Department)"
    rf"(?:,? (?:(?:of|and|the|for|in|de|del|des|du|la|las|los|da|do|das|dos|della|dell|für|und|van|en|et|e|y|&) ){{0,2}}(?:(?:l|d|dell)['’])?{_CAPITAL}){{0,7}}"
)
"""The name of what a state, a town or its courts speak by."""
_OVER = 4
"""Lines below an institution's name in which its release says that it is one."""


def is_release(line: str) -> bool:
    """True for a line that says of a page that it is a press release, and nothing else."""
    return plain(line) in _MARKS


def is_institution(line: str) -> bool:
    """True for an institution's name."""
    return _INSTITUTION.fullmatch(line) is not None


def heads_release(said: Sequence[str], at: int) -> bool:
    """True for an institution's name over its press release."""
    return is_institution(said[at]) and any(map(is_release, said[at + 1 : at + 1 + _OVER]))


def issuer(said: Sequence[str], last: int) -> str:
    """The first institution that is named alone down to this line of a press release; else empty."""
    head = said[: last + 1 + _OVER]
    return next(filter(is_institution, head), "") if any(map(is_release, head)) else ""
