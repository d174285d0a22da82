"""The support that quotes give a claim, as far as words tell it.

Values are refused where no quote has them: names, numbers and their units, dates, hours, quotations; and names exchanged around a verb.
What is language is an objection, because words may be mistaken in it: limits, negation, how sure it is, who says so. What words cannot
settle is a doubt: words that no quote has, and who did what to whom where the claim goes another way through its quote. A judge decides
on both; without one the former is not shown, and the latter only as its quotes. Aliases, synonyms, inflection, voice and order are free.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answer.cues.date_mentions import DateMention, mentions, periods, resolve
from bot.answer.cues.stated_numbers import numbers
from bot.answer.proof import attribution, certainty, roles, turns
from bot.answer.proof.locate import locate, normalise
from bot.answer.proof.quantities import limits
from bot.answer.proof.tokens import Token, capitalised, normal, number_of, same, tokens, unit_of
from index.sentences import sentences

UNKNOWN_WORD = "its quotes do not have the word"
"""The doubt that needs no pointing out: whoever reads claim and quote sees it."""
_TIME = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))? *(am|pm)\b|\b(noon|midnight)\b")
_QUOTED = re.compile(r"[“\"]([^“”\"]{2,400})[”\"]")
_SHARES = {"#50": "half", "#25": "quarter", "#20": "fifth", "#10": "tenth"}
"""Percents that may be told as a share."""
_OPENING = re.compile(r"^(?:yes|no)[,:.;—–-] *", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proof:
    """A quote, with what is known of its article."""

    text: str
    published: date | None = None
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class WordCheck:
    """The outcome of the check of a claim's words."""

    refused: str = ""
    """Why the claim is wrong or says more than its quotes, in words for a person."""
    objection: str = ""
    """The objection of words to it, where words may be mistaken: a judge decides, and without one it is not shown."""
    doubts: tuple[str, ...] = ()
    """Questions that words cannot settle."""
    delicate: str = ""
    """The reason why words alone are not enough for it, though they find nothing: it tells who did what to whom, or has two numbers."""

    @property
    def only_rewords(self) -> bool:
        """Words find nothing in the claim but words that its quotes do not have."""
        return not self.refused and not self.objection and all(told.startswith(UNKNOWN_WORD) for told in self.doubts)


def unproven(claim: str, proofs: Sequence[Proof]) -> str:
    """Why ``claim`` is not shown without a judge; empty where its words go with those of ``proofs``."""
    found = check(claim, proofs)
    return found.refused or found.objection or "; ".join(found.doubts)


def check(claim: str, proofs: Sequence[Proof]) -> WordCheck:
    """Compare the words of ``claim`` with those of ``proofs``."""
    if not proofs:
        return WordCheck("there are no quotes")
    quoted = " \n ".join(proof.text for proof in proofs)
    for said in _QUOTED.findall(claim):
        if locate(said.strip(" ,."), quoted) is None:
            return WordCheck(f"{said[:60]!r} does not stand in its quotes")
    if _verbatim(claim, proofs):
        return WordCheck()
    found = list(mentions(claim))
    if wrong := next((m for m in found if not _dated(claim, m, proofs)), None):
        return WordCheck(f"the date {claim[wrong.start : wrong.end]!r} is not in its quotes")
    ours, theirs = _read(claim, proofs)
    text, source = normal(_OPENING.sub("", claim)), normal(quoted)
    if reason := _times(text, source) or _numbers(ours, theirs):
        return WordCheck(reason)
    unknown, reason = _unknown(ours, theirs, normal(" ".join(proof.outlet for proof in proofs)))
    if reason:
        return WordCheck(reason)
    near = _nearest(ours, theirs)
    ours_alone = attribution.without_sources(ours)
    for quote in near:
        if verb := roles.exchanged(ours_alone, attribution.without_sources(quote)):
            return WordCheck(f"its quotes have it the other way round ({verb})")
    unit, limit, doubt = limits(ours, theirs)
    if unit:
        return WordCheck(unit)
    unattributed, own_word = attribution.unattributed(ours, near)
    objection = (
        limit
        or turns.negation(ours, near)
        or certainty.certainty(ours, near)
        or certainty.conditions(ours, near)
        or turns.scope(ours, near)
        or turns.opposites(ours, near)
        or unattributed
    )
    sources, proviso = attribution.other_source(ours, near), certainty.provisos(ours, near)
    cause, negated = turns.cause(ours, near), turns.moved_negation(ours, near)
    doubts = tuple(filter(None, (*unknown, doubt, own_word, negated, cause, proviso, sources, _open(ours, near))))
    return WordCheck("", objection, doubts, _delicate(ours_alone))


