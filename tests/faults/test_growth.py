"""Reading and cutting a file takes time in proportion to its size, of the worst kind too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.extract import extract_file
from index.passages import split
from index.types import Article
from tests.faults.patterns import cost
from tests.support.fakes import NOW, HashEmbedder

SHORT, LONG = 20_000, 40_000
STORY = "The council spoke about ferries on Friday. It will meet again in a week, the mayor said after the vote."
HEAD = "Harbour closed to ferries\n"


def times(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size]


CASES = {
    "txt: spaces in the second line": ("a.txt", lambda n: f"{HEAD}a{times(' ', n)}b\n{STORY}"),
    "txt: names in the second line": ("a.txt", lambda n: f"{HEAD}By {times('Ada Marr and ', n)}\n{STORY}"),
    "txt: places in the second line": ("a.txt", lambda n: f"{HEAD}By Ada Marr{times(' in A', n)}\n{STORY}"),
    "txt: dates in the second line": ("a.txt", lambda n: f"{HEAD}{times('1 May 2021 ', n)}\n{STORY}"),
    "txt: one word": ("a.txt", lambda n: f"{HEAD}{STORY}\n{times('a', n)}"),
    "txt: one line of digits": ("a.txt", lambda n: f"{HEAD}{STORY}\n{times('1', n)}"),
    "txt: full stops": ("a.txt", lambda n: f"{HEAD}{STORY}\n{times('A.', n)}"),
    "txt: quotation marks": ("a.txt", lambda n: f"{HEAD}{STORY}\n{times('“a.”', n)}"),
    "txt: sentences without spaces": ("a.txt", lambda n: f"{HEAD}{STORY}\n{times('So it was.', n)}"),
    "txt: one line of sentences": ("a.txt", lambda n: f"{HEAD}{times('So it was said. ', n)}"),
    "txt: short lines": ("a.txt", lambda n: f"{HEAD}{STORY}\n{times(f'x{chr(10)}', n)}"),
    "txt: bullets": ("a.txt", lambda n: f"{HEAD}{STORY}\nRelated stories\n{times(f'- A headline of some words{chr(10)}', n)}"),
    "txt: list headings": ("a.txt", lambda n: f"{HEAD}{STORY}\n{times(f'Related stories{chr(10)}', n)}"),
    "txt: white space": ("a.txt", lambda n: f"{HEAD}{STORY}{times(' ', n)}x"),
    "txt: blank lines": ("a.txt", lambda n: f"{HEAD}{STORY}{times(chr(10), n)}x"),
    "txt: furniture": ("a.txt", lambda n: f"{HEAD}{STORY}\n{times(f'Get news. Subscribe for free.{chr(10)}', n)}"),
    "txt: e-mail signs": ("a.txt", lambda n: f"{HEAD}{STORY}\n{times('a@.a@' * 130 + chr(10), n)}"),
    "md: a heading": ("a.md", lambda n: f"# a{times(' ', n)}b\n\n{STORY}"),
    "md: number signs": ("a.md", lambda n: f"# a{times('#', n)}b\n\n{STORY}"),
    "md: brackets": ("a.md", lambda n: f"# Harbour\n\n{STORY}\n{times('[', n)}"),
    "md: links": ("a.md", lambda n: f"# Harbour\n\n{STORY}\n{times('[a](', n)}"),
    "md: pictures": ("a.md", lambda n: f"# Harbour\n\n{STORY}\n{times('![a](b) ', n)}x"),
    "md: comments": ("a.md", lambda n: f"# Harbour\n\n{STORY}\n{times('<!-- ', n)}"),
    "md: stars": ("a.md", lambda n: f"# Harbour\n\n{STORY}\n{times('* a', n)}"),
    "md: front matter": ("a.md", lambda n: f"---\ntitle: {times('a: ', n)}\n---\n{STORY}"),
    "html: meta in a comment": ("a.html", lambda n: f"<html><body><!-- {times('<meta ', n)} --><p>{STORY}</p></body></html>"),
    "html: html in a comment": ("a.html", lambda n: f"<html><body><!-- {times('<html ', n)} --><p>{STORY}</p></body></html>"),
    "html: spaces": ("a.html", lambda n: f"<html><head><title>a{times(' ', n)}b</title></head><body><p>{STORY}</p></body></html>"),
    "html: paragraphs": ("a.html", lambda n: f"<html><body><article>{times(f'<p>{STORY}</p>', n)}</article></body></html>"),
    "html: open elements": ("a.html", lambda n: f"<html><body><p>{STORY}</p>{times('<i>', n)}</body></html>"),
    "html: entities": ("a.html", lambda n: f"<html><body><p>{STORY}{times('&amp;', n)}</p></body></html>"),
    "json: spaces in an author": ("a.json", lambda n: json.dumps({"title": "a", "text": STORY, "author": f"a{times(' ', n)}b"})),
    "json: places in authors": ("a.json", lambda n: json.dumps({"title": "a", "text": STORY, "author": f"Ada{times(' in A', n)}"})),
    "json: authors": ("a.json", lambda n: json.dumps({"title": "a", "text": STORY, "author": times("Ada Marr, ", n)})),
    "json: a title": ("a.json", lambda n: json.dumps({"title": f"a{times(' | ', n)}b", "text": STORY})),
    "json: a date": ("a.json", lambda n: json.dumps({"title": "a", "text": STORY, "date": times("1 ", n)})),
    "json: a number": ("a.json", lambda n: f'{{"title": "a", "text": "{STORY}", "date": {times("1", n)}}}'),
    "json: an address": ("a.json", lambda n: json.dumps({"title": "a", "text": STORY, "url": f"https://a.org/{times('?a=b&', n)}"})),
    "json: markup": ("a.json", lambda n: json.dumps({"title": "a", "text": f"{STORY}{times('<p>', n)}"})),
    "json: paragraphs": ("a.json", lambda n: json.dumps({"title": "a", "text": times(f"{STORY}\n\n", n)})),
    "jsonl: many": ("a.jsonl", lambda n: times(json.dumps({"title": "a", "text": STORY}) + "\n", n)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_twice_the_size_takes_twice_the_time(tmp_path: Path, case: str) -> None:
    name, make = CASES[case]
    files = []
    for size in (SHORT, LONG):
        path = tmp_path / str(size) / name
        path.parent.mkdir()
        path.write_text(make(size), encoding="utf-8")
        files.append(path)
    read(files[0])
    assert any(cost(lambda: read(files[1]), times) < 2.5 * cost(lambda: read(files[0]), times) for times in (1, 3, 6))


def read(path: Path) -> None:
    embedder = HashEmbedder()
    for item in extract_file(path, now=NOW):
        if isinstance(item, Article):
            split(item, embedder.count_tokens, embedder.max_tokens)
