"""Words that deny: negations, verbs of denial, what fact-checks say of what is false, and deeds that did not come to pass. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer.cues.vocabulary import SYNONYMS
from index.irregular_verbs import is_past
from index.search.terms import terms

_AGAINST = re.compile(
    r"\b(?:our (?:rating|ruling|verdict)s?:?\s*(?:false|altered|misleading|missing context|partly false|satire|miscaptioned)|"
    r"(?:is|was|are|were|'s|be|been) (?:not true|false|untrue|fake|incorrect|wrong|misleading|altered|fabricated|baseless|a hoax)|"
    r"no (?:evidence|truth|indication|proof|sign|record)|debunked|hoax|fabricated|digitally (?:added|altered)|photoshopped|doctored|"
    r"false(?:ly)? (?:claim|claims|claimed|claiming)|did not happen|never happened|contrary to)\b",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"\b(?:(?P<spared>unharmed|unhurt|survived)|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refus(?:e|es|ed|ing)|fail(?:s|ed|ing)? to|"
    r"declin(?:es|ed|ing) to(?! (?:say|comment|answer|discuss|elaborate|give|provide|reveal|name)\b)|dismiss(?:es|ed|ing)?)\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"\s*(?:that|it|this|doing|(?:the|any|all|those|these) (?:claims?|reports?|allegations?|accusations?|rumou?rs?|charges?))\b",
    re.I,
)
"""Words after a denial that mean what was claimed."""
UNDONE = re.compile(
    r"\b(?:avert|avoid|escap|dodg|scrubb|postpon|cancel|scrapp|thwart|foil)(?:e|es|ed|led|ing|ling|s)?\b|\bcall(?:ed|s|ing)? off\b"
    r"|\b(?:wins?|victor(?:y|ies)|games?|steps?|points?|votes?|goals?|match(?:es)?) (?:away|short|shy)\b|\b(?:is|are|was|were|been|seems?|looks?|always) (?:very |highly |always )?unlikely\b",
    re.IGNORECASE,
)
"""Words beside a deed that did not come to pass, or not yet: "the strike was averted", "one win away from the title"."""
_YET_TO = re.compile(r"\byet to\b", re.IGNORECASE)
NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|neither|nor|without|cannot|hardly|yet to)\b|n[’']t\b", re.IGNORECASE
)
_NO_NEGATION = re.compile(
    r"\bno\. ?\d+|\b(?:not|isn[’']t|wasn[’']t|aren[’']t|weren[’']t) (?:only|just|merely|alone|many|all|every|everyone|the (?:first|only|last|sole))\b",
    re.IGNORECASE,
)
"""Words that look like a negation and deny nothing: "No. 1", "not only", "not the first time"."""
_NEAR, _NEAR_NOBODY = 5, 8
"""Words after a negation that it may deny; after "no one" the whole deed has yet to come."""
_NOT_ITS_DEED = frozenset(
    "urge urged ask asked call called say said tell told confirm confirmed comment commented know knew like liked love loved think believe decide decided rule ruled "
    "respond responded return returned vote voted know whether if".split()
)
"""Words after a negation that it denies, rather than what follows them."""
_STILL = re.compile(r"\b(?:still|any ?more)\b", re.IGNORECASE)
_ENDED = re.compile(
    r"\b(?:no longer|stop(?:s|ped|ping)?|quit(?:s|ting)?|leav(?:es|ing)|left|ended|abandoned|withdrew|resigned|retired|fired|ousted|sacked|closed|died)\b",
    re.IGNORECASE,
)
"""What tells that something is not still so."""
_BESIDE = 4
"""Words around a deed in which "averted" speaks of it."""
_HARM = "killed died dead hurt injured wounded murdered poisoned shot drowned"
"""Words of a claim that "survived" speaks against."""
_SHARED_DENIED = 0.3
"""Share of the claim's words that a quote holds which denies something without saying what."""
_LONGEST_BESIDE = 80
_OF_A_CLAIM = re.compile(
    r"^\W*(?:it|this|that)\b|\b(?:our|claims?|posts?|rumou?rs?|reports?|photos?|images?|videos?|tweets?|memes?)\b",
    re.IGNORECASE,
)
"""Words of a sentence that says of something told elsewhere that it is false."""
VERB_GROUPS = frozenset(group for word, group in SYNONYMS.items() if is_past(word))
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Claimed:
    """The words of a claim as stems, and the senses of its verbs."""

    terms: frozenset[str]
    senses: frozenset[str]

    def told_in(self, text: str) -> bool:
        """A word of the claim, or a verb of the sense of one of its own, stands in ``text``."""
        return bool(self.terms & terms(text)) or any(
            SYNONYMS.get(word) in self.senses for word in _WORD.findall(text.casefold())
        )


