"""The nouns that the whole program shares."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:  # a process that only reads files needs no numpy
    import numpy as np
    from numpy.typing import NDArray

_PIECE = 2**20

Vectors: TypeAlias = "NDArray[np.float32]"
"""Float32 matrix, one unit-length row a text."""


Form = Literal["", "live", "opinion", "analysis", "review", "release", "correction", "obituary", "satire", "sponsored"]
"""The form of an article where it is no plain report: ``live`` is a live blog, ``release`` a press release."""


class Label(StrEnum):
    """The role of a stretch of an article's stored text."""

    HEADLINE = "headline"
    DATE = "date"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CORRECTION = "correction"
    """The news' own note on what was wrong or has changed; it may be cited."""
    CAPTION = "caption"
    HEADING = "heading"
    """Of a section, a list, or an entry of a live blog; of a table the row that names its columns."""
    TIME = "time"
    """The stamp of a live blog's entry."""
    SPEAKER = "speaker"
    """Who speaks in an interview or transcript, before what they say."""
    FURNITURE = "furniture"
    TEASER = "teaser"


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch ``[start, end)`` of an article's stored text, in characters."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, how exactly that is known, and from what.

    ``at`` has the publisher's own offset where that is known, else UTC, so that its day is the publisher's; with ``day`` precision
    its time of day is midnight UTC and means nothing.
    """

    at: datetime
    precision: Literal["day", "minute", "second"]
    source: Literal["field", "metadata", "text", "url", "filename", "host"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article or teaser as it was found.

    ``text`` is exactly what was found (never normalised), so that a quote can be compared character for character;
    ``spans`` label it without overlap, in order. Only what ``body`` gives may be cited.
    ``key`` is the canonical URL, else the source path (with ``#n`` for the n-th record or teaser).
    """

    key: str
    text: str
    spans: tuple[Span, ...]
    headline: str = ""
    url: str | None = None
    outlet: str = ""
    agency: str = ""
    byline: tuple[str, ...] = ()
    dateline: str = ""
    published: Published | None = None
    language: str = ""
    kind: Literal["article", "teaser"] = "article"
    updated: datetime | None = None
    """When it was last changed, where that is told and later than its publication."""
    section: str = ""
    access: Literal["", "paid"] = ""
    form: Form = ""
    is_excerpt: bool = False
    """Only its first lines or a summary are here, and the rest is behind a paywall or was cut off."""
    seen_on: str | None = None
    """For a teaser: the key of the page that it was seen on."""

    @property
    def id(self) -> str:
        """Stable identity: 16 hexadecimal digits of the key's SHA-256."""
        return digest(self.key)

    @property
    def content_hash(self) -> str:
        """Changes when anything that a reader can see changes."""
        shown = (self.headline, self.text, self.outlet, self.agency, self.dateline, *self.byline)
        date = self.published.at.isoformat() if self.published else ""
        spans = (f"\x1f{span.start}:{span.end}:{span.label}" for span in self.spans)
        return digest_of(chain(*((part, "\x1f") for part in shown), (date,), spans))

    @property
    def day(self) -> date | None:
        """The publisher's day of publication; None where it is not known."""
        return self.published.at.date() if self.published else None

    @property
    def body(self) -> tuple[Span, ...]:
        """The spans that may be cited."""
        return tuple(span for span in self.spans if span.label is Label.BODY or span.label is Label.CORRECTION)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that gave no article, and why, in words for a person."""

    where: str
    reason: str
    is_error: bool = True
    """False where nothing is wrong with the input (a page that is furniture only, a kind of file not handled)."""


@dataclass(frozen=True, slots=True)
class FutureDate(Skipped):
    """Dates of a file were left out because they lie in the future, by a clock that may be wrong."""

    at: float = 0.0
    """The earliest of them, in seconds since 1970."""

    @classmethod
    def of(cls, where: str, earliest: datetime) -> FutureDate:
        """The note for a file."""
        reason = f"dates in the future were left out, the first {earliest.date().isoformat()}"
        return cls(where, reason, is_error=False, at=earliest.timestamp())


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences ``[start, end)`` of an article's stored text, and what is embedded for them.

    ``id`` comes from the article and the embedded text, not from the offsets, so that a passage that only moves keeps its vector.
    """

    id: str
    article_id: str
    start: int
    end: int
    embedded: str
    """Headline and date, then the passage: what the models read. Never quoted."""

    @property
    def lead(self) -> str:
        """The part of ``embedded`` before the article's own text."""
        return self.embedded[: len(self.embedded) - (self.end - self.start)]

    @property
    def quotable(self) -> str:
        """The article's own text: ``embedded`` without its lead."""
        return self.embedded[len(self.lead) :]


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrictions on the articles that may answer. ``since`` and ``until`` are inclusive days, as YYYYMMDD integers."""

    outlets: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    asked_on: date | None = None
    """The day of the question, where that is not the corpus's newest: it restricts nothing, but news of that time comes first."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the catalogue has it: the live version."""

    id: str
    version: int
    article: Article
    addresses: tuple[str, ...] = field(default=())
    """Every URL or path under which this text was found, the article's own first."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that a store returned, with that store's score (higher is better)."""

    passage_id: str
    score: float


class Embedder(Protocol):
    """Turns texts into unit vectors."""

    fingerprint: str
    """Changes with the model, its pooling, or its prefix; stored beside the vectors."""
    max_tokens: int

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text as the model would read it, special tokens included."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors: ...

    def embed_question(self, question: str) -> Vectors:
        """A matrix of one row."""
        ...


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """Words of a text that may be the answer: ``[start, end)``, and how likely they are it, as a logit beside there being none."""

    start: int
    end: int
    logit: float


class AnswerFinder(Protocol):
    """Finds the words of a text that tell the answer."""

    def answers(self, question: str, text: str, start: int) -> list[AnswerWords]:
        """The likeliest answers from the character ``start`` of ``text`` on, best first, none of which overlap."""
        ...


class Reranker(Protocol):
    """Scores texts (raw logits: higher is better, about 0 is undecided)."""

    fingerprint: str

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """How well each text answers the question."""
        ...

    def relevance(self, request: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """How well each text fits a request that no single sentence answers: a topic, a claim, a speech, a comparison."""
        return self.score(request, texts)


def digest(text: str) -> str:
    """First 16 hexadecimal digits of the SHA-256 of ``text``; lone surrogates are allowed."""
    return digest_of((text,))


def digest_of(pieces: Iterable[str]) -> str:
    """The digest of the pieces one after another. A long one is not copied as a whole."""
    found = hashlib.sha256()
    for piece in pieces:
        for first in range(0, len(piece), _PIECE):
            found.update(piece[first : first + _PIECE].encode("utf-8", "surrogatepass"))
    return found.hexdigest()[:16]
