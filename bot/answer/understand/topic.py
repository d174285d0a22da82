"""What a conversation is about: the words of the question that began it, the things and names that its questions speak of. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer.cues.people import has_first_name, people
from bot.answer.query import Turn
from bot.answer.understand.addresses import address_in
from index.calendar_names import is_of_calendar
from index.stemming import stem

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:[’'\-.,]\w+)*")
PRONOUNS = frozenset(
    "it its itself he him his himself she her hers herself they them their theirs themselves this these those there then".split()
)
GENERIC = frozenset(
    "who whom whose whos which what whats when where why how hows is are was were be been being am has have had do does did will would can "
    "could may might shall should must a an the and or but so if of in on at by for from to with into over under after before "
    "about as than that this these those it its he she they we them his her their him not no yes any some all more most much many "
    "long old big often far soon exactly happen happened happens say said says tell told think thought know known get got go "
    "went make made make took take gave give there here then now ever also else still just really again other others another one "
    "ones same such own only i me my you your we us our please name called call date day time year place people person thing anything something anyone someone anybody somebody nothing "
    "things number reason long ago did between during against up out off while".split()
)
_KEEPS_GENERIC = frozenset({"call"})
"""Generic in "what is it called", but a topic as a noun."""
_CONTEXT = re.compile(r" \([^()]*\)\Z")
_MOST_WORDS, _NAMES = 8, 2
_THING = re.compile(
    r"(?P<inverted>\b(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could)\s+)?\b(?P<article>the)\s+"
    r"(?P<words>[^\W\d_][\w’'-]*(?:\s+[^\W\d_][\w’'-]*){0,3})(?P<end>\W*$)?",
    re.IGNORECASE,
)
_TOLD_OF = re.compile(
    r"\W*(?:tell (?:me|us) (?:more )?about|what happened (?:to|with|in|at)|what(?:[’']?s| is| was)? (?:up|new|happening|going on) with|"
    r"(?:the )?latest (?:on|about)|(?:what|how) about|what of)\s+(?P<thing>\S.*?)\W*\Z",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b[A-Z][\w’'-]{0,30}(?: [A-Z][\w’'-]{0,30}){1,4}")
_BEFORE_A_PLACE = re.compile(r"\b(?:to|into|onto|from|near|at|in|on|inside|outside|toward|towards)\s\Z", re.IGNORECASE)
"""What stands before a place or a goal, which is less likely meant than the thing before it."""
_AGED = re.compile(r",? (?:\(\d{1,3}\)|\d{1,3},)")
"""The age of a person, after the name."""
_ONE = frozenset({"one", "ones", "other"})
_MANY = re.compile(r"(?:[^s\W]s|men|women|people|children|police)\Z", re.IGNORECASE)
"""Words for several, which are not "it"."""
_LONGEST_THING, _LONGEST_STORY = 2, 5


def bare_of_context(understood: str) -> str:
    """A question as it was understood, without the words of the conversation that a search for it was widened by."""
    return _CONTEXT.sub("", understood)


def telling(text: str) -> list[str]:
    """Words that say what a text is about."""
    return [
        word
        for word in WORD.findall(text)
        if (plain := word.casefold()) in _KEEPS_GENERIC
        or (plain not in GENERIC and plain not in PRONOUNS and len(plain) > 1)
    ]


def names(text: str) -> list[str]:
    """Capitalised words that do not open a sentence, and words with digits or capitals within."""
    found: list[str] = []
    opening = True
    position = 0
    for word in WORD.finditer(text):
        opening = opening or bool(re.search(r"[.!?]\s{0,9}[“\"]?\Z|\n", text[position : word.start()]))
        said = word.group()
        inside = any(character.isupper() for character in said[1:])
        if (
            said.casefold() not in GENERIC
            and said.casefold() not in PRONOUNS
            and (inside or (said[0].isupper() and not opening))
        ):
            found.append(said)
        position = word.end()
        opening = False
    return found


def topic_of(begun: Turn, question: str) -> list[str]:
    """Telling words of the question that began the conversation which ``question`` lacks, or where it has none, the names of its answer."""
    own = {stem(word) for word in WORD.findall(question)}
    words = telling(address_in(bare_of_context(begun.understood))[1])
    if not words:
        first = begun.shown.split("\n", 1)[0]
        words += [part for person in people(first)[:1] for part in person.name.split()] or [
            name for name in names(first) if not is_of_calendar(name)
        ][:_NAMES]
    found: dict[str, str] = {}
    for word in words:
        if stem(word) not in own:
            found.setdefault(stem(word), word)
    return list(found.values())[:_MOST_WORDS]


def thing_of(turns: Sequence[Turn]) -> str:
    """The thing that "it" means: what the latest question speaks of as known ("the call"), or the story that the conversation began with."""
    for turn in reversed(turns):
        understood = bare_of_context(turn.understood)
        if not any(word.casefold() in PRONOUNS for word in WORD.findall(understood)) and (
            found := _known_thing(understood)
        ):
            return found
    story = _TOLD_OF.match(bare_of_context(turns[0].understood)) if turns else None
    if story and len(story["thing"].split()) <= _LONGEST_STORY:
        return story["thing"]
    return next((name for turn in reversed(turns) if (name := _asked_by_name(turn))), "")


def _asked_by_name(turn: Turn) -> str:
    """The thing that a question names as its answer writes it: "when does honest tea end", "Honest Tea will be sold until May"."""
    asked = {word.casefold() for word in WORD.findall(bare_of_context(turn.understood))}
    if "it" in asked:
        return ""  # "how does the Post see it": what it names is not "it"
    rows = [match for match in _NAMED.finditer(turn.shown) if not _AGED.match(turn.shown, match.end())]
    things = [
        match[0]
        for match in rows
        if all(word.casefold() in asked for word in match[0].split()) and not has_first_name(match[0])
    ]
    return max(things, key=len, default="")


def _known_thing(understood: str) -> str:
    found = ""
    for match in _THING.finditer(understood):
        if found and _BEFORE_A_PLACE.search(understood, 0, match.start("article")):
            continue
        words: list[str] = []
        for word in match["words"].split():
            if word.casefold() in GENERIC - _KEEPS_GENERIC:
                words = [] if word.casefold() in _ONE else words  # "the russian one" names nothing
                break
            words.append(word)
        reaches_end = match["end"] is not None and len(words) == len(match["words"].split())
        if match["inverted"] and len(words) > 1 and (reaches_end or words[-1].casefold().endswith("ed")):
            words.pop()  # "when did the call end", "where was the ship launched from": the verb comes last
        if 0 < len(words) <= _LONGEST_THING and not _MANY.search(words[-1]):
            found = f"the {' '.join(words)}"
    return found
