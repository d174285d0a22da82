"""The wire's dateline at the beginning of a story: the place, perhaps the day and the agency, in whatever form it stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.extract.date_text import find_dates
from index.extract.date_words import date_words
from index.extract.menu_words import has_menu_word, is_menus
from index.extract.outlets import known_name, signing_name

_KNOWN = r"\((?P<known>[^\W\d_][^()\n]{1,40})\)"
"""Who signs a dateline, in brackets: a name that must be known."""
_PLACE = r"(?P<place>[^\W\d_][^\n()—–:;!?\"“”]{1,60}?)"
_BRACKETED_PLACE = r"(?P<place>[^\W\d_][^\n—–:;!?\"“”]{1,80}?)"
_A_DATE = r"[A-Z][a-z]{2,8}\.?\s{1,20}\d{1,2}"
_MONTH = r"(?:de\s)?(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|out|nov|dic|dez|fev|mai)[a-zç]{0,8}\.?"
"""A month in small letters, as Spanish and Portuguese agencies write it."""
_A_DAY = rf"(?:,\s{{1,20}}(?:{_A_DATE}|\d{{1,2}}\s{_MONTH}|\d{{1,2}}(?:st|nd|rd|th|\.)?\s{{1,20}}[A-Z](?:[a-z]{{2,8}}\.?|[A-Z]{{2}}))(?:,?\s\d{{4}})?)"
_DAY = rf"{_A_DAY}?"
_DASH = r"(?:—|–|--|‒|―|-|_(?=\s))"
_SITE = re.compile(r",\s\S{2,30}\.(?:com|net|org|id|co\.id)$", re.IGNORECASE)
"""The site's own name behind the place."""
_COLON = re.compile(
    rf"(?P<place>(?P<town>[^\W\d_a-z]{{3,20}}(?:[ -][^\W\d_a-z]{{3,20}}){{0,2}})(?:, [^\W\d_a-z][^\W\d_]{{1,20}}\.?(?: [^\W\d_a-z][^\W\d_]{{1,20}})?)?)(?:\s\({_A_DATE}\))?\s?[:.]\s{{1,3}}(?=[\"“‘]?[A-Z][a-z\s])"
)
"""A dateline as papers of Asia have it ("NEW DELHI: ", "MUKAH (Sept 1): "); labels of other kinds look the same."""
_TOWN = re.compile(
    r"(?P<place>[^\W\d_a-z][^\W\d_]{2,20}(?:[ -][^\W\d_a-z][^\W\d_]{1,20}){0,2}):\s{1,3}(?=[\"“‘]?[^\W\d_a-z])"
)
"""The same in small letters ("Selvik: The"): the story must say that something is there, and nobody may speak so."""
_LABEL = re.compile(
    r"\b(?:BREAKING|EXCLUSIVE|UPDATED?|WATCH|LISTEN|LIVE|VIDEO|PHOTOS?|GALLERY|PODCAST|OPINION|ANALYSIS|EXPLAINE[DR]|EDITORIAL|COMMENT|REVIEW|RECAP|PREVIEW|"
    r"FACT|CHECK|FEATURE|INTERVIEW|INVESTIGATION|POLL|QUIZ|NOTE|EDITOR|CORRECTION|CLARIFICATION|WARNING|ALERT|SPOILER|READ|MORE|RELATED|KEY|POINTS?|RECIPE|OBITUARY|TRANSFERS?|BUDGET|"
    r"SUMMARY|BACKGROUND|CONTEXT|NEW(?! )|NEWS|JUST|IN|BRIEF|REPORT|STORY|SOURCES?|CREDIT|TOPLINE|QUESTIONS?|ANSWERS?|FAQS?|FAST|FACTS|TIMELINE)\b"
)
"""Words of capitals before a colon that name no place."""
_PLAIN_DASH = r"(?: [–—·-] |\.[–-]\s{1,3})"
_PLAIN = re.compile(
    r"(?P<place>[^\W\d_a-z][^\W\d_]{2,20}(?: [^\W\d_a-z][^\W\d_]{1,20}){0,2})(?:, [^\W\d_a-z][^\W\d_]{2,20}(?: [^\W\d_a-z][^\W\d_]{1,20})?\.?){0,2}"
    rf"{_PLAIN_DASH}(?=[\"“‘]?[A-Z])"
)
"""A dateline without capitals ("Otaru, Hokkaido – The", "Otaru, Hokkaido.- The"); other words stand before a dash, too."""
_DASHED = re.compile(rf"{_PLAIN_DASH}\Z")
_STOPPED = re.compile(
    r"(?P<place>[^\W\d_a-z][^\W\d_]{2,20}(?:[ /-][^\W\d_a-z][^\W\d_]{1,20}){0,2})\.\s{1,3}(?=[\"“„«]?[^\W\d_a-z])"
)
"""A dateline that ends like a sentence ("Selvik. Am Freitag"): the story must say that something is there."""
_LABELLED = re.compile(r"\n[ \t]{0,9}[^\W\d_a-z]{2,20}(?:[ .-][^\W\d_a-z]{2,20}){0,2}:\s")
_SPEAKER = re.compile(r"\n[ \t]{0,9}[^\W\d_a-z][^\W\d_]{1,20}(?:[ .-][^\W\d_a-z][^\W\d_]{1,20}){0,2}:\s")
_IN_PLACES = ("in", "at", "near", "à", "en", "em", "nach", "aus", "i", "på", "w", "we", "te", "bij")
_TO_PLACES = (*_IN_PLACES, "from", "to", "of", "a", "da", "di", "de", "von")
"""Words of several languages before the names of places; the second ones stand before persons, too."""
_ENCLOSED = re.compile(r"\((?P<place>[^\W\d_a-z][^()\n\d]{2,40})\)\s{1,3}(?=[\"“«‘]?[^\W\d_a-z])")
"""A dateline in brackets ("(Selvik) The"): the story must say that something is there."""
_REGION = re.compile(
    r"(?P<place>(?P<town>[^\W\d_a-z][^\W\d_]{2,20}(?:[ -][^\W\d_a-z][^\W\d_]{1,20}){0,2}) \([^\W\d_a-z][^\W\d_]{2,20}(?: [^\W\d_a-z][^\W\d_]{1,20}){0,2}\)):\s{1,3}(?=[\"“‘]?[^\W\d_a-z])"
)
"""A town and its region ("Selvik (Norland): The"); a speaker and the party look the same."""
_UNSIGNED = (_COLON, _REGION, _TOWN, _PLAIN, _STOPPED, _ENCLOSED)
"""What may be a place and may be something else."""
_OPENING = 100
"""Characters that a dateline may take."""
_A_PHRASE, _A_PARAGRAPH = 60, 80
"""Characters up to which a line is no more than a place, or what somebody says; and from which one is a paragraph."""
_A_WEEKDAY = 4
"""Letters of a weekday's name: shorter ones are states' as well ("Mo.")."""
_AFTER_COLON = 1500
"""Characters in which a story names the place of such a dateline."""
_DATELINES = (
    # (NWA) - SELVIK, 08 NOV -
    re.compile(rf"{_KNOWN}\s?{_DASH}\s(?P<place>[^\W\d_a-z](?:[^\W\d_a-z]|[.'’ -]){{2,30}}){_DAY}\s?{_DASH}\s{{1,3}}"),
    # WILMINGTON, Del. (AP) — / BEIJING, Dec. 30 (Xinhua) --
    re.compile(rf"(?:{_PLACE}{_DAY}\s{{1,20}})?(?:\((?P<by>[A-Z]{{2,5}})\)|{_KNOWN})\.?\s{{0,20}}{_DASH}\s{{0,20}}"),
    # SELVIK, March 14 (Northwire) - / SELVIK (PUERRO), 11 Abr. (NORTHWIRE) -
    re.compile(
        rf"(?P<place>[^\W\d_a-z](?:[^\W\d_a-z]|[.'’ -]){{2,30}}(?:\([^\W\d_a-z](?:[^\W\d_a-z]|[.'’ -]){{2,30}}\)|(?:,\s[A-Z][\w.]{{1,30}}){{1,2}})?){_DAY}\s{{1,3}}\((?P<by>[A-Z][\w.]{{1,20}}(?:\s[A-Z][\w.]{{1,20}}){{0,2}})\)\s{{0,3}}{_DASH}(?:\s{{1,3}}|$)"
    ),
    # Selvik, May 9, NWA -
    re.compile(
        rf"(?P<place>[^\W\d_a-z][^\W\d_]{{2,20}}(?:[ -][^\W\d_a-z][^\W\d_]{{1,20}}){{0,2}}){_A_DAY},\s(?P<by>[A-Z]{{2,5}})\s{{1,3}}{_DASH}\s{{1,3}}"
    ),
    # Selvik, May 9: The
    re.compile(
        rf"(?P<place>[^\W\d_a-z][^\W\d_]{{2,20}}(?:[ -][^\W\d_a-z][^\W\d_]{{1,20}}){{0,2}}){_A_DAY}\s?:\s{{1,3}}(?=[\"“‘]?[^\W\d_a-z])"
    ),
    # Quay.com, Selvik - The
    re.compile(
        rf"[\w-]{{2,20}}(?:\.(?i:com|co|id|net|tv|news)){{1,2}},\s(?P<place>[^\W\d_a-z][^\W\d_]{{2,20}}(?:[ -][^\W\d_a-z][^\W\d_]{{1,20}}){{0,2}})\s{_DASH}\s{{1,3}}"
    ),
    # SELVIK--(NEWS WIRE)--
    re.compile(
        r"(?P<place>[^\W\d_a-z](?:[^\W\d_a-z]|[.'’ ]){2,30}(?:,\s[A-Z][\w.]{1,30})?)--\((?P<by>[A-Z][\w.]{1,20}(?:\s[A-Z][\w.]{1,20}){0,2})\)--\s{0,3}"
    ),
    # Pauri (PTI):
    re.compile(rf"(?:{_BRACKETED_PLACE}{_DAY}\s{{1,20}})?{_KNOWN}\s?:\s{{1,20}}"),
    # SELVIK DO ALTO (MG) A
    re.compile(
        r"(?P<place>[^\W\d_a-z]{3,20}(?:[ -][^\W\d_a-z]{2,20}){0,4} \([A-Z]{2}\))\s{1,3}(?=[\"“]?[^\W\d_a-z](?:[^\W\d_A-Z]|\s))"
    ),
    # (Nairobi) –
    re.compile(r"\((?P<place>[^\W\d_a-z][^\W\d_]{2,20}(?:[ -][^\W\d_a-z][^\W\d_]{1,20}){0,2})\)\s{1,3}[—–]\s{1,3}"),
    # London (CNN Business) When
    re.compile(rf"(?:{_PLACE}{_DAY}\s{{1,20}})?{_KNOWN}\s{{1,20}}(?=[\"“‘']?[A-Z])"),
    # LOUISVILLE, Ky. —
    re.compile(
        r"(?P<place>(?!(?:UPDATE|BREAKING|WATCH|LIVE|VIDEO|PHOTOS|OPINION|ANALYSIS|EXCLUSIVE)\b)[^\W\d_a-z](?:[^\W\d_a-z]|[.'’/ -]){2,30}"
        rf"(?:,\s[A-Z][\w.]{{1,30}}(?:\s[A-Z][\w.]{{1,30}}){{0,2}}){{0,2}}){_DAY}(?:(?:\s{{1,20}}|(?<=\.))(?:—|–|--|‒|―|-(?=\s{{1,20}}[“\"]?[A-Z]))\s{{1,20}}|—(?=[“\"]?[A-Z]))"
    ),
    # Selvik, Pue., 5 de mayo. La
    re.compile(
        r"(?P<place>[^\W\d_a-z][^\W\d_]{2,20}(?: (?:d[aeo]l? )?[^\W\d_a-z][^\W\d_]{1,20}){0,3}(?:, [A-Z][\w.]{1,20})?),\s\d{1,2}\.?\s(?:de\s)?[^\W\d_A-Z]{3,10}"
        r"(?:\.?\s?(?:—|–|--|-)|\.)\s{1,3}(?=[\"“«¿¡]?[^\W\d_a-z])"
    ),
)
_SIGNED = re.compile(r"(?P<told>[^\n()—–:;!?\"“”]{2,80}?)\s{0,20}[—–](?:\s{1,20}|$)")
"""What stands before a dash, which may end in a known name ("London CNN —")."""
_AUTHOR = re.compile(r"(?P<author>[^\W\d_a-z]{2,20}(?:[ /][^\W\d_a-z]{2,20}){1,5})\s[–—-]\s{1,3}(?=[\"“‘]?[^\W\d_a-z])")
_SECTIONS = ("Business", "Politics", "Travel", "Sport", "Style")
_PLACE_WORDS, _NAME_WORDS = 7, 4
_RELEASE = re.compile(
    rf"(?P<place>[^\W\d_a-z](?:[^\W\d_a-z]|[.'’ -]){{2,30}}(?:,\s[A-Z][\w.]{{1,30}}){{0,2}}){_DAY}(?:,\s\d{{4}})?\.?\s/(?P<by>[A-Z][\w.-]{{1,30}}(?:\s[A-Z][\w.-]{{1,30}}){{0,2}})/(?:\s?{_DASH}\s{{0,3}}|\.\s{{1,3}})"
)
"""The dateline of a press release: "CRISMOOR, Md., Sept. 17, 2024 /PRWire/ --", and of TASS: "CRISMOOR, September 17. /TASS/."."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A wire's dateline at a paragraph's start: where it ends, the place, and the agency or outlet that it names."""

    end: int
    place: str
    agency: str
    author: str = ""
    """Who wrote it, in capitals behind the agency, as Anadolu has it."""


