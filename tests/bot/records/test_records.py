"""What is kept of answers, conversations and feedback; how it comes back, and how it goes."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer.answers import Answer, Evidence
from bot.answer.query import Turn
from bot.answer.understand.intents import Intent
from bot.records import QuoteLocation, Records, ServerSettings
from bot.records.saved import pack_answer, unpack_answer
from index.store import Place, StoreError, open_store
from index.types import Article, Label, Published, Span

NOW = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
BODY = "One came first. Two came next. The ferry stopped on Monday. Four was late. Five was later. Six never came."
TEXT = f"Ferry stops\n\n{BODY}\n\nMore from us"
START = TEXT.index("The ferry")
QUOTE = "The ferry stopped on Monday."
ARTICLE = Article(
    key="https://example.com/ferry",
    text=TEXT,
    spans=(
        Span(0, 11, Label.HEADLINE),
        Span(13, 13 + len(BODY), Label.BODY),
        Span(len(TEXT) - 12, len(TEXT), Label.FURNITURE),
    ),
    headline="Ferry stops",
    url="https://example.com/ferry",
    outlet="Harbour News",
    agency="AP",
    byline=("Ann Lee",),
    published=Published(datetime(2024, 4, 30, 9, 15, tzinfo=UTC), "minute", "field"),
)
EVIDENCE = Evidence(1, QUOTE, START, START + len(QUOTE), ARTICLE.id, 3, ARTICLE, 6.5, ((4, 9),))
TEASER = Evidence(
    2, BODY, 0, len(BODY), "b" * 16, 1, Article("x#1", BODY, (Span(0, len(BODY), Label.BODY),), kind="teaser"), 5.0
)
ANSWER = Answer("When did it stop?", "answered", (EVIDENCE, TEASER), 0.8, date(2024, 4, 30), {"read": 0.5})


@pytest.fixture(params=["folder", "servers"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where records are: in a folder, or on a real server."""
    data = tmp_path / "data"
    return request.getfixturevalue("servers").new_place(data) if request.param == "servers" else data


in_a_folder = pytest.mark.parametrize("place", ["folder"], indirect=True)
"""For what is about their file."""


@pytest.fixture
def records(place: Place) -> Iterator[Records]:
    made = Records(place)
    yield made
    made.close()


def save(records: Records, answer: Answer = ANSWER, **options: object) -> int:
    values = {"server": 1, "channel": 2, "asker": "ann", "conversation": "discord:thread:1", "now": NOW} | options
    return records.save_answer(answer, **values)  # type: ignore[arg-type]


def test_an_answer_comes_back_after_a_restart(records: Records, place: Place) -> None:
    number = save(records)
    records.close()
    again = Records(place)
    saved = again.answer(number)
    again.close()
    assert saved is not None
    assert (saved.server, saved.channel, saved.asker, saved.conversation) == (1, 2, "ann", "discord:thread:1")
    assert saved.at == NOW
    assert saved.locations[0] == QuoteLocation(ARTICLE.id, 3, START, START + len(QUOTE))
    first, second = saved.answer.evidence
    assert replace(saved.answer, evidence=()) == replace(ANSWER, evidence=())
    shown = "One came first. Two came next. The ferry stopped on Monday. Four was late. Five was later."
    assert first.article.text == shown
    assert first.article.text[first.start : first.end] == first.quote == QUOTE
    assert replace(first.article, text=TEXT, spans=ARTICLE.spans) == ARTICLE
    assert replace(first, article=ARTICLE, start=START, end=START + len(QUOTE)) == EVIDENCE
    assert (second.article.kind, second.article.text) == ("teaser", BODY)


texts = st.text(max_size=60)
articles = st.builds(
    lambda before, quote, after, headline, outlet, url: (
        before,
        quote,
        Article(
            "k", before + quote + after, (Span(0, len(before + quote + after), Label.BODY),), headline, url, outlet
        ),
    ),
    texts,
    st.text(min_size=1, max_size=60),
    texts,
    texts,
    texts,
    st.none() | texts,
)


@settings(max_examples=50)
@given(st.lists(articles, max_size=3), st.text(max_size=50))
def test_any_answer_survives(made: list[tuple[str, str, Article]], question: str) -> None:
    evidence = tuple(
        Evidence(n, quote, len(before), len(before) + len(quote), article.id, 1, article, 1.0)
        for n, (before, quote, article) in enumerate(made, start=1)
    )
    answer, locations = unpack_answer(pack_answer(Answer(question, "answered", evidence)))
    assert answer.question == question
    for old, new, location in zip(evidence, answer.evidence, locations, strict=True):
        assert new.article.text[new.start : new.end] == new.quote == old.quote
        assert new.article.text in old.article.text
        assert old.article.text[location.start : location.end] == old.quote
        assert (new.article.headline, new.article.url) == (old.article.headline, old.article.url)


