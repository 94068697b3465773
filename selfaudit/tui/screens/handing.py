"""The exchange with the ward: every step in order with its state, what was handed over, and the way into each step."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from selfaudit.services.exchange import Step
from selfaudit.text.messages import t
from selfaudit.text.wareki import moment_label, short_date_label
from selfaudit.tui import actions, words
from selfaudit.tui.screens import handing_acts
from selfaudit.tui.screens.menu_screen import MenuScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Breaking, Wrapped, padded

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.services.exchange import StepState

_MARK_CELLS = 6


class HandingScreen(MenuScreen):
    """One line per step; the book of what was done below."""

    scope = "handing"
    help_key = "handing.help.screen"
    CSS_PATH = "../styles/handing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("handing")]

    def compose(self) -> ComposeResult:
        """Lay out steps, what is missing, book and keys."""
        yield TopBar(t("handing.screen.title"), id="handing-top")
        yield Wrapped(t("handing.screen.heading"), classes="quiet")
        yield OptionList(id="handing-list", compact=True, markup=False)
        yield Wrapped(id="handing-missing", classes="warned")
        yield Wrapped(t("handing.screen.book"), classes="heading")
        with VerticalScroll(can_focus=True):
            yield Wrapped(id="handing-book")
        yield KeyBar(self.scope)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the chosen step."""
        step = Step(event.option_id or "")
        if step is Step.SEAL:
            self.desk.open_place("seal")
        else:
            self.desk.push_screen(handing_acts.SCREENS[step]())

    def show_rows(self) -> None:
        """Show every line with its state."""
        from selfaudit.services import exchange

        found = self.guarded(lambda: exchange.steps(self.walk)) or []
        table = self.query_one(OptionList)
        place = table.highlighted
        titles = max((cell_len(_title(row)) for row in found), default=0) + 2
        table.set_options(Option(_line(row, titles), id=row.step) for row in found)
        following = next((i for i, row in enumerate(found) if row.state is exchange.State.OPEN), 0)
        table.highlighted = following if place is None else place
        missing = self.guarded(lambda: exchange.hosts_missing(self.walk)) or []
        told = self.query_one("#handing-missing", Wrapped)
        told.text = t("handing.screen.hosts_missing", hosts=" ".join(missing))
        told.display = bool(missing)
        rows = self.guarded(lambda: exchange.deliveries(self.walk)) or []
        self.query_one("#handing-book", Wrapped).text = "\n".join(
            t(
                "handing.screen.book_line",
                at=moment_label(row.at.astimezone()),
                act=t(f"handing.act.{row.act}"),
                file=row.file,
                size=words.size(row.size),
            )
            for row in rows
        ) or t("handing.screen.book_empty")


def _title(row: StepState) -> str:
    return t(f"handing.step.{row.step}.title")


def _line(row: StepState, title_cells: int) -> Breaking:
    facts = {name: _said(value) for name, value in row.facts.items()}
    state = t(f"handing.step.{row.step}.{row.state}", **facts)
    mark = padded(t(f"handing.mark.{row.state}"), _MARK_CELLS)
    return Breaking(f"{mark}{padded(_title(row), title_cells)}{state}", _MARK_CELLS + title_cells)


def _said(value: object) -> object:
    if isinstance(value, datetime):
        return moment_label(value)
    if isinstance(value, date):
        return short_date_label(value)
    return value