def is_named_there(name: str, text: str) -> bool:
    """True if a text says that something is in what has this name: it is no person's."""
    return is_told_there(name, text, _IN_PLACES)


def is_told_there(place: str, around: str, words: Sequence[str] = _TO_PLACES) -> bool:
    """The story names ``place`` after a word for places; "from Rep. Holm" is from none."""
    behind = (rest for word in words for rest in around.split(f" {word} {place}")[1:])
    return any(not rest[:1].isalnum() and not (rest.startswith(". ") and rest[2:3].isupper()) for rest in behind)


def dateline(text: str, start: int, end: int) -> Dateline | None:
    """The wire's dateline that a paragraph starts with, if any."""
    for pattern in (_RELEASE, *_DATELINES) if "/" in text[start : min(end, start + _OPENING)] else _DATELINES:
        match = pattern.match(text, start, end)
        if not match:
            continue
        groups = match.groupdict()
        place, known = groups.get("place") or "", groups.get("known") or ""
        if place and (len(place.split()) > _PLACE_WORDS or any(find_dates(place)) or _is_day(place)):
            continue
        by = known or groups.get("by") or ""
        is_mark = place[:2].isupper() if known else not place.startswith("The ")
        name = signing_name(by) if is_mark else known_name(by)
        name = (
            name
            or known_name(re.split(r"[ /]", by)[0])
            or known_name(by.rpartition("/")[2])
            or known_name(by.rsplit(" ", 1)[0])
        )
        if known and not name:
            continue
        is_glued = "," not in place and text[match.end("place") : match.end("place") + 1] in ("–", "—", "-")
        place = _without_weekday(_SITE.sub("", place.strip(" ,")).removesuffix("." * is_glued))
        author = _AUTHOR.match(text, match.end(), end) if name else None
        if author and author["author"].isupper():
            return Dateline(author.end(), place, name, author["author"])
        return Dateline(match.end(), place, name)
    if signed := _signed(text, start, end):
        return signed
    ended = next(filter(None, (pattern.match(text, start, end) for pattern in _UNSIGNED)), None)
    if not ended:
        return None
    place = ended.groupdict().get("town") or ended["place"]
    name = place.title() if place.isupper() else place
    above, story = text[max(0, start - _AFTER_COLON) : start], text[ended.end() : ended.end() + _AFTER_COLON]
    is_short, is_capitals = end - start <= _A_PHRASE, place.isupper()
    if ended.re is _TOWN:
        is_told = not is_short and is_named_there(name, story) and not _SPEAKER.search(text, ended.end())
        return Dateline(ended.end(), place, "") if is_told else None
    if is_short or ended.re is _ENCLOSED or (text[ended.end("place")] == "." and ended.re is not _PLAIN):
        is_told = (
            _is_named_place(name, story, above)
            if is_capitals
            else not (is_short or is_menus(place)) and is_told_there(name, above + story)
        )
        return Dateline(ended.end(), ended["place"], "") if is_told else None
    is_alone = ended.re is _COLON and is_capitals and not _labels(place, text, ended.end(), end)
    if ended[0].endswith(" - "):  # which stands behind many words
        is_told = is_told_there(name, story) or f"\n{name}\n".casefold() in text[end:].casefold()
    else:
        is_told = is_alone or _is_named_place(name, story, above)
    if not is_told:
        return None
    whole = _DASHED.sub("", ended[0]) if ended.re is _PLAIN else ended["place"]
    return Dateline(ended.end(), _without_weekday(whole), "")


