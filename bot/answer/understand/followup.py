"""Follow-up questions made to stand alone, without a language model.

A question leans on the conversation where it is an ellipsis ("and when?"), where a pronoun in it has nothing within the
question to stand for ("who asked for it?"), or where it names nothing itself and speaks of something that the conversation
named ("how long did the call last?"). Then whom or what it means is named in it, and the telling words of the question that
began the conversation are added; of a question that leans on nothing, nothing is changed, so that a new topic is a new topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answer.query import Turn
from bot.answer.understand.instead import ANOTHER, MEANT, NO_NOUN, THE_OTHER, WHO_SAID, asked_of, said_line, the_other
from bot.answer.understand.intents import read_intent
from bot.answer.understand.pronouns import meant_by
from bot.answer.understand.topic import PRONOUNS, WORD, bare_of_context, names, telling, thing_of, topic_of
from index.stemming import stem

_OPENERS = re.compile(
    r"^\s*(?:(?:and|but|so|or|also|then|ok(?:ay)?|well|right|thanks?(?: you)?)\b[\s,]*)+", re.IGNORECASE
)
_ELLIPSIS = re.compile(
    r"^\W*(?:(?:what|how) about|what of|who else|what else|where else|why not|since when|how so)\b", re.IGNORECASE
)
_AFTERWARDS = re.compile(
    r"(?<!\bnamed )(?<!\bcalled )(?<!\blook )(?<!\blooks )(?<!\blooked )(?<!\blooking )(?<!\bgo )(?<!\bgoing )(?<!\btake )\b(?:after(?:wards?)?|in (?:response|return|turn|reply))\W*$",
    re.IGNORECASE,
)
"""What ends a question of what came after that which was spoken of."""
_POINTING_THAT = re.compile(
    r"\b(?:was|is|were|are|did|does|do|about|of|after|before|for|from|with|to|by|since|like|than|doing|do|say|said)\s+that\b(?=\W*$|\s+(?:happen|mean|change|cost|call|take|come|go|to|for|in|on|at|and)\w*)"
    r"|^\W*that\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"\b(?:he|him|his|she|her|hers)\b(?!['’])", re.IGNORECASE)
_SOMEBODY = frozenset("he him his she her hers they them their theirs".split())
_OWNED = re.compile(
    r"\s+(?!(?:in|at|on|for|to|from|by|with|after|before|during|when|while|so|and|or|as|out|off|down|up|over|about|into|again|yesterday|today|then|there|that|why|how|if|because|since)\b)[^\W\d_]",
    re.IGNORECASE,
)
"""What follows "her" where it owns it: "her boat", not "beat her in the race"."""
_IT = re.compile(r"\b(?:it|its|it[’']s)\b", re.IGNORECASE)
_EVENT = re.compile(r"\bit\s+(?:\w+\s+)?(?:happen|occur|take place|come to|all about)", re.IGNORECASE)
"""What "it" is that happens: no thing."""
_THERE = re.compile(r"\bthere\b", re.IGNORECASE)
_PLACE_ONLY = re.compile(r"^(in|at|on|for|from|by|to|with|among) (?:the )?[\w’' -]{1,30}$", re.IGNORECASE)
_ABOUT_ANOTHER = re.compile(r"^(?:(?:what|how) about|what of)\s+(?P<rest>.+)$", re.IGNORECASE)
_BEGINS = re.compile(
    r"^\W*(?:tell (?:me|us) (?:more )?about|(?:what|how) about|what of|what happened (?:to|with|in|at))\s",
    re.IGNORECASE,
)
"""What begins another matter, even where it was taken to lean on the one before."""
_ASKS_ONLY = re.compile(
    r"^(?:(?:for|since|until|till|by|at|in|on|to|from|with|against|of) )?(?:who|whom|what|which|when|where|why|how)"
    r"(?: (?:not|so|come|long|much|many|old|far|often|else|exactly|ones?|time|day|year|month|place|city|country|of them|for))?$",
    re.IGNORECASE,
)
"""Question words alone: "by how much", "until when", "why not"."""
_INVERTED = re.compile(
    r"^(?:(?:who|whom|what|which|when|where|why|how)\b.{0,40}?\s)?(?P<rest>(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could)\s.+)$",
    re.IGNORECASE,
)
_OF_IT = r"(?: (?:about|on|of|with|in) (?:it|that|this|him|her|them|all that|the story))?"
_MORE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"^{asked}{_OF_IT}$", re.IGNORECASE), frame)
    for asked, frame in (
        (r"(?:(?:(?:can|could) (?:you|u) )?(?:tell|give|show) (?:me|us) )?(?:some |a bit |any )?(?:more|details|more details|background)", "Tell me about"),
        (r"(?:go on|continue|anything else|what else(?: happened| is there| do you have)?|explain)", "Tell me about"),
        (r"(?:(?:any|is there any|what(?:[’']?s| is) the|the) )?(?:latest|updates?|latest news|news|anything new)", "Latest on"),
        (r"(?:give me |make )?(?:a |the )?(?:short |quick )?(?:summary|summari[sz]e|sum(?: it)? up|recap|tl;?dr)", "Summary of"),
        (r"(?:give me |show me )?(?:a |the )?timeline", "Timeline of"),
    )
)  # fmt: skip
"""Wishes for more of what is talked about, and the request for it."""
_DETAIL = re.compile(
    r"^\W*(?:how (?:long|many|much|old|far|big|often)|when|where|until when|by how much)\b", re.IGNORECASE
)
"""A question for a detail, of which nobody asks why: that is asked of what happened."""
_SAID_WHY = re.compile(
    r"^(?:did|does|has|have) (?P<who>.{1,40}?) (?:ever |actually )?(?:say|said|says|explain|explained|tell|told|give|given)(?: (?:us|a|any|the|anyone))?"
    r" (?:why|how come|reasons?)\b\s*(?P<what>.*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A question that stands alone, and words of the conversation that a search for it is widened by."""

    question: str
    context: str = ""
    spoken: str = ""
    """The question with its pronoun left, and the topic; empty where no pronoun was filled in."""


