"""The registers at a glance: the six books with their gaps, and below them what is still here of every asset."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from selfaudit.domain.register import RegisterKind
from selfaudit.services import registers as service
from selfaudit.text.messages import t
from selfaudit.tui import actions
from selfaudit.tui.screens.form_screen import RecordsScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped, padded

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.domain.register import Balance

_TITLE = 24
_BALANCES = 40
"""Assets listed at most; the line above counts them all."""


class RegistersScreen(RecordsScreen):
    """Enter opens a book."""

    scope = "registers"
    help_key = "registers.help.registers"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("registers")]

    def compose(self) -> ComposeResult:
        """Lay out books, balances and keys."""
        yield TopBar(t("registers.title.registers"), id="records-top")
        yield OptionList(id="registers-books", compact=True, markup=False)
        yield Static(t("registers.balance.title"), classes="heading", markup=False)
        yield Wrapped(id="registers-told", classes="told")
        yield Wrapped(id="registers-balances")
        yield Wrapped(t("fingerprints.from_registers"), classes="quiet", id="registers-fingerprints")
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Show the books."""
        self.show()
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """Show what another screen may have changed."""
        self.show()

    def show(self) -> None:
        """Show counts, gaps and balances as they are kept now."""
        self.walk.reload()
        books = self.query_one(OptionList)
        place = books.highlighted or 0
        registers = self.walk.registers
        books.set_options(
            Option(f"{padded(service.title(book), _TITLE)}{_state(registers, book)}", id=str(book))
            for book in RegisterKind
        )
        books.highlighted = place
        found = registers.balances()
        left = [balance for balance in found if not balance.settled]
        told = t("registers.balance.open", count=len(left)) if left else t("registers.balance.settled")
        self.query_one("#registers-told", Wrapped).text = told if found else t("registers.balance.none")
        lines = [_line(balance) for balance in [*left, *(each for each in found if each.settled)][:_BALANCES]]
        self.query_one("#registers-balances", Wrapped).text = "\n".join(lines)

    def action_select(self) -> None:
        """Open the highlighted book."""
        self.query_one(OptionList).action_select()

    def action_files(self) -> None:
        """Write all books to Excel, or read them from there."""
        from selfaudit.tui.screens.register_files import RegisterFilesScreen

        self.desk.push_screen(RegisterFilesScreen())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the chosen book."""
        from selfaudit.tui.screens.register_rows import RegisterRowsScreen

        if event.option_id:
            self.desk.push_screen(RegisterRowsScreen(RegisterKind(event.option_id)))


def _state(registers: service.Registers, book: RegisterKind) -> str:
    note = registers.note_of([book])
    if not note.rows:
        return t("registers.screen.state_none")
    key = "registers.screen.state_gaps" if note.incomplete else "registers.screen.state"
    return t(key, count=note.rows, gaps=note.incomplete)


def _line(balance: Balance) -> str:
    totals = t("registers.screen.asset_totals", **vars(balance))
    doubt = f"\n  {t('registers.balance.why_unknown', count=balance.unknown)}" if balance.unknown else ""
    return f"{service.balance_label(balance)}\n  {totals}{doubt}"
