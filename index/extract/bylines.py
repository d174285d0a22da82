"""Bylines: who wrote a story and whose it is, however a line says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.extract.byline_houses import DOMAIN, agency_behind, may_be_house, named, without_houses, without_paper
from index.extract.byline_marks import MARK, after_mark
from index.extract.byline_roles import ANY_ROLE, ROLES, ends_in_role, is_desk, is_person_with_role
from index.extract.byline_words import announced, has_role_word, is_of_another
from index.extract.menu_words import is_menus
from index.extract.name_shapes import AND, GENERATION, looks_like_names
from index.extract.outlets import OUTLET_NAME, is_agency, is_paper, known_name
from index.extract.person_names import usual_name

_REMEMBERED = 1024
"""Lines whose bylines are kept: those of a header are read several times."""
_LONGEST = 240
_A_PARAGRAPH, _ENDS = 100, '.”"?!'
"""Characters from which a line is a paragraph, where a sentence ends it."""
_WITH = re.compile(
    r"\s\(?(?:mit|avec|con|com|met|med|with)\s(?:l[’']|the\s|la\s|der\s)?(?P<with>(?:dpa|epd)\b|[^\W\d_a-z][^()]{1,60})\)?$"
)
"""An agency that had a part in a story."""
_TELLS_FROM = re.compile(
    r"(?:Aus\s[^\W\d_][\w .-]{1,40}\s)?(?:berichte[nt]|berichtet)\s(?P<names>[^\n]{4,100})$|(?P<first>[^\n]{4,80})\s(?:reports?|reporting|berichte[nt]|rapporte)\s(?:from|in|aus|depuis)\s[^\W\d_a-z][\w ,.-]{1,50}$"
    r"|(?i:from)\s(?P<sender>[^\n]{4,80})\s(?i:in)\s[^\W\d_a-z][\w ,.-]{1,50}$"
)
"""Who reports from where."""
_SIGNED = re.compile(
    r"(?P<last>[\uac00-\ud7a3]{2,4})\s?(?:선임|전문|인턴|수습)?\s?(?:기자|특파원|논설위원|앵커)(?:\s\S{1,40}@\S{1,40})?$|(?:作者|記者|记者|文|撰文|撰稿)\s?[：:/／ ]\s?(?P<first>[\u4e00-\u9fff·]{2,8})$"
)
"""Names where one has no space in it, with what the person is."""
_BUTTON = re.compile(
    r"\s(?:Follow|Published|Posted|Updated|Tips meg|Folgen|Seguir|Suivre|Segui|Följ|Abone ol|Email|Bio)$", re.IGNORECASE
)
"""What is glued to a name behind a space."""
_PICTURES = re.compile(
    r"[\s,;|/]{1,3}(?:och |and |und )?(?:foto|fotos|photos?|photography|bild|bilder|kuva|kuvat|fotó|фото)\s?(?:by\s|:\s?)\S[^\n]{1,80}$",
    re.IGNORECASE,
)
_TELLING = frozenset("berichtet berichten bericht report reports reporting rapporte from".split())
_HELPING = frozenset("mit avec con com met med with".split())
_PICTURED = ("foto", "photo", "bild", "kuva", "fotó", "фото")
"""Of which a line has one to which these patterns fit."""
_ITS_LABEL = re.compile(r"^[^\W\d_]{3,12}\s?:\s?")
"""What tells a further part of a byline ("Source: dpa")."""
_SYMBOLS = re.compile(r"[^\w\s!-~\u00a1-\u00bf\u2010-\u203f\u3000-\uffee]|\ufe0f")
"""Pictures and signs beside a name."""
_BRACKETED = re.compile(r"\s\(((?:[^()]|\([^()]{1,40}\)){2,80})\)$")
_SLASHED_ROLE = re.compile(r"(?<=[a-z])/(?=[A-Z])")
_PLACE = re.compile(r"\s(?:in|for|at|near|from|with)\s.{1,80}$", re.IGNORECASE)
_NAMED_PLACE = re.compile(r"\s(?:in|for|at|near|from|with)\s(?:[^\Wa-z_][\w.’'-]{0,30},?\s?){1,4}$")
_MAIL = re.compile(r"[(<]?\S{1,64}@\S{0,64}[)>]?")
_LINK_NUMBER = re.compile(r"\[\d{1,3}\]")
"""The number that text browsers give a link."""
_BREAK = re.compile(r"\s{0,3}[|·•]\s{0,3}|\s{1,3}[/–—-]\s{1,3}")
_SHIFT = re.compile(
    r"\s?\((?:now|earlier|and earlier|until now|later|[A-Za-z .,]{0,30}\b(?:earlier|now))\)", re.IGNORECASE
)
"""When each author of a live blog wrote."""
_PART_OF_WORK = re.compile(
    r"\s\((?:texts?|texto|textos|texte|testo|words|photos?|fotos?|fotografi[ae]|bild(?:er)?|foto's|pictures|images?|imágenes|kuvat?|illustrations?|vídeo|video|graphics?|grafik(?:en)?|infografía|data)\)",
    re.IGNORECASE,
)
"""What each author of a piece made of it."""
_GLUED_MARK = re.compile(r"^([Bb]y|Von|Par|Por)(?=[A-Z][a-z]{1,20} [A-Z])")
_GLUED_AND = re.compile(r"(?<=[^\W\d_A-Z]{2})(and|und)(?=[^\W\d_a-z][^\W\d_A-Z]{1,20} [^\W\d_a-z])")
_SLASHED = re.compile(r"(?<=[^\s/]{2})/(?=[^\W\d_a-z])")
"""What parts names and houses behind a mark ("Door: NU.nl/Ada Obi/ANP")."""
_GLUED = re.compile(
    r"^((?:[^\W\d_a-z][\w'’-]{1,20} ){1,3}(?:[^\W\d_a-z][a-zà-ÿ]{1,20}-)?[^\W\d_a-z][a-zà-ÿ]{3,20})(?:Twitter|Facebook|X|Follow|The [A-Z][\w ]{3,30}|"
    rf"(?:[A-Z][A-Za-z'’]{{1,14}} ){{0,3}}(?i:{ANY_ROLE})|(?:News|Travel|Sports?|Business|Politics|Lifestyle|Money|Showbiz|Features))$"
)
"""A name, and what its author is or writes for, glued to it."""
_HANDLE = re.compile(r"(?<=[^\W\d_])(?:(?:\s?@\w{2,30}|\s?\d{1,3})$|\s@\w{2,30}(?=\s))")
"""A name in a network, glued to the name, or the number of a note, or of comments."""
_HOUSE = re.compile(r"[A-Z]{3,8}(?:\s[A-Z][a-z]{1,20}){2}$")
"""A house and its desk ("VERA Middle East"), behind a name."""
_PAPER_NAME = re.compile(OUTLET_NAME)
_DATELINE = re.compile(r"[^\W\d_a-z]{3,20}(?: [^\W\d_a-z]{2,20}){0,2}, [^\W\d_a-z][\w .]{1,30}:")
_A_DESK = 2
_AND_THE = re.compile(r",? and (?:an?|the) (?=[a-z])")
"""What goes on about a person, as captions do."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Who a line names as having written a story. ``is_marked``: it says so ("By ..."), and does not only look like it."""

    persons: tuple[str, ...] = ()
    agency: str = ""
    outlet: str = ""
    is_marked: bool = False


