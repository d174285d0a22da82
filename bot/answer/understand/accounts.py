"""Questions about accounts that differ: two values of one thing, of which the articles may tell either, or both."""

from __future__ import annotations

import re

_TELLER = r"(?:site|outlet|article|paper|newspaper|source|report|story|place|channel|post|page|piece)s?"
_TELLS = r"(?:has|have|had|says?|said|reports?|reported|claims?|claimed|gives?|gave|wrote|writes?|puts? it at|got)"
_WHICH = r"[\s,;:.-]*(?:(?:so )?(?:which|why|who(?:'?s| is)?|what(?:'?s| is)? (?:the )?(?:right|correct|true|real|it))\b.*)?$"
_TWO_TELLERS = re.compile(
    rf"^(?:one|some|a|an|the first) (?:{_TELLER} )?{_TELLS}(?: that)? (?P<a>.{{1,120}}?)[\s,;]+(?:(?:and|but|while|whereas) )?"
    rf"(?:another|the other|others?|the second|some)(?: {_TELLER}| one)?(?: {_TELLS})?(?: that)? (?P<b>.{{1,120}}?){_WHICH}",
    re.IGNORECASE,
)
_NAMED_TELLERS = re.compile(
    rf"^[\w’'. -]{{2,30}}? {_TELLS}(?: that)? (?P<a>.{{1,120}}?),? (?:and|but|while|whereas) [\w’'. -]{{2,30}}? (?:{_TELLS}(?: that)? )?(?P<b>\S{{0,20}}\d.{{0,100}}?)"
    r"[\s,;:.-]+(?:which|why|who(?:'?s| is) right)\b.*$",
    re.IGNORECASE,
)
_EITHER_NUMBER = re.compile(
    r"^(?P<before>\S.{0,200}?\b)(?P<a>[$€£]?\d[\d.,]*(?:\s+[a-z]+)?)\s+or\s+(?P<b>[$€£]?\d[\d.,]*(?:\s+[a-z]+)?)\b(?P<after>(?:\s+\S+){0,3})\W*$",
    re.IGNORECASE,
)
_EITHER_WORD = re.compile(
    r"^(?P<before>(?:who|what|when|where|which|how)\b.{8,200}?)[,:]\s*(?P<a>[\w’'-]+(?: [\w’'-]+)?) or (?P<b>[\w’'-]+(?: [\w’'-]+)?)"
    r"(?:[?.,;]|$).*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[$€£]?\d[\d.,]*")
_SHORT = 3


def accounts(question: str) -> tuple[str, str] | None:
    """The two accounts that ``question`` sets against each other, each as a question or statement of its own; None where it does not.

    "One site has 45 dead, another 32": "45 dead" and "32 dead". "In 2 minutes or 8": each of the two in the question.
    """
    for pattern in (_TWO_TELLERS, _NAMED_TELLERS):
        if match := pattern.match(question):
            return _filled(match["a"].strip(" ,"), match["b"].strip(" ,"))
    if match := _EITHER_WORD.match(question):
        return f"{match['before']} {match['a']}", f"{match['before']} {match['b']}"
    if match := _EITHER_NUMBER.match(question):
        first, second = (f"{match['before']}{value}{match['after']}" for value in _filled(match["a"], match["b"]))
        return first, second
    return None


def _filled(first: str, second: str) -> tuple[str, str]:
    """Both in full: the shorter takes from the other what is said of the number."""
    one, other = _NUMBER.search(first), _NUMBER.search(second)
    if one and other and len(second.split()) <= min(_SHORT, len(first.split())):
        return first, f"{first[: one.start()]}{other[0]}{first[one.end() :]}"
    if one and other and len(first.split()) <= _SHORT:
        return f"{second[: other.start()]}{one[0]}{second[other.end() :]}", second
    return first, second
