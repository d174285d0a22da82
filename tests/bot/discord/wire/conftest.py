"""newsdesk as a process of its own, against a Discord on loopback."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.bot.discord.wire.wire import Serving, world
from tests.support.fake_discord import Specification


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.timeout(900))  # processes with models, on whatever machine this is


@pytest.fixture
def news(indexed_samples: Path) -> Path:
    """The folder that the samples were indexed from."""
    return indexed_samples.parent / "news" / "samples"


@pytest.fixture
def data(indexed_samples: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own, with the samples in it."""
    return Path(shutil.copytree(indexed_samples, tmp_path / "data"))


@pytest.fixture(scope="session")
def serving(spec: Specification, indexed_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A bot that all tests ask which start and end none: a start takes as long as ten answers."""
    folder = tmp_path_factory.mktemp("serving")
    data, offered = Path(shutil.copytree(indexed_samples, folder / "data")), folder / "offered"
    offered.mkdir()
    with running_loop() as loop:
        connecting = world(data, spec=spec, NEWSDESK_OFFERED_DIR=str(offered))
        connected = asyncio.run_coroutine_threadsafe(connecting.__aenter__(), loop).result()
        yield Serving(loop, connected, offered)
        asyncio.run_coroutine_threadsafe(connecting.__aexit__(None, None, None), loop).result()


@contextmanager
def running_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """An event loop that runs in a thread of its own."""
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        thread = threading.Thread(target=loop.run_forever)
        thread.start()
        try:
            yield loop
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
