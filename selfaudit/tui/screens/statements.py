"""What named persons state about what no search can look at, and the consent of the other side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from selfaudit.domain.erasure import CONSENT
from selfaudit.services.ending import TOPICS, Ending
from selfaudit.text.messages import t
from selfaudit.tui import actions, contract_words
from selfaudit.tui.screens.list_screen import Column, ListScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

    from selfaudit.tui.screens.form_screen import FormScreen


class StatementsScreen(ListScreen):
    """One line for each topic, whether or not anybody has stated it."""

    scope = "statements"
    help_key = "certificate.help.statements"
    kind = "attestation"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("statements")]
    columns: Sequence[Column] = (("topic", 27), ("person", 15), ("day", 11), ("statement", 0))
    wide_columns: Sequence[Column] = (("topic", 31), ("person", 21), ("day", 11), ("statement", 0), ("document", 25))

    @property
    def ending(self) -> Ending:
        """The end of the contract worked on."""
        return Ending(self.workspace, self.walk.contract.id)

    def title_words(self) -> str:
        """Return the title line."""
        return t("certificate.screen.statements")

    def empty_words(self) -> str:
        """Return nothing: the topics are always there."""
        return ""

    def column_words(self, name: str) -> str:
        """Return the heading of a column."""
        return t(f"certificate.column.{name}")

    def rows(self) -> dict[str, dict[str, str]]:
        """Return the topics, the consent last."""
        return {topic: self._cells(topic) for topic in (*TOPICS, CONSENT)}

    def summary(self) -> str:
        """Return what an empty line means on the certificate."""
        return t("certificate.screen.statements_about")

    def detail(self, row_id: str) -> str:
        """Return the highlighted statement in full."""
        row = self.ending.statement(row_id)
        return "  ".join(part for part in (row.statement, row.document) if part) or t("certificate.nobody_stated")

    def take_off(self, row_id: str) -> None:
        """Take a statement back."""
        if self.ending.statement(row_id).person or self.ending.statement(row_id).statement:
            self.workspace.repository.remove_attestation(self.ending.statement(row_id).id)

    def editor(self, row_id: str) -> FormScreen:
        """Return the form of one statement."""
        from selfaudit.tui.screens.statement import StatementScreen

        return StatementScreen(row_id)

    def _cells(self, topic: str) -> dict[str, str]:
        row = self.ending.statement(topic)
        return {
            "topic": t(f"certificate.topic.{topic}"),
            "person": row.person,
            "day": contract_words.day(row.day),
            "statement": row.statement,
            "document": row.document,
        }
