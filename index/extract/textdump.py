"""Plain text as someone saved it from a page: headline, date, byline and banners first, then the story, then the page's rest."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from index.extract.archive_heads import take_archive_head
from index.extract.bylines import names
from index.extract.dump_address import own_address
from index.extract.dump_facts import take_fields, take_late_fields
from index.extract.dump_forwards import take_forward
from index.extract.dump_header import Header
from index.extract.dump_header_reading import read_header
from index.extract.dump_headline import A_NOTE
from index.extract.dump_lines import roles
from index.extract.dump_outlet import told_outlet
from index.extract.dump_place import dateline_alone, place_alone
from index.extract.dump_roles import Role
from index.extract.dump_wraps import joined_at_links, unwrapped
from index.extract.furniture import is_doubted, is_sentence
from index.extract.furniture_table import asks_to_pay, plain
from index.extract.header_lines import announces_day, read_header_line
from index.extract.labels import Labelled, label_body, lines
from index.extract.languages import language_code
from index.extract.outlets import is_agency, known_name, outlet_at
from index.extract.sign_offs import (
    agency_mark,
    contributing_agency,
    credited_agency,
    signed_below,
    signing_agency,
    spelled_out,
)
from index.extract.structure import days, structure
from index.extract.teasers import StoryList, find_lists, teasers
from index.types import Article, Label, Span

_LABELS = {Role.FURNITURE: Label.FURNITURE, Role.CAPTION: Label.CAPTION, Role.HEADING: Label.HEADING}
_MARKED, _SIGNED, _STAMPED = 2, 4, 12
"""Lines below a story's last in which it may have an agency's mark, be signed, and dated."""
_ENDINGS = 4
"""Last paragraphs, one of which may end in an agency's mark: what goes on below may be a page's that looks like a story."""
_A_STAMP = 120
_A_TELLING = 4
"""Words of a short text's line."""
_BARS = (" | ", " · ", " - ", " – ", " — ", ": ")
"""What stands between a headline and the page's name."""
_STUB, _OFFER = 600, 300
"""Characters of a story below which it may be no more than its beginning, and of a line that offers the rest for money."""


@dataclass(frozen=True, slots=True)
class Head:
    """A dump's lines, its header, the lists of other stories with the numbers of their lines, and the lines that have a structure."""

    lines: list[tuple[int, int]]
    header: Header
    lists: list[StoryList]
    listed: frozenset[int]
    formed: dict[int, list[Span]]


def read_head(text: str, now: datetime) -> Head:
    """What of a dump is told before its lines are judged one by one."""
    head = read_facts(text, now)
    header = head.header
    header.outlet = header.outlet or told_outlet(text, head.lines, header)
    header.byline = tuple(name.removeprefix(f"{header.outlet} ") for name in header.byline)
    return head


def read_facts(text: str, now: datetime) -> Head:
    """The same but for the outlet, which is told by what else is known."""
    found, shaped, header = read_fields(text, now)
    stamps = {at for at, spans in shaped.items() if spans[0].label is Label.TIME}
    read_header(text, found, formed_lines(text, shaped), now, header)
    take_late_fields(text, found, header.last + 1, now, header)
    lists = [
        stories
        for stories in find_lists(text, found)
        if stories.last > header.last and stamps.isdisjoint(range(stories.first, stories.last))
    ]
    listed = frozenset(at for stories in lists for at in range(max(stories.first, header.last + 1), stories.last))
    shaped = days(text, found, besides=header.taken) | shaped
    formed = {
        at: made
        for at, made in shaped.items()
        if at not in listed and at not in header.taken and at > header.headline_line
    }
    return Head(found, header, lists, listed, formed)


def read_fields(text: str, now: datetime) -> tuple[list[tuple[int, int]], dict[int, list[Span]], Header]:
    """A dump's lines, the structure that some have, and what it tells in fields with names and by the first entry of a live blog."""
    found = joined_at_links(text, unwrapped(text, list(lines(text))))
    header = Header()
    take_archive_head(text, found, now, header)
    take_fields(text, found, now, header)
    take_forward(text, found, header)
    shaped = structure(text, found)
    stamps = (at for at, spans in shaped.items() if spans[0].label is Label.TIME)
    header.first_entry = min(stamps, default=header.first_entry)
    return found, shaped, header


