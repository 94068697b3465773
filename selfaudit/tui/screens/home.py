"""The home screen: the present inspection with every stage and deadline, what to do next, and the other inspections."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from selfaudit.services import flow
from selfaudit.text.messages import t
from selfaudit.tui import actions, contract_words, words
from selfaudit.tui.base import AppScreen
from selfaudit.tui.screens import steps
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Breaking, Wrapped, padded

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

_STAGE = "stage/"
_OTHER = "inspection/"
_TITLE_CELLS = 22
_STAGE_CELLS = 10
_MARK_CELLS = 6
_KEYS = {
    "contracts": "n",
    "contract": "c",
    "roster": "m",
    "machines": "d",
    "duties": "t",
    "findings": "f",
    "ending": "e",
}
"""The keys of the rows that are no stage."""


class HomeScreen(AppScreen[None]):
    """Where the work stands and where it goes on."""

    scope = "home"
    help_key = "tui.help.home"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("home")]

    def compose(self) -> ComposeResult:
        """Lay out title, deadlines, next step, stages and keys."""
        yield TopBar(t("tui.app.name"), id="home-top")
        yield Wrapped(id="home-inspection")
        yield Wrapped(id="home-next", label=t("home.next"))
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
        """Open one of the places of work."""
        self.desk.open_place(place)

    def action_stage(self, stage: str) -> None:
        """Open the place of work of one stage."""
        self.desk.open_place(steps.PLACES[flow.Stage(stage)])

    def action_new(self) -> None:
        """Go on with another contract or fiscal year, or begin one."""
        self.desk.open_place("contracts")

    def action_select(self) -> None:
        """Open what is highlighted."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the chosen stage, place or inspection."""
        chosen = event.option_id or ""
        if chosen.startswith(_OTHER):
            walk = self.guarded(lambda: self.workspace.walk(chosen.removeprefix(_OTHER)))
            if walk is not None:
                self.desk.begin(walk)
                self._show()
        elif chosen.startswith(_STAGE):
            self.action_stage(chosen.removeprefix(_STAGE))
        elif chosen:
            self.desk.open_place(chosen)

    def _show(self) -> None:
        walk, today = self.walk, self.desk.today
        due = steps.deadline_lines(flow.deadlines(walk), today)
        self.query_one("#home-inspection", Wrapped).text = f"{words.inspection(walk)}\n{due}".strip()
        found = flow.stages(walk)
        todo = flow.first_open(found)
        self.query_one("#home-next", Wrapped).text = steps.step(todo).advice
        rows = self.query_one(OptionList)
        rows.set_options(self._rows([steps.step(state) for state in found]))
        rows.highlighted = found.index(todo)
        rows.focus()

    def _rows(self, found: list[steps.Step]) -> list[Option]:
        today = self.desk.today
        rows = [Option(_stage(key, step), id=f"{_STAGE}{step.stage}") for key, step in enumerate(found, 1)]
        others = flow.others(self.workspace, self.walk.inspection.id)
        if others:
            rows.append(Option(t("home.others"), disabled=True))
        rows += [
            Option(Breaking(f"   {steps.other(row, today)}", indent=5), id=f"{_OTHER}{row.inspection}")
            for row in others
        ]
        rows.append(Option("", disabled=True))
        records = contract_words.home_rows(self.walk, today)
        rows += [Option(_row(_KEYS[place], title, state), id=place) for place, title, state in records]
        rows.append(Option(_row("g", t("home.charts"), ""), id="charts"))
        return rows


def _stage(key: int, step: steps.Step) -> Breaking:
    head = f"{key}  {padded(step.title, _STAGE_CELLS)}{padded(step.mark, _MARK_CELLS)}"
    return Breaking(f"{head}{step.state}", 3 + _STAGE_CELLS + _MARK_CELLS)


def _row(key: str, title: str, state: str) -> Breaking:
    return Breaking(f"{key}  {padded(title, _TITLE_CELLS)}{state}", 3 + _TITLE_CELLS)
