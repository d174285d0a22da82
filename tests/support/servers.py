"""A real PostgreSQL and a real Chroma server on loopback, each a process that tests may stop, start again and freeze."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from uuid import uuid4

from index.store.place import ChromaServer, ServerPlace

PASSWORD = "se cret@word"
"""With characters that an address has to quote."""
_QUOTED = "se%20cret%40word"
_START_SECONDS = 30.0


def missing() -> str | None:
    """The reason why there can be no servers here; None where there can."""
    if _postgres_folder() is None:
        return "PostgreSQL is not installed (on Debian: apt-get install postgresql)"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed"
    return None


class Postgres:
    """A PostgreSQL server with a folder of its own."""

    def __init__(self, folder: Path) -> None:
        bin_folder = _postgres_folder()
        assert bin_folder is not None
        self._bin = bin_folder
        # pytest keeps its folders to itself, and this server refuses to run as root.
        self._own = Path(tempfile.mkdtemp(prefix="newsdesk-postgres-"))
        self._data = self._own / "data"
        self._log = folder / "postgres.log"
        self._user = "postgres" if os.geteuid() == 0 else None
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._data.mkdir()
        password = self._own / "password"
        password.write_text(PASSWORD)
        if self._user:
            for path in (self._own, self._data, password):
                shutil.chown(path, self._user)
        self._run(
            "initdb", "-D", str(self._data), "-U", "news", "-A", "scram-sha-256", "--pwfile", str(password), "-E", "UTF8",
            "--no-sync", "--locale", "C.UTF-8",
        )  # fmt: skip
        self.start()

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        options = {"port": self.port, "fsync": "off", "unix_socket_directories": "", "listen_addresses": "127.0.0.1"}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [self._bin / "postgres", "-D", self._data, *(f"--{name}={value}" for name, value in options.items())],
                user=self._user,
                group=self._user,
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd="/",
            )
        try:
            _until(lambda: self._run("pg_isready", "-h", "127.0.0.1", "-p", str(self.port)))
        except subprocess.CalledProcessError as error:
            raise RuntimeError(self._log.read_text()[-2000:]) from error

    def stop(self) -> None:
        """Stop it at once, its clients included."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(30)
            self._process = None

    def remove(self) -> None:
        """Stop it, and delete what it kept."""
        self.stop()
        shutil.rmtree(self._own, ignore_errors=True)

    def url(self, database: str = "postgres") -> str:
        """The address of a database of it."""
        return f"postgresql://news:{_QUOTED}@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Have it do something."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _run(self, name: str, *arguments: str) -> None:
        subprocess.run(
            [self._bin / name, *arguments], check=True, capture_output=True, user=self._user, group=self._user, cwd="/"
        )


class Chroma:
    """A Chroma server with a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "chroma"
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it replies."""
        program = Path(sys.executable).with_name("chroma")
        self._process = subprocess.Popen(
            [program, "run", "--path", self._folder, "--host", "127.0.0.1", "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _until(lambda: urlopen(f"{self.url}/api/v2/heartbeat", timeout=5).close())

    def stop(self) -> None:
        """Kill it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(30)
            self._process = None


class Servers:
    """Both of them, and places on them that nothing was written to yet."""

    def __init__(self, folder: Path) -> None:
        self.postgres = Postgres(folder)
        self.chroma = Chroma(folder)

    def new_place(self, folder: Path) -> ServerPlace:
        """A place of its own: another database, and other collections."""
        name = f"news_{uuid4().hex[:12]}"
        self.postgres.execute(f"CREATE DATABASE {name}")
        return ServerPlace(folder, self.postgres.url(name), ChromaServer(self.chroma.url), name)

    def stop(self) -> None:
        """Stop both."""
        self.chroma.stop()
        self.postgres.remove()


@contextmanager
def running(folder: Path) -> Iterator[Servers]:
    """Both servers, for as long as the block runs."""
    servers = Servers(folder)
    try:
        yield servers
    finally:
        servers.stop()


def _postgres_folder() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("postgres")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def _free_port() -> int:
    """A port that nobody has, and that the system gives no client: one that restarts would find it taken."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _until(works: Callable[[], object]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            works()
            return
        except (OSError, subprocess.CalledProcessError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
