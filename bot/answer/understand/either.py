"""Which of two, by one measure: "who raised more, aasen or holt", "did aasen or holt win more seats". Pure.

Either is asked for the measure by itself ("how much aasen raised"): articles seldom set both side by side, nor in these words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer.understand.sides import Compared, with_noun
from index.irregular_verbs import is_past

_SIDE = r"[\w$€£’'.-]+(?: [\w$€£’'.-]+){0,6}?"
_ASKS = r"(?:who|whose|which|what)(?:['’]?s)?"
_ASKED_FIRST = re.compile(
    rf"^(?P<ask>{_ASKS}\b[^,:;?]{{3,100}}?)(?:[,:;?]{{1,2}} (?:between |out of |of )?| between | out of )(?P<a>{_SIDE}) (?:or|and|vs\.?) (?P<b>{_SIDE})$",
    re.IGNORECASE,
)
_ASKED_BEHIND = re.compile(
    rf"^(?:(?:compare|contrast) )?(?P<a>{_SIDE}) (?:or|and|vs\.?|versus) (?P<b>{_SIDE})(?:[,:;?]| -) (?P<ask>{_ASKS}\b[^,:;?]{{3,100}})$",
    re.IGNORECASE,
)
_UNPARTED = re.compile(rf"^(?P<ask>{_ASKS}\b[^,:;?]{{3,100}}?) (?P<a>{_SIDE}) or (?P<b>{_SIDE})$", re.IGNORECASE)
_INVERTED = re.compile(
    r"^(?P<verb>did|does|do|has|have|had|is|are|was|were|will|would|can|could) (?P<a>[\w$€£’'.-]+(?: [\w$€£’'.-]+){0,5}?) or (?P<rest>\S.{3,120})$",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"^(?P<verb>did|does|do|has|have|had|is|are|was|were) (?P<rest>\S.{3,120}?) than (?P<b>(?!(?:a|an|one|ever|any|it|he|she|they|we|you|i|usual|normal|average|expected|"
    r"before|last|this|previous\w*|just|most|all|other|others|half|twice|once|that|those|thought|planned|required|needed)\b|the (?:average|rest(?! of)|others?|last|previous|usual)\b)"
    r"[a-z][\w$€£’'.-]*(?: [\w$€£’'.-]+){0,6}|the \d{4} one)$",
    re.IGNORECASE,
)
"""Whether one has more of it: "is aasen richer than holt". What is more than a number, or than it was, compares no two."""
_MORE = frozenset("more less fewer most least fewest".split())
_MOST = frozenset("most least fewest".split())
_IS = frozenset("is are was were be been 's looks look seems".split())
_HAS = frozenset("has have had got gets get".split())
_ARTICLES = frozenset("a an the".split())
_NO_KIND = frozenset("one side of them the two".split())
_OF_ANOTHER = frozenset("did does do".split())
"""After "who", begins what somebody else does: "who do fans like more"."""
_AUXILIARY = _OF_ANOTHER | frozenset("will would can could should must might".split())
_GOES_ON = frozenset(
    "in on at for from to by of during this last after before than under over when with since as per into out between".split()
)
_NO_SIDE = frozenset("it there this that they you we i if not".split())
_MEN = frozenset("people men women children police deaths".split())
_TIMED = frozenset("earlier sooner later first last".split())
_ADJECTIVES = {
    "bigger": "big", "larger": "large", "hotter": "hot", "younger": "old", "newer": "old", "heavier": "heavy", "deadlier": "deadly",
    "wealthier": "wealthy", "worse": "bad", "better": "good", "wider": "wide", "closer": "close", "safer": "safe", "busier": "busy",
    "further": "far", "farther": "far", "costlier": "costly", "pricier": "expensive", "cheaper": "expensive", "thinner": "thick", "greater": "great",
    **{f"{plain}er": plain for plain in (
        "small,rich,poor,full,old,tall,short,high,low,long,light,fast,slow,quick,dear,strong,weak,deep,warm,cold,near,loud,bright,thick,hard,tough,young"
    ).split(",")},
}  # fmt: skip
_LONGEST_KIND = 4
_THE_ONE = re.compile(r"^(the (?:\d{4} )?)one\b", re.IGNORECASE)


def of_two(question: str) -> Compared | None:
    """Which of two ``question`` wants to know, and by what measure; None where it names no measure, or no two."""
    for pattern in (_ASKED_FIRST, _ASKED_BEHIND):
        if (match := pattern.match(question)) and (asked := _asked(match["ask"])):
            return Compared(with_noun(match["a"], match["b"], asked.kind), asked.about)
    if (match := _UNPARTED.match(question)) and (whole := _unparted(match)):
        return whole
    if (match := _THAN.match(question)) and (whole := _than(match)):
        return whole
    match = _INVERTED.match(question)
    return _inverted(match) if match else None


def measure_of(ask: str) -> str:
    """What asks for one side the measure by which ``ask`` tells two apart: "who sold more cars" as "how many cars it sold"; else empty."""
    asked = _asked(ask)
    return asked.about if asked else ""


@dataclass(frozen=True, slots=True)
class _Asked:
    kind: str
    """What both are: "which bank" asks of banks."""
    about: str


def _asked(ask: str) -> _Asked | None:
    words = re.sub(r"(?<=who)['’]s |(?<=which)['’]s |(?<=what)['’]s ", " is ", ask, flags=re.IGNORECASE).split()
    owner = words[0].casefold() == "whose"
    place = _place_of_measure(words)
    if place is None:
        return None
    if any(word.casefold() in _OF_ANOTHER for word in words[1:place]):
        return None
    kind, deed = _kind_and_deed(words[1:place], takes_kind=words[0].casefold() not in ("who", "whos"))
    about = _about(deed, words[place], words[place + 1 :], of_thing=kind if owner else "")
    return _Asked("" if owner else kind, about) if about else None


def _place_of_measure(words: Sequence[str]) -> int | None:
    """The place of the word that measures: "more", "bigger", "earlier"."""
    for place, word in enumerate(words[1:], 1):
        low, before, ends = word.casefold(), words[place - 1].casefold(), place == len(words) - 1
        if before in ("no", "any") or (low in _MOST and before != "the" and not ends):
            continue  # "who do most people blame", "which will no longer be sold"
        if low in _TIMED and (place == 1 or not (ends or words[place + 1].casefold() in _GOES_ON)):
            continue  # "who bought the first tram"
        if low in _MORE or low in _TIMED or _compared_by(low):
            return place
    return None


def _compared_by(word: str) -> str:
    """The adjective of a comparative or superlative: "big" for "bigger" and "biggest"."""
    own = word.casefold()
    return _ADJECTIVES.get(own) or (_ADJECTIVES.get(f"{own[:-3]}er", "") if own.endswith("est") else "")


def _kind_and_deed(words: Sequence[str], *, takes_kind: bool) -> tuple[str, list[str]]:
    """What both are and what they did: "which bank raised rates" is of banks."""
    own = [word for word in words if word.casefold() not in _NO_KIND]
    if not takes_kind:
        return "", own
    for place, word in enumerate(own[: _LONGEST_KIND + 1]):
        low = word.casefold()
        if low in _IS or low in _HAS or low in _AUXILIARY or is_past(low):
            return " ".join(own[:place]), own[place:]
    return " ".join(own[:-1]), own[-1:]


def _about(deed: Sequence[str], by: str, rest: Sequence[str], *, of_thing: str) -> str:
    """The question for one side. ``deed`` is what it did, ``by`` the word that measures, ``rest`` what follows, ``of_thing`` what of it is measured."""
    verbs = [word for word in deed if word.casefold() not in _ARTICLES and word.casefold() not in _AUXILIARY]
    last = verbs[-1].casefold() if verbs else "is"
    if by.casefold() in _TIMED:
        return "" if last in _IS | _HAS or not verbs else _joined("when it", verbs, rest)
    plain = _compared_by(by)
    if plain:
        if of_thing:
            return _joined(f"how {plain} is the {of_thing} of it", rest)
        if last in _IS:
            return _joined(f"how {plain} is it", rest)
        if rest and rest[0].casefold() not in _GOES_ON:  # "got a bigger crowd"
            return _joined(f"how {plain} is the {rest[0]} of it", rest[1:])
        return "" if last in _HAS else _joined(f"how {plain} it", verbs, rest)
    if last == "for":
        return _joined("how much it", verbs, rest)
    if of_thing:
        return _joined("how", rest[:1], [f"is the {of_thing} of it"], rest[1:]) if rest else ""
    if not rest or rest[0].casefold() in _GOES_ON:
        return _joined("how much it", verbs, rest) if verbs else ""
    if last in _IS:
        names_thing = len(rest) > 1 and rest[1].casefold() not in _GOES_ON  # "what was the most expensive part"
        return "" if names_thing else _joined("how", rest[:1], ["is it"], rest[1:])
    if rest[0].casefold() == "often" or rest[0].casefold().endswith("ly"):
        return _joined("how", rest[:1], ["it"], verbs, rest[1:])
    counted = _counted(rest)
    many = "many" if _is_plural(rest[counted - 1]) else "much"
    did = ["did it have"] if last in _HAS and all(word.casefold() in _IS | _HAS for word in verbs) else ["it", *verbs]
    return _joined(f"how {many}", rest[:counted], did, rest[counted:])


def _counted(words: Sequence[str]) -> int:
    """How many of ``words`` name what is counted: up to a plural, or up to what goes on."""
    for place, word in enumerate(words):
        if _is_plural(word):
            return place + 1
        if word.casefold() in _GOES_ON:
            return place
    return 1


def _is_plural(word: str) -> bool:
    low = word.casefold()
    return low in _MEN or (len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "'s", "’s")))


def _joined(*parts: str | Sequence[str]) -> str:
    return " ".join(word for part in parts for word in ([part] if isinstance(part, str) else part))


def _unparted(match: re.Match[str]) -> Compared | None:
    """No comma stands between what is asked and the first side: the measure, and what is counted, end what is asked."""
    words = f"{match['ask']} {match['a']}".split()
    place = _place_of_measure(words)
    if place is None:
        return None
    by = words[place].casefold()
    behind = words[place + 1] if place + 1 < len(words) else ""
    names_thing = _is_plural(behind) if by in _MORE else words[place - 1].casefold() in _ARTICLES
    takes = 2 if behind.casefold() in _GOES_ON else int(names_thing)
    end = place + 1 + takes
    asked = _asked(" ".join(words[:end])) if end < len(words) else None
    return Compared(with_noun(" ".join(words[end:]), match["b"], asked.kind), asked.about) if asked else None


def _inverted(match: re.Match[str]) -> Compared | None:
    """ "Did aasen or holt win more seats", "is norrvik or korling bigger"."""
    verb, rest = match["verb"].casefold(), match["rest"].split()
    place = _place_of_measure(rest)
    if place is None or match["a"].split()[0].casefold() in _NO_SIDE or rest[place - 1].casefold() in _NO_SIDE:
        return None
    by, behind = rest[place], rest[place + 1 :]
    if verb in _IS:
        other, about = rest[:place], _about([verb], by, behind, of_thing="")
    else:
        start = place - 1 - (rest[place - 1].casefold() in _ARTICLES)
        other, deed = rest[:start], rest[start:place]
        about = _about(deed, by, behind, of_thing="")
        about = _asked_with(verb, deed[0], about)
    return Compared(with_noun(match["a"], " ".join(other)), about) if other and about else None


def _asked_with(verb: str, deed: str, about: str) -> str:
    """ "How much it cost" as the question "how much did it cost", where ``verb`` is a form of "do"."""
    if verb not in _OF_ANOTHER:
        return about
    return about.replace(f" it {deed}", f" {'does' if verb == 'do' else verb} it {deed}", 1)


def _than(match: re.Match[str]) -> Compared | None:
    """ "Is aasen richer than holt", "did the tram cost more than the bridge"."""
    verb, words = match["verb"].casefold(), match["rest"].split()
    place = _place_of_measure(words)
    if place is None or words[0].casefold() in _NO_SIDE or words[place].casefold().endswith("est"):
        return None
    behind = words[place + 1 :]
    is_so = verb in _IS and (
        words[place].casefold() not in _MORE or bool(behind and behind[0].casefold() not in _GOES_ON)
    )
    start = place if is_so else place - 1 - (words[place - 1].casefold() in _ARTICLES)
    if start < 1 or (not is_so and _is_plural(words[start])):
        return None
    if is_so or verb not in _IS:
        about = _about([verb] if is_so else words[start:place], words[place], behind, of_thing="")
    else:
        about = _joined(f"how much {verb} it", words[start:place], behind)  # "is it paid more", "worth more"
    if not about:
        return None
    about = _asked_with(verb, words[start], about)
    first, second = " ".join(words[:start]), match["b"]
    noun = words[start - 1]
    return Compared((first, _THE_ONE.sub(rf"\g<1>{noun}", second)), about)
