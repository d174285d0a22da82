"""Labels the body of a text: paragraphs, the wire's dateline, furniture, promotions. Everything here is offsets; no text is changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.extract.captions import is_caption
from index.extract.corrections import is_correction
from index.extract.date_text import find_dates
from index.extract.furniture import is_furniture, promotions
from index.extract.menu_words import has_menu_word, is_menus
from index.extract.outlets import AGENCIES, OUTLETS, is_agency, known_name
from index.extract.structure import days, structure
from index.types import Label, Span

_NAMES = "|".join(sorted(map(re.escape, {*AGENCIES, *OUTLETS.values()}), key=len, reverse=True))
_PLACE = r"(?P<place>[^\W\d_][^\n()—–:;!?\"“”]{1,60}?)"
_BRACKETED_PLACE = r"(?P<place>[^\W\d_][^\n—–:;!?\"“”]{1,80}?)"
_A_DAY = r"(?:,\s{1,20}(?:[A-Z][a-z]{2,8}\.?\s{1,20}\d{1,2}|\d{1,2}(?:st|nd|rd|th)?\s{1,20}[A-Z](?:[a-z]{2,8}\.?|[A-Z]{2}))(?:,?\s\d{4})?)"
_DAY = rf"{_A_DAY}?"
_DASH = r"(?:—|–|--|-)"
_SITE = re.compile(r",\s\S{2,30}\.(?:com|net|org|id|co\.id)$", re.IGNORECASE)
"""The site's own name behind the place."""
_COLON = re.compile(r"(?P<place>[^\W\d_a-z]{3,20}(?:[ -][^\W\d_a-z]{3,20}){0,2})\s?[:.]\s{1,3}(?=[\"“‘]?[A-Z][a-z\s])")
"""A dateline as papers of South Asia have it ("NEW DELHI: "); labels of other kinds look the same."""
_LABEL = re.compile(
    r"\b(?:BREAKING|EXCLUSIVE|UPDATED?|WATCH|LISTEN|LIVE|VIDEO|PHOTOS?|GALLERY|PODCAST|OPINION|ANALYSIS|EXPLAINE[DR]|EDITORIAL|COMMENT|REVIEW|RECAP|PREVIEW|"
    r"FACT|CHECK|FEATURE|INTERVIEW|INVESTIGATION|POLL|QUIZ|NOTE|EDITOR|CORRECTION|CLARIFICATION|WARNING|ALERT|SPOILER|READ|MORE|RELATED|KEY|POINTS?|RECIPE|OBITUARY|TRANSFERS?|BUDGET|"
    r"SUMMARY|BACKGROUND|CONTEXT|NEW(?! )|NEWS|JUST|IN|BRIEF|REPORT|STORY|SOURCES?|CREDIT|TOPLINE|QUESTIONS?|ANSWERS?|FAQS?|FAST|FACTS|TIMELINE)\b"
)
"""Words of capitals before a colon that name no place."""
_PLAIN = re.compile(
    r"(?P<place>[^\W\d_a-z][^\W\d_]{2,20}(?: [^\W\d_a-z][^\W\d_]{1,20}){0,2})(?:, [^\W\d_a-z][^\W\d_]{2,20}(?: [^\W\d_a-z][^\W\d_]{1,20})?\.?){0,2} [–—] (?=[\"“‘]?[A-Z])"
)
"""A dateline without capitals ("Otaru, Hokkaido – The"); other words stand before a dash, too."""
_STOPPED = re.compile(
    r"(?P<place>[^\W\d_a-z][^\W\d_]{2,20}(?:[ /-][^\W\d_a-z][^\W\d_]{1,20}){0,2})\.\s{1,3}(?=[\"“„«]?[^\W\d_a-z])"
)
"""A dateline that ends like a sentence ("Selvik. Am Freitag"): the story must say that something is there."""
_LABELLED = re.compile(r"\n[ \t]{0,9}[^\W\d_a-z]{2,20}(?:[ .-][^\W\d_a-z]{2,20}){0,2}:\s")
_TO_PLACES = ("in", "at", "near", "from", "to", "of", "a", "da", "di", "à", "de", "en", "em", "nach", "aus", "von")
"""Words of several languages before the names of places."""
_AFTER_COLON = 1500
"""Characters in which a story names the place of such a dateline."""
_DATELINES = (
    # (NWA) - SELVIK, 08 NOV -
    re.compile(
        rf"\((?P<by>{_NAMES})\)\s?{_DASH}\s(?P<place>[^\W\d_a-z](?:[^\W\d_a-z]|[.'’ -]){{2,30}}){_DAY}\s?{_DASH}\s{{1,3}}"
    ),
    # WILMINGTON, Del. (AP) — / BEIJING, Dec. 30 (Xinhua) --
    re.compile(
        rf"(?:{_PLACE}{_DAY}\s{{1,20}})?\((?P<by>(?:{_NAMES})(?:\s[A-Z]\w{{1,30}}|/\w{{2,8}})?|[A-Z]{{2,5}})\)\s{{0,20}}{_DASH}\s{{0,20}}"
    ),
    # SELVIK, March 14 (Northwire) - / SELVIK (PUERRO), 11 Abr. (NORTHWIRE) -
    re.compile(
        rf"(?P<place>[^\W\d_a-z](?:[^\W\d_a-z]|[.'’ -]){{2,30}}(?:\([^\W\d_a-z](?:[^\W\d_a-z]|[.'’ -]){{2,30}}\))?){_DAY}\s{{1,3}}\((?P<by>[A-Z][\w.]{{1,20}}(?:\s[A-Z][\w.]{{1,20}}){{0,2}})\)\s{{0,3}}{_DASH}(?:\s{{1,3}}|$)"
    ),
    # Selvik, May 9, NWA -
    re.compile(
        rf"(?P<place>[^\W\d_a-z][^\W\d_]{{2,20}}(?:[ -][^\W\d_a-z][^\W\d_]{{1,20}}){{0,2}}){_A_DAY},\s(?P<by>[A-Z]{{2,5}})\s{{1,3}}{_DASH}\s{{1,3}}"
    ),
    # SELVIK--(NEWS WIRE)--
    re.compile(
        r"(?P<place>[^\W\d_a-z](?:[^\W\d_a-z]|[.'’ ]){2,30}(?:,\s[A-Z][\w.]{1,30})?)--\((?P<by>[A-Z][\w.]{1,20}(?:\s[A-Z][\w.]{1,20}){0,2})\)--\s{0,3}"
    ),
    # Pauri (PTI):
    re.compile(rf"(?:{_BRACKETED_PLACE}{_DAY}\s{{1,20}})?\((?P<by>{_NAMES})\)\s?:\s{{1,20}}"),
    # SELVIK DO ALTO (MG) A
    re.compile(
        r"(?P<place>[^\W\d_a-z]{3,20}(?:[ -][^\W\d_a-z]{2,20}){0,4} \([A-Z]{2}\))\s{1,3}(?=[\"“]?[^\W\d_a-z](?:[^\W\d_A-Z]|\s))"
    ),
    # (Nairobi) –
    re.compile(r"\((?P<place>[^\W\d_a-z][^\W\d_]{2,20}(?:[ -][^\W\d_a-z][^\W\d_]{1,20}){0,2})\)\s{1,3}[—–]\s{1,3}"),
    # London (CNN Business) When
    re.compile(
        rf"(?:{_PLACE}{_DAY}\s{{1,20}})?\((?P<by>(?:{_NAMES})(?:\s[A-Z]\w{{1,30}})?)\)\s{{1,20}}(?=[\"“‘']?[A-Z])"
    ),
    # London CNN —
    re.compile(
        rf"(?:{_PLACE}\s{{1,20}})?(?P<by>(?:{_NAMES})(?:\s(?:Business|Politics|Travel|Sport|Style))?)\s{{0,20}}[—–](?:\s{{1,20}}|$)"
    ),
    # LOUISVILLE, Ky. —
    re.compile(
        r"(?P<place>(?!(?:UPDATE|BREAKING|WATCH|LIVE|VIDEO|PHOTOS|OPINION|ANALYSIS|EXCLUSIVE)\b)[^\W\d_a-z](?:[^\W\d_a-z]|[.'’/ -]){2,30}"
        rf"(?:,\s[A-Z][\w.]{{1,30}}(?:\s[A-Z][\w.]{{1,30}}){{0,2}}){{0,2}}){_DAY}(?:(?:\s{{1,20}}|(?<=\.))(?:—|–|--|-(?=\s{{1,20}}[“\"]?[A-Z]))\s{{1,20}}|—(?=[“\"]?[A-Z]))"
    ),
    # Selvik, Pue., 5 de mayo. La
    re.compile(
        r"(?P<place>[^\W\d_a-z][^\W\d_]{2,20}(?: (?:d[aeo]l? )?[^\W\d_a-z][^\W\d_]{1,20}){0,3}(?:, [A-Z][\w.]{1,20})?),\s\d{1,2}\.?\s(?:de\s)?[^\W\d_A-Z]{3,10}"
        r"(?:\.?\s?(?:—|–|--|-)|\.)\s{1,3}(?=[\"“«¿¡]?[^\W\d_a-z])"
    ),
)
_RELEASE = re.compile(
    rf"(?P<place>[^\W\d_a-z](?:[^\W\d_a-z]|[.'’ -]){{2,30}}(?:,\s[A-Z][\w.]{{1,30}}){{0,2}}){_DAY}(?:,\s\d{{4}})?\s/(?P<by>[A-Z][\w.-]{{1,30}}(?:\s[A-Z][\w.-]{{1,30}}){{0,2}})/\s?{_DASH}\s{{0,3}}"
)
"""The dateline of a press release: "CRISMOOR, Md., Sept. 17, 2024 /PRWire/ --"."""
_LONG = 120  # a paragraph of this length is the story's
_SEARCHED = 2  # such paragraphs, a summary and the first, in which a dateline is looked for
_OPENING = 100  # characters that a dateline may take
_DATELINE_ALONE = 60  # but a page's second story may have one in a line of its own
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_GAP = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A wire's dateline at a paragraph's start: where it ends, the place, and the agency or outlet that it names."""

    end: int
    place: str
    agency: str


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space around it."""
    if start < end and not (text[start].isspace() or text[end - 1].isspace()):
        return start, end
    piece = text[start:end]
    first = end - len(piece.lstrip())
    return first, max(first, start + len(piece.rstrip()))


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Offsets of the lines that are not blank, white space around them left out."""
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        first, last = trim(text, *match.span())
        if first < last:
            yield first, last


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Offsets of paragraphs: lines, those that were wrapped at a fixed width put together again."""
    open_: tuple[int, int] | None = None
    for first, last in lines(text, start, end):
        if open_ and _wrapped(text, open_, first):
            open_ = (open_[0], last)
            continue
        if open_:
            yield open_
        open_ = (first, last)
    if open_:
        yield open_


