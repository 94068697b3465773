"""The walk: one row of the contract after the other, everything saved as it is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal

from selfaudit.domain.inspection import Outcome
from selfaudit.services.views import Filter, ItemView, State
from selfaudit.text.messages import t
from selfaudit.text.wareki import clock_label
from selfaudit.tui import actions, words
from selfaudit.tui.base import AppScreen
from selfaudit.tui.widgets.answer_bar import AnswerBar
from selfaudit.tui.widgets.exhibits import ExhibitList
from selfaudit.tui.widgets.field import Field
from selfaudit.tui.widgets.item_pane import ItemPane
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.rail import Rail
from selfaudit.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.services.walk import Field as FieldName

WIDE = 100
"""Columns from which the rail has room beside the row."""


class WalkScreen(AppScreen[None]):
    """Item screen with sections and progress at the left (notes/anchors.md §2.4)."""

    scope = "walk"
    help_key = "tui.help.walk"
    CSS_PATH = "../styles/walk.tcss"
    AUTO_FOCUS = "AnswerBar"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 -- as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("walk")]

    def __init__(self) -> None:
        super().__init__()
        self.filter = Filter.ALL
        self.current = self._hinted = ""
        self._rows: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out counters, rail, row and keys."""
        yield TopBar(id="walk-top")
        yield TopBar(id="walk-place", classes="quiet")
        with Horizontal(id="walk-body"):
            yield Rail()
            yield ItemPane()
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Resume at the row worked on last."""
        self.query_one("#walk-top", TopBar).left = words.inspection(self.walk)
        self._rows = self.walk.filtered(self.filter)
        known = {item.id for item in self.walk.profile.items}
        last = self.walk.last_item
        self.go_to(last if last in known else self.walk.next_unanswered(None) or self._rows[0])

    def on_screen_resume(self) -> None:
        """Show what another screen may have changed."""
        if self.current:
            self._show_row()

    # -- moving -----------------------------------------------------------------------------------------------

    def go_to(self, item_id: str) -> None:
        """Show one row, after saving what was typed on the one before."""
        self.flush()
        self.current = item_id
        self.walk.last_item = item_id
        self._show_row()
        self.query_one("#item-known").scroll_home(animate=False)
        if not self.query_one(Rail).has_focus:
            self._focus_answer()

    def action_step(self, step: int) -> None:
        """Go to the next or previous row of the list."""
        if self.current not in self._rows:
            self.action_next_unanswered()
            return
        place = self._rows.index(self.current) + step
        if 0 <= place < len(self._rows):
            self.go_to(self._rows[place])
        else:
            self.tell(t("tui.walk.at_end" if step > 0 else "tui.walk.at_start"))

    def action_next_unanswered(self) -> None:
        """Go to the next row that still needs an answer."""
        self.flush()
        found = self.walk.next_unanswered(self.current)
        if found is None:
            self._all_answered()
        elif found == self.current:
            self.tell(t("tui.walk.only_this"))
            self._focus_answer()
        else:
            self.go_to(found)

    def action_go_on(self) -> None:
        """Go to what is to be done next: a missing text of this row, else the next row that was not dropped."""
        view = self._view()
        gap = self.query_one(ItemPane).first_gap(view) if view.counts else None
        if gap is not None:
            gap.focus()
            return
        place = self._rows.index(self.current) + 1 if self.current in self._rows else 0
        for item_id in self._rows[place:]:
            if self.walk.view(item_id).state is not State.DROPPED:
                self.go_to(item_id)
                return
        self.action_next_unanswered()

    def action_scroll(self, direction: int) -> None:
        """Scroll the upper part of the row."""
        self.query_one(ItemPane).scroll_known(direction)

    def action_back(self) -> None:
        """From a field back to the outcome; from there back to the home screen."""
        if isinstance(self.focused, AnswerBar | None) or not self._view().counts:
            self.flush()
            self.desk.go_home()
        else:
            self._focus_answer()

    # -- answering --------------------------------------------------------------------------------------------

    def action_outcome(self, place: int) -> None:
        """Choose an outcome by number, -1 for none, and go to the text it needs."""
        view = self._view()
        if not view.counts:
            self.tell(t("tui.walk.not_asked"))
            return
        self.flush()
        outcome = words.OUTCOMES[place] if place >= 0 else Outcome.NOT_DONE
        saved = self.guarded(lambda: self.walk.set_outcome(self.current, outcome))
        if saved is None:
            return
        self._saved()
        gap = self.query_one(ItemPane).first_gap(saved)
        if gap is not None:
            gap.focus()
        else:
            self._focus_answer()

    def action_note(self) -> None:
        """From the outcome to the note; from anywhere else to the next field."""
        if isinstance(self.focused, AnswerBar):
            self.query_one(ItemPane).field("note").focus()
        else:
            self.focus_next()

    def action_confirm_previous(self) -> None:
        """Take over last year's answer as this year's."""
        view = self._view()
        if view.previous is None or not view.counts:
            self.tell(t("tui.walk.no_previous"))
            return
        self.flush()
        if self.guarded(lambda: self.walk.confirm_previous(self.current)) is not None:
            self._saved()
            self._show_row()

    def action_undo(self) -> None:
        """Take the last change back and show where it was."""
        self._travel(self.walk.undo, "tui.walk.nothing_to_undo", "tui.walk.undone")

    def action_redo(self) -> None:
        """Do the change taken back again."""
        self._travel(self.walk.redo, "tui.walk.nothing_to_redo", "tui.walk.redone")

    def flush(self) -> None:
        """Save what is being typed."""
        self.query_one(ItemPane).flush()

    @on(AnswerBar.Chosen)
    def _chosen(self, event: AnswerBar.Chosen) -> None:
        self.action_outcome(event.place)

    @on(AnswerBar.GoOn)
    def _go_on(self) -> None:
        self.action_go_on()

    @on(AnswerBar.Typed)
    def _typed_nowhere(self) -> None:
        if self._hinted != self.current:
            # Once for each row: an input method commits several characters at a time.
            self._hinted = self.current
            self.tell(t("tui.walk.note_with_tab"))

    @on(Field.Confirmed)
    def _confirmed(self) -> None:
        gap = self.query_one(ItemPane).first_gap(self._view())
        if gap is not None and gap is not self.focused:
            gap.focus()
        elif gap is None:
            self._focus_answer()

    @on(Field.Saved)
    def _field_saved(self, event: Field.Saved) -> None:
        self._saved()
        if event.field.id == "field-due":
            event.field.show_again(words.day(self._view().answer))

    @on(Field.Refused)
    def _refused(self, event: Field.Refused) -> None:
        told = f"{event.error.title}  {event.error.detail}" if event.error else ""
        self.query_one(ItemPane).refuse(told)

    # -- lists and other screens ------------------------------------------------------------------------------

    def action_find(self) -> None:
        """Look for a row by number or words."""
        from selfaudit.tui.screens.find import FindScreen

        self.flush()
        self.desk.push_screen(FindScreen(self._rows), self._found)

    def action_filter(self) -> None:
        """Choose which rows are listed."""
        from selfaudit.tui.screens.choose import ChooseScreen

        self.flush()
        kinds = list(Filter)
        rows = [t(f"tui.filter.{kind}", count=len(self.walk.filtered(kind))) for kind in kinds]
        window = ChooseScreen(t("tui.filter.title"), rows, kinds.index(self.filter))
        self.desk.push_screen(window, lambda place: self._filter_by(None if place is None else kinds[place]))

    def action_attach(self) -> None:
        """Add a file as evidence for this row."""
        self._attach_file("")

    def action_open(self, place: str) -> None:
        """Open another place of work above this one."""
        self.flush()
        self.desk.open_place(place)

    def on_paste(self, event: events.Paste) -> None:
        """Take a path dropped on the terminal as evidence for this row."""
        if self._view().counts and event.text.strip():
            event.stop()
            self._attach_file(event.text.strip())

    @on(Rail.Moved)
    def _rail_moved(self, event: Rail.Moved) -> None:
        if event.item_id != self.current:
            self.go_to(event.item_id)

    @on(Rail.OptionSelected)
    def _rail_selected(self) -> None:
        self._focus_answer()

    @on(ExhibitList.Add)
    def _add_exhibit(self) -> None:
        self._attach_file("")

    @on(ExhibitList.TakeOff)
    def _take_exhibit_off(self, event: ExhibitList.TakeOff) -> None:
        self.guarded(lambda: self.walk.detach(event.key))
        self._saved()

    def _attach_file(self, path: str) -> None:
        from selfaudit.tui.screens.attach import AttachScreen

        if not self._view().counts:
            self.tell(t("tui.walk.not_asked"))
            return
        self.flush()
        self.desk.push_screen(AttachScreen(self.current, path), lambda _: self._saved())

    def _found(self, item_id: str | None) -> None:
        if item_id is not None:
            if item_id not in self._rows:
                self._filter_by(Filter.ALL)
            self.go_to(item_id)

    def _filter_by(self, kind: Filter | None) -> None:
        if kind is None:
            return
        rows = self.walk.filtered(kind)
        if not rows:
            self.tell(t("tui.filter.none"))
            return
        self.filter, self._rows = kind, rows
        if self.current in rows:
            self._show_row()
        else:
            self.go_to(rows[0])

    # -- showing ----------------------------------------------------------------------------------------------

    def _view(self) -> ItemView:
        return self.walk.view(self.current)

    def _store(self, item_id: str, field: FieldName, text: str) -> None:
        self.walk.set_field(item_id, field, text)

    def _show_row(self) -> None:
        self.flush()
        self.query_one(ItemPane).show(self._view(), self.walk, self._store)
        self._refresh_lists()

    def _saved(self) -> None:
        view = self._view()
        if view.counts:
            self.query_one(ItemPane).show_saved(view, self.walk)
        self._refresh_lists(t("tui.walk.saved", time=clock_label(self.desk.clock())))

    def _refresh_lists(self, saved: str = "") -> None:
        sections = self.walk.sections()
        self.query_one("#walk-top", TopBar).right = words.counters(self.walk.progress())
        self.query_one(Rail).show(sections, self._rows, self.current)
        place = self.query_one("#walk-place", TopBar)
        here = next(section for section in sections if section.id == self._view().item.sheet)
        number = self._rows.index(self.current) + 1 if self.current in self._rows else 0
        listed = f"{t(f'tui.filter.{self.filter}', count=len(self._rows))}  " if self.filter is not Filter.ALL else ""
        place.left = t(
            "tui.walk.place", section=words.section(here), number=number, rows=len(self._rows), filter=listed
        )
        if saved:
            place.right = saved

    def _focus_answer(self) -> None:
        bar = self.query_one(AnswerBar)
        if self._view().counts:
            bar.focus()
        else:
            self.set_focus(None)

    def _travel(self, go: Callable[[], str | None], nothing: str, done: str) -> None:
        self.flush()
        touched = self.guarded(go)
        if touched is None:
            self.tell(t(nothing))
            return
        if touched:
            self.go_to(touched)
        self._show_row()
        self._saved()
        self.tell(t(done))

    def _all_answered(self) -> None:
        from selfaudit.tui.screens.message import MessageScreen

        self.desk.push_screen(
            MessageScreen(t("tui.walk.finished"), t("tui.walk.finished_detail"), t("tui.walk.finished_next")),
            lambda _: self.desk.go_home(),
        )
