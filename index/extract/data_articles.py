"""Articles that come as data: objects of JSON, rows, items of feeds, front matter; their fields by the table of names."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from index.extract import publication_dates
from index.extract.authors import persons
from index.extract.bylines import names, read_byline
from index.extract.date_text import tells_day
from index.extract.drafts import is_draft
from index.extract.fields import Fields, forms, names_of, shapes
from index.extract.forms import form_of
from index.extract.html import read_html
from index.extract.labels import label_body, paragraphs
from index.extract.languages import language_code
from index.extract.markdown_inline import as_seen
from index.extract.name_shapes import looks_like_names
from index.extract.outlets import clean_headline, is_agency, known_name, outlet_at, outlet_of
from index.extract.page.headline import headline, site_names
from index.extract.rendering import is_markup, plain
from index.extract.unnamed_fields import address_in, title_in
from index.extract.urls import canonical_url, is_front_page, site
from index.extract.wrappers import unwrapped
from index.types import Article, Label, Published, Skipped, Span
from index.unicode import squeezed

_CREDIT = re.compile(
    r"special (?:to|for) (?:the )?[\w ]{2,30}|(?:from )?staff and wire reports|[\w ]{2,30} staff", re.IGNORECASE
)
_CUT = re.compile(r"(?:…|\.\.\.)?\s{0,3}\[\+?\d{1,9} chars\]\s{0,9}$")
_MARKDOWN = re.compile(r"^#{1,6} \S", re.MULTILINE)
_PAGE = re.compile(r"\s{0,99}(?:<\?xml[^<>]{0,200}\?>\s{0,99})?(?:<!doctype\s{1,9}html|<html\b)", re.IGNORECASE)
_CUT_LENGTH = 60
_CUT_OFF = ("[…]", "[...]", "[…", "[...")
_TITLE = 15
_BLURB = 600
"""Characters of what is called a summary from which it may be all that was written."""
_QUOTED = re.compile(r"'([^'\n]{1,200})'|\"([^\"\n]{1,200})\"")
_LAST_FIRST = re.compile(r"([^\W\d_a-z][\w’'-]{1,30}), ([^\W\d_a-z][\w’'-]{1,30}(?: [A-Z]\.)?)")
_SHAPES_TOLD = 5
"""Shapes of records without a text that are told one by one; more of them are a damaged file, told once."""
_EMPTY = "no text in it"
_OTHERS = "no text found in records of other shapes"


def read_found(found: Iterable[tuple[str, object] | Skipped], *, now: datetime) -> Iterator[Article | Skipped]:
    """The articles of records, each with where it stands; what has no text is told once for each shape,
    and how many more there are."""
    lost: dict[str, tuple[str, int]] = {}
    where, empty, is_all = "", 0, True
    for entry in found:
        item = entry if isinstance(entry, Skipped) else read_record(entry[1], entry[0], now=now)
        if isinstance(item, Skipped) and item.reason == _EMPTY:
            where, empty = where or item.where, empty + 1
        else:
            is_all = False
        if isinstance(item, Article) or not item.is_error or isinstance(entry, Skipped):
            yield item
        elif item.reason not in lost and len(lost) < _SHAPES_TOLD:
            lost[item.reason] = item.where, 0
            yield item
        else:
            reason = item.reason if item.reason in lost else _OTHERS
            where, count = lost.get(reason, (item.where, 0))
            lost[reason] = where, count + 1
    for reason, (where, count) in lost.items():
        if count:
            yield Skipped(where, f"{count:,} more: {reason}")
    if is_all and empty > 1:
        yield Skipped(where, f"none of its {empty:,} records has a text; save the pages themselves and index those")


def read_record(record: object, key: str, *, now: datetime) -> Article | Skipped:
    """The article that a record describes, its text as given, markup rendered. ``key`` is for records without an address."""
    if not isinstance(record, Mapping):
        return Skipped(key, "not a JSON object with a title and a text")
    fields = Fields(unwrapped(record))
    url = _address(fields)
    where = url or key
    if is_draft(fields):
        return Skipped(where, "a draft, not published", is_error=False)
    text = fields.text("text")
    if _PAGE.match(text):
        return _with_fields(read_html(text, where, now=now), fields, url, now)
    text = as_seen(text) if _MARKDOWN.search(text) and not is_markup(text) else plain(text)
    is_blurb = not text.strip()
    if is_blurb:
        text = plain(fields.text("blurb"))
    if not text.strip():
        return _without_text(fields, where, has_url=url is not None)
    url = url or address_in(fields, text)
    where = url or key
    domain = site(url) if url else next((site(at) for line in fields.lines("url") if (at := canonical_url(line))), "")
    outlet = _outlet(fields)
    title = plain(html.unescape(fields.line("title") or title_in(fields, text)))
    tail = clean_headline(title, domain)[1]
    pieces = list(paragraphs(text))
    cut = _CUT.search(text, max(0, len(text) - _CUT_LENGTH))
    if cut and pieces:
        pieces[-1] = (pieces[-1][0], max(pieces[-1][0], cut.start()))
    is_titled = len(pieces) > 1 and _is_title(squeezed(text[slice(*pieces[0])]), squeezed(title))
    above = [Span(*pieces.pop(0), Label.HEADLINE)] if is_titled else []
    credit, credited_persons, credited = _credit(text, pieces)
    body = label_body(text, pieces[len(credit) :])
    language = language_code(fields.line("language"))
    authors = _authors(fields, outlet, language[:2])
    published = _published(fields, url, now)
    section = plain(fields.line("section"))[:100]
    return Article(
        key=where,
        text=text,
        spans=(
            *above,
            *credit,
            *body.spans,
            *([Span(cut.start(), len(text.rstrip()), Label.FURNITURE)] if cut else []),
        ),
        headline=headline(title, "", "", (), site_names([outlet], domain), domain),
        url=url,
        outlet=outlet or (outlet_at(url) if url else outlet_of(domain) if domain else tail),
        agency=body.agency or credited or next(filter(is_agency, map(known_name, (outlet, *authors))), ""),
        byline=authors or credited_persons,
        dateline=body.dateline,
        published=published,
        updated=_updated(fields, published, now),
        section=section,
        access="paid" if _is_paid(fields) else "",
        form=form_of((*_said(fields), *fields.lines("form"), section), url),
        is_excerpt=cut is not None or (is_blurb and len(text) < _BLURB) or text.rstrip().endswith(_CUT_OFF),
        language=language,
    )


def _is_title(line: str, title: str) -> bool:
    """True for the title, also where the outlet's name follows it; both without spaces and marks."""
    return line == title or (len(line) >= _TITLE and title.startswith(line))


