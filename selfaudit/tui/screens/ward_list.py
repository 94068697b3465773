"""What the lists of the ward's desk share: one-line rows, the highlighted one told in full below, nothing undone here.

A ward has hundreds of contracts: the rows that fit on the screen are laid out at once, the others behind the painted
screen, some at a time, so that the keys always answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from selfaudit.text.messages import t
from selfaudit.tui.screens.list_screen import ListScreen, row_line

if TYPE_CHECKING:
    from textual import events

_AROUND = 5
"""Lines of the screen that never hold a row: title, summary, heading, detail, keys."""
_MORE = 100
"""Rows laid out at a time afterwards."""
_PAUSE = 0.1
"""Seconds between them."""


class WardList(ListScreen):
    """Rows are read once when the screen comes up, not at every change of its size."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[str, dict[str, str]] = {}
        self._left: list[str] = []
        self._fresh = False
        self._cells_wide = 0

    def title_words(self) -> str:
        """Return the title line."""
        return t(f"ward_screen.{self.scope}.title")

    def empty_words(self) -> str:
        """Return what stands where there is no row."""
        return t(f"ward_screen.{self.scope}.empty")

    def column_words(self, name: str) -> str:
        """Return the heading of a column."""
        return t(f"ward_screen.column.{name}")

    def read(self) -> list[str]:
        """Read from the store; the ids of the rows in their order."""
        raise NotImplementedError

    def cells(self, row_id: str) -> Mapping[str, str]:
        """Return the cells of one row."""
        raise NotImplementedError

    def rows(self) -> dict[str, dict[str, str]]:
        """The rows laid out so far."""
        return self._shown

    def reload(self) -> None:
        """Read and show the rows anew."""
        before = self._highlighted()
        found = self.guarded(self.read) or []
        room = max(self.desk.size.height - _AROUND, 1)
        first = max(room, found.index(before) + 1) if before in found else room
        self._shown = {key: dict(self.cells(key)) for key in found[:first]}
        self._left = found[first:]
        super().show()

    def show(self) -> None:
        """Nothing: Textual calls the handlers of the base classes too, and theirs would draw everything again."""

    def on_mount(self) -> None:
        """Show the rows once the screen has its size, which it is told at once."""
        self._fresh = True
        table = self.query_one(OptionList)
        # Rows are cut to the cells they have and hold no links: looking for either costs as much as painting them.
        table.styles.text_wrap, table.styles.text_overflow, table.auto_links = "nowrap", "clip", False
        if self.size.width:
            self._cells_wide = self.size.width
            self.reload()
        table.focus()
        self.call_after_refresh(self.set_interval, _PAUSE, self._lay_out_more)  # the first rows are painted before

    def on_screen_resume(self) -> None:
        """Read again what another screen may have changed."""
        if self._fresh:
            self._fresh = False
        else:
            self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the columns out anew where the width is another one."""
        if not self._cells_wide:
            self._cells_wide = event.size.width
            self.reload()
        elif event.size.width != self._cells_wide:
            self._cells_wide = event.size.width
            super().show()

    def point_at(self, row_id: str) -> None:
        """Highlight this row, if it is there."""
        while row_id in self._left:
            self._lay_out_more()
        super().point_at(row_id)

    def action_add(self) -> None:
        """Nothing is entered in a list of the desk."""

    def action_remove(self) -> None:
        """Nothing is taken off a list of the desk."""

    def action_edit(self) -> None:
        """Open the highlighted row."""
        row_id = self._highlighted()
        if row_id:
            self.open_row(row_id)

    def open_row(self, row_id: str) -> None:
        """Open one row."""
        raise NotImplementedError

    def _lay_out_more(self) -> None:
        if not self._left:
            return
        some, self._left = self._left[:_MORE], self._left[_MORE:]
        fresh = {key: dict(self.cells(key)) for key in some}
        self._shown |= fresh
        self._ids += some
        columns = self._columns()
        self.query_one(OptionList).add_options(Option(row_line(row, columns), id=key) for key, row in fresh.items())
