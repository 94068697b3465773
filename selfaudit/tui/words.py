"""The sentences a row of the walk is shown with: what its state is called, why it dropped out, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selfaudit.domain.inspection import Answer, Exhibit, MachineSays, Outcome
from selfaudit.services import age
from selfaudit.services.views import ItemView, Section, State
from selfaudit.text.messages import language, t
from selfaudit.text.wareki import date_label, fiscal_year_label, moment_label, short_date_label

if TYPE_CHECKING:
    from selfaudit.domain.profile import Profile
    from selfaudit.domain.progress import Progress
    from selfaudit.services.walk import Walk

OUTCOMES = (Outcome.CONFORMS, Outcome.NONCONFORMING, Outcome.NOT_APPLICABLE, Outcome.NEEDS_REVIEW)
"""The outcomes a person chooses from, in the order of their keys 1 to 4."""
_ATTENTION = {"FAIL": -3, "ERROR": -2, "UNKNOWN": -1, "NOT_PERMITTED": -1, "NOT_APPLICABLE": 1}
_KIB = 1024


def outcome(value: Outcome) -> str:
    """Return the outcome in the user's language."""
    return t(f"tui.outcome.{value.name.lower()}")


def mark(state: State) -> str:
    """Return the state as a mark two cells wide, for lists."""
    return t(f"tui.state.{state}.mark")


def state(view: ItemView, profile: Profile) -> str:
    """Return the state as a word or two; the party's word is the profile's own."""
    word = t(f"tui.state.{view.state}.word", party=view.item.party or profile.parties.client[0])
    return (
        t("age.dated", word=word, day=short_date_label(view.dated))
        if view.state is State.CONFORMS and view.dated
        else word
    )


def title(view: ItemView) -> str:
    """Return number, mark as printed and heading of a row."""
    return "  ".join(part for part in (view.item.number, view.item.mark_text, view.item.heading) if part)


def line(view: ItemView) -> str:
    """Return a row as one line of a list: state, number, then heading or the beginning of the text."""
    item = view.item
    rest = item.text if item.parent or not item.heading else f"{item.heading}  {item.text}"
    return f"{mark(view.state)} {item.number}  {rest}"


def counters(progress: Progress) -> str:
    """Return the two counters: answered, and backed by evidence."""
    return t("tui.walk.counters", answered=progress.answered, total=progress.total, backed=progress.backed)


def section(found: Section) -> str:
    """Return a section's title with its progress."""
    if not found.progress.total:
        return found.title
    return t("tui.walk.section", title=found.title, answered=found.progress.answered, total=found.progress.total)


def inspection(walk: Walk) -> str:
    """Return contract and fiscal year of an inspection as one line."""
    return f"{fiscal_year_label(walk.inspection.fiscal_year)}  {walk.contract.client}  {walk.contract.title}"


def why_not_asked(view: ItemView, profile: Profile) -> str:
    """Return why the contractor is not asked about a row; empty where it is."""
    if view.state is State.DROPPED:
        words = view.applicability.words(language())
        return t(f"tui.dropped.{view.applicability.because}", **words, mark=view.item.mark_text)
    if view.state is State.CLIENT_DUTY:
        return t("tui.client_duty", party=view.item.party or profile.parties.client[0])
    if view.state is State.DEFINITION:
        return f"{view.item.duty_reason}\n{t('tui.definition')}".strip()
    return ""


def notes(view: ItemView) -> str:
    """Return the notes beside a row: on its wording (written in Japanese only) and on the laws it cites."""
    own = [view.item.note] if view.item.note and language() == "ja" else []
    laws = [
        t("tui.walk.law_note", cited=note.cited, note=note.note.get(language()), as_of=note.as_of)
        for note in view.law_notes
    ]
    return "\n".join([*own, *laws])


def undecided(view: ItemView) -> str:
    """Return the open question a row hangs on; empty where it is decided."""
    if not view.counts or view.applicability.applies is not None:
        return ""
    return t("tui.undecided", question=view.applicability.words(language())["question"])


def missing(view: ItemView) -> str:
    """Return what is to be done for the answer, as one sentence; empty when nothing is."""
    if view.state is State.UNANSWERED:
        return t("tui.walk.how_to_answer")
    if view.stale:
        again = t("age.new_evidence" if view.shown_too_old else "age.again")
        return "\n".join([*age.sentences(view.stale), again])
    if view.state is not State.INCOMPLETE:
        return ""
    names = t("tui.gap.and").join(t(f"tui.gap.{gap}") for gap in view.gaps)
    return t("tui.gap.sentence", names=names)


def machine(row: MachineSays) -> str:
    """Return what one check on one PC said, with its status in words."""
    from selfaudit.services.inspect import sentence

    return t("tui.walk.machine", status=t(f"tui.status.{row.status}"), sentence=sentence(row, language()))


def machines(rows: Sequence[MachineSays]) -> str:
    """Return what the checks said, one line each, what needs attention first, and when the last one looked."""
    if not rows:
        return ""
    lines = [machine(row) for row in sorted(rows, key=lambda row: _ATTENTION.get(row.status, 0))]
    return "\n".join([*lines, t("tui.walk.machine_at", at=moment_label(max(row.collected_at for row in rows)))])


def unchecked(view: ItemView) -> str:
    """Return which checks serve a row that no PC has answered yet; empty where none does."""
    from selfaudit.services.inspect import checks_for_item

    if not view.counts or not view.item.auto_checks:
        return ""
    titles = [info.title for info in checks_for_item(view.item, "", language())]
    return t("checks.serve", titles=t("policy.and").join(titles)) if titles else ""


def previous(answer: Answer) -> str:
    """Return last fiscal year's answer as one sentence."""
    note = answer.note or answer.reason
    return t("tui.walk.previous", outcome=outcome(answer.outcome), note=f"  {note}" if note else "")


def exhibit(found: Exhibit) -> str:
    """Return an exhibit with its size and the beginning of its digest."""
    return f"{found.name}  {size(found.size)}  sha256:{found.sha256[:12]}"


def size(count: int) -> str:
    """Return a number of bytes in KB or MB."""
    if count < _KIB:
        return f"{count} B"
    if count < _KIB * _KIB:
        return f"{count / _KIB:.0f} KB"
    return f"{count / _KIB / _KIB:.1f} MB"


def day(answer: Answer | None) -> str:
    """Return the due date of an answer in Japanese and Western years; empty where there is none."""
    return date_label(answer.due) if answer and answer.due else ""
