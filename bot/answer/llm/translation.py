"""Claims in the language of the question. The model that translates sees the claims and no article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from bot.answer.answers import Claim
from bot.answer.proof.injection import plain

_ENGLISH = re.compile(
    r"\b(?:the|who|what|when|where|why|how|which|whose|did|does|is|are|were|has|have|of|and|to|his|her|their|this|that)\b",
    re.IGNORECASE,
)
_LINE = re.compile(r"^[ \t]{0,9}(\d{1,4})[.)][ \t]{0,9}(\S.*)$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")
_PERSON = re.compile(r"\b[A-Z][a-z]+ (?:[A-Z]\. )?([A-Z][a-z]{2,})\b")
"""A first and a last name."""
_PLACE = re.compile(
    r"^(?:States|House|Kingdom|Nations|Union|Court|Party|Bank|Street|Sea|Ocean|Island|Islands|City|University|Ministry|Department|Council|"
    r"Minister|President|Committee|Agency|Organization|War|Day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|Korea|Africa|America|Zealand|Arabia|Church|Army|Force|Guard|Senate|Parliament|Congress|Office|Service|League)$"
)
"""Last words of what else is written like a person and has its own name in other languages."""
_ALIKE = 70
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
    """True if the translation has the claim's digits, people and about its length: all that can be checked without its language."""
    return bool(text) and len(text) <= _LONGEST * len(claim) and _digits(text) == _digits(claim) and _named(text, claim)


def _named(text: str, claim: str) -> bool:
    """True if the last name of everybody whom the claim names in full stands in the translation, however it is inflected there.

    Scripts of other letters spell names anew, and so do languages the names of places and offices.
    """
    if sum(character < "\u0250" for character in text) * 2 < len(text):
        return True
    words = _WORD.findall(text)
    return all(
        any(fuzz.partial_ratio(name.casefold(), word.casefold()) >= _ALIKE for word in words if len(word) >= 3)
        for name in _PERSON.findall(claim)
        if not _PLACE.search(name)
    )


def _digits(text: str) -> list[str]:
    """Numbers without the marks that group their digits, which differ from language to language."""
    return sorted(re.sub(r"\D", "", number) for number in re.findall(r"\d[\d.,\u00a0\u202f]*", text))
