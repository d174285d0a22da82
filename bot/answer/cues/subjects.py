"""Whose deed a sentence tells: "when did Ada Marr resign" is not answered by the day on which Jon Holm resigned. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from index.calendar_names import is_of_calendar
from index.irregular_verbs import base_form
from index.search.terms import FUNCTION_WORDS, terms
from index.sentences import sentences
from index.stemming import stem

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_MOSTLY = 0.8
"""The share of its uses within sentences in which a name has a capital."""
_ASKS = re.compile(
    r"^\W*(?P<who>who|which \w{1,30})\b(?P<deed>.+)$"
    r"|^.{0,60}?\b(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could)\b(?P<rest>.+)$",
    re.IGNORECASE,
)
_TITLES = frozenset(
    "the a an president vice prime minister chancellor senator sen rep governor gov mayor king queen prince princess pope judge justice "
    "general actor actress singer rapper coach player pitcher former ex mr mrs ms dr sir".split()
)
_NO_DEED = frozenset(
    "is are was were be been being has have had will would can could may might did do does get got also then later first off down back away still yet already".split()
)
_NAMED = r"[A-Z][\w’'-]*(?:\s{1,3}(?:(?:de|van|von|bin|al)\s)?[A-Z][\w’'-]*){0,5}"
_NAME = re.compile(_NAMED)
_BETWEEN = re.compile(r"\s{1,3}(?:(?:has|have|had|was|were|is|also|then|later|once|\w{1,20}ly)\s{1,3}){0,3}\Z")
_AUXILIARIES = frozenset("did does do has have had will would is are was were".split())
_TO_BE_DONE = frozenset("is are was were be been being get got gets".split())
_DONE_TO = re.compile(r"\s{1,3}(?:[a-z]{1,20}\s{1,3}){0,2}[A-Z]")
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|being|get|gets|got)\b")
_APPOSED = re.compile(
    rf",\s{{1,3}}(?P<name>{_NAMED})(?:,\s[^,.;]{{1,80}})?,\s{{1,3}}(?:(?:has|have|had|was|is|also|later|\w{{1,20}}ly)\s{{1,3}}){{0,3}}\Z"
)
"""A name set off by commas right before a deed: "his only sister, Ada Marr, died"."""
_OWNERS = re.compile(r"\b(?:[A-Z][\w-]{0,30}\s){0,4}[^\W\d_][\w-]{0,30}[’']s?(?=\s)")
_BEATS = frozenset(map(base_form, "beat defeat eliminate overcome knock top upset stun".split()))
_WON = re.compile(
    r"\b(?:(?:victory|win|triumph)s? (?:over|against)|beats?|beating|defeat(?:s|ed|ing)?|eliminat(?:es?|ed|ing)|edg(?:es?|ed|ing)|topp(?:ed|ing)|"
    r"down(?:s|ed)|outlast(?:s|ed)?|overcame|overcomes?|upsets?|stunn?(?:s|ed)?|(?:advanc|mov|got|get)\w{0,3} past|won against)\b"
)
_LOST = re.compile(
    r"\b(?:los(?:t|es|ing|s)|f[ae]ll(?:s|ing)?) to\b|\b(?:beaten|defeated|eliminated|ousted|knocked out|upset) by\b"
)
_NEAR = 80
"""Characters around a deed in which a name is taken for one of its parties."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about somebody's deed: the names in it and the stem of the deed."""

    names: frozenset[str]
    deed: str
    asks_who: bool = False
    """The names are of those to whom it was done."""
    doing: str = ""
    """The words of the question from the deed on, where it asks something else."""
    active: bool = False
    """The names did it, and had it not done to them."""

    def is_anothers(self, text: str) -> bool:
        """Every sentence of ``text`` that tells of such a deed tells it of somebody else."""
        return is_told_of_another(text, self._told_of_another)

    def is_of_victory(self, text: str) -> bool:
        """Asked who beat somebody, ``text`` only tells whom they beat."""
        found = [text[start:end] for start, end in sentences(text)]
        return self._asks_who_beat and any(map(self._is_winner, found)) and not any(map(_LOST.search, found))

    @property
    def _asks_who_beat(self) -> bool:
        return self.asks_who and base_form(self.deed) in _BEATS

    def _told_of_another(self, sentence: str) -> bool | None:
        """None where the deed is not told."""
        if self._asks_who_beat and self._is_winner(sentence):
            return True
        verdicts = [
            self._of_another(sentence, word.start(), word.end())
            for word in _WORD.finditer(sentence)
            if word[0][:1].islower() and base_form(word[0]) == base_form(self.deed)
        ]
        return all(verdicts) if verdicts else None

    def _of_another(self, sentence: str, start: int, end: int) -> bool:
        if self.asks_who and (done_to := _DONE_TO.match(sentence, end)) and not self._is_asked(sentence):
            return bool(done_to)
        doer = next(
            (
                match
                for match in _NAME.finditer(sentence, max(0, start - _NEAR), start)
                if _BETWEEN.fullmatch(sentence, match.end(), start)
            ),
            None,
        ) or self._attended(sentence, start, end)
        if self.asks_who:
            active = (
                doer is not None and _is_past(sentence[start:end]) and not _PASSIVE.search(sentence, doer.end(), start)
            )
            return active and doer is not None and self._is_asked(doer[0])
        if self.active and doer and _PASSIVE.search(sentence, doer.end(), start) and _is_past(sentence[start:end]):
            return True
        if (
            doer
            and not is_of_calendar(doer[0])
            and (doer.start() or " " in doer[0] or self._is_lone_name(doer[0], sentence))
        ):
            return not self._is_asked(doer[0])
        if self._is_relative(sentence, start):
            return True
        if self._is_asked(sentence):
            return False
        around = sentence[max(1, start - _NEAR) : start], sentence[end : end + _NEAR]
        return any(len(match[0].split()) > 1 for part in around for match in _NAME.finditer(part))

    @staticmethod
    def _attended(sentence: str, start: int, end: int) -> re.Match[str] | None:
        """Who does what a participle set off by a comma tells: "Ian crossed the state in May, killing 90 people"."""
        is_attending = sentence[start:end].endswith("ing") and sentence[:start].rstrip().endswith(",")
        return _NAME.match(sentence) if is_attending else None

    def _is_lone_name(self, word: str, sentence: str) -> bool:
        """The first word of a sentence that has no asked name is a name, too: "Holm signed", and not "She signed" or "Officials signed"."""
        is_plain = word.casefold() in FUNCTION_WORDS or word.endswith("s")
        return self.active and not is_plain and not self._is_asked(sentence)

    def _is_winner(self, sentence: str) -> bool:
        """Who is asked about beat somebody, who is named: "Ada Marr opened with a 6-3 victory over Liv Aasen"."""
        if lost := _LOST.search(sentence):
            return lost[0].endswith("by") and self._is_asked(sentence[lost.end() : lost.end() + _NEAR])
        for won in _WON.finditer(sentence):
            before, after = sentence[: won.start()], sentence[won.end() : won.end() + _NEAR]
            if _TO_BE_DONE.isdisjoint(before.split()[-1:]) and not self._is_asked(after):
                return self._is_asked(before) and _NAME.search(after) is not None
        return False

    def _is_relative(self, sentence: str, deed: int) -> bool:
        """The name set off right before the deed is somebody's whom the asked name only owns: "Ada Marr's sister, Liv Aasen, died"."""
        apposed = _APPOSED.search(sentence, 0, deed)
        if apposed is None or self._is_asked(apposed["name"]):
            return False
        return not self._is_asked(_OWNERS.sub(" ", sentence[: apposed.start()]))

    def _is_asked(self, text: str) -> bool:
        return bool(self.names & {stem(word[0].casefold()) for word in _WORD.finditer(re.sub(r"[’']s\b", "", text))})


