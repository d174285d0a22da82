"""Who did what a question asks about: "Liv Aasen cut the ribbon", "the ribbon was cut by Liv Aasen". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from bot.answer.cues.synonyms import has_synonyms, tells_of
from index.calendar_names import is_of_calendar
from index.irregular_verbs import base_form
from index.search.terms import FUNCTION_WORDS
from index.sentences import sentences
from index.stemming import stem

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ASKS = re.compile(
    r"^\W*who(?:\s+(?:has|have|had|was|is|also|first|just|is said to have|allegedly))?\s+(?P<verb>(?!(?:is|was|are|were|do|does|did|will|would|can|could|should|has|have|had|been|be|did|said|says|told|the|a|an|else|he|she|it|they|his|her|its|their|we|you|this|that|these|those)\b)[a-z]{3,20})\b(?P<rest>.{0,200})",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][\w’'-]*(?:\s{1,3}(?:(?:de|van|von|bin|al|of)\s)?(?:[A-Z][\w’'.-]*)){0,5}")
_DID = re.compile(
    r"(?:\s\([^()]{1,40}\))?(?:,\s[^,.;]{1,80},)?\s{1,3}(?:(?:has|have|had|was|were|is|been|will|also|then|later|once|first|who|and|of|with|for|to|accused|charged|suspected|"
    r"alleged|believed|said|convicted|arrested|\w{1,20}ly|the one who)\s{1,3}){0,5}\Z"
)
_IDENTIFIED = re.compile(
    r"\b(?:identif(?:y|ied|ies|ying)|named)\b[^.;]{0,80}?\bas\s(?:[a-z0-9-]{1,20}\s){0,2}(?=[A-Z])"
)
_DONE_BY = re.compile(r"\s{1,3}(?:[\w’'-]{1,20}\s{1,3}){0,4}?by\s{1,3}(?:[a-z’'-]{1,20}\s{1,3}){0,4}?(?=[A-Z])")
_PERSON = (
    r"(?:man|men|woman|women|person|people|suspects?|assailants?|attackers?|gunm[ae]n|intruders?|drivers?|teen(?:ager)?s?|boys?|girls?|youths?|"
    r"strangers?|shooters?|thie(?:f|ves)|robbers?|hackers?|somebody|someone|individuals?|crowd|mob)"
)
_UNNAMED = rf"(?:(?:a|an|one|two|three|some|several|unknown|unidentified|unnamed) (?:[\w’'-]{{1,20}} ){{0,3}}{_PERSON}|somebody|someone)\b"
_SOMEBODY = re.compile(rf"\b{_UNNAMED}[^.;“”]{{0,80}}\Z", re.IGNORECASE)
_BY_SOMEBODY = re.compile(rf"[^.;“”]{{0,100}}?\bby {_UNNAMED}", re.IGNORECASE)
_OF_PLACE = re.compile(r"\b(?:from|in|at|near) \Z")
_NEAR = 160
"""Characters before a deed in which its doer stands."""
_SUCCEEDS = frozenset(map(stem, "replace replaces succeed succeeds take takes inherit assume follow".split()))
_HOLDING = frozenset(map(base_form, ("run", "lead", "head", "manage")))
"""What somebody does who has taken over."""
_SUCCESSOR = re.compile(
    r"\b(?:replac(?:ed?|es|ing)|succe(?:eds?|eded|eding)|successor|t(?:ook|akes?|aken|aking) (?:over|the helm|charge)|stepp?(?:ed|s|ing) in|inherit\w*|"
    r"assum(?:ed?|es|ing)|interim|acting|new (?:chief|ceo|head|leader|boss|coach|manager|skipper|captain|president|director|prime minister|mayor|chair\w*|owner|host|editor|speaker|commissioner|king|queen|pope|minister|secretary|governor)|"
    r"(?:was|been|is|were) (?:named|appointed|elected|chosen|sworn in|picked|tapped)|appointed|named|sworn in)\b",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\b(?:resign\w*|quits?|stepp?(?:ed|s|ing) down|left|leav(?:es|ing)|oust\w*|fired|departed|retir\w*)\b",
    re.IGNORECASE,
)


_ATTEMPT = re.compile(
    r"(?:tried|tries|attempted|wants?|wanted|failed|refuses|plans|planned) to (?=[a-z])", re.IGNORECASE
)
_ANY_DEED = frozenset(
    map(base_form, "give get have do make take use let go come be put keep become want need try help".split())
)
_DEEDS = frozenset(
    map(
        base_form,
        "buy sell win lose beat lead run own direct write sing kill shoot steal find found build design invent hire fire sack "
        "replace succeed host play star sue leak sign broke mediate arrest marry design score lend hit strike drive fly pay teach".split(),
    )
)
_CONVERSES = {
    base_form(deed): others
    for deed, others in {
        "buy": ("sell", "sale"), "sell": ("buy",), "beat": ("lose", "win"), "defeat": ("lose", "win"), "win": ("lose", "title"), "kill": ("die",),
        "shoot": ("die", "fire"), "lend": ("borrow",), "hire": ("join",), "teach": ("learn",), "sue": ("plaintiff",), "lead": ("follow",),
        "knock": ("lose", "beat", "eliminate"), "eliminate": ("lose", "beat"), "oust": ("lose", "unseat", "fire"),
    }.items()
}  # fmt: skip
"""Deeds that are told from the other side, too: what was bought by one was sold by another."""
_FUNCTION_STEMS = frozenset(map(stem, FUNCTION_WORDS))


@dataclass(frozen=True)
class DoerAsked:
    """A question that asks who did something: the base form of the deed, its own words, and those from the deed on."""

    deed: str
    question: str
    doing: str = ""

    @property
    def of_succession(self) -> bool:
        """It asks who came after somebody."""
        return self.deed in _SUCCEEDS and (self.deed != "take" or " over" in self.question)

    def named_in(self, text: str) -> bool:
        """A sentence of ``text`` names who did it; of succession, who came after."""
        found = [text[start:end] for start, end in sentences(text)]
        if self.of_succession:
            return any(_SUCCESSOR.search(one) and self._names(one) for one in found)
        return any(self._does(one) or self._identifies(one) for one in found)

    def unnamed_in(self, text: str) -> bool:
        """A sentence of ``text`` tells of the deed, and of somebody without a name who did it: "he was attacked by a man"."""
        return any(self._somebody_does(text[start:end]) for start, end in sentences(text))

    def told_in(self, text: str) -> bool:
        """``text`` tells of the deed, in whatever words: it was bought, or somebody acquired it."""
        others = (f"{self.deed}er", *_CONVERSES.get(self.deed, ()))
        if tells_of(text, self.doing) or any(tells_of(text, other) for other in others):
            return True
        return (self.of_succession or self.deed in _HOLDING) and _SUCCESSOR.search(text) is not None

    @property
    def is_telling(self) -> bool:
        """The deed is one of which an answer tells: "gave" and "got" may stand for any."""
        return not tells_little(self.deed) and (self.doing.split()[0].endswith("ed") or self.deed in _DEEDS)

    def tells_of_leaving(self, text: str) -> bool:
        """Where who came after is asked, ``text`` only tells of who left."""
        return self.of_succession and _LEFT.search(text) is not None and _SUCCESSOR.search(text) is None

    def _names(self, sentence: str) -> bool:
        return any(self._is_new(match[0]) for match in _NAME.finditer(sentence) if match.start())

    def _does(self, sentence: str) -> bool:
        for word in _WORD.finditer(sentence):
            if not word[0][:1].islower() or base_form(word[0]) != self.deed:
                continue
            names = _NAME.finditer(sentence, max(0, word.start() - _NEAR), word.start())
            if any(
                self._is_new(name[0])
                and _DID.match(sentence, name.end(), word.start())
                and not _OF_PLACE.search(sentence, max(0, name.start() - 6), name.start())
                for name in names
            ):
                return True
            if (done := _DONE_BY.match(sentence, word.end())) and (name := _NAME.match(sentence, done.end())):
                return self._is_new(name[0])
        return False

    def _somebody_does(self, sentence: str) -> bool:
        return any(
            base_form(word[0]) == self.deed
            and (
                _BY_SOMEBODY.match(sentence, word.end())
                or _SOMEBODY.search(sentence, max(0, word.start() - _NEAR), word.start())
            )
            for word in _WORD.finditer(sentence)
            if word[0][:1].islower()
        )

    def _identifies(self, sentence: str) -> bool:
        """It tells who somebody is, and shares a word with the question: "police named the suspect in the attack as Jon Holm"."""
        named = _IDENTIFIED.search(sentence)
        name = _NAME.match(sentence, named.end()) if named else None
        return (
            name is not None
            and self._is_new(name[0])
            and any(stem(word.casefold()) in self._told for word in _WORD.findall(sentence))
        )

    @cached_property
    def _told(self) -> frozenset[str]:
        return self._own - _FUNCTION_STEMS

    def _is_new(self, name: str) -> bool:
        """It has a word that the question does not hold, and is no day."""
        words = [word.casefold() for word in _WORD.findall(name) if not is_of_calendar(word)]
        return any(word not in FUNCTION_WORDS and stem(word) not in self._own for word in words)

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(stem(word.casefold()) for word in _WORD.findall(self.question))


def tells_little(deed: str) -> bool:
    """The words may stand for any deed: "gave", "got", "come"; but for phrases such as "come out"."""
    return base_form(deed.split()[0]) in _ANY_DEED and not has_synonyms(deed)


def doer_asked(question: str) -> DoerAsked | None:
    """The deed whose doer the question asks for."""
    match = _ASKS.match(question)
    if match is None:
        return None
    doing = f"{match['verb']}{match['rest']}"
    if attempt := _ATTEMPT.match(doing):
        doing = doing[attempt.end() :]
    return DoerAsked(base_form(doing.split()[0]), question.casefold(), doing)
