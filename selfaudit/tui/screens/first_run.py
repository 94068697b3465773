"""Three questions to begin: whose contract terms, which contract, which fiscal year. Then straight into the walk."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widgets import ContentSwitcher, OptionList, Static
from textual.widgets.option_list import Option

from selfaudit.catalog.loader import list_profiles, load_profile
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.services.paste import pasted_path
from selfaudit.text.messages import t
from selfaudit.text.wareki import fiscal_year_label
from selfaudit.tui import actions
from selfaudit.tui.base import AppScreen
from selfaudit.tui.screens.ask import AskScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Breaking, Wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.services.walk import Walk

STEPS = ("profile", "contract", "year")
LINES = ("title", "contractor", "operator")
_OWN = "own"
"""Id of the line that asks for a file; no profile has it, their ids end in a year."""


class FirstRunScreen(AppScreen[None]):
    """One question at a time; Enter goes on, Esc goes back."""

    scope = "first_run"
    help_key = "tui.help.first_run"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("first_run")]

    def __init__(self) -> None:
        super().__init__()
        self._step = 0
        self._profile = ""
        self._proposed = ""
        self._year = 0

    def compose(self) -> ComposeResult:
        """Lay out the three questions, one visible at a time."""
        yield TopBar(t("tui.app.name"), id="first-top")
        yield Wrapped(id="first-question", classes="question")
        yield Wrapped(id="first-text")
        with ContentSwitcher(initial="profile", id="first-steps"):
            yield OptionList(id="profile", compact=True, markup=False)
            with Vertical(id="contract"):
                for name in LINES:
                    with Horizontal(classes="field-row"):
                        yield Static(t(f"tui.first.{name}.label"), classes="field-label", markup=False)
                        yield Line(id=f"first-{name}", placeholder=t(f"tui.first.{name}.placeholder"))
                yield Wrapped(id="first-missing", classes="warned")
            yield OptionList(id="year", compact=True, markup=False)
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Ask the first question."""
        rows = self.query_one("#profile", OptionList)
        known = [Option(Breaking(row.title, indent=2), id=row.id) for row in list_profiles()]
        rows.set_options([*known, Option(Breaking(t("tui.first.own.row"), indent=2), id=_OWN)])
        rows.highlighted = 0
        self._ask(0)

    def action_go_on(self) -> None:
        """Confirm what has the focus (for a click in the key bar; the key itself goes to the focused list or field)."""
        focused = self.focused
        if isinstance(focused, OptionList):
            focused.action_select()
        elif isinstance(focused, Line):
            focused.post_message(Line.Confirmed(focused))

    def action_back(self) -> None:
        """Go back one question; from the first one to the home screen, if there is anything yet."""
        if self._step:
            self._ask(self._step - 1)
        elif self.desk.has_walk:
            self.dismiss(None)
        else:
            self.tell(t("tui.app.how_to_quit"))

    @on(OptionList.OptionSelected, "#profile")
    def _profile_chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_id == _OWN:
            window = AskScreen(
                t("tui.first.own.title"),
                t("tui.first.own.text"),
                t("tui.first.own.placeholder"),
                fits=lambda typed: self.guarded(lambda: load_profile(str(pasted_path(typed)))) is not None,
            )
            self.desk.push_screen(window, self._own_file)
        else:
            self._take(event.option_id or "")

    def _own_file(self, typed: str | None) -> None:
        """Use a ward's own profile file; the window has told what is wrong with it, with line, key and mend."""
        if typed:
            self._take(str(pasted_path(typed)))

    def _take(self, reference: str) -> None:
        """Go on with a built-in profile or a file."""
        profile = self.guarded(lambda: load_profile(reference))
        if profile is None:
            return
        self._profile = reference
        line = self.query_one("#first-title", Line)
        if line.value in ("", self._proposed):
            line.load_text(profile.defaults.title)
        self._proposed = profile.defaults.title
        if self.desk.has_walk and not self._line("operator"):
            self.query_one("#first-operator", Line).load_text(self.workspace.operator)
        self._list_years(profile.defaults.fiscal_year)
        self._ask(1)

    @on(Line.Confirmed)
    def _line_confirmed(self, event: Line.Confirmed) -> None:
        place = LINES.index((event.line.id or "").removeprefix("first-"))
        if place + 1 < len(LINES):
            self.query_one(f"#first-{LINES[place + 1]}", Line).focus()
            return
        empty = next((name for name in LINES if not self._line(name)), None)
        self.query_one("#first-missing", Wrapped).text = t(f"tui.first.{empty}.missing") if empty else ""
        if empty:
            self.query_one(f"#first-{empty}", Line).focus()
        else:
            self._ask(2)

    @on(OptionList.OptionSelected, "#year")
    def _year_chosen(self, event: OptionList.OptionSelected) -> None:
        self._year = int(event.option_id or 0)
        self.desk.when_open(self._begin)

    def _begin(self) -> None:
        walk = self.guarded(self._start)
        if walk is not None:
            self.desk.begin(walk)
            self.desk.go_home()
            self.desk.open_place("interview" if walk.questions() else "walk")

    def _start(self) -> Walk:
        return self.workspace.start(
            profile=self._profile,
            title=self._line("title"),
            contractor=self._line("contractor"),
            fiscal_year=self._year,
            operator=self._line("operator"),
        )

    def _ask(self, step: int) -> None:
        self._step = step
        name = STEPS[step]
        self.query_one("#first-top", TopBar).right = t("tui.first.step", step=step + 1, steps=len(STEPS))
        self.query_one("#first-question", Wrapped).text = t(f"tui.first.{name}.question")
        self.query_one("#first-text", Wrapped).text = t(f"tui.first.{name}.text")
        self.query_one("#first-steps", ContentSwitcher).current = name
        self.query_one("#first-title" if name == "contract" else f"#{name}").focus()
        title = self.query_one("#first-title", Line)
        if title.value == self._proposed:
            # A title of one's own then takes the place of the proposed one.
            title.select_all()

    def _line(self, name: str) -> str:
        return self.query_one(f"#first-{name}", Line).value

    def _list_years(self, proposed: int | None) -> None:
        present = FiscalYear.of(self.desk.today).year
        years = {present + 1, present, present - 1, proposed or present}
        ordered = sorted(years, reverse=True)
        rows = self.query_one("#year", OptionList)
        now = t("tui.first.year.now")
        rows.set_options(
            Option(f"{fiscal_year_label(year)}{f'  {now}' if year == present else ''}", id=str(year))
            for year in ordered
        )
        rows.highlighted = ordered.index(present)
