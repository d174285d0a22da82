"""The stance of a quote for a claim or against it, told by negation and by the words of fact-checks. Pure.

It gives no verdict: quotes are set apart so that a person sees both sides.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.answer.answers import Stance
from bot.answer.proof.stated_numbers import number_spans, numbers
from bot.answer.proof.vocabulary import SYNONYMS
from index.irregular_verbs import base_form
from index.search.terms import terms
from index.stemming import stem

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
_MODAL = frozenset("would should could might may must will can".split())
_WANTING = frozenset(
    "call calls called calling urge urges urged urging ask asks asked want wants wanted demand demands demanded pressure pressured pressed push pushed "
    "hope hopes hoped plan plans planned planning seek seeks sought propose proposed intend intends intended expect expected aim aims aimed due "
    "meant".split()
)
"""Words after which "to resign" is only wanted."""
_NOUN_ENDS = ("tion", "sion", "ment", "tions", "ments")
_BEFORE = 5
"""Words before a deed in which an "if" makes it a condition."""
_NEAR = 5
_SHARED_AGAINST, _SHARED_FOR = 0.34, 0.8
"""Share of the claim's words that a quote has to hold to be taken as speaking against it with a negation, or for it: a claim with
another name or another year than the quote shares most of its words."""
_DENYING = ("den", "reject", "refus", "fail", "declin", "dismiss")
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
_CLAUSE = re.compile(
    r"[.;:!?]\s|\b(?:and|but|when|while|who|which|whose|where|after|before|because|although|though|since|if)\b",
    re.IGNORECASE,
)
_VERB_GROUPS = frozenset(
    group for word, group in SYNONYMS.items() if word.endswith("ed") or base_form(word) != stem(word)
)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def stance_of(claim: str, quote: str) -> Stance:
    """Where ``quote`` stands to ``claim``; empty where its words do not tell."""
    claimed = terms(_NEGATION.sub(" ", claim))
    if not claimed:
        return ""
    held = terms(quote)
    if numbers(claim) <= numbers(quote):
        held |= {term for term in claimed if numbers(term)}  # "9" for "nine"
    shared = len(claimed & held) / len(claimed)
    if (by_number := _side_by_number(claim, quote, shared)) is not None:
        return by_number
    side = _side_by_words(claim, quote, claimed, shared)
    if _GRANTS.search(quote) and (_AGAINST.search(quote) or _NEGATION.search(quote)):
        return ""
    return "" if side == "for" and not _NEGATION.search(claim) and not _supports(claim, quote) else side


def _side_by_words(claim: str, quote: str, claimed: frozenset[str], shared: float) -> Stance:
    negative_claim = bool(_NEGATION.search(claim))
    if against := _AGAINST.search(quote):
        if shared >= _SHARED_FOR and _denies_something_else(against, claimed):
            return ""
        return "for" if negative_claim else "against"
    if _FOR.search(quote):
        return "against" if negative_claim else "for"
    if _negates(quote, claimed):
        return "" if shared < _SHARED_AGAINST else "for" if negative_claim else "against"
    if negative_claim:
        return "against" if shared >= _SHARED_FOR else ""
    return "for" if shared >= _SHARED_FOR else ""


def _denies_something_else(denial: re.Match[str], claimed: frozenset[str]) -> bool:
    """A verb of denial with no word of the claim after it: "the mayor, who denied fraud, resigned"."""
    verb = denial.group().casefold().startswith(_DENYING)
    return verb and not claimed & terms(re.split("[,.;:!?]", denial.string[denial.end() :], maxsplit=1)[0])


def _side_by_number(claim: str, quote: str, shared: float) -> Stance | None:
    """The side that the number of ``claim`` decides, nothing where it decides none: a quote with another number is no support."""
    wanted = {value for value in numbers(claim) if value != 1}
    if not wanted:
        return None
    stated = numbers(quote)
    others = {value for value in stated - wanted if any(_alike(value, own) for own in wanted)}
    unsure = shared < _SHARED_AGAINST or bool(_NEGATION.search(claim))
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
        return "" if _AGAINST.search(quote) or _NEGATION.search(quote) or _IN_FACT.search(quote) else None
    missing = wanted - stated
    if missing and (others or not all(map(_is_year, missing))) and not _AGAINST.search(quote):
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
        or _only_asked_for(claim, quote)
        or not _has_deed(claim, quote)
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
    found = [
        match
        for match in _WORD.finditer(main)
        if SYNONYMS.get(word := match.group().casefold()) in _VERB_GROUPS
        or word.endswith("ed")
        or base_form(word) != stem(word)
    ]
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


def _senses(text: str) -> set[str]:
    words = _WORD.findall(text.casefold())
    return {base_form(word) for word in words} | {SYNONYMS[word] for word in words if word in SYNONYMS}


def retells(quote: str) -> bool:
    """``quote`` only tells what a post claims, as fact-checks do before they check it."""
    return _RETELLS.search(quote) is not None and not _AGAINST.search(quote)


def only_possible(claim: str, quote: str) -> bool:
    """A deed of the claim stands in ``quote`` only as what might be done, or is wanted: "calls to resign", "if he does not resign"."""
    if _AGAINST.search(quote) or not _MODAL.isdisjoint(claim.casefold().split()):
        return False  # what the claim itself tells as to come need not be done
    claimed = terms(_NEGATION.sub(" ", claim))
    words = _WORD.findall(quote)
    places: dict[str, list[bool]] = {}
    for place, word in enumerate(words):
        if not word.islower() or word.endswith(_NOUN_ENDS):
            continue  # a name or a noun is no deed
        before = [other.casefold() for other in words[max(0, place - _BEFORE) : place]]
        while before and before[-1] in ("be", "been"):
            before.pop()
        *earlier, last = before or [""]
        wanted = last == "to" and (
            not _WANTING.isdisjoint(earlier) or earlier[-1:] in (["was"], ["were"], ["is"], ["are"])
        )
        possible = last in _MODAL or "if" in before or wanted
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
            if words[place + 1 : place + 2] and words[place + 1].casefold() in ("only", "just", "merely"):
                continue  # "not only resigned"
            after = " ".join(words[place + 1 : place + 1 + _NEAR])
            if claimed & terms(after):
                return True
    return False
