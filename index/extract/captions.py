"""Captions and credits of pictures: what stands beside the story, not in it."""

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST = 420
_TAIL = 110
_REMEMBERED = 1024
"""Lines whose verdict is kept: every line of a page is looked at several times."""
_MAKERS = (
    r"Getty(?: Images)?|AP(?: Photo)?|AFP|Reuters|REUTERS|EPA(?:-EFE)?|EFE|PA(?: Wire| Images| Media)?|dpa|AAP(?: Image)?|ANSA|PTI|ANI|Xinhua|Anadolu(?: Agency)?|"
    r"Bloomberg|Shutterstock|Alamy(?: Live News)?|iStock(?:photo)?|NurPhoto|Zuma(?: Press)?|ZUMA(?: Press)?(?: Wire)?|Sipa(?: USA)?|SIPA|Corbis|Rex|Unsplash|Adobe Stock|picture alliance|Imago|IMAGO|USA TODAY(?: Sports| Network)?|"
    r"Pool|Handout|Supplied|Courtesy|Associated Press|Canadian Press|Kyodo(?: News)?|Yonhap|WireImage|FilmMagic|LightRocket|SOPA(?: Images)?"
)
_OPENING = re.compile(
    r"(?:Enlarge\s?/\s|\[?(?:Photo|PHOTO) (?:Caption|CAPTION|caption)\]?:\s?\S|(?:Caption|CAPTION|Photo caption|Bildunterschrift|Bildtext|Pie de foto|Légende|Legenda|Didascalia|Onderschrift|Kuvateksti|Подпись к фото):\s?\S|FILE(?: PHOTO)?\s?(?:[-–—:]|\()|File photo\b|\[\d{1,3}/\d{1,3}\]|\d{1,2} of \d{1,2}\s[|:]\s|\(?(?:Photo|Photos|Photograph|Image|Images|Pic|Picture|Picture by|Photo by|Photos by|Illustration|Illustration by|Graphic|Credit|Foto|Bild|Fotos|Фото|Kuvat?|Fotó|Φωτο(?:γραφία)?|Fotoğraf|Zdjęcie|Bilde|Bildrechte|Bildquelle|Crédits?(?: photos?)?|写真|사진)(?: credit| illustration| courtesy| by)?\s?(?::|\.{3}|by\s|courtesy of)\s?\S)",
)
_BRACKETED = re.compile(
    rf"[(\[](?:[^()\[\]]{{0,70}}\b(?:Photos?|PHOTOS?|File|FILE|Pool|via|Image|Photograph)\b[^()\[\]]{{0,60}}|(?:[^()\[\]]{{0,60}}[/:|,]\s?)?(?:{_MAKERS})(?:[/,:]\s?[^()\[\]]{{0,40}})?|[A-Z][\w.'’ -]{{2,40}}(?:/|\s(?:for|via)\s)[\w][\w.'’ -]{{1,40}})[)\]]\.?$"
)
_SLASHED = re.compile(
    rf"(?:[A-Z][\w.'’-]{{1,20}}\s){{1,4}}?[^\W_][\w.'’-]{{0,20}}/{{1,2}}(?:[\w][\w .&'’-]{{1,30}}/){{0,3}}(?:[A-Z][\w.&'’ -]{{1,30}})$|(?:\b|/)(?:{_MAKERS})/[A-Z][\w ./&'’-]{{1,50}}$|[/ ](?:via )?Getty Images(?: \w[\w ]{{2,20}})?$"
)
_LABELLED = re.compile(
    r"(?:Фото|Kuvat?|Fotó|Φωτο(?:γραφία)?|Fotoğraf|Zdjęcie|Zdj\.|[Ff]ot\.|Bilde|Bildrechte|Crédits?(?: photos?)?):?\s\S[^.!?]{2,80}$|(?:Photograph|(?:Photos?|PHOTOS?)(?: credits?| CREDITS?)?|Pic|PIC|Image|IMAGE|Credit|Image credit|Picture|PICTURE|Illustration|Foto|FOTO):\s?\S(?:[^.!?]|(?<=\b[A-Z])\.){2,80}\.?$|\s©\s?[A-Z][^©.!?]{1,40}$|[.!]\s/\s(?:[A-Z]\.\s?){1,2}[A-Z][\w'’-]{1,25}$|[.!]\s(?:[A-Z][\w'’-]{1,20}\s){2,3}/\s(?:The\s)?[A-Z][\w.&’' -]{1,30}$|[.!]\s[-–—]\sD\.?R\.?$|\bREUTERS/[A-Z]|\((?:pictured|left|right|centre|center)[^()]{0,30}\)$"
)
_SIGNED = re.compile(
    r"[.!?”\"’)]\s?Credits?\s?(?:\.{3}|…)\s?\S[^.!?]{2,80}$"
    r"|\s[-–—]{1,2}\s?(?:(?:[A-Z]{2,12}\s){0,2}PHOTOS?\b[^.!?]{0,80}|(?<=[.!?]\s—)[A-Z][A-Z.'’-]{1,20}(?:\s[A-Z][A-Z.'’-]{1,20}){1,2})$"
    r"|[.!?][\"”’]?\s(?:Photo(?:graph)?|Image|Picture|Illustration)s? (?:by|courtesy(?: of)?|provided by)\s[^.!?]{2,60}\.?$"
    r"|[.!?][\"”’]?\s\((?!WHO|WAM|KUNA|KCNA|WSJ)[KW][A-Z]{2,3}(?:[- ](?:TV|News|\d{1,2}))?(?: photo)?\)$"
    r"|[a-z][.!?]\([A-Z][\w.&'’-]{1,20}(?:[\s/][\w.&'’-]{1,20}){0,6}\)$"
    r"|[.!?]\s(?:Retrieved from\s[^.!?]{2,60}\son\s\w{3,9}\s\d{1,2}, \d{4}|Permission granted by\s[^.!?]{2,60})\.?$"
)
"""The credit behind a caption that says whose, or where it was found, in words or in capitals ("... on Monday. —PHOTO BY ADA OBI"); and the
call letters of an American station in brackets ("... on Monday. (KXYZ)"), which sign no story.
"""
_MAY_BE_SIGNED = ("Credit", "PHOTO", "—", "granted", " by ", "courtesy")
_FOR = re.compile(
    r"(?:[A-Z][\w.'’-]{1,20}\s){2,3}(?:/\s?(?:[A-Z][\w.'’-]{1,20}\s?){1,5}|for\s(?:[A-Z]{2,5}|The\s(?:[A-Z][\w.'’-]{1,20}\s?){1,4}|"
    r"(?:[A-Z][\w.'’-]{1,20}\s){1,3}(?:News|Times|Post|Today|TODAY|Magazine|Tribune|Herald|Guardian|Journal)))"
)
_STAFF = re.compile(
    r"[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{1,20}){1,2},?\s(?:[A-Z][\w&'’-]{1,20}\s){0,4}(?:staff photo(?:grapher)?|file photo|courtesy photo|contributed photo|photographer)"
    r"|[A-Z.'’-]{2,20}(?:\s[A-Z.'’-]{2,20}){1,2},?\s(?:[A-Z][\w&'’-]{1,20}\s){1,4}[Ss]taff",
)
"""A photographer and whose they are ("ANN DOE, Courier staff")."""


