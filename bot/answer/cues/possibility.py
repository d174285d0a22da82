"""Deeds that a sentence tells only as possible, wanted, planned or undecided. Pure."""

from __future__ import annotations

import re

from index.search.terms import terms

_MODAL = frozenset("would should could might may must will can".split())
_WANTING = frozenset(
    "call calls called calling urge urges urged urging ask asks asked want wants wanted demand demands demanded pressure pressured pressed push pushed "
    "hope hopes hoped plan plans planned planning seek seeks sought propose proposed intend intends intended expect expected aim aims aimed due "
    "meant try tries tried trying attempt attempts attempted threaten threatens threatened offer offers offered vow vows vowed pledge pledged promise "
    "promised prepared preparing ready likely eligible scheduled set bid effort efforts permission exemption invitation invited asking chance".split()
)
"""Words after which "to resign" is only wanted, or may be done."""
_UNDECIDED = re.compile(
    r"\b(?:whether|consider(?:s|ed|ing)?|weigh(?:s|ed|ing)?|mull(?:s|ed|ing)?|sidestep\w{0,4}|undecided)\b",
    re.IGNORECASE,
)
_IF = frozenset(("if", "unless"))
_NOUN_ENDS = ("tion", "sion", "ment", "tions", "ments")
_BEFORE = 5
"""Words before a deed among which "wanted to" makes it a wish."""
_CONDITION = 8
"""Words before a deed in which an "if" makes it a condition."""
_REFUSED = re.compile(
    r"\b(?:not true|false|untrue|fake|no (?:evidence|truth|indication|proof|sign|record)|den(?:y|ies|ied)|reject(?:s|ed)?|refus(?:e|es|ed|ing)|"
    r"fail(?:s|ed)? to|declined to|dismiss(?:es|ed)?|never)\b",
    re.IGNORECASE,
)
_BARGAIN = re.compile(
    r"\b(?:contracts?|deals?|settle(?:ments?|d)|sold|sell|bought|buy|pa(?:y|id)|sign(?:ed)?|sale|price|salary|fee|bid)\b",
    re.IGNORECASE,
)
_TURNED_DOWN = re.compile(
    r"\b(?:reject(?:s|ed|ing)|turn(?:s|ed|ing) (?:it |them |this |that )?down|declin(?:es|ed|ing)|spurn(?:s|ed|ing)|refus(?:es|ed|ing)|walk(?:s|ed|ing) away from)\b",
    re.IGNORECASE,
)
_OF_OFFERS = re.compile(
    r"\b(?:offer\w{0,3}|reject\w{0,3}|turn\w{0,3} down|declin\w{0,3}|refus\w{0,3}|why)\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def only_possible(claim: str, quote: str) -> bool:
    """A deed of the claim stands in ``quote`` only as what might be done, or is wanted: "calls to resign", "if he does not resign"."""
    if _REFUSED.search(quote):
        return False
    to_come = not _MODAL.isdisjoint(claim.casefold().split())  # what the claim itself tells as to come need not be done
    claimed = terms(claim)
    words = _WORD.findall(quote)
    places: dict[str, list[bool]] = {}
    for place, word in enumerate(words):
        if not word.islower() or word.endswith(_NOUN_ENDS):
            continue  # a name or a noun is no deed
        for term in terms(word) & claimed:
            places.setdefault(term, []).append(_is_possible(words, place, to_come=to_come))
    return any(all(possible) for possible in places.values())


def is_turned_down(question: str, text: str) -> bool:
    """Asked about a bargain, ``text`` tells of one that was not struck: the offer that was turned down is not the contract."""
    return (
        _BARGAIN.search(question) is not None
        and _OF_OFFERS.search(question) is None
        and _TURNED_DOWN.search(text) is not None
    )


def leaves_undecided(claim: str, quote: str) -> bool:
    """``quote`` tells a word of the claim only as what is not decided: "sidestepped a question about whether she would stay"."""
    found = _UNDECIDED.search(quote)
    if found is None or _UNDECIDED.search(claim):
        return False
    claimed = terms(claim)
    before, after = (
        terms(" ".join(filter(str.islower, _WORD.findall(part))))
        for part in (quote[: found.start()], quote[found.end() :])
    )
    return bool(claimed & after - before)


def _is_possible(words: list[str], place: int, *, to_come: bool) -> bool:
    """The word at ``place`` stands behind one that makes it a possibility."""
    before = [other.casefold() for other in words[max(0, place - _CONDITION) : place]]
    while before and before[-1] in ("be", "been"):
        before.pop()
    if not _IF.isdisjoint(before):
        return True
    if to_come:
        return False
    *earlier, last = before[-_BEFORE:] or [""]
    wanted = last == "to" and (not _WANTING.isdisjoint(earlier) or earlier[-1:] in (["was"], ["were"], ["is"], ["are"]))
    return wanted or last in _MODAL