def formed_lines(text: str, shaped: Mapping[int, Sequence[Span]]) -> list[int]:
    """The numbers of the lines with a structure of their own, headings and questions aside."""
    return sorted(at for at, spans in shaped.items() if not all(_stands_over(text, span) for span in spans))


def _stands_over(text: str, span: Span) -> bool:
    return span.label is Label.HEADING or (span.label is Label.BODY and text[span.end - 1] == "?")


def read_textdump(text: str, key: str, *, now: datetime) -> list[Article]:
    """The article that a text dump holds, then the stories that its page recommends. ``text`` is kept as it is."""
    read = read_head(text, now)
    found, header, listed, formed = read.lines, read.header, read.listed, read.formed
    body, spans = _body(text, found, header, listed, formed, now)
    spans += [span for taken in header.taken.values() for span in taken]
    is_stub = _is_stub(text, body.spans, spans)
    spans += [Span(*found[at], Label.TEASER) for at in listed]
    url = own_address(text, found, header)
    header.outlet = header.outlet or (outlet_at(url) if url else "")
    article = Article(
        key=url or key,
        text=text,
        url=url,
        spans=tuple(sorted([*body.spans, *spans], key=lambda span: span.start)),
        headline=_without_outlet(header.headline, header.outlet),
        outlet=header.outlet,
        agency=body.agency or header.agency,
        byline=header.byline,
        dateline=body.dateline or header.dateline,
        published=header.published or header.updated,
        language=language_code(header.language),
        updated=_updated(header),
        access="paid" if is_stub else "",
        is_excerpt=is_stub,
    )
    return [article, *teasers(article, read.lists)]


def _is_stub(text: str, story: Sequence[Span], others: Sequence[Span]) -> bool:
    """True for a story of a few lines, or one that breaks off, on a page that offers its rest for money."""
    told = [text[span.start : span.end] for span in story if span.label is Label.BODY]
    if not told or (is_sentence(told[-1]) and sum(map(len, told)) >= _STUB):
        return False
    rest = (text[span.start : span.end] for span in (*others, *story) if span.label is Label.FURNITURE)
    return any(len(line) <= _OFFER and asks_to_pay(plain(line)) for line in rest)


def _without_outlet(headline: str, outlet: str) -> str:
    """The headline without the page's own name beside it."""
    own = outlet.casefold().removeprefix("the ")
    bare, _, last = headline.rpartition(" (")
    if own and last.casefold().removeprefix("the ") == f"{own})":
        return bare
    for bar in _BARS if own and own in headline.casefold() else ():
        before, _, after = headline.partition(bar)
        if before.strip().casefold().removeprefix("the ") == own and after:
            return after
        before, _, after = headline.rpartition(bar)
        if after.casefold().removeprefix("the ") == own and before.strip():
            return before.strip()
    return headline


def _updated(header: Header) -> datetime | None:
    """When the header says that the story was last changed, if that is later than its publication, or all that is told."""
    first, last = header.published, header.updated
    if not last or (not first and last.precision == "day"):
        return None
    if not first:
        return last.at
    is_later = last.at.date() > first.at.date() if last.precision == "day" else last.at >= first.at
    return last.at if is_later else None


