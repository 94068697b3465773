"""The walk line by line: one question at a time, numbered choices, no redrawing.

For screen readers, for consoles where the app cannot run, and for pipes. Every answer is saved at once, so the end
of input, Ctrl-C or a power cut loses nothing but the line being typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from selfaudit.catalog import list_profiles, load_profile
from selfaudit.cli import output
from selfaudit.cli.search import printable
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.domain.inspection import Outcome
from selfaudit.domain.profile import Profile
from selfaudit.domain.progress import Gap
from selfaudit.errors import InputError
from selfaudit.services import age, exhibit_names, photos
from selfaudit.services.inspect import sentence
from selfaudit.services.paste import pasted_path
from selfaudit.services.views import Filter, ItemView, State
from selfaudit.services.walk import Field, Walk
from selfaudit.services.workspace import Workspace
from selfaudit.text.messages import language, t
from selfaudit.text.wareki import fiscal_year_label
from selfaudit.text.width import wrap

_CELLS = 78
_OUTCOMES = {
    "1": Outcome.CONFORMS,
    "2": Outcome.NONCONFORMING,
    "3": Outcome.NOT_APPLICABLE,
    "4": Outcome.NEEDS_REVIEW,
}
_DIGITS = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
"""Full-width digits, as an input method leaves them."""
_GAP_FIELDS: dict[Gap, Field] = {Gap.REASON: "reason", Gap.OWNER: "owner", Gap.DUE: "due", Gap.DISSENT: "dissent"}


class Leave(Exception):
    """The person wants to stop here."""


@dataclass
class PlainWalk:
    """One person at a line-by-line terminal."""

    workspace: Workspace
    ask: Callable[[str], str]
    """Shows a prompt and returns the line typed; raises EOFError at the end of input."""

    def run(self) -> int:
        """Walk until everything is answered or the person leaves; return the exit code."""
        try:
            walk = self.workspace.walk() or self.begin()
            self.say(t("plain.contract", title=walk.contract.title, year=fiscal_year_label(walk.fiscal_year.year)))
            self.say(t("plain.how"))
            self.interview(walk)
            self.items(walk)
        except (EOFError, Leave):
            self.say(t("plain.left"))
            return 0
        self.say(t("plain.finished"))
        return 0

    def begin(self) -> Walk:
        """The three questions of the first run."""
        profile = self._profile()
        default = profile.defaults.title or profile.title
        title = self.line(t("plain.which_title", default=default)) or default
        contractor = self._needed(t("plain.which_contractor"))
        operator = self._needed(t("plain.which_operator"))
        year = FiscalYear.of(self.workspace.clock().date()).year
        years = {"1": year, "2": year - 1, "3": year + 1}
        for key, candidate in years.items():
            self.say(f"{key}  {fiscal_year_label(candidate)}")
        return self.workspace.start(
            profile=profile.path or profile.id,
            title=title,
            contractor=contractor,
            fiscal_year=years[self._choose(t("plain.which_year"), list(years), alone="1")],
            operator=operator,
        )

    def interview(self, walk: Walk) -> None:
        """Ask the open questions of the applicability interview."""
        for question in walk.questions():
            if question.answer is not None:
                continue
            self.say("")
            self.text(question.condition.question.get(language()))
            if question.condition.help:
                self.text(question.condition.help.get(language()))
            key = self._choose(t("plain.yes_no", items=question.items), ["1", "2", "3"])
            if key != "3":
                walk.answer_question(question.condition.id, key == "1")

    def items(self, walk: Walk) -> None:
        """Ask every open item, beginning where the person left."""
        resume = walk.last_item
        current = resume if resume and walk.view(resume).passes(Filter.UNANSWERED) else walk.next_unanswered(resume)
        skipped: set[str] = set()
        while current is not None and current not in skipped:
            walk.last_item = current
            if not self.item(walk, walk.view(current)):
                skipped.add(current)
            current = walk.next_unanswered(current)

    def item(self, walk: Walk, view: ItemView) -> bool:
        """Ask one item; False when it was passed over."""
        self._show(walk, view)
        beside: dict[str, Callable[[], None]] = {
            "6": lambda: self._attach(walk, view),
            "8": lambda: self._check(walk),
            "9": lambda: self._search(walk),
            "0": lambda: self._menu(walk),
        }
        choices = [*_OUTCOMES, "5", *(["7"] if view.previous else []), *beside]
        key = self._choose(t("plain.outcome_previous") if view.previous else t("plain.outcome"), choices)
        if key == "5":
            return False
        if key in beside:
            beside[key]()
            return self.item(walk, walk.view(view.item.id))
        view = walk.confirm_previous(view.item.id) if key == "7" else walk.set_outcome(view.item.id, _OUTCOMES[key])
        self._fill_gaps(walk, view)
        note = self.line(t("plain.note"))
        if note:
            walk.set_field(view.item.id, "note", note)
        self.say(t("plain.saved"))
        return True

    def line(self, prompt: str) -> str:
        """One line of input; q alone leaves."""
        typed = self.ask(prompt + " ").strip()
        if typed in {"q", "Q", "\uff51", "\uff31"}:
            raise Leave
        return typed

    def say(self, line: str) -> None:
        """One line of output."""
        output.text(line)

    def text(self, paragraph: str) -> None:
        """A paragraph, wrapped by Japanese line-breaking rules."""
        for line in wrap(paragraph, _CELLS):
            self.say(line)

    def _profile(self) -> Profile:
        """The profile chosen by number, or read from the ward's own file."""
        known = {str(number): row for number, row in enumerate(list_profiles(), 1)}
        for number, row in known.items():
            self.say(f"{number}  {row.client} {row.year} {row.title}")
        while True:
            typed = self._needed(t("plain.which_profile"))
            chosen = known.get(typed.translate(_DIGITS))
            try:
                return load_profile(pasted_path(typed) if chosen is None else chosen.path or chosen.id)
            except InputError as error:
                self.say(str(error))

    def _needed(self, prompt: str) -> str:
        """A line that may not be empty."""
        while True:
            typed = self.line(prompt)
            if typed:
                return typed

    def _choose(self, prompt: str, choices: list[str], alone: str = "") -> str:
        """One of the choices; `alone` is what Enter alone chooses."""
        while True:
            typed = self.line(prompt).translate(_DIGITS) or alone
            if typed in choices:
                return typed
            self.say(t("plain.choose", choices=" ".join(choices)))

    def _show(self, walk: Walk, view: ItemView) -> None:
        progress = walk.progress()
        self.say("")
        self.say(t("plain.counters", answered=progress.answered, total=progress.total, backed=progress.backed))
        self.say(f"{view.sheet_title}  {view.item.number}  {view.item.heading}")
        if view.item.parent:
            parent = walk.profile.item(view.item.parent)
            self.text(t("plain.parent", number=parent.number, text=parent.text))
        self.text(view.item.text)
        if view.state is State.INCOMPLETE:
            self.say(t("plain.incomplete", gaps=" ".join(t(f"services.gap.{gap}") for gap in view.gaps)))
        for why in age.sentences(view.stale):
            self.text(why)
        if view.stale:
            self.text(t("age.new_evidence" if view.shown_too_old else "age.again"))
        show = photos.what_to_show(view)
        if show:
            self.text(show)
        for note in view.law_notes:
            self.text(t("plain.law_note", note=note.note.get(language())))
        for says in view.machine:
            status = t(f"cli.status.{says.status}")
            self.text(t("plain.machine", status=status, sentence=sentence(says, language())))
        for exhibit in view.exhibits:
            self.say(t("plain.exhibit", name=exhibit.name, digest=exhibit.sha256[:16]))
        if view.previous is not None:
            self.text(t("plain.previous", outcome=str(view.previous.outcome), note=view.previous.note))

    def _attach(self, walk: Walk, view: ItemView) -> None:
        typed = self.line(t("plain.attach"))
        if not typed:
            return
        try:
            exhibit = walk.attach(view.item.id, typed)
        except InputError as error:
            self.say(str(error))
        else:
            self.say(t("plain.exhibit", name=exhibit.name, digest=exhibit.sha256[:16]))
            if told := exhibit_names.told(typed, exhibit):
                self.text(told)

    def _menu(self, walk: Walk) -> None:
        """The home screen line by line."""
        from selfaudit.cli.plain_menu import PlainMenu

        PlainMenu(walk, self.line, self.say, lambda: self._check(walk), lambda: self._search(walk)).run()

    def _check(self, walk: Walk) -> None:
        """Let the PC answer, and say how many checks ended how."""
        from selfaudit.services import inspect

        self.say(t("plain.checking"))
        found = Counter(row.status for row in inspect.run(walk))
        for status, count in found.items():
            self.say(f"  {t(f'cli.status.{status}')}: {count}")

    def _search(self, walk: Walk) -> None:
        """Search one folder for personal data and keep the result."""
        from selfaudit.services import search

        typed = self.line(t("plain.search"))
        if not typed:
            return
        self.say(t("plain.searching"))
        try:
            outcome = search.run(walk, [str(pasted_path(typed))])
        except InputError as error:
            self.say(str(error))
            return
        for result in outcome.findings:
            self.say(f"  {printable(result.path)}  {printable('  '.join(search.describe(result)))}")
        self.say(t("plain.searched", files=outcome.summary.files, found=len(outcome.findings)))

    def _fill_gaps(self, walk: Walk, view: ItemView) -> None:
        for gap in view.gaps:
            field = _GAP_FIELDS.get(gap)
            while field is not None:
                typed = self.line(t(f"plain.ask_{field}"))
                if not typed:
                    self.say(t("plain.later"))
                    break
                try:
                    walk.set_field(view.item.id, field, typed)
                except InputError as error:
                    self.say(str(error))
                else:
                    break