def _delicate(claim: Sequence[Token]) -> str:
    if sum(token.kind == "number" for token in claim) > 1:
        return "it has two numbers"
    return "it tells who did what to whom" if roles.participants(claim) > 1 else ""


def _verbatim(claim: str, proofs: Sequence[Proof]) -> bool:
    """The claim is a whole sentence of a quote."""
    own = normalise(claim)[0].strip()
    return any(own == normalise(proof.text[a:b])[0].strip() for proof in proofs for a, b in sentences(proof.text))


def _read(claim: str, proofs: Sequence[Proof]) -> tuple[list[Token], list[list[Token]]]:
    """The claim and each sentence of its quotes as tokens, in which a date is the same where it is the same day."""
    plain = _OPENING.sub("", claim)
    plain = plain[:1].upper() + plain[1:]
    texts = " ".join((plain, *(proof.text for proof in proofs)))
    common = {word.casefold() for word in re.findall(r"\b[a-z]{3,}\b", texts)} - {"may", "will"}
    names = frozenset().union(*(capitalised(normal(text)) for text in (plain, *(proof.text for proof in proofs))))
    names = frozenset(word for word in names if word.casefold() not in common)
    known: list[tuple[str, DateMention, str, date | None]] = []
    theirs: list[list[Token]] = []
    for proof in proofs:
        for start, end in sentences(proof.text):
            text = normal(proof.text[start:end])
            dated = []
            for mention in mentions(text):
                known.append((f"@{len(known)}", mention, text, proof.published))
                dated.append((mention.start, mention.end, known[-1][0]))
            dated += _time_spans(text)
            theirs.append(tokens(text, names, dated))
    text = normal(plain)
    ours = []
    for mention in mentions(text):
        key = next((key for key, other, sentence, day in known if _same_date(mention, other, sentence, day)), "@")
        ours.append((mention.start, mention.end, key))
    return tokens(text, names, [*ours, *_time_spans(text)]), theirs


def _nearest(ours: Sequence[Token], theirs: Sequence[list[Token]]) -> list[list[Token]]:
    """The sentences of the quotes that a claim goes by: those that hold what no better one holds."""
    held = [token for token in ours if token.carries]
    left, chosen = set(range(len(held))), []
    remaining = list(theirs)
    while left and remaining:
        best = max(remaining, key=lambda quote: sum(any(same(held[n], two) for two in quote) for n in left))
        hit = {n for n in left if any(same(held[n], two) for two in best)}
        if not hit:
            break
        left -= hit
        chosen.append(best)
        remaining = [quote for quote in remaining if quote is not best]
    return chosen or list(theirs[:1])


def _open(ours: Sequence[Token], near: Sequence[list[Token]]) -> str:
    """The doubts about roles; a claim over several sentences is read against all of them in their order."""
    whole = [token for quote in near for token in quote]
    ours = _condition_last(attribution.without_sources(ours))
    near = [_condition_last(attribution.without_sources(quote)) for quote in near]
    joined = [token for quote in near for token in quote]
    for token in ours:  # what a quote says only of who says so
        if token.carries and _held(token, whole) and not _held(token, joined):
            return f"it is open whether {token.word!r} has the same part in it"
    if len(near) == 1:
        return roles.doubtful(ours, near[0])
    names = {token.key for token in ours if token.kind in ("name", "number")}
    return (
        "it joins what several sentences say of several people or numbers"
        if len(names) > 1
        else roles.doubtful(ours, joined)
    )


def _held(token: Token, others: Sequence[Token]) -> bool:
    return any(same(token, other) for other in others if other.carries)


def _condition_last(text: list[Token]) -> list[Token]:
    """``text`` with a condition or a time that it begins with behind the rest."""
    if text and text[0].plain in ("if", "unless", "after", "when", "before"):
        end = next((n for n, token in enumerate(text) if token.word == ","), 0)
        if end:
            return [*text[end + 1 :], *text[:end]]
    return text


