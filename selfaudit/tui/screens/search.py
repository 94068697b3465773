"""Search folders for personal data that should not be there; what is found is shown here, only counts are kept."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widgets import Static, Tree

from selfaudit.report.labels import search_verdict_label
from selfaudit.services.paste import pasted_path
from selfaudit.text.messages import t
from selfaudit.tui import actions, words, work
from selfaudit.tui.screens.ask import AskScreen
from selfaudit.tui.screens.work_screen import WorkScreen
from selfaudit.tui.widgets.findings_tree import FindingsTree
from selfaudit.tui.widgets.key_bar import KeyBar
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped, short

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from selfaudit.services.search import SearchOutcome
    from selfaudit.services.search_tree import Group

_LISTED = 2_000
"""Files in the tree at most; the counts are always complete."""
_REDRAW = 1.0
"""Seconds between two looks at new results while a search runs: a tree that moves all the time cannot be read."""


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
        self._drawn = 0.0
        self._moment: Any = None
        self._by = "folder"
        self._full = False
        self._folder = self._searched = self._stopped_at = ""

    def compose(self) -> ComposeResult:
        """Lay out folder, progress, findings and keys."""
        yield TopBar(t("tui.search.title"), id="work-top")
        yield Wrapped(t("tui.search.about"), classes="quiet")
        with Horizontal(classes="field-row"):
            yield Static(t("tui.search.folder"), classes="field-label", markup=False)
            yield Line(placeholder=t("tui.search.placeholder"))
        yield Static(id="work-progress", markup=False)
        yield Wrapped(id="search-summary", classes="told")
        yield FindingsTree(_line, id="search-tree")
        yield Wrapped(id="search-detail")
        yield KeyBar(self.scope)

    def on_mount(self) -> None:
        """Propose the contract's folder and show the latest result."""
        folders = self.walk.contract.folders
        if folders:
            self.query_one(Line).propose(folders[0])
        last = next((run for run in reversed(self.walk.search_runs()) if run.finished), None)
        text = t("tui.search.never")
        if last:
            text = "\n".join((t("tui.search.last", **_values(last.summary)), t("search.list_not_kept")))
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
        if folder == self._stopped_at and not self._full:
            self.tell(t("search.screen.resumed"))
        self.job, self._found, self._shown, self._moment = work.Job(), [], -1, None
        self._folder = folder
        self.query_one("#search-summary", Wrapped).text = ""
        self._draw(anew=True)
        self._start(folder)

    def _start(self, folder: str) -> None:
        job, found, full = self.job, self._found, self._full

        def told(step: Any) -> None:
            job.told(step.files_done, step.files_total, step.current)
            self._moment = step

        def look() -> SearchOutcome:
            from selfaudit.services import search

            return search.run(self.walk, [folder], progress=told, cancel=job.cancel, found=found.append, full=full)

        work.start(self, job, look, self._finished)

    def _finished(self, outcome: SearchOutcome) -> None:
        from selfaudit.services.search_tree import heaviest_first

        self._found = heaviest_first(self._found)
        self._draw(anew=True)
        self.show_progress()
        finished = outcome.run.finished is not None
        self._searched, self._stopped_at = (self._folder, "") if finished else ("", self._folder)
        self._full = False
        key = "tui.search.finished" if finished else "tui.search.stopped"
        lines = [t(key, **_values(outcome.run.summary))]
        if any(row.kinds and not row.reason for row in self._found):
            lines.append(t("search.screen.next"))
        if len(self._found) > _LISTED:
            lines.append(t("search.screen.more", count=len(self._found) - _LISTED))
        self.query_one("#search-summary", Wrapped).text = "\n".join(lines)

    def action_full(self) -> None:
        """Let the next search read every file again, or not."""
        self._full = not self._full
        self._searched = ""
        self.tell(t("search.screen.full_on" if self._full else "search.screen.full_off"))

    def action_regroup(self) -> None:
        """Arrange the results by folder, by grade, by kind, in turn."""
        order = ("folder", "grade", "kind")
        self._by = order[(order.index(self._by) + 1) % len(order)]
        self._draw(anew=True)
        self.tell(t("search.screen.grouped", by=t(f"search.by.{self._by}")))

    def show_progress(self) -> None:
        """Draw the progress line; list what has been found since."""
        text = f"{self.job.bar(10)} {self._told()}" if self.job.running else ""
        self.query_one("#work-progress", Static).update(short(text, max(self.size.width - 2, 1)))
        if len(self._found) != self._shown and time.monotonic() - self._drawn >= _REDRAW:
            self._draw()

    def _told(self) -> str:
        step = self._moment
        if step is None:
            return self.job.line(t(self.unit))
        seconds = max(time.monotonic() - self.job.started, 0.001)
        values = {
            "done": step.files_done,
            "total": step.files_total,
            "size": words.size(step.bytes_done),
            "size_total": words.size(step.bytes_total),
            "rate": words.size(int(step.bytes_done / seconds)),
            "found": len(self._found),
        }
        if step.seconds_left is None:
            return t("search.counting", **values)
        return t("search.progress", left=round(step.seconds_left), **values)

    def _draw(self, *, anew: bool = False) -> None:
        """Bring the tree to what has been found; `anew` where it is arranged otherwise."""
        self._shown, self._drawn = len(self._found), time.monotonic()
        tree = self.query_one(FindingsTree)
        if not self._found:
            tree.show([], anew=anew)
            self.query_one("#search-detail", Wrapped).text = ""
            return
        # Only now: by then the thread that searches has loaded what this needs, which takes most of a second.
        from selfaudit.services.search_tree import By, groups

        tree.show(groups(self._found[:_LISTED], By(self._by)), anew=anew)

    @on(Tree.NodeHighlighted)
    def _highlighted(self, event: Tree.NodeHighlighted[Any]) -> None:
        """Show the highlighted finding in full, masked."""
        data = event.node.data
        text = _detail(data) if hasattr(data, "verdict") else getattr(data, "label", "")
        self.query_one("#search-detail", Wrapped).text = text

    def _chosen(self) -> Sequence[Any]:
        """The files the cursor stands on: one, or all of a branch."""
        node = self.query_one(FindingsTree).cursor_node
        data = node.data if node is not None else None
        rows: Sequence[Any] = (data,) if hasattr(data, "verdict") else getattr(data, "rows", ())
        if not rows:
            self.tell(t("search.screen.choose"))
        return rows

    def action_mark(self) -> None:
        """Call the folder of the chosen file a legitimate place of work; asks why."""
        rows = self._chosen()
        if not rows or self.job.running:
            return
        folder = str(PurePath(rows[0].path).parent)
        ask = AskScreen(
            t("search.screen.mark_title"), t("search.screen.mark_text", folder=folder), t("search.screen.mark_hint")
        )
        self.desk.push_screen(ask, lambda reason: self._mark(folder, reason))

    def _mark(self, folder: str, reason: str | None) -> None:
        from selfaudit.services import search_places

        if reason is None:
            return
        place = self.guarded(lambda: search_places.mark(self.workspace, self.walk.contract.id, folder, reason))
        if place is None:
            return
        self._found = [
            replace(row, reason="place_of_work")
            if row.kinds and not row.reason and search_places.inside(row.path, place)
            else row
            for row in self._found
        ]
        self._searched = ""
        self._draw(anew=True)
        self.tell(t("search.screen.marked"))

    def action_erase(self) -> None:
        """Hand the chosen files to the assisted erase, which asks twice."""
        from selfaudit.tui.screens.erase_found import EraseFoundScreen

        rows = self._chosen()
        files = [Path(row.path) for row in rows if row.kinds]
        if files and not self.job.running:
            self.desk.push_screen(EraseFoundScreen(files))
        elif rows:
            self.tell(t("search.screen.none_to_erase"))

    def action_folder(self) -> None:
        """Open the folder of the chosen file in the system's own file manager."""
        from selfaudit.services import search_places

        rows = self._chosen()
        if rows and (folder := self.guarded(lambda: search_places.show_folder(rows[0].path))) is not None:
            self.tell(t("search.opened", folder=folder))


def _line(row: Any, group: Group) -> str:
    """The file's name before its folder: the end of a long path is what tells files apart."""
    path = PurePath(row.path)
    count = f"  {t('search.persons', count=row.records)}" if row.records else ""
    place = "" if group.folder else f"  ({path.parent})"
    at_work = f"  {t('search.at_work')}" if row.reason == "place_of_work" else ""
    return f"{search_verdict_label(row.verdict)}{count}{at_work}  {path.name}{place}"


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
