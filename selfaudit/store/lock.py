"""One program at a time on one data folder.

The lock is the operating system's own, so that it ends with the program however it ends; the file's text only says
who holds it.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from selfaudit.store import paths
from selfaudit.store.problems import data_error, from_os
from selfaudit.text.messages import t
from selfaudit.text.wareki import moment_label

#: How systems say that somebody else holds the lock; anything else means that locks do not work here.
TAKEN_ERRNOS = frozenset({errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK})

if sys.platform == "win32":
    import msvcrt

    #: Windows forbids others to read locked bytes, so a byte far behind the text is locked.
    FAR = 1 << 30

    def _try_lock(file: int) -> None:
        os.lseek(file, FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)
else:
    import fcntl

    def _try_lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class DataLock:
    """The right to use one data folder, held until `release` or the end of the process."""

    def __init__(self, file: int) -> None:
        self._file: int | None = file

    @classmethod
    def acquire(cls, directory: Path, program: str) -> DataLock:
        """Take the lock of this folder at once; DataError naming program, process id and time when it is taken."""
        path = directory / paths.LOCK
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise from_os(error, directory) from error
        try:
            _try_lock(file)
        except OSError as error:
            os.close(file)
            if error.errno not in TAKEN_ERRNOS:
                raise from_os(error, directory) from error
            raise data_error("locked", folder=paths.shown(directory), **_holder(path)) from None
        _write_holder(file, program)
        return cls(file)

    def release(self) -> None:
        """Give the lock back; a second call does nothing."""
        if self._file is None:
            return
        os.ftruncate(self._file, 0)
        # Closing the file ends the lock on every system.
        os.close(self._file)
        self._file = None


def _write_holder(file: int, program: str) -> None:
    holder = {"program": program, "pid": os.getpid(), "since": datetime.now().astimezone().isoformat(" ", "seconds")}
    try:
        os.ftruncate(file, 0)
        os.write(file, json.dumps(holder).encode())
    except OSError:
        # A full disk: the lock holds all the same, only its holder stays unnamed.
        return


def _holder(path: Path) -> dict[str, Any]:
    """Who wrote the lock file; read twice, because its holder may just be writing it."""
    for _ in range(2):
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            return {
                "program": str(found["program"]),
                "pid": int(found["pid"]),
                "since": moment_label(datetime.fromisoformat(str(found["since"]))),
            }
        except (OSError, ValueError, LookupError, TypeError):
            time.sleep(0.05)
    unknown = t("store.unknown_holder")
    return {"program": unknown, "pid": "?", "since": "?"}
