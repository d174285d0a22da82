"""Words that turn the sense of what they stand beside: negation, scope, opposites, causes.

Each function compares a claim with its quotes and gives the reason why the claim says something else, or "".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.answer.cues.vocabulary import OPPOSITES, SYNONYMS
from bot.answer.proof.beside import Texts, held_in, next_word, next_words, several_times
from bot.answer.proof.tokens import Token, same

NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without cannot deny denied denies denying refuse refused refuses refusing "
    "reject rejected rejects rejecting fail failed fails failing unlikely dismissed dismiss false hardly barely".split()
)
_BARE = frozenset("not no never none nobody nothing neither nor without cannot hardly barely".split())
_LACKING = frozenset("lost lose lack lacked lacks lacking missing absent unable".split())
_IMPLYING = _LACKING | frozenset("yet still instead only few little".split())
"""Words of a quote in which a "not" may lie: "has yet to", "has still to"."""
_AGAINST = frozenset("against opposed oppose opposes opposition anti".split())
_LIKE_AGAINST = _AGAINST | frozenset("rejected reject rejects beat beats defeated over at on by versus vs".split())
_ENDS = frozenset("but and who which although while in on at from during of".split())
_SCOPES = {
    "all": "all", "every": "all", "entire": "all", "whole": "all", "everyone": "all", "everybody": "all", "some": "some", "several": "some", "most": "most",
    "majority": "most", "many": "many", "few": "few", "only": "only", "part": "some", "partly": "some", "partially": "some", "half": "half",
}  # fmt: skip
_RESTRICTS = frozenset(
    "former ex acting interim deputy vice attempted alleged suspected proposed planned draft fake temporary provisional preliminary unconfirmed "
    "potential possible would-be partial assistant honorary".split()
)
_CAUSES = frozenset(
    "because due caused cause causes led result resulted blamed after since over for amid as following from so thanks owing triggered sparked prompted by citing".split()
)
_NEARLY_ALL = 0.9
_FAR = 3
"""Words with a sense of their own that a word turns at most."""


def negation(claim: Sequence[Token], quotes: Texts) -> str:
    """Holds a claim to the quotes' negations: none is dropped, and none is added."""
    affirmed = _governed(claim, NEGATIONS)[1]
    plain = [token for quote in quotes for token in _governed(quote, NEGATIONS)[1]]
    says_not = any(_negates(token) for token in claim)
    whole = [token for quote in quotes for token in quote]
    if not any(_negates(token) or token.plain in _IMPLYING for token in whole):
        if any(_bare(token) for token in claim):
            return "it negates what its quotes do not"
        if says_not and not any(token.plain in _AGAINST for token in whole):
            return "it negates what its quotes do not"
    fewer = len(quotes) == 1 and sum(map(_bare, claim)) < sum(map(_bare, quotes[0]))
    if fewer and sum(token.carries for token in claim) >= _NEARLY_ALL * sum(token.carries for token in quotes[0]):
        return "it leaves out a negation"
    other = any(
        _bare(token)
        or token.plain in _LACKING | _AGAINST
        or (_negates(token) and not any(same(token, one) for one in whole))
        for token in claim
    )
    if not other:
        for quote in quotes:
            for place, token in enumerate(quote):
                turned = next(
                    (one for one in _governed(quote[place:], {token.plain})[0][:_FAR] if not held_in(one, plain)), None
                )
                if not _negates(token) or turned is None or turned.kind == "number":
                    continue
                if held_in(turned, affirmed) and not _negated_near(turned, claim):
                    return f"its quotes negate {turned.word!r}"
    return ""


def moved_negation(claim: Sequence[Token], quotes: Texts) -> str:
    """Doubts a claim that negates what some quote affirms; it may be the same in other words ("not yet", "yet to")."""
    said = _governed(claim, NEGATIONS)[0]
    sides = [_governed(quote, NEGATIONS) for quote in quotes]
    negated, plain = [token for one, _ in sides for token in one], [token for _, two in sides for token in two]
    elsewhere = any(held_in(token, plain) for token in said) and not any(held_in(token, negated) for token in said)
    return "it negates something else than its quotes" if elsewhere else ""


def scope(claim: Sequence[Token], quotes: Texts) -> str:
    """Some are not all, and the former is not the present one."""
    ours = {
        _SCOPES[token.plain]
        for place, token in enumerate(claim)
        if token.plain in _SCOPES and not _counts(claim, place)
    }
    for place, token in enumerate(claim):
        if _SCOPES.get(token.plain) not in ("all", "most", "only", "half") or _counts(claim, place):
            continue
        whole = next_word(claim, place)
        told = [
            next_word(quote, n)
            for quote in quotes
            for n, one in enumerate(quote)
            if _SCOPES.get(one.plain) == _SCOPES[token.plain]
        ]
        if not told or (
            whole
            and whole.kind == "number"
            and _SCOPES[token.plain] == "all"
            and not held_in(whole, [one for one in told if one])
        ):
            return f"its quotes do not say {token.word!r}"
    for quote in quotes:
        for place, token in enumerate(quote):
            kind, following = _SCOPES.get(token.plain), next_words(quote, place, 2)
            weak = (
                kind in ("some", "most", "many", "few", "only", "half")
                and kind not in ours
                and not _counts(quote, place)
            )
            if weak and following and held_in(following[0], claim) and not _has_number_before(claim, following[0]):
                return f"it leaves out {token.word!r}"
            if token.plain in _RESTRICTS and following and not any(other.plain == token.plain for other in claim):
                own = next((one for one in claim if same(one, following[0])), None)
                if (
                    own
                    and not several_times(following[0], place, quotes)
                    and not any(same(token, one) for one in claim)
                ):
                    return f"it leaves out {token.word!r}"
    return ""


