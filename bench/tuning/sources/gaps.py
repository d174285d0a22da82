"""Questions made of a sentence of news: a name, number or day in it is what is asked for, the words beside it are the question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bench.tuning.groups import Span
from bench.tuning.text import STOP_WORDS
from index.sentences import sentences

NAME = re.compile(r"[A-Z][\w’'-]{1,40}(?:\.? [A-Z][\w’'-]{1,40}){0,6}")
_MONEY = re.compile(r"[$£€]\s?\d[\d,.]{0,15}(?: (?:million|billion|trillion))?")
_SHARE = re.compile(r"\b\d[\d.]{0,8}(?:%| per ?cent)")
_COUNTED = re.compile(
    r"\b(?:\d[\d,.]{0,15}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands)(?: (?:million|billion|thousand))?"
    r" (?!(?:of|in|to|a|and|on|at|the|years? old)\b)([a-z]{1,30})"
)
_DAY = re.compile(
    r"\b(?:(?:on |in )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|(?:on |in )(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|"
    r"Nov|Dec)[a-z]{0,6}\.?(?: \d{1,2})?(?:, \d{4})?|in (?:19|20)\d\d)\b"
)
_ASIDE = re.compile(r",[^,]{3,60},")
_ACTS = re.compile(
    r"(?:,[^,]{3,60},)? (?:said|has|had|will|was|is|[a-z]{1,30}(?:ed|s)|won|told|became|made|took|left|went|led|beat|began|met|gave|hit|lost)\b"
)
_PLACE_FOLLOWS = re.compile(r"\b(?:in|at|near|to|from)(?: the)? \Z")
_NO_NAMES = STOP_WORDS | set("i there our my you monday tuesday wednesday thursday friday saturday sunday".split())
_FEWEST_WORDS, _MOST_WORDS = 8, 40
_FEWEST_TELLING = 3
_EDGES = " ,“”\"'.;:()—-"


@dataclass(frozen=True, slots=True)
class Gap:
    """What a sentence could be asked for: where it stands, and the words that ask for it."""

    span: Span
    asking: tuple[str, ...]
    acts: bool = False
    """True for who does what the sentence tells."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question made of a text, and where its answer stands there."""

    question: str
    span: Span


def asked_of(text: str, random: Random) -> Asked | None:
    """A question on one of the sentences, if it has something to ask for."""
    fitting = [
        (start, end) for start, end in sentences(text) if _FEWEST_WORDS <= len(text[start:end].split()) <= _MOST_WORDS
    ]
    if not fitting:
        return None
    start, end = random.choice(fitting)
    sentence = text[start:end]
    found = list(gaps(sentence))
    if not found:
        return None
    gap = random.choice(found)
    words = _dropped(_beside(sentence, gap, random), random)
    if sum(word.lower() not in STOP_WORDS for word in words) < _FEWEST_TELLING:
        return None
    if random.random() < 0.12:
        random.shuffle(words)  # keywords
    else:
        helping = ["did"] if not gap.acts and random.random() < 0.4 else []
        words = [random.choice(gap.asking), *helping, *words]
    return Asked(" ".join(words), (start + gap.span[0], start + gap.span[1]))


def gaps(sentence: str) -> Iterator[Gap]:
    """All that could be asked for."""
    for match in NAME.finditer(sentence):
        if is_name(name := match.group()):
            is_full = " " in name
            if is_full and _ACTS.match(sentence, match.end()):
                yield Gap(match.span(), ("who",) if len(name.split()) < 4 else ("who", "what"), acts=True)
            elif _PLACE_FOLLOWS.search(sentence, max(0, match.start() - 10), match.start()):
                yield Gap(match.span(), ("where",))
            elif is_full and match.start() > 5:
                yield Gap(match.span(), ("who", "what", "which"))
    yield from (Gap(match.span(), ("how much",)) for match in _MONEY.finditer(sentence))
    shares = ("what percentage", "what share", "how many percent")
    yield from (Gap(match.span(), shares) for match in _SHARE.finditer(sentence))
    yield from (Gap(match.span(), (f"how many {match[1]}",)) for match in _COUNTED.finditer(sentence))
    yield from (Gap(match.span(), ("when",)) for match in _DAY.finditer(sentence))


def is_name(found: str) -> bool:
    """False for a capital that only begins a sentence."""
    return len(found) > 3 and found.split()[0].lower().strip("’'") not in _NO_NAMES


def _beside(sentence: str, gap: Gap, random: Random) -> list[str]:
    """The words that follow who acts, else those on both sides."""
    before, after = sentence[: gap.span[0]].split(), sentence[gap.span[1] :]
    if gap.acts:
        aside = _ASIDE.match(after)
        return after[aside.end() if aside else 0 :].split()[: random.randint(5, 12)]
    taken = before[-random.randint(4, 10) :]
    return [*taken, *after.split()[: random.randint(0, max(0, 10 - len(taken)))]]


def _dropped(words: list[str], random: Random) -> list[str]:
    """The words bare of points, some of them left out, as those who ask remember some of a story."""
    rate = random.choice((0, 0, 0.15, 0.3, 0.45))
    bare = [word for given in words if (word := given.strip(_EDGES))]
    return [
        word
        for word in bare
        if word[0].isupper() or random.random() > rate * (1.3 if word.lower() in STOP_WORDS else 0.8)
    ]
