"""What the screens of long work share: one job at a time, its progress in one line, Esc stops it before it leaves."""

from __future__ import annotations

from typing import Any

from textual.widgets import Static

from selfaudit.text.messages import t
from selfaudit.tui import work
from selfaudit.tui.base import AppScreen
from selfaudit.tui.widgets.wrapped import short


class WorkScreen(AppScreen[None]):
    """A screen with a `Static` called ``work-progress``."""

    CSS_PATH = "../styles/work.tcss"
    unit = ""
    """Message key of the word for what is counted."""
    bar_cells = 20

    def __init__(self) -> None:
        super().__init__()
        self.job: work.Job[Any] = work.Job()

    def current(self) -> str:
        """Return what is being worked on at present, in words."""
        return self.job.current

    def on_mount(self) -> None:
        """Draw the progress while a job runs."""
        self.set_interval(work.REFRESH, self.show_progress)

    def action_stop(self) -> None:
        """Stop the job; what that means for its result is said by the screen."""
        self.job.cancel.set()

    def action_back(self) -> None:
        """Stop the job, else go back."""
        if self.job.running:
            self.action_stop()
        else:
            self.dismiss(None)

    def show_progress(self) -> None:
        """Draw the progress line."""
        job = self.job
        text = f"{job.bar(self.bar_cells)} {job.line(t(self.unit))}  {self.current()}" if job.running else ""
        self.query_one("#work-progress", Static).update(short(text, max(self.size.width - 2, 1)))
