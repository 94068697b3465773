"""Add a folder that holds the contract's data: paste its place, see at once whether it can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from selfaudit.errors import InputError
from selfaudit.services.contracts import ContractRecords
from selfaudit.text.messages import t
from selfaudit.tui import work
from selfaudit.tui.base import AppModal
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class FolderScreen(AppModal[None]):
    """Adds one folder after the other. The disk is asked behind the screen: a network folder may answer late."""

    scope = "folder"
    help_key = "contract.help.folder"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False, priority=True)]

    def __init__(self, records: ContractRecords, path: str = "") -> None:
        super().__init__()
        self._records = records
        self._path = path
        self._job: work.Job[str | InputError] = work.Job()
        self._done: list[str] = []

    def compose(self) -> ComposeResult:
        """Draw the field, what has been added and the keys."""
        with Vertical(classes="window"):
            yield Wrapped(t("contract.folder.title"), classes="window-title")
            yield Wrapped(t("contract.folder.how"), classes="window-text")
            yield Line(self._path, placeholder=t("contract.folder.placeholder"))
            yield Wrapped(id="folder-told", classes="warned")
            yield Wrapped(id="folder-state", classes="window-text")
            yield Static(t("contract.folder.keys"), classes="window-keys")

    def on_mount(self) -> None:
        """Begin at once with a dropped path."""
        if self._path:
            self._add()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if not self._job.running:
            self.query_one("#folder-told", Wrapped).text = ""

    @on(Line.Confirmed)
    def _add(self) -> None:
        path = self.query_one(Line).value
        if self._job.running:
            return
        if not path:
            self.action_leave()
            return
        self._job = work.Job()
        self.query_one("#folder-told", Wrapped).text = t("contract.folder.looking_long")
        work.start(self, self._job, lambda: self._try(path), self._added)

    def action_leave(self) -> None:
        """Close; a disk still being asked adds nothing afterwards."""
        self._job.cancel.set()
        self.dismiss(None)

    def _try(self, path: str) -> str | InputError:
        job = self._job
        try:
            return self._records.add_folder(path, cancel=job.cancel)
        except InputError as error:
            return error

    def _added(self, result: str | InputError) -> None:
        if not self.is_attached:
            return
        told = self.query_one("#folder-told", Wrapped)
        if isinstance(result, InputError):
            told.text = f"{result.title}  {result.next_step}"
            return
        told.text = ""
        self._done.append(t("contract.folder.added", folder=result))
        self.query_one(Line).load_text("")
        self.query_one("#folder-state", Wrapped).text = "\n".join(self._done)
