"""Who holds an office, told by the words around it: "Prime Minister Greta Holm", "Liv Aasen, the mayor of Sandvik". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from bot.answer.cues.vocabulary import ALIASES, COUNTRIES
from index.search.terms import terms
from index.stemming import stem

_HEADS = (
    r"president|prime minister|premier|pm|chancellor|mayor|governor|king|queen|pope|archbishop|bishop|ceo|cfo|coo|cto|chief executive(?: officer)?|"
    r"chief of (?:police|staff)|chief|chair(?:man|woman|person)?|director(?:[- ]general)?|head|boss|leader|(?:head )?coach|manager|captain|"
    r"speaker|secretary(?:[- ]general)?|minister|attorney general|surgeon general|prosecutor|commissioner|superintendent|sheriff|"
    r"ambassador|spokes(?:man|woman|person)|editor|principal|owner|founder|commander|first lady|vice president"
)
_ALSO = {
    "governor": "gov\\.?|governor",
    "prime minister": "prime minister|pm|premier",
    "pm": "prime minister|pm|premier",
    "ceo": "ceo|chief executive(?: officer)?",
    "cfo": "cfo|chief financial officer|finance chief",
    "coo": "coo|chief operating officer",
    "cto": "cto|chief technology officer",
    "chief executive": "ceo|chief executive(?: officer)?",
    "boss": "ceo|chief executive(?: officer)?|chief|head|boss|president|leader|general secretary|chair(?:man|woman|person)?|director",
    "head": "head|chief|director|leader|boss|administrator|president|chair(?:man|woman|person)?",
    "leader": "leader|head|chief|president",
    "chair": "chair(?:man|woman|person)?",
    "coach": "coach|manager",
    "speaker": "(?:house )?speaker",
}
"""The ways in which an office is written beside that of the question."""
_SEEKING = r"running|standing|vying|competing|campaigning|up|in|nominated|likely|expected|tipped|favou?rite|going|trying|for|against"
"""Who is running for an office does not hold it."""
_ASKS = re.compile(
    r"^\W*(?:who(?:['’]?s| is| are)|(?:what(?:['’]?s| is) )?the name of)\s+(?:currently\s+|now\s+)?(?:the |a |an )?(?:current |new |acting |present )?"
    rf"(?P<before>(?:(?!(?:{_SEEKING})\b)[\w’'.-]{{1,30}}\s+){{0,3}}?)(?P<office>{_HEADS})(?:\s+(?:of|for|at|in|to)\s+(?P<after>[^,?]{{1,60}}?))?"
    r"(?:\s+(?:now|right now|today|currently|these days|at the moment))?\W*$",
    re.IGNORECASE,
)
_NAME = r"(?:(?:Dr|Sir|Rev|Gen|Lt|Col|Sgt|Capt|Mr|Mrs|Ms|Dame|Lord|Pope|King|Queen)\.?\s{1,9})?[A-Z][\w’'-]{1,25}(?:\s{1,9}(?:[A-Z][\w’'.-]{0,25}|de|van|von|bin|al)){0,3}"
_NOT_YET = re.compile(
    r"\b(?:candidate|nominee|hopeful|would-be|next|future|or|(?:will|could|may|might|to) (?:be|become)|running for|race for|bid for|to succeed|to replace)\b",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(
    r"\b(?:former|ex|then|late|onetime|one-time|deputy|vice|assistant|acting|interim|outgoing|ousted|previous|predecessor|stepped down|steps down|"
    r"stepping down|resigned|resigns|resigning|was fired|served as|was removed|replaced|until)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:reinstat\w{1,4}|rehired|re-?elected|re-?appointed|restored|return(?:s|ed|ing)? (?:as|to)|(?:is|was|be|been|came|comes) back)\b",
    re.IGNORECASE,
)
"""What was theirs before is theirs again: "ousted chief Ada Marr was reinstated"."""
_INITIALS = 3
"""Letters of a name that is typed in small letters and means initials: uk, us, eu, un."""
_OF = re.compile(r"(?:^|\b)\s{0,3}(?:of|for)\s{1,3}(?:the\s{1,3})?((?:[A-Z][\w’'-]{1,25}\s{0,3}){1,3})")
_CAPITALS = re.compile(r"(?:[A-Z][\w’'-]{1,25}\s{1,3}){1,3}$")
_COUNTRY_STEMS = frozenset(map(stem, COUNTRIES))
_PLACE_OVER_IT = 0.7
"""The clarity with which somebody is named whose office is of what the headline alone says."""
_NEAR = 60
"""Characters before and after a name and office in which it may say that they are not held any more."""


@dataclass(frozen=True)
class Office:
    """An office whose holder is asked for: what it is called, and of what it is."""

    name: str
    of: str

    @cached_property
    def _held(self) -> re.Pattern[str]:
        office = rf"(?i:{_ALSO.get(self.name, re.escape(self.name))})"
        between = r"(?:[\w’'.-]{1,25}\s{1,9}){0,5}?"
        title = rf"\b{office}\s{{1,9}}(?!(?i:of|and|for|says|said|who|is|was)\b){_NAME}"
        apposition = rf"\b{_NAME},\s{{1,9}}(?:\d{{1,3}},\s{{1,9}})?{between}{office}\b"
        following = rf"\b{office}(?:\s{{1,9}}of\s{{1,9}}(?:the\s{{1,9}})?(?:[A-Z][\w’'-]{{1,25}}\s{{0,9}}){{1,3}})?,\s{{1,9}}{_NAME}"
        verbs = r"(?:is|was|as|became|becomes|become|named|elected|appointed|made|remains?|chosen)"
        taken = rf"\b{_NAME}\s{{1,9}}[^.;”“]{{0,60}}?\b{verbs}\s{{1,9}}{between}{office}\b"
        return re.compile("|".join((title, apposition, following, taken)))

    @cached_property
    def _place(self) -> frozenset[str]:
        """The words of what it is of, as ``standing`` has them."""
        of = self.of.title() if self.of.islower() else self.of
        return standing(of.upper() if len(of) <= _INITIALS else of)

    def held(self, text: str, headline: str) -> float:
        """The clarity with which ``text`` names who holds it: 1; less for somebody who held it, 0 for who may come to, or for nobody.

        Where the office is of something, ``text`` or its headline names that.
        """
        if self._place and not self._place <= standing(f"{headline} {text}"):
            return 0.0
        clear = 1.0 if self._place <= standing(text) else _PLACE_OVER_IT
        best = 0.0
        for match in self._held.finditer(text):
            around = text[max(0, match.start() - _NEAR // 3) : match.end() + _NEAR]
            if not _NOT_YET.search(match.group()) and not self._is_elsewhere(text, match):
                best = max(best, 0.3 if _NOT_NOW.search(around) and not _AGAIN.search(around) else clear)
        return best

    def _is_elsewhere(self, text: str, match: re.Match[str]) -> bool:
        """It says of what else the office is: "Japanese Prime Minister Ken Abe", "the coach of France"."""
        if not self.of:
            return False
        after = text[match.end() : match.end() + _NEAR]
        told = _OF.search(match.group()) or _OF.match(after)
        if told and not self._place <= standing(told[1]):
            return True
        before = _CAPITALS.search(text[max(0, match.start() - _NEAR) : match.start()])
        countries = _countries(before[0]) if before else frozenset()
        return bool(countries) and not countries & self._place


def office_asked(question: str) -> Office | None:
    """The office whose holder the question asks for."""
    match = _ASKS.match(question)
    if match is None:
        return None
    before, office = match["before"].strip(), match["office"].casefold()
    of = match["after"] or ""
    if before and of:
        office = f"{before.casefold()} {office}"  # the foreign minister of Norway
    elif before:
        of = before
    return Office(office, re.sub(r"(?:^the )|[’']s$", "", of.strip(), flags=re.IGNORECASE))


def standing(text: str) -> frozenset[str]:
    """Its words in one form; countries and their people as the country."""
    for pattern, form in ALIASES:
        text = pattern.sub(form, text)
    return (terms(text) - _COUNTRY_STEMS) | _countries(text)


def _countries(text: str) -> frozenset[str]:
    return frozenset(COUNTRIES[word] for word in re.findall(r"\w+", text.casefold()) if word in COUNTRIES)