def standalone(question: str, history: Sequence[Turn]) -> str:
    """``question`` so that it can be understood without ``history`` (oldest first); unchanged where it stands alone."""
    question = " ".join(question.split())
    if not history or not question or not leans(question, history):
        return question
    standing = resolved(question, history)
    return f"{standing.question} ({standing.context})" if standing.context else standing.question


def resolved(question: str, history: Sequence[Turn]) -> Standing:
    """``question``, which leans on ``history``, with its person named and its ellipsis filled, and the topic of the conversation."""
    bare = _OPENERS.sub("", question).strip(" ?!.") or question
    end = "?" if question.rstrip().endswith("?") else ""
    turns = thread(history)
    said = bare_of_context(turns[-1].understood).strip(" ?!.")
    if frame := next((frame for wish, frame in _MORE if wish.match(bare)), ""):
        story = thing_of(turns) or " ".join(topic_of(turns[0], ""))
        return Standing(f"{frame} {story}" if story else bare)
    if meant := MEANT.match(question.strip(" ?!.")):
        return _corrected(meant["who"], meant["asks"] or "", said, turns, end)
    if WHO_SAID.match(bare) and (line := said_line(turns)):
        return Standing(f"Who said {line}")
    if (other := ANOTHER.match(question.strip(" ?!."))) and (asked := _of_another(other["who"], said, turns, history)):
        return _instead(f"{asked}{end}", said, turns)
    if match := _SAID_WHY.match(bare):
        bare = f"why {match['what']}" if match["what"] else f"why did {match['who']} do it"
    spoken = bare
    if (match := _PERSONAL.search(bare)) and not names(bare[: match.start()]):
        bare = _with_person(bare, match, history)
        if bare == spoken and (match := _IT.search(bare)) and not _EVENT.search(bare):
            bare = _with_thing(bare, match, turns)  # "why did he turn it down": who he is is not known, but what
    elif (match := _IT.search(bare)) and not names(bare[: match.start()]) and not _EVENT.search(bare):
        bare = _with_thing(bare, match, turns)
    elif _PLACE_ONLY.match(bare) and _THERE.search(said):
        return _standing(f"{_THERE.sub(lambda _: bare, said, count=1)}{end}", turns)
    elif (match := _PLACE_ONLY.match(bare)) and (same := re.search(rf"\b{match[1]} [\w’'-]+$", said, re.IGNORECASE)):
        # "how many people did it kill in florida", "and in cuba"
        return _standing(f"{said[: same.start()]}{bare}{end}", turns)
    elif _ASKS_ONLY.match(bare):
        if bare.casefold().startswith("why") and _DETAIL.match(said):
            said = bare_of_context(turns[0].understood).strip(" ?!.")
        return _standing(f"{_of_the_same(bare, said)}{end}", turns)
    standing = _standing(f"{bare}{end}", turns)
    return (
        standing if bare == spoken else replace(standing, spoken=f"{spoken} ({' '.join(topic_of(turns[0], spoken))})")
    )


