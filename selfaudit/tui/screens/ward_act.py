"""What the acts of the ward's desk share: their words, and how a digit chooses one of a few."""

from __future__ import annotations

from collections.abc import Sequence

from selfaudit.errors import InputError
from selfaudit.text.messages import t
from selfaudit.tui.screens.handing_act import HandingAct


class WardAct(HandingAct):
    """An act for one contract (and one bundle), where that is known."""

    help_key = "ward_acts.help.act"

    def __init__(self, contract: str = "", bundle: str = "") -> None:
        super().__init__()
        self.contract = contract
        self.bundle = bundle

    def word(self, part: str) -> str:
        """Return the act's title or what is said about it."""
        return t(f"ward_acts.step.{self.step}.{part}")

    def label(self, name: str) -> str:
        """Return the label of a field."""
        return t(f"ward_acts.field.{name}")

    def hint(self, name: str) -> str:
        """Return what an empty field says."""
        return t(f"ward_acts.hint.{name}")


def chosen(text: str, choices: Sequence[str], field: str) -> str:
    """The one of the choices a digit (from 1) stands for; InputError for any other text."""
    typed = text.strip()
    if typed.isdecimal() and 1 <= int(typed) <= len(choices):
        return choices[int(typed) - 1]
    raise InputError(t("ward_acts.choose", name=t(f"ward_acts.field.{field}")), text, t(f"ward_acts.hint.{field}"))
