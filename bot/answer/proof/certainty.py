"""How sure something is: what could be, is planned, urged, alleged, or so under a condition only.

Each function compares a claim with its quotes and gives the reason why the claim says something else, or "".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.answer.proof.beside import Texts, held_in, next_words, said_plainly, several_times
from bot.answer.proof.tokens import Token, same

_ACCUSED = frozenset(
    "accused alleged allegedly suspected suspect reportedly purportedly supposedly believed charged rumored rumoured attempted".split()
)
_POSSIBLE = frozenset("could may might possible possibly perhaps potentially potential maybe can".split())
_FUTURE = frozenset(
    "will would shall expected expect expects expecting planned plans plan planning scheduled due set likely intends intend intended aims hopes hoped upcoming going "
    "wants proposed proposes proposal vowed pledged promised threatened threatens forecast ll about is-to".split()
)
_PLANS = frozenset("plan plans proposal proposes proposed upcoming hopes".split())
"""Of these, those that name a plan as a thing: what a plan would do is not done."""
_CONDITIONS = {"if": "if", "unless": "unless", "provided": "if", "assuming": "if"}


_URGED_WITHIN = 8
_URGING = _FUTURE | frozenset(
    "urge urged urges urging ask asked asks order ordered orders tell told demand demanded want wanted propose threaten offer offered offers try tried tries "
    "attempt attempted attempts seek sought seeks consider considered considering vow promise pledge agree agreed agrees refuse refused refuses fail failed fails invite "
    "invited invites allow allowed allows permit permitted decision decided decide call bid offer deal proposal threat effort efforts permission pressure pressed press "
    "prepared preparing ready hopes hoped aim aimed need needs needed wish wishes request requested requests recommend recommended advised advise encouraged encourage "
    "is are was were campaign pressing pushed push authority power right chance".split()
)
"""Words before "to" behind which something is yet to be done, or was never done."""


def certainty(claim: Sequence[Token], quotes: Texts) -> str:
    """Holds a claim to the quotes' certainty: the possible, planned, urged or alleged stays that, no more and no less."""
    for what, marks in (("could", _POSSIBLE), ("is to", _FUTURE), ("is said to", _ACCUSED)):
        ours = any(token.plain in marks for token in claim)
        theirs = any(token.plain in marks for quote in quotes for token in quote)
        if ours and not theirs and (what != "is to" or not _is_to(quotes)):
            mark = next(token.word for token in claim if token.plain in marks)
            free = what == "is said to" or (what == "is to" and mark.casefold() not in ("will", "would", "shall"))
            if not free:
                return f"its quotes do not say {mark!r}"
        for quote in quotes:
            for place, token in enumerate(quote):
                if token.plain not in marks or (
                    token.plain in _PLANS | {"due", "set", "about", "planned"} and not _followed_by_to(quote, place)
                ):
                    continue
                if token.plain == "due" and _followed_by_to(quote, place) == "because":
                    continue
                first = next_words(quote, place, 2)
                if (
                    first
                    and not _held(first[0], claim, marks)
                    and said_plainly(first[0], claim)
                    and not several_times(first[0], place, quotes)
                ):
                    return f"its quotes only say that it {token.plain} {first[0].word}"
    return _turned_modal(claim, quotes) or _urged(claim, quotes)


def conditions(claim: Sequence[Token], quotes: Texts) -> str:
    """A condition is neither dropped, nor added, nor made another."""
    ours = {_CONDITIONS[token.plain] for token in claim if token.plain in _CONDITIONS}
    theirs = {_CONDITIONS[token.plain] for quote in quotes for token in quote if token.plain in _CONDITIONS}
    if ours - theirs and not any(map(_implies_condition, quotes)):
        return "it makes a condition that its quotes do not make"
    for quote in quotes:
        for place, token in enumerate(quote):
            kind = _CONDITIONS.get(token.plain)
            if kind is None or kind in ours:
                continue
            inside, outside = _split_condition(quote, place)
            held = [one for one in claim if one.carries]
            if sum(held_in(one, outside) for one in held) >= 2 and sum(held_in(one, outside) for one in held) > sum(
                held_in(one, inside) for one in held
            ):
                return f"it leaves out under which condition ({token.plain} …)"
    return ""


