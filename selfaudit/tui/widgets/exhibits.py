"""The files shown as evidence for one row, and how to add one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selfaudit.text.messages import t
from selfaudit.tui import words
from selfaudit.tui.widgets.add_list import AddList

if TYPE_CHECKING:
    from selfaudit.domain.inspection import Exhibit


class ExhibitList(AddList):
    """One line for each file; a row's key is the exhibit's id."""

    help_key = "tui.help.exhibits"
    indent = 12

    def show(self, exhibits: Sequence[Exhibit]) -> None:
        """Show these files."""
        label, room = t("tui.walk.exhibits_label"), t("tui.walk.exhibits_indent")
        add = t("tui.walk.exhibit_more" if exhibits else "tui.walk.exhibit_first")
        self.show_rows(
            [(found.id, f"{room if place else label}{words.exhibit(found)}") for place, found in enumerate(exhibits)],
            f"{room if exhibits else label}{add}",
        )
