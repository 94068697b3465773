"""The findings of all contracts that are not closed, and the window in which the ward decides about one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from selfaudit.domain.finding import FindingState
from selfaudit.services import ward_findings as service
from selfaudit.text.messages import t
from selfaudit.text.wareki import wareki_short
from selfaudit.tui import actions
from selfaudit.tui.screens.list_screen import Column
from selfaudit.tui.screens.ward_contract import finding_words
from selfaudit.tui.screens.ward_list import WardList

if TYPE_CHECKING:
    from textual.binding import BindingType

    from selfaudit.services.ward_findings import Seen
    from selfaudit.tui.base import AppScreen


class WardFindingsScreen(WardList):
    """Those to be looked at again first, then by their last day; Enter decides."""

    scope = "ward_findings"
    help_key = "ward_screen.help.findings"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("ward_findings")]
    columns: Sequence[Column] = (("number", 12), ("finding", 9), ("state", 23), ("deadline", 11), ("text", 0))
    wide_columns: Sequence[Column] = (
        ("number", 14),
        ("finding", 10),
        ("severity", 8),
        ("state", 24),
        ("deadline", 12),
        ("text", 0),
    )

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[str, Seen] = {}

    def read(self) -> list[str]:
        """The findings that are not closed."""
        rows = [seen for seen in service.standing(self.workspace) if seen.state is not FindingState.CLOSED]
        rows.sort(key=lambda seen: (seen.state is FindingState.OPEN, seen.finding.due, seen.finding.contract_number))
        self._seen = {seen.finding.id: seen for seen in rows}
        return list(self._seen)

    def cells(self, row_id: str) -> dict[str, str]:
        """One finding."""
        return _cells(self._seen[row_id])

    def summary(self) -> str:
        """How many there are, how many wait for the ward, how many are late."""
        rows = list(self._seen.values())
        late = sum(1 for seen in rows if seen.finding.overdue(self.desk.today))
        answered = sum(1 for seen in rows if seen.state is FindingState.ANSWERED)
        return t("ward_screen.ward_findings.summary", count=len(rows), answered=answered, late=late)

    def detail(self, row_id: str) -> str:
        """The finding in full."""
        return finding_words(self._seen[row_id])

    def open_row(self, row_id: str) -> None:
        """Decide about one finding."""
        decide(self, row_id, self.reload)

    def action_hand_out(self) -> None:
        """Hand out the signed list of all findings of the highlighted one's contract."""
        from selfaudit.tui.screens.ward_acts import WardNotifyAct

        row_id = self._highlighted()
        if row_id:
            self.desk.push_screen(WardNotifyAct(self._seen[row_id].finding.contract_number))


def decide(screen: AppScreen[Any], finding: str, done: Callable[[], None]) -> None:
    """Ask what becomes of a finding, and why; `done` is called when anything changed."""
    from selfaudit.tui.screens.ask import AskScreen
    from selfaudit.tui.screens.choose import ChooseScreen

    row = service.find(screen.workspace, finding)
    acts = ("reopen",) if row.closed else ("close", "reopen")

    def asked(place: int | None) -> None:
        if place is None:
            return
        act = acts[place]
        window = AskScreen(t(f"ward_screen.decide.{act}"), t(f"ward_screen.decide.{act}_why"))
        screen.desk.push_screen(window, lambda text: decided(act, text or ""))

    def decided(act: str, text: str) -> None:
        change = service.close if act == "close" else service.reopen
        if screen.guarded(lambda: change(screen.workspace, finding, text)):
            done()

    rows = [t(f"ward_screen.decide.{act}") for act in acts]
    screen.desk.push_screen(ChooseScreen(t("ward_screen.decide.title", number=row.number), rows), asked)


def _cells(seen: Seen) -> dict[str, str]:
    row = seen.finding
    return {
        "number": row.contract_number,
        "finding": row.number,
        "severity": t(f"findings.severity.{row.severity}"),
        "state": t(f"findings.state.{seen.state}"),
        "deadline": wareki_short(row.due),
        "text": row.text.replace("\n", " "),
    }
