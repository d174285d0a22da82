"""Web pages, by trafilatura: the story's paragraphs and what the page says of itself."""

from __future__ import annotations

import re
from datetime import datetime

from index.extract import publication_dates
from index.extract.labels import label_body, lines
from index.extract.nesting import is_too_deep
from index.extract.outlets import clean_headline, known_name, outlet_of
from index.extract.urls import canonical_url, site
from index.types import Article, Published, Skipped

_PUBLISHED = (
    re.compile(r"[\"']datePublished[\"']\s*:\s*[\"']([^\"'<>]{8,40})[\"']"),
    re.compile(r"<meta\b[^>]*[\"']article:published_time[\"'][^>]*\bcontent=[\"']([^\"'<>]{8,40})[\"']", re.IGNORECASE),
    re.compile(r"<meta\b[^>]*\bcontent=[\"']([^\"'<>]{8,40})[\"'][^>]*[\"']article:published_time[\"']", re.IGNORECASE),
)
_LANGUAGE = re.compile(r"<html\b[^>]*\blang=[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
_HEAD = 2**19


def read_html(markup: str, key: str, *, now: datetime) -> Article | Skipped:
    """The article of a page; its text is the story's paragraphs. ``key`` is for pages that do not tell their own address."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    if is_too_deep(markup):
        return Skipped(key, "HTML nested too deeply; save the page again")
    limits = {"extensive_search": False, "original_date": True, "max_date": f"{now:%Y-%m-%d}"}
    try:
        page = bare_extraction(markup, with_metadata=True, include_comments=False, date_extraction_params=limits)
    except Exception:  # lxml and trafilatura let many kinds through on broken markup
        return Skipped(key, "not a page that can be understood; save it again as HTML")
    if not isinstance(page, Document) or not (page.text or "").strip():
        return Skipped(key, "a page without a story", is_error=False)
    text = "\n\n".join(line.strip() for line in (page.text or "").splitlines() if line.strip())
    url = canonical_url(page.url)
    domain = site(url) if url else ""
    headline, tail = clean_headline(page.title or "", domain)
    outlet = " ".join((page.sitename or "").split())
    body = label_body(text, lines(text))
    language = _LANGUAGE.search(markup, 0, _HEAD)
    return Article(
        key=url or key,
        text=text,
        spans=tuple(body.spans),
        headline=headline,
        url=url,
        outlet=known_name(outlet) or (outlet if outlet.casefold() != domain else "") or tail or outlet_of(domain),
        agency=body.agency,
        byline=tuple(name.strip() for name in (page.author or "").split(";") if name.strip()),
        dateline=body.dateline,
        published=_published(markup, page.date, url, now),
        language=(page.language or (language[1] if language else "")).lower(),
    )


def _published(markup: str, day: object, url: str | None, now: datetime) -> Published | None:
    """The page's own time stamp, else the day that the metadata gives, else the address."""
    for pattern in _PUBLISHED:
        match = pattern.search(markup, 0, _HEAD)
        if match and (found := publication_dates.published(match[1], "metadata", now)):
            return found
    return publication_dates.published(day, "metadata", now) or publication_dates.from_url(url, now)
