"""Claims in the language of the question. The model that translates sees the claims and no article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answer.answers import Claim
from bot.answer.proof.injection import plain

_ENGLISH = re.compile(
    r"\b(?:the|who|what|when|where|why|how|which|whose|did|does|is|are|were|has|have|of|and|to|his|her|their|this|that)\b",
    re.IGNORECASE,
)
_LINE = re.compile(r"^[ \t]{0,9}(\d{1,4})[.)][ \t]{0,9}(\S.*)$", re.MULTILINE)
_LONGEST = 3
"""Times as long as its claim that a translation may be."""


def needs_translation(question: str, language: str, quotes: Sequence[str]) -> bool:
    """True if the question is in another language than the quotes: by the model's word for it, which is not taken for English.

    A hostile article can make a model name a wrong language; it cannot turn an English question into a foreign one.
    """
    if not re.fullmatch(r"[a-z]{2,3}", language) or language == "en" or _ENGLISH.search(question):
        return False
    return any(_ENGLISH.search(quote) for quote in quotes)


def translated(claims: tuple[Claim, ...], reply: str) -> tuple[Claim, ...]:
    """``claims`` in the words of the numbered lines of ``reply``, or as they were where a line does not fit its claim."""
    lines = {int(number): plain(text) for number, text in _LINE.findall(reply)}
    if set(lines) != set(range(1, len(claims) + 1)):
        return claims
    fitting = all(_fits(lines[number], claim.text) for number, claim in enumerate(claims, start=1))
    return tuple(replace(claim, text=lines[n]) for n, claim in enumerate(claims, start=1)) if fitting else claims


def _fits(text: str, claim: str) -> bool:
    """True if the translation has the claim's digits and about its length: all that can be checked without knowing the language."""
    return bool(text) and len(text) <= _LONGEST * len(claim) and _digits(text) == _digits(claim)


def _digits(text: str) -> list[str]:
    """Numbers without the marks that group their digits, which differ from language to language."""
    return sorted(re.sub(r"\D", "", number) for number in re.findall(r"\d[\d.,\u00a0\u202f]*", text))
