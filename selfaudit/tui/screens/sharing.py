"""Answers of other contracts to the same control topics, each confirmed with one key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from selfaudit.services import sharing
from selfaudit.text.messages import t
from selfaudit.tui import actions, words
from selfaudit.tui.screens.glance import GlanceScreen, Shown

if TYPE_CHECKING:
    from textual.binding import BindingType


class SharingScreen(GlanceScreen):
    """Enter takes the highlighted answer over."""

    scope = "sharing"
    help_key = "sharing.help"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("sharing")]

    def title_words(self) -> str:
        """Return the title line."""
        return t("sharing.title")

    def told(self) -> str:
        """Return how many there are."""
        return t("sharing.about", count=len(self._rows)) if self._rows else t("sharing.none")

    def shown(self) -> Sequence[Shown]:
        """One line for each row that is open here and answered elsewhere."""
        return [self._row(each) for each in sharing.proposals(self.walk)]

    def chosen(self, row_id: str) -> None:
        """Take an answer over."""
        view = self.guarded(lambda: sharing.accept(self.walk, row_id))
        if view is not None:
            self.say(t("sharing.accepted", number=view.item.number))
        self.show()

    def action_checks(self) -> None:
        """Take check results over."""
        count = self.guarded(lambda: sharing.carry_checks(self.walk))
        if count is not None:
            self.say(t("sharing.checks", count=count))

    def action_machines(self) -> None:
        """Enter the PCs of other contracts."""
        count = self.guarded(lambda: sharing.copy_machines(self.walk))
        if count is not None:
            self.say(t("sharing.machines", count=count))

    def _row(self, each: sharing.Proposal) -> Shown:
        item = self.walk.profile.item(each.item)
        said = {"outcome": words.outcome(each.answer.outcome), "contract": each.contract, "other": each.number}
        exhibits = t("duties.and").join(exhibit.name for exhibit in each.exhibits)
        detail = "\n".join(part for part in (item.heading or item.text[:60], each.answer.note, exhibits) if part)
        return Shown(each.item, t("sharing.line", number=item.number, **said), 4, detail)
