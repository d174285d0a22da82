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


def _negates(quote: str, claimed: frozenset[str]) -> bool:
    """A negation stands right before a word of the claim."""
    words = _WORD.findall(quote)
    for place, word in enumerate(words):
        if _NEGATION.fullmatch(word) or word.casefold().endswith(("n't", "n’t")):
            after = " ".join(words[place + 1 : place + 1 + _NEAR])
            if claimed & terms(after):
                return True
    return False