def _body(
    text: str,
    found: Sequence[tuple[int, int]],
    header: Header,
    listed: frozenset[int],
    formed: Mapping[int, list[Span]],
    now: datetime,
) -> tuple[Labelled, list[Span]]:
    """The labelled story, and the spans of the other lines."""
    told = roles(text, found, header, frozenset(formed), listed)
    spans: list[Span] = []
    story: list[tuple[int, int]] = []
    outlet = dateline_alone(text, found, told)
    alone, place = place_alone(text, found, told, header.last)
    for at, (line, role) in enumerate(zip(found, told, strict=True)):
        if at in header.taken or at in listed:
            continue
        if at in outlet or at == alone:
            spans.append(Span(*line, Label.DATELINE))
        elif label := _LABELS.get(role):
            spans.append(Span(*line, label))
        elif at in formed:
            spans += formed[at]
        else:
            story.append(line)
    if not story and len(found) <= A_NOTE:
        story = _note(text, found, header, listed.union(formed))
        spans = [span for span in spans if all(span.end <= start or span.start >= end for start, end in story)]
    labelled = label_body(text, story, has_captions=False)
    agency = next((name for at in outlet if is_agency(name := known_name(text[slice(*found[at])]))), "")
    header.byline = header.byline or names(labelled.author.replace("/", ", "))
    if outlet:
        header.outlet = header.outlet or known_name(text[slice(*found[min(outlet)])])
    bare = {at for at, made in formed.items() if all(span.label is not Label.BODY for span in made)}
    _take_signature(text, found, [Role.SHORT if at in bare else role for at, role in enumerate(told)], now, header)
    return Labelled(labelled.spans, labelled.dateline or place, labelled.agency or agency), spans


def _note(text: str, found: Sequence[tuple[int, int]], header: Header, known: Container[int]) -> list[tuple[int, int]]:
    """The lines of a short text, of which no rule for pages leaves a story, that tell something; what stands below them is no headline."""
    told = [
        at
        for at, line in enumerate(found)
        if at not in known
        and (at not in header.taken or at == header.headline_line)
        and len(text[slice(*line)].split()) >= _A_TELLING
        and not is_doubted(text[slice(*line)])
    ]
    if header.headline_line in told:
        if header.headline_line == told[0]:
            told.remove(header.headline_line)
        else:
            header.headline, header.headline_line = "", -1
            header.taken = {at: spans for at, spans in header.taken.items() if at not in told}
    return [found[at] for at in told]


def _take_signature(
    text: str, found: Sequence[tuple[int, int]], told: Sequence[Role], now: datetime, header: Header
) -> None:
    """Take the author and the agency that are named at the story's end, where the header tells none."""
    last = max((at for at, role in enumerate(told) if role is Role.STORY), default=-1)
    if last < 0:
        return
    said = [text[slice(*line)] for line in found[: last + 1 + _SIGNED]]
    for at in range(last + 1, min(last + 1 + _STAMPED, len(found))):
        if not (header.published and header.updated):
            _take_stamp(text, found[at], at, now, header)
    header.byline = header.byline or signed_below(said, last)
    first = told.index(Role.STORY)
    story = text[found[first][0] : found[last][1]]
    ends = [at for at in range(first, last + 1) if told[at] is Role.STORY][-_ENDINGS:]
    signed = [said[at] for at in ends]
    between = (said[at] for at in range(ends[0], last) if told[at] is not Role.STORY)
    above = (
        said[at]
        for at in range(header.headline_line + 1, min(max(first, header.last + 1), len(said)))
        if told[at] is not Role.STORY
    )
    near = [*above, *between, *said[last + 1 :]]
    header.agency = (
        header.agency
        or next((name for line in reversed(signed) if (name := signing_agency(line))), "")
        or next((name for line in said[last + 1 :][:_MARKED] if (name := agency_mark(line))), "")
        or next((mark for line in said[last + 1 :] if (mark := spelled_out(line, story))), "")
        or next((name for line in near if (name := credited_agency(line) or contributing_agency(line))), "")
    )


def _take_stamp(text: str, line: tuple[int, int], at: int, now: datetime, header: Header) -> None:
    """Take the days that a line below the story announces, where the header tells none."""
    said = text[slice(*line)]
    is_stamp = len(said) <= _A_STAMP and any(map(str.isdigit, said)) and announces_day(said)
    known = read_header_line(said, now) if is_stamp else None
    if not known or not known.is_dated or known.rest:
        return
    header.published = header.published or known.published
    header.updated = header.updated or known.updated
    header.taken.setdefault(at, [Span(*line, Label.DATE)])
