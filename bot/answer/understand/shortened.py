"""Later questions of several in one that leave out what the one before them said. Pure."""

from __future__ import annotations

import re

from index.calendar_names import MONTH
from index.irregular_verbs import is_past

_TIME_WORDS = (
    rf"(?:(?:in|since|during|by|before|after|for|on) )?(?:(?:{MONTH} )?\d{{4}}|{MONTH}(?: \d{{1,2}})?|(?:this|last|next|that) (?:year|month|week|season|time|summer|"
    r"winter|spring|fall|autumn)|the (?:year|month|week|season) before|today|yesterday|so far)"
)
_TIME = re.compile(rf"{_TIME_WORDS}\Z", re.IGNORECASE)
_ENDS_IN_TIME = re.compile(rf"\s{_TIME_WORDS}\Z", re.IGNORECASE)
_WHERE_OR_WHEN = re.compile(
    r"(?:and )?(?P<asks>how (?:many|much|often|long)|who|when|where|what) (?P<rest>(?P<word>in|at|on|for|from|by|to|during|since|before|after|last|this|next)\b(?: [\w’'.-]{1,30}){1,4})\Z",
    re.IGNORECASE,
)
"""Question words, and a place or a time alone: "how many in 2019"."""
_SAYS_MORE = re.compile(r"\b(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"how many (?P<noun>(?:[\w’'-]{1,30} ){0,2}?(?:[\w’'-]{2,30}[^s\W]s|people|men|women|children|police))\b",
    re.IGNORECASE,
)
_COUNTS_NOTHING = re.compile(
    r"how many (?=(?:are|were|is|was|have|had|has|did|do|does|will|would|can|could)\b)", re.IGNORECASE
)
_OF_PEOPLE = re.compile(
    r"\b(?:arrested|charged|convicted|detained|evacuated|hospitali[sz]ed|hurt|injured|jailed|wounded)\b", re.IGNORECASE
)
"""Befalls people, whatever was counted before."""
_PLACE = re.compile(r"\s(?:at|in|during|for) (?:the )?[\w’'-]{1,30}(?: [\w’'-]{1,30}){0,2}\Z", re.IGNORECASE)
_AT_SOME_PLACE = re.compile(r"\b(?:at|in|during|for)\b", re.IGNORECASE)
_LONGEST_PLACE = 4
_WHO_IT_WAS = re.compile(
    r"(?:and )?who (?P<was>is|was|will) (?:it|that)(?P<be> be)? (?P<when>before\b.{0,40}|in between|then|back then|at the time|until then|previously|next|after(?:wards)?\b.{0,40})\Z",
    re.IGNORECASE,
)
"""The same office at another time: "who is the mayor now and who was it before"."""
_WHO_IT_IS = re.compile(
    r"who(?:['’]?s| is| was) (?P<what>\S.{2,80}?)(?: (?:right )?now| currently| today| at the moment)?\Z", re.IGNORECASE
)
_SAME_WORDS = 3
"""Words at the beginning of two questions by which both ask the same of the same event: "who won best"."""


def completed(part: str, before: str) -> str:
    """``part`` with the words that it leaves out because ``before``, the question before it, said them; as it is where it lacks none.

    "How many in 2019", after "how many guns were found in Austin this year", asks "how many guns were found in Austin in 2019".
    """
    asked, end = part.rstrip(" ?!."), before.rstrip(" ?!.")
    if (match := _WHERE_OR_WHEN.match(asked)) and end.casefold().startswith(f"{match['asks']} ".casefold()):
        has_verb = _SAYS_MORE.search(match["rest"]) or any(map(is_past, match["rest"].split()))
        return part if has_verb else _elsewhere(match["rest"], match["word"], end)
    if (match := _WHO_IT_WAS.match(asked)) and (office := _WHO_IT_IS.match(end)):
        return f"who {match['was']}{match['be'] or ''} {office['what']} {match['when']}"
    counted = _COUNTED.match(end)
    if counted and (match := _COUNTS_NOTHING.match(asked)) and not _OF_PEOPLE.search(asked):
        return f"{match[0]}{counted['noun']} {asked[match.end() :]}"
    own, former = asked.casefold().split(), end.casefold().split()
    is_parallel = (
        len(own) > _SAME_WORDS and own[:_SAME_WORDS] == former[:_SAME_WORDS] and own[2] not in ("the", "a", "an")
    )
    if is_parallel and (place := _PLACE.search(end)) and not _AT_SOME_PLACE.search(asked):
        return f"{asked}{place[0]}"
    return part


def _elsewhere(rest: str, word: str, before: str) -> str:
    """``before``, asked of the time or the place ``rest``, for that of its own."""
    time = _ENDS_IN_TIME.search(before)
    if _TIME.match(rest):
        return f"{before[: time.start()] if time else before} {rest}"
    body, tail = (before[: time.start()], time[0]) if time else (before, "")
    head, found, named = body.rpartition(f" {word} ")
    is_place = bool(found) and len(named.split()) <= _LONGEST_PLACE
    return f"{head if is_place else body} {rest}{tail}"
