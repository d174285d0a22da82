"""Web pages, Markdown and JSON, whole and broken."""

from __future__ import annotations

import gzip
import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.extract import extract_file
from index.extract.data_articles import read_record
from index.types import Article, Label, Skipped

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NEWS = Path(__file__).parents[3].parent / "shared" / "news" / "articles-2022.jsonl.xz"
SENTENCE = "The harbour bridge was shut on Friday after divers had found a crack as long as a bus."


def extract(folder: Path, name: str, data: str | bytes) -> list[Article | Skipped]:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return list(extract_file(folder / name, now=NOW))


def body(article: Article | Skipped) -> list[str]:
    assert isinstance(article, Article), article
    return [article.text[span.start : span.end] for span in article.body]


def test_html(tmp_path: Path) -> None:
    page = f"""<html lang="en"><head><title>Bridge shut | Gazette</title>
    <link rel="canonical" href="https://gazette.example/2022/03/bridge?utm_source=x"><meta property="og:site_name" content="Gazette">
    <meta property="article:published_time" content="2022-03-05T10:15:00+02:00"></head><body><nav>Home News</nav>
    <article><h1>Bridge shut</h1><p>OSLO (Reuters) - {SENTENCE}</p><p>{SENTENCE} Nobody was hurt.</p></article></body></html>"""
    (article,) = extract(tmp_path, "a.html", page)
    assert isinstance(article, Article)
    assert article.key == "https://gazette.example/2022/03/bridge"
    assert (article.outlet, article.language, article.dateline, article.agency) == ("Gazette", "en", "OSLO", "Reuters")
    assert article.published and article.published.at == datetime(2022, 3, 5, 8, 15, tzinfo=UTC)
    assert body(article)[-2:] == [SENTENCE, f"{SENTENCE} Nobody was hurt."]


def test_markdown(tmp_path: Path) -> None:
    text = f"---\ndate: 2022-03-05\nauthor: Ann Lee\n---\n# Bridge shut\n\n![map](m.png)\n\n{SENTENCE}\n\n## Costs\n\nTwo <b>million</b>.\n"
    (article,) = extract(tmp_path, "a.md", text)
    assert isinstance(article, Article)
    assert (article.headline, article.byline) == ("Bridge shut", ("Ann Lee",))
    assert article.published and article.published.at == datetime(2022, 3, 5, tzinfo=UTC)
    assert body(article) == [SENTENCE, "Two <b>million</b>."]


def test_markdown_without_usable_front_matter(tmp_path: Path) -> None:
    assert body(extract(tmp_path, "2022-03-05-a.md", f"---\n: [\n---\n{SENTENCE}")[0])[-1] == SENTENCE


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "https://www.usatoday.com/a", "title": "Bridge shut - USA TODAY", "text": SENTENCE, "authors": ["Ann Lee", "Bo Ek"]},
        {"link": "https://usatoday.com/b", "headline": "Bridge shut", "body": SENTENCE, "byline": "By Ann Lee and Bo Ek"},
        {"source": {"name": "USA TODAY"}, "title": "Bridge shut", "content": f"<p>{SENTENCE}</p>", "author": [{"name": "Ann Lee"}, {"name": "Bo Ek"}]},
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "date", [{"publish_date": "2022/03/05"}, {"published_at": "Sat, 05 Mar 2022 10:00:00 GMT"}, {"date": 1646474400}]
)
def test_records(fields: dict[str, object], date: dict[str, object]) -> None:
    article = read_record({**fields, **date}, "k", now=NOW)
    assert isinstance(article, Article)
    assert (article.headline, article.outlet, article.byline) == ("Bridge shut", "USA TODAY", ("Ann Lee", "Bo Ek"))
    assert article.published and article.published.at.date().isoformat() == "2022-03-05"
    assert body(article) == [SENTENCE]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("London (CNN Business) When people took to the streets", "London"),
        ("(CNN) The academy told members", ""),
        ("LOUISVILLE, Ky. — The teacher of the year", "LOUISVILLE, Ky."),
        ("CIUDAD ACUÑA, Coahuila — The deputy mayor", "CIUDAD ACUÑA, Coahuila"),
        ("São Paulo, Brazil CNN —\n\nBrazilians woke up", "São Paulo, Brazil"),
        ("BEIJING, Dec 30 (Xinhua) -- The ministry said", "BEIJING"),
        ("ST. PAUL, Minn. (AP) — The teacher", "ST. PAUL, Minn."),
        ("SELVIK, 21st May, 2024 (NWA) -- The bank signed", "SELVIK"),
        ("Selvik, May 9, NWA - The traders prevented officials", "Selvik"),
        ("SELVIK--(NORTH WIRE)--The yard said", "SELVIK"),
        ("SELVIK CITY, ORM, Norway — The radio station", "SELVIK CITY, ORM, Norway"),
        ("PORT SELVIK/OSLO, 6 December 2021 – The yard said", "PORT SELVIK/OSLO"),
        ("(ANSA) - SELVIK, 08 NOV - The violin was found", "SELVIK"),
        ("Selvik, Mar 14 (PTI) The court said", "Selvik"),
        ("SELVIK, (DHA) - The teacher", "SELVIK"),
    ],
)
def test_datelines(line: str, place: str) -> None:
    article = read_record({"text": f"{line}\n\n{SENTENCE}"}, "k", now=NOW)
    assert isinstance(article, Article)
    assert article.dateline == place
    assert any(span.label is Label.DATELINE for span in article.spans)
    assert body(article)[0].split()[0] in ("When", "The", "Brazilians")


