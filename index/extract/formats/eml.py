"""Newsletters as mail programs save them: one message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import Any, cast

from index.extract.data_articles import read_record
from index.extract.furniture import is_doubted
from index.extract.input import Input
from index.extract.rendering import render
from index.sources.files import read_bytes
from index.types import Article, Label, Skipped, Span

_HEADER = 4000
"""Characters of a header that are read: Python's reader of headers takes far longer the longer they are."""

_FRAME = re.compile(
    r"(?:good (?:morning|afternoon|evening|day)|hi|hello|hey|dear)\b[^.?]{0,40}[,!:–—]?\Z|you(?:['’]re| are) (?:receiving|getting) this\b|(?:manage|update) (?:your )?preferences\b",
    re.IGNORECASE,
)
"""A letter's greeting, and the notice of why it was sent."""
_SENT_ON = re.compile(r"(?:\s{0,9}(?:fwd?|re|aw|wg|tr)\s{0,3}:\s{0,9}){1,9}", re.IGNORECASE)
"""What mail programs put before the subject of what is forwarded or replied to."""


class _Policy(EmailPolicy):
    """Python's, but for the length of headers."""

    def header_fetch_parse(self, name: str, value: str) -> Any:  # noqa: ANN401 - as its base has it
        return super().header_fetch_parse(name, value[:_HEADER])


_POLICY = cast("EmailPolicy[EmailMessage]", _Policy())


def read(file: Input) -> Iterator[Article | Skipped]:
    """The message as an article: its subject, its sender as the outlet, its day, and its text."""
    yield read_message(read_bytes(file.content), file.key, now=file.now)


def read_message(data: bytes, where: str, *, now: datetime) -> Article | Skipped:
    """A message as an article."""
    try:
        message = message_from_bytes(data, policy=_POLICY)
        subject, sender, sent = (str(message.get(name) or "") for name in ("Subject", "From", "Date"))
        text = _text(message)
    except (MessageError, LookupError, ValueError, AttributeError, KeyError, TypeError, RecursionError):  # odd headers
        return Skipped(where, "not a message that can be understood; save it again")
    if not (subject or sender):
        return Skipped(where, "no message: it has neither a subject nor a sender")
    name, address = parseaddr(sender)
    fields = {
        "title": subject[before.end() if (before := _SENT_ON.match(subject)) else 0 :],
        "outlet": name or address.rpartition("@")[2],
        "date": sent,
        "text": text,
    }
    found = read_record(fields, where, now=now)
    return _without_frame(found) if isinstance(found, Article) else found


def _without_frame(letter: Article) -> Article:
    """A letter whose greeting, and what it says of its sending, is not cited; as it is where nothing else would be left."""

    def is_frame(span: Span) -> bool:
        said = letter.text[span.start : span.end]
        return span.label is Label.BODY and (is_doubted(said) or _FRAME.match(said) is not None)

    spans = tuple(replace(span, label=Label.FURNITURE) if is_frame(span) else span for span in letter.spans)
    return replace(letter, spans=spans) if any(span.label is Label.BODY for span in spans) else letter


def _text(message: EmailMessage) -> str:
    """The message's words; of HTML all that is seen, as tables lay newsletters out and the plain text is often only links."""
    part = message.get_body(("html", "plain"))
    if part is None:
        return ""
    content = str(part.get_content())
    return render(content) if part.get_content_subtype() == "html" else content
