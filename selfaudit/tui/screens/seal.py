"""Seal: what is still open, the passphrase of the operator's key, and the signed file with its verdict."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widgets import Input, Static

from selfaudit.services.paste import pasted_path
from selfaudit.text.messages import t
from selfaudit.tui import actions, words, work
from selfaudit.tui.base import AppScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.services.seal import Sealed

_GROUP = 4


class SealScreen(AppScreen[None]):
    """Makes the bundle; with open points too, which the bundle then names."""

    scope = "seal"
    help_key = "tui.help.seal"
    CSS_PATH = "../styles/work.tcss"
    AUTO_FOCUS = "#seal-folder"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("seal")]

    def __init__(self) -> None:
        super().__init__()
        self._job: work.Job[Sealed] = work.Job()
        self._new_key = False

    def compose(self) -> ComposeResult:
        """Lay out open points, fields, result and keys."""
        yield TopBar(t("tui.seal.title"), id="work-top")
        yield Wrapped(t("tui.seal.about"), classes="quiet")
        yield Wrapped(id="seal-open", label=t("tui.seal.open_label"))
        with Horizontal(classes="field-row"):
            yield Static(t("tui.seal.folder"), classes="field-label", markup=False)
            yield Line(id="seal-folder")
        with Horizontal(classes="field-row"):
            yield Static(t("tui.seal.passphrase"), classes="field-label", markup=False)
            yield Input(id="seal-passphrase", password=True, compact=True, placeholder=t("tui.seal.passphrase_hint"))
        with Horizontal(classes="field-row", id="seal-again-row"):
            yield Static(t("tui.seal.again"), classes="field-label", markup=False)
            yield Input(id="seal-again", password=True, compact=True, placeholder=t("tui.seal.again_hint"))
        yield Static(id="work-progress", markup=False)
        yield Wrapped(id="seal-result", classes="told")
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Say what is open and propose the place to write to."""
        from selfaudit.services import seal

        open_points = self.guarded(lambda: seal.readiness(self.walk)) or []
        self.query_one("#seal-open", Wrapped).text = "\n".join(open_points) or t("tui.seal.nothing_open")
        self._new_key = not seal.key_info(self.walk).exists
        self.query_one("#seal-again-row").display = self._new_key
        self.query_one("#seal-folder", Line).load_text(str(Path.home()))
        self.query_one("#seal-result", Wrapped).text = t("tui.seal.new_key") if self._new_key else ""
        self.set_interval(work.REFRESH, self._show_progress)

    @on(Line.Confirmed)
    def _folder_confirmed(self) -> None:
        self.query_one("#seal-passphrase", Input).focus()

    @on(Input.Submitted, "#seal-passphrase")
    def _passphrase_confirmed(self) -> None:
        if self._new_key:
            self.query_one("#seal-again", Input).focus()
        else:
            self.action_run()

    @on(Input.Submitted, "#seal-again")
    def action_run(self) -> None:
        """Seal into the folder given."""
        if self._job.running:
            return
        from selfaudit.services import seal

        passphrase = self.query_one("#seal-passphrase", Input).value
        if self._new_key and passphrase != self.query_one("#seal-again", Input).value:
            self._tell(t("tui.seal.differ"))
            return
        folder = self.guarded(lambda: pasted_path(self.query_one("#seal-folder", Line).value))
        if folder is None:
            return
        self._job = work.Job()
        job = self._job
        work.start(
            self, job, lambda: seal.seal(self.walk, folder, passphrase, lambda step: job.told(0, 0, step)), self._sealed
        )

    def action_back(self) -> None:
        """Go back; sealing is not left half-way."""
        if self._job.running:
            self.tell(t("tui.seal.wait"))
        else:
            self.dismiss(None)

    def _sealed(self, sealed: Sealed) -> None:
        for name in ("#seal-passphrase", "#seal-again"):
            self.query_one(name, Input).value = ""
        self._new_key = False
        self.query_one("#seal-again-row").display = False
        digest = " ".join(sealed.bundle_id[place : place + _GROUP] for place in range(0, len(sealed.bundle_id), _GROUP))
        self._tell(t("tui.seal.done", path=sealed.path, size=words.size(sealed.size), digest=digest))

    def _tell(self, text: str) -> None:
        self.query_one("#seal-result", Wrapped).text = text

    def _show_progress(self) -> None:
        self.query_one("#work-progress", Static).update(self._job.current if self._job.running else "")