def is_told_of_another(text: str, of_another: Callable[[str], bool | None]) -> bool:
    """Every sentence of ``text`` that tells of what is asked tells it of somebody else, by ``of_another``, which is None for the others."""
    told = [of_another(text[start:end]) for start, end in sentences(text)]
    found = [one for one in told if one is not None]
    return bool(found) and all(found)


def _is_past(verb: str) -> bool:
    """It can be no noun: an attack is a deed, and not that somebody attacked."""
    return verb.endswith("ed") or base_form(verb) != stem(verb)


def names_asked(question: str, texts: Iterable[str]) -> frozenset[str]:
    """Stems of the words of the question that ``texts`` write with a capital within their sentences: names, however they were typed, and
    no months and weekdays.
    """
    wanted = terms(question) - terms(" ".join(filter(is_of_calendar, _WORD.findall(question))))
    capital: dict[str, int] = {}
    uses: dict[str, int] = {}
    for text in texts:
        for start, end in sentences(text):
            words = list(_WORD.finditer(text, start, end))
            if len(words) > 1 and not words[1][0][:1].isupper():
                del words[0]  # its capital says nothing
            for word in words:
                key = stem(word[0].casefold().removesuffix("'s").removesuffix("’s"))
                if key in wanted:
                    uses[key] = uses.get(key, 0) + 1
                    capital[key] = capital.get(key, 0) + word[0][:1].isupper()
    return frozenset(key for key, count in capital.items() if count >= _MOSTLY * uses[key])


