"""Mailboxes of newsletters."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from index.extract.formats import mbox
from index.types import Article, Skipped
from tests.support.extracting import SECOND, SENTENCE, articles, body, day, errors, extract

START = b"From 1726543210@xxx Sat Mar 05 07:00:00 +0000 2022\n"


def message(subject: str, text: str) -> bytes:
    made = EmailMessage()
    made["Subject"], made["From"] = subject, "Harbour Lights <letters@lights.example>"
    made["Date"] = "Sat, 05 Mar 2022 07:00:00 +0100"
    made.set_content(text)
    return made.as_bytes()


def test_every_message_is_an_article(tmp_path: Path) -> None:
    quoted = message("Second", f"{SECOND}\n\n>From the port came no word on that until the evening.")
    box = START + message("First", SENTENCE) + b"\n" + START + quoted
    first, second = articles(tmp_path, "letters.mbox", box)
    assert (first.headline, first.outlet, day(first)) == ("First", "Harbour Lights", "2022-03-05")
    assert (body(first), second.key) == ([SENTENCE], f"{tmp_path / 'letters.mbox'}#2")
    assert body(second) == [SECOND, "From the port came no word on that until the evening."]


def test_a_message_that_is_too_large_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "_LARGEST", 1000)
    box = START + message("Huge", "word " * 400) + b"\n" + START + message("First", SENTENCE)
    large, found = extract(tmp_path, "a.mbox", box)
    assert isinstance(large, Skipped) and large.is_error and isinstance(found, Article)


@pytest.mark.parametrize("data", [b"junk\n\nFrom x", b"\n\n\n", b"From x\n", b"From x\n\n\n", b"\xff\xfe\0", START * 3])
def test_what_is_no_mailbox_is_told(tmp_path: Path, data: bytes) -> None:
    found = extract(tmp_path, "a.mbox", data)
    assert found and not any(isinstance(item, Article) for item in found)
    assert "please report" not in " ".join(errors(found))


@pytest.mark.parametrize("subject", ["Fwd: Bridge shut", "Re: FW: Bridge shut", "AW:Bridge shut", "Bridge shut"])
def test_what_was_sent_on_has_its_own_subject(tmp_path: Path, subject: str) -> None:
    (article,) = articles(tmp_path, "a.eml", message(subject, SENTENCE))
    assert article.headline == "Bridge shut"


def test_a_letters_greeting_and_why_it_was_sent_are_not_cited(tmp_path: Path) -> None:
    lines = (
        "Good morning,",
        SENTENCE,
        "You are receiving this because you signed up.",
        "Unsubscribe | Manage preferences",
    )
    (article,) = articles(tmp_path, "a.eml", message("Bridge shut", "\n\n".join(lines)))
    assert body(article) == [SENTENCE]
    (article,) = articles(tmp_path, "b.eml", message("Good morning", "Good morning,"))
    assert body(article) == ["Good morning,"]
