"""Ends the look at one file from within when its time is nearly up: what was found so far is told, the rest is said to be unread.

A worker that its parent has to end tells nothing. Here a second thread raises `TimeUp` in the one that looks, as soon as the
call it is in comes back to Python. Where it does not, and the parent is gone, too, the system ends the process.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
        self._allowed: Callable[[], float] | None = None
        self._begun = self._again = 0.0

    def run(self) -> None:
        while True:
            time.sleep(EVERY)
            if _PARENT and os.getppid() != _PARENT[0]:
                os._exit(1)  # whoever asked is gone
            with self._lock:
                if self._allowed is not None:
                    self._look(self._allowed())

    def _look(self, allowed: float) -> None:
        """Raise TimeUp where more than `allowed` seconds are over; have the system wait for as long."""
        left = self._begun + allowed - now()
        if left > 0:
            _at_the_latest(left + LAST)
        elif now() > self._again:
            self._again = now() + AGAIN
            self._raise(TimeUp)

    def _raise(self, what: type[TimeUp] | None) -> None:
        told = None if what is None else ctypes.py_object(what)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), told)

    def set(self, allowed: Callable[[], float] | None) -> None:
        """Raise after so many seconds, which may become more meanwhile; None for never, also where it is about to be raised."""
        with self._lock:
            self._allowed = allowed
            self._begun, self._again = now(), 0.0
            if allowed is None:
                self._raise(None)


LAST = 1.5
"""Seconds of the processor behind its time after which the system ends a process that hears nothing: deep in a library."""


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
def limited(allowed: Callable[[], float]) -> Iterator[None]:
    """Raise TimeUp in what is done below this after as many seconds as are `allowed` by then."""
    for watch in _watches:
        _at_the_latest(max(allowed(), 0.0) + LAST)
        watch.set(allowed)
    try:
        yield
    finally:
        lift()


def lift() -> None:
    """There is no limit any more."""
    for watch in _watches:
        watch.set(None)
        _at_the_latest(0.0)
