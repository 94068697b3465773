"""One register of data: its rows, one row in a form, and all of them to Excel and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from selfaudit.catalog.duties import books
from selfaudit.domain.duty import DutyEntry, FieldKind, lacking
from selfaudit.services import duties as service
from selfaudit.services.duties import Duties
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import t
from selfaudit.tui import actions
from selfaudit.tui.screens.form_screen import FormScreen
from selfaudit.tui.screens.list_screen import Column, ListScreen
from selfaudit.tui.screens.register_files import RegisterFilesScreen, imported_words
from selfaudit.tui.widgets.form import Form

if TYPE_CHECKING:
    from textual.binding import BindingType

    from selfaudit.services.contracts import ContractRecords

_FIRST = next(iter(books()))


class DutyRowsScreen(ListScreen):
    """Rows in the order of entry: the day, and the first fields the form needs."""

    scope = "duty_rows"
    help_key = "duties.help.rows"
    kind = "dutyentry"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("duty_rows")]

    def __init__(self, book: str = _FIRST) -> None:
        super().__init__()
        self._book = books()[book]
        self._entries: dict[str, DutyEntry] = {}
        texts = [each.name for each in self._book.fields if each.needed and each.kind is not FieldKind.DATE]
        first, *others = texts
        day = [(self._book.day, 19)] if self._book.day else []
        self.columns: Sequence[Column] = [("mark", 3), *day, (first, 0), *((name, 18) for name in others[:1])]
        self.wide_columns: Sequence[Column] = [("mark", 3), *day, (first, 0), *((name, 22) for name in others[:3])]

    def title_words(self) -> str:
        """Return the book's name."""
        return service.title(self._book.id)

    def empty_words(self) -> str:
        """Return what stands where there is no row."""
        return t("duties.empty")

    def column_words(self, name: str) -> str:
        """Return the heading of a column."""
        return "" if name == "mark" else service.label(self._book.id, name)

    def rows(self) -> dict[str, dict[str, str]]:
        """The rows of the book."""
        known = Duties(self.workspace, self.walk.contract.id)
        self._entries = {row.id: row for row in known.entries(self._book.id)}
        return {key: self._cells(row) for key, row in self._entries.items()}

    def summary(self) -> str:
        """How many rows, and how many of them lack something."""
        gaps = sum(1 for row in self._entries.values() if lacking(row, self._book))
        parts = [t("duties.rows", count=len(self._entries)), t("duties.gaps", count=gaps) if gaps else ""]
        return "  ".join(part for part in parts if part)

    def detail(self, row_id: str) -> str:
        """What the row lacks."""
        return service.lacking_label(self._entries[row_id])

    def take_off(self, row_id: str) -> None:
        """Take one row off."""
        Duties(self.workspace, self.walk.contract.id).remove(row_id)

    def editor(self, row_id: str) -> FormScreen:
        """The form of one row."""
        return DutyEntryScreen(self.records, self._book.id, row_id)

    def _cells(self, row: DutyEntry) -> dict[str, str]:
        texts = {name: text.split("\n")[0] for name, text in service.texts(row).items()}
        return {**texts, "mark": t("registers.screen.mark") if lacking(row, self._book) else ""}


class DutyEntryScreen(FormScreen):
    """What the row lacks stands above the fields; its first text makes it."""

    scope = "duty_entry"
    help_key = "duties.help.entry"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("duty_entry")]

    def __init__(self, records: ContractRecords | None = None, book: str = _FIRST, row: str = "") -> None:
        super().__init__(records)
        self._book = book
        self._row = row or new_id()
        self.form = f"duties.form.{book}"
        # Each book has fields of its own; the class says what they are, the instance which.
        self.kinds = service.kinds(book)  # type: ignore[misc]

    def texts(self) -> Mapping[str, str]:
        """Every field of the row."""
        return service.texts(self._entry())

    def save(self, name: str, text: str) -> None:
        """Keep one field."""
        Duties(self.workspace, self.walk.contract.id).set(self._row, self._book, name, text)

    def heading(self) -> str:
        """Which book."""
        return service.title(self._book)

    def told(self) -> str:
        """What the row lacks; nothing while it is empty."""
        row = self._entry()
        return service.lacking_label(row) if row.values else ""

    def action_add(self) -> None:
        """Go on with another new row, after what is typed here has been saved."""
        if books()[self._book].single or not self.all_saved():
            return
        self._row = new_id()
        self.show()
        self.query_one(Form).field(next(iter(self.kinds))).focus()

    def _entry(self) -> DutyEntry:
        return Duties(self.workspace, self.walk.contract.id).entry(self._row, self._book)


class DutyFilesScreen(RegisterFilesScreen):
    """The same as for the registers of custody, for the registers of data."""

    def action_export(self) -> None:
        """Write all books."""

        def write(path: Path) -> str:
            from selfaudit.services import duties_xlsx

            made = duties_xlsx.export(self._duties(), path, self.desk.clock())
            return t("registers.screen.exported", path=made)

        self._start(write)

    def action_import(self) -> None:
        """Read all books."""

        def read(path: Path) -> str:
            from selfaudit.services import duties_xlsx

            return imported_words(duties_xlsx.read(self._duties(), path))

        self._start(read)

    def _duties(self) -> Duties:
        return Duties(self.workspace, self.walk.contract.id)
