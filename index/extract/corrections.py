"""Corrections, clarifications and editor's notes: what a story says of itself after the fact."""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"[\W_]{0,6}(?:"
    r"(?:corrections?|clarifications?|correction and clarification|editor['’]?s['’]? notes?|corrigendum)\s{0,2}(?:[:.|—–-]|\(|of\b|\d)"
    r"|(?:[a-z]{2,12}: )?(?:an?|the) (?:earlier|previous|prior|original|initial) (?:version|headline) (?:of|on|to) (?:this|the|our) (?:story|article|column|post|report|graphic|headline|video|piece|chart|map|photo|caption|newsletter|page)\b"
    r"|(?:(?:this|the) (?:article|story|post|piece|report|headline|column|page|video|graphic|caption)(?: and (?:its )?headline)? (?:was|has been|have been|is being) (?:since )?(?:amended|corrected|updated|revised|clarified|changed|edited))"
    r"|this is an? (?:updated|corrected|revised) version"
    r"|(?:because of|due to) an? (?:editing|reporting|production|transcription) error"
    r"|corrects (?:the )?(?:\w+ ){1,4}(?:in|to|of)\b"
    r"|(?:korrektur|berichtigung|rectificatif|fe de errores|rettifica|correctie|rättelse|rettelse|korrigering|oikaisu|sprostowanie|oprava|errata|erratum)(?:\s[^:\n]{1,30})?\s?:"
    r"|in einer (?:früheren|vorherigen) (?:version|fassung)|une (?:première |précédente )version|une version (?:précédente|antérieure) de cet article"
    r"|una versión anterior de (?:este|esta)|una versione precedente di questo|in een eerdere versie van"
    r"|update,? (?:at )?(?:\d|[a-z]{3,9}\.? \d)[^\n]{0,30}: [a-z]"
    r")",
    re.IGNORECASE,
)


def is_correction(line: str) -> bool:
    """True for a paragraph that corrects, clarifies or notes something about the story that it stands in."""
    return _OPENING.match(line) is not None
