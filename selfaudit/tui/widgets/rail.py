"""Sections and rows with their states at the left side: where one is, and what is still open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from selfaudit.tui import words
from selfaudit.tui.widgets.wrapped import short

if TYPE_CHECKING:
    from selfaudit.services.views import Section


class Rail(OptionList):
    """All rows below their sections; moving the highlight shows the row at once."""

    help_key = "tui.help.rail"
    WIDTH = 36

    class Moved(Message):
        """The person went to another row in the rail."""

        def __init__(self, item_id: str) -> None:
            super().__init__()
            self.item_id = item_id

    def __init__(self) -> None:
        super().__init__(compact=True, markup=False)
        self._prompts: dict[str, str] = {}

    def show(self, sections: Sequence[Section], rows: Collection[str], current: str) -> None:
        """Show the rows of `rows` below their sections, with `current` highlighted."""
        prompts: dict[str, str] = {}
        for section in sections:
            listed = [view for view in section.items if view.item.id in rows]
            if listed:
                prompts[f"section/{section.id}"] = words.section(section)
                prompts.update({view.item.id: f" {words.line(view)}" for view in listed})
        if list(prompts) != list(self._prompts):
            self._build(prompts)
        for key, prompt in prompts.items():
            if self._prompts.get(key) != prompt:
                self.replace_option_prompt(key, self._fit(prompt))
        self._prompts = prompts
        self.point_at(current)

    def point_at(self, current: str) -> None:
        """Highlight one row without telling anybody."""
        if current in self._prompts:
            with self.prevent(OptionList.OptionHighlighted):
                self.highlighted = self.get_option_index(current)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which row the person moved to."""
        event.stop()
        if event.option_id and self.has_focus:
            self.post_message(self.Moved(event.option_id))

    def _build(self, prompts: dict[str, str]) -> None:
        self.set_options(
            Option(self._fit(prompt), id=key, disabled=key.startswith("section/")) for key, prompt in prompts.items()
        )
        self._prompts = dict(prompts)

    def _fit(self, prompt: str) -> str:
        return short(prompt, self.WIDTH - 3)
