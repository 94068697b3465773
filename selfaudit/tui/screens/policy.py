"""What this contract's PCs are judged by: thresholds and declarations in a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from selfaudit.catalog.pc_policy import fields
from selfaudit.services.policy import KINDS, PcPolicy, of_walk
from selfaudit.text.messages import t
from selfaudit.text.wareki import date_label
from selfaudit.tui import actions
from selfaudit.tui.screens.form_screen import FormScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

    from selfaudit.services import entry


class PolicyScreen(FormScreen):
    """Every field saves itself; an empty one is the program's default."""

    scope = "policy"
    help_key = "checks.help.policy"
    form = "policy.form.policy"
    kinds: ClassVar[Mapping[str, entry.Kind]] = {name: KINDS[field.kind] for name, field in fields().items()}
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("policy")]

    @property
    def policy(self) -> PcPolicy:
        """The rules of the contract worked on."""
        return of_walk(self.walk)

    def texts(self) -> Mapping[str, str]:
        """Every field as it is kept."""
        return self.policy.texts()

    def save(self, name: str, text: str) -> None:
        """Keep one field."""
        self.policy.set(name, text)

    def heading(self) -> str:
        """What this is."""
        return t("policy.title")

    def told(self) -> str:
        """What the fields are for, and the day the log register gives."""
        day = self.policy.log_reviewed()
        reviewed = t("policy.log_reviewed", day=date_label(day)) if day else t("policy.log_not_reviewed")
        return f"{t('policy.about')}\n{reviewed}"
