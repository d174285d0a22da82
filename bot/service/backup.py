"""Backups: what is kept of the data folder, and how it is put back. Blocking."""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.answer.calibration import FILE as CALIBRATION
from bot.service.server_sources import UPLOADS
from bot.service.store_pool import store_folders
from index.private_files import make_private
from index.store import open_catalogue, open_store, prepare_catalogue
from index.store.archive import BackupError, Manifest, pack, unpack
from index.store.lock import Waiting, store_lock
from index.store.opening import CATALOGUE, RECORDS
from index.store.place import SERVERS
from index.store.records import open_records
from index.store.replacing import replace

_RESTORED = (CATALOGUE.file, RECORDS.file, CALIBRATION, "vectors", SERVERS)
_UPLOAD = r"[^/\\\0.][^/\\\0]*"
_ALLOWED = re.compile(
    rf"{re.escape(CATALOGUE.file)}|{re.escape(RECORDS.file)}|{re.escape(CALIBRATION)}"
    rf"|{SERVERS}/[0-9]{{1,20}}/({re.escape(CATALOGUE.file)}|{UPLOADS}/{_UPLOAD})"
)


@dataclass(frozen=True, slots=True)
class Restored:
    """The outcome of a restore."""

    made: str
    """When the backup was made."""
    articles: int
    teasers: int


def back_up(data_dir: Path, target: Path, now: datetime) -> Manifest:
    """Write a backup of the data folder, also while others use it.

    Raises:
        StoreError: there is nothing to back up, it is damaged, or the file cannot be written.
    """
    databases: dict[str, Path] = {}
    files: dict[str, Path] = {}
    if (data_dir / RECORDS.file).exists() or (data_dir / CATALOGUE.file).exists():
        open_records(data_dir).close()  # which moves them out of an old catalogue
        databases[RECORDS.file] = data_dir / RECORDS.file
    for server, folder in store_folders(data_dir).items():
        prefix = "" if server is None else f"{SERVERS}/{server}/"
        if (folder / CATALOGUE.file).exists():
            prepare_catalogue(folder)
            databases[prefix + CATALOGUE.file] = folder / CATALOGUE.file
        if server is not None and (folder / UPLOADS).is_dir():
            uploads = (path for path in sorted((folder / UPLOADS).iterdir()) if path.is_file())
            files |= {f"{prefix}{UPLOADS}/{path.name}": path for path in uploads if not path.name.startswith(".")}
    if (data_dir / CALIBRATION).is_file():
        files[CALIBRATION] = data_dir / CALIBRATION
    if not databases and not files:
        raise BackupError(f"There is nothing in {data_dir} to back up.")
    return pack(target, data_dir.absolute(), databases, files, now)


def restore(
    archive: Path, data_dir: Path, *, force: bool, patience: float = 45.0, waiting: Waiting | None = None
) -> Restored:
    """Put what is in a backup in place of the data folder's stores. Vectors are made of what the catalogue keeps of them.

    Everything is made ready first; then whoever reads or writes is waited for, as ``open_store`` does.

    Raises:
        StoreError: the backup cannot be used, the folder is in use, or holds something already and ``force`` is not set.
    """
    make_private(data_dir)
    _require_free(data_dir, force)
    staging = Path(tempfile.mkdtemp(dir=data_dir, prefix=".restoring-"))
    try:
        fresh = staging / "new"
        fresh.mkdir()
        manifest = unpack(archive, fresh, lambda name: _ALLOWED.fullmatch(name) is not None)
        restored = _made_ready(fresh, manifest, data_dir)
        with ExitStack() as locks:
            for folder in store_folders(data_dir).values():
                locks.enter_context(store_lock(folder, exclusive=True, patience=patience, waiting=waiting))
            _require_free(data_dir, force)
            replace(data_dir, fresh, _RESTORED)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return restored


def _made_ready(fresh: Path, manifest: Manifest, data_dir: Path) -> Restored:
    """Bring the stores up to date, tell them where they will stand, and make their vectors."""
    open_records(fresh).close()
    articles = teasers = 0
    for folder in store_folders(fresh).values():
        if not (folder / CATALOGUE.file).exists():
            continue
        prepare_catalogue(folder)
        catalogue = open_catalogue(folder)
        try:
            catalogue.sources.move(Path(manifest.folder), data_dir.absolute())
            made_with, kinds = catalogue.made_with(), catalogue.kinds()
        finally:
            catalogue.close()
        articles, teasers = articles + kinds["article"], teasers + kinds["teaser"]
        if made_with is not None:
            with open_store(folder, made_with, exclusive=True) as store:
                store.embeddings.rebuild()
                store.embeddings.sync()
    return Restored(manifest.made, articles, teasers)


def _require_free(data_dir: Path, force: bool) -> None:
    if not force and any((data_dir / name).exists() for name in _RESTORED):
        raise BackupError(
            f"{data_dir} holds articles or records already; give --force to put the backup in their place."
        )
