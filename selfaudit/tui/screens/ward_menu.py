"""Everything the ward's desk does, in the order of a year, with how much there is of each; the way into each act."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.services import ward_desk
from selfaudit.text.messages import t
from selfaudit.tui import actions
from selfaudit.tui.screens import ward_desk_acts, ward_issue_acts
from selfaudit.tui.screens.menu_screen import MenuScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Breaking, Wrapped, padded

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.screen import Screen

_TITLE_CELLS = 34
_ACTS: dict[str, Callable[[str, str], Screen[Any]]] = {
    "contracts": ward_desk_acts.WardContractsAct,
    "request": ward_issue_acts.WardRequestAct,
    "requests": ward_issue_acts.WardRequestsAct,
    "trust": ward_issue_acts.WardTrustAct,
    "verifier": ward_issue_acts.WardVerifierAct,
    "receipt": ward_issue_acts.WardReceiptAct,
    "visit": ward_desk_acts.WardVisitAct,
    "compare": ward_desk_acts.WardCompareAct,
    "calendar": ward_desk_acts.WardCalendarAct,
    "own_key": ward_desk_acts.WardKeyAct,
}
_PLACES = {"import": "ward_import", "findings": "ward_findings", "rollup": "ward_rollup"}
_ALL = (
    *("contracts", "keys", "request", "requests", "verifier", "import", "receipt", "visit"),
    *("findings", "compare", "rollup", "calendar", "own_key"),
)
_OF_CONTRACT = ("keys", "request", "trust", "verifier", "receipt", "visit", "compare")
"""What is done for one contract."""


class WardMenuScreen(MenuScreen):
    """One line per act; those of one contract where it was opened from one."""

    scope = "ward_menu"
    help_key = "ward_acts.help.menu"
    CSS_PATH = "../styles/work.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("ward_menu")]

    def __init__(self, contract: str = "", bundle: str = "", *, one: bool = False) -> None:
        super().__init__()
        self._contract = contract
        self._bundle = bundle
        self._one = one

    def compose(self) -> ComposeResult:
        """Lay out title, acts and keys."""
        title = t("ward_acts.menu.title_one", number=self._contract) if self._one else t("ward_acts.menu.title")
        yield TopBar(title, id="work-top")
        yield Wrapped(t("ward_acts.menu.how"), classes="quiet")
        yield OptionList(compact=True, markup=False)
        yield KeyBar(self.scope)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the chosen act."""
        chosen = event.option_id or ""
        if chosen == "keys":
            from selfaudit.tui.screens.ward_keys import WardKeysScreen

            self.desk.push_screen(WardKeysScreen(self._contract))
        elif chosen in _PLACES:
            self.desk.open_place(_PLACES[chosen])
        else:
            self.desk.push_screen(_ACTS[chosen](self._contract, self._bundle))

    def show_rows(self) -> None:
        """Show every line with its state."""
        year = FiscalYear.of(self.desk.today).year
        counts = self.guarded(lambda: ward_desk.counts(self.workspace, year)) or {}
        table = self.query_one(OptionList)
        place = table.highlighted or 0
        table.set_options(Option(self._line(name, counts), id=name) for name in (_OF_CONTRACT if self._one else _ALL))
        table.highlighted = place

    def _line(self, name: str, counts: dict[str, int]) -> Breaking:
        about = "" if self._one and name != "keys" else t(f"ward_acts.menu.{name}_state", **counts) if counts else ""
        return Breaking(f"{padded(t(f'ward_acts.menu.{name}'), _TITLE_CELLS)}{about}", _TITLE_CELLS)
