"""The answer to one finding in a form, and the windows that take in a list or a piece of evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from selfaudit.services import exhibit_names
from selfaudit.services import findings as service
from selfaudit.services.paste import pasted_path
from selfaudit.text.messages import t
from selfaudit.tui import actions, work
from selfaudit.tui.screens.add_screen import AddScreen
from selfaudit.tui.screens.findings import told
from selfaudit.tui.screens.form_screen import FormScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

    from selfaudit.services.contracts import ContractRecords
    from selfaudit.services.findings import Imported, Standing


class FindingAnswerScreen(FormScreen):
    """Cause, correction, prevention, who, when; the finding stands above."""

    scope = "finding_answer"
    help_key = "findings.help.form"
    form = "findings.form"
    kinds = service.FIELDS
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("finding_answer")]

    def __init__(self, records: ContractRecords | None = None, finding: str = "") -> None:
        super().__init__(records)
        self._finding = finding

    def texts(self) -> Mapping[str, str]:
        """Every field of the answer."""
        return service.of_walk(self.walk).texts(self._finding)

    def save(self, name: str, text: str) -> None:
        """Keep one field."""
        service.of_walk(self.walk).set(self._finding, name, text)

    def heading(self) -> str:
        """Which finding."""
        return t("findings.screen.form_title", number=self._row().finding.number)

    def told(self) -> str:
        """The finding, and what is still missing."""
        return told(self._row())

    def action_add(self) -> None:
        """Add a piece of evidence."""
        if self.all_saved():
            self.desk.push_screen(EvidenceScreen(self._finding), lambda _: self.show())

    def _row(self) -> Standing:
        return service.of_walk(self.walk).find(self._finding)


class EvidenceScreen(AddScreen):
    """One file after the other, as evidence for the answer and for its clause."""

    title_key = "findings.screen.evidence_title"
    how = "findings.screen.evidence_how"
    placeholder = "findings.screen.evidence_placeholder"
    keys = "findings.screen.evidence_keys"

    def __init__(self, finding: str) -> None:
        super().__init__()
        self._finding = finding

    def add(self, path: str) -> None:
        """Copy the file in."""
        self.job = work.Job()
        mine, walk = service.of_walk(self.walk), self.walk

        def attached(standing: Standing) -> None:
            shown = walk.view(standing.finding.item).exhibits[-1]
            self.added(t("findings.screen.evidence_done", name=shown.name))
            self.warn(exhibit_names.told(path, shown))

        work.start(self, self.job, lambda: mine.attach(walk, self._finding, path), attached)


class TakeInScreen(AddScreen):
    """Take in a list of findings the ward has signed."""

    title_key = "findings.screen.import_title"
    how = "findings.screen.import_how"
    placeholder = "findings.screen.import_placeholder"
    keys = "findings.screen.import_keys"

    def add(self, path: str) -> None:
        """Check the list and keep it."""
        self.job = work.Job()
        workspace = self.workspace
        work.start(self, self.job, lambda: service.import_findings(workspace, pasted_path(path)), self._taken)

    def _taken(self, done: Imported) -> None:
        self.added(t("findings.cli.imported", title=done.contract.title, count=len(done.rows), fresh=done.fresh))
