"""The ward's findings on the contractor's side: taken in, each with its state, the highlighted one told in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from selfaudit.domain.finding import FindingState
from selfaudit.services import findings as service
from selfaudit.text.messages import t
from selfaudit.text.wareki import wareki_short
from selfaudit.tui import actions
from selfaudit.tui.screens.list_screen import Column, ListScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

    from selfaudit.services.findings import Standing
    from selfaudit.tui.screens.form_screen import FormScreen


class FindingsScreen(ListScreen):
    """Those still to be answered first; Enter writes an answer, F4 takes in a list."""

    scope = "findings"
    help_key = "findings.help.list"
    kind = "improvement"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("findings")]
    columns: Sequence[Column] = (("number", 9), ("severity", 7), ("state", 23), ("due", 12), ("text", 0))
    wide_columns: Sequence[Column] = (
        ("number", 9),
        ("severity", 8),
        ("state", 24),
        ("due", 13),
        ("item", 26),
        ("text", 0),
    )

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, Standing] = {}

    def title_words(self) -> str:
        """Return the title line."""
        return t("findings.screen.title")

    def empty_words(self) -> str:
        """Return what stands where there is no finding."""
        return t("findings.screen.empty")

    def column_words(self, name: str) -> str:
        """Return the heading of a column."""
        return t(f"findings.column.{name}")

    def rows(self) -> dict[str, dict[str, str]]:
        """The findings, those to be answered first."""
        self._rows = {row.finding.id: row for row in service.of_walk(self.walk).standing()}
        return {key: _cells(row) for key, row in self._rows.items()}

    def summary(self) -> str:
        """How many stand where, and how many are late."""
        states = [row.state for row in self._rows.values()]
        counts = {str(state): states.count(state) for state in FindingState}
        told = t("findings.screen.told", count=len(states), **counts) if states else ""
        late = sum(1 for row in self._rows.values() if row.overdue(self.desk.today))
        return "\n".join([told, t("findings.screen.told_late", late=late)]) if late else told

    def detail(self, row_id: str) -> str:
        """The finding in full, what the ward said since, and what the answer lacks."""
        return told(self._rows[row_id])

    def editor(self, row_id: str) -> FormScreen:
        """The form of one answer."""
        from selfaudit.tui.screens.finding_answer import FindingAnswerScreen

        return FindingAnswerScreen(self.records, row_id)

    def action_edit(self) -> None:
        """Answer the highlighted finding."""
        if self._rows:
            super().action_edit()

    def action_take_in(self) -> None:
        """Take in a list of findings."""
        from selfaudit.tui.screens.finding_answer import TakeInScreen

        self.desk.push_screen(TakeInScreen(), lambda _: self.show())


def told(row: Standing) -> str:
    """A finding in full: its text, what the ward said since, and what the answer lacks."""
    found = row.finding
    lines = [found.text]
    lines += [f"{t(f'findings.act.{remark.act}')}: {remark.text}" for remark in found.remarks[1:] if remark.text]
    if row.improvement.evidence:
        lines.append(t("findings.screen.evidence_count", count=len(row.improvement.evidence)))
    if row.state is FindingState.OPEN:
        names = t("exchange.word.and").join(t(f"findings.form.{name}.label") for name in row.lacking)
        lines.append(t("findings.cli.lacking", fields=names) if names else t("findings.screen.complete"))
    return "\n".join(lines)


def _cells(row: Standing) -> dict[str, str]:
    found = row.finding
    return {
        "number": found.number,
        "severity": t(f"findings.severity.{found.severity}"),
        "state": t(f"findings.state.{row.state}"),
        "due": wareki_short(row.due),
        "item": found.item,
        "text": found.text.replace("\n", " "),
    }
