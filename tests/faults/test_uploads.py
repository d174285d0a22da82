"""An upload is counted as it unpacks before it is accepted."""

from __future__ import annotations

import asyncio
import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.presentation.wording import about
from bot.service import NewsService, Refused, Source, Upload
from bot.service.server_sources import ServerSources
from bot.service.upload_size import Most, measured
from bot.settings import Settings
from tests.bot.service.conftest import QuickModels

NOW = datetime(2024, 5, 1, tzinfo=UTC)
STORY = "The council spoke about ferries on Friday. It will meet again in a week, the mayor said after the vote."
MOST = Most(articles=50, characters=100_000, passages=200)


def records(number: int, text: str = STORY) -> bytes:
    return "\n".join(json.dumps({"title": f"Story {n}", "text": f"{text} {n}"}) for n in range(number)).encode()


def size_of(folder: Path, name: str, data: bytes) -> tuple[int, int, int]:
    content = folder / name
    content.write_bytes(data)
    found = measured(content, Path("/elsewhere") / name, NOW, MOST)
    return found.articles, found.characters, found.passages


def test_what_fits_is_counted(tmp_path: Path) -> None:
    articles, characters, passages = size_of(tmp_path, "a.jsonl.gz", gzip.compress(records(40)))
    assert (articles, passages) == (40, 40)
    assert characters >= 40 * len(STORY)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (records(40_000), "more than 50 articles"),
        (records(20, STORY * 100), "MB of text"),
        (records(2, STORY * 450), "more than 200 passages"),
    ],
    ids=["articles", "text", "passages"],
)
def test_what_holds_more_is_refused_with_numbers(tmp_path: Path, data: bytes, says: str) -> None:
    packed = gzip.compress(data)
    with pytest.raises(Refused, match=says) as refused:
        size_of(tmp_path, "a.jsonl.gz", packed)
    assert "split it" in str(refused.value)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt.gz", gzip.compress(b"a" * (65 * 2**20), 1), "larger than 64 MB"),
        ("a.html", b"<div>" * 50_000, "nested too deeply"),
        ("a.docx", b"PK\x03\x04junk", "damaged"),
        ("a.txt", b"Share\n", "furniture"),
    ],
)
def test_a_file_with_nothing_to_read_is_refused_at_once(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=f"Nothing in the file can be read: .*{says}"):
        size_of(tmp_path, name, data)


def test_what_is_refused_leaves_nothing_and_keeps_its_namesake(tmp_path: Path) -> None:
    sources = ServerSources(tmp_path, None, 10**6, 10**6)
    sources.save(Upload("a.jsonl", b"first"))

    def refuse(*_: Path) -> None:
        raise Refused("too much")

    with pytest.raises(Refused):
        sources.save(Upload("a.jsonl", b"second"), refuse)
    (kept,) = (tmp_path / "uploads").iterdir()
    assert kept.read_bytes() == b"first"


def test_a_server_is_told_how_much_it_is_and_how_long_it_takes(tmp_path: Path) -> None:
    async def main() -> Source:
        settings = Settings(data_dir=tmp_path / "data", upload_articles=100, _env_file=None)
        service = NewsService(settings, models=QuickModels())  # type: ignore[arg-type]
        try:
            with pytest.raises(Refused, match="more than 100 articles"):
                await service.add_source(1, Upload("big.jsonl.gz", gzip.compress(records(101))))
            assert await service.sources(1) == []
            return await service.add_source(1, Upload("small.jsonl", records(90)))
        finally:
            await service.close()

    source = asyncio.run(main())
    assert source.to_read == 90
    assert source.seconds > 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(3, "less than a minute"), (61, "about 1 minute"), (180, "about 3 minutes"), (9_000, "about 2 hours")],
)
def test_durations(seconds: float, words: str) -> None:
    assert about(seconds) == words
