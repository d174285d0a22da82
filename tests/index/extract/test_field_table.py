"""Names of fields that an operator adds to newsdesk's own."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.extract import extract_file, fields
from index.extract.field_table import FILE, FieldTableError, Table, joined, own_table, read_table
from index.pipeline.extraction import ExtractionRequest, Workers
from index.types import Article, Skipped
from tests.support.extracting import SENTENCE

OWN = """
[names]
text = ["Story_Clean"]
url = "ref.link"

[shapes]
lists = ["payload.stories"]

[forms]
opinion = ["Talking points"]
"""
EXPORT = '{"payload": {"stories": [{"head": 1, "title": "Bridge", "story clean": "%s", "section": "Talking Points", "ref": {"link": "https://a.example/1"}}]}}'


def read(path: Path, table: Table) -> list[Article | Skipped]:
    with Workers(1) as readers:
        ((_, found),) = readers.extract(
            [(None, ExtractionRequest(path, datetime(2026, 1, 1, tzinfo=UTC), fields=table))]
        )
        return list(found)


def test_readers_know_the_operators_names_first(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(OWN)
    (tmp_path / "export.json").write_text(EXPORT % SENTENCE)
    (article,) = read(tmp_path / "export.json", read_table(tmp_path))
    assert isinstance(article, Article)
    assert (article.text, article.key, article.form) == (SENTENCE, "https://a.example/1", "opinion")
    (skipped,) = read(tmp_path / "export.json", {})
    assert isinstance(skipped, Skipped) and "fields.toml of the data folder" in skipped.reason
    assert "storyclean" not in fields.names("text")


@pytest.mark.parametrize(("value", "told"), [("a1 b2", "only an address"), (SENTENCE, "name the one with the text")])
def test_a_text_under_an_unknown_name_is_told_from_none(tmp_path: Path, value: str, told: str) -> None:
    (tmp_path / "a.json").write_text(
        json.dumps({"url": "https://a.example/1", "title": "Bridge", "story_clean": value})
    )
    (skipped,) = extract_file(tmp_path / "a.json", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert isinstance(skipped, Skipped) and told in skipped.reason


def test_no_table_adds_nothing(tmp_path: Path) -> None:
    assert read_table(tmp_path) == {}
    assert joined({}) == own_table()


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("[names", "not valid TOML"),
        ("names = 1", "has “names”"),
        ("[fields]\ntext = []", "its sections are names, shapes, forms"),
        ("[names]\ntxt = []", "has “txt” in [names], which may have text, blurb"),
        ("[names]\ntext = [1]", "something else than names for “text”"),
        ("[names]\ntext = {a = 1}", "something else than names"),
        ("[names]\ntext = ['']", "something else than names"),
        (b"\xff\xfe", "cannot be read"),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path: Path, table: str | bytes, told: str) -> None:
    (tmp_path / FILE).write_bytes(table if isinstance(table, bytes) else table.encode())
    with pytest.raises(FieldTableError) as caught:
        read_table(tmp_path)
    assert told in str(caught.value) and str(tmp_path) not in caught.value.public
    assert str(caught.value).count("\n") == 0
