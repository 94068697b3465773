"""The steps from the first question to the sealed bundle, each with its state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk


SEARCH_CHECK = "pii.scan"
"""The name under which a search is kept beside the checks."""


@dataclass(frozen=True)
class Step:
    """One step: where it is done, its title, its state, what to do, and whether nothing is left to do."""

    place: str
    title: str
    state: str
    advice: str
    finished: bool


def steps(walk: Walk) -> list[Step]:
    """Return the steps in the order they are best taken, without checking anything anew."""
    return [_step(place, values, finished) for place, values, finished in _facts(walk)]


def first_open(found: list[Step]) -> Step:
    """Return the first step that is not finished; the last one when all are."""
    return next((step for step in found if not step.finished), found[-1])


def _facts(walk: Walk) -> list[tuple[str, dict[str, object], bool]]:
    questions = walk.questions()
    asked = sum(1 for question in questions if question.answer is not None)
    progress = walk.progress()
    facts: list[tuple[str, dict[str, object], bool]] = [
        ("interview", {"done": asked, "total": len(questions)}, asked == len(questions)),
        (
            "walk",
            {"done": progress.answered, "total": progress.total, "backed": progress.backed},
            progress.answered == progress.total,
        ),
    ]
    hosts = [row.host for row in walk.machine_results() if row.check != SEARCH_CHECK]
    searches = sum(1 for run in walk.search_runs() if run.finished is not None)
    facts += [
        ("checks", {"done": len(hosts), "hosts": len(set(hosts))}, bool(hosts)),
        ("search", {"done": searches}, searches > 0),
        ("seal", {"done": walk.sealed}, walk.sealed > 0),
    ]
    return facts


def _step(place: str, values: dict[str, object], finished: bool) -> Step:
    began = bool(values["done"])
    stage = "finished" if finished else "begun" if began else "open"
    return Step(
        place,
        t(f"tui.step.{place}.title"),
        t(f"tui.step.{place}.{stage}", **values),
        t(f"tui.step.{place}.advice", **values),
        finished,
    )
