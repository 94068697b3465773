"""Search folders for personal data that should not be there; what is found is shown here, only counts are kept."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from selfaudit.report.labels import search_verdict_label
from selfaudit.services.paste import pasted_path
from selfaudit.text.messages import t
from selfaudit.tui import actions, words, work
from selfaudit.tui.screens.work_screen import WorkScreen
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped, short

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.services.search import SearchOutcome

_LISTED = 500
"""Findings shown at most; the counts are always complete."""


class SearchScreen(WorkScreen):
    """One folder typed or pasted, or the contract's own folders; findings come in while the search runs."""

    scope = "search"
    help_key = "tui.help.search"
    unit = "tui.search.unit"
    AUTO_FOCUS = "Line"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("search")]

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Any] = []
        self._shown = 0
        self._folder = self._searched = ""

    def compose(self) -> ComposeResult:
        """Lay out folder, progress, findings and keys."""
        yield TopBar(t("tui.search.title"), id="work-top")
        yield Wrapped(t("tui.search.about"), classes="quiet")
        with Horizontal(classes="field-row"):
            yield Static(t("tui.search.folder"), classes="field-label", markup=False)
            yield Line(placeholder=t("tui.search.placeholder"))
        yield Static(id="work-progress", markup=False)
        yield Wrapped(id="search-summary", classes="told")
        yield OptionList(compact=True, markup=False)
        yield Wrapped(id="search-detail")
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Propose the contract's folder and show the latest result."""
        folders = self.walk.contract.folders
        if folders:
            self.query_one(Line).load_text(folders[0])
        last = next((run for run in reversed(self.walk.search_runs()) if run.finished), None)
        text = t("tui.search.last", **_values(last.summary)) if last else t("tui.search.never")
        self.query_one("#search-summary", Wrapped).text = text

    @on(Line.Confirmed)
    def action_run(self) -> None:
        """Search the folder given, unless a search is running."""
        if self.job.running:
            return
        typed = self.query_one(Line).value
        folder = self.guarded(lambda: str(pasted_path(typed)))
        if folder is None:
            return
        if folder == self._searched:
            # Enter in the field has searched already: one search is one entry in the journal.
            self._searched = ""
            self.tell(t("tui.search.again"))
            return
        self.job, self._found, self._shown = work.Job(), [], 0
        self.query_one(OptionList).clear_options()
        self.query_one("#search-detail", Wrapped).text = ""
        self._folder = folder
        job, found = self.job, self._found

        def told(step: Any) -> None:
            job.told(step.files_done, step.files_total, step.current)

        def look() -> SearchOutcome:
            from selfaudit.services import search

            return search.run(self.walk, [folder], progress=told, cancel=job.cancel, found=found.append)

        work.start(self, job, look, self._finished)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the highlighted finding in full, masked."""
        self.query_one("#search-detail", Wrapped).text = _detail(self._found[event.option_index])

    def _finished(self, outcome: SearchOutcome) -> None:
        self.show_progress()
        summary = outcome.run.summary
        self._searched = "" if outcome.run.finished is None else self._folder
        key = "tui.search.stopped" if outcome.run.finished is None else "tui.search.finished"
        self.query_one("#search-summary", Wrapped).text = t(key, **_values(summary))

    def show_progress(self) -> None:
        """Draw the progress line and list what has been found since."""
        super().show_progress()
        fresh = self._found[self._shown : _LISTED]
        if fresh:
            width = max(self.size.width - 4, 1)
            self.query_one(OptionList).add_options(Option(short(_line(row), width)) for row in fresh)
            self._shown += len(fresh)


def _line(row: Any) -> str:
    """The file's name before its folder: the end of a long path is what tells files apart."""
    path = PurePath(row.path)
    return f"{search_verdict_label(row.verdict)}  {path.name}  ({path.parent})"


def _values(summary: Any) -> dict[str, object]:
    counts = summary.get("counts", {})
    return {
        "verdict": search_verdict_label(summary.get("verdict", "")),
        "files": summary.get("files", 0),
        "size": words.size(int(summary.get("bytes", 0))),
        "records": summary.get("records", 0),
        "coverage": f"{float(summary.get('coverage', 0)) * 100:.1f}",
        "counts": t("tui.search.and").join(f"{search_verdict_label(name)} {count}" for name, count in counts.items()),
    }


def _detail(row: Any) -> str:
    from selfaudit.services.search import describe

    return "\n".join([row.path, *describe(row)])
