"""The folders of this PC that hold the contract's data, and how to add one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from selfaudit.text.messages import t
from selfaudit.tui.widgets.add_list import AddList
from selfaudit.tui.widgets.wrapped import padded

_STATE_CELLS = 14


class FolderList(AddList):
    """One line for each folder; a row's key is the folder's path."""

    help_key = "contract.help.folders"
    indent = _STATE_CELLS

    def show(self, folders: Sequence[str], there: Mapping[str, bool]) -> None:
        """Show these folders; `there` says which exist, as far as that is known."""
        self.show_rows(
            [(folder, f"{padded(_state(there.get(folder)), _STATE_CELLS)}{folder}") for folder in folders],
            t("contract.folder.more" if folders else "contract.folder.first"),
        )


def _state(there: bool | None) -> str:
    if there is None:
        return t("contract.folder.looking")
    return t("contract.folder.there" if there else "contract.folder.not_there")
