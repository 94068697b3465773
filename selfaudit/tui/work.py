"""Long work behind the screen: in a thread, with progress, rate and remaining time, stoppable; the keys always answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from selfaudit.text.messages import t
from selfaudit.tui import failure

if TYPE_CHECKING:
    from selfaudit.tui.base import AppModal, AppScreen

R = TypeVar("R")
REFRESH = 0.1
"""Seconds between two looks at the work from the screen."""


@dataclass
class Job(Generic[R]):
    """One piece of long work. The thread writes `done`, `total` and `current`; the screen reads them when it draws."""

    cancel: threading.Event = field(default_factory=threading.Event)
    done: int = 0
    total: int = 0
    current: str = ""
    running: bool = False
    over: threading.Event = field(default_factory=threading.Event)
    """Set when the thread has left the services; the data folder must not be closed before."""
    started: float = 0.0

    def told(self, done: int, total: int, current: str = "") -> None:
        """Take note of how far the work is (called from its thread)."""
        self.done, self.total, self.current = done, total, current

    def line(self, unit: str) -> str:
        """Return how far the work is, how fast and how long it will take; `unit` is the word for what is counted."""
        seconds = max(time.monotonic() - self.started, 0.001)
        rate = self.done / seconds
        if not self.total:
            return t("tui.work.counted", done=self.done, unit=unit)
        left = (self.total - self.done) / rate if rate else 0
        return t("tui.work.line", done=self.done, total=self.total, unit=unit, rate=f"{rate:.0f}", left=f"{left:.0f}")

    def bar(self, cells: int) -> str:
        """Return a bar of so many ASCII cells."""
        full = cells * self.done // self.total if self.total else 0
        return "[" + "#" * full + "." * (cells - full) + "]"


def start(
    screen: AppScreen[None] | AppModal[None],
    job: Job[R],
    work: Callable[[], R],
    finished: Callable[[R], None],
    failed: Callable[[], None] = lambda: None,
) -> None:
    """Run `work` in a thread; `finished` gets what it gives, back on the screen. Trouble becomes a message."""

    def run() -> None:
        error: Exception | None = None
        result: R | None = None
        try:
            result = work()
        except Exception as caught:  # noqa: BLE001 -- every trouble becomes words
            error = caught
        finally:
            job.over.set()
        screen.desk.call_from_thread(end, error, result)

    def end(error: Exception | None, result: R | None) -> None:
        job.running = False
        if error is not None:
            failed()
            failure.show(screen.desk, error)
        else:
            finished(result)  # type: ignore[arg-type]

    job.running = True
    screen.desk.jobs.append(job)
    job.started = time.monotonic()
    screen.run_worker(run, thread=True, group="work", exit_on_error=False)
