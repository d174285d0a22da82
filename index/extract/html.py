"""Web pages: what they tell of their article, and the story's paragraphs."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from index.calendar_names import MONTH, WEEKDAY
from index.extract import publication_dates
from index.extract.authors import bare, persons
from index.extract.byline_marks import is_mark
from index.extract.bylines import read_byline
from index.extract.date_text import tells_day
from index.extract.dump_tail import introduces
from index.extract.furniture import is_sentence
from index.extract.furniture_table import asks_to_pay, plain
from index.extract.labels import Labelled, label_body, lines
from index.extract.menu_words import has_menu_word
from index.extract.name_shapes import looks_like_names
from index.extract.nesting import is_too_deep
from index.extract.outlets import known_name, outlet_at
from index.extract.page.day import day
from index.extract.page.facts import facts
from index.extract.page.sections import is_section
from index.extract.page.seen_byline import signed
from index.extract.page.state import state_scripts, state_story
from index.extract.page.story import Story, story
from index.extract.page.surroundings import unframed, without_surroundings
from index.extract.page.tree import parse
from index.extract.structure import structure
from index.types import Article, Label, Skipped, Span
from index.unicode import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ABOVE = 5
_NOTES = 3
"""Paragraphs at the end of a story that may be about who wrote it."""
_EMPTY = 250
"""Characters of a story: a page with fewer may be filled in by a program."""
_LINE = 80
_TAG, _WORD = 40, 14
_LETTERS = re.compile(r"[^\W\d_]")
_LONG = 250
_FEWEST = 1000
_MOST_HERE = 0.6
_CLOCK = re.compile(r"\d{1,2}[.:h]\d{2}")
_STAMPED = (
    *("publi", "updat", "posted", "uppdat", "skapa", "oppdat", "opdat", "aktuali", "veröffent", "erstellt", "stand", "geänd", "bijgew", "gepubl"),
    *("päivit", "julkais", "actualiz", "atuali", "aggiorn", "pubbl", "modif", "zaktual", "opubl", "обновл", "опубл", "оновл", "yayın", "günc", "diperb"),
)  # fmt: skip
_HOURS = frozenset("kl uhr um at am pm à às ore klo gmt est edt cet cest bst mis jour le el il".split())
"""Words that stand with the hours at which a story was published and changed."""
_NO_NAME = re.compile(
    r"\b(?:https?|www|png|jpg|updated?|uppdaterad|filed|submitted|posted|published|said|copyright)\b", re.IGNORECASE
)
"""Words by which what passes for an author is none."""
_MONTH = re.compile(rf"(?:{MONTH}|{WEEKDAY})\s{{0,3}};\s{{0,3}}", re.IGNORECASE)
_FRAMES = 3
"""Frames of a page that are named, where it has no story itself."""
_OFFER = 400
"""Characters of a line that may be an offer to subscribe."""


def read_html(markup: str, key: str, *, now: datetime) -> Article | Skipped:
    """The article of a page; its text is the story's paragraphs. ``key`` is for pages that do not tell their own address."""
    tree = parse(markup)
    if tree is None:
        if is_too_deep(markup):
            return Skipped(
                key, "elements nested too deeply to be read; save what it says as a text file, and index that"
            )
        return Skipped(key, "not a page that can be understood; save it again as HTML")
    with _uncollected():
        elements = list(tree.iter())  # or lxml would make each of them anew whenever the page is gone through
        found = _read(tree, key, now)
        del elements
    return found


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for garbage: a page's elements, which are none, would have all objects of the program gone through, for a tenth of the time."""
    is_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_enabled:
            gc.enable()


def _read(tree: HtmlElement, key: str, now: datetime) -> Article | Skipped:
    frames = unframed(tree)
    told = facts(tree, now, key)
    byline = told.byline
    published = publication_dates.at_place(told.published, publication_dates.from_url(told.url, now))
    if published is None or publication_dates.may_be_elsewhere(published):
        published = publication_dates.at_place(published, day(tree, told.headline, told.language, now))
    author, dated = ("", "") if byline else _seen(tree, now)
    dated = _day(tree, told.url, now) if byline and not published else dated
    published = published or publication_dates.published(dated, "metadata", now)
    scripts = state_scripts(tree)
    without_surroundings(tree, (told.headline, *told.titles[:3]))
    found = story(tree, told.story, told.description, told.titles)
    is_empty = found is None or sum(map(len, found.blocks)) < _EMPTY
    if is_empty and (filled := state_story(scripts, (told.headline, *told.titles))):
        found = story(tree, filled.text, told.description, told.titles)
        byline = byline or persons(filled.authors, told.outlets, told.language)
        if told.published is None:
            published = publication_dates.published(filled.published, "metadata", now) or published
    elif is_empty and told.entries:
        found = story(tree, told.entries, told.description, told.titles)
    if found is None:
        inside = f" but its frames; save the page in them ({', '.join(frames[:_FRAMES])})" if frames else ""
        return Skipped(key, f"a page without a story{inside}", is_error=False)
    for given in (signed(found.blocks, found.apart), [] if has_menu_word(author) else [author]):
        byline = byline or persons(given, told.outlets, told.language)
    text = "\n\n".join(found.blocks)
    body = _labelled(text, found, byline, told.sections)
    has_offer = any(len(block) <= _OFFER and asks_to_pay(plain(block)) for block in found.blocks)
    is_paid = told.is_paid or has_offer
    return Article(
        key=told.url or key,
        text=text,
        spans=tuple(body.spans),
        headline=told.headline,
        url=told.url,
        outlet=known_name(told.outlet) or told.outlet or (outlet_at(told.url) if told.url else ""),
        agency=body.agency,
        byline=byline,
        dateline=body.dateline,
        published=published,
        updated=told.updated,
        section=told.section,
        access="paid" if is_paid else "",
        form=told.form,
        is_excerpt=is_paid and (has_offer or _is_short(text, told.words)),
        language=told.language,
    )