def test_the_form_of_an_answer_survives() -> None:
    item = replace(EVIDENCE, stance="against", part=2, also_in=("Radio One",), label="corrected")
    answer = replace(
        ANSWER,
        verdict="related",
        evidence=(item,),
        intent=Intent.SEVERAL,
        parts=("who", "when"),
        following="What happened?",
        corrected=(("fery", "ferry"),),
        reply="Hello.",
    )
    kept, _ = unpack_answer(pack_answer(answer))
    assert replace(kept, evidence=()) == replace(answer, evidence=())
    assert isinstance(kept.intent, Intent)
    assert replace(kept.evidence[0], article=ARTICLE, start=START, end=START + len(QUOTE)) == item


def test_an_answer_that_was_kept_before_there_were_forms() -> None:
    body = json.loads(pack_answer(ANSWER))
    for name in ("intent", "parts", "following", "corrected", "reply"):
        del body["answer"][name]
    for name in ("stance", "part", "also_in", "label"):
        del body["answer"]["evidence"][0][name]
    kept, _ = unpack_answer(json.dumps(body))
    assert (kept.intent, kept.parts, kept.evidence[0].also_in) == (Intent.FACT, (), ())


def test_half_a_surrogate_pair_is_kept_as_a_question_mark(records: Records) -> None:
    article = replace(ARTICLE, headline="odd \ud800 headline")
    number = save(records, replace(ANSWER, question="\udfff?", evidence=(replace(EVIDENCE, article=article),)))
    saved = records.answer(number)
    assert saved is not None
    assert (saved.answer.question, saved.answer.evidence[0].article.headline) == ("??", "odd ? headline")


@pytest.mark.parametrize("number", [0, -1, 7, 2**63, 10**30])
def test_no_such_answer(records: Records, number: int) -> None:
    assert records.answer(number) is None
    assert not records.feedback(number, "ann", True, None, NOW)


def test_numbers_are_never_given_out_again(records: Records) -> None:
    first = save(records)
    assert records.forget("ann") == 1
    assert save(records) > first


def test_the_last_opinion_counts(records: Records) -> None:
    number = save(records)
    assert records.feedback(number, "ann", True, None, NOW)
    assert records.feedback(number, 7, True, "  exactly ", NOW)
    assert records.feedback(number, "ann", False, "wrong day", NOW + timedelta(days=1))
    exported = list(records.export_feedback())
    assert exported[1] == {
        "id": f"feedback-{number}-2",
        "question": "When did it stop?",
        "asked_on": "2024-05-01",
        "verdict": "answered",
        "articles": [ARTICLE.id, "b" * 16],
        "urls": ["https://example.com/ferry"],
        "quotes": [QUOTE, BODY],
        "vote": "down",
        "reason": "wrong day",
        "voted_on": "2024-05-02",
    }
    assert (exported[0]["vote"], exported[0]["reason"]) == ("up", "exactly")
    assert "ann" not in json.dumps(exported)


def test_a_conversation_is_its_last_turns_in_order(records: Records) -> None:
    for n in range(8):
        records.add_turn("discord:thread:1", Turn(f"and {n}?", f"what of {n}?", f"that of {n}"), "ann", NOW)
    records.add_turn("terminal:x", Turn("a", "b", "c"), "bob", NOW)
    turns = records.conversation("discord:thread:1", limit=3)
    assert [turn.asked for turn in turns] == ["and 5?", "and 6?", "and 7?"]
    assert turns[0] == Turn("and 5?", "what of 5?", "that of 5")
    assert len(records.conversation("discord:thread:1")) == 6
    assert records.conversation("nothing") == []


def test_settings_of_a_server(records: Records) -> None:
    assert records.server_settings(1) == ServerSettings()
    chosen = ServerSettings("channels", (10**18, 5), 7, True, 30)
    records.set_server_settings(1, ServerSettings("threads"))
    records.set_server_settings(1, chosen)
    assert records.server_settings(1) == chosen
    assert records.server_settings(2) == ServerSettings()


