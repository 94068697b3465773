"""Ends the look at one file from within when its time is nearly up: what was found so far is told, the rest is said to be unread.

A worker that its parent has to end tells nothing. Here a second thread raises `TimeUp` in the one that looks, as soon as the
call it is in comes back to Python. Where it does not, and the parent is gone, too, the system ends the process.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from checks.residue.budget import by_processor, now

EVERY = 0.1
AGAIN = 0.3
"""Seconds after which it is raised again, should something have kept it to itself."""


class TimeUp(BaseException):
    """The time of this file is used up. No `Exception`: readers take those for damage of the file."""


class _Watch(threading.Thread):
    """Watches over the thread that made it."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._thread = threading.get_ident()
        self._lock = threading.Lock()
        self._until = 0.0
        self.mapped: mmap.mmap | None = None

    def run(self) -> None:
        while True:
            time.sleep(EVERY)
            give_back(self.mapped)
            if _PARENT and os.getppid() != _PARENT[0]:
                os._exit(1)  # whoever asked is gone
            with self._lock:
                if self._until and now() > self._until:
                    self._until = now() + AGAIN
                    self._raise(TimeUp)

    def _raise(self, what: type[TimeUp] | None) -> None:
        told = None if what is None else ctypes.py_object(what)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), told)

    def set(self, until: float) -> None:
        """Raise at this time of the clock `now`; 0 for never, also where it is about to be raised."""
        with self._lock:
            self._until = until
            if not until:
                self._raise(None)


def give_back(data: bytes | mmap.mmap | None) -> None:
    """Let the system have the pages of a large file that were read: it counts them as memory of this process, and has them still."""
    if sys.platform != "win32" and isinstance(data, mmap.mmap):
        with suppress(OSError, ValueError):  # closed meanwhile
            data.madvise(mmap.MADV_DONTNEED)


@contextmanager
def mapped(data: bytes | mmap.mmap) -> Iterator[None]:
    """Give back the pages of `data`, again and again, while it is read below this."""
    for watch in _watches:
        watch.mapped = data if isinstance(data, mmap.mmap) else None
    try:
        yield
    finally:
        for watch in _watches:
            watch.mapped = None


_LAST = 2.0
"""Times its time, of the processor, after which the system ends a process that nobody stopped."""


def _at_the_latest(seconds: float) -> None:
    """Let the system end this process after so many seconds of the processor; 0 for never. Not on Windows."""
    if sys.platform != "win32" and by_processor():
        signal.setitimer(signal.ITIMER_PROF, seconds)


_watches: list[_Watch] = []
_PARENT: list[int] = []


def begin(*, with_parent: bool = False) -> None:
    """Watch over this thread from now on: a worker does so once. Without it nothing is limited here.

    `with_parent`: this process ends as soon as the one that started it does (not on Windows).
    """
    _PARENT[:] = [os.getppid()] if with_parent and sys.platform != "win32" else []
    watch = _Watch()
    _watches[:] = [watch]
    watch.start()


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TimeUp in what is done below this after `seconds`."""
    for watch in _watches:
        watch.set(now() + seconds)
        _at_the_latest(_LAST * max(seconds, 0.0) + 1.0)
    try:
        yield
    finally:
        lift()


def lift() -> None:
    """There is no limit any more."""
    for watch in _watches:
        watch.set(0.0)
        _at_the_latest(0.0)
