"""Names in fields that are for authors, which are believed more than a line of a page: agencies, one word, any script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index.extract.bylines import names
from index.extract.outlets import is_agency, known_name
from index.unicode import squeezed

_BETWEEN = re.compile(r"\s{0,9}[,;&|、，]\s{0,9}|\sand\s")
_AND = {
    **dict.fromkeys(("da", "nb", "no", "nn", "kl", "is"), "og"),
    **dict.fromkeys(("it", "pt"), "e"),
    **{"sv": "och", "de": "und", "fr": "et", "es": "y", "nl": "en", "pl": "i", "tr": "ve", "fi": "ja", "lt": "ir", "id": "dan"},
}  # fmt: skip
"""The word between two names, by language."""
_BEFORE = re.compile(
    r"^(?:[A-Z]\w{1,20}\s)?(?i:by|von|vom|auteur|aut(?:h)?or(?:in|e|a)?|por|par|di|av|af|door|text|oleh|texto)\s{0,9}:?\s{1,9}(?=[^\W\d_a-z])"
)
_ASIDE = re.compile(r"\s{0,9}[(\[][^()\[\]]{0,60}[)\]]")
_ROLE = re.compile(r"(?:editor|reporter|correspondent|writer|producer|columnist|redakteur(?:in)?|journalist|contributor|professor|profesorius)s?$", re.IGNORECASE)  # fmt: skip
_MOST_WORDS = 5


def persons(given: Iterable[str], site: Iterable[str] = (), language: str = "") -> tuple[str, ...]:
    """Who these fields name, each once. ``site``: names that the site itself goes by, which is no author."""
    own = {key for name in site if (key := squeezed(name))}
    found = {squeezed(name): name for line in given for name in _split(line, language) if _is_author(name, own)}
    short = {key: name for key, name in found.items() if len(name.split()) <= _MOST_WORDS}
    return tuple((short or found).values())


def bare(line: str) -> str:
    """A line without "By" before its names and what stands in brackets."""
    return _BEFORE.sub("", _ASIDE.sub("", line).strip())


def _split(line: str, language: str) -> Iterator[str]:
    pieces = [piece.strip() for piece in _BETWEEN.split(bare(line))]
    word = _AND.get(language)
    for number, piece in enumerate(pieces):
        parts = re.split(rf"\s{word}\s", piece) if word else [piece]
        for part in parts if all(len(part.split()) >= 2 for part in parts) else [piece]:
            if found := names(part):
                yield from found
            elif part and (is_agency(known_name(part)) or not (number and (part[0].islower() or _ROLE.search(part)))):
                yield part.title() if part.isupper() and " " in part else part


def _is_author(name: str, own: set[str]) -> bool:
    key = squeezed(name)
    if not any(map(str.isalpha, key)) or any(mark in name for mark in ("://", "@", "www.")):
        return False
    return not any(
        key == outlet or (len(outlet) >= 3 and len(key) >= 3 and (key.startswith(outlet) or outlet.startswith(key)))
        for outlet in own
    )
