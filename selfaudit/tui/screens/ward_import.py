"""Take bundles in at the ward's desk: a file, a folder or a disc, verified side by side with progress."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.widgets import OptionList, Static

from selfaudit.services.paste import pasted_path
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


class WardImportScreen(WorkScreen):
    """What is not in order is listed first."""

    scope = "ward_import"
    help_key = "ward_screen.help.import"
    AUTO_FOCUS = "Line"
    unit = "ward_screen.ward_import.unit"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("ward_import")]

    def compose(self) -> ComposeResult:
        """Lay out place, progress, results and keys."""
        yield TopBar(t("ward_screen.ward_import.title"), id="work-top")
        yield Wrapped(t("ward_screen.ward_import.how"), classes="quiet")
        yield Line(placeholder=t("ward_screen.ward_import.placeholder"))
        yield Static(id="work-progress", markup=False)
        yield Wrapped(id="import-told", classes="told")
        yield OptionList(compact=True, markup=False)
        yield KeyBar(self.scope)

    @on(Line.Confirmed)
    def action_run(self) -> None:
        """Take in what lies at the place given."""
        if self.job.running:
            return
        typed = self.query_one(Line).value
        place = self.guarded(lambda: pasted_path(typed))
        if place is None:
            return
        from selfaudit.services import ward_import

        self.job = work.Job()
        job, workspace = self.job, self.workspace

        def take() -> list[Outcome]:
            return ward_import.receive_all(
                workspace, ward_import.files_in([place]), progress=job.told, cancel=job.cancel
            )

        work.start(self, job, take, self._finished)

    def _finished(self, outcomes: list[Outcome]) -> None:
        self.show_progress()
        counts = Counter(_verdict(each) for each in outcomes)
        said = t("exchange.word.and").join(f"{word} {count}" for word, count in sorted(counts.items()))
        stopped = t("ward_screen.ward_import.stopped") if self.job.cancel.is_set() else ""
        mends = dict.fromkeys(each.error.next_step for each in outcomes if each.error)
        self.query_one("#import-told", Wrapped).text = "\n".join(
            part for part in (t("desk.import.total", files=len(outcomes), counts=said), stopped, *mends) if part
        )
        order = {"-": 0, "INVALID": 1, "INDETERMINATE": 2, "VALID": 3}
        rows = sorted(outcomes, key=lambda each: (not _owes(each), order[_verdict(each)], str(each.file)))
        width = max(self.size.width - 4, 1)
        self.query_one(OptionList).set_options(short(_line(each), width) for each in rows[:_LISTED])


def _verdict(outcome: Outcome) -> str:
    return str(outcome.taken.report.verdict) if outcome.taken else "-"


def _owes(outcome: Outcome) -> bool:
    return outcome.taken is not None and bool(outcome.taken.problems)


def _line(outcome: Outcome) -> str:
    if outcome.taken is None:
        return f"-  {outcome.file.name}  {outcome.error.title if outcome.error else ''}"
    row: Any = outcome.taken.row
    whose = f"{row.contract_number}  {row.contractor}" if row else ""
    owes = t("ward_screen.ward_import.owes") if _owes(outcome) else ""
    return f"{_verdict(outcome)}  {outcome.file.name}  {whose}  {owes}".rstrip()
