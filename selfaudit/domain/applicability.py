"""The applicability interview: which items apply to this contract, and which answer decided it.

Pure: the same profile and the same answers give the same result, so answers can be changed at any time without
touching what was written about an item. An unanswered question leaves its items undecided; it never drops them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from selfaudit.domain.profile import ALWAYS, Condition, Duty, Item, Mark, Profile, Text


class Because(StrEnum):
    """What decided whether an item applies."""

    ALWAYS = "always"
    YES = "yes"
    NO = "no"
    UNANSWERED = "unanswered"
    NOT_ASKED = "not_asked"
    """Only rows that are never scored use the condition, so nobody is asked."""
    MARK = "mark"
    """The ward marked the row as needing no measure."""


@dataclass(frozen=True)
class Applicability:
    """Whether an item applies (None = undecided, the question is open) and what decided it."""

    applies: bool | None
    because: Because
    condition: Condition | None = None
    answer: bool | None = None

    @property
    def key(self) -> str:
        """Message key of the sentence that says why; its values come from `words`."""
        return f"catalog.applies.{self.because.value}"

    def words(self, language: str) -> dict[str, str]:
        """The values of the sentence: `condition`, `question` and `statement` (what the given answer states)."""
        if self.condition is None:
            return {"condition": "", "question": "", "statement": ""}
        stated = {True: self.condition.yes_means, False: self.condition.no_means, None: Text("")}[self.answer]
        return {
            "condition": self.condition.label.get(language),
            "question": self.condition.question.get(language),
            "statement": (stated or self.condition.label).get(language),
        }


def questions(profile: Profile) -> tuple[Condition, ...]:
    """Return the questions to ask: the conditions of the scored items, in order of first use."""
    used = dict.fromkeys(item.condition for item in profile.scored if item.condition != ALWAYS)
    return tuple(profile.condition(condition_id) for condition_id in used)


def applicability(item: Item, profile: Profile, answers: Mapping[str, bool | None]) -> Applicability:
    """Say whether `item` applies under `answers` (condition id → yes/no; missing or None = not answered yet).

    A row the ward marked as needing no measure does not apply whatever is answered.
    """
    if item.mark is Mark.NOT_NEEDED:
        return Applicability(False, Because.MARK)
    if item.condition == ALWAYS:
        return Applicability(True, Because.ALWAYS)
    condition = profile.condition(item.condition)
    answer = answers.get(item.condition)
    if answer is not None:
        return Applicability(answer, Because.YES if answer else Because.NO, condition, answer)
    if item.duty in (Duty.CLIENT, Duty.DEFINITION) and condition not in questions(profile):
        return Applicability(True, Because.NOT_ASKED, condition)
    return Applicability(None, Because.UNANSWERED, condition)


def applicabilities(profile: Profile, answers: Mapping[str, bool | None]) -> dict[str, Applicability]:
    """Return the applicability of every item by item id, in the order of the profile."""
    return {item.id: applicability(item, profile, answers) for item in profile.items}
