"""What the lists of steps and of acts share: one line each, opened by Enter, shown anew when one has been left."""

from __future__ import annotations

from textual.widgets import OptionList

from selfaudit.tui.base import AppScreen


class MenuScreen(AppScreen[None]):
    """A screen with one `OptionList` of things to open."""

    def show_rows(self) -> None:
        """Show every line as it stands now, the same one highlighted."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the lines."""
        self.show_rows()
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """Show what was changed in another screen."""
        self.show_rows()

    def action_select(self) -> None:
        """Open the highlighted line."""
        self.query_one(OptionList).action_select()

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)
