"""An owner in a process of its own, and the command line beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import bot.app
import index.pipeline.reading
from bot.cli.program import program
from bot.service.handover.giving import handed_over
from bot.service.operator_work import ReindexOrder
from bot.settings import Settings
from tests.bot.service.conftest import QuickModels
from tests.support import fakes

ROOT = Path(__file__).parents[4]


@dataclass
class Desk:
    """A data folder, some news, and whoever owns it."""

    root: Path
    owner: subprocess.Popen[str] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.news.mkdir(parents=True)

    @property
    def news(self) -> Path:
        return self.root / "news"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def hold(self) -> Path:
        """While it is there, the owner's runs stand still."""
        return self.root / "hold"

    @property
    def settings(self) -> Settings:
        return Settings(data_dir=self.data, _env_file=None)

    def write(self, name: str, about: str) -> Path:
        path = self.news / name
        path.write_text(fakes.record(name, f"The council spoke about {about}. It meets again on Friday."))
        return path

    def start(self) -> None:
        """Have the folder owned."""
        command = [sys.executable, "-m", "tests.support.owner", str(self.data), str(self.hold)]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        self.owner = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        assert self.told() == "serving"

    def told(self) -> str:
        """The next line that the owner says."""
        assert self.owner is not None and self.owner.stdout is not None
        return self.owner.stdout.readline().strip()

    def kill(self) -> None:
        """End the owner as the system would that has no memory left."""
        if self.owner is not None:
            with self.owner as owner:
                owner.kill()
            self.owner = None


@pytest.fixture(scope="session")
def make_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Desk]]:
    made: list[Desk] = []

    def make() -> Desk:
        made.append(Desk(tmp_path_factory.mktemp("desk")))
        return made[-1]

    yield make
    for desk in made:
        desk.kill()


@pytest.fixture(scope="session")
def owned(make_desk: Callable[[], Desk]) -> Desk:
    """One that has an owner in a process of its own, which knows its news."""
    desk = make_desk()
    desk.start()
    desk.write("known.jsonl", "what is known already")
    with handed_over(ReindexOrder(paths=(desk.news,)), desk.settings) as replies:
        assert list(replies or ())[-1] == {"done": 1}
    return desk


@pytest.fixture
def newsdesk(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command line, beside the owner of a desk or without one."""

    def run(desk: Desk, *arguments: object) -> Result:
        monkeypatch.setenv("NEWSDESK_DATA_DIR", str(desk.data))
        monkeypatch.setattr(bot.app, "Models", lambda _: QuickModels())
        monkeypatch.setattr(index.pipeline.reading, "Workers", fakes.InProcess)
        return CliRunner().invoke(program, [str(argument) for argument in arguments])

    return run
