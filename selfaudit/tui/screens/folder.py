"""Add a folder that holds the contract's data: paste its place, see at once whether it can be used."""

from __future__ import annotations

from selfaudit.errors import InputError
from selfaudit.services.contracts import ContractRecords
from selfaudit.text.messages import t
from selfaudit.tui import work
from selfaudit.tui.screens.add_screen import AddScreen


class FolderScreen(AddScreen):
    """Adds one folder after the other. The disk is asked behind the screen: a network folder may answer late."""

    scope = "folder"
    help_key = "contract.help.folder"
    title_key = "contract.folder.title"
    how = "contract.folder.how"
    placeholder = "contract.folder.placeholder"
    keys = "contract.folder.keys"

    def __init__(self, records: ContractRecords, path: str = "") -> None:
        super().__init__(path)
        self._records = records

    def add(self, path: str) -> None:
        """Ask the disk for the folder."""
        self.job = work.Job()
        self.warn(t("contract.folder.looking_long"))
        work.start(self, self.job, lambda: self._try(path), self._added)

    def _try(self, path: str) -> str | InputError:
        try:
            return self._records.add_folder(path, cancel=self.job.cancel)
        except InputError as error:
            return error

    def _added(self, result: str | InputError) -> None:
        if not self.is_attached:
            return
        if isinstance(result, InputError):
            self.warn(f"{result.title}  {result.next_step}")
            return
        self.warn("")
        self.added(t("contract.folder.added", folder=result))
