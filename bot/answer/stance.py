"""The stance of a quote for a claim or against it, told by negation and by the words of fact-checks. Pure.

It gives no verdict: quotes are set apart so that a person sees both sides.
"""

from __future__ import annotations

import re

from bot.answer.answers import Stance
from index.search.terms import terms

_AGAINST = re.compile(
    r"\b(?:our (?:rating|ruling|verdict)s?:?\s*(?:false|altered|misleading|missing context|partly false|satire|miscaptioned)|"
    r"(?:is|was|are|were|'s|be|been) (?:not true|false|untrue|fake|incorrect|wrong|misleading|altered|fabricated|baseless|a hoax)|"
    r"no (?:evidence|truth|indication|proof|sign|record)|debunked|hoax|fabricated|digitally (?:added|altered)|photoshopped|doctored|"
    r"false(?:ly)? (?:claim|claims|claimed|claiming)|did not happen|never happened|contrary to|unharmed|unhurt|survived|"
    r"den(?:y|ies|ied)|reject(?:s|ed)?|refus(?:e|es|ed|ing)|fail(?:s|ed)? to|declined to|dismiss(?:es|ed)?)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:not|never|no|none|nobody|neither|nor|without|cannot|hardly)\b|n[’']t\b", re.IGNORECASE)
_FOR = re.compile(r"\b(?:our (?:rating|ruling|verdict)s?:?\s*true|it is true|confirmed that|indeed)\b", re.IGNORECASE)
_RETELLS = re.compile(
    r"\b(?:post|tweet|meme|caption|video|image|photo|claim|user|headline|message|article)s?\b[^.\n]{0,60}\b(?:reads?|says|said|claims?|claimed|claiming|shows?|"
    r"purports?|alleges?|states?)\b|\b(?:reads?|says?|claims?|states?) (?:the|a|one) (?:\w+ )?(?:post|tweet|meme|caption|video|headline)\b|\bpurportedly\b|\bthe claim:",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b(?:never|first|most|records?|history|historic|ever|all[- ]time|only|(?:more|fewer|less|bigger|larger|higher|longer) \w+ than (?:any\w*|all)|"
    r"more than any\w*|surpass\w*|topp(?:ed|ing)|unprecedented|maiden|youngest|oldest|biggest|largest|highest|longest)\b",
    re.IGNORECASE,
)
_MODAL = frozenset("would should could might may must".split())
_WANTING = frozenset(
    "call calls called calling urge urges urged urging ask asks asked want wants wanted demand demands demanded pressure pressured pressed push pushed "
    "hopes hoped".split()
)
"""Words after which "to resign" is only wanted."""
_NOUN_ENDS = ("tion", "sion", "ment", "tions", "ments")
_BEFORE = 5
"""Words before a deed in which an "if" makes it a condition."""
_NEAR = 5
_SHARED_AGAINST, _SHARED_FOR = 0.34, 0.8
"""Share of the claim's words that a quote has to hold to be taken as speaking against it with a negation, or for it: a claim with
another name or another year than the quote shares most of its words."""
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def stance_of(claim: str, quote: str) -> Stance:
    """Where ``quote`` stands to ``claim``; empty where its words do not tell."""
    claimed = terms(_NEGATION.sub(" ", claim))
    if not claimed:
        return ""
    negative_claim = bool(_NEGATION.search(claim))
    if _AGAINST.search(quote):
        return "for" if negative_claim else "against"
    if _FOR.search(quote):
        return "against" if negative_claim else "for"
    shared = len(claimed & terms(quote)) / len(claimed)
    if _negates(quote, claimed):
        return "" if shared < _SHARED_AGAINST else "for" if negative_claim else "against"
    if negative_claim:
        return "against" if shared >= _SHARED_FOR else ""
    return "for" if shared >= _SHARED_FOR else ""


def retells(quote: str) -> bool:
    """``quote`` only tells what a post claims, as fact-checks do before they check it."""
    return _RETELLS.search(quote) is not None and not _AGAINST.search(quote)


def only_possible(claim: str, quote: str) -> bool:
    """A deed of the claim stands in ``quote`` only as what might be done, or is wanted: "calls to resign", "if he does not resign"."""
    if _AGAINST.search(quote):
        return False
    claimed = terms(_NEGATION.sub(" ", claim))
    words = _WORD.findall(quote)
    places: dict[str, list[bool]] = {}
    for place, word in enumerate(words):
        if not word.islower() or word.endswith(_NOUN_ENDS):
            continue  # a name or a noun is no deed
        before = {other.casefold() for other in words[max(0, place - _BEFORE) : place]}
        last = words[place - 1].casefold() if place else ""
        possible = last in _MODAL or "if" in before or (last == "to" and not _WANTING.isdisjoint(before))
        for term in terms(word) & claimed:
            places.setdefault(term, []).append(possible)
    return any(all(possible) for possible in places.values())


def tells_of_record(claim: str, quote: str) -> bool:
    """Both speak of a first, a most or a never: "had never won it before" and "its first ever"."""
    return bool(_RECORD.search(claim) and _RECORD.search(quote))


def _negates(quote: str, claimed: frozenset[str]) -> bool:
    """A negation stands right before a word of the claim."""
    words = _WORD.findall(quote)
    for place, word in enumerate(words):
        if _NEGATION.fullmatch(word) or word.casefold().endswith(("n't", "n’t")):
            after = " ".join(words[place + 1 : place + 1 + _NEAR])
            if claimed & terms(after):
                return True
    return False
