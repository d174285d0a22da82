"""Every format in, as messy as life; nothing raises, spans are sound, dates are never guessed."""

import gzip
import json
import lzma
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.extract import extract_file
from index.extract.dates import from_url, published
from index.extract.furniture import is_furniture
from index.extract.outlets import split_title
from index.extract.recurring import blocks, furniture, without
from index.extract.urls import canonical_url
from index.model import Article, Label, Skipped

NOW = datetime(2023, 9, 1, tzinfo=UTC)
SEED = Path(__file__).parents[3] / "../shared/seed"

DUMP = """ date 2022-02-03 Harbour closes after storm

  • Oops!
    Something went wrong.
JANE DOE AND RAJ PATEL
·3 min read
In this article:

KORLING, Vest. (AP) — The harbour closed on Thursday.The mayor said it would open again.

“We wait,” she said.

Sign up for our newsletter and get it in your inbox

Recommended Stories

  • Mill to reopen

    The mill reopens in May, its owner told Reuters.Get news worthy of your time with Axios Markets. Subscribe for free.

  • A headline without a blurb
"""


def extract(tmp_path: Path, name: str, data: str | bytes) -> list[Article | Skipped]:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(extract_file(path, now=NOW))


def article(tmp_path: Path, name: str, data: str | bytes) -> Article:
    found = extract(tmp_path, name, data)[0]
    assert isinstance(found, Article)
    return found


def labelled(item: Article, label: Label) -> list[str]:
    return [item.text[span.start : span.end] for span in item.spans if span.label is label]


def test_a_text_dump(tmp_path: Path) -> None:
    host, mill, bare = extract(tmp_path, "a.txt", DUMP)
    assert isinstance(host, Article)
    assert isinstance(mill, Article)
    assert isinstance(bare, Article)
    assert host.text == DUMP
    assert host.headline == "Harbour closes after storm"
    assert host.byline == ("Jane Doe", "Raj Patel")
    assert (host.agency, host.dateline) == ("Associated Press", "KORLING, Vest.")
    assert host.published is not None
    assert (host.published.at.date().isoformat(), host.published.precision) == ("2022-02-03", "day")
    assert labelled(host, Label.BODY) == [
        "The harbour closed on Thursday.The mayor said it would open again.",
        "“We wait,” she said.",
    ]
    assert "Mill" not in "".join(labelled(host, Label.BODY))
    assert (mill.kind, mill.headline, mill.outlet, mill.seen_on) == ("teaser", "Mill to reopen", "Axios", host.key)
    assert labelled(mill, Label.BODY) == ["The mill reopens in May, its owner told Reuters."]
    assert mill.published is not None
    assert mill.published.source == "host"
    assert (bare.headline, bare.body) == ("A headline without a blurb", ())


@pytest.mark.skipif(not SEED.is_dir(), reason="the article that the project was born from is not beside the project")
def test_the_seed_article() -> None:
    found = [item for path in sorted(SEED.iterdir()) for item in extract_file(path, now=NOW)]
    host = found[0]
    assert isinstance(host, Article)
    assert (host.byline, host.agency) == (("Aamer Madhani",), "Associated Press")
    assert host.dateline == "WILMINGTON, Del."
    assert sum(isinstance(item, Article) and item.kind == "teaser" for item in found) == 20
    assert not any("safe and engaging" in text or "Oops" in text for text in labelled(host, Label.BODY))


def test_html(tmp_path: Path) -> None:
    body = "".join(
        f"<p>Paragraph {n} tells of the harbour and of the storm that closed it for days.</p>" for n in range(5)
    )
    page = f"""<html lang="en"><head><title>Harbour closes | Port News</title>
      <link rel="canonical" href="https://port.example/a?utm_source=x"><meta property="og:site_name" content="Port News">
      <meta property="article:published_time" content="2022-02-03T10:00:00Z"></head>
      <body><nav><a href="/">Home</a></nav><article><h1>Harbour closes</h1>{body}</article></body></html>"""
    found = article(tmp_path, "a.html", page)
    assert found.key == found.url == "https://port.example/a"
    assert (found.headline, found.outlet) == ("Harbour closes", "Port News")
    assert found.published is not None
    assert found.published.at.date().isoformat() == "2022-02-03"
    assert len(found.body) >= 5


def test_markdown_is_kept_as_it_is(tmp_path: Path) -> None:
    found = article(
        tmp_path, "a.md", "---\ntitle: Storm\ndate: 2022-02-03\nauthor: Jane Doe\n---\n# Storm\n\nIt *rained*.\n"
    )
    assert (found.headline, found.byline, labelled(found, Label.BODY)) == ("Storm", ("Jane Doe",), ["It *rained*."])
    assert found.published is not None