def is_verb(word: str) -> bool:
    """``word``, in small letters, is a verb that others can stand for, or a form of the past."""
    return SYNONYMS.get(word) in VERB_GROUPS or is_past(word)


def verb_senses(claim: str) -> dict[str, str]:
    """The verbs of ``claim`` that others can stand for, with their senses."""
    return {
        word: sense
        for word in _WORD.findall(claim.casefold())
        if (sense := SYNONYMS.get(word)) in VERB_GROUPS and sense
    }


def denies_it(denial: re.Match[str], claimed: Claimed, shared: float) -> bool:
    """What is denied is of the claim, and not something else, as in "the mayor, who denied fraud, resigned"."""
    if denial["spared"]:
        return shared >= _SHARED_DENIED and claimed.told_in(_HARM)
    after = re.split("[,.;:!?]", denial.string[denial.end() :], maxsplit=1)[0]
    told_before = not terms(after) or _OF_IT.match(after) is not None
    return claimed.told_in(after) or (told_before and shared >= _SHARED_DENIED)


def calls_false(quote: str, shared: float) -> bool:
    """``quote`` says that something is false, and holds ``shared`` of the claim's words, or speaks of a claim, a post or a report."""
    return _AGAINST.search(quote) is not None and (shared >= _SHARED_DENIED or _OF_A_CLAIM.search(quote) is not None)


def plainly_negated(quote: str) -> str:
    """``quote`` with "not" for "yet to", and without what only looks like a negation."""
    return _YET_TO.sub("not", _NO_NEGATION.sub(" ", quote))


def not_so(claim: str, quote: str, claimed: Claimed, shared: float) -> bool:
    """``quote`` tells that what is claimed did not come to pass, or is not still so."""
    if _STILL.search(claim) and _ENDED.search(quote) and not _ENDED.search(claim) and shared >= _SHARED_DENIED:
        return True
    return _undone(quote, claimed) and not UNDONE.search(claim)


def _undone(quote: str, claimed: Claimed) -> bool:
    """A deed of the claim stands beside a word by which it did not come to pass."""
    for found in UNDONE.finditer(quote):
        before = _WORD.findall(quote[: found.start()][-_LONGEST_BESIDE:])[-_BESIDE:]
        after = _WORD.findall(quote[found.end() :][:_LONGEST_BESIDE])[:_BESIDE]
        if claimed.told_in(" ".join(word for word in (*before, *after) if word.islower())):
            return True
    return False


def negates(quote: str, claimed: Claimed) -> bool:
    """A negation stands right before a word of the claim, or within it, as in "unclaimed"."""
    words = _WORD.findall(quote)
    for place, word in enumerate(words):
        plain = word.casefold()
        if plain.startswith("un") and not claimed.told_in(plain) and claimed.told_in(plain[2:]):
            return True
        if NEGATION.fullmatch(word) or plain.endswith(("n't", "n’t")):
            following = words[place + 1 : place + 1 + _NEAR_NOBODY]
            wide = plain == "nobody" or (plain == "no" and following[:1] in (["one"], ["longer"]))
            if _denied_among(
                following if wide else [one for one in following[:_NEAR] if not one[0].isupper()], claimed
            ):
                return True
    return False


def _denied_among(words: Sequence[str], claimed: Claimed) -> bool:
    """A word of the claim stands among those after a negation, which does not belong to a verb of speech: "has not asked her to resign"."""
    for word in words:
        if claimed.told_in(word):
            return True
        if word.casefold() in _NOT_ITS_DEED:
            return False
    return False


def speaks_against(quote: str) -> bool:
    """``quote`` denies something, whatever it is."""
    return bool(_AGAINST.search(quote) or DENIES.search(quote))
