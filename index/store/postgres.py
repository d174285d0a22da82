"""All that is said to PostgreSQL alone; ``dialect`` is its counterpart for SQLite.

A transaction that reads sees one state from its first to its last statement; of those that write to one schema each waits for
the others, by an advisory lock that the server frees with the transaction.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Table,
    create_engine,
    event,
    inspect,
    literal_column,
    make_url,
)
from sqlalchemy.dialects.postgresql import Insert, insert

from index.store.errors import DriverMissing, ServerFails, StoreError, StoreInUse
from index.store.place import without_secrets

_CONNECT_SECONDS = 10
_BUSY_SECONDS = 30
_IDLE_SECONDS = 600
"""A transaction that says nothing for so long is ended: its machine may be gone."""
_PAGE_COST = "1.1"
"""The planner's usual 4 is a spinning disk's: it would read and unpack all passages where the index names those with a word."""
_WRITES = "newsdesk_writes"
_NUMBER = "hashtextextended(%s, 0)"
"""Of the lock that those take who write to a schema."""
_ORDER = "seen"
"""The column by which the rows of a table are known in the order in which they were written; SQLite has one by itself."""
_REMEDIES = {
    "28": "refuses user or password; correct DATABASE_URL",
    "3D": "has no such database; create it with `createdb`, or correct DATABASE_URL",
    "42501": "does not let this user do that; grant it CREATE on the database",
    "53": "is out of room or connections; make some and try again, nothing is lost",
    "54": "cannot keep an address that is this long",
}
_AWAY = ("08", "57", "25P03", "")


def make_engine(url: str, schema: str, *, private: bool = False) -> Engine:
    """An engine for one schema of the database. What is wrong with the server comes as a StoreError.

    ``private``: people wrote what is in it; errors carry no values.
    """
    wanted = make_url(url).set(drivername="postgresql+psycopg")
    label = without_secrets(url)
    try:
        engine = create_engine(
            wanted,
            isolation_level="REPEATABLE READ",
            hide_parameters=private,
            pool_pre_ping=True,
            pool_size=2,
            max_overflow=-1,
            connect_args={
                "connect_timeout": _CONNECT_SECONDS,
                "application_name": "newsdesk",
                "prepare_threshold": None,
                "keepalives_idle": 30,
                "keepalives_interval": 10,
                "keepalives_count": 3,
                "tcp_user_timeout": _BUSY_SECONDS * 1000,
            },
        )
    except ModuleNotFoundError as error:
        raise DriverMissing from error

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:  # noqa: ANN401 - the driver's own
        _without_nul(connection)
        connection.autocommit = True
        for name, value in (
            ("search_path", f'"{schema}"'),
            ("tcp_keepalives_idle", "30"),
            ("idle_in_transaction_session_timeout", f"{_IDLE_SECONDS}s"),
            ("random_page_cost", _PAGE_COST),
        ):
            connection.execute(f"SET {name} = {value if name == 'search_path' else repr(value)}")
        connection.autocommit = False

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITES):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_BUSY_SECONDS}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_NUMBER})", (schema,))

    @event.listens_for(engine, "handle_error")
    def _say(context: Any) -> None:  # noqa: ANN401
        if not context.is_pre_ping and (said := explained(context.original_exception, label)):
            raise said from context.original_exception

    return engine


def to_write(engine: Engine) -> Engine:
    """The same engine, its transactions waiting for one another from their first statement on."""
    return engine.execution_options(isolation_level="READ COMMITTED", **{_WRITES: True})


def at_once(engine: Engine) -> Engine:
    """The same engine, its transactions waiting for nobody, each statement seeing what is there by then."""
    return engine.execution_options(isolation_level="READ COMMITTED")


def try_alone(connection: Connection, schema: str) -> bool:
    """Have no transaction that writes to the schema run beside this one; False where one does."""
    alone: bool = connection.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock({_NUMBER})", (schema,)).scalar_one()
    return alone


def explained(error: BaseException, label: str) -> StoreError | None:
    """The words for a person about the server's error; None for one that is a mistake of the program."""
    import psycopg

    if not isinstance(error, psycopg.OperationalError | psycopg.InterfaceError | psycopg.errors.InsufficientPrivilege):
        return None
    state = error.sqlstate or ""
    if state == "55P03":
        return StoreInUse(Path(label))
    if remedy := _REMEDIES.get(state) or _REMEDIES.get(state[:2]):
        return ServerFails(f"PostgreSQL at {label} {remedy}.")
    said = str(error).casefold()  # a connection that is refused has no code
    if "password" in said or "authentication" in said:
        return ServerFails(f"PostgreSQL at {label} {_REMEDIES['28']}.")
    if "does not exist" in said:
        return ServerFails(f"PostgreSQL at {label} {_REMEDIES['3D']}.")
    if state[:2] in _AWAY or state in _AWAY:
        return ServerFails(f"PostgreSQL at {label} cannot be reached; start it, or correct DATABASE_URL.")
    return None


