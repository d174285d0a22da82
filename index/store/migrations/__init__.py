"""The upgrade of databases of earlier newsdesks, with Alembic: one line of scripts for each database.

A script's number is the version that it leads to. Scripts say what was, so they never use ``index.store.schema``.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import BigInteger, Connection, Integer, String

FOLDER = Path(__file__).parent

TEXT = String().with_variant(String(collation="C"), "postgresql")
NUMBER = Integer().with_variant(BigInteger(), "postgresql")
"""For the scripts: SQLite's texts are compared by their bytes, and its integers have 64 bits."""


def upgrade(connection: Connection, line: str, **attributes: object) -> None:
    """Run the scripts of ``line`` that the database still needs, within the caller's transaction.

    ``attributes`` are for the scripts; they find them in ``op.get_context().config.attributes``.
    """
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection, **attributes})
    config.set_main_option("script_location", _escaped(FOLDER))
    config.set_main_option("version_locations", _escaped(FOLDER / line))
    config.set_main_option("path_separator", "newline")
    command.upgrade(config, "head")


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")  # a path is no place for the parser's placeholders
