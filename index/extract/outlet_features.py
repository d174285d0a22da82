"""What a text dump shows of a name to be that of the outlet whose page it is, in figures of which none knows an outlet: the input of its scorer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log1p

from index.extract.byline_roles import ends_in_role
from index.extract.copyright_notices import is_firm
from index.extract.dump_header import Header
from index.extract.dump_names import is_prose
from index.extract.furniture import is_doubted
from index.extract.menu_words import has_menu_word, is_menus
from index.extract.outlet_signs import AGAIN, ARTICLE, SIGNS, Candidate, addresses, initials, is_brand
from index.extract.outlets import is_agency, is_paper, known_name, told_name
from index.unicode import unaccented

_A_NOTICE = 280
_SHORT = 3
"""Letters of a name that is looked for as it is written, for other words hold them."""
_MANY = 3
_SITE = re.compile(r"\S{2,30}\.(?:[a-z]{2,4}|[A-Z]{2,3})")
_TO_PLACES = ("in", "at", "near", "aus", "en", "à", "em", "w", "of")
"""Words before the names of places."""


def features(found: Mapping[str, Candidate], said: Sequence[str], header: Header) -> dict[str, dict[str, float]]:
    """What each name shows. A name that is missing counts as 0."""
    labels = addresses(said)
    headline = unaccented(header.headline)
    prose = [is_prose(line) and not is_doubted(line) for line in said]
    beside = [line for line, is_told in zip(said, prose, strict=True) if not is_told and len(line) < _A_NOTICE]
    glued = [one for one in map(unaccented, beside) if one != headline]
    alone, whole = Counter(glued), "\n".join(("", *glued, ""))
    written = "\n".join(beside)
    story = "\n".join(f" {line.casefold()}" for at, line in enumerate(said) if prose[at] and at > header.headline_line)
    menus = [at for at, line in enumerate(said[: header.headline_line + 1]) if is_menus(line)]
    shown: dict[str, dict[str, float]] = {}
    for name, one in found.items():
        bare = ARTICLE.sub("", one.forms[0])
        alone_there = alone[name] + alone[f"the{name}"]
        count = written.count(bare) if len(name) <= _SHORT else whole.count(name)
        shown[name] = {
            **_look(one),
            **{sign: sign in one.signs for sign in SIGNS},
            "signs": log1p(len(one.signs - AGAIN)),
            **_place(one, menus),
            "only firm's": "firm's" in one.signs and one.rank < 0 and one.signs <= {"owner", *AGAIN},
            "alone": log1p(alone_there),
            "beside": log1p(max(0, count - alone_there)),
            "begins": log1p(max(0, whole.count(f"\n{name}") - alone[name])),
            "ends": log1p(max(0, whole.count(f"{name}\n") - alone_there)),
            "once": count == alone_there == 1 and not one.signs,
            "over & signs": one.rank >= 0 and log1p(len(one.signs - AGAIN)),
            "over & beside": one.rank >= 0 and log1p(max(0, count - alone_there)),
            "place": log1p(sum(story.count(f" {word} {bare.casefold()}") for word in _TO_PLACES)),
            "in headline": name in headline,
            "told": log1p(story.count(f" {bare.casefold()}")),
            "address": not labels.isdisjoint((name, f"the{name}", initials(bare))),
            "begins address": len(name) > _SHORT and any(label.startswith(name) and label != name for label in labels),
            "holds address": any(len(label) > _SHORT and label in name and label != name for label in labels),
        }
    _compare(found, shown)
    return shown


def _look(one: Candidate) -> dict[str, float]:
    """What a name looks like."""
    name = one.forms[0]
    size = len(name.split())
    known = known_name(name)
    last = name.split()[-1]
    return {
        "words 1": size == 1,
        "words 2": size == 2,
        "words 4": size > _MANY,
        "letters": log1p(len(name)),
        "paper": is_paper(name),
        "brand": is_brand(name),
        "article": name[:4].casefold() == "the ",
        "capitals": name.isupper(),
        "short capitals": name.isupper() and len(name) <= _MANY + 2,
        "small letter": last[0].islower() and "." not in name,
        "agency": is_agency(known),
        "known": bool(known) and not is_agency(known),
        "listed": not known and (one.rank >= 0 or len(one.signs) > 1) and bool(told_name(name)),
        "what one is": ends_in_role(name),
        "menu word": has_menu_word(name),
        "digits": any(map(str.isdigit, name)),
        "site": _SITE.fullmatch(name) is not None,
        "firm": is_firm(name),
        "forms": log1p(len(one.forms)),
    }


def _place(one: Candidate, menus: Sequence[int]) -> dict[str, float]:
    """Where a name stands alone over the headline."""
    is_over = one.rank >= 0
    near = sum(one.line < at <= one.line + 4 for at in menus) if is_over else 0
    above = sum(at < one.line for at in menus) if is_over else 0
    return {
        "over": is_over,
        "rank": 1 / (1 + one.rank) if is_over else 0,
        "first": one.rank == 0,
        "first line": is_over and one.line == 0,
        "depth": log1p(one.line) if is_over else 0,
        "over menu": log1p(near),
        "under menu": log1p(above),
        "over headline": is_over and one.gap == 1,
        "near headline": is_over and 1 < one.gap <= 4,
    }


def _compare(found: Mapping[str, Candidate], shown: Mapping[str, dict[str, float]]) -> None:
    """Tell of each name which others it holds, and which hold it."""
    shorts = {name: initials(one.forms[0]) for name, one in found.items()}
    for name, look in shown.items():
        longer = [other for other in found if name in other and other != name] if len(name) > _SHORT else []
        held = [other for other in found if other in name and other != name and len(other) > _SHORT]
        look["in another"] = log1p(len(longer))
        look["in owner"] = any("owner" in found[other].signs for other in longer)
        look["begins another"] = log1p(sum(other.startswith(name) for other in longer))
        look["holds another"] = log1p(len(held))
        look["holds sign"] = any(found[other].signs for other in held)
        look["has initials"] = len(shorts[name]) > 1 and shorts[name] in found
        look["is initials"] = any(name == short for other, short in shorts.items() if other != name)
        stem = unaccented(found[name].forms[0].rpartition(".")[0]) if look["site"] else name
        follow = [other for other in found if other.startswith(stem) and other != name]
        for sign in ("over", "signs", "once"):
            look[f"known, {sign}"] = (look["known"] or look["listed"]) and look[sign]
        look["longer over"] = any(found[other].rank >= 0 for other in follow)
        look["longer owner"] = any("owner" in found[other].signs for other in follow)
        look["longer paper"] = not look["paper"] and any(shown[other]["paper"] for other in follow)
        look["holds over, below"] = not look["over"] and any(shown[other]["over"] for other in held)
        look["owner, below"] = look["owner"] and not look["over"]
        look["over, once"] = look["over"] and look["once"]
        look["over, paper"] = look["over"] and look["paper"]
        look["first, paper"] = look["first"] and look["paper"]
        look["first, once"] = look["first"] and look["once"]
        look["holds alone"] = any(shown[other]["over"] for other in held)