def opposites(claim: Sequence[Token], quotes: Texts) -> str:
    """For is not against, before is not after, and rose is not fell."""
    said = [token for quote in quotes for token in quote]
    theirs = {token.plain for token in said}
    for token in claim:
        others = OPPOSITES.get(token.plain)
        own = SYNONYMS.get(token.plain, token.key)
        if (
            others
            and not any(own == SYNONYMS.get(other.plain, other.key) or same(token, other) for other in said)
            and others & theirs
        ):
            return f"its quotes say {sorted(others & theirs)[0]!r} and not {token.word!r}"
    ours = {token.plain for token in claim}
    for one, two in (
        ("before", "after"),
        ("until", "after"),
        ("with", "without"),
        ("against", "for"),
        ("after", "until"),
        ("after", "by"),
        ("until", "from"),
        ("until", "since"),
    ):
        if one in ours and one not in theirs and two in theirs:
            if one == "before" and "ahead" in theirs:
                continue
            if one == "against" and any(
                word in theirs for word in ("opposed", "oppose", "anti", "rejected", "protest")
            ):
                continue
            return f"its quotes say {two!r} and not {one!r}"
    for place, token in enumerate(claim):
        whence = next_word(claim, place) if token.plain == "from" and "from" not in theirs else None
        if whence and any(
            same(whence, one) and "to" in [t.plain for t in quote[max(0, n - 3) : n]]
            for quote in quotes
            for n, one in enumerate(quote)
        ):
            return "its quotes say 'to' and not 'from'"
    return _against(claim, quotes) or _sides(claim, quotes)


def cause(claim: Sequence[Token], quotes: Texts) -> str:
    """A cause is one that a quote names."""
    named = _CAUSES - {"as", "from", "for", "by", "over", "so", "since"}
    says = any(token.plain in ("because", "caused", "led") for token in claim)
    return (
        "its quotes name no cause"
        if says and not any(token.plain in named for quote in quotes for token in quote)
        else ""
    )


def _negated_near(token: Token, claim: Sequence[Token]) -> bool:
    return any(same(token, own) and any(map(_negates, claim[max(0, n - 7) : n + 3])) for n, own in enumerate(claim))


def _sides(claim: Sequence[Token], quotes: Texts) -> str:
    """Refuses a claim that is for what its quotes are against, or the reverse."""
    for place, token in enumerate(claim):
        other = {"for": "against", "against": "for"}.get(token.plain)
        what = next_word(claim, place) if other else None
        if what is None or what.kind != "word":
            continue
        near = [
            next((one.plain for one in reversed(quote[max(0, n - 4) : n]) if one.plain in ("for", "against")), "")
            for quote in quotes
            for n, one in enumerate(quote)
            if same(what, one)
        ]
        if near and all(side == other for side in near):
            return f"its quotes say {other!r}"
    return ""


def _negates(token: Token) -> bool:
    return token.plain in NEGATIONS or token.plain.endswith(("n't", "n’t"))


def _bare(token: Token) -> bool:
    return token.plain in _BARE or token.plain.endswith(("n't", "n’t"))


def _governed(text: Sequence[Token], marks: Collection[str]) -> tuple[list[Token], list[Token]]:
    """The words with a sense of their own that ``marks`` govern, and the others."""
    governed: list[Token] = []
    others: list[Token] = []
    left = 0
    for token in text:
        if token.plain in marks or token.plain.endswith(("n't", "n’t")):
            left = _FAR
        elif token.kind == "mark" or (token.plain in _ENDS and left < _FAR):
            left = 0 if token.word not in ("“", '"', "”") else left
        elif token.carries:
            (governed if left > 0 else others).append(token)
            left -= 1
    return governed, others


def _counts(text: Sequence[Token], place: int) -> bool:
    """True if the word at ``place`` belongs to a number or compares ("some 40", "at most", "most wanted")."""
    around = [*text[max(0, place - 1) : place], *text[place + 1 : place + 3]]
    return (
        any(one.kind == "number" or one.plain in ("at", "the", "than", "as") for one in around[:2])
        and text[place].plain != "all"
    )


def _has_number_before(claim: Sequence[Token], token: Token) -> bool:
    places = [n for n, own in enumerate(claim) if same(own, token)]
    return any(one.kind == "number" for n in places for one in claim[max(0, n - 2) : n])


def _against(claim: Sequence[Token], quotes: Texts) -> str:
    """Holds a claim to its quotes' "against": a matter is not told without it."""
    for quote in quotes:
        for place, token in enumerate(quote):
            if token.plain != "against":
                continue
            following = next_word(quote, place)
            before = next((one for one in reversed(quote[:place]) if one.carries and one.kind != "number"), None)
            if not following or not before:
                continue
            for n, own in enumerate(claim):
                near = claim[max(0, n - 4) : n]
                headed = any(same(one, before) for one in claim[max(0, n - 8) : n])
                if headed and same(own, following) and not any(one.plain in _LIKE_AGAINST for one in near):
                    return "its quotes say 'against'"
    return ""
