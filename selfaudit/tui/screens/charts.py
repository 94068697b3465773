"""Where things stand as bars: by part of the contract, by year, by PC, by search."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from selfaudit.text.messages import t
from selfaudit.tui import actions, words
from selfaudit.tui.base import AppScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.report.charts import Chart

_EDGES = 4
"""Cells at both sides that no bar may take."""


class ChartsScreen(AppScreen[None]):
    """The charts of the report, drawn with characters."""

    scope = "charts"
    help_key = "charts.help"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("charts")]

    def compose(self) -> ComposeResult:
        """Lay out title, legend, bars and keys."""
        yield TopBar(t("charts.title"), words.counters(self.walk.progress()))
        yield Wrapped(id="charts-about", classes="quiet")
        with VerticalScroll(id="charts-body"):
            yield Static(id="charts-bars", markup=False)
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Draw what is known now."""
        from selfaudit.report.charts import charts
        from selfaudit.services.report import build_report

        found = self.guarded(lambda: charts(build_report(self.walk, self.workspace.clock())))
        self._charts: tuple[Chart, ...] = found or ()
        self._show()
        self.query_one("#charts-body").focus()

    def on_resize(self) -> None:
        """Draw the bars anew for the new width."""
        if hasattr(self, "_charts"):
            self._show()

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _show(self) -> None:
        from selfaudit.report.charts import legend, lines

        about = t("charts.about", legend=legend()) if self._charts else t("charts.empty")
        self.query_one("#charts-about", Wrapped).text = about
        drawn = [line for chart in self._charts for line in (*lines(chart, self.size.width - _EDGES), "")]
        self.query_one("#charts-bars", Static).update("\n".join(drawn))
