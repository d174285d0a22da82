"""Comparisons by one measure: "who is richer, A or B", "A or B: which has more seats", "A vs B price". Pure.

Each side is asked for the measure by itself ("how rich is A"), because articles seldom tell both in one sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SIDE = r"[\w$€£’'.-]+(?: [\w$€£’'.-]+){0,5}?"
_THAN = (
    r"(?:bigger|larger|greater|smaller|richer|poorer|wealthier|older|younger|newer|taller|shorter|higher|lower|longer|heavier|lighter|faster|slower|"
    r"quicker|cheaper|dearer|stronger|weaker|wider|deeper|warmer|hotter|colder|deadlier|safer|closer|nearer|earlier|later|louder|brighter|busier|worse|better)"
)
_MORE = rf"(?:(?:more|less|fewer|most) (?P<counted>[\w’'-]+)|(?P<by>{_THAN})(?P<thing> [a-z]{{3,15}})?|(?P<other>leads?|leading|ahead|won|wins))"
_ASKS = r"(?:who|which|what)(?:'s|’s)?(?: (?:one|side|of (?:them|the two)))?(?: (?:is|was|are|were|has|had|have|got|gets|did|does|sold|made|killed|cost|costs))?(?: (?:the|a))?"
_BEFORE = re.compile(rf"^(?P<ask>{_ASKS} {_MORE})(?P<comma>[,:;]?) (?P<a>{_SIDE}) or (?P<b>{_SIDE})$", re.IGNORECASE)
_BEHIND = re.compile(
    rf"^(?P<a>{_SIDE}) or (?P<b>{_SIDE})[\s,:;-]{{1,3}}(?P<ask>{_ASKS} {_MORE}\b.{{0,60}})$", re.IGNORECASE
)
_COMPARED = re.compile(r"^(?P<a>.{2,80}?) (?:compared|in comparison) (?:to|with) (?P<b>.{2,80})$", re.IGNORECASE)
_VERSUS = re.compile(
    r"^(?P<a>(?P<asked>(?:compare|contrast) )?[^,?]{2,100}?) (?:vs\.?|versus|compared (?:to|with)|(?(asked)(?:and|with|to)|vs)) (?P<b>[^,?]{2,60}?)[\s,:;-]{1,3}(?P<ask>(?:who|which|what|how (?:many|much|long|old|big|far|high|tall))\b.{3,80})$",
    re.IGNORECASE,
)
_ASKED_FIRST = re.compile(
    rf"^(?P<ask>(?:how (?:many|much)|what(?! (?:time|day|date|channel)\b)|which)\b.{{2,60}}? (?:is|was|are|were|has|have|had|did|does|do|of|for|in|by|under)) (?P<a>{_SIDE}) (?:vs\.?|versus|compared (?:to|with)) (?P<b>{_SIDE})$",
    re.IGNORECASE,
)
_ADJECTIVES = {
    "bigger": "big", "larger": "large", "hotter": "hot", "younger": "old", "newer": "old", "heavier": "heavy", "deadlier": "deadly", "later": "late",
    "earlier": "early", "wealthier": "wealthy", "worse": "bad", "better": "good", "wider": "wide", "closer": "close", "safer": "safe",
}  # fmt: skip
_MEASURES = {
    "price": "how much does it cost", "cost": "how much does it cost", "deaths": "how many people died in it", "death toll": "how many people died in it",
    **dict.fromkeys(("people killed", "killed", "dead", "victims"), "how many people were killed in it"),
    **dict.fromkeys(("final score", "score", "result"), "what was the final score of it"),
    "age": "how old is it", "height": "how tall is it", "size": "how big is it", "length": "how long is it", "weight": "how heavy is it",
    "speed": "how fast is it", "polls": "it in the polls", "salary": "how much does it earn", "pay": "how much does it pay",
    **{
        noun: f"how many {noun} does it have"
        for noun in "home runs,goals,points,votes,seats,titles,wins,medals,jobs,viewers,subscribers,users,employees,members,cases,injuries".split(",")
    },
}  # fmt: skip
"""Measures as they stand behind the sides, and what asks for them; "it" stands for a side."""
_MEASURED_FIRST = re.compile(
    rf"^(?:the )?(?P<measure>{'|'.join(_MEASURES)}) (?:of|in|at|for) (?P<whose>\S.{{0,80}})$", re.IGNORECASE
)
"""A measure before what has it: "deaths in norrvik", "score of the final"."""
_OF = re.compile(r"^(?P<what>\S.{1,60} (?:of|for|in|under|by|at|from|during)) (?P<whose>\S.{0,40})$", re.IGNORECASE)
_FEW = 3


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared, and the question that asks either of it: "it" stands for a side."""

    sides: tuple[str, str]
    about: str = ""


def compared(question: str) -> Compared | None:
    """The comparison by a measure that ``question`` asks for; None where it does not name the measure."""
    for pattern in (_BEFORE, _BEHIND):
        if match := pattern.match(question):
            return Compared((match["a"], match["b"]), _measure(match))
    if match := _VERSUS.match(question):
        first = re.sub(r"^(?:compare|contrast) ", "", match["a"], flags=re.IGNORECASE)
        return Compared((first, match["b"]), match["ask"])
    if match := _ASKED_FIRST.match(question):
        return Compared((f"{match['ask']} {match['a']}", f"{match['ask']} {match['b']}"))
    if match := _COMPARED.match(question):
        return measured(match["a"], match["b"])
    return None


def measured(first: str, second: str) -> Compared:
    """Two sides with what is measured of either: "iphone vs pixel price", "deaths in norrvik vs korling"."""
    if (leading := _MEASURED_FIRST.match(first)) and not _OF.match(second):
        return Compared((leading["whose"], second), _MEASURES[leading["measure"].casefold()])
    for measure, asks in _MEASURES.items():
        ending = re.compile(rf" (?:(?:in|by) (?:the )?)?{measure}$", re.IGNORECASE)
        if ending.search(second):
            return Compared((ending.sub("", first), ending.sub("", second)), asks)
    if (whose := _OF.match(first)) and not _OF.match(second) and len(second.split()) <= _FEW:
        return Compared((first, f"{whose['what']} {second}"))
    return Compared((first, second))


def _measure(match: re.Match[str]) -> str:
    """The question for the measure of one side."""
    if counted := match["counted"]:
        where = match["ask"][match.end("counted") - match.start("ask") :]  # "who had more votes in norrvik"
        return f"how many {counted} did it have{where}" if counted.endswith("s") else f"how {counted} is it"
    if by := match["by"]:
        plain = _ADJECTIVES.get(by.casefold(), by[:-2])
        thing = match["thing"] or ""
        return f"how {plain} is the{thing} of it" if thing else f"how {plain} is it"
    return match["ask"]