def begins_alike(word: str, others: Iterable[str], letters: int) -> bool:
    """One of ``others`` has the first ``letters`` of ``word``, as a place and its people do: "Sweden", "Swedish"."""
    return len(word) >= letters and any(other[:letters] == word[:letters] for other in others)


def names_another(question: str, text: str, names: frozenset[str]) -> bool:
    """``text`` has a word of a name of the question in another name only: "the Australian Open" for "the US Open"."""
    asked = [stem(word[0].casefold()) for word in _WORD.finditer(question)]
    written = [
        (word[0], stem(word[0].casefold().removesuffix("'s").removesuffix("’s"))) for word in _WORD.finditer(text)
    ]
    told = {one[1] for one in written}
    pairs = set(pairwise(one[1] for one in written))
    for first, second in pairwise(asked):
        if second not in names or second not in told or first in told or (first in FUNCTION_WORDS and first != "us"):
            continue
        before = [one for one, two in pairwise(written) if two[1] == second]
        if before and all(word[:1].isupper() and word.casefold() not in _TITLES for word, _ in before):
            return (first, second) not in pairs
    return False


def deed_asked(question: str, names: frozenset[str]) -> Asked | None:
    """The deed that the question asks about, where it names who did it, or, with "who", to whom it was done."""
    match = _ASKS.match(question)
    if match is None or not names:
        return None
    words = [word[0].casefold() for word in _WORD.finditer(match["deed"] or match["rest"])]
    if match["who"] and not _asks_whom(words, names):
        deed = next((word for word in words if word not in _NO_DEED), "")
        return Asked(names, stem(deed), asks_who=True) if deed and stem(deed) not in names else None
    if match["who"]:
        del words[0]
    named = False
    for place, word in enumerate(words):
        if stem(word) in names:
            named = True
        elif named and word not in _NO_DEED and word not in FUNCTION_WORDS:
            doing = " ".join(words[place:])
            asking = _WORD.findall(question.casefold())[: place - len(words)]
            active = word.endswith("ing") or _TO_BE_DONE.isdisjoint(asking)
            parties = names.intersection(map(stem, words[:place]))
            return Asked(parties, stem(word), doing=doing, active=active)
        elif not named and word not in _TITLES:
            return None
    return None


def _asks_whom(words: Sequence[str], names: frozenset[str]) -> bool:
    """The other side is asked for: "did Ada Marr beat", and not "beat Ada Marr"."""
    if not words or words[0] not in _AUXILIARIES:
        return False
    return any(stem(word) in names for word in islice((word for word in words[1:] if word not in _TITLES), 1))
