"""Whose a page is, by the signs of a text dump: its name over the story, in its notices, in its address, and where it speaks of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import log1p

from index.extract.bylines import read_byline
from index.extract.dump_header import Header
from index.extract.outlet_signs import APPEARED, Candidate, candidates, initials, is_brand, titled
from index.extract.outlets import is_agency, is_paper, known_name

_LINK_NUMBER = re.compile(r"\[\d{1,3}\]")
"""The number that text browsers give a link."""
_A_NOTICE = 280
_MOST = 150
"""Lines of a page's beginning, and of its end, that are looked at."""
_ENOUGH = 3.1
"""Weight from which a name is believed to be the page's."""
_WHOLE = 1.5
"""Weight from which a longer name is taken that holds the best."""


def told_outlet(text: str, lines: Sequence[tuple[int, int]], header: Header) -> str:
    """The outlet's name, where the page tells it in several ways; else empty."""
    said = [_LINK_NUMBER.sub("", line) if "[" in line else line for line in (text[slice(*line)] for line in lines)]
    for line in said:
        if "ublished" in line or "ppeared" in line:
            match = APPEARED.search(line) if len(line) < _A_NOTICE else None
            if match and is_paper(match["name"]):
                return match["name"].removeprefix("the ")
    found = candidates([*said[:_MOST], *said[_MOST:][-_MOST:]], header)
    weights = {name: _weight(one) for name, one in found.items()}
    best = max(weights, key=weights.__getitem__, default="")
    if not best or weights[best] < _ENOUGH or _is_byline(found[best].forms[0]):
        return ""
    if found[best].is_owner and found[best].rank < 0:  # a firm, called like its page
        own = (name for name, one in found.items() if name.removesuffix("com") in best and weights[name] >= _ENOUGH)
        best = max(own, key=lambda name: found[name].beside)
    whole = [
        name
        for name, one in found.items()
        if name == best or (weights[name] >= _WHOLE and initials(one.forms[0]) == best)
    ]
    return _written(found[max(whole, key=len)], text)


def _weight(one: Candidate) -> float:
    """How much speaks for a name: what each sign counts was fitted to pages of many outlets, then rounded and in part set by hand."""
    name = one.forms[0]
    over = 2.2 + 1.7 / (1 + one.rank) + 1.1 * (one.rank == 0) - 1.6 * log1p(one.line) if one.rank >= 0 else 0.0
    return (
        over
        + 1.0 * one.is_noticed
        + 1.0 * one.is_owner
        + 1.0 * one.is_dateline
        + 0.9 * one.is_own
        + 1.0 * one.is_address
        + 1.5 * log1p(one.beside)
        + 1.9 * is_paper(name)
        + 2.0 * is_brand(name)
        + 1.1 * name.startswith("The ")
        - 1.0 * (" " not in name and not one.beside)
        - 2.0 * is_agency(known_name(name))
        - 1.2 * (one.told > 1 and not _is_claimed(one))
    )


def _is_claimed(one: Candidate) -> bool:
    """True for a name that a notice or an address of the page gives."""
    return one.is_owner or one.is_noticed or one.is_address


def _is_byline(name: str) -> bool:
    byline = read_byline(name)
    return bool(byline and byline.is_marked)


def _written(one: Candidate, text: str) -> str:
    """A name as the page writes it, in the usual case where it does so anywhere, and with its article where that belongs to it."""
    forms = one.forms
    mixed = [form for form in forms if not form.isupper()] or [
        titled(forms[0]) if forms[0].startswith("THE ") else forms[0]
    ]
    name = max(mixed, key=mixed.count).removeprefix("the ")
    if known := known_name(name):
        return known
    bare = name.removeprefix("The ")
    if bare.isupper():
        return name
    if one.rank >= 0 and not forms[0].isupper():
        return forms[0].removeprefix("the ")  # as it stands over the headline
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