def thread(history: Sequence[Turn]) -> Sequence[Turn]:
    """The turns of the matter that is talked about: from the last one that leaned on none before it, or began another."""
    for place in range(len(history) - 1, 0, -1):
        turn = history[place]
        if not turn.shown and speaks_of_known(turn.asked):
            continue  # it found nothing, and began nothing
        if _BEGINS.match(turn.asked) or turn.understood.casefold() == turn.asked.casefold():
            return history[place:]
        if bare_of_context(turn.understood) == turn.understood and not leans(turn.asked, history[:place]):
            return history[place:]
    return history


def depends(question: str) -> bool:
    """True if ``question`` says itself that it follows another: by a pronoun, by an "and" before it, or as an ellipsis."""
    bare = _OPENERS.sub("", question).strip(" ?!.")
    if MEANT.match(question.strip(" ?!.")) or WHO_SAID.match(bare):
        return True
    if names(bare) and not _ELLIPSIS.match(question):
        return _dangling(bare) and not _antecedent(bare)
    opened = bool(_OPENERS.match(question)) or bool(_ELLIPSIS.match(question) and not _ABOUT_ANOTHER.match(bare))
    wants_more = any(wish.match(bare) for wish, _ in _MORE)
    return opened or wants_more or _dangling(bare) or bool(_ASKS_ONLY.match(bare))


def says_nothing_alone(question: str) -> bool:
    """True if ``question`` is of somebody whom it does not name, or has question words alone."""
    bare = _OPENERS.sub("", question).strip(" ?!.")
    of_somebody = any(word.casefold() in _SOMEBODY for word in WORD.findall(bare))
    is_little = len(telling(bare)) <= 1 and not names(bare)
    return bool(_ASKS_ONLY.match(bare)) or ((of_somebody or (is_little and _dangling(bare))) and not _antecedent(bare))


def speaks_of_known(question: str) -> bool:
    """True if ``question`` names nobody and nothing but what it takes for known: "how wide is the hole"."""
    return bool(_after_the(question)) and not names(question)


def leans(question: str, history: Sequence[Turn]) -> bool:
    """True if ``question`` cannot be understood without ``history``."""
    if depends(question):
        return True
    bare = _OPENERS.sub("", question)
    if names(bare) and not _ELLIPSIS.match(question):
        return False
    if _ELLIPSIS.match(question) or _AFTERWARDS.search(bare):
        return True
    told = telling(bare)
    if len(told) <= 1 and not _numbers(bare):
        return True
    spoken = {stem(word) for turn in history for word in telling(f"{turn.understood} {turn.shown}")}
    return any(stem(word) in spoken for word in _after_the(bare))


def is_rewriting(rewritten: str, question: str, history: Sequence[Turn]) -> bool:
    """True if a model's ``rewritten`` question says nothing but what was said: every telling word comes from the conversation."""
    if not rewritten or len(rewritten) > 300 or len(rewritten) > len(question) + 240:
        return False
    told = " ".join(f"{turn.asked} {turn.understood} {turn.shown}" for turn in history)
    said = {stem(word) for word in WORD.findall(f"{question} {told}")}
    return all(stem(word) in said for word in telling(rewritten))


