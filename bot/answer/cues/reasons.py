"""Reasons in a sentence: what it says happened, and why, told by the words that join the two. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from itertools import islice

from bot.answer.cues.vocabulary import SYNONYMS
from index.search.terms import coverage, terms
from index.sentences import sentences

ASKS_WHY = re.compile(
    r"\W{0,9}(?:why|how come|for what reason|what (?:caused|led to|triggered|sparked|prompted|brought about)|what(?:['’]?s| is| was) (?:the (?:reason|cause(?! of (?:[\w’']{1,20} ){0,3}death))|behind))\b",
    re.IGNORECASE,
)
"""How a question asks for a reason; the cause of a death is a fact like any other."""
_SURE = (
    r"because|due to|based on|on the basis of|in light of|out of (?:fear|concern)|owing to|thanks to|citing|cited|blamed? (?:on|for)|in response to|prompted by|triggered by|sparked by|caused by|driven (?:largely |mostly |mainly |in part )?by|"
    r"fuell?ed by|as a result of|result of|stemm?(?:s|ing|ed) from|attributed to|in protest|in retaliation|for (?:failing|refusing|allegedly|not|violating|breaking|lying|being|having)|"
    r"(?:on|over|amid|after|about|of) (?:\w+ ){0,2}(?:fears|concerns|worries|allegations|accusations|claims|reports|revelations|anger|outrage|criticism|safety|shortages?)|"
    r"(?:was|were|been) (?:accused|charged|convicted|suspected)|in order to|so that|so as to|to (?:avoid|prevent|protect|curb|stop|make sure|ensure|focus|spend)|"
    r"in an (?:effort|attempt|bid) to|(?:didn[’']t|did not|don[’']t|doesn[’']t) want(?:ed)? (?:\w+ )?to|as (?:\w+ ){0,2}(?:pressure|calls|criticism|concerns?|fears|tensions) (?:mount|gr[eo]w|rose|rise)|"
    r"as (?:[\w’'-]+ ){1,8}(?:warn(?:s|ed)?|fear(?:s|ed)?|brac(?:es?|ed))|"
    r"(?:when|after) (?:[\w’'-]+ ){1,5}(?:failed|broke|burst|ruptured|malfunctioned|collapsed|snapped|gave way|overheated|overflowed|lost control|short-circuited)\b"
)
_LOOSE = r"amid|following|follows|after|on the grounds|suffering from"
_VAGUE = r"over|as|since|with|given|without|blames?"
_TURNED = (
    r"led to|leading to|prompt(?:ed|s|ing)|trigger(?:ed|s|ing)|spark(?:ed|s|ing)|caus(?:ed|es|ing)|forc(?:ed|es|ing)|result(?:ed|s|ing) in|contribut(?:ed|es|ing) to|"
    r"(?:failure|malfunction|error|fault|defect|leak|mistake) (?:allowed|let|left|sent|made)|factor(?:ed|s) in(?:to)?|play(?:ed|s) (?:a|into) (?:\w+ )?(?:role|part)?|which is why|that(?:['’]s| is| was) why|as a result|so|drove|dragged|brought (?:about|down)|fuell?(?:ed|s|ing)"
)
_JOINTS = re.compile(
    rf"\b(?:(?P<sure>{_SURE})|(?P<turned>{_TURNED})|(?P<loose>{_LOOSE})|(?P<vague>{_VAGUE}))\b", re.IGNORECASE
)
_CAUSE_FIRST = re.compile(
    r"\b(?:caus(?:ed|es|ing)(?! by)|led to|leading to|trigger(?:ed|s|ing)(?! by)|result(?:ed|s|ing) in)\b",
    re.IGNORECASE,
)
_CAUSE_LAST = re.compile(
    r"\b(?:(?:caused|triggered|sparked|prompted) by|because of|due to|as a result of|result(?:ed|s|ing) from)\b",
    re.IGNORECASE,
)
_IN_GENERAL = re.compile(r"\b(?:can|could|may|might) (?:also )?(?:cause|lead to|trigger|result in)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:]\s")
_NAMED_REASON = re.compile(
    r"\b(?:the|his|her|its|their|main|a|one) (?:\w+ )?(?:reasons?|cause|motive|explanation|culprit)s?\b", re.IGNORECASE
)
_OPENING = " \"“‘'(-–—"
_NAMED_RATE = 0.7
_RATES = {"sure": 1.0, "turned": 0.9, "loose": 0.4, "vague": 0.1}
_OVER_RATE = 0.6
_OPEN = re.compile(
    r"\b(?:unclear|unknown|not (?:immediately )?(?:clear|known)|(?:did|has|have|would)(?: not|n[’']t) (?:said?|say|explain|explained)|declined to (?:say|explain)|no (?:reason|explanation)|mystery)\b.{0,60}\b(?:why|reasons?|what (?:caused|led|prompted)|was given)\b",
    re.IGNORECASE,
)
_OTHER_WORDS = 0.35
"""The sureness of a reason for what is told in none of the question's words."""
_MOST_JOINTS = 8
"""Joints of a sentence that are looked at; none of news has more."""
_LEAST_REASON = 2
"""Words with a sense of their own that a reason has."""


