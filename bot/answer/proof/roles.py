"""Who did what to whom: a claim's words in the order of its quote, or exchanged around a verb.

Nobody parses here. A claim that goes through its quote from front to back, leaving out no side of an "and" and no relative clause
on the way, says what the quote says of the same people and numbers; one that does not is in doubt, unless the words around one of
its verbs stand where the quote has them, in the active or in the passive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answer.cues.vocabulary import BE, CLAUSE_MARKS
from bot.answer.proof.attribution import SAYING
from bot.answer.proof.tokens import OWNS, Token, same

_FAR = 6
_PAIRS = 400
"""Pairs of like words that are looked at; time grows with their square, and only a claim of one word over and over has more."""
_IRREGULAR = frozenset(
    "said told bought sold won lost beat beaten led left met paid sent shot stole stolen took taken gave given hit struck found built made held kept "
    "brought caught taught sought thought threw thrown wrote written broke broken drove driven chose chosen hid hidden saw seen knew known swam cut put set shut "
    "fed fought heard felt bit bitten read hurt run ran got began begun overtook overtaken withdrew withdrawn barred exposed".split()
)
_PREPOSITIONS = frozenset("in at on near off from during around across inside outside".split())


@dataclass(frozen=True, slots=True)
class _Frame:
    """A verb with the words on the side of who does it, and on that of whom it is done to."""

    verb: Token
    doer: tuple[Token, ...]
    done_to: tuple[Token, ...]


def exchanged(claim: Sequence[Token], quote: Sequence[Token]) -> str:
    """A verb whose sides the claim exchanges; empty where there is none."""
    pairs = _pairs(claim, quote)
    for ours, theirs in pairs:
        alike = any(one is ours and _meet(one.doer, two.doer) and _meet(one.done_to, two.done_to) for one, two in pairs)
        if not ours.doer or not ours.done_to or (alike and not _named(ours.doer, theirs.done_to)):
            continue
        crossed = _meet(ours.doer, theirs.done_to) and not _meet(ours.doer, theirs.doer)
        back = _meet(ours.done_to, theirs.doer) and not _meet(ours.done_to, theirs.done_to)
        if (crossed and (back or _named(ours.doer, theirs.done_to))) or (back and _named(ours.done_to, theirs.doer)):
            return ours.verb.word
    return ""


def doubtful(claim: Sequence[Token], quote: Sequence[Token]) -> str:
    """The doubt about roles in ``claim`` beside ``quote``; empty where its words go through the quote from front to back."""
    claim, quote = _ordered(claim), _ordered(quote)
    places = [n for n, token in enumerate(claim) if token.carries]
    own = [claim[n] for n in places]
    pairs = [(i, j) for i, one in enumerate(own) for j, two in enumerate(quote) if two.carries and same(one, two)]
    placed = dict(_chain(pairs[:_PAIRS]))
    moved = [i for i in sorted({i for i, _ in pairs}) if i not in placed]
    settled = _settled(claim, quote)
    front = _fronted(claim)
    several = {kind for kind in ("name", "number", "date") if sum(token.kind == kind for token in quote) > 1}
    for i in moved:
        if _among(own[i], settled) or (_among(own[i], front) and own[i].kind not in several):
            continue
        if own[i].kind == "date" and "date" not in several:
            continue
        if _local(own[i], [j for k, j in pairs if k == i], [placed[k] for k in (i - 1, i + 1) if k in placed], quote):
            continue
        return f"it is open whether {own[i].word!r} has the same part in it"
    if placed and (reason := _headless(claim, quote, places[min(placed)], min(placed.values()))):
        return reason
    steps = sorted(placed.items())
    for (i, j), (k, m) in pairwise(steps):
        if m > j and (
            reason := _gap(quote, j, m, claim[places[i] : places[k] + 1], claim[places[k] + 1 : places[k] + 2], settled)
        ):
            return reason
    return ""


def participants(text: Sequence[Token]) -> int:
    """How many names ``text`` has beside those of places and owners ("in Geneva", "of Kenya", "Kenya’s")."""
    count = 0
    for n, token in enumerate(text):
        following = text[n + 1] if n + 1 < len(text) else None
        if token.kind != "name" or (following and (following.kind == "name" or following.plain == OWNS)):
            continue
        before = next((one for one in reversed(text[:n]) if one.kind != "name" and one.plain != "the"), None)
        count += before is None or before.plain not in _PREPOSITIONS | {"of"}
    return count


def _among(token: Token, others: Sequence[Token]) -> bool:
    return any(token is other for other in others)


def _ordered(text: Sequence[Token]) -> list[Token]:
    """``text`` with two names or words that "and" joins in an order of their own."""
    found = list(text)
    for n, joint in enumerate(found):
        m = n + 2 if n + 2 < len(found) and found[n + 1].plain in ("the", "a", "an") else n + 1
        if not 0 < n < m < len(found) or joint.plain not in ("and", "or", "nor"):
            continue
        one, two = found[n - 1], found[m]
        alike = one.kind == two.kind and one.kind in ("name", "word")
        if alike and one.key > two.key and not _is_verb(one, found, n - 1) and not _is_verb(two, found, m):
            found[n - 1], found[m] = two, one
    return found


def _local(token: Token, at: Sequence[int], beside: Sequence[int], quote: Sequence[Token]) -> bool:
    """A word that only changes places within its phrase: "Pike, the judge", "the judge, Pike"."""
    for j in at:
        for near in beside:
            low, high = min(j, near), max(j, near)
            between = quote[low : high + 1]
            if high - low > 4 or any(
                t.plain in CLAUSE_MARKS or t.kind == "number" or t.word in ";:—–" for t in between
            ):
                continue
            if (
                any(_is_verb(t, quote, low + n) for n, t in enumerate(between))
                or sum(t.kind == "name" for t in between) > 2
            ):
                continue
            if (
                token.kind == "name"
                and sum(t.kind == "name" and not same(t, token) for t in quote[max(0, low - 2) : high + 3]) > 1
            ):
                continue
            return token.kind != "number"
    return False


def _headless(claim: Sequence[Token], quote: Sequence[Token], mine: int, theirs: int) -> str:
    """The claim begins with somebody of whom the quote only says whose they are: "the brother of the president"."""
    before = [
        token for token in quote[max(0, theirs - 4) : theirs] if token.plain not in ("the", "a", "an", "its", "their")
    ]
    after = [token.plain for token in quote[theirs + 1 : theirs + 3]]
    owner = mine + 1 < len(claim) and claim[mine + 1].plain == OWNS
    whose = len(before) > 1 and before[-1].plain == "of" and before[-2].kind in ("word", "name")
    if (
        whose
        and not owner
        and "who" not in after
        and "which" not in after
        and not any(t.plain == "of" for t in claim[:mine])
    ):
        return f"it is open whose {claim[mine].word!r} it is"
    return ""


def _chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that goes forwards on both sides, with the fewest words between."""
    best: list[tuple[float, int]] = []
    for n, (i, j) in enumerate(pairs):
        options = [(best[m][0] - 0.01 * (j - pairs[m][1]), m) for m in range(n) if pairs[m][0] < i and pairs[m][1] < j]
        score, before = max(options, default=(0.0, -1))
        best.append((max(score, 0.0) + 1, before if score > 0 else -1))
    if not best:
        return []
    at = max(range(len(best)), key=lambda n: best[n][0])
    chain: list[tuple[int, int]] = []
    while at >= 0:
        chain.append(pairs[at])
        at = best[at][1]
    return chain[::-1]