def _standing(question: str, turns: Sequence[Turn]) -> Standing:
    return Standing(f"{question[:1].upper()}{question[1:]}", " ".join(topic_of(turns[0], question)))


def _corrected(who: str, asks: str, said: str, turns: Sequence[Turn], end: str) -> Standing:
    """The question of ``who``, whom the person meant: ``asks``, or that of before."""
    if THE_OTHER.match(who):
        who = the_other(said, turns) or who
    if not asks:
        same = asked_of(who, said, turns)
        return _instead(f"{same}{end}", said, turns) if same else _standing(f"{said} {who}{end}", turns)
    pronoun = _PERSONAL.search(asks) or _IT.search(asks)
    if pronoun:
        owner = "’s" if pronoun[0].casefold() in ("his", "its", "hers") else ""
        asks = f"{asks[: pronoun.start()]}{who}{owner}{asks[pronoun.end() :]}"
    is_thing = who.casefold().startswith(("the ", "his ", "her ", "its ", "their "))
    return _standing(f"{asks}{end}", turns) if is_thing else Standing(f"{asks}{end}")


def _instead(question: str, said: str, turns: Sequence[Turn]) -> Standing:
    """A question that is asked of another, with what of the topic ``said`` does not have: whom it named is not meant any more."""
    spoken = {stem(word) for word in telling(said)}
    return Standing(question, " ".join(word for word in topic_of(turns[0], question) if stem(word) not in spoken))


def _of_another(who: str, said: str, turns: Sequence[Turn], history: Sequence[Turn]) -> str:
    """The question before, asked of another: "and the governor?" after "what did the mayor say"; empty where that names nobody to put them for."""
    first = who.split()[0].casefold()
    if _ASKS_ONLY.match(who) or not telling(who) or first in NO_NOUN or read_intent(said).intent.is_briefing:
        return ""
    if match := _PERSONAL.search(who):
        who = _with_person(who, match, history)
    return asked_of(who, said, turns)


def _with_person(question: str, pronoun: re.Match[str], history: Sequence[Turn]) -> str:
    """``question`` with the person for the pronoun, where anybody is sure whom it means."""
    word, after = pronoun[0].casefold(), question[pronoun.end() :]
    person = meant_by(word, history)
    if not person:
        return question
    owner = word in ("his", "hers") or (word == "her" and bool(_OWNED.match(after)))
    return f"{question[: pronoun.start()]}{person}{'’s' if owner else ''}{after}"


def _with_thing(question: str, pronoun: re.Match[str], turns: Sequence[Turn]) -> str:
    thing = thing_of(turns)
    if not thing:
        return question
    ending = {"its": "’s", "it's": " is", "it’s": " is"}.get(pronoun[0].casefold(), "")
    return f"{question[: pronoun.start()]}{thing}{ending}{question[pronoun.end() :]}"


def _of_the_same(asks: str, said: str) -> str:
    """Question words alone, asked of what the question before asked: "when did she leave", "and why"; "who won, by how much"."""
    match, words = _INVERTED.match(said), asks.casefold().split()
    while (parted := said.rpartition(", "))[0] and _ASKS_ONLY.match(parted[2]):
        said = parted[0]  # "who won, by how much": and "where" is asked of who won
    if match and words in (["why"], ["when"], ["where"], ["how"], ["how", "come"]):
        return f"{asks} {match['rest']}"
    return asks if words[0] == "why" else f"{said}, {asks}"


def _dangling(question: str) -> bool:
    return any(word.casefold() in PRONOUNS for word in WORD.findall(question)) or bool(_POINTING_THAT.search(question))


def _antecedent(question: str) -> bool:
    """True if a name stands before the first pronoun, which then most likely means it."""
    for word in WORD.finditer(question):
        if word.group().casefold() in PRONOUNS:
            return bool(names(question[: word.start()]))
    return False


def _numbers(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if any(character.isdigit() for character in word)]


def _after_the(question: str) -> list[str]:
    """Words of phrases with a definite article, which speak of something known."""
    found: list[str] = []
    for match in re.finditer(r"\bthe\s+((?:[\w’'\-]+\s*){1,3})", question, re.IGNORECASE):
        found += telling(match[1])
    return found
