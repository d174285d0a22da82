"""Newsletters as mail programs save them: one message."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from index.extract.data_articles import read_record
from index.extract.input import Input
from index.extract.rendering import render
from index.sources.files import read_bytes
from index.types import Article, Skipped


def read(file: Input) -> Iterator[Article | Skipped]:
    """The message as an article: its subject, its sender as the outlet, its day, and its text."""
    yield read_message(read_bytes(file.content), file.key, now=file.now)


def read_message(data: bytes, where: str, *, now: datetime) -> Article | Skipped:
    """A message as an article."""
    message = message_from_bytes(data, policy=default)
    try:
        subject, sender, sent = (str(message.get(name) or "") for name in ("Subject", "From", "Date"))
        text = _text(message)
    except (MessageError, LookupError, ValueError, AttributeError, KeyError, TypeError):  # odd headers and charsets
        return Skipped(where, "not a message that can be understood; save it again")
    if not (subject or sender):
        return Skipped(where, "no message: it has neither a subject nor a sender")
    name, address = parseaddr(sender)
    fields = {"title": subject, "outlet": name or address.rpartition("@")[2], "date": sent, "text": text}
    return read_record(fields, where, now=now)


def _text(message: EmailMessage) -> str:
    """The message's words; of HTML all that is seen, as tables lay newsletters out and the plain text is often only links."""
    part = message.get_body(("html", "plain"))
    if part is None:
        return ""
    content = str(part.get_content())
    return render(content) if part.get_content_subtype() == "html" else content
