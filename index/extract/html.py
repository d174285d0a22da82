"""Web pages, by trafilatura: what it finds of the article, and what the page says of itself."""

from __future__ import annotations

from datetime import datetime

from index.extract.body import labelled
from index.extract.dates import from_url, published
from index.extract.outlets import split_title
from index.extract.urls import canonical_url, site
from index.model import Article, Skipped


def extract_html(markup: str, key: str, now: datetime) -> Article | Skipped:
    """The article of a page; ``key`` identifies it where the page names no canonical address."""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False, favor_precision=False)
    except Exception as error:  # lxml and trafilatura raise many kinds over broken markup
        return Skipped(key, f"is a page that cannot be read ({type(error).__name__})")
    if not isinstance(found, trafilatura.settings.Document) or not (found.text or "").strip():
        return Skipped(key, "is a page without an article", is_error=False)
    text = "\n\n".join(line for line in (found.text or "").splitlines() if line.strip())
    url = canonical_url(found.url)
    outlet = found.sitename or ""
    headline, tail = split_title(found.title or "", outlet, site(url))
    spans, place, wire = labelled(text)
    return Article(
        key=url or key,
        text=text,
        spans=tuple(spans),
        headline=headline,
        url=url,
        outlet=outlet or tail or site(url),
        agency=wire,
        byline=tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
        dateline=place,
        published=published(found.date, "metadata", now) or from_url(url, now),
        language=found.language or "",
    )
