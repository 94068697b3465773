"""A form: labelled fields below each other, each saving itself, each with its trouble told beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Static, TextArea

from selfaudit.errors import SelfAuditError
from selfaudit.services.entry import Kind
from selfaudit.text.messages import has, t
from selfaudit.tui.widgets.field import Field
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

_LABEL_CELLS, _WIDEST_LABEL = 15, 34
Store = Callable[[str, str], object]
"""Saves one field: (name, text)."""


def field_key(form: str, name: str) -> str:
    """Return where the words of a field stand.

    `form` is "contract", "person" or "machine", or the place of the form's own texts with a dot in it ("registers.form.copy"):
    there, a field without words of its own has those of the form "any" beside it.
    """
    if "." not in form:
        return f"contract.form.{form}.{name}"
    own = f"{form}.{name}"
    return own if has(f"{own}.label") else f"{form.rpartition('.')[0]}.any.{name}"


def field_id(form: str, name: str) -> str:
    """Return the widget id of a field."""
    return f"{form.replace('.', '-')}-{name}"


class FormField(Field):
    """A field that Enter, and the arrow keys at its first and last line, leave for the next one.

    Enter and Tab are looked at before any key behind them reaches a field, so that what is typed right after them
    belongs to the next field, however fast it comes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", show=False, priority=True),
        Binding("tab", "leave(1)", show=False, priority=True),
        Binding("shift+tab", "leave(-1)", show=False, priority=True),
    ]

    class Ended(Message):
        """Enter in the last field."""

    def __init__(self, form: str, name: str, kind: Kind) -> None:
        super().__init__(
            id=field_id(form, name),
            placeholder=t(f"{field_key(form, name)}.placeholder"),
            lines=kind is Kind.LINES,
            at_leave=kind.at_leave,
        )
        self.field = name
        self.kind = kind
        self.ends = False
        """Whether Enter here ends the form."""
        self.help_key = f"{field_key(form, name)}.help"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Enter break the line where several are allowed."""
        if action == "enter":
            return not self.lines_allowed
        return super().check_action(action, parameters)

    def action_enter(self) -> None:
        """Go to the next field; end the form in the last one."""
        if self.ends:
            self.post_message(self.Ended())
        else:
            self.action_leave(1)

    def action_leave(self, step: int) -> None:
        """Go to the next or previous field; the text is saved as it is left."""
        self.screen.focus_next() if step > 0 else self.screen.focus_previous()

    async def _on_key(self, event: events.Key) -> None:
        row = self.cursor_location[0]
        leaves = {"down": row == self.document.line_count - 1, "up": row == 0}
        if leaves.get(event.key):
            event.stop()
            event.prevent_default()
            self.action_leave(1 if event.key == "down" else -1)
        else:
            await super()._on_key(event)


class Form(VerticalScroll, can_focus=False):
    """The fields of one contract, person or PC; what stands below them is given as children."""

    class Saved(Message):
        """One field was saved."""

    def __init__(self, form: str, kinds: Mapping[str, Kind], *below: Widget) -> None:
        super().__init__()
        self._form = form
        self._kinds = kinds
        self._below = below
        self._shown: dict[str, str] = {}
        self._refused: set[str] = set()
        self._save: Store | None = None

    def compose(self) -> ComposeResult:
        """Lay the fields out once; `show` fills them. The labels are as wide as the longest one."""
        labels = {name: t(f"{field_key(self._form, name)}.label") for name in self._kinds}
        self._label_cells = min(max([_LABEL_CELLS, *(cell_len(label) + 1 for label in labels.values())]), _WIDEST_LABEL)
        for name, kind in self._kinds.items():
            field = FormField(self._form, name, kind)
            field.ends = not self._below and name == list(self._kinds)[-1]
            with Horizontal(classes="field-row"):
                label = Static(labels[name], classes="field-label", markup=False)
                label.styles.width = self._label_cells
                yield label
                yield field
            told = Wrapped(id=f"told-{name}", classes="warned told-beside")
            told.styles.padding = (0, 1, 0, self._label_cells + 1)
            yield told
        yield from self._below

    def show(self, texts: Mapping[str, str], save: Store) -> None:
        """Fill every field; `save` gets what is typed from now on."""
        self._shown = dict(texts)
        self._refused.clear()
        self._save = save
        for name, text in texts.items():
            self._tell(name, "")
            self.field(name).bind_to(text, partial(self._keep, name))

    def show_saved(self, texts: Mapping[str, str]) -> None:
        """Show saved days the way they were understood; other fields stay as typed."""
        for name, text in texts.items():
            field = self.field(name)
            if field.kind.at_leave and name not in self._refused and not field.has_focus:
                self._shown[name] = text
                field.show_again(text)

    def field(self, name: str) -> FormField:
        """Return the field of this name."""
        return self.query_one(f"#{field_id(self._form, name)}", FormField)

    def flush(self) -> None:
        """Save what is being typed."""
        for name in self._kinds:
            self.field(name).flush()

    def unsaved(self) -> FormField | None:
        """Return the first field whose text was refused and still stands in it."""
        for name in self._kinds:
            if name in self._refused and self.field(name).text != self._shown.get(name):
                return self.field(name)
        return None

    def _keep(self, name: str, typed: str) -> None:
        if self._save is None:
            return
        try:
            self._save(name, typed)
        except SelfAuditError:
            self._refused.add(name)
            raise
        self._refused.discard(name)
        if not self._kinds[name].at_leave:
            self._shown[name] = typed

    def _tell(self, name: str, text: str) -> None:
        told = self.query_one(f"#told-{name}", Wrapped)
        told.text = text
        told.display = bool(text)

    @on(Field.Refused)
    def _field_refused(self, event: Field.Refused) -> None:
        event.stop()
        if isinstance(event.field, FormField):
            error = event.error
            self._tell(event.field.field, t("contract.refused", why=error.detail or error.title) if error else "")

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        if isinstance(event.text_area, FormField) and event.text_area.has_focus:
            self._tell(event.text_area.field, "")

    @on(Field.Saved)
    def _field_saved(self, event: Field.Saved) -> None:
        event.stop()
        self.post_message(self.Saved())
