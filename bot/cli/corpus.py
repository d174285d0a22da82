"""``newsdesk status`` and ``compact``: the corpus as a whole."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import typer

from bot.cli.options import Json


def status(as_json: Json = False) -> None:
    """Show what the corpus holds and where it is kept."""
    from bot.answer.coverage import coverage_of
    from bot.app import open_app
    from bot.cli.json_output import dump
    from bot.cli.render import describe_coverage, describe_size
    from bot.presentation.reports import describe_behind, describe_filling, is_worth_compacting
    from bot.presentation.wording import format_moment
    from bot.settings import load_settings
    from index.store.health import lost_vectors

    settings = load_settings()
    place = settings.place
    with open_app(settings, vectors=False) as app:
        stats, model, other = app.store.catalogue.stats(), app.store.made_with(), app.store.other_embedder()
    if as_json:
        where = {} if isinstance(place, Path) else {"database": place.label, "chroma": place.chroma.label}
        typer.echo(dump({**asdict(stats), "data_dir": str(settings.data_dir), "embedder": model, **where}))
        return
    rows = {
        "corpus": describe_coverage(coverage_of(stats)),
        "teasers": f"{stats.teasers:,}",
        "passages": f"{stats.passages:,}",
        **({"dense vectors": describe_filling(stats.waiting, stats.passages)} if stats.waiting else {}),
        "last reindex": format_moment(datetime.fromisoformat(stats.last_run)) if stats.last_run else "never",
        "embedder": model or "none yet",
    }
    size = describe_size(stats.bytes_on_disk)
    if isinstance(place, Path):
        rows["data folder"] = f"{settings.data_dir} ({size})"
    else:
        rows |= {"database": f"{place.label} ({size})", "vectors": place.chroma.label}
        rows["data folder"] = str(settings.data_dir)
    width = max(map(len, rows))
    for name, value in rows.items():
        typer.echo(f"{name:<{width}}  {value}")
    for sentence in describe_behind(stats, other):
        typer.echo(sentence)
    if (lost := lost_vectors(place, stats)) is not None:
        typer.echo(str(lost))
    if is_worth_compacting(stats):
        typer.echo(f"{describe_size(stats.spare_bytes)} of this are not used any more; `newsdesk compact` frees them.")


def compact() -> None:
    """Make the stores as small as what is in them. Those of Discord servers too; what is beyond the limits is forgotten."""
    from bot.app import Models, limits_of
    from bot.cli.render import describe_compacted
    from bot.cli.waiting import TOLD_SECONDS, say_meanwhile
    from bot.service.store_pool import store_places
    from bot.settings import load_settings
    from index.pipeline.compacting import compact as make_small
    from index.store import open_store

    settings = load_settings()
    models = Models(settings)
    before = after = 0
    for place in store_places(settings.place).values():
        turn = open_store(place, models.fingerprint, exclusive=True, patience=TOLD_SECONDS, waiting=say_meanwhile)
        with turn as store:
            before += store.catalogue.stats().bytes_on_disk
            make_small(store, limits_of(settings))
            after += store.catalogue.stats().bytes_on_disk
    typer.echo(describe_compacted(before, after))
