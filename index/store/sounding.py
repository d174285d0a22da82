"""How a name sounds: what people type by ear ("ayawaska") has the sound of what the news writes ("ayahuasca"). Pure."""

from __future__ import annotations

import re

_CONSONANTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"hu(?=[aeio])", "w"),
        (r"ph", "f"),
        (r"[sc]h", "x"),
        (r"dge|dj", "j"),
        (r"g(?=[eiy])", "j"),
        (r"c(?=[eiy])", "s"),
        (r"ck|cc|qu?|c", "k"),
        (r"x(?=[lmnr])", "k"),
        (r"z", "s"),
        (r"v", "f"),
        (r"(?<=[^aeiouy])e(?=s?\Z)", ""),
        (r"(?<=[^aeiouy])h|(?<=\w)h(?![aeiouy])", ""),
    )
)
_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLED = re.compile(r"([^\W\d_])\1+")


def sound_of(word: str) -> str:
    """The sound of an English spelling, roughly: its consonants with one sign for each sound, and one for all vowels between them."""
    text = word.casefold()
    for spelled, sound in _CONSONANTS:
        text = spelled.sub(sound, text)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("a", text))