def gives_reason(text: str, asked: Mapping[str, float], over: Set[str]) -> float:
    """The sureness, 0 to 1, with which ``text`` gives a reason for what is asked about: ``asked`` has its words and their weights.

    What happened stands on one side of "because", and that has to be what is asked about: another's resignation has another's reason.
    Words that only stand ``over`` the text, in its headline, count less.
    """
    best = 0.0
    for start, end in sentences(text):
        sentence = text[start:end]
        for happened, reason, rate in _joined(sentence):
            if len(terms(reason) - asked.keys()) >= _LEAST_REASON:
                best = max(best, rate * _sameness(asked, happened, over))
        if _NAMED_REASON.search(sentence):
            best = max(best, _NAMED_RATE * _sameness(asked, sentence, over))
    return best


def tells_effect(text: str, asked: Set[str]) -> bool:
    """``text`` tells the effect of what is asked about, or of things in general, and no cause of it: "the damage caused by the spill" is no
    cause of the spill, nor is "exposure can cause burns".

    What is asked about are the words of it that are no names: a place or a person may stand on both sides.
    """
    turned = False
    for start, end in sentences(text):
        sentence = text[start:end]
        if any(rate >= _RATES["loose"] and _tells(asked, happened) for happened, _, rate in _joined(sentence)):
            return False
        turned = turned or any(
            _tells(asked, cause) and not _tells(asked, effect) for cause, effect in _causes_and_effects(sentence)
        )
        if general := _IN_GENERAL.search(sentence):
            turned = turned or not _tells(asked, sentence[general.end() :])
    return turned


def _tells(asked: Set[str], part: str) -> bool:
    own = terms(" ".join(filter(str.islower, part.split())))
    senses = {sense for word in own if (sense := SYNONYMS.get(word))}
    return any(term in own or SYNONYMS.get(term) in senses for term in asked)


def _causes_and_effects(sentence: str) -> Iterator[tuple[str, str]]:
    for joint in islice(_CAUSE_FIRST.finditer(sentence), _MOST_JOINTS):
        yield sentence[: joint.start()], sentence[joint.end() :]
    for joint in islice(_CAUSE_LAST.finditer(sentence), _MOST_JOINTS):
        yield _CLAUSE_END.split(sentence[joint.end() :], maxsplit=1)[0], sentence[: joint.start()]


def leaves_open(text: str) -> bool:
    """``text`` says that the reason is not known or not told."""
    return _OPEN.search(text) is not None


def _sameness(asked: Mapping[str, float], happened: str, over: Set[str]) -> float:
    own = terms(happened)
    senses = {sense for word in own if (sense := SYNONYMS.get(word))}
    meant = {term for term in asked if SYNONYMS.get(term) in senses}  # "called off" for "cancelled"
    return _OTHER_WORDS + (1 - _OTHER_WORDS) * coverage(asked, (own | meant, 1.0), (over, _OVER_RATE))


def _joined(sentence: str) -> Iterator[tuple[str, str, float]]:
    """What happened, why, and how surely the words between say so."""
    for joint in islice(_JOINTS.finditer(sentence), _MOST_JOINTS):
        before, after = sentence[: joint.start()], sentence[joint.end() :]
        rate = _RATES[joint.lastgroup or "loose"]
        if joint.lastgroup == "turned":
            yield after, before, rate
        elif before.strip(_OPENING):
            yield before, joint.group() + after, rate
        else:  # "Because of the rain, the race was stopped"
            reason, _, happened = after.partition(",")
            yield happened, reason, max(rate, _RATES["loose"])
