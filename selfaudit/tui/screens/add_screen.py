"""What the windows share that add one file or folder after the other by its path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from selfaudit.text.messages import t
from selfaudit.tui import work
from selfaudit.tui.base import AppModal
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class AddScreen(AppModal[None]):
    """Paste a path, press Enter, see below what has been added; an empty line closes the window."""

    title_key = how = placeholder = keys = ""
    """Message keys: what the window is called, what to do, what the empty field says, which keys there are."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False, priority=True)]

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self._path = path
        self._done: list[str] = []
        self.job: work.Job[Any] = work.Job()

    def title_words(self) -> str:
        """Return the title of the window."""
        return t(self.title_key)

    def add(self, path: str) -> None:
        """Begin to add what is at this path, in a thread; `added` is called when it is there."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Draw the field, what is wrong, what has been added and the keys."""
        with Vertical(classes="window"):
            yield Wrapped(self.title_words(), classes="window-title")
            yield Wrapped(t(self.how), classes="window-text")
            yield Line(self._path, placeholder=t(self.placeholder))
            yield Wrapped(id="add-told", classes="warned")
            yield Wrapped(id="add-state", classes="window-text")
            yield Static(t(self.keys), classes="window-keys")

    def on_mount(self) -> None:
        """Begin at once with a dropped path."""
        if self._path:
            self._confirmed()

    def warn(self, text: str) -> None:
        """Say below the field what is to be known about the path in it."""
        self.query_one("#add-told", Wrapped).text = text

    def show_done(self, *more: str) -> None:
        """List what has been added, and `more` below it."""
        self.query_one("#add-state", Wrapped).text = "\n".join([*self._done, *more])

    def added(self, told: str) -> None:
        """List one thing more and make room for the next path."""
        self._done.append(told)
        self.query_one(Line).load_text("")
        self.show_done()

    def action_leave(self) -> None:
        """Close; what is still being looked at adds nothing afterwards."""
        self.job.cancel.set()
        self.dismiss(None)

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if not self.job.running:
            self.warn("")

    @on(Line.Confirmed)
    def _confirmed(self) -> None:
        path = self.query_one(Line).value
        if self.job.running:
            return
        if path:
            self.add(path)
        else:
            self.action_leave()