_OWNED = re.compile(r"©\s?[^\W\d_][^\d.!?©]{2,50}")
"""A picture's owner, without the year that a page's notice has."""


_GALLERY = re.compile(
    r"\S\s(?:hide|show|toggle|view|open) caption(?:\s\d{1,4}\s?(?:of|/)\s?\d{1,4})?\.?$", re.IGNORECASE
)
"""The button below a picture, which a text of the page has after each caption: of a whole gallery it may be one line."""


def is_caption(line: str) -> bool:
    """True for the caption of a picture with its credit or button, for a credit alone, and for a gallery's captions in a row."""
    return (len(line) <= _LONGEST and _is_caption(line)) or _GALLERY.search(line[-_TAIL:]) is not None


@lru_cache(maxsize=_REMEMBERED)
def _is_caption(line: str) -> bool:
    tail = line[-_TAIL:]
    has_slash = "/" in tail
    return bool(
        _OPENING.match(line)
        or (tail.rstrip(".")[-1:] in ")]" and _BRACKETED.search(tail))
        or ((has_slash or "Getty" in tail) and tail[-1:] != "." and _SLASHED.search(tail))
        or (
            ("D.R" in tail or ":" in tail or "©" in tail or has_slash or "..." in tail or tail[-1:] == ")")
            and _LABELLED.search(tail)
        )
        or (
            (tail[-1:].isdigit() or tail[-1:] == ")" or any(mark in tail for mark in _MAY_BE_SIGNED))
            and _SIGNED.search(tail)
        )
        or is_credit(line)
    )


def is_credit(line: str) -> bool:
    """True for a line that only says whose a picture is."""
    if len(line) > 90:
        return False
    bare = line.strip(" ()[]")
    return bool(
        _OWNED.fullmatch(bare)
        or re.fullmatch(rf"(?:[\w.'’ -]{{2,40}}[/|,]\s?)?(?:{_MAKERS})(?:/[\w .'’-]{{2,40}})?", bare)
        or re.fullmatch(rf"(?:[\w.'’ -]{{2,40}}\|\s?){{1,3}}(?:{_MAKERS})", bare)
        or _FOR.fullmatch(bare)
        or _STAFF.fullmatch(bare)
        or (_OPENING.match(line) and not re.search(r"[.!?]\s", line))
        or (line.startswith("(") and _BRACKETED.fullmatch(line))
    )