def _address(fields: Fields) -> str | None:
    """The first of its addresses that is neither a site's front page, which many records share, nor in a program to read in."""
    read_in: str | None = None
    for line in fields.lines("url"):
        if (url := canonical_url(line)) and not is_front_page(url):
            if site(url) not in shapes("readers"):
                return url
            read_in = read_in or url
    if read_in or fields.line("host"):
        own = (url for line in fields.lines("origin") if (url := canonical_url(line)) and not is_front_page(url))
        return next(own, read_in)
    return None


def _with_fields(page: Article | Skipped, fields: Fields, url: str | None, now: datetime) -> Article | Skipped:
    """A whole page that a record holds, with what the record tells of it besides."""
    if isinstance(page, Skipped):
        return page
    return replace(
        page,
        key=url or page.key,
        url=url or page.url,
        headline=page.headline or plain(fields.line("title")),
        outlet=page.outlet or _outlet(fields) or (outlet_at(url) if url else ""),
        published=page.published or _published(fields, url, now),
    )


def _without_text(fields: Fields, where: str, *, has_url: bool) -> Skipped:
    """Why a record gives no article: an empty text is no fault, but one that is not found is lost news."""
    if not any(True for part in ("text", "blurb") for _ in fields.values(part)) and (
        fields.has("text") or fields.has("blurb")
    ):
        return Skipped(where, _EMPTY, is_error=False)
    value = next((value for part in ("text", "blurb") for value in fields.values(part)), "")
    if not isinstance(value, str):
        return Skipped(
            where,
            f"{_kind(value)} where its text should be (fields: {fields.seen()}); give the text as a string, or name another field for it in fields.toml of the data folder",
        )
    if has_url and not fields.hold_prose():
        return Skipped(
            where, f"only an address, no text (fields: {fields.seen()}); save the page itself and index that"
        )
    return Skipped(
        where,
        f"no text found in its fields ({fields.seen()}); name the one with the text in fields.toml of the data folder",
    )


