"""What the screens of one contract, one person and one PC share: a form that saves itself, undo, and leaving it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on

from selfaudit.services.contracts import ContractRecords, Touched
from selfaudit.services.entry import Kind
from selfaudit.text.messages import t
from selfaudit.text.wareki import clock_label
from selfaudit.tui.base import AppScreen
from selfaudit.tui.widgets.form import Form, FormField
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget


class RecordsScreen(AppScreen[None]):
    """A screen that shows records of the present contract and can take changes back."""

    CSS_PATH = "../styles/records.tcss"

    def __init__(self, records: ContractRecords | None = None) -> None:
        super().__init__()
        self._records = records

    @property
    def records(self) -> ContractRecords:
        """The records of the contract worked on."""
        if self._records is None:
            self._records = ContractRecords(self.workspace, self.walk.contract.id)
        return self._records

    def show(self) -> None:
        """Show the present state of the store."""
        raise NotImplementedError

    def flush(self) -> None:
        """Save what is being typed."""

    def point_at(self, row_id: str) -> None:
        """Highlight the row that was changed, where it is listed here."""

    def action_undo(self) -> None:
        """Take the last change to the contract's records back."""
        self._travel(self.records.undo, "contract.undo.nothing", "contract.undo.done")

    def action_redo(self) -> None:
        """Make the change taken back again."""
        self._travel(self.records.redo, "contract.redo.nothing", "contract.redo.done")

    def action_open(self, place: str) -> None:
        """Open other records above these."""
        self.flush()
        self.desk.open_place(place)

    def action_back(self) -> None:
        """Go back to where this screen was opened from."""
        self.dismiss(None)

    def _travel(self, go: Callable[[], Touched | None], nothing: str, done: str) -> None:
        self.flush()
        touched = self.guarded(go)
        self.show()
        if touched:
            self.point_at(touched.id)
        self.notify(t(done, kind=t(f"contract.kind.{touched.kind}")) if touched else t(nothing))


class FormScreen(RecordsScreen):
    """One record in a form."""

    form = ""
    kinds: ClassVar[Mapping[str, Kind]] = {}

    def __init__(self, records: ContractRecords | None = None) -> None:
        super().__init__(records)
        self._warned = False

    def compose(self) -> ComposeResult:
        """Lay out title, form and keys."""
        yield TopBar(id="records-top")
        yield Wrapped(id="records-told", classes="warned")
        yield Form(self.form, self.kinds, *self.below())
        yield KeyBar(self.scope)

    def below(self) -> tuple[Widget, ...]:
        """Return what stands below the fields."""
        return ()

    def texts(self) -> Mapping[str, str]:
        """Return every field as it is kept."""
        raise NotImplementedError

    def save(self, name: str, text: str) -> None:
        """Keep one field; InputError where it cannot be."""
        raise NotImplementedError

    def heading(self) -> str:
        """Return the title line."""
        return t(f"contract.title.{self.form}")

    def told(self) -> str:
        """Return what is to be said above the form."""
        return ""

    def on_mount(self) -> None:
        """Fill the form and start at its first field."""
        self.show()
        self.query_one(Form).field(next(iter(self.kinds))).focus()

    def show(self) -> None:
        """Fill the form from the store."""
        self.query_one(Form).show(self.texts(), self.save)
        self._show_told()

    def flush(self) -> None:
        """Save what is being typed."""
        self.query_one(Form).flush()

    def all_saved(self) -> bool:
        """Save what is being typed; a refused text is pointed at."""
        self.flush()
        unsaved = self.query_one(Form).unsaved()
        if unsaved is not None:
            unsaved.focus()
            self.notify(t("contract.unsaved"))
        return unsaved is None

    def action_back(self) -> None:
        """Go back; a refused text is pointed at once before it is given up."""
        self.flush()
        if self._warned or self.all_saved():
            self.dismiss(None)
        else:
            self._warned = True

    @on(Form.Saved)
    def _saved(self) -> None:
        self._warned = False
        self.query_one(Form).show_saved(self.texts())
        self._show_told()
        self.query_one("#records-top", TopBar).right = t("contract.saved", time=clock_label(self.desk.clock()))

    @on(FormField.Ended)
    def _ended(self) -> None:
        self.action_back()

    def _show_told(self) -> None:
        self.query_one("#records-top", TopBar).left = self.heading()
        told = self.query_one("#records-told", Wrapped)
        told.text = self.told()
        told.display = bool(told.text)