def _implies_condition(quote: Sequence[Token]) -> bool:
    """A condition without an "if": "Had the brakes …", "weather permitting", "failing which"."""
    first = next((token.plain for token in quote), "")
    return first in ("had", "were", "should") or any(token.plain in ("permitting", "failing") for token in quote)


def provisos(claim: Sequence[Token], quotes: Texts) -> str:
    """Holds a claim to provisos such as "for the time being" or "weather permitting"."""
    words = ("pending", "permitting")
    ours = {token.plain for token in claim}
    theirs = [token.plain for quote in quotes for token in quote if token.plain in words]
    return f"it leaves out {theirs[0]!r}" if theirs and not ours & set(words) else ""


def _followed_by_to(text: Sequence[Token], place: int) -> str:
    following = [token.plain for token in text[place + 1 : place + 3]]
    if "to" in following[:1]:
        verb = text[place + 2] if place + 2 < len(text) else None
        return (
            "to"
            if verb is not None and (verb.kind != "free" or verb.plain in ("be", "have", "go", "do"))
            else "because"
        )
    return ""


def _is_to(quotes: Texts) -> bool:
    return any(
        one.plain in ("is", "are", "was", "were") and two.plain == "to"
        for quote in quotes
        for one, two in pairwise(quote)
    )


def _held(token: Token, claim: Sequence[Token], marks: frozenset[str]) -> bool:
    """A word of ``marks`` stands near the claim's own ``token``."""
    return any(
        one.plain in marks - _PLANS
        for n, own in enumerate(claim)
        if same(token, own)
        for one in (*claim[max(0, n - 7) : n], *claim[n + 1 : n + 4])
    )


def _turned_modal(claim: Sequence[Token], quotes: Texts) -> str:
    """A verb that the claim makes possible or future, and that its quotes say of the past."""
    for marks in (_POSSIBLE, frozenset(("will", "would", "shall"))):
        wider = marks if marks is _POSSIBLE else _FUTURE
        for place, token in enumerate(claim):
            if token.plain not in marks or not (first := next_words(claim, place, 1)):
                continue
            held = [
                any(one.plain in wider | {"to", "if", "unless"} for one in quote[max(0, n - 6) : n])
                for quote in quotes
                for n, other in enumerate(quote)
                if other.kind == "word" and same(first[0], other)
            ]
            if held and not any(held):
                return f"its quotes do not say that it {token.plain} be so"
    return ""


def _urged(claim: Sequence[Token], quotes: Texts) -> str:
    """Refuses as done what by a quote somebody is only to do ("urged the port to suspend")."""
    if any(token.plain in _FUTURE | _POSSIBLE for token in claim):
        return ""
    for quote in quotes:
        for place, token in enumerate(quote[:-1]):
            verb = quote[place + 1]
            before = {one.plain for one in quote[max(0, place - _URGED_WITHIN) : place]}
            if token.plain != "to" or verb.kind != "word" or not before & _URGING:
                continue
            if (
                verb.plain.endswith(("ed", "s", "ing"))
                or not said_plainly(verb, claim)
                or several_times(verb, place, quotes)
            ):
                continue
            own = next(one for one in claim if same(verb, one))
            if own.plain != verb.plain:  # "suspended" for "to suspend"
                return f"its quotes only say that somebody was to {verb.word}"
    return ""


def _split_condition(quote: Sequence[Token], place: int) -> tuple[list[Token], list[Token]]:
    """The words of the condition at ``place``, and those of the clause that it holds for."""
    commas = [n for n, token in enumerate(quote) if token.kind == "mark" and token.word in ",;—–"]
    last = min((n for n in commas if n > place), default=len(quote))
    inside = quote[place:last]
    if place <= 1:
        held = quote[last : min((n for n in commas if n > last), default=len(quote))]
    else:
        stops = [n for n in commas if n < place] + [n for n, token in enumerate(quote[:place]) if token.plain == "but"]
        held = quote[max((n for n in stops if n < place - 1), default=0) : place]
    return [one for one in inside if one.carries], [one for one in held if one.carries]