@lru_cache(maxsize=_REMEMBERED)
def read_byline(line: str) -> Byline | None:
    """The byline that a line is, and nothing else; None if it is something else."""
    if (
        line.strip().count("\t") > 1 or line.endswith("---") or _DATELINE.fullmatch(line)
    ):  # a table's row, a mail's head
        return None
    if len(line) > _A_PARAGRAPH and line[-1] in _ENDS and not MARK.match(line):
        return None
    line = " ".join(_SHIFT.sub("", _LINK_NUMBER.sub("", line)).split())
    line = (line if line.isascii() else _SYMBOLS.sub("", line)).lstrip("/|·•–—- ").rstrip("*:")
    line = _GLUED_AND.sub(r" \1 ", _GLUED_MARK.sub(r"\1 ", line))
    line = _GLUED.sub(r"\1", _PART_OF_WORK.sub("", _HANDLE.sub("", line)))
    if not line or len(line) > _LONGEST:
        return None
    if not line.isascii() and (signed := _SIGNED.match(line)):
        return Byline((signed["last"] or signed["first"],), is_marked=True)
    words = set(line.casefold().split())
    if words & _TELLING:
        told = _TELLS_FROM.match(line)
        found = _persons(told["names"] or told["first"] or told["sender"], is_marked=False) if told else None
        if found and found.persons:
            return Byline(found.persons, is_marked=True)
    match = _BRACKETED.search(line) if line.endswith(")") else None
    if match and is_agency(known_name(match[1])):
        line = f"{line[: match.start()]} / {match[1]}"
    elif match and (is_paper(match[1]) or has_role_word(match[1]) or after_mark(line)):
        line = line[: match.start()]
    helped = _WITH.search(line) if words & _HELPING or "(" in line else None
    line = line[: helped.start()] if helped else line
    pictures = _PICTURES.search(line) if any(word.startswith(_PICTURED) for word in words) else None
    if pictures and line[pictures.start() - 1] == "." and not MARK.match(line):  # a caption's sentence
        return None
    is_behind_name = pictures is not None and " " in line[: pictures.start()]  # and not "Text och foto: Ada Marr"
    line = _BUTTON.sub("", line[: pictures.start()] if pictures and is_behind_name else line)
    if "/" in line and MARK.match(line):
        line = _SLASHED.sub(" / ", line)
    if ends_in_role(line):
        line = _SLASHED_ROLE.sub(" / ", line)
    for bar in (" | ", " / "):
        before, _, after = line.partition(bar)
        if after_mark(after) and len(before.split()) <= 4:  # the station's name first
            line = after
    mark = after_mark(line)
    told_otherwise = None if mark else announced(line)
    if not mark and is_of_another(line):
        return None
    is_marked = mark > 0 or bool(told_otherwise and told_otherwise.is_sure)
    bare = line[told_otherwise.start if told_otherwise else mark :]
    persons: list[str] = []
    agency = outlet = ""
    understood = False
    parts = [part.strip(" ,") for part in _BREAK.split(_MAIL.sub("", bare))]
    for number, part in enumerate(parts):
        if not part:
            continue
        part = _ITS_LABEL.sub("", part) if number else part
        if name := named(part):
            agency, outlet = agency or (name if is_agency(name) else ""), outlet or name
        elif not (number or is_marked) and _is_house(part) and any(map(_is_person, parts[1:2])):
            outlet = part  # its author is named behind it
        elif not persons and number and (other := announced(part)) and other.is_sure:
            own = _persons(part[other.start :], is_marked=True)
            persons, is_marked = [*(own.persons if own else ())], True
        elif (not persons or (" / " in bare and _is_person(part))) and (
            found := _persons(part, is_marked=is_marked)
        ) is not None:
            persons += found.persons
            agency, outlet = agency or found.agency, outlet or found.outlet
        elif not (persons and number) or not (is_desk(part) or ends_in_role(part) or may_be_house(part)):
            return None
        understood = True
    if helped and is_agency(name := named(helped["with"])):
        agency = agency or name
    if told_otherwise and not persons and not agency:
        return None
    return Byline(tuple(persons), agency, outlet, is_marked) if understood or mark else None


