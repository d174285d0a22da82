"""The socket in a data folder at which its owner is reached, by nobody but the folder's own user.

A socket's path may be about a hundred bytes long; where the folder's is longer, the socket lies in a folder of its own for
temporary files, and a link in the data folder leads to it.
"""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import sys
import tempfile
import time
from pathlib import Path

FILE = "owner"
_LONGEST = 100
"""Bytes; macOS takes 103, Linux 107."""
_WAITING = 16
"""Connections that wait to be taken."""
SECONDS = 5.0
"""The time for a connection to be taken in: longer than that, the owner's process stands still and those who wait are too many."""
_PAUSE = 0.1


def has_sockets() -> bool:
    """The system has sockets in the file system."""
    return hasattr(socket, "AF_UNIX")


def listen(folder: Path) -> socket.socket:
    """A socket at which others reach this process. Whoever calls it holds the folder as its one server.

    Raises:
        OSError: the file system takes no sockets.
    """
    leave(folder)  # what one that was killed left there
    path = folder / FILE
    listener = socket.socket(socket.AF_UNIX)
    try:
        if len(os.fsencode(path)) > _LONGEST:
            own = Path(tempfile.mkdtemp(prefix="newsdesk-"), FILE)
            path.symlink_to(own)
            path = own
        listener.bind(os.fspath(path))
        path.chmod(0o600)  # before anybody can connect
        listener.listen(_WAITING)
    except BaseException:
        listener.close()
        leave(folder)
        raise
    return listener


def leave(folder: Path) -> None:
    """Take the socket away."""
    path = folder / FILE
    with contextlib.suppress(OSError):
        if path.is_symlink():
            own = path.readlink()
            if own.name == FILE and own.parent.name.startswith("newsdesk-"):
                own.unlink(missing_ok=True)
                own.parent.rmdir()
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def connect(folder: Path) -> socket.socket | None:
    """A connection to the owner; None where there is none, or only what one that was killed left.

    Raises:
        TimeoutError: there is one, who takes no more.
    """
    if not has_sockets():
        return None
    path = folder / FILE
    connection = socket.socket(socket.AF_UNIX)
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            connection.settimeout(SECONDS)
            connection.connect(os.fspath(path.readlink() if path.is_symlink() else path))
            connection.settimeout(None)
            return connection
        except (BlockingIOError, TimeoutError):  # as many wait as can
            if time.monotonic() >= deadline:
                connection.close()
                raise TimeoutError from None
            time.sleep(_PAUSE)
        except OSError:
            connection.close()
            return None


def process_of(connection: socket.socket) -> int | None:
    """The number of the owner's process; None where the system does not tell."""
    if sys.platform != "linux":
        return None
    process, _, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    return int(process)
