"""Which files are as they were when they were read, so that nothing has to be read again."""

from __future__ import annotations

import os
import zlib
from datetime import datetime
from pathlib import Path

from index.store.files import FileState, KnownFile

_DAY = 86_400
_CHECKED_EVERY = 30 * _DAY
"""Seconds after which a file that looks the same has its bytes compared, sooner or later by up to a third for each."""


def state_of(path: Path, facts: os.stat_result, sha256: str = "") -> FileState:
    """The file as it stands, by what the system says of it."""
    return FileState(path, facts.st_size, facts.st_mtime_ns, sha256, facts.st_ino & _LARGEST, facts.st_ctime_ns)


def looks_the_same(known: KnownFile, now_is: FileState, now: datetime) -> bool:
    """True where size, times and inode are as they were, and the bytes were compared not long ago.

    An old time alone proves nothing: `git checkout` and rsync set one.
    """
    same = known.state.signature == now_is.signature
    due = known.checked_at + _CHECKED_EVERY + zlib.crc32(os.fsencode(known.state.path)) % (_CHECKED_EVERY // 3)
    return same and known.checked_at <= _seconds(now) + _DAY and _seconds(now) < due


def was_misdated(known: KnownFile, ctime_ns: int, now: datetime) -> bool:
    """True where the clock has come to a date that lay in the future when the file was read, or was ahead then.

    Where it is behind now, which a file shows that was changed later, it is not to be believed.
    """
    latest = _seconds(now) + _DAY
    was_ahead = known.read_at > latest and ctime_ns <= latest * 10**9
    return was_ahead or 0 < known.later <= latest


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


_LARGEST = 2**63 - 1