@pytest.mark.parametrize(
    "record",
    [
        {
            "url": "https://a.example/x",
            "title": "Storm",
            "text": "It rained.",
            "authors": ["Jane Doe"],
            "publish_date": "2022/02/03",
        },
        {
            "link": "https://a.example/x",
            "headline": "Storm",
            "body": "It rained.",
            "byline": "By Jane Doe",
            "date": "3 Feb 2022",
        },
        {
            "url": "https://A.example/x#top",
            "title": "Storm",
            "content": "It rained.",
            "author": {"name": "Jane Doe"},
            "published": 1643846400,
        },
    ],
)
def test_the_usual_field_names(tmp_path: Path, record: dict[str, object]) -> None:
    for name, data in {
        "a.json": json.dumps(record).encode(),
        "list.json": json.dumps({"articles": [record]}).encode(),
        "a.jsonl": json.dumps(record).encode(),
        "a.jsonl.gz": gzip.compress(json.dumps(record).encode()),
        "a.jsonl.xz": lzma.compress(json.dumps(record).encode()),
    }.items():
        found = article(tmp_path, name, data)
        assert (found.url, found.headline, found.text, found.byline) == (
            "https://a.example/x",
            "Storm",
            "It rained.",
            ("Jane Doe",),
        )
        assert found.published is not None
        assert found.published.at.date().isoformat() == "2022-02-03"
        assert found.outlet == "a.example"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("binary.txt", b"\x89PNG\r\n\x1a\n\0\0\0"),
        ("cut.json", b'[{"title": "Storm", "text": "It rai'),
        ("cut.jsonl.gz", gzip.compress(b'{"text": "It rained."}\n' * 99)[:40]),
        ("rubbish.xz.jsonl.xz", b"not compressed"),
        ("list.jsonl", b"[1, 2]\nnull\n{}\n"),
        ("bad.md", b"---\n: [\n---\nText."),
    ],
)
def test_bad_input_is_one_clear_line(tmp_path: Path, name: str, data: bytes) -> None:
    found = extract(tmp_path, name, data)
    assert found
    assert all(isinstance(item, Skipped) and item.reason and "\n" not in item.reason for item in found)


def test_a_line_of_many_megabytes_costs_that_line_only(tmp_path: Path) -> None:
    good = b'{"text": "It rained.", "url": "https://a.example/1"}\n'
    found = extract(tmp_path, "a.jsonl", good + b'{"text": "' + b"x" * (17 * 2**20) + b'"}\n' + good)
    assert [type(item) for item in found] == [Article, Skipped, Article]


@settings(max_examples=60)
@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_nothing_raises_and_spans_are_sound(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.txt.gz", "a.jsonl.xz"):
            for item in extract(Path(folder), name, data):
                if isinstance(item, Article):
                    position = 0
                    for span in item.spans:
                        assert position <= span.start < span.end <= len(item.text)
                        position = span.end


def test_dates_are_whole_and_not_in_the_future() -> None:
    for value in ("Thursday", "December 2021", "10:30", "", None, True, "2023-10-01", "0999-01-01", "soon"):
        assert published(value, "field", NOW) is None
    found = published("2022-02-03T10:20:30+02:00", "field", NOW)
    assert found is not None
    assert (found.at.hour, found.precision) == (8, "second")
    assert from_url("https://a.example/2022/04/09/storm", NOW) is not None


def test_addresses_have_one_form() -> None:
    assert canonical_url("HTTPS://A.example:443/x?b=1&utm_source=y#z") == "https://a.example/x?b=1"
    assert canonical_url("javascript:alert(1)") is None
    assert canonical_url("http://[bad") is None


def test_titles_lose_their_outlet_only() -> None:
    assert split_title("Storm closes port | CNN", "", "cnn.com") == ("Storm closes port", "CNN")
    assert split_title("Spider-Man - the review", "", "cnn.com") == ("Spider-Man - the review", "")


@pytest.mark.parametrize(
    "line", ["Read More", "How relevant is this ad to you?", "Oops!", "Follow us on Twitter", "___"]
)
def test_furniture_that_a_line_reveals(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line", ["He signed up on Monday.", "The newsletter was shut down by the police.", "Share prices fell."]
)
def test_news_is_not_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_what_recurs_over_an_outlet_is_furniture(tmp_path: Path) -> None:
    pages = [
        article(
            tmp_path,
            "a.jsonl",
            json.dumps({"text": f"Fact {n}.\n\nAll rights lie with us", "url": f"https://a.example/{n}"}),
        )
        for n in range(6)
    ]
    found = [{digest: span for span, digest in blocks(page)} for page in pages]
    counts = {digest: sum(digest in page for page in found) for page in found for digest in page}
    lengths = dict.fromkeys(counts, 20)
    removed = furniture(len(pages), counts, lengths)
    assert labelled(without(pages[0], removed), Label.BODY) == ["Fact 0."]
