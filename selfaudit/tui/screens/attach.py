"""Add a file as evidence: paste its place, be told of personal data in it, see it copied, see its digest."""

from __future__ import annotations

from selfaudit.domain.inspection import Exhibit
from selfaudit.services import photos
from selfaudit.text.messages import t
from selfaudit.tui import words, work
from selfaudit.tui.screens.add_screen import AddScreen


class AttachScreen(AddScreen):
    """Copies one file after the other into the store; the originals stay untouched.

    A file is searched for personal data first, its name too. What is found is shown to the person alone, who decides with
    a second Enter; it is kept nowhere.
    """

    scope = "attach"
    help_key = "tui.help.attach"
    title_key = "tui.attach.title"
    how = "tui.attach.how"
    placeholder = "tui.attach.placeholder"
    keys = "tui.attach.keys"

    def __init__(self, item_id: str, path: str = "") -> None:
        super().__init__(path)
        self._item = item_id
        self._warned = ""

    def title_words(self) -> str:
        """Return the title with the number of the row."""
        return t("tui.attach.title", number=self.walk.profile.item(self._item).number)

    def on_mount(self) -> None:
        """Draw the progress while a file is copied."""
        self.set_interval(work.REFRESH, self._show)

    def add(self, path: str) -> None:
        """Look into the file, or copy it where the person has been told what is in it."""
        self.job = work.Job()
        if path == self._warned:
            self._copy(path)
            return
        self.warn(t("tui.attach.looking"))
        job = self.job

        place = len(self.walk.view(self._item).exhibits) + 1

        def look() -> str:
            from selfaudit.services import exhibit_names, search

            held = search.held_in(path, job.cancel)
            parts = (t("tui.attach.holds", held=held) if held else "", exhibit_names.warning(path, place))
            return "\n".join(part for part in parts if part)

        work.start(self, job, look, lambda warning: self._looked(path, warning), lambda: self.warn(""))

    def action_leave(self) -> None:
        """Stop a running copy, or close."""
        if self.job.running:
            self.job.cancel.set()
        else:
            self.dismiss(None)

    def _looked(self, path: str, warning: str) -> None:
        self.warn("")
        if self.job.cancel.is_set():
            return
        if warning:
            self._warned = path
            self.warn(warning)
        else:
            self.job = work.Job()
            self._copy(path)

    def _copy(self, path: str) -> None:
        self._warned = ""
        job = self.job
        work.start(
            self, job, lambda: self.walk.attach(self._item, path, progress=job.told, cancel=job.cancel), self._copied
        )

    def _copied(self, exhibit: Exhibit) -> None:
        self.added(t("tui.attach.done", exhibit=words.exhibit(exhibit)))
        warnings = photos.warnings_of(self.walk, exhibit)
        if warnings:
            self.warn("\n".join(line.strip() for line in warnings))

    def _show(self) -> None:
        job = self.job
        if job.running and job.total:
            size = {"done": words.size(job.done), "total": words.size(job.total)}
            self.show_done(t("tui.attach.copying", bar=job.bar(20), **size))
        else:
            self.show_done()
