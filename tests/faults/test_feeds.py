"""A feed is a window on the news: what rolls out of it stays; an export that shrinks is held back or goes."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from index.extract import extract_file
from index.extract.feeds import is_window
from tests.support import fakes
from tests.support.corpus import Corpus, body

RSS = '<?xml version="1.0"?><rss version="2.0"{spaces}><channel><title>Wire</title>{marks}{items}</channel></rss>'
ITEM = "<item><title>Story {n}</title><link>http://wire/{n}</link><description>{text}</description></item>"
COMPLETE = ' xmlns:fh="http://purl.org/syndication/history/1.0"', "<fh:complete/>"
EXPORT = ' xmlns:wp="http://wordpress.org/export/1.2/"', ""


def feed(numbers: range, spaces: str = "", marks: str = "") -> str:
    items = "".join(ITEM.format(n=n, text=body(f"ferry {n}")) for n in numbers)
    return RSS.format(spaces=spaces, marks=marks, items=items)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    made = Corpus(tmp_path, monkeypatch)
    monkeypatch.setattr("index.pipeline.reading.Workers", fakes.in_process(extract_file))
    return made


def test_what_rolls_out_of_a_feed_stays_and_nothing_is_told_of_it(corpus: Corpus) -> None:
    corpus.write("feed.xml", feed(range(20)))
    corpus.run(corpus.folder)
    for day in (1, 2):
        corpus.write("feed.xml", feed(range(15 * day, 15 * day + 20)))
        report = corpus.run()
        assert (report.added, report.removed, report.skipped) == (15, 0, [])
    corpus.write("feed.xml", feed(range(0)))
    assert corpus.run().removed == 0
    assert len(corpus.headlines()) == 50
    with corpus.open() as store:
        assert store.fading.count() == 0


@pytest.mark.parametrize(("spaces", "marks"), [COMPLETE, EXPORT])
def test_a_feed_that_says_that_it_is_whole_is_held_like_an_export(corpus: Corpus, spaces: str, marks: str) -> None:
    corpus.write("feed.xml", feed(range(20), spaces, marks))
    corpus.run(corpus.folder)
    corpus.write("feed.xml", feed(range(15, 25), spaces, marks))
    report = corpus.run()
    assert (report.removed, report.has_errors) == (0, True)
    assert corpus.run(prune=True).removed == 15


def test_what_a_page_tells_too_is_the_pages_once_it_has_rolled_out(corpus: Corpus) -> None:
    text = body("the whole story of ferry 3, at length")
    page = {"title": "Story 3", "url": "http://wire/3", "text": text}
    corpus.write("a-page.json", json.dumps(page))
    corpus.write("feed.xml", feed(range(20)))
    corpus.run(corpus.folder)
    corpus.write("feed.xml", feed(range(10, 30)))
    assert corpus.run().removed == 0
    with corpus.open() as store:
        kept = store.catalogue.article("http://wire/3")
        assert kept is not None
        assert text in kept.article.text
        assert kept.addresses == ("http://wire/3", str(corpus.folder / "a-page.json"))


def test_a_feed_that_is_deleted_is_away_with_all_that_it_told(corpus: Corpus) -> None:
    path = corpus.write("feed.xml", feed(range(20)))
    corpus.run(corpus.folder)
    corpus.write("feed.xml", feed(range(20, 40)))
    corpus.run()
    path.unlink()
    assert "40 of its 40" in corpus.run().skipped[0].reason
    assert corpus.run(prune=True).removed == 40


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.xml", feed(range(1)).encode("utf-16"), True),
        ("a.rss.gz", gzip.compress(feed(range(1)).encode()), True),
        ("a.json", b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', True),
        ("a.json", b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1", "items": []}', True),
        ("a.json", b'[{"title": "Story"}]', False),
        ("a.jsonl", b'{"title": "Story"}', False),
        ("a.rss.gz", b"not gzip", False),
    ],
)
def test_feeds_are_told_by_what_they_begin_with(tmp_path: Path, name: str, data: bytes, expected: bool) -> None:
    (tmp_path / name).write_bytes(data)
    assert is_window(tmp_path / name) is expected
