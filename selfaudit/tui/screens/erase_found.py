"""Erase the files that were found, after two confirmations; what may be claimed is said before and after."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import VerticalScroll
from textual.widgets import Static

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

    from selfaudit.services.assisted_erase import Erased, Plan


class EraseFoundScreen(AppScreen[None]):
    """F2 agrees, then the number shown has to be typed."""

    scope = "erase_found"
    help_key = "certificate.help.erase"
    CSS_PATH = "../styles/work.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("erase_found")]

    def __init__(self, files: Sequence[Path] = ()) -> None:
        super().__init__()
        self._files = list(files)
        self._plan: Plan | None = None
        self._agreed = False
        self._trashes = False
        self._job: work.Job[list[Erased]] = work.Job()

    def compose(self) -> ComposeResult:
        """Lay out the files, what may be claimed, the confirmation and keys."""
        yield TopBar(t("certificate.screen.erase_title"), id="work-top")
        yield Wrapped(t("certificate.screen.erase_about"), classes="warned")
        with VerticalScroll(can_focus=True):
            yield Wrapped(id="erase-files")
            yield Wrapped(id="erase-claims", classes="apart")
        yield Static(id="work-progress", markup=False)
        yield Wrapped(id="erase-told", classes="told")
        yield Line(id="erase-code", placeholder=t("certificate.screen.code_hint"))
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Show what would be erased."""
        self.query_one("#erase-code").display = False
        self._show()

    def action_trashes(self) -> None:
        """Add what lies in the trashes of this PC, or leave it out again."""
        if self._plan is None or self._agreed:
            return
        self._trashes = not self._trashes
        self._show()

    def _show(self) -> None:
        """Plan anew and show the plan."""
        from selfaudit.services import assisted_erase
        from selfaudit.services.storage import storage_of

        self._plan = self.guarded(lambda: assisted_erase.plan(self._files, empty_trashes=self._trashes))
        if self._plan is None:
            return
        refused = [f"{each.path}  {t(f'certificate.failed.{each.why}')}" for each in self._plan.refused]
        lines = [*map(str, self._plan.files), *([t("certificate.screen.not_erased")] if refused else []), *refused]
        self.query_one("#erase-files", Wrapped).text = "\n".join(lines)
        kinds = dict.fromkeys(storage_of(path).kind for path in self._plan.files)
        claims = [
            f"{t(f'certificate.storage.{kind}.name')}: {t(f'certificate.storage.{kind}.erase')}" for kind in kinds
        ]
        self.query_one("#erase-claims", Wrapped).text = "\n".join([*claims, self._about_trashes()])
        self._tell(t("certificate.screen.first", count=len(self._plan.files), size=words.size(self._plan.size)))

    def _about_trashes(self) -> str:
        from selfaudit.services import trashes

        if self._trashes:
            return t("residue.screen.trashes_in")
        count = len(trashes.contents())
        return t("residue.screen.trashes_offered", count=count) if count else t("residue.screen.trashes_empty")

    def action_agree(self) -> None:
        """Agree to erase; the number has still to be typed."""
        if self._plan is None or not self._plan.files or self._agreed:
            return
        self._agreed = True
        self._tell(t("certificate.screen.second", code=self._plan.code))
        code = self.query_one("#erase-code", Line)
        code.display = True
        code.focus()

    @on(Line.Confirmed)
    def _confirmed(self) -> None:
        plan = self._plan
        if plan is None or self._job.running or not self._agreed:
            return
        typed = self.query_one("#erase-code", Line).value
        self._job = work.Job()
        job = self._job

        def act() -> list[Erased]:
            from selfaudit.services import assisted_erase

            contract = self.walk.contract.id
            return assisted_erase.erase(self.workspace, contract, plan, agreed=self._agreed, typed=typed, told=job.told)

        work.start(self, job, act, self._erased)

    def action_back(self) -> None:
        """Go back; an erase is not left half-way."""
        if not self._job.running:
            self.dismiss(None)

    def _erased(self, done: list[Erased]) -> None:
        self._plan = None
        self.query_one("#erase-code").display = False
        lines = [f"{each.path.name}  {_result(each)}" for each in done]
        self.query_one("#erase-files", Wrapped).text = "\n".join(lines)
        self._tell(t("certificate.screen.erased", count=sum(1 for each in done if each.complete)))
        self.query_one(VerticalScroll).focus()

    def _tell(self, text: str) -> None:
        self.query_one("#erase-told", Wrapped).text = text


def _result(each: Erased) -> str:
    steps = t("certificate.and").join(t(f"certificate.step.{step}") for step in each.done)
    return f"{steps} {t(f'certificate.failed.{each.failed}')}".strip() if each.failed else steps
