"""Let the PCs answer: run the checks, see what each says on every PC, why, what changed, and how to put it right."""

from __future__ import annotations

import sys
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from selfaudit.text.messages import language, t
from selfaudit.tui import actions, work
from selfaudit.tui.screens.work_screen import WorkScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped, padded, short

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.domain.inspection import MachineSays
    from selfaudit.services.posture_view import Board, Group, Row

_SYSTEMS = {"win32": "windows", "darwin": "macos"}
_STATUS_CELLS = 10
_PARTS = ("says", "decides", "why", "fix", "rules", "facts", "limits")
_GROUPINGS = ("subject", "host", "clause")


class ChecksScreen(WorkScreen):
    """All checks with their latest results; the highlighted one is explained below. Nothing on the PC is changed."""

    scope = "checks"
    help_key = "tui.help.checks"
    unit = "tui.checks.unit"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("checks")]

    def __init__(self) -> None:
        super().__init__()
        self._board: Board | None = None
        self._groups: list[Group] = []
        self._rows: dict[str, Row] = {}
        self._systems: dict[str, str] = {}
        self._own = ""
        self._grouping = 0
        self._live: dict[str, str] = {}
        self._drawn = 0

    def compose(self) -> ComposeResult:
        """Lay out progress, list, explanation and keys."""
        yield TopBar(t("tui.checks.title"), id="work-top")
        yield Wrapped(t("tui.checks.about"), classes="quiet")
        yield Wrapped(id="check-told", classes="told")
        yield Static(id="work-progress", markup=False)
        yield OptionList(compact=True, markup=False)
        with VerticalScroll(id="check-detail", can_focus=False):
            for part in _PARTS:
                label = "" if part == "says" else t(f"checks.{part}")
                classes = {"says": "told", "facts": "quiet", "limits": "quiet", "rules": "quiet"}.get(part, "")
                yield Wrapped(id=f"check-{part}", label=label, classes=classes)
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Show the latest results."""
        from selfaudit.services import inspect, posture_view

        system = _SYSTEMS.get(sys.platform, "linux")
        self._own = inspect.host_id(self.workspace)
        self._systems = self.guarded(lambda: posture_view.systems_of(self.walk, self._own, system)) or {
            self._own: system
        }
        self._load()
        self.query_one(OptionList).action_first()

    def on_screen_resume(self) -> None:
        """Show what another screen may have changed."""
        if self._board is not None:
            self._load()

    def action_run(self) -> None:
        """Run all checks, unless they are running."""
        self._start(None)

    def action_run_one(self) -> None:
        """Run the highlighted check again."""
        row = self._highlighted()
        if row is not None:
            self._start([row.check])

    def action_regroup(self) -> None:
        """List the results another way; the highlighted check stays in sight."""
        row = self._highlighted()
        self._grouping = (self._grouping + 1) % len(_GROUPINGS)
        self._load()
        self._point_at(row.check if row else "")

    def action_open(self, place: str) -> None:
        """Open another place of work above this one."""
        self.desk.open_place(place)

    def action_scroll(self, direction: int) -> None:
        """Scroll the explanation by a page."""
        detail = self.query_one("#check-detail", VerticalScroll)
        detail.scroll_page_down(animate=False) if direction > 0 else detail.scroll_page_up(animate=False)

    def current(self) -> str:
        """The title of the check that runs."""
        return next((row.title for row in self._rows.values() if row.check == self.job.current), "")

    def show_progress(self) -> None:
        """Draw the progress line, and each check's state as it changes."""
        super().show_progress()
        if self.job.running and len(self._live) + self.job.done != self._drawn:
            self._drawn = len(self._live) + self.job.done
            self._draw()

    def on_option_list_option_highlighted(self) -> None:
        """Explain the highlighted check."""
        self._explain()

    def on_option_list_option_selected(self) -> None:
        """Start with Enter, too: everything the first time, then the highlighted check."""
        if self._board and self._board.says:
            self.action_run_one()
        else:
            self.action_run()

    def _start(self, only: Collection[str] | None) -> None:
        if self.job.running:
            return
        self.job, self._live, self._drawn = work.Job(), {}, 0
        job, live = self.job, self._live

        def told(step: Any) -> None:
            live[step.check] = str(step.result.status) if step.result else ""
            job.told(step.done, step.total, step.check)

        def check() -> list[MachineSays]:
            from selfaudit.services import inspect

            return inspect.run(self.walk, only=only, progress=told, cancel=job.cancel)

        work.start(self, job, check, lambda rows: self._finished(rows, only))

    def _finished(self, rows: list[MachineSays], only: Collection[str] | None) -> None:
        self._live = {}
        self._load()
        if self.job.cancel.is_set():
            self.tell(t("tui.checks.stopped", count=len(rows)))
        elif only:
            row = self._highlighted()
            self.tell(t("checks.one_done", title=row.title if row else ""))
        else:
            self.tell(t("tui.checks.finished", count=len(rows)))

    def _load(self) -> None:
        from selfaudit.services import posture_view

        self._board = posture_view.board(self.walk, self._own)
        grouping = posture_view.Grouping(_GROUPINGS[self._grouping])
        self._groups = posture_view.groups(self._board, self.walk, grouping, language())
        self._draw()
        self._show_top()
        self._explain()

    def _draw(self) -> None:
        """List the rows below their headings; headings cannot be highlighted."""
        listed = self.query_one(OptionList)
        place = listed.highlighted
        width = max(self.size.width - 4, 20)
        options: list[Option] = []
        self._rows = {}
        for number, group in enumerate(self._groups):
            options.append(Option(short(group.title, width), disabled=True))
            for row in group.rows:
                key = f"{number}/{row.host}/{row.check}"
                self._rows[key] = row
                options.append(Option(short(self._line(row), width), id=key))
        listed.set_options(options)
        listed.highlighted = place

    def _line(self, row: Row) -> str:
        status = t(f"tui.status.{row.status}") if row.status else t("tui.status.none")
        if row.check in self._live and row.host in ("", self._own):
            live = self._live[row.check]
            status = t(f"tui.status.{live}") if live else t("checks.running")
        was = f"  {t('checks.was_short', status=t(f'tui.status.{row.before}'))}" if row.before else ""
        return f"  {padded(status, _STATUS_CELLS)}{row.title}{was}"

    def _show_top(self) -> None:
        board = self._board
        if board is None:
            return
        statuses = [board.status(check) for check in board.says]
        passed, failed = statuses.count("PASS"), statuses.count("FAIL")
        told = t("tui.checks.counts", passed=passed, failed=failed, other=len(statuses) - passed - failed)
        self.query_one("#work-top", TopBar).right = told if statuses else t("tui.checks.never")
        lines = [t(f"checks.grouping.{_GROUPINGS[self._grouping]}")]
        lines += [t("checks.hosts", count=len(board.hosts))] if len(board.hosts) > 1 else []
        lines += [t("checks.elevate", count=board.elevated_only)] if board.elevated_only else []
        lines += [t("checks.changed", count=board.changed)] if board.changed else []
        lines += [t("checks.none_of_clauses")] if not self._groups else []
        self.query_one("#check-told", Wrapped).text = "   ".join(lines)

    def _highlighted(self) -> Row | None:
        listed = self.query_one(OptionList)
        place = listed.highlighted
        if place is None or place >= listed.option_count:
            return None
        return self._rows.get(listed.get_option_at_index(place).id or "")

    def _point_at(self, check: str) -> None:
        listed = self.query_one(OptionList)
        key = next((key for key, row in self._rows.items() if row.check == check), "")
        if key:
            listed.highlighted = listed.get_option_index(key)
        else:
            listed.action_first()
        self._explain()

    def _explain(self) -> None:
        from selfaudit.services import posture_view

        row, board = self._highlighted(), self._board
        if row is None or board is None:
            return
        why, limits = posture_view.about(row, language())
        texts = {
            "says": posture_view.explained(board, row),
            "decides": posture_view.decides(row, language()),
            "why": why,
            "fix": posture_view.fixes(row, self._systems, language()),
            "rules": posture_view.rules(row),
            "facts": posture_view.facts(row),
            "limits": limits,
        }
        for name, text in texts.items():
            part = self.query_one(f"#check-{name}", Wrapped)
            part.text, part.display = text, bool(text)
        self.query_one("#check-detail", VerticalScroll).scroll_home(animate=False)
