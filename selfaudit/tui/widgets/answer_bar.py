"""The outcome of one row: 1 to 4, arrows and Enter, or a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from selfaudit.domain.inspection import Outcome
from selfaudit.text.messages import t
from selfaudit.tui import words

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType


class AnswerBar(Widget, can_focus=True):
    """Shows the outcomes side by side: the chosen one in 【】 and reversed, the cursor underlined."""

    help_key = "tui.help.answer_bar"
    DEFAULT_CSS = "AnswerBar { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: clip; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("enter", "enter", show=False),
    ]

    outcome: reactive[Outcome] = reactive(Outcome.NOT_DONE)
    cursor: reactive[int] = reactive(-1)
    """Place of the outcome an Enter would choose; -1 = none yet, so Enter alone never answers a row."""

    class Chosen(Message):
        """An outcome was chosen here."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    class GoOn(Message):
        """Enter on the outcome already chosen, or before any is."""

    class Typed(Message):
        """A character that means nothing here: somebody is writing a text and has not gone to a field yet."""

    def watch_outcome(self, outcome: Outcome) -> None:
        """Put the cursor on the chosen outcome, on none where there is none."""
        self.cursor = words.OUTCOMES.index(outcome) if outcome in words.OUTCOMES else -1

    def render(self) -> Content:
        """Draw the outcomes."""
        parts: list[Content | str | tuple[str, str]] = [(t("tui.walk.answer_label"), "bold")]
        for place, (text, _, _) in enumerate(self._placed()):
            chosen = words.OUTCOMES[place] is self.outcome
            at_cursor = self.has_focus and place == self.cursor
            style = " ".join(name for name, wanted in (("reverse bold", chosen), ("underline", at_cursor)) if wanted)
            parts += [(text, style) if style else text, " "]
        return Content.assemble(*parts)

    def on_key(self, event: events.Key) -> None:
        """Notice a text typed here: a character, such as a kanji, that no key of this screen is bound to."""
        typed = event.is_printable and event.character and not event.character.isascii()
        if typed and event.key not in self.screen.active_bindings:
            self.post_message(self.Typed())

    def on_click(self, event: events.Click) -> None:
        """Choose the clicked outcome."""
        for place, (_, start, end) in enumerate(self._placed()):
            if start <= event.x < end:
                self.post_message(self.Chosen(place))

    def action_move(self, step: int) -> None:
        """Move the cursor; from nowhere to the first outcome, or backwards to the last."""
        start = self.cursor if self.cursor >= 0 or step > 0 else 0
        self.cursor = (start + step) % len(words.OUTCOMES)

    def action_enter(self) -> None:
        """Choose what the cursor is on; go on where that is chosen already or the cursor is on none."""
        if self.cursor < 0 or words.OUTCOMES[self.cursor] is self.outcome:
            self.post_message(self.GoOn())
        else:
            self.post_message(self.Chosen(self.cursor))

    def _placed(self) -> list[tuple[str, int, int]]:
        placed = []
        start = cell_len(t("tui.walk.answer_label"))
        for place, outcome in enumerate(words.OUTCOMES):
            key = "tui.walk.chosen" if outcome is self.outcome else "tui.walk.not_chosen"
            text = t(key, number=place + 1, outcome=words.outcome(outcome))
            placed.append((text, start, start + cell_len(text)))
            start += cell_len(text) + 1
        return placed
