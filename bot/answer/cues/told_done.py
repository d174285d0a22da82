"""Sentences that tell the deed of a claim as done, by whom the claim says and as a whole; sharing its words is not enough. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer.cues.deed_doers import does_it
from bot.answer.cues.denials import NEGATION, UNDONE, is_verb, plainly_negated
from bot.answer.cues.vocabulary import senses
from bot.answer.cues.whole_deeds import is_whole
from index.irregular_verbs import base_form, is_irregular
from index.search.terms import FUNCTION_WORDS, terms
from index.sentences import sentences
from index.stemming import stem

_LEAD_IN = re.compile(r"^\W*(?:is|was) it (?:true|right|correct|a fact|the case) (?:that )?", re.IGNORECASE)
_AUXILIARY = frozenset(
    "did does do is are was were has have had will would can could should may might be been being got gets".split()
)
_DID_IT = ("did", "does", "do")
_BE = frozenset("is are was were be been being got gets".split())
_DETERMINERS = frozenset("the a an this that these those his her its their our my your of".split())
_TO_COME = re.compile(
    r"\b(?:would|should|could|might|may|must|will|can|going to|plans? to|planning to|set to|likely)\b", re.IGNORECASE
)
_CLAUSE_START = re.compile(r"[;:]|\bbut\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:insist|alleg|maintain|pretend|attest|assert|rumou?r|false|untrue|whether|deni|deny)\w{0,5}\b"
    r"|\bclaim(?:s|ed|ing)? (?:that|he|she|they|it|to)\b|\b(?:lie|lied|lying|if|unless|as though)\b",
    re.IGNORECASE,
)
"""Words before a deed that only somebody says was done."""
_MODAL = re.compile(
    r"\b(?:would|could|should|might|may|can|will|must)(?: (?:not|also|have|be|been|simply|soon|still|\w{1,20}ly)){0,3}\s*$",
    re.IGNORECASE,
)
_TO = re.compile(r"\bto(?: \w{1,20}ly)?\s*$", re.IGNORECASE)
_FIRST_TO = re.compile(r"\b(?:first|second|third|last|only|\w{2,12}est)(?: \w{1,20}){0,3} to\s*$", re.IGNORECASE)
_RESULTS = frozenset(stem(word) for word in "win become claim clinch secure reach take set advance".split())
"""Deeds of which "beat Marr to win" tells as done."""
_DID = re.compile(r"\b(?:beat|defeat|rall|went on|first|youngest|oldest|second|third|overc|upset|edg)\w{0,6}\b", re.I)
_UNDERGONE = frozenset("had underwent got suffered contracted caught".split())
_HAVING = _UNDERGONE | frozenset(
    "has have having undergo undergoing undergoes get gets suffers suffering battled battling battles contracting".split()
)
_OWNED = frozenset("his her their its".split())
_ILL = frozenset("diagnosed ill sick down infected living lives lived born struggled struggling struggles".split())
_APART = frozenset("of with in about on for from to by and but".split())
"""Words between "had" and something that is not what was had: "we have a problem with it"."""
_HAD_BEFORE, _HAD_AFTER = 4, 3
"""Words before the thing that somebody has in which "had" stands, and after it: "a scan he underwent"."""
_FEW = 3
"""Words of "did Ada Marr testify" at most."""
_MOST_PLACES = 8
"""Words of a sentence that are looked at as the deed; none of news tells it more often."""
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim taken apart at its verb."""

    subject: tuple[str, ...]
    deed: str
    rest: str
    passive: bool


def tells_done(claim: str, quote: str) -> bool:
    """A sentence of ``quote`` tells the deed of ``claim`` as done, by its subject, as a whole, and where the claim says."""
    told, parts = plainly_negated(quote), _apart(claim)
    to_come = _TO_COME.search(claim) is not None
    for start, end in sentences(told):
        sentence = told[start:end]
        if UNDONE.search(sentence) and not UNDONE.search(claim):
            continue
        if parts is None:
            if _states(claim, sentence):
                return True
            continue
        for word in _places(parts, sentence)[:_MOST_PLACES]:
            before = sentence[: word.start()]
            if (
                not _hedged(claim, before)
                and (to_come or not _not_yet(before, parts.deed))
                and does_it(
                    parts.subject,
                    sentence,
                    word.span(),
                    told[:start],
                    (parts.passive, parts.deed != "have" and bool(terms(parts.rest))),
                )
                and is_whole(claim, (parts.deed, parts.rest), sentence, word.span())
            ):
                return True
    return False


