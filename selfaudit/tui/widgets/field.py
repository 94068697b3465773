"""A text field that saves itself: while typing after a short pause, at once when left. There is no save key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events, on
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from selfaudit.errors import SelfAuditError
from selfaudit.tui.widgets.area import Area

if TYPE_CHECKING:
    from typing import Self

PAUSE = 0.4
"""Seconds without a keystroke after which the text is saved."""
Save = Callable[[str], object]


class Field(Area):
    """One text of one row. `load_text` style changes from outside never count as typing.

    With `at_leave` it is saved when left or confirmed only: a half-typed date is no date.
    """

    class Told(Message):
        """Something happened in this field."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> Field:
            """The field."""
            return self.field

    class Confirmed(Told):
        """Enter in a field of one line."""

    class Saved(Told):
        """The text was saved."""

    class Refused(Told):
        """The text was not saved, and why; an empty error means that it is fine again."""

        def __init__(self, field: Field, error: SelfAuditError | None) -> None:
            super().__init__(field)
            self.error = error

    def __init__(self, *, id: str, placeholder: str = "", lines: bool = False, at_leave: bool = False) -> None:  # noqa: A002
        super().__init__(id=id, placeholder=placeholder, lines=lines)
        self.at_leave = at_leave
        self._stored = ""
        self._save: Save | None = None
        self._timer: Timer | None = None

    def bind_to(self, value: str, save: Save | None) -> Self:
        """Show another row's text; `save` is called with every text typed from now on."""
        self._stop_timer()
        self._save = None
        if self.text != value:
            self.load_text(value)
            self.move_cursor(self.document.end)
        self._stored = value
        self._save = save
        return self

    def show_again(self, value: str) -> None:
        """Show the saved value the way it was understood."""
        self.bind_to(value, self._save)

    def flush(self) -> None:
        """Save now what is not saved yet."""
        self._stop_timer()
        typed = self.value
        if self._save is None or typed == self._stored:
            return
        try:
            self._save(typed)
        except SelfAuditError as error:
            self.post_message(self.Refused(self, error))
            return
        self._stored = typed
        self.post_message(self.Refused(self, None))
        self.post_message(self.Saved(self))

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._stop_timer()
        if self._save is not None and not self.at_leave and self.text != self._stored:
            self._timer = self.set_timer(PAUSE, self.flush)

    def on_blur(self) -> None:
        """Save when the field is left."""
        self.flush()

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and not self.lines_allowed and self._held is None:
            event.stop()
            event.prevent_default()
            self.flush()
            self.confirm(self.Confirmed(self))
            return
        await super()._on_key(event)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
