"""The fingerprint registry at receipt: what was received, the key, the consent to it, and what came to be stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from selfaudit.services.paste import pasted_path, pasted_paths
from selfaudit.text.messages import t
from selfaudit.tui import actions, words, work
from selfaudit.tui.screens.work_screen import WorkScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped, short

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

_LINES = ("place", "columns", "registry", "half", "person", "day", "document")
_SECRETS = ("passphrase", "again")


class FingerprintsScreen(WorkScreen):
    """Makes one registry; the passphrase is forgotten as soon as the work begins."""

    scope = "fingerprints"
    help_key = "fingerprints.help"
    AUTO_FOCUS = "#fingerprints-place"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("fingerprints")]

    def __init__(self) -> None:
        super().__init__()
        self.made: tuple[str, str] | None = None
        """The registry made and the ward's half of its key, as typed."""
        self._moment: Any = None
        self._unconsented = False
        self._looks = False

    def compose(self) -> ComposeResult:
        """Lay out fields, progress, what is stored, and keys."""
        yield TopBar(t("fingerprints.title"), id="work-top")
        yield Wrapped(t("fingerprints.about"), classes="quiet")
        for name in _LINES:
            with Horizontal(classes="field-row"):
                yield Static(t(f"fingerprints.field.{name}"), classes="field-label", markup=False)
                yield Line(id=f"fingerprints-{name}", placeholder=t(f"fingerprints.hint.{name}"))
        for name in _SECRETS:
            with Horizontal(classes="field-row"):
                yield Static(t(f"fingerprints.field.{name}"), classes="field-label", markup=False)
                hint = t(f"fingerprints.hint.{name}")
                yield Input(id=f"fingerprints-{name}", password=True, compact=True, placeholder=hint)
        yield Static(id="work-progress", markup=False)
        with VerticalScroll(can_focus=True):
            yield Wrapped(t("fingerprints.stored"), id="fingerprints-told", classes="told")
        yield KeyBar(self.scope)

    @on(Line.Confirmed)
    def _next_field(self) -> None:
        self.focus_next()

    @on(Input.Submitted)
    def _secret_entered(self, event: Input.Submitted) -> None:
        if event.input.id == "fingerprints-again":
            self.action_run()
        else:
            self.focus_next()

    def action_run(self) -> None:
        """Take the fingerprints; without a consent written down only when asked a second time."""
        if self.job.running:
            return
        ready = self.guarded(self._ready)
        if ready is None:
            return
        if not self._value("person") and not self._unconsented:
            self._unconsented = True
            self._tell(t("fingerprints.no_consent"))
            return
        for name in _SECRETS:
            self.query_one(f"#fingerprints-{name}", Input).value = ""
        self.job, self._moment, self._unconsented, self._looks = work.Job(), None, False, False
        self._tell("")
        work.start(self, self.job, ready, self._finished, self._failed)

    def action_preview(self) -> None:
        """Show how the headings of what was received are understood; nothing is registered."""
        if self.job.running:
            return
        ready = self.guarded(self._looking)
        if ready is None:
            return
        self.job, self._moment, self._looks = work.Job(), None, True
        self._tell("")
        work.start(self, self.job, ready, self._previewed)

    def show_progress(self) -> None:
        """Draw how much has been read so far."""
        step, text = self._moment, ""
        if self.job.running and step is not None:
            text = t(
                "fingerprints.progress",
                files=step.files,
                members=step.members,
                records=step.records,
                size=words.size(step.bytes),
            )
        elif self.job.running:
            text = t("fingerprints.previewing" if self._looks else "fingerprints.starting")
        self.query_one("#work-progress", Static).update(short(text, max(self.size.width - 2, 1)))

    def _value(self, name: str) -> str:
        return self.query_one(f"#fingerprints-{name}", Line).value

    def _path(self, name: str) -> Path | None:
        return pasted_path(self._value(name)) if self._value(name) else None

    def _ready(self) -> Callable[[], Any]:
        """The work the fields ask for; InputError says which of them does not do."""
        from selfaudit.services import fingerprints as service

        places, registry = pasted_paths(self._value("place")), pasted_path(self._value("registry"))
        columns = service.columns_typed(self._value("columns"))
        consent = service.consent_words(*(self._value(name) for name in ("person", "day", "document")))
        typed, again = (self.query_one(f"#fingerprints-{name}", Input).value for name in _SECRETS)
        key = service.new_key(self._path("half"), typed, again)

        def told(step: Any) -> None:
            self._moment = step

        return lambda: service.register(
            places, registry, key, column_map=columns, consent=consent, progress=told, cancel=self.job.cancel
        )

    def _failed(self) -> None:
        self.show_progress()
        self._tell(t("fingerprints.stored"))
        self.query_one(f"#fingerprints-{_SECRETS[0]}", Input).focus()

    def _looking(self) -> Callable[[], Any]:
        from selfaudit.services import fingerprints as service

        places, columns = pasted_paths(self._value("place")), service.columns_typed(self._value("columns"))
        return lambda: service.preview(places, columns)

    def _previewed(self, found: Any) -> None:
        from selfaudit.services import fingerprints as service

        self.show_progress()
        self._tell("\n".join([t("fingerprints.preview_about"), *service.preview_words(found)]))
        self.query_one(VerticalScroll).focus()

    def _finished(self, made: Any) -> None:
        from selfaudit.services import fingerprints as service

        self.show_progress()
        self.made = (self._value("registry"), self._value("half"))
        service.note(self.workspace, self.walk.contract.id, made)
        lines = [t("fingerprints.done", path=self.made[0]), *service.stored(made), t("fingerprints.noted")]
        lines += [] if self.made[1] else [t("fingerprints.no_half")]
        self._tell("\n".join(lines))
        self.query_one(VerticalScroll).focus()

    def _tell(self, text: str) -> None:
        self.query_one("#fingerprints-told", Wrapped).text = text
