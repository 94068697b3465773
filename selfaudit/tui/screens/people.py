"""Roster, pledges, training and PC accounts in one view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from selfaudit.services.reconcile import Line, Reconciled, reconcile
from selfaudit.services.sharing import touched
from selfaudit.text.messages import t
from selfaudit.text.wareki import date_label, short_date_label
from selfaudit.tui import actions
from selfaudit.tui.screens.glance import GlanceScreen, Shown
from selfaudit.tui.widgets.wrapped import padded

if TYPE_CHECKING:
    from datetime import date

    from textual.binding import BindingType

_NAME, _DAY = 18, 20


class PeopleScreen(GlanceScreen):
    """A line for each person; the accounts nobody owns below."""

    scope = "people"
    help_key = "reconcile.help"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("people")]
    _found: Reconciled | None = None

    def title_words(self) -> str:
        """Return the title line."""
        return t("reconcile.title")

    def told(self) -> str:
        """Return how many match, and what the accounts were compared with."""
        found = self._found
        if found is None:
            return ""
        compared = t(f"reconcile.accounts.{found.accounts.comparison}")
        return f"{t('reconcile.summary', count=len(found.lines), open=found.open)}\n{compared}"

    def shown(self) -> Sequence[Shown]:
        """The roster, then accounts and names that are on no row of it."""
        self._found = found = reconcile(self.walk, self.desk.today)
        rows = [_person(line, self._elsewhere(line.person.name)) for line in found.lines]
        strangers = [t("reconcile.stranger", name=name) for name in found.strangers]
        accounts = [t("reconcile.unlisted", account=name) for name in found.accounts.unlisted]
        return [*rows, *(Shown(f"other/{place}", text) for place, text in enumerate([*strangers, *accounts]))]

    def _elsewhere(self, name: str) -> str:
        """The other contracts a change of this person touches."""
        own = self.walk.contract.id
        others = [contract.title for contract in touched(self.workspace, name) if contract.id != own]
        return t("sharing.touches", contracts=t("duties.and").join(others)) if others else ""

    def chosen(self, row_id: str) -> None:
        """Open the person's row of the roster."""
        if not row_id.startswith("other/"):
            from selfaudit.tui.screens.person import PersonScreen

            self.desk.push_screen(PersonScreen(None, row_id))


def _person(line: Line, elsewhere: str) -> Shown:
    gaps = t("duties.and").join(t(f"reconcile.gap.{gap}") for gap in line.gaps) or t("reconcile.matches")
    days = "".join(
        padded(f"{t(f'reconcile.column.{name}')} {_short(day)}", _DAY)
        for name, day in (("pledge", line.pledge), ("training", line.training))
    )
    ended = line.person.ended
    left = t("reconcile.left", day=date_label(ended)) if ended else ""
    wide = len(line.gaps) > 1
    text = f"{padded(line.person.name, _NAME)}{days.rstrip() if wide else days}{chr(10) if wide else ''}{gaps}"
    known = (line.person.role, ", ".join(line.person.accounts), left, elsewhere)
    detail = "  ".join(part for part in known if part)
    return Shown(line.person.id, text, _NAME, detail)


def _short(day: date | None) -> str:
    return short_date_label(day) if day else t("reconcile.none")
