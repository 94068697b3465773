"""All contracts of a fiscal year at a glance: what fails most, what is out of support, what is late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.containers import VerticalScroll

from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.services import ward_rollup as service
from selfaudit.services.paste import pasted_path
from selfaudit.text.messages import t
from selfaudit.text.wareki import fiscal_year_label
from selfaudit.tui import actions
from selfaudit.tui.base import AppScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped, padded

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

_NARROWEST = 8
"""Cells below which no column of a table is cut."""


class WardRollupScreen(AppScreen[None]):
    """A file name and Enter write it to Excel or paper."""

    scope = "ward_rollup"
    help_key = "ward_screen.help.rollup"
    CSS_PATH = "../styles/work.tcss"
    AUTO_FOCUS = "Line"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("ward_rollup")]

    def __init__(self, year: int = 0) -> None:
        super().__init__()
        self._year = year

    def compose(self) -> ComposeResult:
        """Lay out file name, tables and keys."""
        yield TopBar(id="work-top")
        yield Line(placeholder=t("ward_screen.ward_rollup.placeholder"))
        yield Wrapped(id="rollup-told", classes="told")
        with VerticalScroll(can_focus=True):
            yield Wrapped(id="rollup-text")
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Show the tables."""
        self._year = self._year or FiscalYear.of(self.desk.today).year
        self.query_one("#work-top", TopBar).left = t("rollup.title", year=fiscal_year_label(self._year))
        found = self.guarded(lambda: service.rollup(self.workspace, self._year))
        if found is None:
            return
        lines = list(service.notes(found))
        for table in service.tables(found):
            lines += ["", table.title]
            shown = (table.headings, *table.rows) if table.rows else ((t("rollup.none"),),)
            lines += _aligned(shown, self.desk.size.width - 6)
        self.query_one("#rollup-text", Wrapped).text = "\n".join(lines)

    @on(Line.Confirmed)
    def action_run(self) -> None:
        """Write the tables to the file named."""
        typed = self.query_one(Line).value

        def write() -> str:
            path = pasted_path(typed)
            service.write(self.workspace, service.rollup(self.workspace, self._year), path)
            return t("rollup.written", path=path)

        said = self.guarded(write)
        if said is not None:
            self.query_one("#rollup-told", Wrapped).text = said

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)


def _aligned(rows: Sequence[Sequence[str]], room: int) -> list[str]:
    """Rows with their columns below each other; the widest column gives way where the line would not fit."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    while sum(widths) + 2 * len(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return ["  " + "  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True)) for row in rows]
