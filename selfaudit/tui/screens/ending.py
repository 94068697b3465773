"""The end of a contract: search for what was registered at receipt, erase what is found, go on to the certificate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from selfaudit.errors import UsageError
from selfaudit.report.labels import search_verdict_label
from selfaudit.services.paste import pasted_path
from selfaudit.text.messages import t
from selfaudit.tui import actions, words, work
from selfaudit.tui.base import AppScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped, short

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.domain.erasure import ExitRun
    from selfaudit.services.ending import Target

_LISTED = 500
"""Finds shown at most; the counts are always complete."""
_RAW = 3
_WHOLE_PC = ("*", "\uff0a")
_LINES = ("place", "image", "level", "registry", "half")


class EndingScreen(AppScreen[None]):
    """A folder, an image or a device, or both; what was found is shown here, only counts are kept."""

    scope = "ending"
    help_key = "certificate.help.ending"
    CSS_PATH = "../styles/work.tcss"
    AUTO_FOCUS = "#ending-place"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("ending")]

    def __init__(self) -> None:
        super().__init__()
        self._job: work.Job[ExitRun] = work.Job()
        self._hits: list[Any] = []
        self._step: Any = None
        self._shown = 0

    def compose(self) -> ComposeResult:
        """Lay out fields, progress, finds, what stands, and keys."""
        yield TopBar(t("certificate.screen.ending"), id="work-top")
        yield Wrapped(t("residue.screen.about"), classes="quiet")
        for name in _LINES:
            with Horizontal(classes="field-row"):
                yield Static(t(f"residue.screen.{name}"), classes="field-label", markup=False)
                yield Line(id=f"ending-{name}", placeholder=t(f"residue.screen.{name}_hint"))
        with Horizontal(classes="field-row"):
            yield Static(t("residue.screen.passphrase"), classes="field-label", markup=False)
            yield Input(id="ending-passphrase", password=True, compact=True)
        yield Static(id="work-progress", markup=False)
        yield OptionList(compact=True, markup=False)
        yield Wrapped(id="ending-told", classes="told")
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Propose the contract's folder and say where things stand."""
        folders = self.walk.contract.folders
        if folders:
            self.query_one("#ending-place", Line).propose(folders[0])
        self._tell_state()
        self.set_interval(work.REFRESH, self._show_progress)

    def on_screen_resume(self) -> None:
        """Say what another screen may have changed."""
        self._tell_state()

    @on(Line.Confirmed)
    def _next_field(self) -> None:
        self.focus_next()

    @on(Input.Submitted)
    def action_run(self) -> None:
        """Search the folder on levels 1 and 2, the image or device on level 3, or what the level field says."""
        if self._job.running:
            return
        from selfaudit.services import ending

        secret = self.query_one("#ending-passphrase", Input)
        passphrase = secret.value
        wanted = self.guarded(self._wanted)
        if wanted is None:
            return
        secret.value = ""
        self._job, self._hits, self._shown = work.Job(), [], 0
        self.query_one(OptionList).clear_options()
        job, hits = self._job, self._hits

        self._step = None

        def told(step: Any) -> None:
            self._step = step
            # how many files there will be is not known before; how many bytes a disk has is
            raw = step.level == _RAW
            job.told(step.bytes_done if raw else step.items_done, step.bytes_total if raw else 0)

        def look() -> ExitRun:
            end = ending.Ending(self.workspace, self.walk.contract.id)
            return end.search(wanted(passphrase), found=hits.append, progress=told, cancel=job.cancel)

        self._tell_state()
        work.start(self, job, look, self._finished, self._failed)

    def action_stop(self) -> None:
        """Stop the search; a stopped search proves nothing and is kept as stopped."""
        self._job.cancel.set()

    def action_erase(self) -> None:
        """Offer to erase the files found; nothing is touched before two confirmations."""
        from selfaudit.services.ending import files_of
        from selfaudit.tui.screens.erase_found import EraseFoundScreen

        files = [] if self._job.running else files_of(self._hits)
        if not files:
            self.tell(t("certificate.screen.nothing_to_erase"))
            return
        self.desk.push_screen(EraseFoundScreen(files), lambda _: self._after_erase())

    def action_statements(self) -> None:
        """Open what persons state."""
        self.desk.open_place("statements")

    def action_fingerprints(self) -> None:
        """Make the registry first, where that was not done at receipt; it is then the one to search with."""
        from selfaudit.tui.screens.fingerprints import FingerprintsScreen

        screen = FingerprintsScreen()

        def take_over(_: None) -> None:
            for name, typed in zip(("registry", "half"), screen.made or (), strict=False):
                self.query_one(f"#ending-{name}", Line).load_text(typed)

        self.desk.push_screen(screen, take_over)

    def action_certificate(self) -> None:
        """Go on to the certificate."""
        from selfaudit.tui.screens.certificate import CertificateScreen

        typed = {name: self.query_one(f"#ending-{name}", Line).value for name in ("registry", "half")}
        self.desk.push_screen(CertificateScreen(typed["registry"], typed["half"]))

    def action_back(self) -> None:
        """Stop a search, else go back."""
        if self._job.running:
            self.action_stop()
        else:
            self.dismiss(None)

    def _wanted(self) -> Callable[[str], Target]:
        """What the fields say, but for the passphrase; the key takes time and is made while searching."""
        from selfaudit.services import ending, residue

        typed = {name: self.query_one(f"#ending-{name}", Line).value for name in _LINES}
        whole_pc = typed["place"].strip() in _WHOLE_PC
        skipped = ("level", "place") if whole_pc else ("level",)
        paths = {name: pasted_path(text) for name, text in typed.items() if text and name not in skipped}
        folder, image = paths.get("place"), paths.get("image")
        if not (folder or image or whole_pc):
            raise UsageError(t("residue.screen.no_place"), "", t("residue.screen.no_place_next"))
        usual = residue.usual_levels(folders=whole_pc or folder is not None, image=image is not None)
        levels = frozenset(residue.levels_from(typed["level"] or usual))
        registry, half = paths.get("registry") or pasted_path(""), paths.get("half")

        def target(passphrase: str) -> Target:
            key = residue.key_from(half, passphrase)
            return ending.Target(registry, key, [folder] if folder else [], image, levels, whole_pc=whole_pc)

        return target

    def _failed(self) -> None:
        self._show_progress()
        self.query_one("#ending-passphrase", Input).focus()

    def _finished(self, run: ExitRun) -> None:
        self._show_progress()
        self._tell_state(run)

    def _after_erase(self) -> None:
        self._hits = [hit for hit in self._hits if hit.path and Path(hit.path).exists()]
        self._shown = 0
        self.query_one(OptionList).clear_options()
        self._show_progress()

    def _tell_state(self, run: ExitRun | None = None) -> None:
        from selfaudit.services.certificate import obstacles

        said = [search_words(run)] if run else []
        found = self.guarded(lambda: obstacles(self.walk)) or []
        said += [obstacle.sentence for obstacle in found] or [t("certificate.screen.ready")]
        self.query_one("#ending-told", Wrapped).text = "\n".join(said)

    def _progress(self) -> str:
        """How far the search is: files counted, or bytes of the disk with their rate and the time that is left."""
        job, step = self._job, self._step
        if not job.running:
            return ""
        if step is None or step.level != _RAW:
            return job.line(t("tui.search.unit"))
        left = "-" if step.seconds_left is None else f"{step.seconds_left:.0f}"
        done, total, rate = (words.size(int(each)) for each in (step.bytes_done, step.bytes_total, step.rate))
        return f"{job.bar(20)} {t('residue.screen.raw_progress', done=done, total=total, rate=rate, left=left)}"

    def _show_progress(self) -> None:
        width = max(self.size.width - 2, 1)
        self.query_one("#work-progress", Static).update(short(self._progress(), width))
        fresh = self._hits[self._shown : _LISTED]
        if fresh:
            self.query_one(OptionList).add_options(Option(short(_line(hit), width - 2)) for hit in fresh)
            self._shown += len(fresh)


def search_words(run: ExitRun) -> str:
    """What a search says: its verdict, finds and coverage, as one sentence."""
    coverage = run.summary.get("coverage", {}).values()
    return t(
        "certificate.screen.searched" if run.finished else "certificate.screen.stopped",
        verdict=search_verdict_label(str(run.summary["verdict"])),
        records=run.summary.get("records", 0),
        looked=sum(int(each["looked"]) for each in coverage),
        items=sum(int(each["items"]) for each in coverage),
        missed=sum(sum(each["uninspectable"].values()) for each in coverage),
    )


def _line(hit: Any) -> str:
    row = hit.as_json()
    verdict = search_verdict_label(str(row["verdict"]))
    if row.get("path") is None:
        return t("certificate.screen.at_offset", verdict=verdict, offset=row["offset"])
    path = Path(row["path"])
    where = f" [{row['where']}]" if row.get("where") else ""
    return f"{verdict}  {path.name}{where}  ({path.parent})"
