"""The socket in a data folder at which its owner is reached, by nobody but the folder's own user.

A socket's path may be about a hundred bytes long; where the folder's is longer, the socket lies in a folder of its own for
temporary files, and a link in the data folder leads to it.
"""

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
from pathlib import Path

FILE = "owner"
_LONGEST = 100
"""Bytes; macOS takes 103, Linux 107."""
_WAITING = 16
"""Connections that wait to be taken."""
_SECONDS = 5.0


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
    """A connection to the owner; None where there is none, or only what one that was killed left."""
    if not has_sockets():
        return None
    connection = socket.socket(socket.AF_UNIX)
    try:
        path = folder / FILE
        connection.settimeout(_SECONDS)
        connection.connect(os.fspath(path.readlink() if path.is_symlink() else path))
        connection.settimeout(None)
    except OSError:
        connection.close()
        return None
    return connection