def _apart(claim: str) -> _Claim | None:
    plain = _LEAD_IN.sub("", claim)
    words = [(word.group().casefold(), word.end()) for word in _WORD.finditer(plain)]
    first = words[0][0] if words and words[0][0] in _AUXILIARY else ""
    subject: list[str] = []
    be, before = first in _BE, first
    for text, end in words[1:] if first else words:
        if subject and text == "have" and first in _DID_IT:
            return _Claim(tuple(subject), "have", plain[end:], passive=False)
        if (
            subject
            and before not in _DETERMINERS
            and text not in FUNCTION_WORDS
            and (is_verb(text) or (first in _DID_IT and is_irregular(text)))
        ):
            return _Claim(tuple(subject), text, plain[end:], passive=be and not text.endswith("ing"))
        be = be or (bool(subject) and text in _BE)
        subject += terms(text) if text not in _AUXILIARY else ()
        before = text
    return _at_last_word(subject, words) if first in _DID_IT and len(words) > 2 else None


def _at_last_word(subject: Sequence[str], words: Sequence[tuple[str, int]]) -> _Claim | None:
    """The claim of "did Marr testify", whose last word is a verb that is not known as one; not of one with an object."""
    known = {word for word, _ in words} & _DETERMINERS
    return None if known or len(subject) > _FEW else _Claim(tuple(subject[:-1]), words[-1][0], "", passive=False)


def _states(claim: str, sentence: str) -> bool:
    """A claim without a deed, as "is Marr innocent", is not said of somebody who does not say so."""
    said = [word for word in _WORD.findall(claim) if terms(word)]
    last = terms(said[-1]) if said else frozenset()
    places = [word for word in _WORD.finditer(sentence) if last & terms(word.group())]
    wanted = " to " not in claim and not _TO_COME.search(claim)
    before = [sentence[: word.start()] for word in places]
    return any(not _hedged(claim, text) and not (wanted and _not_yet(text, said[-1])) for text in before)


def _places(parts: _Claim, sentence: str) -> list[re.Match[str]]:
    """The words of ``sentence`` that tell the deed; of "have" those of what is had by somebody."""
    words = list(_WORD.finditer(sentence))
    if parts.deed != "have":
        wanted = senses(parts.deed)
        return [word for word in words if senses(word.group().casefold()) & wanted]
    had = terms(parts.rest)
    places = [place for place, word in enumerate(words) if had & terms(word.group())]
    plain = [word.group().casefold() for word in words]
    return [words[told] for place in places if (told := _having(plain, place)) is not None]


def _having(words: Sequence[str], place: int) -> int | None:
    """The place of the word that tells of somebody having the thing at ``place``: "had", "diagnosed with", "his", "which he underwent"."""
    for near in range(place - 1, max(-1, place - 1 - _HAD_BEFORE), -1):
        if words[near] in _HAVING or (near == place - 1 and words[near] in _OWNED):
            return near
        if words[near] == "with" and near and words[near - 1] in _ILL:
            return near
        if words[near] in _APART:
            break
    after = range(place + 1, min(len(words), place + 1 + _HAD_AFTER))
    return next(
        (near for near in after if words[near] in _UNDERGONE),
        place if words[place - 1].endswith(("'s", "’s")) else None,
    )


def _hedged(claim: str, before: str) -> bool:
    clause = _CLAUSE_START.split(before)[-1]
    return bool(NEGATION.search(clause) or (_HEDGE.search(clause) and not _HEDGE.search(claim)))


def _not_yet(before: str, deed: str) -> bool:
    """The deed after ``before`` is wanted or possible: "should cancel", "pushed him to cancel"; not so "beat Marr to win"."""
    if _MODAL.search(before):
        return True
    if _FIRST_TO.search(before):
        return False
    return _TO.search(before) is not None and not (base_form(deed) in _RESULTS and _DID.search(before))
