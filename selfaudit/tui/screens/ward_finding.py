"""Raise a finding about one item of a bundle: weight, text, last day, pictures."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widgets import OptionList, Static

from selfaudit.domain.finding import Severity
from selfaudit.services.entry import Kind, read
from selfaudit.services.paste import pasted_path
from selfaudit.services.ward_findings import Wanted, raise_finding
from selfaudit.text.messages import t
from selfaudit.text.wareki import wareki_short
from selfaudit.tui import actions
from selfaudit.tui.base import AppScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.domain.exchange import ReceivedBundle
    from selfaudit.domain.finding import Finding

_DAYS = 30
"""Proposed for putting right."""
_LINES = ("text", "due", "photo")


class WardFindingScreen(AppScreen[None]):
    """Nothing is kept before F5."""

    scope = "ward_finding"
    help_key = "ward_screen.help.finding"
    CSS_PATH = "../styles/work.tcss"
    AUTO_FOCUS = "#finding-text"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("ward_finding")]

    def __init__(self, bundle: ReceivedBundle | None = None, item: str = "", words: str = "") -> None:
        super().__init__()
        self._bundle = bundle
        self._item = item
        self._words = words or item
        """What the item is called."""

    def compose(self) -> ComposeResult:
        """Lay out weights, fields and keys."""
        yield TopBar(t("ward_screen.ward_finding.title", item=self._words), id="work-top")
        yield Wrapped(t("ward_screen.ward_finding.how"), classes="quiet")
        for name in _LINES:
            with Horizontal(classes="field-row"):
                yield Static(t(f"ward_screen.ward_finding.{name}"), classes="field-label", markup=False)
                yield Line(id=f"finding-{name}", placeholder=t(f"ward_screen.ward_finding.{name}_hint"))
        yield Static(t("ward_screen.column.severity"), classes="field-label", markup=False)
        yield OptionList(*(t(f"findings.severity.{one}") for one in Severity), compact=True, markup=False)
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Propose a last day and the middle weight."""
        self.query_one("#finding-due", Line).load_text(wareki_short(self.desk.today + timedelta(days=_DAYS)))
        self.query_one(OptionList).highlighted = list(Severity).index(Severity.ORDINARY)

    @on(Line.Confirmed)
    def _next_field(self) -> None:
        self.focus_next()

    @on(OptionList.OptionSelected)
    def action_run(self) -> None:
        """Keep the finding and go back."""
        row = self.guarded(self._raise)
        if row is not None:
            self.tell(t("findings.cli.raised", number=row.number, id=row.id[:8]))
            self.dismiss(None)

    def action_back(self) -> None:
        """Go back without a finding."""
        self.dismiss(None)

    def _raise(self) -> Finding:
        typed = {name: self.query_one(f"#finding-{name}", Line).value for name in _LINES}
        due = read(Kind.DATE, typed["due"])
        place = self.query_one(OptionList).highlighted
        wanted = Wanted(
            contract=self._bundle.contract_number if self._bundle else "",
            item=self._item,
            severity=list(Severity)[place or 0],
            text=typed["text"],
            due=due if due is not None else self.desk.today,  # type: ignore[arg-type]
            bundle=self._bundle.id if self._bundle else "",
            fiscal_year=self._bundle.fiscal_year if self._bundle else None,
            photos=(pasted_path(typed["photo"]),) if typed["photo"] else (),
        )
        return raise_finding(self.workspace, wanted)
