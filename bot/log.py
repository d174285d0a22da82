"""The log file: what went on, for whoever looks into a problem."""

from __future__ import annotations

import errno
import io
import logging
import os
import re
import secrets
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from index.private_files import make_private

LOG_NAME = "newsdesk.log"
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


_CREDENTIALS = re.compile(r"://[^\s/]{1,300}@")


class _WithoutPasswords(logging.Formatter):
    """Leaves the name and password out of every address, such as a proxy's in some library's error."""

    def format(self, record: logging.LogRecord) -> str:
        return _CREDENTIALS.sub("://…@", super().format(record))


class _PrivateLog(RotatingFileHandler):
    """A log that only its owner reads: it tells who asked, and what failed over it."""

    def _open(self) -> io.TextIOWrapper:
        Path(self.baseFilename).touch(0o600)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """A disk that is full, or a log that may not be written, is no reason to fill the terminal with tracebacks."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)


def log_to(folder: Path, level: str = "INFO") -> Path:
    """Send the program's log, from ``level`` up, to a file in ``folder`` and nowhere else; returns the file.

    Raises:
        OSError: the folder cannot be made, or may not be written.
    """
    make_private(folder)
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
    path = folder / LOG_NAME
    handler = _PrivateLog(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(_WithoutPasswords(_FORMAT))
    root = logging.getLogger()
    for old in root.handlers[:]:
        if isinstance(old, RotatingFileHandler):
            root.removeHandler(old)
            old.close()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)  # other packages chatter
    for name in ("bot", "index"):
        logging.getLogger(name).setLevel(level)
    return path


def log_nowhere() -> None:
    """For a program that may write no file: what it logs is not for the terminal either."""
    logging.getLogger().addHandler(logging.NullHandler())


def log_failure(error: BaseException) -> str:
    """Log ``error`` with its traceback; returns the reference number under which it stands in the log."""
    reference = secrets.token_hex(4)
    logging.getLogger("bot").error("failure %s", reference, exc_info=error)
    return reference
