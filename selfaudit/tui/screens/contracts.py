"""All contracts with their fiscal years: go on with one, begin the next year, or begin a new contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from selfaudit.services import contracts
from selfaudit.text.messages import t
from selfaudit.text.wareki import fiscal_year_label
from selfaudit.tui import actions, words
from selfaudit.tui.base import AppScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped, short

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.services.walk import Walk

_NEW = "new"


class ContractsScreen(AppScreen[None]):
    """Each contract with its inspections below it."""

    scope = "contracts"
    help_key = "contract.help.contracts"
    CSS_PATH = "../styles/records.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("contracts")]

    def compose(self) -> ComposeResult:
        """Lay out the list and the keys."""
        yield TopBar(t("contract.title.contracts"), id="records-top")
        yield Wrapped(t("contract.contracts.about"), classes="quiet")
        yield OptionList(compact=True, markup=False)
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """List everything, the present inspection highlighted."""
        self._rows = contracts.overview(self.workspace, self.desk.today)
        rows = self.query_one(OptionList)
        width = max(self.size.width - 4, 20)
        rows.set_options(Option(short(text, width), id=key or None, disabled=not key) for key, text in self._listed())
        rows.highlighted = rows.get_option_index(f"inspection/{self.walk.inspection.id}")
        rows.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open or begin what was chosen."""
        kind, _, rest = (event.option_id or "").partition("/")
        if kind == _NEW:
            self.action_new()
        elif kind == "inspection":
            walk = self.guarded(lambda: self.workspace.walk(rest))
            if walk is not None:
                self._go(walk)
        elif kind == "begin":
            self._begin(*rest.split("/"))

    def action_choose(self) -> None:
        """Open or begin what is highlighted."""
        self.query_one(OptionList).action_select()

    def action_new(self) -> None:
        """Begin a new contract."""
        self.desk.open_place("first_run")

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _begin(self, contract: str, year: str) -> None:
        chosen = next(row.contract for row in self._rows if row.contract.id == contract)
        walk = self.guarded(lambda: contracts.begin_year(self.workspace, chosen, int(year)))
        if walk is not None:
            self._go(walk)
            self.desk.open_place("interview" if walk.questions() else "walk")

    def _go(self, walk: Walk) -> None:
        self.desk.begin(walk)
        self.desk.go_home()

    def _listed(self) -> list[tuple[str, str]]:
        """Id and text of each line; lines without an id cannot be chosen."""
        lines: list[tuple[str, str]] = []
        for row in self._rows:
            title = t("contract.contracts.title", client=row.contract.client, title=row.contract.title)
            lines += [("", ""), ("", title)] if lines else [("", title)]
            for year in reversed(row.years):
                text = t("contract.contracts.begin", year=fiscal_year_label(year))
                lines.append((f"begin/{row.contract.id}/{year}", text))
            for found in row.inspections:
                here = t("contract.contracts.here") if found.inspection.id == self.walk.inspection.id else ""
                text = t(
                    "contract.contracts.year",
                    year=fiscal_year_label(found.inspection.fiscal_year),
                    counters=words.counters(found.progress),
                    here=here,
                )
                lines.append((f"inspection/{found.inspection.id}", text))
        lines += [("", ""), (_NEW, t("contract.contracts.new"))]
        return lines
