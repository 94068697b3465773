"""The applicability interview: yes/no questions that decide which rows apply. Answers can be changed at any time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from selfaudit.text.messages import language, t
from selfaudit.tui import actions, words
from selfaudit.tui.base import AppScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped, padded, short

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.services.views import Question

_MARKS = {True: "yes_mark", False: "no_mark", None: "open_mark"}
_PROPOSED = {True: "yes_proposed", False: "no_proposed", None: "open_mark"}
_PREVIOUS = {True: "previous_yes", False: "previous_no", None: "how"}
_MARK_CELLS = 9


class InterviewScreen(AppScreen[None]):
    """All questions in one list; the highlighted one is explained below, with what each answer means."""

    scope = "interview"
    help_key = "tui.help.interview"
    CSS_PATH = "../styles/interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("interview")]

    def compose(self) -> ComposeResult:
        """Lay out the list and the explanation."""
        yield TopBar(t("tui.interview.title"), id="interview-top")
        yield OptionList(compact=True, markup=False)
        yield Wrapped(id="interview-question", classes="question")
        yield Wrapped(id="interview-against", classes="warned")
        yield Wrapped(id="interview-answer")
        yield Wrapped(id="interview-help")
        yield Wrapped(id="interview-effect", classes="quiet")
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Start at the first open question."""
        questions = self.walk.questions()
        self._list(questions)
        place = next((place for place, row in enumerate(questions) if row.answer is None), 0)
        self.query_one(OptionList).highlighted = place
        self._explain()

    def on_option_list_option_highlighted(self) -> None:
        """Explain the highlighted question."""
        self._explain()

    def on_option_list_option_selected(self) -> None:
        """Go on with Enter or a click on a question already answered."""
        self.action_done()

    def action_answer(self, yes: int) -> None:
        """Answer the highlighted question (1 yes, 0 no, -1 take back) and go to the next one."""
        value = None if yes < 0 else bool(yes)
        self._answer(lambda condition: self.walk.answer_question(condition, value), go_on=value is not None)

    def action_done(self) -> None:
        """Confirm last year's answer where one is proposed, else go to the next open question, at last to the walk."""
        questions = self.walk.questions()
        rows = self.query_one(OptionList)
        here = questions[rows.highlighted or 0]
        if here.answer is None and here.previous is not None:
            self._answer(self.walk.confirm_previous_question, go_on=True)
            return
        place = next((place for place, row in enumerate(questions) if row.answer is None), None)
        if place is not None and place != rows.highlighted:
            rows.highlighted = place
        elif place is not None:
            self.tell(t("tui.interview.please_answer"))
        else:
            self._to_walk()

    def action_undo(self) -> None:
        """Take the last change back."""
        if self.guarded(self.walk.undo) is None:
            self.tell(t("tui.walk.nothing_to_undo"))
        self._list(self.walk.questions())
        self._explain()

    def action_back(self) -> None:
        """Go back to the screen this one was opened from."""
        self.dismiss(None)

    def _answer(self, act: Callable[[str], object], *, go_on: bool) -> None:
        rows = self.query_one(OptionList)
        place = rows.highlighted or 0
        asked = self.walk.questions()[place]
        self.guarded(lambda: act(asked.condition.id))
        self._list(self.walk.questions())
        if go_on and place + 1 < rows.option_count:
            rows.highlighted = place + 1
        self._explain()

    def _to_walk(self) -> None:
        below = self.desk.screen_stack[-2]
        self.dismiss(None)
        if below.__class__.__name__ != "WalkScreen":
            self.desk.open_place("walk")

    def _list(self, questions: list[Question]) -> None:
        rows = self.query_one(OptionList)
        place = rows.highlighted
        width = max(self.size.width - 4, 20)
        with rows.prevent(OptionList.OptionHighlighted):
            rows.set_options(Option(short(_row(question), width)) for question in questions)
            rows.highlighted = place
        done = sum(1 for question in questions if question.answer is not None)
        self.query_one("#interview-top", TopBar).right = t("tui.interview.progress", done=done, total=len(questions))

    def _explain(self) -> None:
        place = self.query_one(OptionList).highlighted
        if place is None:
            return
        asked = self.walk.questions()[place]
        condition, lang = asked.condition, language()
        dropped = [view for view in self.walk.items() if view.item.condition == condition.id and view.item.scored]
        numbers = t("tui.interview.and").join(view.item.number for view in dropped)
        said = (
            {True: condition.yes_means, False: condition.no_means}.get(asked.answer)
            if asked.answer is not None
            else None
        )
        texts = {
            "question": condition.question.get(lang),
            "help": condition.help.get(lang),
            "answer": t("tui.interview.said", statement=said.get(lang))
            if said
            else t(f"tui.interview.{_PREVIOUS[asked.previous]}"),
            "effect": t("tui.interview.drops" if asked.answer is False else "tui.interview.decides", numbers=numbers),
            "against": t("tui.interview.against", found="\n".join(words.machine(row) for row in asked.against))
            if asked.contradicted
            else "",
        }
        for name, text in texts.items():
            self.query_one(f"#interview-{name}", Wrapped).text = text


def _row(question: Question) -> str:
    mark = _PROPOSED[question.previous] if question.answer is None else _MARKS[question.answer]
    mark = "against_mark" if question.contradicted else mark
    return f"{padded(t(f'tui.interview.{mark}'), _MARK_CELLS)}{question.condition.question.get(language())}"
