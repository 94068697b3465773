"""The registers to Excel and back: one file name, two keys, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from selfaudit.services.paste import pasted_path
from selfaudit.text.messages import t
from selfaudit.tui import actions, work
from selfaudit.tui.base import AppScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.services.sheet_rows import Imported


class RegisterFilesScreen(AppScreen[None]):
    """Nothing is taken in where anything could not be read."""

    scope = "register_files"
    help_key = "registers.help.files"
    CSS_PATH = "../styles/work.tcss"
    AUTO_FOCUS = "Line"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("register_files")]

    def __init__(self) -> None:
        super().__init__()
        self._job: work.Job[str] = work.Job()

    def compose(self) -> ComposeResult:
        """Lay out file name, result and keys."""
        yield TopBar(t("registers.screen.file_title"), id="work-top")
        yield Wrapped(t("registers.screen.file_how"), classes="quiet")
        yield Line(placeholder=t("registers.screen.file_placeholder"))
        yield Wrapped(id="files-result", classes="told")
        yield KeyBar(self.scope)

    def action_export(self) -> None:
        """Write all books."""

        def write(path: Path) -> str:
            from selfaudit.services import registers_xlsx

            made = registers_xlsx.export(self.walk.registers, path, self.desk.clock())
            return t("registers.screen.exported", path=made)

        self._start(write)

    def action_import(self) -> None:
        """Read all books."""

        def read(path: Path) -> str:
            from selfaudit.services import registers_xlsx

            return imported_words(registers_xlsx.read(self.walk.registers, path))

        self._start(read)

    def action_back(self) -> None:
        """Go back."""
        if not self._job.running:
            self.dismiss(None)

    def _start(self, act: Callable[[Path], str]) -> None:
        if self._job.running:
            return
        typed = self.query_one(Line).value
        path = self.guarded(lambda: pasted_path(typed))
        if path is not None:
            self._job = work.Job()
            work.start(self, self._job, lambda: act(path), self._told)

    def _told(self, text: str) -> None:
        self.query_one("#files-result", Wrapped).text = text


def imported_words(done: Imported) -> str:
    """What an import did, as sentences."""
    if done.problems:
        return "\n".join([t("registers.screen.not_imported"), *done.problems])
    return t("registers.screen.imported", added=done.added, changed=done.changed, same=done.same)
