"""What the screens share that only show rows: a title, a sentence, rows, and the highlighted one told in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from selfaudit.tui.base import AppScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Breaking, Wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult


@dataclass(frozen=True)
class Shown:
    """One row: its id, its line, how far its further lines are indented, and what is told of it."""

    id: str
    line: str
    indent: int = 0
    detail: str = ""


class GlanceScreen(AppScreen[None]):
    """Rows that are read and opened, not edited here."""

    CSS_PATH = "../styles/glance.tcss"

    def compose(self) -> ComposeResult:
        """Lay out title, sentence, rows, explanation and keys."""
        yield TopBar(self.title_words(), id="glance-top")
        yield Wrapped(id="glance-told", classes="told")
        yield OptionList(compact=True, markup=False)
        yield Wrapped(id="glance-detail", classes="quiet")
        yield Wrapped(id="glance-result", classes="told")
        yield KeyBar(self.scope)

    def title_words(self) -> str:
        """Return the title line."""
        raise NotImplementedError

    def told(self) -> str:
        """Return the sentence above the rows."""
        raise NotImplementedError

    def shown(self) -> Sequence[Shown]:
        """Return the rows as they are now."""
        raise NotImplementedError

    def chosen(self, row_id: str) -> None:
        """Act on Enter."""

    def on_mount(self) -> None:
        """Show the rows."""
        self.query_one("#glance-result").display = False
        self.show()
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """Show what another screen may have changed."""
        self.show()

    def show(self) -> None:
        """Show the present rows, the same place highlighted."""
        rows = self.query_one(OptionList)
        place = rows.highlighted or 0
        self._rows = self.guarded(self.shown) or ()
        rows.set_options(Option(Breaking(row.line, row.indent), id=row.id) for row in self._rows)
        if self._rows:
            rows.highlighted = min(place, len(self._rows) - 1)
        rows.display = bool(self._rows)
        self.query_one("#glance-told", Wrapped).text = self.told()
        self._explain()

    def say(self, text: str) -> None:
        """Tell what came of a key."""
        result = self.query_one("#glance-result", Wrapped)
        result.text = text
        result.display = bool(text)

    def highlighted(self) -> str:
        """Id of the highlighted row; empty where there is none."""
        place = self.query_one(OptionList).highlighted
        return self._rows[place].id if place is not None and place < len(self._rows) else ""

    def action_select(self) -> None:
        """Choose the highlighted row."""
        self.query_one(OptionList).action_select()

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def on_option_list_option_highlighted(self) -> None:
        """Tell about the highlighted row."""
        self._explain()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Act on the chosen row."""
        self.chosen(event.option_id or "")

    def _explain(self) -> None:
        found = {row.id: row.detail for row in self._rows}
        detail = self.query_one("#glance-detail", Wrapped)
        detail.text = found.get(self.highlighted(), "")
        detail.display = bool(detail.text)
