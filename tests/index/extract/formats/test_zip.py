"""Zip archives: pages with the records that tell of them, and any other files."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from index.types import Article, Skipped
from tests.support.extracting import SECOND, SENTENCE, articles, body, day, errors, extract

HTML = f"<p>{SENTENCE}</p><p>{SECOND}</p>"
URL = "https://lights.example/news/bridge"


def packed(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_reading_list(tmp_path: Path) -> None:
    told = {
        "slug": "bridge-1",
        "title": "Bridge shut",
        "author": "Ann Lee",
        "url": URL,
        "savedAt": "2024-10-30T11:00:00Z",
        "publishedAt": "2022-03-05T00:00:00Z",
        "description": "…",
    }
    found = packed(
        {
            "metadata_0_to_20.json": json.dumps([told]),
            "content/bridge-1.html": f'<div class="page" id="readability-page-1">{HTML}</div>',
            "highlights/bridge-1.md": "> Repairs will take nine weeks\n",
        }
    )
    (article,) = articles(tmp_path, "export.zip", found)
    assert (article.headline, article.byline, article.url, day(article)) == (
        "Bridge shut",
        ("Ann Lee",),
        URL,
        "2022-03-05",
    )
    assert body(article) == [SENTENCE, SECOND]


def test_a_newsletter_with_its_drafts_and_readers(tmp_path: Path) -> None:
    posts = (
        "post_id,post_date,is_published,title\n7.bridge,2022-03-05T10:00:00.000Z,true,Bridge shut\n8.fog,,false,Fog\n"
    )
    found = extract(
        tmp_path,
        "export.zip",
        packed(
            {
                "posts.csv": posts,
                "posts/7.bridge.html": HTML,
                "posts/8.fog.html": HTML,
                "posts/7.delivers.csv": "post_id,email\n7,ann@lights.example\n",
                "email_list.csv": "email,active\nann@lights.example,true\n",
            }
        ),
    )
    article, draft = found
    assert isinstance(article, Article) and (article.headline, day(article)) == ("Bridge shut", "2022-03-05")
    assert isinstance(draft, Skipped) and "draft" in draft.reason and not errors(found)


def test_any_files(tmp_path: Path) -> None:
    page = f"<html><head><title>Bridge shut</title></head><body><article><h1>Bridge shut</h1>{HTML}</article></body></html>"
    files: dict[str, str | bytes] = {
        "site/2022-03-05-bridge.md": f"# Bridge shut\n\n{SENTENCE}\n\n{SECOND}\n",
        "site/page.html": page.replace("Bridge shut", "Bridge still shut"),
        "site/list.jsonl": json.dumps({"title": "Fog", "text": SENTENCE, "url": URL}) + "\n",
        "site/a.png": b"\x89PNG",
        "__MACOSX/site/._page.html": b"\0\0",
        "site/.hidden.md": "x",
    }
    *found, others = extract(tmp_path, "site.zip", packed(files))
    assert [item.headline for item in found if isinstance(item, Article)] == ["Bridge shut", "Bridge still shut", "Fog"]
    first = found[0]
    assert (
        isinstance(first, Article)
        and day(first) == "2022-03-05"
        and first.key.endswith("site.zip/site/2022-03-05-bridge.md")
    )
    assert isinstance(others, Skipped) and others.reason.startswith("3 files")


def test_of_a_blog_s_export_its_posts_are_read(tmp_path: Path) -> None:
    page = f"<html><head><title>Bridge shut</title></head><body><h1>Bridge shut</h1><p>{SENTENCE}</p><p>{SECOND}</p></body></html>"
    files: dict[str, str | bytes] = {
        "README.html": page,
        "posts/2022-03-05_Bridge-shut-ab12.html": page,
        "posts/draft_Bridge-open-cd34.html": page,
        "claps/claps-0001.html": page,
    }
    (found, others) = extract(tmp_path, "medium-export.zip", packed(files))
    assert isinstance(found, Article) and found.headline == "Bridge shut"
    assert isinstance(others, Skipped) and others.reason.startswith("3 files")


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 cut short", packed({}), packed({"a.png": b"x"}), packed({"a.json": "{"})]
)
def test_what_holds_no_article_is_told(tmp_path: Path, data: bytes) -> None:
    found = extract(tmp_path, "a.zip", data)
    assert found and all(isinstance(item, Skipped) for item in found)


def test_what_unpacks_to_far_more_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.extract.formats.zip.unpacked_limit", lambda size: 500)
    files: dict[str, str | bytes] = {f"{name}.txt": f"Bridge shut\n\n{SENTENCE}\n\n{SECOND}\n" for name in "abcdef"}
    *some, last = extract(tmp_path, "a.zip", packed(files))
    assert all(isinstance(item, Article) for item in some)
    assert isinstance(last, Skipped) and "unpacks" in last.reason
