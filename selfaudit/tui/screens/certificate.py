"""The certificate: what is open, where to write it, the passphrase, and what was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from selfaudit.report.labels import search_verdict_label
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

    from selfaudit.services.erase import Issued


class CertificateScreen(AppScreen[None]):
    """Issues the certificate; refused while something is open, unless the other side has consented."""

    scope = "certificate"
    help_key = "certificate.help.certificate"
    CSS_PATH = "../styles/work.tcss"
    AUTO_FOCUS = "#certificate-folder"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("certificate")]

    def __init__(self, registry: str = "", half: str = "") -> None:
        super().__init__()
        self._registry, self._half = registry, half
        self._destroy = False
        self._new_key = False
        self._job: work.Job[Issued] = work.Job()

    def compose(self) -> ComposeResult:
        """Lay out what is open, fields, result and keys."""
        yield TopBar(t("certificate.page.title"), id="work-top")
        yield Wrapped(id="certificate-open", label=t("tui.seal.open_label"))
        yield Wrapped(id="certificate-registry", classes="quiet")
        with Horizontal(classes="field-row"):
            yield Static(t("tui.seal.folder"), classes="field-label", markup=False)
            yield Line(id="certificate-folder")
        for name in ("passphrase", "again"):
            with Horizontal(classes="field-row", id=f"certificate-{name}-row"):
                yield Static(t(f"tui.seal.{name}"), classes="field-label", markup=False)
                yield Input(
                    id=f"certificate-{name}", password=True, compact=True, placeholder=t(f"tui.seal.{name}_hint")
                )
        with VerticalScroll(can_focus=True):
            yield Wrapped(id="certificate-result", classes="told")
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Say what is open and propose the folder."""
        from selfaudit.services import seal

        self._new_key = not seal.key_info(self.walk).exists
        self.query_one("#certificate-again-row").display = self._new_key
        self.query_one("#certificate-folder", Line).propose(str(Path.home()))
        self._show_open()

    def action_destroy(self) -> None:
        """Choose whether the registry is destroyed with the certificate."""
        if self._registry:
            self._destroy = not self._destroy
        self._show_open()

    @on(Line.Confirmed)
    def _folder_confirmed(self) -> None:
        self.focus_next()

    @on(Input.Submitted)
    def action_run(self) -> None:
        """Issue it into the folder given."""
        if self._job.running:
            return
        fields = {name: self.query_one(f"#certificate-{name}", Input) for name in ("passphrase", "again")}
        passphrase = fields["passphrase"].value
        if self._new_key and passphrase != fields["again"].value:
            self._tell(t("tui.seal.differ"))
            return
        folder = self.guarded(lambda: pasted_path(self.query_one("#certificate-folder", Line).value))
        gone = self.guarded(self._gone)
        if folder is None or gone is None:
            return
        registry, half = gone
        for field in fields.values():
            field.value = ""
        self._job = work.Job()
        self._tell("")

        def act() -> Issued:
            from selfaudit.services import erase

            return erase.issue(self.walk, folder, passphrase, registry=registry, ward_half=half)

        work.start(self, self._job, act, self._issued, self._failed)

    def action_back(self) -> None:
        """Go back; issuing is not left half-way."""
        if not self._job.running:
            self.dismiss(None)

    def _gone(self) -> tuple[Path | None, Path | None]:
        if not self._destroy:
            return None, None
        return pasted_path(self._registry), pasted_path(self._half) if self._half else None

    def _failed(self) -> None:
        self.query_one("#certificate-passphrase", Input).focus()

    def _issued(self, done: Issued) -> None:
        verdict = search_verdict_label(done.verdict)
        said = [t("certificate.cli.issued", number=done.number, edition=done.edition, verdict=verdict)]
        said += [t("certificate.cli.files", path=path) for path in (done.pdf, done.document, done.bundle)]
        self._tell("\n".join([*said, t("certificate.limits.fixed")]))
        self._destroy, self._registry = False, "" if done.destroyed else self._registry
        self._show_open()
        self.query_one(VerticalScroll).focus()

    def _show_open(self) -> None:
        from selfaudit.services.certificate import obstacles
        from selfaudit.services.ending import Ending

        found = self.guarded(lambda: obstacles(self.walk)) or []
        lines = [obstacle.sentence for obstacle in found] or [t("certificate.screen.ready")]
        if found and Ending(self.workspace, self.walk.contract.id).consent():
            lines.append(t("certificate.screen.consented"))
        self.query_one("#certificate-open", Wrapped).text = "\n".join(lines)
        state = "none" if not self._registry else "destroy" if self._destroy else "keep"
        self.query_one("#certificate-registry", Wrapped).text = t(f"certificate.screen.registry_{state}")

    def _tell(self, text: str) -> None:
        self.query_one("#certificate-result", Wrapped).text = text