@pytest.mark.parametrize(
    "line", ["The bridge — an old one — was shut.", "It was cold (AP had said so).", "BREAKING — It fell."]
)
def test_no_dateline(line: str) -> None:
    assert body(read_record({"text": line}, "k", now=NOW)) == [line]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Selvik. Am Freitag ist in Selvik die Brücke eingestürzt, wie die Polizei mitteilte.", "Selvik"),
        ("Rep. Ada Marr told the house on Friday that a letter from Rep. Jon Holm had not come.", ""),
        ("Selvik. That is all that the captain had to say when he was asked about the bridge.", ""),
    ],
)
def test_a_place_that_ends_like_a_sentence_is_a_dateline_where_the_story_is_there(line: str, place: str) -> None:
    article = read_record({"text": f"{line}\n\n{SENTENCE}"}, "k", now=NOW)
    assert isinstance(article, Article)
    assert article.dateline == place


def test_text_is_kept_and_furniture_labelled() -> None:
    text = f"1. How relevant is this ad to you?\n\n{SENTENCE}\r\n\r\n\r\nRead More\n"
    article = read_record({"text": text, "title": "T"}, "k", now=NOW)
    assert isinstance(article, Article) and article.text == text
    assert body(article) == [SENTENCE]


@pytest.mark.parametrize("wrapped", [[1], {"articles": [1]}, {"items": [1], "count": 1}])
def test_lists_of_records(tmp_path: Path, wrapped: object) -> None:
    found = extract(tmp_path, "a.json", json.dumps(wrapped).replace("1]", json.dumps({"text": SENTENCE}) + ", 7]"))
    assert body(found[0]) == [SENTENCE]
    assert isinstance(found[1], Skipped) and found[1].where.endswith("a.json#2")


def test_bad_lines_do_not_stop_the_others(tmp_path: Path) -> None:
    good = json.dumps({"text": SENTENCE})
    data = "\n".join([good, "{", "[1]", '{"text": ""}', "nul\0l", "", "[" * 99_999, good]).encode()
    found = extract(tmp_path, "a.jsonl.gz", gzip.compress(data))
    assert [isinstance(item, Article) for item in found] == [True, False, False, False, False, False, True]
    assert found[-1].key.endswith("a.jsonl.gz#8")  # type: ignore[union-attr]


def test_cut_short(tmp_path: Path) -> None:
    (skipped,) = extract(tmp_path, "a.json", '[{"text": "abc')
    assert isinstance(skipped, Skipped) and "cut short" in skipped.reason and skipped.is_error


def test_nothing_but_furniture_is_no_error(tmp_path: Path) -> None:
    (skipped,) = extract(tmp_path, "a.jsonl", '{"text": "Read More"}')
    assert isinstance(skipped, Skipped) and not skipped.is_error


def test_a_story_that_is_still_to_be_written_is_kept_under_its_headline(tmp_path: Path) -> None:
    record = '{"title": "Blackout in Lorne", "text": "This is a breaking news story. Check back for updates."}'
    (article,) = extract(tmp_path, "a.json", record)
    assert isinstance(article, Article) and article.is_excerpt and article.body


def test_lone_surrogates_can_be_stored(tmp_path: Path) -> None:
    (article,) = extract(tmp_path, "a.json", r'{"text": "Bad \ud800 half, and \ud83d\ude00."}')
    assert isinstance(article, Article) and article.text.encode() and "😀" in article.text


def test_the_day_in_a_file_name_comes_last(tmp_path: Path) -> None:
    (article,) = extract(tmp_path, "2022-03-05_bridge.txt", f"Bridge shut\n\n{SENTENCE}")
    assert isinstance(article, Article) and article.published and article.published.source == "filename"


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a.txt.gz", "a.jsonl.xz"]),
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
    | st.recursive(st.none() | st.floats() | st.text(max_size=20), lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["text", "title", "date", "url", "authors", "source", "items"]), inner), max_leaves=8).map(lambda value: json.dumps(value).encode()),
)  # fmt: skip
def test_no_bytes_raise(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = extract(Path(folder), name, data)
    assert found or name.endswith((".json", ".csv"))
    for item in found:
        if isinstance(item, Skipped):
            assert "please report" not in item.reason
            continue
        ends = [0, *(end for span in item.spans for end in (span.start, span.end)), len(item.text)]
        assert ends == sorted(ends)


@pytest.mark.skipif(not NEWS.is_file(), reason="no news beside the project")
def test_real_news() -> None:
    found = []
    for item in extract_file(NEWS, now=NOW):
        found.append(item)
        if len(found) == 300:
            break
    articles = [item for item in found if isinstance(item, Article)]
    assert len(articles) > 290
    assert all(article.published and article.outlet and article.headline and article.url for article in articles)