def _wrapped(text: str, before: tuple[int, int], start: int) -> bool:
    """True if the line at ``start`` goes on in the sentence of the paragraph before it."""
    line_start = max(before[0], text.rfind("\n", before[0], before[1]) + 1)
    return (
        50 <= before[1] - line_start <= 110
        and not _GAP.search(text, before[1], start)
        and text[before[1] - 1] not in '.!?:”"…'
        and text[start].isalnum()
        and (text[start].islower() or text[before[1] - 1].isalnum() or text[before[1] - 1] in ",;")
    )


def _is_told_there(place: str, around: str) -> bool:
    """The story names ``place`` after a word for places; "from Rep. Holm" is from none."""
    behind = (rest for word in _TO_PLACES for rest in around.split(f" {word} {place}")[1:])
    return any(not rest[:1].isalnum() and not (rest.startswith(". ") and rest[2:3].isupper()) for rest in behind)


def dateline(text: str, start: int, end: int) -> Dateline | None:
    """The wire's dateline that a paragraph starts with, if any."""
    for pattern in (_RELEASE, *_DATELINES) if "/" in text[start : min(end, start + _OPENING)] else _DATELINES:
        match = pattern.match(text, start, end)
        if not match:
            continue
        groups = match.groupdict()
        place, by = groups.get("place") or "", groups.get("by") or ""
        if place and (len(place.split()) > 7 or any(find_dates(place))):
            continue
        name = known_name(by) or known_name(re.split(r"[ /]", by)[0]) or known_name(by.rsplit(" ", 1)[0])
        glued = "." if text[match.end("place") : match.end("place") + 1] in ("–", "—", "-") else ""
        return Dateline(match.end(), _SITE.sub("", place.strip(" ,")).removesuffix(glued), name)
    if end - start <= _DATELINE_ALONE:
        return None
    match = _COLON.match(text, start, end) or _PLAIN.match(text, start, end)
    stopped = None if match else _STOPPED.match(text, start, end)
    if stopped and not is_menus(stopped["place"]):
        around = text[max(0, start - _AFTER_COLON) : start] + text[stopped.end() : stopped.end() + _AFTER_COLON]
        is_there = _is_told_there(stopped["place"], around)
        return Dateline(stopped.end(), stopped["place"], "") if is_there else None
    if not match:
        return None
    above, story = text[max(0, start - _AFTER_COLON) : start], text[match.end() : match.end() + _AFTER_COLON]
    is_alone = match.re is _COLON and match["place"].isupper() and not _labels(match["place"], text, match.end(), end)
    if not is_alone and not _is_named_place(match["place"].title(), story, above):
        return None
    is_plain = match.re is _PLAIN
    return Dateline(match.end(), match[0].rstrip(" –—") if is_plain else match["place"], "")


