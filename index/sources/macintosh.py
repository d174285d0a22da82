"""Text of old Macs: known by the signs that it has where other encodings would have capitals within words."""

from __future__ import annotations

ENCODING = "mac_roman"
_SIGNS = frozenset("“”‘’–—…•·°£©®™«»¡¿€§†\xa0")
_LETTERS = frozenset("áàâäãåçéèêëíìîïñóòôöõúùûüÿæøœßÁÀÂÄÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜŸÆØŒªº")
_LONGEST = 2**16
_LEAST_USUAL = 0.98
_LEAST_ODD = 0.4


def is_macintosh(data: bytes) -> bool:
    """True if nearly all letters and signs of a text are usual ones as an old Mac has them, and most would be odd on Windows."""
    data = data[:_LONGEST]
    ours, theirs = data.decode(ENCODING), data.decode("cp1252", "replace")
    places = [at for at, byte in enumerate(data) if byte > 0x7F]
    usual = sum(ours[at] in _SIGNS or ours[at] in _LETTERS for at in places)
    if not places or usual < _LEAST_USUAL * len(places):
        return False
    return sum(_is_odd(theirs, at) for at in places) >= _LEAST_ODD * len(places)


def _is_odd(text: str, at: int) -> bool:
    """True for a capital after a small letter or by itself, and for a sign within a word."""
    letter, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if letter.isupper():
        return before.islower() or not (before.isalnum() or after.isalnum())
    return letter != "’" and before.isalpha() and after.isalpha() and not letter.isalpha() and letter not in "–—-·"