def _gap(
    quote: Sequence[Token],
    start: int,
    end: int,
    ours: Sequence[Token],
    behind: Sequence[Token],
    settled: Sequence[Token],
) -> str:
    """Why what ``quote`` says between two words of the claim, ``ours`` from the one to the other, may not be left out."""
    between = list(quote[start + 1 : end])
    skipped = [token for token in between if token.carries]
    one, two = ours[0], ours[-1]
    if not skipped or (_among(one, settled) and _among(two, settled)):
        return ""
    if quote[start + 1].plain == OWNS and not any(token.plain in (OWNS, "of") for token in ours):
        return f"it is open whose {one.word!r} it is"
    near = [token for token in between if token.plain not in ("the", "a", "an", "its", "their")]
    owned = any(token.plain == OWNS for token in behind) or any(token.plain == "of" for token in ours)
    if (
        len(near) > 1
        and near[-1].plain == "of"
        and near[-2].kind == "word"
        and not owned
        and skipped[-1] is near[-2]
        and ours[-2].plain not in _PREPOSITIONS
    ):
        return f"it is open whose {two.word!r} it is"
    closing = next((n for n in range(len(between) - 1, 0, -1) if between[n].word == ","), 0)
    if between[0].word == "," and closing and not any(token.carries for token in between[closing:]):
        return ""
    if _in_relative(quote, start) and any(token.word == "," for token in between):
        return f"it is open whether {one.word!r} has the same part in it"
    if two.kind == "name" and all(token.kind == "name" for token in skipped):
        return ""  # a first name, or a title
    resumes = any(token.plain in BE or token.plain in ("has", "had", "have", "will", "would") for token in ours[1:-1])
    if resumes and between[0].plain in ("who", "which", "that", "whose"):
        return ""
    if _is_verb(two, quote, end) and _joined(quote, end):
        return ""
    kept = {token.plain for token in ours}
    marks = [t for t in between if (t.plain in CLAUSE_MARKS or t.word in ";:—–") and t.plain not in kept]
    if marks:
        return f"it leaves out what stands around {marks[0].word!r}"
    if two.kind == "date" and any(token.kind == "date" for token in skipped):
        return "it is open what happened when"
    if two.kind in ("date", "number") and any(_is_verb(token, quote, start + 1 + n) for n, token in enumerate(between)):
        return "it leaves out a verb"
    adjunct = ours[-2].plain in _PREPOSITIONS or (len(ours) > 2 and ours[-3].plain in _PREPOSITIONS)
    if "number" in (one.kind, two.kind) and any(token.kind == "number" for token in skipped) and not adjunct:
        return "it is open which number belongs to what"
    return ""


