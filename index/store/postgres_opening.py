"""Opening a store on servers: a schema is made where it is missing, and brought up to date where an earlier newsdesk made it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, inspect, select

from index.store import lease, migrations, postgres, postgres_words, schema
from index.store.database import Database
from index.store.errors import NewerStore
from index.store.opening import CATALOGUE, RECORDS, Kind, name_of
from index.store.place import ServerPlace


def open_database(kind: Kind, place: ServerPlace) -> Database:
    """The database of a place that ``prepare`` has seen.

    Raises:
        StoreError: it cannot be reached, or refuses.
    """
    engine = postgres.make_engine(place.database_url, schema_of(kind, place), private=kind.private)
    return Database(engine, Path(place.label))


def prepare(place: ServerPlace, kinds: Iterable[Kind]) -> None:
    """Make what is missing of these databases, and bring the others up to date: each whole, or not at all.

    Who comes while another is at it waits.

    Raises:
        StoreError: a newer newsdesk wrote what is there, or the server cannot be reached or refuses.
    """
    for kind in kinds:
        name = schema_of(kind, place)
        engine = postgres.make_engine(place.database_url, name)
        try:
            with engine.connect() as connection:
                at = _version(kind, connection)
            if at is not None and at > kind.version:
                raise NewerStore(Path(place.label))
            if at != kind.version:
                with postgres.to_write(engine).begin() as connection:
                    _bring_up_to_date(kind, name, connection)
        finally:
            engine.dispose()


def is_there(kind: Kind, place: ServerPlace) -> bool:
    """The store was made."""
    engine = postgres.make_engine(place.database_url, schema_of(kind, place))
    try:
        with engine.connect() as connection:
            return inspect(connection).has_table(kind.began_with)
    finally:
        engine.dispose()


def server_ids(place: ServerPlace) -> list[int]:
    """The Discord servers that have a store of their own there."""
    engine = postgres.make_engine(place.database_url, place.name)
    beginning = f"{place.name}_server_"
    try:
        with engine.connect() as connection:
            names = inspect(connection).get_schema_names()
    finally:
        engine.dispose()
    ends = [name.removeprefix(beginning) for name in names if name.startswith(beginning)]
    return sorted(int(end) for end in ends if end.isdecimal())


def server_version(place: ServerPlace) -> str:
    """The server's version, such as ``15.4``."""
    engine = postgres.make_engine(place.database_url, place.name)
    try:
        with engine.connect() as connection:
            return str(connection.exec_driver_sql("SHOW server_version").scalar()).partition(" ")[0]
    finally:
        engine.dispose()


def drop(place: ServerPlace) -> None:
    """Delete the catalogue with everything in it. The caller holds its lease, which goes with it."""
    engine = postgres.make_engine(place.database_url, place.name)
    try:
        with postgres.at_once(engine).begin() as connection:
            connection.exec_driver_sql(f'DROP SCHEMA IF EXISTS "{place.name}" CASCADE')
    finally:
        engine.dispose()


def schema_of(kind: Kind, place: ServerPlace) -> str:
    """The schema that a database of a place is in."""
    return f"{place.name}_{RECORDS.line}" if kind is RECORDS else place.name


def _version(kind: Kind, connection: Connection) -> int | None:
    if not inspect(connection).has_table(kind.revision.name):
        return None
    return int(connection.execute(select(kind.revision.c.version_num)).scalar() or 0)


def _bring_up_to_date(kind: Kind, name: str, connection: Connection) -> None:
    at = _version(kind, connection)  # another may have been faster
    if at is None:
        connection.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{name}"')
        kind.metadata.create_all(connection)
        connection.execute(kind.revision.insert(), {"version_num": name_of(kind.version)})
    elif at < kind.version:
        migrations.upgrade(connection, kind.line)
    if kind is CATALOGUE:
        postgres_words.tables.create_all(connection)
        postgres.keep_order(connection, schema.addresses)
        connection.exec_driver_sql(lease.CREATE.format(schema=name))
