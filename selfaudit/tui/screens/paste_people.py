"""Several people at once: lines pasted from a spreadsheet, what they would do told while they stand in the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from selfaudit.services import roster_paste
from selfaudit.services.contracts import ContractRecords
from selfaudit.text.messages import t
from selfaudit.tui.base import AppModal
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

_TOLD = 4
"""Problems told at most at once."""


class PastePeopleScreen(AppModal[None]):
    """Lines that cannot be read stay in the field with the reason below it; the others are added."""

    scope = "paste"
    help_key = "contract.help.paste"
    CSS_PATH = "../styles/records.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False, priority=True),
        Binding("f2", "add", show=False, priority=True),
    ]

    def __init__(self, records: ContractRecords, text: str = "") -> None:
        super().__init__()
        self._records = records
        self._text = text
        self._added = 0

    def compose(self) -> ComposeResult:
        """Draw the field, what it would do and the keys."""
        with Vertical(classes="window tall"):
            yield Wrapped(t("contract.paste.title"), classes="window-title")
            yield Wrapped(t("contract.paste.how"), classes="window-text")
            yield TextArea(
                self._text,
                id="paste-text",
                compact=True,
                soft_wrap=False,
                show_line_numbers=True,
                placeholder=t("contract.paste.placeholder"),
            )
            yield Wrapped(id="paste-told", classes="told")
            yield Wrapped(id="paste-problems", classes="warned")
            yield Static(t("contract.paste.keys"), classes="window-keys")

    def on_mount(self) -> None:
        """Tell what the pasted lines would do."""
        self._preview()

    @on(TextArea.Changed)
    def _preview(self) -> None:
        pasted = self._read()
        parts = [t("contract.paste.added", count=self._added)] if self._added else []
        if pasted.people:
            parts.append(t("contract.paste.will_add", count=len(pasted.people), first=pasted.people[0].name))
        if pasted.known:
            parts.append(t("contract.paste.known", count=len(pasted.known), first=pasted.known[0]))
        self.query_one("#paste-told", Wrapped).text = "\n".join(parts)
        problems = pasted.problems[:_TOLD]
        more = [t("contract.paste.more", count=len(pasted.problems) - _TOLD)] if len(pasted.problems) > _TOLD else []
        self.query_one("#paste-problems", Wrapped).text = "\n".join([*problems, *more])

    def action_add(self) -> None:
        """Add the people that could be read; what could not stays in the field."""
        pasted = self._read()
        if pasted.people:
            if self.guarded(lambda: self._keep(pasted)) is None:
                return
            self._added += len(pasted.people)
        if pasted.problems:
            self.query_one("#paste-text", TextArea).load_text(pasted.rest)
            self._preview()
        elif pasted.people or pasted.known:
            self.dismiss(None)
            self.notify(t("contract.paste.added", count=self._added))
        else:
            self.notify(t("contract.paste.nothing"))

    def action_cancel(self) -> None:
        """Close; what was added stays."""
        self.dismiss(None)

    def _keep(self, pasted: roster_paste.Pasted) -> bool:
        self._records.add_people(pasted.people)
        return True

    def _read(self) -> roster_paste.Pasted:
        text = self.query_one("#paste-text", TextArea).text
        return roster_paste.read(text, self._records.contract.id, self._records.people())
