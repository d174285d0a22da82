"""Examinations that need no Discord: Python, settings, models, stores, disk."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.doctor.finding import Finding
from bot.doctor.servers import examine_servers
from bot.settings import ENV_FILE, PREFIX, Settings, setting_name
from bot.settings_file import likely, mistyped
from index.extract.field_table import FieldTableError, read_table
from index.private_files import make_private
from index.store.errors import unusable

if TYPE_CHECKING:
    from bot.app import Models
    from index.store import Place, Store

_OLDEST_PYTHON = (3, 11)
_OWN = 0.7
"""How like a setting a name with newsdesk's own beginning is that is told as mistyped: it belongs to no other program."""
_LITTLE_DISK, _NO_DISK = 2 * 10**9, 2 * 10**8
_LOCK_PATIENCE = 2.0
_PAIR = (
    "The mayor opened the new bridge on Monday, city officials said.",
    "Rain is expected over the coast, with a high of twelve degrees.",
)


def examine_machine(settings: Settings, models: Models) -> Iterator[Finding]:
    """Everything but Discord, one finding after the other as they are made."""
    checks: tuple[Callable[[Settings, Models], Iterator[Finding]], ...] = (
        _python,
        _settings,
        _disk,
        _models,
        _language_model,
        _stores,
    )
    for check in checks:
        yield from check(settings, models)


def _python(_: Settings, __: Models) -> Iterator[Finding]:
    version = f"{platform.python_version()} on {platform.system()} ({platform.machine()})"
    if sys.version_info < _OLDEST_PYTHON:
        yield Finding("problem", "Python", f"{version}; newsdesk needs 3.11 or newer.")
    else:
        yield Finding("ok", "Python", version)


def _settings(settings: Settings, _: Models) -> Iterator[Finding]:
    names = sorted(map(setting_name, settings.model_fields_set))
    yield Finding("ok", "settings", f"set: {', '.join(names)}" if names else "all at their defaults")
    known = list(map(setting_name, Settings.model_fields))
    for name, meant in mistyped(ENV_FILE, known).items():
        yield Finding("warning", "settings", f"{name} in .env is no setting; did you mean {meant}?")
    own = {name for name in os.environ if name.upper().startswith(PREFIX)}
    for name, meant in likely(own, known, _OWN).items():
        yield Finding("warning", "settings", f"{name} in the environment is no setting; did you mean {meant}?")
    if settings.rerank_model and settings.answer_threshold is None:
        says = "RERANK_MODEL is set, but the threshold is the bundled model's; set NEWSDESK_ANSWER_THRESHOLD."
        yield Finding("warning", "settings", says)
    offered = settings.offered_dir
    if offered is not None and not offered.is_dir():
        yield Finding("warning", "settings", f"NEWSDESK_OFFERED_DIR names {offered}, which is no folder.")
    try:
        read_table(settings.data_dir)
    except FieldTableError as error:
        yield Finding("problem", "field names", str(error))


def _disk(settings: Settings, _: Models) -> Iterator[Finding]:
    folder = settings.data_dir
    try:
        make_private(folder)
        with tempfile.TemporaryFile(dir=folder):
            pass
        free = shutil.disk_usage(folder).free
    except OSError as error:
        says = f"{folder} cannot be written: {unusable(error)}; set NEWSDESK_DATA_DIR."
        yield Finding("problem", "data folder", says)
        return
    says = f"{folder}, {free / 1e9:,.1f} GB free"
    if free < _NO_DISK:
        yield Finding("problem", "data folder", f"{says}; make room, or nothing can be indexed.")
    elif free < _LITTLE_DISK:
        yield Finding("warning", "data folder", f"{says}; that is little.")
    else:
        yield Finding("ok", "data folder", says)


def _models(settings: Settings, models: Models) -> Iterator[Finding]:
    from index.models.bundled import ModelError

    try:
        question = models.embedder.embed_question("Who opened the bridge?")[0]
        near, far = models.embedder.embed_passages(list(_PAIR)) @ question
        name = settings.embedding_model or "bundled, its checksum is right"
        if near > far:
            yield Finding("ok", "embedder", f"{models.fingerprint} ({name})")
        else:
            yield Finding("problem", "embedder", f"{name} takes rain for a bridge; choose another EMBEDDING_MODEL.")
    except ModelError as error:
        yield Finding("problem", "embedder", str(error))
    try:
        near, far = models.reranker.score("Who opened the bridge?", list(_PAIR))
        name = settings.rerank_model or "bundled, its checksum is right"
        if near > far:
            yield Finding("ok", "reranker", f"{models.reranker.fingerprint} ({name})")
        else:
            yield Finding("problem", "reranker", f"{name} prefers rain to a bridge; choose another RERANK_MODEL.")
    except ModelError as error:
        yield Finding("problem", "reranker", str(error))


