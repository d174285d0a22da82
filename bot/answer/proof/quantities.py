"""Limits and units of numbers: at least, up to, about; dollars, miles, hours; later and earlier."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer.proof.beside import Texts
from bot.answer.proof.tokens import Token, unit_of

_LIMITS = (
    ("least", r"at least|no (?:fewer|less) than|a minimum of|not less than"),
    ("more", r"more than|over|above|exceed(?:s|ed|ing)?|greater than|upwards of|in excess of|topped"),
    ("most", r"up to|at most|as many as|as much as|no more than|not more than|a maximum of"),
    ("less", r"less than|fewer than|under|below|just under"),
    ("nearly", r"nearly|almost|close to|approaching"),
    ("about", r"about|around|roughly|approximately|some|(?:an )?estimated(?: at)?"),
    ("only", r"only|just|merely"),
    ("exactly", r"exactly|precisely"),
)
_LIMIT = re.compile("|".join(rf"(?P<{name}>\b(?:{pattern}))" for name, pattern in _LIMITS) + r"", re.IGNORECASE)
_BETWEEN = re.compile(r"\W{0,3}(?:(?:a|an|another|usd|its|their|his|her|further|only) ){0,2}", re.IGNORECASE)
_ALIKE = (frozenset(("nearly", "less")), frozenset(("least", "more")), frozenset(("about", "nearly")))
_TIMES = frozenset("minute hour day week month year decade second percent point".split())
_DIFFERENCES = frozenset(
    "later earlier ago before after longer shorter slower faster higher lower older younger taller".split()
)


def limits(claim: Sequence[Token], quotes: Texts) -> tuple[str, str, str]:
    """A number keeps its limit and unit. A reason to refuse the claim, an objection to it, and a doubt."""
    whole = [token for quote in quotes for token in quote]
    ours, theirs = _limits_of(claim), _limits_of(whole)
    doubt = (
        "it counts from another point in time"
        if not _shifts(claim) <= _shifts(whole) or _unshifted(claim, whole)
        else ""
    )
    for key, kinds in ours.items():
        for limit, unit in kinds:
            known = theirs.get(key, [])
            if not known or (limit, unit) in known:
                continue
            units = {theirs_unit for _, theirs_unit in known}
            if unit and units == {""} and any(unit == other for kinds in theirs.values() for _, other in kinds):
                doubt = "it is open what a number counts"
                continue
            if unit and unit not in units:
                return f"its quotes do not count {unit}s so", "", ""
            if not unit and units != {""} and "" not in units:
                doubt = "it leaves out the unit of a number"
            bounds = {theirs_limit for theirs_limit, theirs_unit in known if theirs_unit == unit or not unit}
            if limit in bounds:
                continue
            if any({limit, other} <= alike for other in bounds for alike in _ALIKE):
                doubt = "it sets another limit to a number"
            elif limit == "only":
                doubt = "it makes little of a number"
            elif limit == "about":
                doubt = "it says about for an exact number"
            else:
                return "", "it sets another limit to a number" if limit else "it leaves out the limit of a number", ""
    return "", "", doubt


def _limits_of(items: Sequence[Token]) -> dict[str, list[tuple[str, str]]]:
    """For each number, by its key, its limits and units."""
    found: dict[str, list[tuple[str, str]]] = {}
    listed = list(items)
    for place, token in enumerate(listed):
        if token.kind != "number" and token.plain not in ("half", "third", "quarter", "twice"):
            continue
        before = " ".join(one.plain for one in listed[max(0, place - 5) : place]) + " "
        after = " " + " ".join(one.plain for one in listed[place + 1 : place + 4])
        limit = ""
        for match in _LIMIT.finditer(before):
            if _BETWEEN.fullmatch(before[match.end() :]):
                limit = match.lastgroup or ""
        if re.match(r"\W{0,2}(?:\w{1,12} )?or (?:more|higher|over)\b", after):
            limit = "least"
        if re.match(r"\W{0,2}(?:\w{1,12} )?or (?:less|fewer|under)\b", after):
            limit = "most"
        found.setdefault(token.key, []).append((limit, unit_of(listed, place) if token.kind == "number" else ""))
    return found


def _shifts(text: Sequence[Token]) -> set[tuple[str, str]]:
    """Numbers that tell a difference ("three months later", "two years before"), each with the word for it."""
    found: set[tuple[str, str]] = set()
    for place, token in enumerate(text):
        if token.kind == "number":
            after = [one.plain for one in text[place + 1 : place + 4]]
            if after and after[0].rstrip("s") in _TIMES:
                told = next((word for word in after[1:] if word in _DIFFERENCES), "")
                found |= {(token.key, {"before": "earlier", "after": "later"}.get(told, told))} if told else set()
    return found


def _unshifted(claim: Sequence[Token], quotes: Sequence[Token]) -> bool:
    """A number of the claim is a difference wherever the quotes have it, and none in the claim."""
    ours = {key for key, _ in _shifts(claim)}
    stated = [token.key for token in quotes if token.kind == "number"]
    shifted = [key for key, _ in _shifts(quotes)]
    return any(
        token.kind == "number" and token.key in shifted and token.key not in ours and stated.count(token.key) == 1
        for token in claim
    )