def _in_relative(quote: Sequence[Token], place: int) -> bool:
    """The word at ``place`` stands in a clause that begins with ", who" or the like."""
    comma = next((n for n in range(place, -1, -1) if quote[n].word == ","), None)
    return comma is not None and quote[comma + 1].plain in ("who", "whose", "which", "whom")


def _joined(quote: Sequence[Token], place: int) -> bool:
    """The verb at ``place`` has the subject of the verb before it: "was halted at noon and resumed at two"."""
    before = [
        token.plain
        for token in quote[max(0, place - 4) : place]
        if token.plain not in BE and not token.plain.endswith("ly")
    ]
    return (
        bool(before)
        and before[-1] in ("and", "but", "then")
        and any(_is_verb(t, quote, n) for n, t in enumerate(quote[:place]))
    )


def _fronted(claim: Sequence[Token]) -> list[Token]:
    """The words of a place or time that stands before the rest ("In Geneva, …")."""
    if not claim or claim[0].plain not in _PREPOSITIONS:
        return []
    end = next((n for n, token in enumerate(claim) if token.word == ","), 0)
    return [token for token in claim[:end] if token.carries]


def _settled(claim: Sequence[Token], quote: Sequence[Token]) -> list[Token]:
    """The words of the claim around verbs that have the same sides in the quote."""
    found: list[Token] = []
    for ours, theirs in _pairs(claim, quote):
        sides = [(a, b) for a, b in ((ours.doer, theirs.doer), (ours.done_to, theirs.done_to)) if a]
        if sides and all(_meet(a, b) for a, b in sides):
            within = [one for a, b in sides for one in a if any(same(one, two) for two in b)]
            if all(one in within for a, _ in sides for one in a if one.kind in ("name", "number")):
                counted = sum(one.kind == "number" for one in within)
                found += [ours.verb, *(one for one in within if one.kind != "number" or counted == 1)]
    return found


def _pairs(claim: Sequence[Token], quote: Sequence[Token]) -> list[tuple[_Frame, _Frame]]:
    theirs = _frames(quote)
    return [(ours, other) for ours in _frames(claim) for other in theirs if same(ours.verb, other.verb)]


def _frames(text: Sequence[Token]) -> list[_Frame]:
    return [
        frame for place, token in enumerate(text) if _is_verb(token, text, place) and (frame := _frame(text, place))
    ]


