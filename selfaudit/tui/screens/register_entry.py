"""One row of a register in a form; its first text makes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widgets import Static

from selfaudit.domain.register import FIELDS, Direction, RegisterKind
from selfaudit.services import entry
from selfaudit.services import registers as service
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import t
from selfaudit.tui import actions
from selfaudit.tui.screens.form_screen import FormScreen
from selfaudit.tui.widgets.choice import Choice
from selfaudit.tui.widgets.form import Form

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.widget import Widget

    from selfaudit.services.contracts import ContractRecords

_DIRECTIONS = (Direction.IN, Direction.OUT)


class RegisterEntryScreen(FormScreen):
    """What the row lacks stands above the fields."""

    scope = "register_entry"
    help_key = "registers.help.entry"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("register_entry")]

    def __init__(
        self, records: ContractRecords | None = None, book: RegisterKind = RegisterKind.RECEIPT, row: str = ""
    ) -> None:
        super().__init__(records)
        self._book = book
        self._row = row or new_id()
        self.form = f"registers.form.{book}"
        # Each book has fields of its own; the class says what they are, the instance which.
        self.kinds = service.kinds(book)  # type: ignore[misc]

    def below(self) -> tuple[Widget, ...]:
        """The direction of a hand-over, which is chosen."""
        if "direction" not in FIELDS[self._book]:
            return ()
        label = Static(t("registers.form.any.direction.label"), classes="field-label", markup=False)
        return (Horizontal(label, Choice("registers.help.direction"), classes="field-row"),)

    def texts(self) -> Mapping[str, str]:
        """Every typed field of the row."""
        return entry.texts(self.kinds, self.walk.registers.entry(self._row, self._book))

    def save(self, name: str, text: str) -> None:
        """Keep one field."""
        self.walk.registers.set(self._row, self._book, name, text)

    def heading(self) -> str:
        """Which book, and what the row is about."""
        asset = self.walk.registers.entry(self._row, self._book).asset
        return t("registers.title.register_entry", book=service.title(self._book), asset=asset)

    def told(self) -> str:
        """What the row lacks; nothing while it is empty."""
        row = self.walk.registers.entry(self._row, self._book)
        if not any(self.texts().values()):
            return ""
        return t("registers.and").join(service.gap_label(self._book, gap) for gap in self.walk.registers.gaps(row))

    def show(self) -> None:
        """Fill the form and the choice."""
        super().show()
        if "direction" in FIELDS[self._book]:
            chosen = self.walk.registers.entry(self._row, self._book).direction
            self.query_one(Choice).chosen = t(f"registers.direction.{chosen or 'unknown'}")

    def action_add(self) -> None:
        """Go on with another new row, after what is typed here has been saved."""
        if not self.all_saved():
            return
        self._row = new_id()
        self.show()
        self.query_one(Form).field("asset").focus()

    @on(Choice.Asked)
    def _choose(self) -> None:
        from selfaudit.tui.screens.choose import ChooseScreen

        self.flush()
        rows = [t(f"registers.direction.{direction}") for direction in _DIRECTIONS]
        now = self.walk.registers.entry(self._row, self._book).direction
        window = ChooseScreen(t("registers.direction.which"), rows, _DIRECTIONS.index(now) if now in _DIRECTIONS else 0)
        self.desk.push_screen(window, lambda place: None if place is None else self._chosen(_DIRECTIONS[place]))

    def _chosen(self, direction: Direction) -> None:
        self.guarded(lambda: self.walk.registers.set(self._row, self._book, "direction", direction))
        self.show()
