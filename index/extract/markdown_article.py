"""Markdown with front matter: the fields are the front matter's, the text is what follows it, as a reader sees it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from index.extract import publication_dates
from index.extract.data_articles import read_record
from index.extract.fields import Fields
from index.extract.furniture import is_furniture, is_sentence
from index.extract.imprint import read_imprint, told_in_lines
from index.extract.labels import Labelled, label_body, lines
from index.extract.markdown_inline import rendered
from index.extract.outlets import clean_headline, outlet_at
from index.extract.teasers import find_lists, teasers
from index.extract.urls import canonical_url, site
from index.types import Article, Label, Skipped, Span
from index.unicode import join_surrogates

_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
_UNDERLINE = re.compile(r"={3,200}|-{3,200}")
_LONGEST_HEADING = 200
_FURNITURE = re.compile(
    r"(?:[-*+]\s{1,9})?(?:!?\[[^\]]{0,1000}\](?:\([^)]{0,2000}\)|\[[^\]]{0,200}\])[\s|·•,/]{0,20}){1,50}|(?:[-*_]\s{0,5}){3,99}|```.*|<!--.*-->"
    r"|\[[^\]]{1,200}\]:\s.*|</?\w{1,30}[^>]{0,2000}>"
    r"|\{\{[<%][^{}]{1,2000}[>%]\}\}|\{%[^{}]{1,2000}%\}|\{:[^{}]{1,200}\}"
)


def read_markdown(text: str, key: str, *, now: datetime) -> list[Article | Skipped]:
    """The article of a Markdown file, then the stories that it recommends with more than a headline."""
    from index.extract.front_matter import parts  # here, because most files are no Markdown

    given, source = parts(text)
    fields = _told({name.casefold(): value for name, value in given.items()})
    body = "\n".join(_rendered(line) for line in join_surrogates(source).split("\n"))
    # Angle brackets in Markdown are no page: read_record must not take the text for one.
    article = read_record({**fields, "text": "-"}, key, now=now)
    if isinstance(article, Skipped) or not body.strip():
        return [Skipped(key, "no text in it", is_error=False)]
    found = list(lines(body))
    lists = find_lists(body, found)
    inside = {line for stories in lists for line in found[stories.first : stories.last]}
    labelled = _titled(body, _body(body, [line for line in found if line not in inside]), now)
    spans = sorted([*labelled.spans, *(Span(*line, Label.TEASER) for line in inside)], key=lambda span: span.start)
    title = next((body[span.start : span.end] for span in labelled.spans if span.label is Label.HEADLINE), "")
    imprint = read_imprint(body, spans, now)
    url = article.url or imprint.url
    headline = article.headline if Fields(fields).line("title") else clean_headline(title, site(url or ""))[0]
    article = replace(
        article,
        key=url or article.key,
        text=body,
        spans=imprint.spans,
        headline=headline,
        url=url,
        outlet=article.outlet or imprint.outlet or (outlet_at(url) if url else ""),
        published=article.published or imprint.published or publication_dates.from_url(url, now),
        updated=article.updated or imprint.updated,
        byline=article.byline or imprint.byline,
        dateline=labelled.dateline,
        agency=labelled.agency or article.agency,
    )
    return [article, *teasers(article, lists)]


def _told(fields: dict[str, object]) -> dict[str, object]:
    """Front matter as records have it. Web clippers put a page's address in "source", and in "created" the day of the clipping."""
    if "url" in fields or not canonical_url(fields.get("source")):
        return fields
    return {"url": fields["source"]} | {
        name: value for name, value in fields.items() if name not in ("source", "created")
    }


def _rendered(line: str) -> str:
    """A line as a reader sees it; one that is all links and pictures, or a rule, stays as it is, to be known by that."""
    bare = line.strip()
    return line if _FURNITURE.fullmatch(bare) or _UNDERLINE.fullmatch(bare) else rendered(line)


def _body(text: str, pieces: list[tuple[int, int]]) -> Labelled:
    """Headings, images, links alone on a line and rules labelled; the rest is prose, and so is a heading as long as that."""
    marked: list[Span] = []
    prose: list[tuple[int, int]] = []
    has_headline = False
    underlined = _underlined(text, pieces)
    for start, end in pieces:
        heading = (start, end) if (start, end) in underlined else _heading(text, start, end)
        if heading and not has_headline and not prose:
            marked.append(Span(*heading, Label.HEADLINE))
            has_headline = True
        elif heading and heading[1] - heading[0] <= _LONGEST_HEADING:
            marked.append(Span(*heading, Label.FURNITURE if is_furniture(text[slice(*heading)]) else Label.HEADING))
        elif _FURNITURE.fullmatch(text, start, end) or _UNDERLINE.fullmatch(text, start, end):
            marked.append(Span(start, end, Label.FURNITURE))
        else:
            prose.append(heading or (start, end))
    labelled = label_body(text, _joined(text, prose))
    return Labelled(sorted([*marked, *labelled.spans], key=lambda span: span.start), labelled.dateline, labelled.agency)


def _titled(text: str, labelled: Labelled, now: datetime) -> Labelled:
    """Of a note without headings, the first line is its headline where who wrote it, or the day, stands right below."""
    first = next(iter(labelled.spans), None)
    if first is None or first.label is not Label.BODY or any(span.label is Label.HEADLINE for span in labelled.spans):
        return labelled
    (start, end), *below = lines(text, first.start, first.end)
    is_title = bool(below) and not is_sentence(text[start:end]) and not told_in_lines(text, [(start, end)], now)
    if not is_title or not told_in_lines(text, below, now):
        return labelled
    spans = [Span(start, end, Label.HEADLINE), Span(below[0][0], first.end, Label.BODY), *labelled.spans[1:]]
    return replace(labelled, spans=spans)


def _underlined(text: str, pieces: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Lines that the line below makes headings of."""
    return {
        line
        for before, line, below in zip([(0, 0), *pieces], pieces, pieces[1:], strict=False)
        if _UNDERLINE.fullmatch(text, *below)
        and text.count("\n", line[1], below[0]) == 1
        and not (before[1] and text.count("\n", before[1], line[0]) == 1)
    }


def _heading(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words of a heading, without the number signs that may also close it."""
    found = _HEADING.fullmatch(text, start, end)
    if not found:
        return None
    words = text[found.start(2) : end].rstrip("#").rstrip()
    return found.start(2), found.start(2) + len(words) if words else end


def _joined(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Markdown's own rule: lines without a blank line or a mark between them are one paragraph."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        between = text[joined[-1][1] : start] if joined else ""
        goes_on = text[start].isalnum() and not _NUMBERED.match(text, start)
        if joined and not between.strip() and between.count("\n") == 1 and goes_on:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
