"""Claims made wrong on purpose, by rule: a judge that lets one of them pass is not to be believed.

Each says what the quotes of its claim do not: a decoy that were true would make an honest judge look like a careless one.
"""

from __future__ import annotations

import random
import re

from bot.answer.cues.stated_numbers import numbers

_NUMBER = re.compile(r"(?<![\w.,:$£€-])\d{1,3}(?:,\d{3})*(?![\w:%-])(?![.,]\d)")
_LIMIT = re.compile(
    r"\b(?:least|most|more|less|fewer|over|under|up|than|about|around|nearly|almost|roughly|some|approximately|below|above)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? *$|^ *(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
_NAMES = r"((?:[A-Z][\w’'-]{1,40})(?: [A-Z][\w’'-]{1,40}){0,3})"
_DOES = (
    r"(?:had |has |have )?(?:asked|requested|accused|attacked|beat|defeated|sued|blamed|fired|hired|warned|invited|told|killed|shot|"
    r"arrested|bought|called|urged|criticised|criticized|praised|replaced|succeeded|visited|telephoned|paid|beaten|thanked|threatened)"
)
_EXCHANGE = re.compile(rf"\b{_NAMES} ({_DOES}(?: [a-z]+){{0,5}}) {_NAMES}")
_HEDGE = re.compile(
    r"\b(?:could|may|might) (?=[a-z])|\b(?:is|are|was|were) (?:expected|planned|scheduled|due|set|likely) to\b"
)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|can|did|does|must|should)\b(?! not\b|n[’']t)")
_PAST = re.compile(
    r"(?<=[a-z] )(?:said|told|won|lost|went|came|made|took|gave|held|met|found|began|left|rose|fell|[a-z]{3,}ed)\b"
)
_NEGATED = re.compile(
    r"\b(?:not|never|no(?! (?:more|later|fewer|less) than)|nobody|none|nothing|denied|without)\b|n[’']t\b",
    re.IGNORECASE,
)
_OPPOSITES = dict(
    pair
    for one, two in (
        line.split("/")
        for line in (
            "rose/fell increased/decreased higher/lower gained/lost won/lost accepted/rejected approved/rejected opened/closed "
            "bought/sold before/after best/worst highest/lowest largest/smallest first/last guilty/innocent supported/opposed "
            "majority/minority northern/southern eastern/western older/younger allowed/banned hired/dismissed for/against"
        ).split()
    )
    for pair in ((one, two), (two, one))
)
_OPPOSED = re.compile(rf"\b(?:{'|'.join(word for word in _OPPOSITES if word != 'for')})\b")
_A_MONTH = re.compile(
    r"\b(?:January|February|March(?= \d|,|\.|$)|April|June|July|August|September|October|November|December)\b"
)
_MONTHS = ("January", "April", "June", "July", "September", "October", "November", "December")

_TURNS = tuple(
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (r"\b(?:did|does|do) not ", "certainly did "),
        (r" not\b|n[’']t\b| never\b", ""),
        (r"\bdenied\b", "admitted"),
        (r"\bwithout\b", "with"),
        (r"\b(?:none|nobody)\b", "everybody"),
        (r"\b(?:no|nothing)\b(?! (?:more|later|fewer|less)\b)", "plenty of"),
    )
)
"""A negation, and what turns it round."""


def decoys(claim: str, quoted: str, rng: random.Random) -> list[str]:
    """``claim`` made wrong in as many of the ways as there are, the subtle ones first; none where there is none."""
    ways = [
        _exchanged(claim),
        _renumbered(claim, quoted, rng),
        _certain(claim),
        _opposed(claim),
        _redated(claim, quoted, rng),
        _negated(claim),
    ]
    return list(dict.fromkeys(made for made in ways if made and made != claim))


def _exchanged(claim: str) -> str:
    """Two names exchanged around a verb that is not done to one another."""
    found = _EXCHANGE.search(claim)
    if not found or found[1] == found[3] or re.search(r"\b(?:and|or|each|both)\b", found[2]):
        return ""
    return f"{claim[: found.start()]}{found[3]} {found[2]} {found[1]}{claim[found.end() :]}"


def _renumbered(claim: str, quoted: str, rng: random.Random) -> str:
    """Another number for one that stands without a limit, which would make it half true."""
    for found in _NUMBER.finditer(claim):
        before, after = claim[max(0, found.start() - 24) : found.start()], claim[found.end() : found.end() + 12]
        if (
            _LIMIT.search(before)
            or re.search(r"\bor (?:more|less|fewer)\b", after)
            or _MONTH.search(before)
            or _MONTH.search(after)
        ):
            continue
        value = int(found.group().replace(",", ""))
        other = value + rng.randrange(1, 9) * max(1, value // 10) + (1 if value < 10 else 0)
        if 1800 <= value < 2100 or numbers(str(other)) & numbers(quoted):
            continue
        written = f"{other:,}" if "," in found.group() else str(other)
        return claim[: found.start()] + written + claim[found.end() :]
    return ""


def _certain(claim: str) -> str:
    """A possibility or a plan made a certainty."""
    return _HEDGE.sub("will ", claim, count=1).replace("  ", " ") if _HEDGE.search(claim) else ""


def _opposed(claim: str) -> str:
    """One word turned into its opposite."""
    return _OPPOSED.sub(lambda found: _OPPOSITES[found.group()], claim, count=1)


def _redated(claim: str, quoted: str, rng: random.Random) -> str:
    """Another month, of which the quotes say nothing."""
    others = [month for month in _MONTHS if month not in claim and month[:3] not in quoted]
    return _A_MONTH.sub(rng.choice(others), claim, count=1) if others else ""


def _negated(claim: str) -> str:
    """The opposite; also where the claim negates, of which only the negation is taken."""
    if _NEGATED.search(claim):
        turns = (pattern.sub(word, claim, count=1) for pattern, word in _TURNS)
        return next(
            (turned for turned in turns if turned != claim), f"It is not true that {claim[:1].lower()}{claim[1:]}"
        )
    if found := _VERB.search(claim):
        return f"{claim[: found.end()]} not{claim[found.end() :]}"
    if found := _PAST.search(claim):
        return f"{claim[: found.start()]}never {claim[found.start() :]}"
    return f"It is not true that {claim[:1].lower()}{claim[1:]}"
