"""Add a file as evidence: paste its place, see it copied, see its digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from selfaudit.domain.inspection import Exhibit
from selfaudit.text.messages import t
from selfaudit.tui import words, work
from selfaudit.tui.base import AppModal
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class AttachScreen(AppModal[None]):
    """Copies one file after the other into the store; the originals stay untouched."""

    scope = "attach"
    help_key = "tui.help.attach"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False, priority=True)]

    def __init__(self, item_id: str, path: str = "") -> None:
        super().__init__()
        self._item = item_id
        self._path = path
        self._job: work.Job[Exhibit] = work.Job()
        self._done: list[str] = []

    def compose(self) -> ComposeResult:
        """Draw the field, what has been added and the keys."""
        with Vertical(classes="window"):
            yield Wrapped(
                t("tui.attach.title", number=self.walk.profile.item(self._item).number), classes="window-title"
            )
            yield Wrapped(t("tui.attach.how"), classes="window-text")
            yield Line(self._path, placeholder=t("tui.attach.placeholder"))
            yield Wrapped(id="attach-state", classes="window-text")
            yield Static(t("tui.attach.keys"), classes="window-keys")

    def on_mount(self) -> None:
        """Draw the progress while a file is copied; begin at once with a dropped path."""
        self.set_interval(work.REFRESH, self._show)
        if self._path:
            self._copy()

    @on(Line.Confirmed)
    def _copy(self) -> None:
        path = self.query_one(Line).value
        if self._job.running:
            return
        if not path:
            self.action_leave()
            return
        self._job = work.Job()
        job = self._job
        work.start(
            self,
            job,
            lambda: self.walk.attach(self._item, path, progress=job.told, cancel=job.cancel),
            self._copied,
        )

    def action_leave(self) -> None:
        """Stop a running copy, or close."""
        if self._job.running:
            self._job.cancel.set()
        else:
            self.dismiss(None)

    def _copied(self, exhibit: Exhibit) -> None:
        self._done.append(t("tui.attach.done", exhibit=words.exhibit(exhibit)))
        self.query_one(Line).load_text("")
        self._show()

    def _show(self) -> None:
        job = self._job
        lines = list(self._done)
        if job.running and job.total:
            lines.append(
                t("tui.attach.copying", bar=job.bar(20), done=words.size(job.done), total=words.size(job.total))
            )
        self.query_one("#attach-state", Wrapped).text = "\n".join(lines)
