"""The part of the repository about one inspection: interview, answers, exhibits, what machines said, searches."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import delete

from selfaudit.domain.inspection import Answer, Exhibit, MachineSays, SearchRun
from selfaudit.store import journal, rows
from selfaudit.store.changes import Action
from selfaudit.store.codec import to_row
from selfaudit.store.exhibits import Progress, copy_in, place
from selfaudit.store.layout import table
from selfaudit.store.session import Session


class InspectionPart(Session):
    """Everything kept about one inspection."""

    def interview(self, inspection_id: str) -> dict[str, bool]:
        """What was answered, by condition id; a condition that is missing was not asked yet."""
        with self._transaction() as connection:
            found = rows.read_all(connection, "interview", {"inspection": inspection_id})
        return {row["condition"]: bool(row["value"]) for row in found}

    def set_interview(self, inspection_id: str, condition_id: str, value: bool | None) -> None:
        """Answer a condition yes or no, or take the answer away (None)."""
        key = {"inspection": inspection_id, "condition": condition_id}
        with self._transaction() as connection:
            if value is not None:
                self._put(connection, "interview", {**key, "value": int(value)})
            elif before := rows.read(connection, "interview", key):
                self._change(connection, "interview", before, None)

    def answers(self, inspection_id: str) -> dict[str, Answer]:
        """The answers of an inspection, by item id."""
        return {answer.item: answer for answer in self._all(Answer, inspection=inspection_id)}

    def save_answer(self, answer: Answer, *, anew: bool = False) -> None:
        """Keep an answer; nothing is written when only its time differs, unless it is given `anew`."""
        self._save(answer, unless_only=() if anew else ("answered_at",))

    def exhibits(self, inspection_id: str, item: str | None = None) -> list[Exhibit]:
        """The exhibits of an inspection, or of one item, in the order they were added."""
        if item is None:
            return self._all(Exhibit, inspection=inspection_id)
        return self._all(Exhibit, inspection=inspection_id, item=item)

    def add_exhibit(
        self,
        inspection_id: str,
        item: str,
        source: Path,
        *,
        progress: Progress | None = None,
        cancel: threading.Event | None = None,
        name: str = "",
    ) -> Exhibit:
        """Copy a file into the data folder and show it as evidence for an item; the original is not touched.

        It is called `name`, or as the file itself is called.

        `progress` is called with bytes done and bytes in all. Setting `cancel` ends the copy with Stopped and leaves
        nothing behind. The same file under the same name for the same item is kept once. InputError for a file that is
        missing, unreadable, empty, a folder, or changing while it is read; DataError when the disk is full.
        """
        copied = copy_in(self.directory, source, progress=progress, cancel=cancel)
        same = (exhibit for exhibit in self.exhibits(inspection_id, item) if exhibit.sha256 == copied.sha256)
        for exhibit in same:
            if name or exhibit.name == copied.name:
                return exhibit
        exhibit = Exhibit(
            id=uuid.uuid4().hex,
            inspection=inspection_id,
            item=item,
            sha256=copied.sha256,
            name=name or copied.name,
            size=copied.size,
            added_by=self.who,
            added_at=self._clock(),
        )
        self._save(exhibit)
        return exhibit

    def share_exhibit(self, exhibit: Exhibit, inspection_id: str, item: str) -> None:
        """Show an exhibit of one inspection as evidence in another: the same file, with the day it was first added."""
        known = {each.sha256 for each in self.exhibits(inspection_id, item)}
        if exhibit.sha256 not in known:
            self._save(replace(exhibit, id=uuid.uuid4().hex, inspection=inspection_id, item=item))

    def remove_exhibit(self, exhibit_id: str) -> None:
        """Take an exhibit away from its item; the copied file stays, so that this can be undone."""
        self._remove(Exhibit, id=exhibit_id)

    def exhibit_path(self, sha256: str) -> Path:
        """Where the copy of an exhibit lies."""
        return place(self.directory, sha256)

    def save_machine_results(self, inspection_id: str, host: str, results: Sequence[MachineSays]) -> None:
        """Keep what the checks of one PC said, in place of what they said before. ValueError for another PC's rows."""
        found = [to_row(result) for result in results]
        if any((row["inspection"], row["host"]) != (inspection_id, host) for row in found):
            raise ValueError("results of another PC or inspection")
        key = {"inspection": inspection_id, "host": host}
        says = table("machinesays")
        with self._transaction() as connection:
            before = rows.read_all(connection, "machinesays", key)
            if not before and not found:
                return
            connection.execute(delete(says).where(says.c.inspection == inspection_id, says.c.host == host))
            if found:
                connection.execute(says.insert(), found)
            summaries = (journal.summary(rows_) if rows_ else None for rows_ in (before, found))
            self._record(connection, "machinesays", Action.RUN, *summaries)

    def machine_results(self, inspection_id: str) -> list[MachineSays]:
        """The latest results of all PCs, by PC and check."""
        return self._all(MachineSays, inspection=inspection_id)

    def save_search_run(self, run: SearchRun) -> None:
        """Keep a search, or its later state."""
        row = to_row(run)
        with self._transaction() as connection:
            before = rows.read(connection, "searchrun", {"id": run.id})
            row["position"] = before["position"] if before else rows.next_position(connection, "searchrun")
            rows.replace(connection, "searchrun", before, row)
            self._record(connection, "searchrun", Action.RUN, before, row)

    def search_runs(self, inspection_id: str) -> list[SearchRun]:
        """The searches of an inspection, in the order they were begun."""
        return self._all(SearchRun, inspection=inspection_id)