def _numbers(ours: Sequence[Token], theirs: Sequence[list[Token]]) -> str:
    known = {token.key for quote in theirs for token in quote if token.kind == "number"}
    for quote in theirs:
        for token in quote:
            if token.kind == "date":
                known |= {f"#{value:f}" for value in numbers(token.word)}
    shares = {token.plain for quote in theirs for token in quote}
    for place, token in enumerate(ours):
        if token.kind != "number" or token.key in known:
            continue
        if not (_SHARES.get(token.key) in shares and unit_of(list(ours), place) == "percent"):
            return f"the number {number_of(token):f} is not in its quotes"
    return ""


def _unknown(ours: Sequence[Token], theirs: Sequence[list[Token]], outlets: str) -> tuple[list[str], str]:
    """Doubts for words that no quote has, and a reason to refuse the claim for a name that none has."""
    said = [token for quote in theirs for token in quote if token.carries]
    elsewhere = frozenset(outlets.casefold().split())
    if any(token.plain in attribution.ATTRIBUTIONS for quote in theirs for token in quote):
        elsewhere |= attribution.SAYING
    doubts: list[str] = []
    for place, token in enumerate(ours):
        month = token.kind == "date" and token.key[1:].isalpha()
        if (token.kind not in ("name", "word") and not month) or token.word.casefold() in elsewhere:
            continue
        if any(same(token, other) for other in said) or (token.kind == "name" and _written_otherwise(token, said)):
            continue
        if token.kind == "name":
            beside = [
                one for one in (*ours[max(0, place - 1) : place], *ours[place + 1 : place + 2]) if one.kind == "name"
            ]
            if not any(same(one, other) for one in beside for other in said):
                return [], f"the name {token.word!r} is not in its quotes"
            doubts.append(f"its quotes do not have the name {token.word!r}")
        else:
            doubts.append(f"{UNKNOWN_WORD} {token.word!r}")
    return doubts, ""


def _written_otherwise(token: Token, said: Sequence[Token]) -> bool:
    """A name that its quotes have as a plain word ("Expedition", "expedition"), or of which they have the initials or the full form."""
    if token.word.isupper() and len(token.word) > 1:
        runs = [said[n : n + len(token.word)] for n in range(len(said))]
        if any("".join(one.word[0] for one in run) == token.word for run in runs):
            return True
    return (
        len(token.word) > 3
        and not token.word.isupper()
        and any(other.word.casefold() == token.word.casefold() for other in said)
    )


def _times(claim: str, quoted: str) -> str:
    theirs = {_minutes(match) for match in _TIME.finditer(quoted)}
    for match in _TIME.finditer(claim):
        if _minutes(match) not in theirs:
            return f"the time {' '.join(match.group().split())!r} is not in its quotes"
    return ""


def _time_spans(text: str) -> list[tuple[int, int, str]]:
    return [(*match.span(), f"@{_minutes(match)}m") for match in _TIME.finditer(text)]


def _minutes(match: re.Match[str]) -> int:
    if match[4]:
        return 12 * 60 if match[4] == "noon" else 0
    return (int(match[1]) % 12 + (12 if match[3] == "pm" else 0)) * 60 + int(match[2] or 0)


def _dated(claim: str, mention: DateMention, proofs: Sequence[Proof]) -> bool:
    """True if a quote names the date of ``mention``, or one that follows from its article's day."""
    for proof in proofs:
        for start, end in sentences(proof.text):
            sentence = proof.text[start:end]
            if any(_same_date(mention, other, sentence, proof.published) for other in mentions(sentence)):
                return True
        if mention.day is None and (mention.year, mention.month) in periods(proof.text, proof.published):
            return True
    only_year = mention.year and not mention.month
    return bool(only_year) and any(mention.year in numbers(proof.text) for proof in proofs)


def _same_date(claimed: DateMention, quoted: DateMention, sentence: str, published: date | None) -> bool:
    day = resolve(quoted, sentence, published)
    year = quoted.year or (day.year if day else None)
    month = quoted.month or (day.month if day else None)
    number = quoted.day or (day.day if day else None)
    weekday = quoted.weekday if day is None else day.weekday()
    if claimed.shift is not None:
        return claimed.shift == quoted.shift
    pairs = ((claimed.year, year), (claimed.month, month), (claimed.day, number), (claimed.weekday, weekday))
    return all(ours is None or ours == theirs for ours, theirs in pairs)
