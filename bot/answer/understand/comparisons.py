"""Comparisons by one measure: "who is richer, A or B", "A or B: which has more seats", "A vs B price". Pure.

Each side is asked for the measure by itself ("how rich is A"), because articles seldom tell both in one sentence.
"""

from __future__ import annotations

import re

from bot.answer.understand.either import measure_of, of_two
from bot.answer.understand.sides import Compared
from index.calendar_names import MONTH

_SIDE = r"[\w$€£’'.-]+(?: [\w$€£’'.-]+){0,5}?"
_THAN = (
    r"(?:bigger|larger|greater|smaller|richer|poorer|wealthier|older|younger|newer|taller|shorter|higher|lower|longer|heavier|lighter|faster|slower|"
    r"quicker|cheaper|dearer|stronger|weaker|wider|deeper|warmer|hotter|colder|deadlier|safer|closer|nearer|earlier|later|louder|brighter|busier|worse|better)"
)
_AHEAD = r"(?P<ask>(?:who|which|what)(?:['’]?s)?(?: (?:one|side|of (?:them|the two)))?(?: (?:is|was|are|were|has|had|have))?(?: the)? (?:leads?|leading|ahead|won|wins)"
_BEFORE = re.compile(rf"^{_AHEAD}),? (?P<a>{_SIDE}) or (?P<b>{_SIDE})$", re.IGNORECASE)
_BEHIND = re.compile(rf"^(?P<a>{_SIDE}) or (?P<b>{_SIDE})[\s,:;-]{{1,3}}{_AHEAD}\b.{{0,60}})$", re.IGNORECASE)
_COMPARED = re.compile(
    r"^(?!.*\w{3}[.!?] )(?P<a>.{2,80}?) (?:compared|in comparison) (?:to|with) (?P<b>.{2,80})$", re.IGNORECASE
)
_VERSUS = re.compile(
    r"^(?P<a>(?P<asked>(?:compare|contrast) )?[^,?]{2,100}?) (?:vs\.?|versus|compared (?:to|with)|(?(asked)(?:and|with|to)|vs)) (?P<b>[^,?]{2,60}?)(?<! on)(?<! about)[\s,:;-]{1,3}(?P<ask>(?:who|which|what|how (?:many|much|long|old|big|far|high|tall))\b.{3,80})$",
    re.IGNORECASE,
)
_ASKS_OF = r"(?P<ask>(?:how (?:many|much)|what(?! (?:time|day|date|channel)\b)|which)\b"
_SIDES = rf"(?P<a>{_SIDE}) (?:vs\.?|versus|compared (?:to|with)) (?P<b>{_SIDE})$"
_ASKED_FIRST = re.compile(
    rf"^{_ASKS_OF}.{{2,60}}? (?:is|was|are|were|has|have|had|did|does|do|of|for|in|by|under)) {_SIDES}", re.IGNORECASE
)
_ASKED_IN = re.compile(rf"^{_ASKS_OF}.{{2,80}} (?P<in>of|for|in|by|under|at|from|during|to)) {_SIDES}", re.IGNORECASE)
"""The last preposition stands before the first side, unless the second has it too: "in the port of norrvik vs the port of korling"."""
_DOES = re.compile(
    r"^(?P<ask>(?:how (?:many|much|long|far|often|old)|what|which|where)\b.{0,60}?\b(?:do|does|did|will|would|can|could|should|must)) (?P<a>[\w’'.-]+(?: [\w’'.-]+){0,4}?) "
    r"(?P<deed>(?:get|have|pay|cost|take|earn|make|need|lose|win|receive|owe|spend|sell|use|live|last|weigh|charge|keep|score|work|owns?|produce)"
    rf"(?: (?!(?:{_THAN}|in|at|on|for|from|to|by|of|under|with|during|after|before|since)\b)[\w’'-]+){{0,3}}?) (?:vs\.?|versus|compared (?:to|with)) (?P<b>{_SIDE})$",
    re.IGNORECASE,
)
"""What either does, asked of the first: "how much do nurses earn vs doctors"."""
_MEASURES = {
    "prices?": "how much does it cost", "costs?": "how much does it cost", "deaths": "how many people died in it", "death toll": "how many people died in it",
    **dict.fromkeys(("people killed", "killed", "dead", "victims"), "how many people were killed in it"),
    **dict.fromkeys(("final scores?", "scores?", "results?"), "what was the final score of it"),
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
_MEASURED_WHEN = r" (?:in|over|during|at|on|for|from|since|after|before|per|this|last|these)\b.{1,60}"
"""What stands behind a measure: "points over the last four seasons"."""
_FEW = 3
_TIME_SIDE = (
    r"(?:(?:in|during|on|back in) )?(?:(?:this|last|next|the previous|the (?:same|prior)) (?:year|month|week|season|quarter|summer|winter|spring|fall|autumn|time)|"
    r"(?:a|one|two|three|four|five|ten|\d{1,3}) (?:year|month|week|day|decade)s? (?:ago|earlier|before)|the (?:year|month|week|season) before|"
    rf"(?:{MONTH} )?(?:19|20)\d\d|{MONTH}|now|today|yesterday|currently|then|back then|before(?:hand)?|afterwards?)"
)
_IS_TIME = re.compile(rf"{_TIME_SIDE}\Z", re.IGNORECASE)
_AT_A_TIME = re.compile(rf"\s(?P<time>{_TIME_SIDE})\Z", re.IGNORECASE)
_TWO_TIMES = re.compile(
    rf"^(?P<ask>(?:how|what|who|which|where)\b.{{8,100}}?),? (?P<a>{_TIME_SIDE}),? (?:and|or|vs\.?|versus|against|compared (?:to|with)) (?P<b>{_TIME_SIDE})$",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\b(?:between|from|since|both)\Z", re.IGNORECASE)
"""Two times after it are the ends of one."""
_ROUND_AN_EVENT = re.compile(
    r"^(?P<ask>(?:how|what|who|which|where)\b(?! happen).{8,100}?),? (?:(?P<a>before|after) (?:and|vs\.?|versus|or) (?P<b>before|after) (?P<event>\S.{1,80})|"
    r"(?P<a2>before|after) (?P<event2>\S.{1,80}?) (?:and|vs\.?|versus|or) (?P<b2>before|after|since)(?: (?:it|that|them|then|wards?))?)$",
    re.IGNORECASE,
)
"""The same asked for the time before an event and the time after it."""
_THE_SAME = re.compile(
    rf"^(?:(?P<matter>[^:]{{2,60}}): ?)?(?P<a>{_SIDE}) and (?P<b>{_SIDE}),? (?P<verb>do|did) they (?P<deed>[\w’'-]+)(?P<on> (?:for|with|on|in|at|to|from))? the same (?P<noun>[\w’'-]+)(?P<rest>.{{0,60}})$",
    re.IGNORECASE,
)
"""Whether both do it with the same: "cup final: aasen and holt, do they back the same team"."""
_TAIL = re.compile(
    r"(?<=\w) (?:under|during|after|before|since|in|at|on|for|from|per|when|if|by|last|this)\b.*\Z", re.IGNORECASE
)
"""What stands behind the second side and is told of both: "in norrvik vs korling under the new law"."""
_DIFFER = re.compile(
    r"^(?P<a>\S.{1,100}?) (?:vs\.?|versus|and|or|compared (?:to|with)) (?P<b>\S.{1,100}?)[\s,:;-]{1,3}(?:what(?:['’]?s| is| are)? )?(?:the )?(?:different|differences?)(?: between them)?$",
    re.IGNORECASE,
)
_EITHER_OF_A_KIND = re.compile(
    r"^(?P<matter>[^\s,:]+(?: [^\s,:]+){0,5})[,:] (?P<a>\S+(?: \S+){0,2} (?P<noun>[\w’'-]{3,})) (?:or|and|vs\.?|versus) (?P<b>\S+(?: \S+){0,2} (?P=noun))$",
    re.IGNORECASE,
)
"""Two of one kind: "parade crowd, police figure or union figure"."""
_ACCOUNT = re.compile(
    r"^(?P<who>\S.*?)['’]?s? (?:numbers?|figures?|counts?|tall(?:y|ies)|tolls?|estimates?|versions?|accounts?|claims?)$",
    re.IGNORECASE,
)
_LED = re.compile(
    r"^(?!(?:in|on|at|when|after|before|during|since|with|for|by|according)\b|.*\w{3}[.!?] )(?P<matter>[^\s,:]+(?: [^\s,:]+){1,6})[,:] (?P<a>[^,:?]{2,80}?) (?:vs\.?|versus|compared (?:to|with)) (?P<b>[^,:?]{2,80})$",
    re.IGNORECASE,
)
"""Two accounts of a matter that stands before them: "bridge repair, the figure holt gave vs what the report says"."""
_IN_TWO = re.compile(
    r"^how (?:does|do|did|is|are|has|have) (?P<what>\S.{1,60}?) (?:differ\w*|var(?:y|ies|ied)|compared?|changed?) (?P<of>for|in|between|among|by|across) (?P<a>\S.{0,40}?) (?:and|vs\.?|versus|or|from) (?P<b>\S.{0,40})$"
    r"|^(?:what(?:['’]?s| is| was)? )?(?:the )?(?:differences?|gap) in (?P<what2>\S.{1,60}?) (?:between|btw|b/w) (?P<a2>\S.{0,40}?) (?:and|vs\.?|versus|or) (?P<b2>\S.{0,40})$",
    re.IGNORECASE,
)
"""One thing of two: "how does the fare differ for adults and children", "difference in pay between nurses and doctors"."""
_AGREE = re.compile(
    r"^(?:do|does|did|have|has) (?P<a>\S+(?: \S+){0,3}?) (?:and (?P<b>\S+(?: \S+){0,3}?) (?:agreed?|disagreed?|differ(?:ed)?|clash(?:ed)?|see eye to eye|say the same(?: thing)?|said the same(?: thing)?)(?: (?:on|about|over|regarding))?|"
    r"(?:agreed?|disagreed?|clash(?:ed)?|see eye to eye) with (?P<with>\S+(?: \S+){0,3}?) (?:on|about|over|regarding)) (?P<matter>\S.{2,100})$",
    re.IGNORECASE,
)
"""Whether two say the same: "do aasen and holt agree on the bridge toll"."""


def compared(question: str) -> Compared | None:
    """The comparison by a measure that ``question`` asks for; None where it does not name the measure."""
    if two := of_two(question):
        return two
    for pattern in (_BEFORE, _BEHIND):
        if match := pattern.match(question):
            return Compared((match["a"], match["b"]), match["ask"])
    if match := _VERSUS.match(question):
        first = re.sub(r"^(?:compare|contrast) ", "", match["a"], flags=re.IGNORECASE)
        return Compared((first, match["b"]), measure_of(match["ask"]) or match["ask"])
    if match := _THE_SAME.match(question):
        verb = "does" if match["verb"].casefold() == "do" else match["verb"]
        about = (
            f"which {match['noun']} {verb} it {match['deed']}{match['on'] or ''}{match['rest']} {match['matter'] or ''}"
        )
        return Compared((match["a"], match["b"]), about.strip())
    if sides := _of_times(question):
        return Compared(sides)
    if (match := _DOES.match(question)) and not _IS_TIME.match(match["b"]):
        first, second = (f"{match['ask']} {match[side]} {match['deed']}" for side in ("a", "b"))
        return Compared((first, second))
    last = _ASKED_IN.match(question)
    if (
        match := last
        if last and last["in"].casefold() not in last["b"].casefold().split()
        else _ASKED_FIRST.match(question)
    ):
        first, second = _balanced(match["a"], match["b"])
        if _IS_TIME.match(second):
            return Compared(_then(f"{match['ask']} {first}", second))
        return Compared((f"{match['ask']} {first}", f"{match['ask']} {second}"))
    if match := _DIFFER.match(question):
        return Compared((match["a"], match["b"]))
    if match := _EITHER_OF_A_KIND.match(question):
        return Compared((_told_by(match["matter"], match["a"]), _told_by(match["matter"], match["b"])))
    if match := _LED.match(question):
        return Compared((f"{match['matter']} {match['a']}", f"{match['matter']} {match['b']}"))
    if match := _IN_TWO.match(question):
        what, of = match["what"] or match["what2"], match["of"] or "of"
        of = "for" if of.casefold() in ("between", "among") else of
        return Compared((f"{what} {of} {match['a'] or match['a2']}", f"{what} {of} {match['b'] or match['b2']}"))
    if match := _AGREE.match(question):
        return Compared((match["a"], match["b"] or match["with"]), f"what did it say about {match['matter']}")
    if match := _COMPARED.match(question):
        return measured(match["a"], match["b"])
    return None


def measured(first: str, second: str) -> Compared:
    """Two sides with what is measured of either: "iphone vs pixel price", "deaths in norrvik vs korling"."""
    if _IS_TIME.match(second) and len(first.split()) > 1:
        return Compared(_then(first, second))
    if (leading := _MEASURED_FIRST.match(first)) and not _OF.match(second):
        return Compared((leading["whose"], second), _asks_for(leading["measure"]))
    for measure, asks in _MEASURES.items():
        ending = re.compile(rf"(?: (?:in|by)(?: the)?| -|[:,])? {measure}(?P<tail>{_MEASURED_WHEN})?$", re.IGNORECASE)
        if told := ending.search(second):
            return Compared((ending.sub("", first), second[: told.start()]), f"{asks}{told['tail'] or ''}")
    if (whose := _OF.match(first)) and not _OF.match(second) and len(second.split()) <= _FEW:
        return Compared((first, f"{whose['what']} {second}"))
    return Compared((first, second))


def _told_by(matter: str, account: str) -> str:
    """ "Crowd, union figure" is the crowd according to the union."""
    told = _ACCOUNT.match(account)
    return f"{matter} according to {told['who']}" if told else f"{matter} {account}"


def _asks_for(measure: str) -> str:
    return next(asks for name, asks in _MEASURES.items() if re.fullmatch(name, measure, re.IGNORECASE))


def _of_times(question: str) -> tuple[str, str] | None:
    """One question for two times: "what did bread cost in 2019 and in 2022", "how long was the ride before and after the repair"."""
    if match := _ROUND_AN_EVENT.match(question):
        event = match["event"] or match["event2"]
        first, second = match["a"] or match["a2"], match["b"] or match["b2"]
        if first.casefold() != second.casefold():
            return f"{match['ask']} {first} {event}", f"{match['ask']} {second} {event}"
    if (match := _TWO_TIMES.match(question)) and not _SPAN.search(match["ask"]):
        return _then(f"{match['ask']} {match['a']}", match["b"])
    return None


def _then(first: str, time: str) -> tuple[str, str]:
    """A side of one time, and the same at another: "bread price now" against "a year ago"."""
    own = _AT_A_TIME.search(first)
    if own and time[0].isdigit() and own["time"].casefold().startswith("in "):
        time = f"in {time}"
    return first, f"{first[: own.start()] if own else first} {time}"


def _balanced(first: str, second: str) -> tuple[str, str]:
    """Both sides with what stands behind the second."""
    own, tail = _TAIL.search(first), _TAIL.search(second)
    return (f"{first}{tail[0]}", second) if tail and not own else (first, second)
