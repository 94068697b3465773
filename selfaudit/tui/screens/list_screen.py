"""What the roster and the list of PCs share: a table of one-line rows, the highlighted one told in full below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from selfaudit.services.workspace import new_id
from selfaudit.text.messages import t
from selfaudit.tui.screens.form_screen import RecordsScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped, padded

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from selfaudit.tui.screens.form_screen import FormScreen

Column = tuple[str, int]
"""Name and cells of a column; 0 cells take what is left."""


class ListScreen(RecordsScreen):
    """Rows of one kind; Enter changes one, Delete takes one off."""

    kind = ""
    columns: Sequence[Column] = ()
    wide_columns: Sequence[Column] = ()
    """The columns where there are 100 cells or more."""

    def __init__(self) -> None:
        super().__init__()
        self._ids: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out summary, table, explanation and keys."""
        yield TopBar(self.title_words(), id="records-top")
        yield Wrapped(id="records-told", classes="told")
        yield Static(id="records-heading", classes="heading", markup=False)
        yield OptionList(compact=True, markup=False)
        yield Wrapped(self.empty_words(), id="records-empty")
        yield Wrapped(id="records-detail", classes="quiet")
        yield Wrapped(id="records-more", classes="apart")
        yield KeyBar(self.scope)

    def title_words(self) -> str:
        """Return the title line."""
        return t(f"contract.title.{self.scope}")

    def empty_words(self) -> str:
        """Return what stands where there is no row."""
        return t(f"contract.empty.{self.scope}")

    def column_words(self, name: str) -> str:
        """Return the heading of a column."""
        return t(f"contract.column.{name}")

    def rows(self) -> dict[str, dict[str, str]]:
        """Return each row's cells by column name, by the row's id."""
        raise NotImplementedError

    def summary(self) -> str:
        """Return the sentence above the table."""
        raise NotImplementedError

    def detail(self, row_id: str) -> str:
        """Return what is told about the highlighted row."""
        raise NotImplementedError

    def more(self) -> str:
        """Return what is told below the table."""
        return ""

    def take_off(self, row_id: str) -> None:
        """Take one row off."""
        raise NotImplementedError

    def editor(self, row_id: str) -> FormScreen:
        """Return the screen that changes one row."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the rows."""
        self.show()
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """Show what another screen may have changed."""
        self.show()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the columns out anew."""
        self.show()

    def show(self) -> None:
        """Show the present rows, the same one highlighted where it is still there."""
        table = self.query_one(OptionList)
        before = self._highlighted()
        place = table.highlighted or 0
        rows = self.rows()
        self._ids = list(rows)
        columns = self._columns()
        with table.prevent(OptionList.OptionHighlighted):
            table.set_options(Option(row_line(cells, columns), id=key) for key, cells in rows.items())
            if rows:
                table.highlighted = self._ids.index(before) if before in rows else min(place, len(rows) - 1)
        heading = {name: self.column_words(name) for name, _ in columns}
        self.query_one("#records-heading", Static).update(row_line(heading, columns))
        self.query_one("#records-told", Wrapped).text = self.summary()
        self._put("more", self.more())
        for name, shown in (("heading", rows), ("empty", not rows)):
            self.query_one(f"#records-{name}").display = bool(shown)
        table.display = bool(rows)
        self._explain()

    def point_at(self, row_id: str) -> None:
        """Highlight this row, if it is there."""
        if row_id in self._ids:
            self.query_one(OptionList).highlighted = self._ids.index(row_id)

    def action_add(self) -> None:
        """Enter a new row."""
        self._edit(new_id())

    def action_edit(self) -> None:
        """Change the highlighted row; the first one is entered where there is none."""
        self._edit(self._highlighted() or new_id())

    def action_remove(self) -> None:
        """Take the highlighted row off."""
        row_id = self._highlighted()
        if not row_id:
            return
        self.guarded(lambda: self.take_off(row_id))
        self.show()
        self.notify(t("contract.removed", kind=t(f"contract.kind.{self.kind}")))

    def on_option_list_option_highlighted(self) -> None:
        """Tell about the highlighted row."""
        self._explain()

    def on_option_list_option_selected(self) -> None:
        """Change the chosen row."""
        self.action_edit()

    def _edit(self, row_id: str) -> None:
        self.desk.push_screen(self.editor(row_id), lambda _: self.point_at(row_id))

    def _highlighted(self) -> str:
        place = self.query_one(OptionList).highlighted
        return self._ids[place] if place is not None and place < len(self._ids) else ""

    def _explain(self) -> None:
        row_id = self._highlighted()
        self._put("detail", self.detail(row_id) if row_id else "")

    def _put(self, name: str, text: str) -> None:
        part = self.query_one(f"#records-{name}", Wrapped)
        part.text = text
        part.display = bool(text)

    def _columns(self) -> list[Column]:
        """The columns that fit, the open one with the cells left over."""
        wide = self.size.width >= 100
        chosen = self.wide_columns if wide else self.columns
        left = max(self.size.width - 3 - sum(cells for _, cells in chosen), 8)
        return [(name, cells or left) for name, cells in chosen]


def row_line(cells: dict[str, str], columns: Sequence[Column]) -> str:
    """One row, each cell ended by a space so that columns never touch."""
    parts = []
    for name, width in columns:
        room = width - 1 if width > cell_len(cells[name]) or width > 2 else width
        parts.append(padded(cells[name], room) + " " * (width - room))
    return "".join(parts)