def _is_day(place: str) -> bool:
    """True for what tells a day before its date ("Friday, May 9: ...")."""
    return place.casefold() in date_words().known


def _without_weekday(place: str) -> str:
    """A place without the day of the week behind it ("Selvik, Friday")."""
    before, _, last = place.rpartition(", ")
    return before if before and len(last) >= _A_WEEKDAY and last.casefold() in date_words().weekdays else place


def _signed(text: str, start: int, end: int) -> Dateline | None:
    """A dateline that a known name ends, without brackets."""
    match = _SIGNED.match(text, start, end)
    if not match:
        return None
    words = match["told"].split()
    size = len(words) - any(word in _SECTIONS for word in words[-1:])
    for first in range(max(0, size - _NAME_WORDS), size):
        place = " ".join(words[:first])
        name = known_name(" ".join(words[first:size]))
        if name and first <= _PLACE_WORDS and not any(find_dates(place)):
            return Dateline(match.end(), place.strip(" ,"), name)
    return None


def _labels(capitals: str, text: str, at: int, end: int) -> bool:
    """True for capitals before a colon that say what a paragraph is, or who speaks: in others of the text, too."""
    if end - at < _A_PARAGRAPH or text[end - 1].isalnum() or has_menu_word(capitals) or _LABEL.search(capitals):
        return True
    others = _LABELLED.finditer(text, end, end + _AFTER_COLON)
    return any(not _LABEL.search(other[0]) for other in others)


def _is_named_place(place: str, story: str, above: str) -> bool:
    """True if a story says that something is in or near this place, or a line above it begins with its name."""
    if is_menus(place):
        return False
    is_near = any(f"{word} {place}" in above for word in _TO_PLACES)
    return is_near or f"\n{place}" in above or f" {place}" in story or f"\n{place}" in story
