"""Who signs below a story: the agency behind its last sentence or in a line of its own, and the author who is named there only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.extract.byline_marks import MARK
from index.extract.bylines import read_byline
from index.extract.captions import is_caption
from index.extract.name_shapes import looks_like_names
from index.extract.outlet_names import outlet_names
from index.extract.outlets import is_agency, known_name, signing_name

_SIGNED = re.compile(
    r"[.!?][\"”’»]?\s{1,3}(?:[–—-]{1,2}\s?(?P<dashed>[^\W\d_][\w ]{1,25})|[(/](?P<bracketed>[^\W\d_][\w ]{1,25})[)/])\.?$"
)
_FEWEST_WORDS = 8
"""Words of a paragraph, which a button or a credit has not."""
_CREDIT = 70
_TOKEN = re.compile(r"[^\W\d_][\w-]{1,20}(?: [^\W\d_][\w-]{2,20}){0,2}")
_BETWEEN = re.compile(
    r"[/,|;:()+&]|\s[–—-]\s|\b(?:with|from|and|by|mit|von|und|avec|con|com|y|e|et|och|og|z|i|the|la|l|der|des|material)\b['’]?",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"^(?:the )?([^\W\d_][\w ]{1,28}?)(?:['’]s)? (?:contributed|helped|has contributed)\b"
    r"|(?:from|by|with|via|of|mit|von|avec|con|com|met|med|z) (?:the |l['’]|la |der )?([^\W\d_][\w-]{1,20}(?: [^\W\d_][\w-]{1,20}){0,2})(?: (?:was|were|is|has|contributed)\b.{0,60})?\.?$",
    re.IGNORECASE,
)
_A_MARK = 40
_BETWEEN_MARKS = re.compile(r"[/,;&|]|\s[–—-]\s")
_LABEL = re.compile(r"^[^\W\d_]{4,10}\s?:\s?")
_INITIALS = re.compile(r"[^\W\d_]{1,4}")
_MAIL = re.compile(r"\S{1,60}@\S{3,60}")
_MARK = re.compile(r"[(/]([A-Z]{3,6})[)/]")
_BRACKETS = re.compile(r"\(([^()]{2,30})\)")
_A_CONTRIBUTION = 120
_AN_AGENCY = 4
"""Words of an agency's name before those of its writer."""
_A_BYLINE = 80
_A_NAME = 3


def signing_agency(line: str) -> str:
    """The agency whose mark stands behind a paragraph's last sentence; else empty."""
    if len(line.split()) < _FEWEST_WORDS:
        return ""
    match = _SIGNED.search(line, max(0, len(line) - 40))
    name = signing_name(match["dashed"] or match["bracketed"]) if match else ""
    return name if is_agency(name) else ""


def agency_mark(line: str) -> str:
    """The agency that a line below a story is the mark of, perhaps with the initials of whoever wrote ("— Reuters", "(am/dpa)"); else empty."""
    if len(line) > _A_MARK:
        return ""
    parts = [part.strip() for part in _BETWEEN_MARKS.split(line.strip("—–-()/ ."))]
    look_up = signing_name if line[:1] in "(/—–" else known_name
    named = [name for part in parts if is_agency(name := look_up(part))]
    are_marks = all(is_agency(look_up(part)) or _INITIALS.fullmatch(part) for part in parts)
    return named[0] if named and are_marks else ""


def signing_site(line: str) -> str:
    """The outlet whose site's address stands among the marks that a line below a story is ("ab / PAP / quay.pl", "Quelle: quay.de, dpa")."""
    if len(line) > _A_MARK or "." not in line:
        return ""
    parts = [part.strip() for part in _BETWEEN_MARKS.split(_LABEL.sub("", line).strip("()"))]
    sites = outlet_names().of_domains
    are_marks = all(part in sites or _INITIALS.fullmatch(part) or is_agency(known_name(part)) for part in parts)
    return next((sites[part] for part in parts if part in sites), "") if are_marks and len(parts) > 1 else ""


def credited_agency(line: str) -> str:
    """The agency that a short line below or above a story gives credit to ("With files from The Canadian Press", "red/APA")."""
    if len(line) > _CREDIT or is_caption(line) or "©" in line:
        return ""
    return _first_agency(_BETWEEN.split(line))


def spelled_out(line: str, story: str) -> str:
    """The mark in brackets that a line below a story is, where the story spells it out ("(NAN)", "the News Agency of Nigeria"); else empty."""
    match = _MARK.fullmatch(line)
    if not match:
        return ""
    whole = r"\w{1,20}\s(?:(?:of|for|the|de|do|da)\s)?".join(match[1])
    return match[1] if re.search(rf"\b{whole}\w{{1,20}}\b", story) else ""


def _first_agency(parts: Iterable[str]) -> str:
    return next((name for part in parts if is_agency(name := known_name(part.strip(" .")))), "")


def contributing_agency(line: str) -> str:
    """The agency that a line beside a story names with its help ("The Associated Press contributed to this report.")."""
    if len(line) > _A_CONTRIBUTION or is_caption(line):
        return ""
    match = _CONTRIBUTED.search(line)
    named = _first_agency(filter(None, match.groups())) if match else ""
    words = line.removeprefix("The ").split()[:_AN_AGENCY] if not named and " contributed to this " in line else []
    return named or _first_agency(" ".join(words[:size]) for size in range(len(words), 0, -1))


def signed_below(said: Sequence[str], last: int) -> tuple[str, ...]:
    """The persons of a byline that stands right below a story's last line, or of a name alone whom the story does not tell of."""
    for line in said[last + 1 :]:
        if name := of_agency(line, said):
            return (name,)
        may_be = len(line) <= _A_BYLINE and (MARK.match(line) or not is_caption(line))
        byline = read_byline(line.strip("()")) if may_be else None
        if byline and byline.is_marked and byline.persons:
            return byline.persons
    for line, where in pairwise(said[last + 1 :]):
        if _MAIL.fullmatch(where) and looks_like_names(line) and line.split()[-1].casefold() in where.casefold():
            return byline.persons if (byline := read_byline(line)) else ()
    below = said[last + 1] if last + 1 < len(said) else ""
    bare = below.strip("()/–—- ")
    if (
        below[:1] in "(/–—-"
        and looks_like_names(bare)
        and len(bare.split()) <= _A_NAME
        and not any(bare in line for line in said[: last + 1])
    ):
        byline = read_byline(bare)
        return byline.persons if byline else ()
    return ()


def of_agency(line: str, said: Sequence[str]) -> str:
    """The person before a place and an agency's mark in brackets ("Ada OBI/ASABOR (Delta), (NAN)"); else empty."""
    name, _, place = line.partition("/")
    agencies = filter(is_agency, map(known_name, _BRACKETS.findall(place)))
    if len(line) > _A_BYLINE or not looks_like_names(name) or not any(agencies):
        return ""
    is_turkish = any("ı" in one for one in said)
    return " ".join(_cased(word, is_turkish=is_turkish) if word.isupper() else word for word in name.split())


def _cased(word: str, *, is_turkish: bool) -> str:
    """A word in capitals with small letters behind its first, which Turkish has two of for I."""
    rest = word[1:].replace("İ", "i").replace("I", "ı") if is_turkish else word[1:]
    return word[0] + rest.lower()
