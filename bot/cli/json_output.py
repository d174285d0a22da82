"""The JSON that ``--json`` prints. Keys are only ever added.

``ask --json``::

    question    string, as it was understood: standing alone
    verdict     "answered", "partial", "related" (no article says it; evidence has what is closest, and is no answer)
                or "not_found"
    intent      what was wanted: "fact", "topic", "latest", "summary", "timeline", "who_is", "said", "compare", "list",
                "claim", "several", "address" (of an article), "small_talk" or "foreign" (no English)
    confidence  number from 0 to 1: the chance that the best quote answers
    as_of       "YYYY-MM-DD", the day of the newest evidence, or null
    evidence    list in reading order (best first; of a timeline oldest first; of the latest newest first), empty when not
                found; each with
        number   integer from 1, the citation's number
        quote    string, verbatim: text[start:end] of the article's stored text
        start, end  integers, in characters (Unicode code points)
        marks    list of [start, end] into quote: the telling words
        score    number, the reranker's logit
        stance   with intent "claim": "for" or "against" what is claimed, or "" where it cannot be told
        part     integer: the position (from 1) in parts of what it is about; 0 for all of them, or without parts
        also_in  list of other outlets that carry the same words
        label    "correction", "corrected" (since then) or ""
        context  what the page says over the quote: the time of an entry, a heading, a speaker, the head of a table; or ""
        article
            id, version        16 hexadecimal digits; integer from 1
            kind               "article" or "teaser"
            headline, outlet, agency   strings, empty when unknown
            byline             list of strings
            published          "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM:SS+00:00", or null
            precision          "day", "minute", "second", or null
            day                "YYYY-MM-DD" of published, or null
            updated            "YYYY-MM-DDTHH:MM:SS+00:00" of its last change, where that is told, or null
            section            string, as the page gives it, or ""
            form               "live" (a live blog), "opinion", "analysis", "review", "release" (of the press), "correction",
                               "obituary", "satire", "sponsored" or ""
            access             "paid" (for subscribers) or ""
            is_excerpt         boolean: only its first lines or a summary are in the corpus
            url                string or null
            key                string: the canonical URL, else the source path
            seen_on            for a teaser, the headline of the page it was seen on, or null
    claims      list, empty where the quotes themselves are the answer; each with
        text      string, plain: a sentence in the model's words
        citations list of the numbers of the quotes that it rests on
        confirmed boolean: a judge finds the same in those quotes
    disagreements list of lists of positions (from 0) in claims: accounts that differ
    missing     string: with "partial", the part of the question that is not answered; with "related", the time of which there is none
    parts       list of strings: several questions in one, or the sides of a comparison
    following   string: the earlier question that this one was taken to follow up, or ""
    corrected   list of words that were read as others, each with typed and read
    reply       string: what is said instead of an answer, to thanks, to a question that is not in English or one that needs a conversation, or ""
    model       string: the model whose words the claims are, or ""
    left_out    integer: claims of the model that are not shown, because their quotes do not support them
    note        string: how the answer came about, such as why no model wrote it
    seconds     object: time by stage
    trace       only with --trace: the fields of bot.answer.trace.Trace
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import Any

from bot.answer.answers import Answer, Evidence
from index.types import Article, Published, StoredArticle

Json = dict[str, Any]


def answer_json(answer: Answer, *, trace: bool = False) -> Json:
    """The answer as the module's docstring describes it."""
    shown: Json = {
        "question": answer.question,
        "verdict": answer.verdict,
        "confidence": round(answer.confidence, 4),
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
        "evidence": [_evidence(item) for item in answer.evidence],
        "claims": [
            {"text": claim.text, "citations": list(claim.citations), "confirmed": claim.confirmed}
            for claim in answer.claims
        ],
        "disagreements": [list(group) for group in answer.disagreements],
        "missing": answer.missing,
        "model": answer.model,
        "left_out": answer.left_out,
        "note": answer.note,
        "intent": str(answer.intent),
        "parts": list(answer.parts),
        "following": answer.following,
        "corrected": [{"typed": typed, "read": read} for typed, read in answer.corrected],
        "reply": answer.reply,
        "seconds": {stage: round(seconds, 4) for stage, seconds in answer.seconds.items()},
    }
    if trace and answer.trace:
        shown["trace"] = _rounded(asdict(answer.trace))
    return shown


def stored_json(stored: StoredArticle) -> Json:
    """A stored article, with its text and labelled spans."""
    article = stored.article
    return {
        **_article(stored.id, stored.version, stored.article),
        "addresses": list(stored.addresses),
        "seen_on": article.seen_on,
        "dateline": article.dateline,
        "language": article.language,
        "text": article.text,
        "spans": [{"start": span.start, "end": span.end, "label": str(span.label)} for span in article.spans],
    }


def dump(value: object) -> str:
    """``value`` as indented JSON in plain ASCII, so that any text survives any pipe and cannot steer a terminal."""
    return json.dumps(value, indent=2, ensure_ascii=True, allow_nan=False)


def _evidence(item: Evidence) -> Json:
    return {
        "number": item.number,
        "quote": item.quote,
        "start": item.start,
        "end": item.end,
        "marks": [list(mark) for mark in item.marks],
        "score": round(item.score, 4),
        "stance": item.stance,
        "part": item.part,
        "also_in": list(item.also_in),
        "label": item.label,
        "context": item.context,
        "article": {**_article(item.article_id, item.version, item.article), "seen_on": item.seen_on},
    }


def _article(identity: str, version: int, article: Article) -> Json:
    return {
        "id": identity,
        "version": version,
        "kind": article.kind,
        "headline": article.headline,
        "outlet": article.outlet,
        "agency": article.agency,
        "byline": list(article.byline),
        "published": _published(article.published),
        "precision": article.published.precision if article.published else None,
        "day": article.day.isoformat() if article.day else None,
        "updated": article.updated.isoformat(timespec="seconds") if article.updated else None,
        "section": article.section,
        "form": article.form,
        "access": article.access,
        "is_excerpt": article.is_excerpt,
        "url": article.url,
        "key": article.key,
    }


def _published(published: Published | None) -> str | None:
    if published is None:
        return None
    if published.precision == "day":
        return published.at.date().isoformat()
    return published.at.isoformat(timespec="seconds")


def _rounded(value: Any) -> Any:  # noqa: ANN401 - whatever a trace holds
    """``value`` with its fractions cut to four digits and what JSON cannot hold left out."""
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, (list, tuple)) else value
