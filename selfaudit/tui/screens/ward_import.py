"""Take bundles in at the ward's desk: a file, a folder or a disc, verified side by side with progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widgets import Input, OptionList, Static

from selfaudit.services.paste import pasted_path
from selfaudit.services.verify import verdict_words
from selfaudit.text.messages import t
from selfaudit.tui import actions, work
from selfaudit.tui.screens.work_screen import WorkScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped, short

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.services.ward_import import Outcome

_LISTED = 2000
_ORDER = {"-": 0, "INVALID": 1, "INDETERMINATE": 2, "VALID": 3}


class WardImportScreen(WorkScreen):
    """What is not in order is listed first. Delivered archives that stayed closed are tried again with a password."""

    scope = "ward_import"
    help_key = "ward_screen.help.import"
    AUTO_FOCUS = "Line"
    unit = "ward_screen.ward_import.unit"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("ward_import")]

    def __init__(self) -> None:
        super().__init__()
        self._outcomes: dict[Path, Outcome] = {}
        self._tried = False
        """Whether the files worked on were tried with a password."""

    def compose(self) -> ComposeResult:
        """Lay out place, password, progress, results and keys."""
        yield TopBar(t("ward_screen.ward_import.title"), id="work-top")
        yield Wrapped(t("ward_screen.ward_import.how"), classes="quiet")
        yield Line(placeholder=t("ward_screen.ward_import.placeholder"))
        with Horizontal(classes="field-row", id="import-password"):
            yield Static(t("ward_screen.ward_import.password"), classes="field-label", markup=False)
            yield Input(password=True, compact=True, placeholder=t("ward_screen.ward_import.password_hint"))
        yield Static(id="work-progress", markup=False)
        yield Wrapped(id="import-told", classes="told")
        yield OptionList(compact=True, markup=False)
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Ask for a password only where one is needed."""
        self.query_one("#import-password").display = False

    @on(Line.Confirmed)
    def action_run(self) -> None:
        """Take in what lies at the place given; with a password typed, what stayed closed."""
        if self.job.running:
            return
        if self.query_one(Input).value:
            self._open_closed()
            return
        typed = self.query_one(Line).value
        place = self.guarded(lambda: pasted_path(typed))
        if place is None:
            return
        from selfaudit.services import ward_import

        self._outcomes = {}
        self._take(lambda: ward_import.files_in([place]), None)

    @on(Input.Submitted)
    def _open_closed(self) -> None:
        """Try the password on everything that is still closed; it is kept nowhere."""
        field = self.query_one(Input)
        password, field.value = field.value, ""
        if password and not self.job.running:
            closed = self._locked()
            self._take(lambda: closed, lambda: password)

    def _take(self, files: Callable[[], Sequence[Path]], password: Callable[[], str] | None) -> None:
        from selfaudit.services import ward_import

        self._tried = password is not None
        self.job = work.Job()
        job, workspace = self.job, self.workspace

        def take() -> list[Outcome]:
            return ward_import.receive_all(workspace, files(), progress=job.told, cancel=job.cancel, password=password)

        work.start(self, job, take, self._finished)

    def _locked(self) -> list[Path]:
        """The delivered archives no password has opened yet."""
        from selfaudit.services.ward_receive import stays_closed

        return [file for file, each in self._outcomes.items() if stays_closed(file, each.error)]

    def _finished(self, done: list[Outcome]) -> None:
        self.show_progress()
        self._outcomes |= {each.file: each for each in done}
        outcomes, closed = list(self._outcomes.values()), self._locked()
        counts = Counter(_verdict(each) for each in outcomes)
        said = t("exchange.word.and").join(
            f"{_words(word)} {count}" for word, count in sorted(counts.items(), key=lambda pair: _ORDER[pair[0]])
        )
        stopped = t("ward_screen.ward_import.stopped") if self.job.cancel.is_set() else ""
        locked = t("ward_screen.ward_import.closed", count=len(closed)) if closed else ""
        waiting = set() if self._tried else set(closed)
        mends = dict.fromkeys(each.error.next_step for each in done if each.error and each.file not in waiting)
        lines = (t("desk.import.total", files=len(outcomes), counts=said), stopped, *mends, locked)
        self.query_one("#import-told", Wrapped).text = "\n".join(part for part in lines if part)
        rows = sorted(outcomes, key=lambda each: (not _owes(each), _ORDER[_verdict(each)], str(each.file)))
        width = max(self.size.width - 4, 1)
        self.query_one(OptionList).set_options(short(_line(each), width) for each in rows[:_LISTED])
        self.query_one("#import-password").display = bool(closed)
        if closed:
            self.query_one(Input).focus()


def _verdict(outcome: Outcome) -> str:
    return str(outcome.taken.report.verdict) if outcome.taken else "-"


def _words(verdict: str) -> str:
    return t("ward_screen.ward_import.unopened") if verdict == "-" else verdict_words(verdict)


def _owes(outcome: Outcome) -> bool:
    return outcome.taken is not None and bool(outcome.taken.problems)


def _line(outcome: Outcome) -> str:
    if outcome.taken is None:
        return f"-  {outcome.file.name}  {outcome.error.title if outcome.error else ''}"
    row: Any = outcome.taken.row
    whose = f"{row.contract_number}  {row.contractor}" if row else ""
    owes = t("ward_screen.ward_import.owes") if _owes(outcome) else ""
    return f"{verdict_words(_verdict(outcome))}  {outcome.file.name}  {whose}  {owes}".rstrip()