def _labels(capitals: str, text: str, at: int, end: int) -> bool:
    """True for capitals before a colon that say what a paragraph is, or who speaks: in others of the text, too."""
    is_short = end - at < _LONG or has_menu_word(capitals)
    return (
        is_short or _LABEL.search(capitals) is not None or _LABELLED.search(text, end, end + _AFTER_COLON) is not None
    )


def _is_named_place(place: str, story: str, above: str) -> bool:
    """True if a story says that something is in or near this place, or a line above it begins with its name."""
    if is_menus(place):
        return False
    is_near = any(f"{word} {place}" in above for word in _TO_PLACES)
    return is_near or f"\n{place}" in above or f" {place}" in story or f"\n{place}" in story


def label_paragraph(text: str, start: int, end: int, *, has_captions: bool = True) -> list[Span]:
    """A paragraph's spans: a correction, furniture, a caption, or body with the sign-up sentences in it taken out."""
    line = text[start:end]
    if is_correction(line):
        return [Span(start, end, Label.CORRECTION)]
    if is_furniture(line):
        return [Span(start, end, Label.FURNITURE)]
    if has_captions and is_caption(line):
        return [Span(start, end, Label.CAPTION)]
    promoted = list(promotions(text, start, end))
    if not promoted:
        return [Span(*trim(text, start, end), Label.BODY)]
    spans: list[Span] = []
    at = start
    for first, stop in promoted:
        spans += _body(text, at, first)
        spans.append(Span(*trim(text, first, stop), Label.FURNITURE))
        at = stop
    if not spans:
        return [Span(start, end, Label.BODY)]
    spans += _body(text, at, end)
    if not any(span.label is Label.BODY for span in spans):
        return [Span(start, end, Label.FURNITURE)]
    return spans


