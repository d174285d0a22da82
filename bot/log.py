"""The log file: what went on, for whoever looks into a problem."""

from __future__ import annotations

import logging
import secrets
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_NAME = "newsdesk.log"
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_to(folder: Path, level: str = "INFO") -> Path:
    """Send the program's log, from ``level`` up, to a file in ``folder`` and nowhere else; returns the file.

    Raises:
        OSError: the folder cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOG_NAME
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter(_FORMAT))
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


def log_failure(error: BaseException) -> str:
    """Log ``error`` with its traceback; returns the reference number under which it stands in the log."""
    reference = secrets.token_hex(4)
    logging.getLogger("bot").error("failure %s", reference, exc_info=error)
    return reference
