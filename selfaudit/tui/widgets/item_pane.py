"""One row of the contract: above what it says and what is known, below what the person answers.

The upper part scrolls, the lower part always stays in sight.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from selfaudit.domain.inspection import Outcome
from selfaudit.domain.progress import Gap
from selfaudit.services import photos
from selfaudit.text.messages import language, t
from selfaudit.tui import words
from selfaudit.tui.widgets.answer_bar import AnswerBar
from selfaudit.tui.widgets.exhibits import ExhibitList
from selfaudit.tui.widgets.field import Field
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from selfaudit.services.views import ItemView
    from selfaudit.services.walk import Field as FieldName
    from selfaudit.services.walk import Walk

Store = Callable[[str, "FieldName", str], object]
"""Saves one field of one row: (item id, field, text)."""

FIELDS: tuple[FieldName, ...] = ("owner", "due", "reason", "dissent", "note")
GAP_FIELDS: dict[Gap, FieldName] = {Gap.OWNER: "owner", Gap.DUE: "due", Gap.REASON: "reason", Gap.DISSENT: "dissent"}


class ItemPane(Vertical):
    """Shows one row; the screen decides which, and what to do with what is typed."""

    def compose(self) -> ComposeResult:
        """Lay the parts out once; `show` fills them."""
        yield TopBar(id="item-head")
        with VerticalScroll(id="item-known", can_focus=False):
            yield Wrapped(id="item-parent", classes="quiet")
            yield Wrapped(id="item-text")
            yield Wrapped(id="item-why", classes="told")
            yield Wrapped(id="item-machine", label=t("tui.walk.machine_label"), classes="apart")
            yield Wrapped(id="item-registers", label=t("registers.note.label"), classes="apart")
            yield Wrapped(id="item-previous", label=t("tui.walk.previous_label"), classes="apart")
            yield Wrapped(id="item-show", label=t("tui.walk.show_label"), classes="apart")
            yield Wrapped(id="item-when", label=t("tui.walk.when_label"), classes="quiet")
            yield Wrapped(id="item-reason", label=t("tui.walk.why_label"), classes="quiet")
            yield Wrapped(id="item-finding", label=t("tui.walk.finding_label"), classes="quiet")
            yield Wrapped(id="item-law", label=t("tui.walk.law_label"), classes="quiet")
        with Vertical(id="item-answer"):
            yield AnswerBar()
            yield Wrapped(id="item-missing", classes="warned")
            for name in FIELDS:
                with Horizontal(id=f"row-{name}", classes="field-row"):
                    yield Static(t(f"tui.field.{name}.label"), classes="field-label", markup=False)
                    yield Field(
                        id=f"field-{name}",
                        placeholder=t(f"tui.field.{name}.placeholder"),
                        lines=name == "note",
                        at_leave=name == "due",
                    )
            yield Wrapped(id="item-refused", classes="warned")
            yield ExhibitList()

    def show(self, view: ItemView, walk: Walk, store: Store) -> None:
        """Fill every part with this row."""
        self._show_known(view, walk)
        asked = view.counts
        self.query_one("#item-answer").display = asked
        if asked:
            self._show_answer(view, store)

    def show_saved(self, view: ItemView, walk: Walk) -> None:
        """Show a changed state of the same row without touching the text being typed."""
        self._show_known(view, walk)
        self._show_outcome(view)

    def field(self, name: FieldName) -> Field:
        """Return the field of this name."""
        return self.query_one(f"#field-{name}", Field)

    def flush(self) -> None:
        """Save what is being typed."""
        for name in FIELDS:
            self.field(name).flush()

    def refuse(self, text: str) -> None:
        """Say below the fields why a text was not saved; an empty text takes it back."""
        self.query_one("#item-refused", Wrapped).text = text

    def first_gap(self, view: ItemView) -> Field | None:
        """Return the field that has to be filled next, None if there is none."""
        for gap in view.gaps:
            if gap in GAP_FIELDS:
                return self.field(GAP_FIELDS[gap])
        return None

    def scroll_known(self, direction: int) -> None:
        """Scroll the upper part by a page."""
        known = self.query_one("#item-known", VerticalScroll)
        known.scroll_page_down(animate=False) if direction > 0 else known.scroll_page_up(animate=False)

    def _show_known(self, view: ItemView, walk: Walk) -> None:
        item = view.item
        head = self.query_one("#item-head", TopBar)
        head.left, head.right = words.title(view), words.state(view, walk.profile)
        parent = walk.profile.item(item.parent) if item.parent else None
        lang = language()
        parts = {
            "parent": t("tui.walk.parent", number=parent.number, text=parent.text) if parent else "",
            "text": item.text,
            "why": words.why_not_asked(view, walk.profile) or words.undecided(view),
            "machine": words.machines(view.machine) or words.unchecked(view),
            "registers": view.registers.sentence if view.registers and view.counts else "",
            "previous": words.previous(view.previous) if view.previous and view.counts else "",
            "show": "\n".join(part for part in (_evidence(view, lang), photos.what_to_show(view)) if part),
            "when": "  ".join(part for part in (item.frequency, item.deadline) if part) if view.counts else "",
            "reason": "\n".join(topic.why.get(lang) for topic in view.topics[:1]) if view.counts else "",
            "finding": t("tui.walk.and").join(text.get(lang) for text in item.typical_finding) if view.counts else "",
            "law": words.notes(view),
        }
        for name, text in parts.items():
            self._put(name, text)

    def _put(self, name: str, text: str) -> None:
        part = self.query_one(f"#item-{name}", Wrapped)
        part.text = text
        part.display = bool(text)

    def _show_answer(self, view: ItemView, store: Store) -> None:
        self._show_outcome(view)
        self.refuse("")
        answer = view.answer
        texts = {name: str(getattr(answer, name) or "") if answer else "" for name in FIELDS}
        texts["due"] = words.day(answer)
        key = view.item.id
        for name in FIELDS:
            self.field(name).bind_to(texts[name], partial(store, key, name))

    def _show_outcome(self, view: ItemView) -> None:
        answer = view.answer
        outcome = answer.outcome if answer else Outcome.NOT_DONE
        self.query_one(AnswerBar).outcome = outcome
        wanted = {
            "owner": outcome is Outcome.NONCONFORMING,
            "due": outcome is Outcome.NONCONFORMING,
            "reason": outcome is Outcome.NOT_APPLICABLE,
            "dissent": Gap.DISSENT in view.gaps or bool(answer and answer.dissent),
            "note": True,
        }
        for name, shown in wanted.items():
            self.query_one(f"#row-{name}").display = shown
        self._put("missing", words.missing(view))
        self.query_one(ExhibitList).show(view.exhibits)


def _evidence(view: ItemView, lang: str) -> str:
    """What is accepted as evidence for a row that is asked for."""
    return t("tui.walk.and").join(text.get(lang) for text in view.item.evidence) if view.counts else ""
