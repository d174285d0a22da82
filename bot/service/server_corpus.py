"""Articles, outlets and sources that a server's questions are answered from. Blocking, but soon done."""

from __future__ import annotations

from pathlib import Path

from bot.answer.coverage import Coverage
from bot.service import coverage as together
from bot.service.refusals import Refused
from bot.service.resources import Resources
from bot.service.server_sources import Source, Upload
from bot.service.upload_size import Size, measured
from index.extract.field_table import read_table


def coverage(resources: Resources, server: int | None) -> Coverage:
    """Articles, outlets and days of the server's own and the shared stores together."""
    return together.coverage(resources.pool.catalogues(server))


def outlets(resources: Resources, server: int | None) -> list[str]:
    """Outlets of these stores, most articles first."""
    return together.outlets(resources.pool.catalogues(server))


def sources(resources: Resources, server: int | None) -> list[Source]:
    """The server's own sources, then the shared ones."""
    pool = resources.pool
    found: list[Source] = []
    if server is not None and pool.has_own(server):
        own = resources.sources_of(server)
        for path, count in pool.shared_store(server).catalogue().sources.counts().items():
            missing = not path.exists() or not own.may_be_read(path)
            found.append(Source(own.name_of(path), False, own.is_upload(path), count, missing))
    for path, count in pool.shared_store(None).catalogue().sources.counts().items():
        found.append(Source(path.name or str(path), True, False, count, not path.exists()))
    return found


def offered(resources: Resources, server: int | None) -> list[str]:
    """Names of what may still be added to the server's sources."""
    if server is None:
        return []
    taken = {source.name for source in sources(resources, server) if not source.shared}
    return [name for name in resources.sources_of(server).offers() if name not in taken]


def add_source(resources: Resources, server: int | None, wanted: Upload | str) -> Source:
    """Save what was sent, or find what was chosen, and register it for the next run."""
    if server is None:
        raise Refused("Sources are added in a server.")
    own = resources.sources_of(server)
    size = Size()
    if isinstance(wanted, Upload):

        def accept(content: Path, name: Path) -> None:
            nonlocal size
            fields = read_table(resources.settings.data_dir)
            size = measured(content, name, resources.clock(), resources.most_of_upload, fields)

        path = own.save(wanted, accept)
    else:
        path = own.offer(wanted)
    catalogue = resources.pool.shared_store(server).catalogue()
    catalogue.sources.add([path])
    count = catalogue.sources.counts()[path]
    seconds = size.passages / resources.lane.pace
    return Source(own.name_of(path), False, isinstance(wanted, Upload), count, to_read=size.articles, seconds=seconds)
