"""One register: a line for each row, the highlighted one's gaps and its asset's balance below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from selfaudit.domain.register import RegisterKind, folded
from selfaudit.services import registers as service
from selfaudit.text.messages import t
from selfaudit.tui import actions, contract_words
from selfaudit.tui.screens.list_screen import Column, ListScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

    from selfaudit.domain.register import RegisterEntry
    from selfaudit.tui.screens.form_screen import FormScreen


class RegisterRowsScreen(ListScreen):
    """Rows in the order of entry."""

    scope = "register_rows"
    help_key = "registers.help.rows"
    kind = "registerentry"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("register_rows")]
    columns: Sequence[Column] = (("mark", 3), ("day", 11), ("asset", 0), ("handler", 15), ("quantity", 8), ("state", 9))
    wide_columns: Sequence[Column] = (
        ("mark", 3),
        ("day", 11),
        ("asset", 0),
        ("handler", 17),
        ("information", 31),
        ("quantity", 10),
        ("state", 11),
    )

    def __init__(self, book: RegisterKind = RegisterKind.RECEIPT) -> None:
        super().__init__()
        self._book = book
        self._entries: dict[str, RegisterEntry] = {}
        self._gaps: dict[str, tuple[str, ...]] = {}

    def title_words(self) -> str:
        """Return the book's name."""
        return service.title(self._book)

    def empty_words(self) -> str:
        """Return what stands where there is no row."""
        return t("registers.no_row")

    def column_words(self, name: str) -> str:
        """Return the heading of a column."""
        return t(f"registers.column.{name}")

    def rows(self) -> dict[str, dict[str, str]]:
        """The rows of the book."""
        registers = self.walk.registers
        self._entries = {row.id: row for row in registers.entries(self._book)}
        self._gaps = {key: registers.gaps(row) for key, row in self._entries.items()}
        return {key: self._cells(row) for key, row in self._entries.items()}

    def summary(self) -> str:
        """How many rows, and how many of them lack something."""
        wanting = sum(1 for found in self._gaps.values() if found)
        key = "registers.screen.summary_gaps" if wanting else "registers.screen.summary"
        return t(key, count=len(self._entries), gaps=wanting)

    def detail(self, row_id: str) -> str:
        """What the row lacks, and its asset's balance."""
        row = self._entries[row_id]
        lacking = t("registers.and").join(service.gap_label(self._book, gap) for gap in self._gaps[row_id])
        key = folded(row.asset)
        of_asset = [each for each in self.walk.registers.balances() if folded(each.asset) == key]
        return "\n".join([lacking or t("registers.screen.complete"), *map(service.balance_label, of_asset)])

    def take_off(self, row_id: str) -> None:
        """Take one row off."""
        self.walk.registers.remove(row_id)

    def editor(self, row_id: str) -> FormScreen:
        """The form of one row."""
        from selfaudit.tui.screens.register_entry import RegisterEntryScreen

        return RegisterEntryScreen(self.records, self._book, row_id)

    def _cells(self, row: RegisterEntry) -> dict[str, str]:
        state = t(f"registers.direction.{row.direction}") if row.direction else ""
        if self._book is RegisterKind.TAKEOUT and row.back_day is None:
            state = t("registers.screen.away")
        return {
            "mark": t("registers.screen.mark") if self._gaps[row.id] else "",
            "day": contract_words.day(row.day),
            "asset": row.asset or t("registers.nameless"),
            "handler": row.handler,
            "information": row.information,
            "quantity": "?" if row.quantity is None else f"{row.quantity}{row.unit}",
            "state": state,
        }