@in_a_folder
@pytest.mark.parametrize("kept", ["{", '{"where": "nowhere"}', "[]", '{"cooldown": "soon"}'])
def test_settings_that_cannot_be_read_are_the_defaults(records: Records, tmp_path: Path, kept: str) -> None:
    with closing(sqlite3.connect(tmp_path / "data/records.sqlite3")) as connection, connection:
        connection.execute("INSERT INTO server_settings VALUES (1, ?)", (kept,))
    assert records.server_settings(1) == ServerSettings()


def test_a_person_is_forgotten(records: Records) -> None:
    mine, theirs = save(records, asker="ann"), save(records, asker="bob")
    records.feedback(mine, "bob", True, None, NOW)
    records.feedback(theirs, "ann", False, "my words", NOW)
    records.feedback(theirs, "bob", True, None, NOW)
    records.add_turn("k", Turn("mine?", "mine?", "x"), "ann", NOW)
    records.add_turn("k", Turn("theirs?", "theirs?", "x"), "bob", NOW)
    assert records.forget("ann") == 4
    assert records.answer(mine) is None
    assert records.answer(theirs) is not None
    assert [turn.asked for turn in records.conversation("k")] == ["theirs?"]
    assert [item["vote"] for item in records.export_feedback()] == ["up"]
    assert records.forget("ann") == 0


def test_what_is_old_is_forgotten_whatever_its_time_zone(records: Records) -> None:
    old = save(records, now=NOW.astimezone(timezone(timedelta(hours=-9))))
    new = save(records, now=(NOW + timedelta(seconds=1)).astimezone(timezone(timedelta(hours=9))))
    records.add_turn("k", Turn("old?", "", ""), "ann", NOW - timedelta(days=1))
    records.feedback(old, "ann", True, None, NOW + timedelta(days=2))
    assert records.forget_before(NOW + timedelta(microseconds=1)) == 3
    assert (records.answer(old), records.conversation("k")) == (None, [])
    assert records.answer(new) is not None


def test_a_server_is_forgotten(records: Records) -> None:
    here, there = save(records, server=1, conversation="here"), save(records, server=2, conversation="there")
    for number in (here, there):
        records.feedback(number, "ann", True, None, NOW)
    for key in ("here", "there"):
        records.add_turn(key, Turn("a", "b", "c"), "ann", NOW)
    records.set_server_settings(1, ServerSettings("threads"))
    assert records.forget_server(1) == 3
    assert (records.answer(here), records.conversation("here")) == (None, [])
    assert records.server_settings(1) == ServerSettings()
    assert records.answer(there) is not None
    assert len(records.conversation("there")) == 1


@in_a_folder
def test_what_is_forgotten_is_overwritten(records: Records, tmp_path: Path) -> None:
    save(records, replace(ANSWER, question="the unmistakable question"))
    records.forget("ann")
    records.close()  # the last to leave carries the write-ahead log over
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert b"unmistakable" not in kept


def test_records_are_kept_while_somebody_indexes(tmp_path: Path) -> None:
    with open_store(tmp_path, "hash/1", exclusive=True):
        records = Records(tmp_path)
        number = save(records)
    assert records.answer(number) is not None
    records.close()


@in_a_folder
def test_opening_waits_for_no_writer_where_nothing_is_missing(records: Records, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "data/records.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")  # as a dry run does for minutes
    again = Records(tmp_path / "data")
    assert again.conversation("k") == []
    again.close()
    other.close()


@in_a_folder
def test_records_of_a_newer_newsdesk_are_refused(records: Records, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "data/records.sqlite3")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
    with pytest.raises(StoreError, match="newer newsdesk") as caught:
        Records(tmp_path / "data")
    assert str(tmp_path) not in caught.value.public


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="NEWSDESK_DATA_DIR"):
        Records(tmp_path / "file/data")


def test_many_threads_and_two_openers(tmp_path: Path) -> None:
    opened: list[Records] = []
    threads = [threading.Thread(target=lambda: opened.append(Records(tmp_path))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers: list[int] = []
    errors: list[Exception] = []

    def work(records: Records, who: str) -> None:
        try:
            for _ in range(10):
                number = save(records, asker=who)
                numbers.append(number)
                records.feedback(number, who, True, None, NOW)
                records.add_turn(who, Turn("a", "b", "c"), who, NOW)
        except Exception as error:
            errors.append(error)

    workers = [threading.Thread(target=work, args=(records, str(n))) for n, records in enumerate(opened * 2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert errors == []
    assert len(set(numbers)) == 80
    assert len(list(opened[0].export_feedback())) == 80
    for records in opened:
        records.close()
