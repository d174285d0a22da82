"""Notices of copyright, and whose name they give: an outlet's, or that of the firm it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.extract.outlets import OUTLET_NAME

_NOTICE = re.compile(
    r"(?:©|\(c\)|\bcopyright\b|^@)\W{0,3}(?:copyright\W{0,3})?\d{4}|\d{4}\W{0,3}©|© ?[^\n]{2,60}\b20\d\d\b|\ball rights reserved\b"
    r"|^copyright\b|\b(?:direitos|derechos) reservados\b|\bdroits réservés\b|\brechte vorbehalten\b|\bdiritti riservati\b|\bprawa zastrzeżone\b|\bhakları saklıdır\b",
    re.IGNORECASE,
)
_MARKS = (
    "©",
    "(c)",
    "(C)",
    "opyright",
    "OPYRIGHT",
    "@ ",
    "eserv",
    "ESERV",
    "vorbehalten",
    "iservati",
    "zastrzeżone",
    "saklıdır",
)
"""Of which a notice of copyright has one."""
_HEADS = re.compile(
    r"\W{0,3}(?:(?:©|@|\(c\)|copyright|content|all rights? reserved|tod[oa]s (?:l?[oa]s )?(?:direitos|derechos) reservados|tous droits réservés|alle rechte vorbehalten|tutti i diritti riservati|\d{4}(?:\s?[-–]\s?(?:\d{2,4}|present))?|[MDCLXVI]{4,9}\b|by|[-–,.:|])\s{0,2}){1,6}",
    re.IGNORECASE,
)
"""The beginning of a notice of copyright, before its owner's name."""
_OWNER = re.compile(rf"(?P<name>{OUTLET_NAME})")
_RIGHTS = re.compile(
    r"\s(?:All|Todos|Todas|Tous|Alle|Tutti|Wszelkie|Všechna|Все|Всі|Tüm|Prohibid[ao]|Minden|Kaikki|Alla|Hak|Toate|Rights|Reserved|Terms|Privacy|Contact|MMX*[IVX]*)\b.*"
)
_FIRM = re.compile(
    r"(?<![ ,.])[ ,.]{1,3}(?:Ltd|Sp|C\.A|S\.A(?:\.[CSE])?|S\.L|N\.V|Limited|PLC|Plc|Inc|LLC|Corp|Corporation|Co|Company|Companies|GmbH|AG|KG|SE|SA|SL|SLU|SAS|SpA|AS|AB|BV|Oy|Pty|Pte|Pvt|Media|Medien|Group|Gruppe|"
    r"Holdings?|Network|Association|Foundation|Trust|Publications?|Publishing|Verlag|Ediciones|Editora|Editorial|Newspapers|DAC|Digital|Online|Broadcasting)$",
    re.IGNORECASE,
)
"""The end of the name of a firm that is left out of its paper's."""
_IS_FIRM = re.compile(
    r"\b(?:GmbH|Verlag|Ltd|Inc|LLC|SpA|Syndication|Services?|Riproduzione|Reproducción|Reproduction|Reprodução)\b|&",
    re.IGNORECASE,
)
_FIRM_WORD = re.compile(
    r"\b(?:GmbH|Verlag|Ltd|Limited|PLC|Inc|LLC|Corp|Corporation|Company|Co|AG|KG|SA|S\.A|SAS|SpA|AB|BV|Oyj?|ApS|A/S|ASA|OÜ|Zrt|Kft|Nyrt|Srl|S\.r\.l|S\.p\.A|Ltda|LTDA|Sdn|Bhd|s\.r\.o|d\.o\.o|Pty|Pte|Pvt|PT|DAC|Group|Gruppe|Grupo|Holdings?|Universal|Media|Medien|"
    r"Publish(?:ing|ers?)|Publications?|Newspapers|Communications?|Comunicaç(?:ão|ões)|Ediciones|Editorial|Editora|Editore|Foundation|Trust|Digital|Broadcasting)\b"
)
"""A word of a firm's name."""
_STATES = ("Crown", "Commonwealth of Australia")
"""Owners of what offices of the Commonwealth's states publish."""
_FIRMS = 4
_LAST = 20
"""Lines at the end of a page, among which a notice of copyright needs no year."""


def notices(lines: Sequence[str]) -> list[str]:
    """The lines that are notices of copyright: with their year, or among a page's last."""
    return [line for at, line in enumerate(lines) if _is_notice(line, is_last=at >= len(lines) - _LAST)]


def _is_notice(line: str, *, is_last: bool) -> bool:
    return any(mark in line for mark in _MARKS) and (_NOTICE.search(line) is not None or (is_last and "©" in line))


def owner(found: Sequence[str]) -> str:
    """The name in the first of these notices, that of a firm without what says that it is one."""
    for line in found:
        head = _HEADS.match(line)
        match = _OWNER.match(line, head.end() if head else 0)
        if match and line.startswith(" for ", match.end()):  # an association's, which is called by all of its name
            continue
        name = _RIGHTS.sub("", match["name"]) if match and (head or "©" in line[match.end() : match.end() + 3]) else ""
        for _ in range(_FIRMS):
            name = _FIRM.sub("", name).rstrip(" &") if " " in name.removesuffix(" Online") else name
        if name and not _IS_FIRM.search(name) and name not in _STATES:
            return name
    return ""


def is_firm(name: str) -> bool:
    """True for a name that says that it is a firm's."""
    return _FIRM_WORD.search(name) is not None
