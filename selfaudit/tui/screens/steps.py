"""The sentences of the home screen: each stage with its state, what is due, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from selfaudit.services.flow import Deadline, Outlook, Stage, StageState, Standing
from selfaudit.text.messages import t
from selfaudit.text.wareki import fiscal_year_label, short_date_label

PLACES = {
    Stage.PREPARE: "interview",
    Stage.WALK: "walk",
    Stage.CHECKS: "checks",
    Stage.SEARCH: "search",
    Stage.REGISTERS: "registers",
    Stage.SEAL: "seal",
    Stage.SUBMIT: "handing",
}
"""The place of work that opens for each stage."""


@dataclass(frozen=True)
class Step:
    """One stage in words: its title, its mark, its state, and what to do."""

    stage: Stage
    title: str
    mark: str
    state: str
    advice: str


def step(found: StageState) -> Step:
    """Say one stage in words."""
    key = f"home.stage.{found.stage}"
    asked = found.stage is not Stage.REGISTERS or found.numbers["items"] or found.numbers["done"]
    state = t(f"{key}.{found.standing}", **found.numbers) if asked else t("home.stage.registers.none")
    title = t(f"{key}.title")
    return Step(found.stage, title, t(f"home.mark.{found.standing}"), state, t(f"{key}.advice", **found.numbers))


def deadline_lines(found: Sequence[Deadline], today: date, most: int = 2) -> str:
    """Say what is due, one line each, the earliest first, each kind once."""
    first = {due.kind: due for due in reversed(found)}
    nearest = sorted(first.values(), key=lambda due: due.day)[:most]
    return "\n".join(_deadline(due, today) for due in nearest)


def other(found: Outlook, today: date) -> str:
    """Say one other inspection on one line: whose, what is due, what comes next."""
    days = found.deadline.days(today)
    what = t(f"home.deadline.{found.deadline.kind}")
    said = t(f"home.due.{'ahead' if days > 0 else 'over' if days < 0 else 'today'}", what=what, days=abs(days))
    head = t("home.other", client=found.client, title=found.title, year=fiscal_year_label(found.fiscal_year))
    following = t(f"home.stage.{found.next.stage}.title")
    return f"{head}  {t('home.other_state', due=said, step=following)}"


def finished(found: StageState) -> bool:
    """Whether nothing is left to do in a stage."""
    return found.standing is Standing.FINISHED


def _deadline(due: Deadline, today: date) -> str:
    days = due.days(today)
    day = short_date_label(due.day)
    key = "days_left" if days > 0 else "overdue" if days < 0 else "due_today"
    return t(f"home.{key}", what=t(f"home.deadline.{due.kind}"), days=abs(days), day=day)
