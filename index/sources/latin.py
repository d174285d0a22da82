"""Which of the Windows encodings of Latin letters a text is in: the one in which its letters are those of one language."""

from __future__ import annotations

import itertools

_LETTERS = {
    "cp1252": (
        "äöüß", "éèêëàâîïôûùçœæ", "áéíóúñü", "áâãàçéêíóôõúü", "àèéìîòù", "éëïóöüè", "åäöé", "æøåéòô", "åäöšž", "áðéíóúýþæö", "àèéíïòóúüç",
    ),
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž", "čšž"),
    "cp1254": ("çğıiöşüâî",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūžõ", "äõöüšž"),
}  # fmt: skip
"""The letters beyond a to z of languages, by the encoding that has them all."""
_LONGEST = 2**16
LATIN = frozenset((*_LETTERS, "cp1258", "iso8859_2"))
"""Encodings that are told apart here, and those that are taken for them."""


def likeliest_latin(data: bytes) -> str | None:
    """The name of the encoding; the western one where others fit no better. None where there is no letter to tell by."""
    best, most = None, 0.0
    for encoding, languages in _LETTERS.items():
        text = data[:_LONGEST].decode(encoding, "replace")
        letters = [letter for letter in text.lower() if letter > "\x7f" and (letter.isalpha() or letter == "\ufffd")]
        if not letters:
            return None
        fit = max(sum(letter in language for letter in letters) for language in languages) / len(letters)
        # Capitals within words are what a wrong encoding makes of small letters.
        odd = sum(one.islower() and other.isupper() and other > "\x7f" for one, other in itertools.pairwise(text))
        fit -= odd / len(letters)
        if best is None or fit > most + 0.02:
            best, most = encoding, fit
    return best
