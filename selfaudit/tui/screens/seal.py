"""Seal: what is still open, the passphrase of the operator's key, and the signed file with its verdict."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
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


class SealScreen(AppScreen[None]):
    """Makes the bundle; with open points too, which the bundle then names."""

    scope = "seal"
    help_key = "tui.help.seal"
    CSS_PATH = "../styles/work.tcss"
    AUTO_FOCUS = "#seal-folder"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("seal")]

    def __init__(self) -> None:
        super().__init__()
        self._job: work.Job[tuple[Sealed, list[str]]] = work.Job()
        self._new_key = False

    def compose(self) -> ComposeResult:
        """Lay out open points, fields, result and keys."""
        yield TopBar(t("tui.seal.title"), id="work-top")
        yield Wrapped(t("tui.seal.about"), classes="quiet")
        with Vertical(id="seal-form"):
            yield Wrapped(id="seal-open", label=t("tui.seal.open_label"))
            with Horizontal(classes="field-row"):
                yield Static(t("tui.seal.folder"), classes="field-label", markup=False)
                yield Line(id="seal-folder")
            with Horizontal(classes="field-row", id="seal-tsa-row"):
                yield Static(t("handing.field.tsa"), classes="field-label", markup=False)
                yield Line(id="seal-tsa", placeholder=t("handing.hint.tsa"))
            with Horizontal(classes="field-row"):
                yield Static(t("tui.seal.passphrase"), classes="field-label", markup=False)
                yield Input(
                    id="seal-passphrase", password=True, compact=True, placeholder=t("tui.seal.passphrase_hint")
                )
            with Horizontal(classes="field-row", id="seal-again-row"):
                yield Static(t("tui.seal.again"), classes="field-label", markup=False)
                yield Input(id="seal-again", password=True, compact=True, placeholder=t("tui.seal.again_hint"))
        yield Static(id="work-progress", markup=False)
        with VerticalScroll(can_focus=True):
            yield Wrapped(id="seal-result", classes="told")
            yield Wrapped(id="seal-verdict", classes="apart")
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Say what is open and propose the place to write to."""
        from selfaudit.services import request, seal

        asked = self.guarded(lambda: request.asked(self.walk))
        self.query_one("#seal-tsa-row").display = bool(asked and asked.timestamp)
        open_points = self.guarded(lambda: seal.readiness(self.walk)) or []
        self.query_one("#seal-open", Wrapped).text = "\n".join(open_points) or t("tui.seal.nothing_open")
        self._new_key = not seal.key_info(self.walk).exists
        self.query_one("#seal-again-row").display = self._new_key
        self.query_one("#seal-folder", Line).propose(str(Path.home()))
        self.query_one("#seal-result", Wrapped).text = t("tui.seal.new_key") if self._new_key else ""
        self.set_interval(work.REFRESH, self._show_progress)

    @on(Line.Confirmed)
    def _line_confirmed(self, event: Line.Confirmed) -> None:
        tsa = event.line.id == "seal-folder" and self.query_one("#seal-tsa-row").display
        self.query_one("#seal-tsa" if tsa else "#seal-passphrase").focus()

    @on(Input.Submitted, "#seal-passphrase")
    def _passphrase_confirmed(self) -> None:
        if self._new_key:
            self.query_one("#seal-again", Input).focus()
        else:
            self.action_run()

    @on(Input.Submitted, "#seal-again")
    def action_run(self) -> None:
        """Seal into the folder given; after a seal, ask anew first."""
        if self._job.running:
            return
        form = self.query_one("#seal-form")
        if not form.display:
            form.display = True
            self.query_one("#seal-passphrase", Input).focus()
            return
        passphrase = self.query_one("#seal-passphrase", Input).value
        if not passphrase:
            self._tell(t("tui.seal.missing"))
            self.query_one("#seal-passphrase", Input).focus()
            return
        if self._new_key and passphrase != self.query_one("#seal-again", Input).value:
            self._tell(t("tui.seal.differ"))
            return
        folder = self.guarded(lambda: pasted_path(self.query_one("#seal-folder", Line).value))
        if folder is None:
            return
        self._job = work.Job()
        job, tsa = self._job, self.query_one("#seal-tsa", Line).value or None

        def make() -> tuple[Sealed, list[str]]:
            from selfaudit.services import seal, verify

            sealed = seal.seal(self.walk, folder, passphrase, lambda step: job.told(0, 0, step), tsa)
            job.told(0, 0, t("tui.seal.verifying"))
            return sealed, verify.own_lines(sealed.path, sealed.fingerprint)

        work.start(self, job, make, self._sealed)

    def action_back(self) -> None:
        """Go back; sealing is not left half-way."""
        if self._job.running:
            self.tell(t("tui.seal.wait"))
        else:
            self.dismiss(None)

    def _sealed(self, result: tuple[Sealed, list[str]]) -> None:
        from selfaudit.services.keyring import grouped

        sealed, verdict = result
        for name in ("#seal-passphrase", "#seal-again"):
            self.query_one(name, Input).value = ""
        self._new_key = False
        self.query_one("#seal-again-row").display = False
        done = t("tui.seal.done", path=sealed.path, size=words.size(sealed.size), digest=grouped(sealed.bundle_id))
        fingerprint = t("tui.seal.fingerprint", fingerprint=grouped(sealed.fingerprint))
        self._tell(f"{done}\n{fingerprint}")
        self.query_one("#seal-verdict", Wrapped).text = "\n".join(verdict)
        self.query_one("#seal-form").display = False
        self.query_one(VerticalScroll).focus()

    def _tell(self, text: str) -> None:
        self.query_one("#seal-result", Wrapped).text = text

    def _show_progress(self) -> None:
        self.query_one("#work-progress", Static).update(self._job.current if self._job.running else "")
