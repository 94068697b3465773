"""One step of the exchange: a few fields, F5, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Static

from selfaudit.services.paste import pasted_path
from selfaudit.text.messages import t
from selfaudit.tui import actions, work
from selfaudit.tui.base import AppScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

SECRETS = frozenset({"passphrase", "again", "password"})
"""The names of the fields nobody may read over a shoulder."""


class HandingAct(AppScreen[None]):
    """Fields are named; what may stay empty is listed. `run` works in a thread and gives the lines to show."""

    scope = "handing_act"
    help_key = "handing.help.act"
    CSS_PATH = "../styles/handing.tcss"
    AUTO_FOCUS = "Line, Input"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("handing_act")]
    step = ""
    fields: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    choices: frozenset[str] = frozenset()
    """Fields that take one digit; what each digit means stays in sight."""
    asks_again = False
    """Whether the same fields will be used once more."""

    def __init__(self) -> None:
        super().__init__()
        self.job: work.Job[list[str]] = work.Job()

    def word(self, part: str) -> str:
        """Return the step's title or what is said about it."""
        return t(f"handing.step.{self.step}.{part}")

    def label(self, name: str) -> str:
        """Return the label of a field."""
        return t(f"handing.field.{name}")

    def hint(self, name: str) -> str:
        """Return what an empty field says."""
        return t(f"handing.hint.{name}")

    def proposed(self) -> Mapping[str, str]:
        """Return what the fields say at first."""
        return {}

    def told(self) -> list[str]:
        """Return the lines that are shown before anything is done."""
        return []

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Do it; InputError for what cannot be done."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out the sentence, the fields, the result and the keys."""
        yield TopBar(self.word("title"), id="act-top")
        yield Wrapped(self.word("about"), classes="quiet")
        with Vertical(id="act-form"):
            for name in self.fields:
                with Horizontal(classes="field-row"):
                    yield Static(self.label(name), classes="field-label", markup=False)
                    yield self._field(name)
                    if name in self.choices:
                        yield Static(self.hint(name), classes="choice-words", markup=False)
        yield Static(id="work-progress", markup=False)
        with VerticalScroll(can_focus=True):
            yield Wrapped(id="act-result", classes="told")
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Fill in what is known."""
        for name, text in (self.guarded(self.proposed) or {}).items():
            if name not in SECRETS and text:
                self.query_one(f"#act-{name}", Line).load_text(text)
        self._tell(self.guarded(self.told) or [])
        # A secret typed without looking must not land in a field everybody can read.
        empty = next((name for name in self.fields if name not in self.optional and not self._value(name)), None)
        if empty is not None:
            self.query_one(f"#act-{empty}").focus()

    def values(self) -> dict[str, str]:
        """Return the fields as they stand."""
        return {name: self._value(name) for name in self.fields}

    def action_run(self) -> None:
        """Do it, once every field that must be filled is."""
        if self.job.running:
            return
        values = self.values()
        empty = next((name for name in self.fields if not values[name] and name not in self.optional), None)
        if empty is not None:
            self._tell([t("handing.screen.fill", name=self.label(empty))])
            self.query_one(f"#act-{empty}").focus()
            return
        self.job = work.Job()
        self.query_one("#work-progress", Static).update(t("handing.screen.working"))
        self._tell([])
        work.start(self, self.job, lambda: self.run(values), self._done, self._failed)

    def action_back(self) -> None:
        """Go back; what runs is not left half-way."""
        if not self.job.running:
            self.dismiss(None)

    @on(Line.Confirmed)
    def _line_confirmed(self, event: Line.Confirmed) -> None:
        self._after(event.line.id or "")

    @on(Input.Submitted)
    def _secret_confirmed(self, event: Input.Submitted) -> None:
        self._after(event.input.id or "")

    def _after(self, field: str) -> None:
        place = self.fields.index(field.removeprefix("act-")) + 1
        if place < len(self.fields):
            self.query_one(f"#act-{self.fields[place]}").focus()
        else:
            self.action_run()

    def _field(self, name: str) -> Line | Input:
        hint = self.hint(name)
        if name in SECRETS:
            return Input(id=f"act-{name}", password=True, compact=True, placeholder=hint)
        choice = name in self.choices
        line = Line(id=f"act-{name}", placeholder="" if choice else hint)
        line.set_class(choice, "choice")
        return line

    def _value(self, name: str) -> str:
        if name in SECRETS:
            return self.query_one(f"#act-{name}", Input).value
        return self.query_one(f"#act-{name}", Line).value

    def _done(self, lines: list[str]) -> None:
        self._over()
        if not self.asks_again:
            for secret in self.query(Input):
                secret.value = ""
        self._tell(lines)
        self.query_one(VerticalScroll).focus()

    def _failed(self) -> None:
        """Nothing of the try is left on the screen; what may have been a wrong secret is typed again."""
        self._over()
        self._tell(self.guarded(self.told) or [])
        secrets = list(self.query(Input))
        for secret in secrets:
            secret.value = ""
        if secrets:
            secrets[0].focus()

    def _over(self) -> None:
        self.query_one("#work-progress", Static).update("")

    def _tell(self, lines: list[str]) -> None:
        self.query_one("#act-result", Wrapped).text = "\n".join(lines)


def fingerprint_words(fingerprint: str) -> str:
    """A fingerprint in groups of four, on two lines, to be compared with paper."""
    from selfaudit.services.keyring import grouped

    half = len(fingerprint) // 2
    return t("handing.done.fingerprint", first=grouped(fingerprint[:half]), second=grouped(fingerprint[half:]))


def path_of(text: str) -> Path:
    """The path meant by a pasted or dropped text; InputError for none."""
    return pasted_path(text)
