"""The home screen: the present inspection with its steps, what to do next, and the other inspections."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from selfaudit.text.messages import t
from selfaudit.text.wareki import fiscal_year_label
from selfaudit.tui import actions, contract_words, words
from selfaudit.tui.base import AppScreen
from selfaudit.tui.screens import steps
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Breaking, Wrapped, padded

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.services.workspace import InspectionRow

_OTHER = "inspection/"
_TITLE_CELLS = 22
_INDENT = 3 + _TITLE_CELLS
_KEYS = "1234567890e"
"""The keys of the rows, from the top."""


class HomeScreen(AppScreen[None]):
    """Where the work stands and where it goes on."""

    scope = "home"
    help_key = "tui.help.home"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("home")]

    def compose(self) -> ComposeResult:
        """Lay out title, next step, steps and keys."""
        yield TopBar(t("tui.app.name"), id="home-top")
        yield Wrapped(id="home-inspection")
        yield Wrapped(id="home-next", label=t("tui.home.next"))
        yield OptionList(id="home-list", compact=True, markup=False)
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Show the present state."""
        self.query_one("#home-top", TopBar).right = self.workspace.operator
        self._show()

    def on_screen_resume(self) -> None:
        """Show what another screen may have changed."""
        self._show()

    def action_open(self, place: str) -> None:
        """Open one of the steps."""
        self.desk.open_place(place)

    def action_new(self) -> None:
        """Go on with another contract or fiscal year, or begin one."""
        self.desk.open_place("contracts")

    def action_select(self) -> None:
        """Open what is highlighted."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the chosen step or inspection."""
        chosen = event.option_id or ""
        if chosen.startswith(_OTHER):
            walk = self.guarded(lambda: self.workspace.walk(chosen.removeprefix(_OTHER)))
            if walk is not None:
                self.desk.begin(walk)
                self._show()
        elif chosen:
            self.desk.open_place(chosen)

    def _show(self) -> None:
        walk = self.walk
        days = walk.fiscal_year.days_left(self.desk.today)
        left = t("tui.home.days_left", days=days) if days >= 0 else t("tui.home.year_over")
        self.query_one("#home-inspection", Wrapped).text = f"{words.inspection(walk)}\n{left}"
        found = steps.steps(walk)
        todo = steps.first_open(found)
        self.query_one("#home-next", Wrapped).text = todo.advice
        rows = self.query_one(OptionList)
        rows.set_options(self._rows(found))
        rows.highlighted = next(place for place, step in enumerate(found) if step is todo)
        rows.focus()

    def _rows(self, found: list[steps.Step]) -> list[Option]:
        rows: list[Option] = [
            Option(_row(str(place), step.title, step.state), id=step.place) for place, step in enumerate(found, 1)
        ]
        others = [row for row in self.workspace.inspections() if row.inspection.id != self.walk.inspection.id]
        rows.append(Option("", disabled=True))
        records = contract_words.home_rows(self.walk, self.desk.today)
        rows += [
            Option(_row(key, title, state), id=place)
            for key, (place, title, state) in zip(_KEYS[len(found) :], records, strict=False)
        ]
        rows += [Option(Breaking(_other(row), indent=3), id=f"{_OTHER}{row.inspection.id}") for row in others]
        return rows


def _row(key: str, title: str, state: str) -> Breaking:
    return Breaking(f"{key}  {padded(title, _TITLE_CELLS)}{state}", _INDENT)


def _other(row: InspectionRow) -> str:
    year = fiscal_year_label(row.inspection.fiscal_year)
    return f"   {row.contract.client}  {row.contract.title}  {year}  {words.counters(row.progress)}"