def _body(text: str, start: int, end: int) -> list[Span]:
    start, end = trim(text, start, end)
    label = Label.FURNITURE if is_furniture(text[start:end]) else Label.BODY
    return [Span(start, end, label)] if start < end else []


@dataclass(frozen=True, slots=True)
class Labelled:
    """A body's spans, and what its dateline tells."""

    spans: list[Span]
    dateline: str = ""
    agency: str = ""


def label_body(text: str, pieces: Iterable[tuple[int, int]], *, has_captions: bool = True) -> Labelled:
    """Label paragraphs; the first that is body may start with a dateline. Without ``has_captions``, none is told by its wording."""
    spans: list[Span] = []
    place = agency = ""
    left = _SEARCHED
    pieces = list(pieces)
    shaped = days(text, pieces) | structure(text, pieces)
    for at, (start, end) in enumerate(pieces):
        if at in shaped:
            spans += shaped[at]
            continue
        found = dateline(text, start, end) if left > 0 or end - start < _DATELINE_ALONE else None
        if found and (left > 0 or found.end == end) and not is_furniture(text[start:end]):
            spans.append(Span(start, found.end, Label.DATELINE))
            place = place or found.place
            agency = agency or (found.agency if is_agency(found.agency) else "")
            start = found.end
            left = 0
        labelled = label_paragraph(text, start, end, has_captions=has_captions) if start < end else []
        if end - start > _LONG and any(span.label is Label.BODY for span in labelled):
            left -= 1
        spans += labelled
    return Labelled(spans, place, agency)
