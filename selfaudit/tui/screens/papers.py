"""The papers: every form in one list, each written as PDF or Excel into a folder of the person's choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from selfaudit.services import papers as service
from selfaudit.services.papers import Wanted
from selfaudit.services.paste import pasted_path
from selfaudit.text.messages import t
from selfaudit.tui import actions, work
from selfaudit.tui.screens.glance import GlanceScreen, Shown
from selfaudit.tui.widgets.wrapped import padded

if TYPE_CHECKING:
    from textual.binding import BindingType

_TITLE = 40


class PapersScreen(GlanceScreen):
    """Enter writes a PDF of the highlighted form; where a register has several rows, one is chosen first."""

    scope = "papers"
    help_key = "papers.help"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("papers")]

    def __init__(self) -> None:
        super().__init__()
        self._job: work.Job[str] = work.Job()

    def title_words(self) -> str:
        """Return the title line."""
        return t("papers.screen.title")

    def told(self) -> str:
        """Return where the files go."""
        folder = service.folder(self.workspace)
        return t("papers.screen.folder", folder=folder) if folder else t("papers.screen.no_folder")

    def shown(self) -> Sequence[Shown]:
        """The forms in the order of the work."""
        return [
            Shown(
                row.id,
                f"{padded(row.title, _TITLE)}{'' if row.rows is None else t('papers.cli.count', count=row.rows)}",
                _TITLE,
            )
            for row in service.listed(self.walk, self.desk.today)
        ]

    def chosen(self, row_id: str) -> None:
        """Write the form as a PDF."""
        self._make(row_id, ".pdf")

    def action_excel(self) -> None:
        """Write the highlighted form as an Excel file."""
        if self.highlighted():
            self._make(self.highlighted(), ".xlsx")

    def action_folder(self) -> None:
        """Ask for the folder the files go to."""
        self._ask_folder(lambda: None)

    def action_all(self) -> None:
        """Write all forms, both ways, into a new folder."""
        self._with_folder(lambda folder: self._start(lambda: self._all(folder)))

    def action_back(self) -> None:
        """Go back."""
        if not self._job.running:
            self.dismiss(None)

    def _make(self, form: str, suffix: str) -> None:
        rows = service.choices(self.walk, form, self.desk.today)
        if len(rows) < 2:
            self._with_folder(lambda folder: self._start(lambda: self._one(folder, form, suffix, "")))
            return
        from selfaudit.tui.screens.choose import ChooseScreen

        def picked(place: int | None) -> None:
            if place is not None:
                key = rows[place][0]
                self._with_folder(lambda folder: self._start(lambda: self._one(folder, form, suffix, key)))

        self.desk.push_screen(
            ChooseScreen(t("papers.screen.which"), [label for _, label in rows], len(rows) - 1), picked
        )

    def _one(self, folder: Path, form: str, suffix: str, row: str) -> str:
        path = service.free_path(self.walk, folder, form, suffix, self.desk.today)
        return t("papers.cli.made", path=service.make(self.walk, form, path, Wanted(day=self.desk.today, row=row)))

    def _all(self, folder: Path) -> str:
        path = service.free_path(self.walk, folder, "", "", self.desk.today)
        return t(
            "papers.cli.made_all", count=len(service.make_all(self.walk, path, Wanted(day=self.desk.today))), path=path
        )

    def _start(self, act: Callable[[], str]) -> None:
        if not self._job.running:
            self._job = work.Job()
            work.start(self, self._job, act, self.say)

    def _with_folder(self, act: Callable[[Path], None]) -> None:
        folder = service.folder(self.workspace)
        if folder:
            act(Path(folder))
        else:
            self._ask_folder(lambda: act(Path(service.folder(self.workspace))))

    def _ask_folder(self, after: Callable[[], None]) -> None:
        from selfaudit.tui.screens.ask import AskScreen

        def answered(text: str | None) -> None:
            if text and self.guarded(lambda: service.set_folder(self.workspace, pasted_path(text))):
                self.show()
                after()

        window = AskScreen(t("papers.screen.ask"), t("papers.screen.ask_text"), t("papers.screen.ask_hint"))
        self.desk.push_screen(window, answered)
