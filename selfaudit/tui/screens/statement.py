"""One statement in a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from selfaudit.services import entry
from selfaudit.services.ending import STATEMENT, TOPICS, Ending
from selfaudit.text.messages import t
from selfaudit.tui import actions
from selfaudit.tui.screens.form_screen import FormScreen

if TYPE_CHECKING:
    from textual.binding import BindingType


class StatementScreen(FormScreen):
    """The row is made by the first text typed into it."""

    scope = "statement"
    help_key = "certificate.help.statement"
    kinds: ClassVar[Mapping[str, entry.Kind]] = STATEMENT
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("statement")]

    def __init__(self, topic: str = TOPICS[0]) -> None:
        super().__init__()
        self._topic = topic
        self.form = f"certificate.form.{topic}"

    def texts(self) -> Mapping[str, str]:
        """Every field of the statement."""
        return entry.texts(STATEMENT, self._ending.statement(self._topic))

    def save(self, name: str, text: str) -> None:
        """Keep one field."""
        self._ending.state(self._topic, name, text)

    def heading(self) -> str:
        """What the statement is about."""
        return t(f"certificate.topic.{self._topic}")

    @property
    def _ending(self) -> Ending:
        return Ending(self.workspace, self.walk.contract.id)
