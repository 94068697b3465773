"""The app: holds the open data folder and the current inspection, and says which screen comes when. No logic.

Only Textual itself and the loading screen are imported here; the database library and every other screen are loaded
behind the first painted screen.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.screen import Screen

from selfaudit.errors import ExitCode
from selfaudit.text import messages
from selfaudit.text.messages import t
from selfaudit.text.wareki import japan, now
from selfaudit.tui import actions, failure
from selfaudit.tui import terminal as terminals
from selfaudit.tui.held import Held
from selfaudit.tui.net import Net
from selfaudit.tui.screens.loading import LoadingScreen
from selfaudit.tui.terminal import Terminal

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.notifications import SeverityLevel

    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import Workspace
    from selfaudit.tui.work import Job

PROGRAM = "selfaudit"
_PLAIN_STYLES: list[str | PurePath] = ["styles/base.tcss", "styles/plain.tcss"]
_PATIENCE = 5.0
"""Seconds to wait for long work that was told to stop."""
_HOME_DEPTH = 2
"""Screens open while the home screen is on top: the loading screen stays below everything."""
_READ = 1.5
"""Seconds after which a notice counts as read."""
_TOAST_CELLS = 60
"""Width of a notice (base.tcss)."""
_TOAST_FRAME = 4
_PLACES = {
    "first_run": "first_run.FirstRunScreen",
    "home": "home.HomeScreen",
    "interview": "interview.InterviewScreen",
    "walk": "walk.WalkScreen",
    "charts": "charts.ChartsScreen",
    "checks": "checks.ChecksScreen",
    "policy": "policy.PolicyScreen",
    "search": "search.SearchScreen",
    "seal": "seal.SealScreen",
    "handing": "handing.HandingScreen",
    "handing_act": "handing_acts.ReceiptAct",
    "contracts": "contracts.ContractsScreen",
    "contract": "contract.ContractScreen",
    "roster": "roster.RosterScreen",
    "person": "person.PersonScreen",
    "machines": "machines.MachinesScreen",
    "machine": "machine.MachineScreen",
    "registers": "registers.RegistersScreen",
    "register_rows": "register_rows.RegisterRowsScreen",
    "register_entry": "register_entry.RegisterEntryScreen",
    "register_files": "register_files.RegisterFilesScreen",
    "findings": "findings.FindingsScreen",
    "finding_answer": "finding_answer.FindingAnswerScreen",
    "duties": "duties.DutiesScreen",
    "duty_rows": "duty_rows.DutyRowsScreen",
    "duty_entry": "duty_rows.DutyEntryScreen",
    "people": "people.PeopleScreen",
    "calendar": "calendar.CalendarScreen",
    "papers": "papers.PapersScreen",
    "sharing": "sharing.SharingScreen",
    "ward_register": "ward_register.WardRegisterScreen",
    "ward_contract": "ward_contract.WardContractScreen",
    "ward_findings": "ward_findings.WardFindingsScreen",
    "ward_review": "ward_review.WardReviewScreen",
    "ward_finding": "ward_finding.WardFindingScreen",
    "ward_import": "ward_import.WardImportScreen",
    "ward_rollup": "ward_rollup.WardRollupScreen",
    "ward_menu": "ward_menu.WardMenuScreen",
    "ward_keys": "ward_keys.WardKeysScreen",
    "ward_begin": "ward_desk_acts.WardBeginAct",
    "fingerprints": "fingerprints.FingerprintsScreen",
    "ending": "ending.EndingScreen",
    "erase_found": "erase_found.EraseFoundScreen",
    "statements": "statements.StatementsScreen",
    "statement": "statement.StatementScreen",
    "certificate": "certificate.CertificateScreen",
}


def run(data: Path | None, lang: str) -> int:
    """Open the app on this terminal and return the exit code of the process when it is closed."""
    messages.set_language(lang)
    found = terminals.probe()
    if found.plain:
        terminals.widen_ambiguous()
    app = SelfAuditApp(data, found)
    # What is loaded by then stays: a look for garbage in it would hold up the keys for a tenth of a second each time.
    app.when_open(gc.freeze)
    code = app.run()
    app.close_workspace()
    return int(code if code is not None else app.return_code or ExitCode.OK)


class SelfAuditApp(Net, Held, App[int]):
    """The app of the contractor."""

    TITLE = PROGRAM
    CSS_PATH = "styles/base.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("app")]

    def __init__(
        self, data: Path | None, terminal: Terminal | None = None, clock: Callable[[], datetime] = now
    ) -> None:
        self.terminal = terminal or Terminal()
        super().__init__(css_path=_PLAIN_STYLES if self.terminal.plain else None)
        self.animation_level = "none"
        self.data = data
        self.clock = clock
        self.log_directory: Path | None = None
        self._workspace: Workspace | None = None
        self._walk: Walk | None = None
        self.jobs: list[Job[Any]] = []
        self._waiting: list[Callable[[], object]] = []
        self._begun = False
        self.set_class(self.terminal.plain, "-plain")

    @property
    def today(self) -> date:
        """The day in Japan."""
        return japan(self.clock()).date()

    @property
    def workspace(self) -> Workspace:
        """The open data folder; only screens behind the loading screen may ask."""
        if self._workspace is None:
            raise RuntimeError
        return self._workspace

    @property
    def walk(self) -> Walk:
        """The inspection being worked on; only screens that need one may ask."""
        if self._walk is None:
            raise RuntimeError
        return self._walk

    @property
    def has_walk(self) -> bool:
        """Whether an inspection has been begun."""
        return self._walk is not None

    def get_default_screen(self) -> Screen[Any]:
        """Start with the loading screen: the only one that needs nothing but Textual."""
        return LoadingScreen()

    async def begin_first_run(self) -> None:
        """Ask the first question while the data folder is still being made."""
        await self._show_first("first_run")

    async def opened(self, workspace: Workspace, walk: Walk | None) -> None:
        """Take over what the loading screen opened and show the first real screen, unless it is shown already."""
        self._workspace = workspace
        self._walk = walk
        self.log_directory = workspace.directory
        if not self._begun:
            await self._show_first("home" if walk else "ward_register" if workspace.is_desk else "first_run")
        while self._waiting:
            self._waiting.pop(0)()

    async def _show_first(self, place: str) -> None:
        """Put the first real screen above the loading screen; a window too small for it is told above it."""
        from selfaudit.tui.screens.too_small import TooSmallScreen

        self._begun = True
        if isinstance(self.screen, TooSmallScreen):
            await self.pop_screen()
        await self.push_screen(make_screen(place))
        TooSmallScreen.follow(self, self.size)

    def when_open(self, act: Callable[[], object]) -> None:
        """Do something now or as soon as the data folder is open."""
        if self._workspace is None:
            self._waiting.append(act)
        else:
            act()

    def begin(self, walk: Walk) -> None:
        """Go on with another inspection."""
        self._walk = walk

    def open_place(self, place: str) -> None:
        """Open one of the places of work above the present screen."""
        self.push_screen(make_screen(place))

    def go_home(self) -> None:
        """Close everything above the home screen, which then shows the present state."""
        while len(self.screen_stack) > _HOME_DEPTH:
            self.pop_screen()
        if self.screen.__class__.__name__ != "HomeScreen":
            self.switch_screen(make_screen("home"))

    def action_change_desk(self) -> None:
        """Change between the contractor's side and the ward's desk; offer to make the desk where there is none."""
        if self._workspace is None:
            return
        if self.screen.__class__.__name__ == "WardRegisterScreen":
            self.switch_screen(make_screen("home" if self.has_walk else "first_run"))
        elif self._workspace.is_desk:
            self.switch_screen(make_screen("ward_register"))
        else:
            self.open_place("ward_begin")

    def close_workspace(self) -> None:
        """Stop long work and release the data folder."""
        for job in self.jobs:
            job.cancel.set()
        for job in self.jobs:
            job.over.wait(_PATIENCE)
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None

    def save_typing(self) -> None:
        """Save what is being typed on any open screen."""
        for screen in self.screen_stack:
            flush = getattr(screen, "flush", None)
            if flush is not None:
                flush()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a short word at the edge of the screen, broken the Japanese way."""
        from selfaudit.tui.widgets.wrapped import fit

        room = min(_TOAST_CELLS, self.size.width * 9 // 10) - _TOAST_FRAME
        text = "\n".join(fit(message, room))
        super().notify(text, title=title, severity=severity, timeout=timeout, markup=markup)

    async def on_event(self, event: events.Event) -> None:
        """Let a key take away the notices that had time to be read: they hide the lines below them."""
        if isinstance(event, events.Key):
            for notice in list(self._notifications):
                if time.time() - notice.raised_at > _READ:
                    self._unnotify(notice)
        await super().on_event(event)

    def action_help(self) -> None:
        """Explain the focused widget and list all keys."""
        from selfaudit.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen.of(self.screen))

    def action_palette(self) -> None:
        """Offer everything that can be done here, by name."""
        from selfaudit.tui.screens.palette import PaletteScreen

        if not isinstance(self.screen, PaletteScreen):
            self.push_screen(PaletteScreen(self.screen), PaletteScreen.act)

    def action_theme(self) -> None:
        """Change between the dark and the light colours."""
        self.theme = "textual-light" if self.current_theme.dark else "textual-dark"

    def action_help_quit(self) -> None:
        """Say how to leave: the interrupt key copies text and never ends the app."""
        self.clear_notifications()
        self.notify(t("tui.app.how_to_quit"))

    def action_quit_safely(self) -> None:
        """Save what is being typed and leave."""
        self.save_typing()
        self.exit(int(ExitCode.OK))

    async def action_quit(self) -> None:
        """Leave the same way when Textual itself asks for it."""
        self.action_quit_safely()

    def on_resize(self, event: events.Resize) -> None:
        """Ask for a larger window where nothing useful fits; everything stays as it is underneath."""
        from selfaudit.tui.screens.too_small import TooSmallScreen

        TooSmallScreen.follow(self, event.size)

    def _fatal_error(self) -> None:
        """End with a message instead of a traceback when Textual meets an error nobody caught."""
        error = self._exception
        told = failure.explain(error or RuntimeError(), self.log_directory)
        try:
            self.save_typing()
        except Exception as second:  # noqa: BLE001 -- leaving must not fail; the first error is what counts
            failure.write_log(second, self.log_directory)
        self._return_code = int(ExitCode.INTERNAL)
        self._exit_renderables.append(str(told))
        self._close_messages_no_wait()


def make_screen(place: str) -> Screen[Any]:
    """Import and make one of the screens; each is loaded when first wanted."""
    module, _, name = _PLACES[place].partition(".")
    made: Screen[Any] = getattr(import_module(f"selfaudit.tui.screens.{module}"), name)()
    return made
