"""Follow-up questions made to stand alone, without a language model.

A question leans on the conversation where it is an ellipsis ("and when?"), where a pronoun in it has nothing within the
question to stand for ("who asked for it?"), or where it names nothing itself and speaks of something that the conversation
named ("how long did the call last?"). Then the names and other telling words of the latest question are added to it; of a
question that leans on nothing, nothing is changed, so that a new topic is a new topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer.query import Turn
from index.stemming import stem

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:[’'\-.,]\w+)*")
_OPENERS = re.compile(
    r"^\s*(?:(?:and|but|so|or|also|then|ok(?:ay)?|well|right|thanks?(?: you)?)\b[\s,]*)+", re.IGNORECASE
)
_ELLIPSIS = re.compile(
    r"^\W*(?:(?:what|how) about|what of|who else|what else|where else|why not|since when|how so)\b", re.IGNORECASE
)
_PRONOUNS = frozenset(
    "it its itself he him his himself she her hers herself they them their theirs themselves this these those there then".split()
)
_POINTING_THAT = re.compile(
    r"\b(?:was|is|were|are|did|does|do|about|of|after|before|for|from|with|to|by|since|like|than|doing|do|say|said)\s+that\b(?=\W*$|\s+(?:happen|mean|change|cost|call|take|come|go|to|for|in|on|at|and)\w*)"
    r"|^\W*that\b",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    "who whom whose which what when where why how is are was were be been being am has have had do does did will would can "
    "could may might shall should must a an the and or but so if of in on at by for from to with into over under after before "
    "about as than that this these those it its he she they them his her their him not no yes any some all more most much many "
    "long old big often far soon exactly happen happened happens say said says tell told think thought know known get got go "
    "went make made take took give gave there here then now ever also else still just really again other others another one "
    "ones same such own only i me my you your we us our please name called call date day time year place people person thing "
    "things number reason long ago did between during against up out off while".split()
)
_KEEPS_GENERIC = frozenset({"call"})
"""Generic in "what is it called", but a topic as a noun."""
_MOST_WORDS, _FEW_WORDS = 8, 3
_PERSONAL = re.compile(r"\b(?:he|him|his|she|her|hers)\b(?!['’])", re.IGNORECASE)
_FULL_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s+(?:[A-Z]\.\s+|(?:de|van|von|bin|al|el|der|la)\s+)?[A-Z][\w’'-]+){0,2}")
_NO_PERSON = re.compile(
    r"^(?:The|A|An|In|On|At|But|And|It|He|She|They|We|I|This|That|These|Those|After|Before|When|While|As|If|For|By|From|With|"
    r"Of|To|Of|One|Two|Three|Some|Many|Most|All|No|Not|There|Here|What|Who|How|Why|President|Prime|Police|Officials|"
    r"Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?$|\b(?:County|Prison|City|State|States|University|Club|Party|Court|House|Senate|"
    r"Congress|Committee|Department|National|Air|Pentagon|Street|Road|River|Lake|Bay|Island|Islands|School|Hospital|Station|Store|Company|Inc|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|"
    r"October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Oct|Nov|Dec|Ukraine|Russia|China|America|American|Russian|Chinese|"
    r"British|Award|Awards|League|Cup|Union|Nations|Guard|Army|News|Times|Post)\b|^[A-Z]+$"
)
_IT = re.compile(r"\b(?:it|its|it[’']s)\b", re.IGNORECASE)
_THING = re.compile(
    r"(?P<inverted>\b(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could)\s+)?\bthe\s+"
    r"(?P<words>[^\W\d_][\w’'-]*(?:\s+[^\W\d_][\w’'-]*){0,3})(?P<end>\W*$)?",
    re.IGNORECASE,
)
_LONGEST_THING = 2
_WHO_IS = re.compile(r"\W*who(?:[’']?s| is| was)\s+(?P<name>.+?)\W*$", re.IGNORECASE)
_PLACE_ONLY = re.compile(r"^(in|at|on|for|from|by|to|with|among) (?:the )?[\w’' -]{1,30}$", re.IGNORECASE)
_ABOUT_ANOTHER = re.compile(r"^(?:(?:what|how) about|what of)\s+(?P<rest>.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """A question that stands alone, and words of the conversation that a search for it is widened by."""

    question: str
    context: str = ""


def standalone(question: str, history: Sequence[Turn]) -> str:
    """``question`` so that it can be understood without ``history`` (oldest first); unchanged where it stands alone."""
    question = " ".join(question.split())
    if not history or not question or not leans(question, history):
        return question
    standing = resolved(question, history)
    return f"{standing.question} ({standing.context})" if standing.context else standing.question


def resolved(question: str, history: Sequence[Turn]) -> Standing:
    """``question``, which leans on ``history``, with its person named and its ellipsis filled, and the topic of the conversation."""
    bare = _OPENERS.sub("", question).strip() or question
    topic = _topic(bare, history)
    person = _person(history)
    if person and (match := _PERSONAL.search(bare)) and not _names(bare[: match.start()]):
        owner = match[0].casefold() in ("his", "hers") or (
            match[0].casefold() == "her" and bare[match.end() :].strip()[:1].isalpha()
        )
        bare = f"{bare[: match.start()]}{person}{'’s' if owner else ''}{bare[match.end() :]}"
        topic = [word for word in topic if stem(word) not in {stem(part) for part in person.split()}]
    elif (thing := _thing(history)) and (match := _IT.search(bare)) and not _names(bare[: match.start()]):
        ending = {"its": "’s", "it's": "’s", "it’s": "’s"}.get(match[0].casefold(), "")
        bare = f"{bare[: match.start()]}{thing}{ending}{bare[match.end() :]}"
        names = _names(history[-1].understood)
        topic = [word for word in topic if word in names and word not in thing.split()]
    elif (match := _PLACE_ONLY.match(bare.rstrip("?!. "))) and (
        same := re.search(rf"\b{match[1]} [\w’'-]+$", history[-1].understood.rstrip("?. "), re.IGNORECASE)
    ):
        # "how many people did it kill in florida", "and in cuba"
        return Standing(f"{history[-1].understood[: same.start()]}{bare}")
    elif match := _ABOUT_ANOTHER.match(bare):
        # "and in cuba", "what about the ferry": the last question again, of something else.
        return Standing(f"{bare[: match.start('rest')]}{match['rest']}", " ".join(topic))
    return Standing(f"{bare[:1].upper()}{bare[1:]}", " ".join(topic))


def _person(history: Sequence[Turn]) -> str:
    """Whom "he" or "she" means: who was asked about by name, else who the answer to a "who" names; empty where nobody is sure."""
    for turn in reversed(history):
        names = [match.group() for match in _FULL_NAME.finditer(turn.shown) if not _NO_PERSON.search(match.group())]
        spoken = {word.casefold() for word in _WORD.findall(turn.understood)}
        asked = [name for name in names if name.split()[-1].casefold() in spoken]
        if (who := _WHO_IS.match(turn.understood)) and (
            same := [name for name in asked if set(who["name"].casefold().split()) <= set(name.casefold().split())]
        ):
            return max(same, key=len)
        if re.match(r"\W*who\b", turn.asked, re.IGNORECASE) and (
            others := [name for name in names if name not in asked]
        ):
            return others[0]
        if asked:
            return max(asked, key=len)
        if said := _names(turn.understood):
            return " ".join(said[:2])
    return ""


def _thing(history: Sequence[Turn]) -> str:
    """The thing that "it" means: the last one that the latest question speaks of as known ("the call"); empty where it speaks of none, or
    itself leans on the question before."""
    found = ""
    if _dangling(history[-1].asked):
        return found
    for match in _THING.finditer(history[-1].understood):
        words: list[str] = []
        for word in match["words"].split():
            if word.casefold() in _GENERIC - _KEEPS_GENERIC:
                break
            words.append(word)
        reaches_end = match["end"] is not None and len(words) == len(match["words"].split())
        if match["inverted"] and reaches_end and len(words) > 1:
            words.pop()  # "when did the call end": the verb comes last
        if 0 < len(words) <= _LONGEST_THING:
            found = f"the {' '.join(words)}"
    return found


def leans(question: str, history: Sequence[Turn]) -> bool:
    """True if ``question`` cannot be understood without ``history``."""
    opened = bool(_OPENERS.match(question)) or bool(_ELLIPSIS.match(question))
    bare = _OPENERS.sub("", question)
    if _names(bare) and not _ELLIPSIS.match(question):
        return _dangling(bare) and not _antecedent(bare)
    if opened or _dangling(bare) or _POINTING_THAT.search(bare):
        return True
    told = _telling(bare)
    if len(told) <= 1 and not _numbers(bare):
        return True
    spoken = {stem(word) for turn in history for word in _telling(f"{turn.understood} {turn.shown}")}
    return any(stem(word) in spoken for word in _after_the(bare))


def _dangling(question: str) -> bool:
    return any(word.casefold() in _PRONOUNS for word in _WORD.findall(question)) or bool(
        _POINTING_THAT.search(question)
    )


def _antecedent(question: str) -> bool:
    """True if a name stands before the first pronoun, which then most likely means it."""
    for word in _WORD.finditer(question):
        if word.group().casefold() in _PRONOUNS:
            return bool(_names(question[: word.start()]))
    return False


def _topic(question: str, history: Sequence[Turn]) -> list[str]:
    """Telling words of the latest question that ``question`` does not hold, with names of its answer where they are few."""
    latest = history[-1]
    own = {stem(word) for word in _WORD.findall(question)}
    words = _telling(latest.understood)
    if len(words) < _FEW_WORDS:
        words += _names(latest.shown)[:_FEW_WORDS]
    if len(words) < _FEW_WORDS and len(history) > 1:
        words += _telling(history[-2].understood)
    topic: dict[str, str] = {}
    for word in words:
        if stem(word) not in own:
            topic.setdefault(stem(word), word)
    return list(topic.values())[:_MOST_WORDS]


def _telling(text: str) -> list[str]:
    """Words that say what a text is about."""
    return [
        word
        for word in _WORD.findall(text)
        if (plain := word.casefold()) in _KEEPS_GENERIC
        or (plain not in _GENERIC and plain not in _PRONOUNS and len(plain) > 1)
    ]


def _names(text: str) -> list[str]:
    """Capitalised words that do not open a sentence, and words with digits or capitals within."""
    found: list[str] = []
    opening = True
    position = 0
    for word in _WORD.finditer(text):
        opening = opening or bool(re.search(r"[.!?]\s*[“\"]?$|\n", text[position : word.start()]))
        said = word.group()
        inside = any(character.isupper() for character in said[1:])
        if (
            said.casefold() not in _GENERIC
            and said.casefold() not in _PRONOUNS
            and (inside or (said[0].isupper() and not opening))
        ):
            found.append(said)
        position = word.end()
        opening = False
    return found


def _numbers(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if any(character.isdigit() for character in word)]


def _after_the(question: str) -> list[str]:
    """Words of phrases with a definite article, which speak of something known."""
    found: list[str] = []
    for match in re.finditer(r"\bthe\s+((?:[\w’'\-]+\s*){1,3})", question, re.IGNORECASE):
        found += _telling(match[1])
    return found


def is_rewriting(rewritten: str, question: str, history: Sequence[Turn]) -> bool:
    """True if a model's ``rewritten`` question says nothing but what was said: every telling word comes from the conversation."""
    if not rewritten or len(rewritten) > 300 or len(rewritten) > len(question) + 240:
        return False
    told = " ".join(f"{turn.asked} {turn.understood} {turn.shown}" for turn in history)
    said = {stem(word) for word in _WORD.findall(f"{question} {told}")}
    return all(stem(word) in said for word in _telling(rewritten))
