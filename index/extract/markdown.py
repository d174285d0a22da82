"""Markdown with front matter."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from index.extract.records import extract_record
from index.model import Article, Label, Skipped, Span

_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.M)
_NOT_PROSE = re.compile(r"^(?:!\[[^\]]*\]\([^)]*\)|\[[^\]]*\]\([^)]*\)|[-*_]{3,}|\|.*\||```.*)$")


def extract_markdown(text: str, where: str, now: datetime) -> Article | Skipped:
    """The article of a Markdown file: the front matter's fields, else its first heading; the text is the body as it stands."""
    import frontmatter
    import yaml

    try:
        fields, body = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError, TypeError):
        return Skipped(where, "has front matter that is not valid YAML")
    heading = _HEADING.search(body)
    named = {"title": heading.group(1)} if heading and not (fields.get("title") or fields.get("headline")) else {}
    article = extract_record({**fields, **named, "text": body}, where, where, now)
    if isinstance(article, Skipped):
        return replace(article, reason="has no text", is_error=False)
    return replace(article, text=body, spans=tuple(_relabelled(span, body) for span in article.spans))


def _relabelled(span: Span, text: str) -> Span:
    line = text[span.start : span.end]
    if span.label is Label.BODY and _HEADING.match(line):
        return replace(span, label=Label.HEADLINE)
    return replace(span, label=Label.FURNITURE) if span.label is Label.BODY and _NOT_PROSE.match(line) else span