def _is_short(text: str, words: int) -> bool:
    """True for a story that has to be paid for and has less than its page says, or than any story has."""
    return len(text) < _FEWEST or len(text.split()) < _MOST_HERE * words


def _labelled(text: str, found: Story, authors: tuple[str, ...], sections: frozenset[str]) -> Labelled:
    """The story's spans: its headline, its byline, its day and its section above it, links to other stories and captions are no body."""
    pieces = list(lines(text))
    apart = {pieces[at]: label for at, label in found.labels.items()}
    names = {squeezed(name) for name in authors}
    headline = max((at for at, label in found.labels.items() if label is Label.HEADLINE), default=0)
    shaped = structure(text, pieces)
    for at, piece in enumerate(pieces[: headline + _ABOVE]):
        if at in shaped:
            continue  # the hour over an entry, the head of a table
        line = text[slice(*piece)]
        if label := _about(line, names):
            apart.setdefault(piece, label)
        elif is_section(line, sections) or (at < headline and _is_label(line)) or not _LETTERS.search(line):
            apart.setdefault(piece, Label.FURNITURE)
    body = label_body(text, [piece for piece in pieces if piece not in apart])
    story = _without_notes(text, _with_prose(body.spans), authors)
    spans = [*story, *(Span(*piece, label) for piece, label in apart.items())]
    return Labelled(sorted(spans, key=lambda span: span.start), body.dateline, body.agency)


def _without_notes(text: str, spans: list[Span], authors: tuple[str, ...]) -> list[Span]:
    """The spans with the notes on who wrote the story, which are its last paragraphs, as furniture."""
    story = [at for at, span in enumerate(spans) if span.label is Label.BODY]
    for at in story[max(_ABOVE, len(story) - _NOTES) :]:
        if any(introduces(text[spans[at].start : spans[at].end], name) for name in authors):
            spans[at] = replace(spans[at], label=Label.FURNITURE)
    return spans


def _is_label(line: str) -> bool:
    """True for a few words that are no sentence, as stand above a headline."""
    return len(line) <= _TAG and not is_sentence(line)


def _with_prose(spans: Sequence[Span]) -> list[Span]:
    """The spans of a story; where they would be furniture by their wording for the most part, their long ones are body all the same."""
    size = {label: sum(span.end - span.start for span in spans if span.label is label) for label in Label}
    if size[Label.FURNITURE] <= size[Label.BODY]:
        return list(spans)
    is_prose = (span.label is Label.FURNITURE and span.end - span.start > _LONG for span in spans)
    return [replace(span, label=Label.BODY) if long else span for span, long in zip(spans, is_prose, strict=True)]


def _about(line: str, names: set[str]) -> Label | None:
    """The label of a line above the story that tells who wrote it or when."""
    if len(line) > _LINE:
        return None
    byline, after = read_byline(line), bare(line)
    is_marked = (byline and byline.is_marked and byline.persons) or (
        after != line and looks_like_names(after.split(",", 1)[0])
    )
    if is_marked or squeezed(line) in names or is_mark(line):
        return Label.BYLINE
    if _is_stamp(line):
        return Label.DATE
    return Label.DATE if tells_day(line) else None


def _is_stamp(line: str) -> bool:
    """True for the hours at which a story was published and changed, without a day, and for a label of its day."""
    words = set(re.findall(r"[^\W\d_]+", line.casefold())) - _HOURS
    is_said = bool(words) and all(word.startswith(_STAMPED) for word in words)
    return is_said and (_CLOCK.search(line) is not None or len(line) <= _WORD)


def _seen(tree: HtmlElement, now: datetime) -> tuple[str, str]:
    """The author and the day that a reader finds on a page whose data has none."""
    from trafilatura import extract_metadata

    try:
        found = extract_metadata(tree, date_config=_limits(now))
    except Exception:  # lxml, htmldate and trafilatura let many kinds through on broken markup
        return "", ""
    author = _MONTH.sub("", found.author or "")
    return "" if _NO_NAME.search(author) else author, str(found.date or "")


def _day(tree: HtmlElement, url: str | None, now: datetime) -> str:
    """The day alone, in a third of the time."""
    from htmldate import find_date

    try:
        return find_date(tree, url=url, **_limits(now)) or ""
    except Exception:  # as above
        return ""


def _limits(now: datetime) -> dict[str, Any]:
    return {"extensive_search": False, "original_date": True, "max_date": f"{now:%Y-%m-%d}"}
