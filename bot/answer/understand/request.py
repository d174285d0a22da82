"""The understanding of a message of a conversation: one message in, one request out. Pure but for what it is handed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answer.query import LONGEST_QUESTION, QuestionTooLong, Turn
from bot.answer.understand.addresses import address_in
from bot.answer.understand.followup import leans, resolved, thread
from bot.answer.understand.incomplete import WHICH, lacks_what_it_is_about
from bot.answer.understand.intents import Intent, bare, read_intent
from bot.answer.understand.language import foreign_language
from bot.answer.understand.led import led
from bot.answer.understand.message import tidied, unadorned
from bot.answer.understand.parts import alone, for_its_reason, parts
from bot.answer.understand.period import Period, period_of
from bot.answer.understand.small_talk import small_talk
from bot.answer.understand.topic import bare_of_context, names, topic_of
from bot.answer.understand.wording import worded
from index.name_joints import pairs_in
from index.search.terms import FUNCTION_WORDS

Suggest = Callable[[Sequence[str]], Mapping[str, str]]
"""The corpus's own spelling of words that it does not hold, and of two in one that it joins otherwise; others are left out."""

_WORD = re.compile(r"[^\W\d_]{4,}|(?<![\w$£€])[A-Za-z]{1,8}\d{1,4}(?!\w)")
_TELLING = 30
"""Characters of a shown line that belongs to one article."""
_TELLING_NOTHING = FUNCTION_WORDS | set(
    "who whom whose what which when where why how latest news happened about timeline summary".split()
)
_MISTYPED = {
    "waht": "what", "wat": "what", "hwat": "what", "wut": "what", "whta": "what", "wht": "what", "wich": "which", "whcih": "which",
    "whne": "when", "wehn": "when", "wen": "when", "wher": "where", "whre": "where", "wehre": "where", "hwo": "how", "woh": "who",
    "hoo": "who", "wh": "who", "whi": "why", "yh": "why", "hapened": "happened", "happend": "happened",
    "happned": "happened", "lates": "latest", "lastest": "latest", "latst": "latest", "abuot": "about", "abotu": "about",
    "teh": "the", "didnt": "didn't", "wasnt": "wasn't", "isnt": "isn't", "arent": "aren't", "werent": "weren't", "doesnt": "doesn't",
    "dont": "don't", "hasnt": "hasn't", "havent": "haven't", "hadnt": "hadn't", "wouldnt": "wouldn't", "couldnt": "couldn't",
    "shouldnt": "shouldn't", "thats": "that's", "theres": "there's", "ppl": "people", "govt": "government", "abt": "about", "bc": "because", "cuz": "because", "coz": "because", "b4": "before",
    "tmrw": "tomorrow", "tmw": "tomorrow", "yday": "yesterday", "thru": "through", "summry": "summary", "sumary": "summary", "sumarize": "summarize", "timelin": "timeline",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """A request. ``question`` stands alone, is spelled as the corpus spells, and is what is searched and read."""

    intent: Intent
    question: str
    subject: str = ""
    about: str = ""
    sides: tuple[str, ...] = ()
    told_on: tuple[str, str] | None = None
    """A speaker and a matter, where the question may ask for what somebody said."""
    parts: tuple[str, ...] = ()
    """The several questions in one, each standing alone; with ``asked_parts`` as they were asked."""
    asked_parts: tuple[str, ...] = ()
    matter: str = ""
    """What stood before several questions, and all are about: "harbour fire: who lit it and what did it cost"."""
    address: str = ""
    period: Period | None = None
    following: str = ""
    """The question of the conversation that this one leans on."""
    context: str = ""
    """Words of the conversation that a search is widened by."""
    spoken: str = ""
    """The question as it was spoken, with its "she" left; empty where that is how it was read anyhow."""
    shown: tuple[str, ...] = ()
    """The lines that the conversation showed so far, the latest turn's first, where this question leans on it."""
    earlier: tuple[str, ...] = ()
    """The questions of the conversation as they were searched, the latest first, where this one leans on it."""
    corrected: tuple[tuple[str, str], ...] = ()
    """Words as they were typed, and as they were read."""
    language: str = ""
    """Of a question that cannot be read: ISO 639-1."""
    reply: str = ""
    """To a message that asks nothing of the news."""

    @property
    def standing(self) -> str:
        """The question with the words of the conversation that it needs to be understood by itself."""
        return f"{self.question} ({self.context})" if self.context else self.question


def understand(
    asked: str, history: Sequence[Turn], asked_on: date | None, suggest: Suggest, *, leaning: bool = False
) -> Request:
    """The request behind ``asked``, the latest message of a conversation (``history``, oldest first).

    ``leaning``: it is about what the conversation is about, although it does not say so.

    Raises:
        QuestionTooLong: it is longer than any question; the patterns that read it are made for short texts.
    """
    if len(asked) > LONGEST_QUESTION:
        raise QuestionTooLong(asked)
    text = tidied(asked)
    address, rest = address_in(text)
    if address:
        asked_of_it = _question_of_page(unadorned(rest))
        several = parts(bare(asked_of_it))
        if len(several) > 1:
            return Request(Intent.SEVERAL, text, parts=alone(several), asked_parts=several, address=address)
        return Request(Intent.ADDRESS, text, address=address, subject=asked_of_it)
    if reply := small_talk(text):
        return Request(Intent.SMALL_TALK, text, reply=reply)
    if language := foreign_language(text):
        return Request(Intent.FOREIGN, text, language=language)
    if not history and lacks_what_it_is_about(unadorned(text)):
        return Request(Intent.SMALL_TALK, text, reply=WHICH)
    follows = bool(history) and (leaning or leans(text, history))
    text, corrected = _spelled(unadorned(text), suggest)
    if not follows:
        return replace(_read(worded(text), asked_on), corrected=corrected)
    standing = resolved(text, history)
    turns = list(reversed(thread(history)))
    return replace(
        _read(standing.question, asked_on, is_one=len(parts(bare(text))) == 1),
        corrected=corrected,
        context=standing.context,
        spoken=standing.spoken,
        following=bare_of_context(turns[0].understood),
        shown=_lines(turns),
        earlier=tuple(turn.understood for turn in turns),
    )


def part_of(request: Request, place: int, told: Sequence[Turn], asked_on: date | None) -> Request:
    """One of several questions in one as a request of its own: ``told`` is what those before it were answered with, and they lean on it."""
    asked = for_its_reason(request.asked_parts[place]) if place else request.asked_parts[place]
    if request.address:
        return Request(Intent.ADDRESS, request.question, address=request.address, subject=request.parts[place])
    if not told or not leans(asked, told):
        found = _read(asked if request.matter else request.parts[place], asked_on, is_one=True)
        found = replace(
            found, context=f"{request.matter} {request.context}".strip(), shown=request.shown, earlier=request.earlier
        )
    else:
        standing = resolved(asked, told)
        found = replace(
            _read(standing.question, asked_on, is_one=True),
            context=f"{standing.context} {request.context}".strip(),
            spoken=standing.spoken,
            shown=(*_lines(told), *request.shown),
            earlier=(*(turn.understood for turn in reversed(told)), *request.earlier),
        )
    period = found.period or (request.period if request.matter else None)
    return replace(found, period=period, following=request.following)


def leaning_on(part: Request, told: Sequence[Turn]) -> Request | None:
    """``part`` with the matter of the questions before it in one message, where it names nobody: "who sold the club, and are fans
    allowed in"; None where it has it, or may be about another.
    """
    if not told or part.context or part.address or names(part.question):
        return None
    matter = " ".join(topic_of(told[0], part.question))
    return replace(part, context=matter) if matter else None


def _lines(turns: Iterable[Turn]) -> tuple[str, ...]:
    """The lines that ``turns`` showed which belong to one article."""
    return tuple(dict.fromkeys(line for turn in turns for line in turn.shown.splitlines() if len(line) >= _TELLING))


def _read(text: str, asked_on: date | None, *, is_one: bool = False) -> Request:
    """``text`` as a request; ``is_one``: it is a single question, however many its words would make, as "who won, by how much"."""
    period = period_of(text, asked_on)
    asked = () if is_one else parts(bare(text))
    if len(asked) > 1:
        return Request(Intent.SEVERAL, text, parts=alone(asked), asked_parts=asked, period=period)
    if not is_one and (found := led(bare(text))):
        matter, asked = found
        standing = tuple(f"{part} ({matter})" for part in asked)
        return Request(Intent.SEVERAL, text, parts=standing, asked_parts=asked, matter=matter, period=period)
    reading = read_intent(text)
    story = read_intent(period.left_out_of(text)) if period and not period.is_edition else reading
    if (
        story.intent.is_briefing and reading.intent is not Intent.COMPARE
    ):  # "2024 compared with this year" compares times
        reading = story  # the time is not a part of what it is about
    return Request(reading.intent, text, reading.subject, reading.about, reading.sides, reading.told_on, period=period)


def _question_of_page(rest: str) -> str:
    """The question about a page beside its address; empty where only the page itself is wanted."""
    reading = read_intent(rest) if rest else None
    wants_page = re.compile(
        r"^(?:tl;?dr|tldr|summar\w+|sum up|what (?:does|do) (?:this|that|it|the article) say|what(?:'?s| is|s) (?:this|that|it)(?: all)? about|"
        r"(?:this|that|it)|thoughts|explain|key points|main points|gist|recap|read|article|link|source|short version|in short|please|pls|of|this article)"
        r"(?: (?:this|that|it|one|please|pls|article|page|story|about|link|of|the))*\W*$",
        re.IGNORECASE,
    )
    if reading is None or wants_page.match(bare(rest)) or reading.intent in (Intent.SUMMARY, Intent.SMALL_TALK):
        return ""
    return rest


def _spelled(text: str, suggest: Suggest) -> tuple[str, tuple[tuple[str, str], ...]]:
    """``text`` with mistyped words put right, and which these are."""
    changes: dict[str, str] = {}
    for word in re.findall(r"[^\W\d_]+", text):
        if (meant := _MISTYPED.get(word.casefold())) and meant != word.casefold():
            changes[word] = meant
    unsure = [
        word
        for word in dict.fromkeys(_WORD.findall(text))
        if word not in changes and word.casefold() not in _TELLING_NOTHING
    ]
    changes |= suggest(unsure)
    for typed, meant in changes.items():
        text = re.sub(rf"\b{re.escape(typed)}\b", meant, text)
    joined = suggest(pairs_in(text, _TELLING_NOTHING))
    for typed, meant in sorted(joined.items(), key=lambda item: " " in item[1]):  # of "jean luc", not of "ada jean"
        text = re.sub(rf"\b{re.escape(typed)}\b", meant, text)
        for part in [part for part, spelled in changes.items() if spelled in typed]:
            typed = typed.replace(changes.pop(part), part)
        changes[typed] = meant
    shown = tuple((typed, meant) for typed, meant in changes.items() if typed.casefold() not in _MISTYPED)
    return text, shown