def _is_person(part: str) -> bool:
    """True for a part of a byline that is one more person's name, and no house's or desk's."""
    return looks_like_names(part) and not (is_paper(part) or has_role_word(part) or is_desk(part) or named(part))


def _is_house(part: str) -> bool:
    """True for a part of a byline that is a paper's name, and no person's or headline's."""
    return _PAPER_NAME.fullmatch(part) is not None and is_paper(part) and not is_menus(part)


def names(text: str) -> tuple[str, ...]:
    """The persons of a byline, written in the usual case: "AAMER MADHANI and JOE DOE" -> two names. Mail addresses are none."""
    text = " ".join(_MAIL.sub("", text).split())
    found = _persons(text[after_mark(text) :], is_marked=True)
    return found.persons if found else ()


def _persons(text: str, *, is_marked: bool) -> Byline | None:
    """The names of a part of a byline, roles and places taken off; None where something in it is no name."""
    if not is_marked and _AND_THE.search(text):
        return None
    text = without_houses(GENERATION.sub(lambda match: " " + match[0].strip(" ,"), text))
    kept: list[str] = []
    agency = outlet = ""
    for part in (part.strip() for part in AND.split(text)):
        if not part:
            continue
        part, behind = agency_behind(without_paper(part))
        agency, outlet = agency or behind, outlet or behind
        bare = (_PLACE if is_marked else _NAMED_PLACE).sub("", part)
        if name := named(part) or named(bare):
            agency, outlet = agency or (name if is_agency(name) else ""), outlet or name
        elif (is_marked and bare.split(" ")[0].casefold() in ROLES and len(bare.split()) <= _A_DESK) or (
            is_desk(bare) and not is_person_with_role(bare)
        ):
            continue
        elif kept and re.match(r"(?:an?|[Tt]he|who|one)\s", bare):
            break  # what the person is
        elif kept and (_HOUSE.match(bare) or is_paper(bare) or has_role_word(bare)):
            break
        elif (kept or is_marked) and DOMAIN.fullmatch(bare):
            outlet = outlet or bare
        elif (person := usual_name(bare, is_marked=is_marked)) or person == "":
            kept += [person] if person and (" " in person or not kept) else []
        elif kept or agency:
            if not ends_in_role(bare) and not is_marked:
                return None
        else:
            return None
    return Byline(tuple(kept), agency, outlet)