def _kind(value: object) -> str:
    """The kind of a JSON value, in words; of a list or an object nothing could be read."""
    if isinstance(value, Mapping):
        return "an object without a text"
    if isinstance(value, list):
        return "a list without a text"
    return "true or false" if isinstance(value, bool) else "a number"


def _outlet(fields: Fields) -> str:
    given = fields.line("outlet")
    host = canonical_url(given)  # a publisher may be given as its address
    return outlet_of(site(host)) if host else known_name(given) or outlet_of(given)


def _published(fields: Fields, url: str | None, now: datetime) -> Published | None:
    """When a record was published, by the first of its fields that has a day, else by its address."""
    for value in fields.values("published"):
        for given in (value, *names_of(value)):
            if found := publication_dates.published(given, "field", now):
                return found
    if by_address := publication_dates.from_url(url, now):
        return by_address
    given = (one for value in fields.values("updated") for one in (value, *names_of(value)))
    return next((found for one in given if (found := publication_dates.published(one, "field", now))), None)


def _updated(fields: Fields, published: Published | None, now: datetime) -> datetime | None:
    """When a record says that its article was last changed."""
    given = (one for value in fields.values("updated") for one in (value, *names_of(value)))
    found = next((found for one in given if (found := publication_dates.published(one, "field", now))), None)
    is_later = found and found.precision != "day" and (published is None or found.at >= published.at)
    return found.at if found and is_later else None


def _said(fields: Fields) -> Iterator[str]:
    """The forms that a record says yes to (``"is_opinion": true``)."""
    for form in dict.fromkeys(forms().values()):
        if fields.get(f"is{form}") is True:
            yield form


def _is_paid(fields: Fields) -> bool:
    free = next(fields.values("free"), None)
    return free is False or (isinstance(free, str) and free.rsplit("/", 1)[-1].casefold() == "false")


def _authors(fields: Fields, outlet: str, language: str) -> tuple[str, ...]:
    """The persons that a record names; a publisher in the author's place is none."""
    for value in fields.values("authors"):
        if found := persons([name for given in names_of(value) for name in _listed(given)], [outlet], language):
            return found
    return ()


def _listed(given: str) -> list[str]:
    """The entries of a field of authors, which may be a list written as text ("['Ann Lee', 'Bo Ek']") or a link ("[[Ann Lee]]")."""
    text = html.unescape(given).strip()
    if text.startswith("[") and text.endswith("]") and (quoted := _QUOTED.findall(text)):
        return [one or other for one, other in quoted]
    return [_in_order(one) for one in text.replace("[[", "").replace("]]", "").split(";")]


def _in_order(name: str) -> str:
    """A name with the last name first, as lists of references have it ("Marr, Ada"), the other way round."""
    match = _LAST_FIRST.fullmatch(name.strip())
    return f"{match[2]} {match[1]}" if match and not (known_name(match[1]) or known_name(match[2])) else name


def _credit(text: str, pieces: list[tuple[int, int]]) -> tuple[list[Span], tuple[str, ...], str]:
    """Lines before the story that say whose and of when it is ("Jay Reeves", "Associated Press", "15 May 2023"): spans, persons, agency."""
    taken: list[Span] = []
    people: tuple[str, ...] = ()
    agency = ""
    for number, (start, end) in enumerate(pieces[:4]):
        line = text[start:end]
        if end - start > 90:
            break
        name = known_name(line)
        below = text[slice(*pieces[number + 1])] if number + 1 < len(pieces) else ""
        if name or _CREDIT.fullmatch(line):
            agency = agency or (name if is_agency(name) else "")
        elif number == 0 and looks_like_names(line) and (known_name(below) or _CREDIT.fullmatch(below)):
            people = names(line)
        elif (byline := read_byline(line)) and byline.is_marked and byline.persons:
            people = people or byline.persons
        elif tells_day(line):
            taken.append(Span(start, end, Label.DATE))
            continue
        else:
            break
        taken.append(Span(start, end, Label.BYLINE))
    return taken, people, agency
