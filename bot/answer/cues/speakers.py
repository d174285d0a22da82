"""Speakers who are asked for by what they are: "the family's lawyer", "the mayor of Korling", "experts". Pure.

An article introduces somebody by a role once ("Liv Aasen, a lawyer for the family") and lets "Aasen" speak from then on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.answer.cues.people import is_of_a_body
from bot.answer.cues.speech import SAYS, last_name
from index.search.terms import terms
from index.sentences import sentences

_CHAIR = r"chair(?:man|woman|person)?"
_CHIEF = rf"CEO|chief executive|chief|head|boss|president|{_CHAIR}|director|founder|leader|administrator|commissioner|superintendent"
_ROLES: dict[str, str] = {
    **dict.fromkeys(
        "lawyer attorney solicitor barrister counsel".split(), r"lawyer|attorney|solicitor|barrister|counsel"
    ),
    **dict.fromkeys(
        "spokesman spokeswoman spokesperson".split(),
        r"spokes(?:man|woman|person)|press secretary|communications (?:director|chief)|director of communications",
    ),
    **dict.fromkeys("ceo boss head".split(), _CHIEF),
    **dict.fromkeys("chair chairman chairwoman chairperson".split(), _CHAIR),
    **dict.fromkeys("father dad".split(), r"father|dad"),
    **dict.fromkeys("mother mom mum".split(), r"mother|mom|mum"),
    **dict.fromkeys("minister secretary".split(), r"minister|secretary"),
    **dict.fromkeys("governor gov".split(), r"governor|Gov\."),
    **dict.fromkeys("senator sen".split(), r"senator|Sen\."),
    **dict.fromkeys("congressman congresswoman representative".split(), r"congress(?:man|woman)|representative|Rep\."),
    **{
        role: role
        for role in (
            "mayor president chancellor superintendent provost rector dean sheriff commissioner ambassador prosecutor coroner captain "
            "manager editor owner founder director wife husband widow son daughter brother sister uncle aunt "
            "grandmother grandfather principal headteacher archbishop treasurer curator organizer organiser spokesperson adviser "
            "team campaign office family camp publicist producer driver pilot teacher detective inspector councillor councilman councilwoman "
            "economist analyst strategist epidemiologist meteorologist professor researcher scientist engineer critic"
        ).split()
    },
}
"""Roles as people type them, and the words that stand for them in articles."""
_NAMES_TOO: dict[str, str] = {
    "chief": _CHIEF,
    **{
        role: role
        for role in "coach judge king queen prince princess pope bishop general marshal speaker dean star".split()
    },
}
"""Roles that are last names as well: with "the", an owner or a place alone they are roles."""
_OLOGIST = r"\w{2,20}(?:ologist|economist|scientist)s?"
_EXPERT = (
    rf"experts?|analysts?|professors?|researchers?|scholars?|fellows?|scientists?|historians?|specialists?|strategists?|economists?|physicians?|{_OLOGIST}|"
    r"lecturer|demographers?|meteorologists?|former (?:federal )?prosecutors?"
)
_MEDICS = rf"doctors?|Dr\.|physicians?|surgeons?|pa?ediatricians?|{_OLOGIST}|nurses?"
_CLASSES: dict[str, str] = {
    **dict.fromkeys("expert analyst scholar specialist academic".split(), _EXPERT),
    "economist": r"economists?|economics",
    **dict.fromkeys(
        "scientist researcher".split(), rf"scientists?|researchers?|professors?|{_OLOGIST}|authors? of the study"
    ),
    **dict.fromkeys("doctor medic".split(), _MEDICS),
    **dict.fromkeys("resident local neighbour neighbor".split(), r"residents?|neighbou?rs?|locals?"),
    **dict.fromkeys("lawyer attorney".split(), r"lawyers?|attorneys?"),
    "historian": r"historians?",
    "witness": r"witness(?:es)?|bystanders?",
    **dict.fromkeys("lawmaker politician".split(), r"lawmakers?|Sen\.|Rep\.|senators?|congress(?:man|woman)|MPs?"),
    "parent": r"parents?|mothers?|fathers?",
    "teacher": r"teachers?",
    "student": r"students?",
}
"""Several of a kind, as people type them, and the words by which articles introduce one."""
_RANKS = terms(
    "deputy vice prime former foreign defence defense interior home health education finance economy energy justice culture trade transport "
    "environment climate sports labour labor agriculture assistant associate press co general attorney acting"
)
"""Words that make another role of one: a deputy mayor is not the mayor."""
_KIN = frozenset(
    "father dad mother mom mum wife husband widow son daughter brother sister uncle aunt grandmother grandfather".split()
)
"""Roles that one has to somebody: of several fathers in a story, the one is meant whose child is named beside him."""
_OFFENDERS = terms("shooter gunman suspect attacker killer accused assailant")
"""Words for one and the same person, before and after an arrest."""
_OF = r"(?:of|for|in|at|from|to)"
_PHRASE = re.compile(rf"^(?P<role>.+?) {_OF} (?P<owner>.+)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|his|her|their|its)\s+", re.IGNORECASE)
_OWNED = re.compile(r"[’']s?\s")
_NAME = re.compile(
    r"\b(?!(?:The|A|An|He|She|It|They|In|On|At|But|And|When|After|If)\b)[A-Z][\w’'-]{1,30}(?: (?:[A-Z]\.|(?:(?:de|van|von|bin|al|el) )?[A-Z][\w’'-]{1,30})){0,3}"
)
_BEFORE = re.compile(rf"s?,?(?:\s{_OF}\s[^,.;“”\"]{{1,60}},)?\s(?:[Tt]he\s)?")
"""What stands between a role and the name behind it: "attorney for the family, ", "the mayor, "."""
_AFTER = re.compile(
    rf"(?:,\s\d{{1,3}})?,\s(?:who\s(?:is|was)\s)?(?:(?!\b{SAYS}\b)[^.;“”\"]){{0,80}}|\s(?:is|was)\s(?:an?|the|one)\s[^,.;“”\"]{{0,50}}",
)
"""What stands between a name and the role behind it: ", an ", ", who is the family's "."""

_NEAR = 24
"""Characters before a role in which its rank stands: "foreign minister"."""


@dataclass(frozen=True, slots=True)
class Role:
    """A speaker by role: its word, what stands for it in articles, and the words of whose or where it is."""

    word: str
    stands_as: re.Pattern[str]
    owner: frozenset[str] = frozenset()
    is_class: bool = False
    """Any of a kind are asked for: "experts"."""

    def names_in(self, text: str) -> tuple[str, ...]:
        """The last names of those whom ``text`` introduces by the role, in a sentence that names its owner; of one alone, anywhere."""
        own: list[str] = []
        others: list[str] = []
        for start, end in sentences(text):
            sentence = text[start:end]
            if self.stands_as.search(sentence):
                found = [last_name(name) for name in self._introduced(sentence)]
                (own if self.is_of(sentence) else others).extend(found)
        if own or self.word in _KIN or self.owner & _RANKS or not self.is_of(text) or len(set(others)) > 1:
            return tuple(dict.fromkeys(own))
        return tuple(dict.fromkeys(others))

    def is_of(self, text: str) -> bool:
        """``text`` names whose role it is, where the question does."""
        telling = self.owner & _RANKS or self.owner
        return not telling or bool(telling & terms(text))

    def _introduced(self, sentence: str) -> list[str]:
        found: list[str] = []
        full = [name for name in _NAME.finditer(sentence) if " " in name[0] and not is_of_a_body(name[0].split())]
        ranks = self.owner & _RANKS
        for role in self.stands_as.finditer(sentence):
            if ranks and not ranks & terms(sentence[max(0, role.start() - _NEAR) : role.start()]):
                continue
            between = _BEFORE.match(sentence, role.end())
            after = _NAME.match(sentence, between.end()) if between else None
            if after and not is_of_a_body(after[0].split()):
                found.append(after[0])
            found += [name[0] for name in full if _AFTER.fullmatch(sentence, name.end(), role.start())]
        return found


@lru_cache(64)
def role_of(speaker: str) -> Role | None:
    """The role that ``speaker`` names; None where it is somebody's own name, or a body's."""
    bare = _ARTICLE.sub("", speaker.strip())
    is_told = bare != speaker.strip() or bool(_OWNED.search(bare))
    phrase = _PHRASE.match(bare)
    head, owner = (phrase["role"], phrase["owner"]) if phrase else (bare, "")
    words = head.split()
    if not words:
        return None
    word = words[-1].casefold()
    owner = " ".join([*words[:-1], owner])
    if word.endswith("s") and (kind := _CLASSES.get(_singular(word))):
        return Role(word, _pattern(kind), is_class=True)
    known = _ROLES.get(word) or (_NAMES_TOO.get(word) if is_told or phrase else None)
    return Role(word, _pattern(known), _owner(word, owner)) if known else None


def _owner(role: str, owner: str) -> frozenset[str]:
    """The words by which whose role it is can be told: of "highland park shooters dad" it is the shooter, not the town."""
    if role not in _KIN or not owner:
        return terms(owner)
    head = terms(owner.split()[-1])
    return head | _OFFENDERS if head & _OFFENDERS else head


def _singular(word: str) -> str:
    return word[:-2] if word.endswith("sses") else word[:-1]


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE)