@cache
def insert_new(table: Table) -> Insert:
    """An insert that passes over rows whose key is there already."""
    return insert(table).on_conflict_do_nothing()


@cache
def upsert(table: Table, *, but: tuple[str, ...] = ()) -> Insert:
    """An insert that gives a row whose key is there already the other columns' values, ``but`` these."""
    wanted = insert(table)
    names = [column.name for column in table.columns if not column.primary_key and column.name not in but]
    if not names:
        return wanted.on_conflict_do_nothing()
    changed = {name: wanted.excluded[name] for name in names}
    return wanted.on_conflict_do_update(index_elements=list(table.primary_key), set_=changed)


def row_order(table: Table) -> ColumnElement[int]:
    """The order in which a table's rows were first written."""
    return literal_column(f"{table.name}.{_ORDER}", Integer)


def keep_order(connection: Connection, *tables: Table) -> None:
    """Have the order in which rows of these tables are written be known."""
    for table in tables:
        connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN IF NOT EXISTS {_ORDER} BIGSERIAL")


def link_at_the_end(connection: Connection) -> None:
    """Have links between rows looked at when the transaction ends."""
    connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")


def dangling(_: Connection) -> int:
    """The number of rows that refer to rows that are not there: the server lets none be."""
    return 0


def erase_deleted(engine: Engine) -> None:
    """Have the server free, and soon write over, what was deleted; its own log and its backups have their own times."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        tables = inspect(connection).get_table_names()
        connection.exec_driver_sql(f"VACUUM {', '.join(tables)}")


def last_number(connection: Connection, table: Table) -> int:
    """The last number that was given to a row of the table, though it may be gone."""
    number, given = connection.exec_driver_sql(
        f"SELECT last_value, is_called FROM {_sequence(connection, table)}"
    ).one()
    return int(number) if given else 0


def keep_last_number(connection: Connection, table: Table, number: int) -> None:
    """Have no number up to this one be given to a row of the table any more."""
    values = (_sequence(connection, table), max(number, 1), number > 0)
    connection.exec_driver_sql("SELECT setval(%s::regclass, %s::bigint, %s::boolean)", values)


def _sequence(connection: Connection, table: Table) -> str:
    assert table.autoincrement_column is not None
    of = (table.name, table.autoincrement_column.name)
    return str(connection.exec_driver_sql("SELECT pg_get_serial_sequence(%s::text, %s::text)", of).scalar())


def size(connection: Connection, _: Path) -> int:
    """Bytes that the schema takes."""
    wanted = (
        "SELECT coalesce(sum(pg_relation_size(c.oid) + pg_indexes_size(c.oid) "
        "+ coalesce(pg_relation_size(nullif(c.reltoastrelid, 0)), 0)), 0)::bigint FROM pg_class c "
        "WHERE c.relkind = 'r' AND c.relnamespace = to_regnamespace(quote_ident(current_schema()))"
    )
    number: int = connection.exec_driver_sql(wanted).scalar_one()
    return number


def spare(_: Connection) -> int:
    """The server frees by itself."""
    return 0


def _without_nul(connection: Any) -> None:  # noqa: ANN401
    """PostgreSQL's texts hold no NUL, which Python's may."""
    from psycopg.types.string import StrDumper

    class WithoutNul(StrDumper):
        def dump(self, obj: str) -> Any:  # noqa: ANN401
            return super().dump(obj.replace("\0", "\N{REPLACEMENT CHARACTER}"))

    connection.adapters.register_dumper(str, WithoutNul)
