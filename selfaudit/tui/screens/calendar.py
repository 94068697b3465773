"""Everything that is due in all contracts, the earliest first, and out to a calendar file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from selfaudit.services import calendar as service
from selfaudit.text.messages import t
from selfaudit.text.wareki import short_date_label
from selfaudit.tui import actions
from selfaudit.tui.screens.glance import GlanceScreen, Shown
from selfaudit.tui.widgets.wrapped import padded

if TYPE_CHECKING:
    from textual.binding import BindingType

_DAY, _STATE = 11, 20


class CalendarScreen(GlanceScreen):
    """Open entries of the next month first; F2 shows all of them."""

    scope = "calendar"
    help_key = "calendar.help"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("calendar")]
    _all = False
    _late = 0

    def title_words(self) -> str:
        """Return the title line."""
        return t("calendar.name")

    def told(self) -> str:
        """Return how many are shown and how many of them are late."""
        if not self._rows:
            return t("calendar.none")
        return t("calendar.told" if not self._all else "calendar.told_all", count=len(self._rows), late=self._late)

    def shown(self) -> Sequence[Shown]:
        """One line for each."""
        today = self.desk.today
        rows = service.everything(self.workspace, today) if self._all else service.open_until(self.workspace, today)
        self._late = sum(1 for due in rows if due.overdue(today))
        return [self._row(due) for due in rows]

    def action_all(self) -> None:
        """Show all entries, or only the open ones of the next month."""
        self._all = not self._all
        self.show()

    def action_export(self) -> None:
        """Ask where the calendar file goes."""
        from selfaudit.tui.screens.ask import AskScreen

        self.desk.push_screen(AskScreen(t("calendar.where"), t("calendar.where_hint")), self._write)

    def _write(self, text: str | None) -> None:
        from selfaudit.services.paste import pasted_path

        if text:
            path = self.guarded(lambda: pasted_path(text))
            count = self.guarded(lambda: service.export(self.workspace, path, self.desk.clock())) if path else None
            if count is not None:
                self.say(t("calendar.written", count=count, path=path))

    def _row(self, due: service.Due) -> Shown:
        state = service.state(due, self.desk.today)
        head = f"{padded(short_date_label(due.day), _DAY)}{padded(state, _STATE)}"
        detail = [due.contract_title, due.basis and t("calendar.basis", basis=due.basis), due.note]
        return Shown(due.id, f"{head}{due.what}", _DAY + _STATE, "\n".join(part for part in detail if part))
