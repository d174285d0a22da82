"""The stance of a quote for a claim or against it, told by negation and by the words of fact-checks. Pure.

It gives no verdict: quotes are set apart so that a person sees both sides.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.answer.answers import Stance
from bot.answer.cues.contraries import tells_contrary
from bot.answer.cues.denials import (
    DENIES,
    NEGATION,
    Claimed,
    calls_false,
    denies_it,
    is_verb,
    negates,
    not_so,
    plainly_negated,
    speaks_against,
    verb_senses,
)
from bot.answer.cues.exchanged import direction, in_each_others_place
from bot.answer.cues.possibility import leaves_undecided, only_possible
from bot.answer.cues.stated_numbers import number_spans, numbers
from bot.answer.cues.told_done import tells_done
from bot.answer.cues.vocabulary import SYNONYMS, senses
from index.irregular_verbs import base_form
from index.search.terms import terms

_FOR = re.compile(r"\b(?:our (?:rating|ruling|verdict)s?:?\s*true|it is true|confirmed that|indeed)\b", re.IGNORECASE)
_PLEADS = re.compile(r"\bplea(?:d|ds|ded|ding|s)? (?:of )?not guilty\b", re.IGNORECASE)
_RATED_TRUE = re.compile(r"\bour (?:rating|ruling|verdict)s?:?\s*true|\bit is true\b", re.IGNORECASE)
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
_SHARED_AGAINST, _SHARED_CONTRARY, _SHARED_FOR = 0.34, 0.5, 0.8
"""Share of the claim's words that a quote has to hold to be taken as speaking against it with a negation, or for it: a claim with
another name or another year than the quote shares most of its words."""
_GRANTS = re.compile(
    r"\b(?:(?:probably|perhaps|possibly|maybe),? yes|yes, |it is true|partly true|half[- ]true|some truth)",
    re.IGNORECASE,
)
_MISTAKEN = re.compile(
    r"\b(?:reported(?! that\b)|claimed|thought|feared|believed|supposed|assumed|rumou?red|suspected|mistook|mistaken for)\b[^.!?\n]{0,100}"
    r"\b(?:was|were|is|are|turned out|proved)\b",
    re.IGNORECASE,
)
"""What was told or thought, and what it was: "the wolf that walkers reported was a dog"."""
_ASKED_FOR = frozenset(
    "ask asked asking demand demanded demanding want wanted seek sought seeking propose proposed offer offered hope hoped plan planned".split()
)
_IN_FACT = re.compile(
    r"\b(?:in (?:fact|truth|reality)|actually|should (?:be|have (?:been|said|read|given)))\b", re.IGNORECASE
)
_NOT_BEFORE = re.compile(
    r"(?:\bnot|n[’']t|\brather than|\binstead of)(?: (?:about|some|the|in|on|by|at|of|for|a|as))?[ $£€]{1,2}$",
    re.IGNORECASE,
)
_LONGEST_NOT = 24
_SHARED_CORRECTED = 0.5
"""Share of the claim's words in a correction that gives its number as the right one: it seldom names all of it."""
_STOPS = re.compile(
    r"\b(?:stop(?:s|ped)?|quit(?:s|ted)?|ceas(?:e|es|ed)|halt(?:s|ed)?|g[ia]ve(?:s|n)? up)\s(?=\w{2,20}ing\b)",
    re.IGNORECASE,
)
"""Who stops doing something does it no longer, which most texts say with a negation."""
_CLAUSE = re.compile(
    r"[.;:!?]\s|\b(?:and|but|when|while|who|which|whose|where|after|before|because|although|though|since|if)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def stance_of(claim: str, quote: str) -> Stance:
    """Where ``quote`` stands to ``claim``; empty where its words do not tell."""
    if bool(_STOPS.search(claim)) != bool(_STOPS.search(quote)):
        claim, quote = (_STOPS.sub("not ", text) for text in (claim, quote))
    claimed = terms(NEGATION.sub(" ", claim))
    if not claimed:
        return ""
    if _PLEADS.search(quote) and "guilty" in claim.casefold() and "plea" not in claim.casefold():
        return ""
    told = plainly_negated(quote)
    held = terms(quote)
    if numbers(claim) <= numbers(quote):
        held |= {term for term in claimed if numbers(term)}  # "9" for "nine"
    verbs = verb_senses(claim)
    said = _senses(quote)
    held = held.union(*(terms(word) for word, sense in verbs.items() if sense in said))  # "quit" for "resigned"
    shared = len(claimed & held) / len(claimed)
    if (by_number := _side_by_number(claim, quote, shared)) is not None:
        return by_number
    if not NEGATION.search(f"{claim} {told}") and direction(claim, quote) == "exchanged":
        return "against"
    side = _side_by_words(claim, told, Claimed(claimed, frozenset(verbs.values())), shared)
    if _GRANTS.search(quote) and (speaks_against(quote) or NEGATION.search(told)):
        return ""
    if side == "for" and in_each_others_place(claim, quote):
        return ""
    return "" if side == "for" and not NEGATION.search(claim) and not _supports(claim, quote) else side


def _side_by_words(claim: str, quote: str, claimed: Claimed, shared: float) -> Stance:
    negative_claim = bool(NEGATION.search(claim))
    contrary: Stance = "for" if negative_claim else "against"
    if calls_false(quote, shared):
        return contrary
    if denials := list(DENIES.finditer(quote)):
        if any(denies_it(denial, claimed, shared) for denial in denials):
            return contrary
        if shared >= _SHARED_FOR:
            return ""
    if not NEGATION.search(quote) and shared >= _SHARED_CONTRARY and tells_contrary(claim, quote):
        return contrary
    if not_so(claim, quote, claimed, shared):
        return contrary
    if _FOR.search(quote):
        return "against" if negative_claim else "for"
    if negates(quote, claimed):
        return "" if shared < _SHARED_AGAINST else "for" if negative_claim else "against"
    if negative_claim:
        return "against" if shared >= _SHARED_FOR else ""
    return "for" if shared >= _SHARED_FOR else ""


def _side_by_number(claim: str, quote: str, shared: float) -> Stance | None:
    """The side that the number of ``claim`` decides, nothing where it decides none: a quote with another number is no support."""
    wanted = {value for value in numbers(claim) if value != 1}
    if not wanted:
        return None
    stated = numbers(quote)
    others = {value for value in stated - wanted if any(_alike(value, own) for own in wanted)}
    unsure = shared < _SHARED_AGAINST or bool(NEGATION.search(claim))
    denied = _denied(quote)
    if denied & wanted:
        return "" if unsure else "against"
    if wanted <= stated and denied & others:
        return "" if unsure or shared < _SHARED_CORRECTED or not _supports(claim, quote) else "for"
    if wanted & stated and others:
        if correction := _IN_FACT.search(quote):
            wrong, right = numbers(quote[: correction.start()]), numbers(quote[correction.end() :])
            if wanted & (wrong - right) and others & right:
                return "" if unsure else "against"
            if wanted <= right - wrong and others & wrong:
                return "" if unsure or shared < _SHARED_CORRECTED else "for"
        return "" if speaks_against(quote) or NEGATION.search(quote) or _IN_FACT.search(quote) else None
    missing = wanted - stated
    if missing and (others or not all(map(_is_year, missing))) and not speaks_against(quote):
        return ""
    return None


def _denied(quote: str) -> set[Decimal]:
    """The numbers that a "not" stands right before."""
    return {
        value
        for start, _, value in number_spans(quote)
        if _NOT_BEFORE.search(quote[max(0, start - _LONGEST_NOT) : start])
    }


def _is_year(value: Decimal) -> bool:
    return 1000 <= value <= 2100 and value == int(value)


def _alike(one: Decimal, other: Decimal) -> bool:
    """Both may count the same thing: two years, or two numbers of about one size."""
    return _is_year(one) == _is_year(other) and one <= 10 * other and other <= 10 * one


def _supports(claim: str, quote: str) -> bool:
    """``quote`` tells the deed of ``claim``, of the same thing, as done, and not as what somebody took for true."""
    return not (
        _MISTAKEN.search(quote)
        or only_possible(claim, quote)
        or leaves_undecided(claim, quote)
        or _only_asked_for(claim, quote)
        or not _has_deed(claim, quote)
        or not (_RATED_TRUE.search(quote) or tells_done(claim, quote))
    )


def _only_asked_for(claim: str, quote: str) -> bool:
    """Every number of ``claim`` stands in ``quote`` after a word of asking: "had asked for 9.5 percent"."""
    if not _ASKED_FOR.isdisjoint(claim.casefold().split()):
        return False
    wanted = numbers(claim)
    places = [start for start, _, value in number_spans(quote) if value in wanted]
    before = (_WORD.findall(quote[max(0, start - 60) : start].casefold())[-3:] for start in places)
    return bool(places) and all(not _ASKED_FOR.isdisjoint(words) for words in before)


def _has_deed(claim: str, quote: str) -> bool:
    """The verbs of ``claim``, or others of their sense, stand in ``quote``, with a word that they go with there."""
    main = _CLAUSE.split(claim)[0]
    found = [match for match in _WORD.finditer(main) if is_verb(match.group().casefold())]
    if not found:
        return True
    clauses = _CLAUSE.split(quote)
    told = [clause for clause in clauses if _senses(found[-1].group()) & _senses(clause)]
    if not told or not all(_senses(match.group()) & _senses(quote) for match in found):
        return False
    after = terms(main[found[-1].end() :])
    if not after or len(terms(main) - terms(found[-1].group())) < 2:
        return True
    counted = numbers(main)
    return any(after & terms(clause) or (counted and counted <= numbers(clause)) for clause in told)


def _senses(text: str) -> frozenset[str]:
    return frozenset[str]().union(*map(senses, _WORD.findall(text.casefold())))


def retells(quote: str) -> bool:
    """``quote`` only tells what a post claims, as fact-checks do before they check it."""
    return _RETELLS.search(quote) is not None and not speaks_against(quote)


def tells_deed(claim: str, quote: str) -> bool:
    """A verb of ``claim``, or another of its sense or of the contrary one, stands in ``quote``; a name is no verb."""
    told = _senses(" ".join(filter(str.islower, _WORD.findall(quote))))
    return tells_contrary(claim, quote) or any(
        base_form(word) in told or SYNONYMS.get(word) in told
        for word in _WORD.findall(claim.casefold())
        if is_verb(word)
    )


def tells_of_record(claim: str, quote: str) -> bool:
    """Both speak of a first, a most or a never: "had never won it before" and "its first ever"."""
    return bool(_RECORD.search(claim) and _RECORD.search(quote))
