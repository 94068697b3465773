"""The contractor's other duties at a glance: what is due, the papers, who lacks what, and the registers of data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from selfaudit.catalog.duties import books
from selfaudit.services import calendar, duties, reconcile
from selfaudit.services.duties import Duties
from selfaudit.text.messages import t
from selfaudit.tui import actions
from selfaudit.tui.screens.glance import GlanceScreen, Shown
from selfaudit.tui.widgets.wrapped import padded

if TYPE_CHECKING:
    from textual.binding import BindingType

_TITLE = 34
_PLACES = ("calendar", "papers", "people", "sharing")


class DutiesScreen(GlanceScreen):
    """Enter opens."""

    scope = "duties"
    help_key = "duties.help.duties"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("duties")]

    def title_words(self) -> str:
        """Return the title line."""
        return t("duties.screen.title")

    def told(self) -> str:
        """Return what the screen is for."""
        return t("duties.screen.about")

    def shown(self) -> Sequence[Shown]:
        """The three views, then every register with the number of its rows."""
        # What was entered below counts as evidence in the walk.
        self.walk.reload()
        known = Duties(self.workspace, self.walk.contract.id)
        states = {"calendar": self._due(), "papers": "", "people": self._people(), "sharing": ""}
        rows = [_row(place, t(f"duties.screen.{place}"), states[place]) for place in _PLACES]
        for book in books():
            count, gaps = len(known.entries(book)), known.incomplete(book)
            state = "  ".join([t("duties.rows", count=count), t("duties.gaps", count=gaps) if gaps else ""])
            rows.append(_row(book, duties.title(book), state.strip() if count else ""))
        return rows

    def chosen(self, row_id: str) -> None:
        """Open a view or a register."""
        if row_id in _PLACES:
            self.desk.open_place(row_id)
            return
        from selfaudit.tui.screens.duty_rows import DutyEntryScreen, DutyRowsScreen

        single = books()[row_id].single
        self.desk.push_screen(DutyEntryScreen(None, row_id) if single else DutyRowsScreen(row_id))

    def action_files(self) -> None:
        """Write all registers to Excel, or read them from there."""
        from selfaudit.tui.screens.duty_rows import DutyFilesScreen

        self.desk.push_screen(DutyFilesScreen())

    def _due(self) -> str:
        return calendar.brief(calendar.of_walk(self.walk, self.desk.today), self.desk.today)

    def _people(self) -> str:
        found = reconcile.reconcile(self.walk, self.desk.today)
        return t("reconcile.summary", count=len(found.lines), open=found.open)


def _row(row_id: str, title: str, state: str) -> Shown:
    return Shown(row_id, f"{padded(title, _TITLE)}{state}", _TITLE)
