"""Questions of another than the one before: "and the governor?", "no, i meant the judge", "who said that". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer.cues.people import is_title, people
from bot.answer.cues.speech import SPEAKS
from bot.answer.query import Turn
from bot.answer.understand.intents import Intent, read_intent
from bot.answer.understand.topic import GENERIC, telling

MEANT = re.compile(
    r"^(?:(?:no|nope|sorry|oh|wait)[\s,]{1,3}){0,3}(?:(?:i|we) (?:meant|mean)(?: to say)?|not \S+(?: \S+)?[,;])\s(?P<who>[^\s,:;]+(?: [^\s,:;]+){0,4}?)(?:[,:;] (?P<asks>\S.*))?$",
    re.IGNORECASE,
)
"""The correction of who or what is asked about: "no i meant the judge, what did he say"."""
THE_OTHER = re.compile(r"the other (?:one|guy|man|woman|person)\Z", re.IGNORECASE)
WHO_SAID = re.compile(
    r"^(?:who (?:said|says|claims|claimed) (?:that|this|so|it)|says who|according to who(?:m)?|who is saying (?:that|this))$",
    re.IGNORECASE,
)
ANOTHER = re.compile(
    r"^(?:(?:and|but|or|ok(?:ay)?)[\s,]{1,3})?(?:(?:what|how) about |what of |(?<=and )|(?<=but )|(?<=or ))"
    r"(?P<who>(?:the |his |her |their )?[\w’'-]+(?: [\w’'-]+){0,3})$",
    re.IGNORECASE,
)
"""A question of another: "and the governor", "what about his father"."""
NO_NOUN = GENERIC - {"the", "his", "her", "their"}
"""Words that begin no name of another."""
_LONGEST_SAID = 160
_LEAST_KIND = 2
"""Words of which the last names a kind."""


def the_other(said: str, turns: Sequence[Turn]) -> str:
    """Another person whom the answers name: not who stands in the question ``said``, nor who answered it; empty without one."""
    named = people("\n".join(turn.shown for turn in turns))
    others = [item.name for item in named if item.name.casefold() not in said.casefold()]
    return next(iter(others[1:] if len(others) == len(named) else others), "")


def said_line(turns: Sequence[Turn]) -> str:
    """What the latest answer told as somebody's words, or its first line."""
    lines = next((turn.shown.splitlines() for turn in reversed(turns) if turn.shown), [])
    line = next((line for line in lines if SPEAKS.search(line)), lines[0] if lines else "")
    return line[:_LONGEST_SAID].strip(" “”\"'")


def asked_of(who: str, said: str, turns: Sequence[Turn]) -> str:
    """``said`` with ``who`` for its speaker, or for the only name in it that the answers write with a capital."""
    reading = read_intent(said)
    speaks = not who.casefold().startswith("the ") or is_title(who.split()[-1]) or is_title(who.split()[1])
    if reading.intent is Intent.SAID and reading.subject and reading.subject in said:
        if not speaks:
            return ""
        return said.replace(reading.subject, who, 1)
    shown = " ".join(turn.shown for turn in turns)
    own = [word for word in telling(said) if re.search(rf"\b{re.escape(word[:1].upper() + word[1:])}\b", shown)]
    run = " ".join(own)
    if own and run in said:
        return said.replace(run, who, 1)
    return _of_the_same_kind(who, said)


def _of_the_same_kind(who: str, said: str) -> str:
    """``said`` asked of others of a kind that it names: "and the injured miners" after "what do the widows of the dead miners get"."""
    if len(who.split()) < _LEAST_KIND:
        return ""
    kind = re.escape(who.split()[-1])
    named = re.compile(
        rf"\b(?:(?:the )?(?:families|family|relatives|widows|parents|children|heirs) of )?(?:the )?(?:[\w’'-]{{1,30}} )??(?P<kind>{kind})\b",
        re.IGNORECASE,
    )
    match = named.search(said)
    if match is None:
        return ""
    others = who if match[0].casefold().startswith("the ") else re.sub("^the ", "", who, flags=re.IGNORECASE)
    return f"{said[: match.start()]}{others}{said[match.end() :]}"
