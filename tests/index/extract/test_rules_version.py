"""Whoever changes what is made of the same bytes, or how it is cut, raises the version by which stores notice it."""

from __future__ import annotations

from pathlib import Path

from index.extract import RULES_VERSION, extract_file
from index.passages import CUTTING_VERSION, split
from index.sources.files import walk
from index.types import Article, digest
from tests.support import fakes

SAMPLES = Path(__file__).parents[3] / "index/samples"
ADVICE = "What is made of the samples has changed: raise {} and put the new digest here."


def articles() -> list[Article]:
    found = [item for path in walk([SAMPLES]) if isinstance(path, Path) for item in extract_file(path, now=fakes.NOW)]
    return [item for item in found if isinstance(item, Article)]


def test_the_version_of_the_rules_of_extraction() -> None:
    made = digest("\n".join(article.content_hash for article in articles()))
    assert (RULES_VERSION, made) == (86, "d867285e7ebdb746"), ADVICE.format("index.extract.RULES_VERSION")


def test_the_version_of_the_rules_of_cutting() -> None:
    embedder = fakes.HashEmbedder()
    cut = [split(article, embedder.count_tokens, embedder.max_tokens) for article in articles()]
    made = digest("\n".join(passage.embedded for passages in cut for passage in passages))
    assert (CUTTING_VERSION, made) == (6, "45cf0fd5a4077394"), ADVICE.format("index.passages.CUTTING_VERSION")
