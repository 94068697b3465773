"""Let this PC answer: run the checks, see what each says, why, and how to put it right."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, ClassVar

from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from selfaudit.services.search_standing import CHECK as SEARCH_CHECK
from selfaudit.text.messages import language, t
from selfaudit.tui import actions, words, work
from selfaudit.tui.screens.work_screen import WorkScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped, padded, short

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.domain.inspection import MachineSays
    from selfaudit.services.inspect import CheckInfo

_SYSTEMS = {"win32": "windows", "darwin": "macos"}
_STATUS_CELLS = 10


class ChecksScreen(WorkScreen):
    """All checks with their latest result; the highlighted one is explained below. Nothing on the PC is changed."""

    scope = "checks"
    help_key = "tui.help.checks"
    unit = "tui.checks.unit"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("checks")]

    def __init__(self) -> None:
        super().__init__()
        self._infos: list[CheckInfo] = []
        self._rows: dict[str, MachineSays] = {}

    def compose(self) -> ComposeResult:
        """Lay out progress, list, explanation and keys."""
        yield TopBar(t("tui.checks.title"), id="work-top")
        yield Wrapped(t("tui.checks.about"), classes="quiet")
        yield Static(id="work-progress", markup=False)
        yield OptionList(compact=True, markup=False)
        yield Wrapped(id="check-says", classes="told")
        yield Wrapped(id="check-why", label=t("tui.checks.why"))
        yield Wrapped(id="check-fix", label=t("tui.checks.fix"))
        yield Wrapped(id="check-limits", label=t("tui.checks.limits"), classes="quiet")
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Show the latest results."""
        from selfaudit.services.inspect import every_check

        self._infos = every_check(_SYSTEMS.get(sys.platform, "linux"), language())
        self._load()
        self.query_one(OptionList).highlighted = 0

    def action_run(self) -> None:
        """Run all checks, unless they are running."""
        if self.job.running:
            return
        self.job = work.Job()
        job = self.job

        def told(step: Any) -> None:
            job.told(step.done, step.total, step.check)

        def check() -> list[MachineSays]:
            from selfaudit.services import inspect

            return inspect.run(self.walk, progress=told, cancel=job.cancel)

        work.start(self, job, check, self._finished)

    def current(self) -> str:
        """The title of the check that runs."""
        return next((info.title for info in self._infos if info.id == self.job.current), "")

    def on_option_list_option_highlighted(self) -> None:
        """Explain the highlighted check."""
        self._explain()

    def on_option_list_option_selected(self) -> None:
        """Start with Enter, too."""
        self.action_run()

    def _finished(self, rows: list[MachineSays]) -> None:
        self._load()
        self._explain()
        stopped = self.job.cancel.is_set()
        self.tell(t("tui.checks.stopped" if stopped else "tui.checks.finished", count=len(rows)))

    def _load(self) -> None:
        self._rows = {row.check: row for row in self.walk.machine_results() if row.check != SEARCH_CHECK}
        rows = self.query_one(OptionList)
        place = rows.highlighted
        width = max(self.size.width - 4, 20)
        rows.set_options(Option(short(self._line(info), width), id=info.id) for info in self._infos)
        rows.highlighted = place
        counts = {status: sum(1 for row in self._rows.values() if row.status == status) for status in ("PASS", "FAIL")}
        other = len(self._rows) - sum(counts.values())
        told = t("tui.checks.counts", passed=counts["PASS"], failed=counts["FAIL"], other=other)
        self.query_one("#work-top", TopBar).right = told if self._rows else t("tui.checks.never")

    def _line(self, info: CheckInfo) -> str:
        row = self._rows.get(info.id)
        status = t(f"tui.status.{row.status}") if row else t("tui.status.none")
        return f"{padded(status, _STATUS_CELLS)}{info.title}"

    def _explain(self) -> None:
        place = self.query_one(OptionList).highlighted
        if place is None:
            return
        info = self._infos[place]
        row = self._rows.get(info.id)
        failed = row is not None and row.status == "FAIL"
        texts = {
            "says": words.machines([row]) if row else t("tui.checks.not_yet"),
            "why": info.why,
            "fix": info.fix if failed else "",
            "limits": info.limits,
        }
        for name, text in texts.items():
            self.query_one(f"#check-{name}", Wrapped).text = text
