"""Nesting, aliases and merge keys end at a bound, before a parser in C follows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.extract import extract_file
from index.extract.front_matter import parts
from index.types import Article, Skipped
from tests.support.fakes import NOW

STORY = "The council spoke about ferries on Friday. It will meet again in a week, the mayor said after the vote."
DEEP, DEEP_MARKUP = 50_000, 10_000


def merged(levels: int) -> str:
    """Each level merges the one before it twice."""
    lines = ["a0: &a0 {k: v}"]
    lines += [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, levels)]
    return "\n".join(lines)


FRONT_MATTER = {
    "flow sequences": "title: " + "[" * DEEP,
    "closed sequences": "title: " + "[" * DEEP + "]" * DEEP,
    "flow mappings": "title: " + "{a: " * DEEP,
    "block sequences": "title:\n" + "- " * DEEP + "x",
    "keys of keys": "? " * DEEP,
    "block mappings": "\n".join(" " * level + "a:" for level in range(250)),
    "merge keys": merged(40),
    "aliases": "a: &a [x, x]\n" + "\n".join(f"a{n}: &a{n} [*a, *a]" for n in range(40)),
}


@pytest.mark.parametrize("fault", FRONT_MATTER)
def test_front_matter_that_is_not_plain_is_text(tmp_path: Path, fault: str) -> None:
    assert parts(f"---\n{FRONT_MATTER[fault]}\n---\n{STORY}")[0] == {}
    path = tmp_path / "a.md"
    path.write_text(f"---\n{FRONT_MATTER[fault]}\n---\n\n{STORY}\n", encoding="utf-8")
    assert any(isinstance(item, Article) and STORY in item.text for item in extract_file(path, now=NOW))


def test_plain_front_matter_is_read() -> None:
    fields, body = parts(f"---\ntitle: Harbour\nauthors: [Ada Marr, {{name: Jo Doe}}]\n---\n\n{STORY}\n")
    assert fields == {"title": "Harbour", "authors": ["Ada Marr", {"name": "Jo Doe"}]}
    assert body == STORY


@pytest.mark.parametrize(
    "value",
    ["[" * DEEP, "[" * DEEP + "]" * DEEP, '{"a":' * DEEP, '{"text": "x", "author": ' + "[" * 900 + "]" * 900 + "}"],
    ids=["open lists", "lists", "objects", "below the bound"],
)
@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_deep_json_is_named(tmp_path: Path, suffix: str, value: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text(value, encoding="utf-8")
    (item,) = extract_file(path, now=NOW)
    assert isinstance(item, Article) or item.where.startswith(str(path))


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "ul", "table", "p", "b", "svg", "template"])
def test_deep_markup_is_an_article_or_is_named(tmp_path: Path, tag: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><body>{f'<{tag}>' * DEEP_MARKUP}<p>{STORY}</p>{f'</{tag}>' * DEEP_MARKUP}</body></html>",
        encoding="utf-8",
    )
    (item,) = extract_file(path, now=NOW)
    assert isinstance(item, Article) or item.reason
    if tag in ("div", "span", "blockquote", "ul", "table"):
        assert isinstance(item, Skipped)
        assert "nested too deeply" in item.reason


def test_what_a_script_would_write_is_not_nested(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><body><script>x = '{'<span>' * 600}'</script><h1>Ferries</h1>{f'<p>{STORY}</p>' * 5}</body></html>",
        encoding="utf-8",
    )
    (item,) = extract_file(path, now=NOW)
    assert isinstance(item, Article) and STORY in item.text
