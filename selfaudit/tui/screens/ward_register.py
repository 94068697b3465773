"""The ward's register of contracts: where every contract stands in one fiscal year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from selfaudit.domain.desk import Due
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.services import ward, ward_findings, ward_register
from selfaudit.text.messages import t
from selfaudit.text.wareki import fiscal_year_label, wareki_short
from selfaudit.tui import actions
from selfaudit.tui.screens.list_screen import Column
from selfaudit.tui.screens.ward_list import WardList
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual.binding import BindingType

    from selfaudit.services.ward_register import Year

_OWED = frozenset({Due.OVERDUE, Due.REVIEW, Due.ASKED, Due.OPEN})
_NO_NUMBER = " "
"""Id of the row whose contract number the contractor left empty: a row without an id could not be opened."""


class WardRegisterScreen(WardList):
    """Contracts that still need something first; the arrow keys to the sides change the year."""

    scope = "ward_register"
    help_key = "ward_screen.help.register"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("ward_register")]
    columns: Sequence[Column] = (("number", 12), ("state", 18), ("deadline", 11), ("open", 6), ("title", 0))
    wide_columns: Sequence[Column] = (
        ("number", 14),
        ("state", 18),
        ("deadline", 12),
        ("open", 6),
        ("contractor", 28),
        ("title", 0),
    )

    def __init__(self) -> None:
        super().__init__()
        self._year = 0
        self._only_owed = False
        self._rows: dict[str, Year] = {}

    def title_words(self) -> str:
        """Whose desk this is."""
        return t("ward_screen.ward_register.title", ward=ward.name(self.workspace))

    def empty_words(self) -> str:
        """Return what stands where there is no row: nothing kept, or nothing that needs something."""
        return t(f"ward_screen.ward_register.{'empty_owed' if self._only_owed else 'empty'}")

    def read(self) -> list[str]:
        """The contracts of the year shown, those that need something first."""
        self._year = self._year or FiscalYear.of(self.desk.today).year
        order = [str(state) for state in (Due.OVERDUE, Due.REVIEW, Due.ASKED, Due.OPEN, Due.LATE, Due.DONE)]
        found = sorted(
            ward_register.register(self.workspace, self._year),
            key=lambda row: (
                order.index(row.state),
                row.deadline is None,
                row.deadline or row.inspected,
                row.contract_number,
            ),
        )
        self._rows = {
            row.contract_number or _NO_NUMBER: row for row in found if not self._only_owed or row.state in _OWED
        }
        return list(self._rows)

    def cells(self, row_id: str) -> dict[str, str]:
        """One contract."""
        return _cells(self._rows[row_id])

    def summary(self) -> str:
        """How many contracts stand where."""
        counts = Counter(row.state for row in self._rows.values())
        said = t("exchange.word.and").join(f"{t(f'exchange.state.{state}')} {count}" for state, count in counts.items())
        year = fiscal_year_label(self._year)
        key = "summary_owed" if self._only_owed else "summary"
        return t(f"ward_screen.ward_register.{key}", year=year, count=len(self._rows), states=said or "0")

    def detail(self, row_id: str) -> str:
        """The contract in full, and what is not in order."""
        row = self._rows[row_id]
        lines = [f"{_number(row)}  {row.contract_title}", f"{row.contractor}  {row.section}".strip()]
        if row.inspected:
            lines.append(t("ward_screen.inspected", day=wareki_short(row.inspected)))
        if row.open_findings:
            lines.append(t("ward_screen.findings", open=row.open_findings, overdue=row.overdue_findings))
        return "\n".join([*lines, *ward_findings.sentences(self.workspace, row.problems)])

    def open_row(self, row_id: str) -> None:
        """Open one contract."""
        from selfaudit.tui.screens.ward_contract import WardContractScreen

        self.desk.push_screen(WardContractScreen(self._rows[row_id].contract_number))

    def action_year(self, step: int) -> None:
        """Show another fiscal year."""
        self._year += step
        self.reload()

    def action_owed(self) -> None:
        """Show only what still needs something, or everything."""
        self._only_owed = not self._only_owed
        self.query_one("#records-empty", Wrapped).text = self.empty_words()
        self.reload()

    def action_import(self) -> None:
        """Take bundles in."""
        self.desk.open_place("ward_import")

    def action_menu(self) -> None:
        """Open the list of everything the desk does."""
        self.desk.open_place("ward_menu")

    def action_findings(self) -> None:
        """Open the findings of all contracts."""
        self.desk.open_place("ward_findings")

    def action_rollup(self) -> None:
        """Open the roll-up of the year shown."""
        from selfaudit.tui.screens.ward_rollup import WardRollupScreen

        self.desk.push_screen(WardRollupScreen(self._year))

    def action_back(self) -> None:
        """Leave the program's first screen only by the key for it."""
        self.desk.action_help_quit()


def _cells(row: Year) -> dict[str, str]:
    return {
        "number": _number(row),
        "state": t(f"exchange.state.{row.state}"),
        "deadline": wareki_short(row.deadline) if row.deadline else "",
        "open": (str(row.open_findings) + ("!" if row.overdue_findings else "")) if row.open_findings else "",
        "contractor": row.contractor,
        "title": row.contract_title,
    }


def _number(row: Year) -> str:
    return row.contract_number or t("ward_screen.no_number")