def _is_verb(token: Token, text: Sequence[Token], place: int) -> bool:
    if token.kind != "word" or not token.word[0].islower() or token.plain in SAYING:
        return False
    before = text[place - 1] if place else None
    after = text[place + 1].plain if place + 1 < len(text) else ""
    if token.plain.endswith("ing"):
        return before is not None and (before.word == "," or before.plain in ("and", "by", "after", "before", "while"))
    if token.plain.endswith("s") and not token.plain.endswith("ss"):
        return before is not None and before.carries and after in ("the", "a", "an", "its", "his", "her", "their")
    aided = before is not None and before.plain in ("to", "will", "would", "could", "may", "might", "did", "can")
    return token.plain.endswith("ed") or token.plain in _IRREGULAR or aided


def _frame(text: Sequence[Token], place: int) -> _Frame | None:
    before = [
        token.plain
        for token in text[max(0, place - 3) : place]
        if not token.plain.endswith("ly") and token.plain not in ("not", "never")
    ]
    passive = bool(before and before[-1] in BE)
    by = _by(text, place)
    left, right = _left(text, place), _right(text, place)
    if passive or by == place + 1:
        return _Frame(text[place], _right(text, by) if by is not None else (), left)
    return _Frame(text[place], left, right or _relative(text, place))


def _by(text: Sequence[Token], place: int) -> int | None:
    """Where it is said by whom it is done; not by how much."""
    for n in range(place + 1, min(place + 9, len(text) - 1)):
        if text[n].kind == "mark" or _is_verb(text[n], text, n):
            return None
        if text[n].plain == "by":
            following = [token for token in text[n + 1 : n + 3] if token.plain not in ("a", "an", "the")]
            measure = following and (
                following[0].kind in ("number", "date") or following[0].plain in ("half", "quarter", "third")
            )
            return None if measure else n
    return None


def _relative(text: Sequence[Token], place: int) -> tuple[Token, ...]:
    """Of "the quotas that Brussels proposed" the quotas."""
    for n in range(place - 1, max(-1, place - 6), -1):
        if text[n].kind == "mark":
            return ()
        if text[n].plain in ("that", "which", "whom"):
            return tuple(token for token in text[max(0, n - 2) : n] if token.carries)
    return ()


def _left(text: Sequence[Token], place: int) -> tuple[Token, ...]:
    """The words before a verb, up to where its clause begins; a clause of its own between them is passed over."""
    at = place - 1
    while at >= 0 and not text[at].carries and text[at].kind != "mark":
        at -= 1
    if at >= 0 and text[at].word == ",":
        at = (
            next((n for n in range(at - 1, -1, -1) if text[n].word == ","), at) - 1
            if _parenthetical(text, at)
            else at - 1
        )
    found: list[Token] = []
    while at >= 0 and len(found) < _FAR:
        token = text[at]
        if token.kind == "mark" or token.plain in ("but", "while", "although", "that", "if", "after", "because"):
            break
        if found and _is_verb(token, text, at):
            relative = next(
                (n for n in range(at, max(-1, at - 4), -1) if text[n].plain in ("who", "which", "that")), None
            )
            if relative is None:
                break
            found, at = [], relative - 1
            continue
        if token.carries:
            found.append(token)
        at -= 1
    return tuple(found[::-1])


def _parenthetical(text: Sequence[Token], comma: int) -> bool:
    return any(token.word == "," for token in text[:comma]) and not any(
        t.plain in ("which", "who") for t in text[comma : comma + 2]
    )


def _right(text: Sequence[Token], place: int) -> tuple[Token, ...]:
    found: list[Token] = []
    for at in range(place + 1, len(text)):
        token = text[at]
        names = token.plain == "and" and 0 < at < len(text) - 1 and text[at - 1].kind == text[at + 1].kind == "name"
        if names or (token.plain == "than" and text[at - 1].plain in ("more", "less", "fewer")):
            continue
        if (
            token.kind == "mark"
            or token.plain
            in ("but", "while", "and", "by", "who", "which", "that", "after", "because", "before", "than")
            or len(found) >= _FAR
        ):
            break
        if token.plain in (
            "in",
            "on",
            "at",
            "over",
            "under",
            "during",
            "for",
            "from",
            "with",
            "against",
            "after",
            "within",
        ) and (found or token.plain in _PREPOSITIONS):
            found += [one for one in text[at + 1 : at + 3] if one.kind == "name"]
            break
        if found and _is_verb(token, text, at):
            break
        if token.carries:
            found.append(token)
    return tuple(found)


def _meet(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    return any(same(one, two) for one in ours for two in theirs)


def _named(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    return any(same(one, two) and one.kind == "name" for one in ours for two in theirs)
