"""Small operations on texts and questions that several sources need."""

from __future__ import annotations

import re
from random import Random

STOP_WORDS = frozenset(
    "the a an of in on at to for by with and or is are was were be been being did do does what who when where which how why whom whose that "
    "this it its their his her from as has have had many much not there he she they but if than into after before about over said says will "
    "would can could may also more most one two all any some other new first last year years".split()
)
_WORD = re.compile(r"\w+")
_STEM = 6
_LEAD_IN = re.compile(
    r"(?:\b(?:in|on|at|by|to|from|for|of|with|about|during|near) )?(?:\b(?:the|a|an) )?\Z", re.IGNORECASE
)
_LONGEST_LEAD_IN = 20
_SPACE_BEFORE_POINT = re.compile(r" ([,.;:!?%)])")
_SPACE_BEFORE_ENDING = re.compile(r" ('s|n't|'re|'ll|'ve|'d)\b")
_TREEBANK = {"-lrb-": "(", "-rrb-": ")", "-LRB-": "(", "-RRB-": ")", "`` ": '"', " ''": '"'}


def terms(text: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning."""
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in STOP_WORDS)


def _stem(word: str) -> str:
    return word[:_STEM] if len(word) > _STEM else word.rstrip("s")


def typed(question: str, random: Random) -> str:
    """The question as people type it: mostly without its mark, and in small letters."""
    question = question.strip()
    kind = random.random()
    if kind < 0.7:
        question = question.rstrip("?").strip()
    return question.lower() if kind < 0.55 else question


def without(text: str, start: int, end: int) -> str:
    """The text without ``text[start:end]`` and the preposition or article that leads to it: what no longer answers."""
    before = text[max(0, start - _LONGEST_LEAD_IN) : start]
    lead_in = _LEAD_IN.search(before)
    kept = text[: start - len(lead_in.group() if lead_in else "")] + text[end:]
    return _SPACE_BEFORE_POINT.sub(r"\1", " ".join(word for word in kept.split(" ") if word)).replace(",,", ",")


def untokenised(text: str) -> str:
    """Words that were set apart by spaces, as the Penn Treebank has them, joined as they are written."""
    for mark, written in _TREEBANK.items():
        text = text.replace(mark, written)
    text = _SPACE_BEFORE_ENDING.sub(r"\1", _SPACE_BEFORE_POINT.sub(r"\1", text).replace("( ", "("))
    return " ".join(text.replace(" - ", "-").replace("$ ", "$").split())