def _language_model(settings: Settings, _: Models) -> Iterator[Finding]:
    from bot.answer.llm.judge_from_settings import OFF, check_judge
    from bot.answer.llm.llm_from_settings import check_llm

    problem = check_llm(settings) or check_judge(settings)
    if problem:
        yield Finding("problem", "language model", problem)
    elif settings.llm_model:
        judge = settings.llm_judge_model or "itself"
        yield Finding("ok", "language model", f"{settings.llm_model} replies; its judge is {judge}")
        if judge.casefold() == OFF:
            lost = "sentences about who did what to whom and with two numbers are shown only as their quotes"
            yield Finding("warning", "language model", f"LLM_JUDGE_MODEL is off: {lost}.")
    else:
        yield Finding("ok", "language model", "none is set (LLM_MODEL); answers are quotes alone")


def _stores(settings: Settings, models: Models) -> Iterator[Finding]:
    from bot.service.handover.giving import is_owned
    from bot.service.store_pool import store_places
    from index.store import has_catalogue

    place = settings.place
    owned = is_owned(place)
    if isinstance(place, Path):
        yield from _damages("records", "records", place)
    else:
        found = list(examine_servers(place))
        yield from found
        if any(item.level == "problem" for item in found):
            return
    if not has_catalogue(place):
        yield Finding("warning", "store", "nothing is indexed yet; run `newsdesk reindex PATH`.")
        return
    for server, own in store_places(place).items():
        yield from _store("store" if server is None else f"store of server {server}", own, models, owned)


def _damages(part: str, what: str, folder: Path) -> Iterator[Finding]:
    from index.store import health

    for damage in health.damages(folder, quick=True):
        if damage.part == part:
            says = f"the {part} in {folder} cannot be read as written ({damage.what}); run `newsdesk check --repair`."
            yield Finding("problem", what, says)


def _store(what: str, place: Place, models: Models, owned: bool) -> Iterator[Finding]:
    """The state of a store; of one that is ``owned`` by a newsdesk that serves, by its catalogue alone."""
    from index.models.bundled import ModelError
    from index.store import StoreError, open_store, open_words

    damaged = list(_damages("catalogue", what, place)) if isinstance(place, Path) else []
    if damaged:
        yield from damaged
        return
    try:
        fingerprint = models.fingerprint
        with (
            open_words(place, fingerprint) if owned else open_store(place, fingerprint, patience=_LOCK_PATIENCE)
        ) as store:
            yield from _opened(what, store, owned)
    except ModelError:
        yield Finding("warning", what, "not examined, because the embedder cannot be loaded.")
    except StoreError as error:
        busy = "Another newsdesk" in str(error)
        yield Finding("warning" if busy else "problem", what, str(error))


def _opened(what: str, store: Store, owned: bool) -> Iterator[Finding]:
    from bot.presentation.reports import describe_held, describe_outdated
    from index.store import health

    store.require_same_embedder()
    stats = store.catalogue.stats()
    behind = health.counts(store.catalogue)
    holds = f"{stats.articles:,} articles, {stats.teasers:,} teasers, {stats.passages:,} passages"
    if stats.unfinished or behind.stale or (behind.waiting and not owned):  # an owner embeds what waits
        yield Finding("warning", what, f"{holds}; the last run was cut off: run `newsdesk reindex`.")
    elif not owned and (vectors := store.vectors.count()) != stats.passages:
        yield Finding("problem", what, f"{holds}, but {vectors:,} vectors; run `newsdesk check --repair`.")
    elif not stats.passages:
        yield Finding("warning", what, "nothing is indexed yet; run `newsdesk reindex PATH`.")
    else:
        yield Finding("ok", what, holds)
    if stats.outdated:
        yield Finding("warning", what, describe_outdated(stats.outdated))
    if stats.held:
        yield Finding("warning", what, describe_held(stats.held))
    missing = [str(path) for path in store.sources.paths() if not path.exists()]
    if missing:
        yield Finding("warning", what, f"sources that are not there now: {', '.join(missing)}")
