"""The end of a contract: exit searches with their positive control, and what they say together.

A find stands until a later finished search of everything that was searched then, on at least the same levels, with the
same registry and rights, ends without any find and without anything it could not look at; a clean folder never clears
another one, and a search that could not tell clears nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.local.rights import is_elevated
from checks.residue.exit.model import CONTENT_KINDS, NAME_KINDS
from selfaudit.domain.erasure import CONSENT, Attestation, ExitRun
from selfaudit.services import entry
from selfaudit.services.residue import LEVELS, ExitSearch, control_result, controls, whole_pc
from selfaudit.services.search_standing import path_digest, salt, upwards_on_volume
from selfaudit.services.snapshots import snapshots_of
from selfaudit.services.storage import Storage, StorageKind, storage_of
from selfaudit.services.workspace import new_id

if TYPE_CHECKING:
    from checks.residue.fingerprint import Key
    from selfaudit.domain.contract import Contract
    from selfaudit.services.workspace import Workspace

CONTENT, NAME_ONLY, CLEAN, UNREADABLE = "検出あり(内容)", "検出あり(名称のみ)", "検査範囲で検出なし", "検査不能"
_GRAVEST = (CONTENT, NAME_ONLY, UNREADABLE, CLEAN)
LIVE = 1
"""The level of live files."""
_KEPT = ("verdict", "records", "hits", "coverage", "levels", "places", "cancelled", "seconds", "engine")

TOPICS = ("cloud", "mail", "backups", "snapshots", "mfp", "phones", "paper", "subcontractors", "other")
"""What no search here can look at, and a named person states instead."""
STATEMENT = {
    "person": entry.Kind.TEXT,
    "day": entry.Kind.DATE,
    "statement": entry.Kind.TEXT,
    "document": entry.Kind.TEXT,
}
"""The fields of a statement, in the order of its form."""


@dataclass
class Target:
    """What to search: live folders on levels 1 and 2, one image or device on level 3; and the registry with its key."""

    registry: Path
    key: Key
    paths: Sequence[Path] = ()
    image: Path | None = None
    levels: frozenset[int] = frozenset({1, 2})
    control: bool = True
    """Whether a marker and a deleted twin are planted on the folders' volumes first, and looked for (residual.md §6)."""
    whole_pc: bool = False
    """Search all volumes of this PC, hiding places first; `paths` are not given then."""


class Ending:
    """Everything kept about the end of one contract."""

    def __init__(self, workspace: Workspace, contract: str) -> None:
        self.workspace = workspace
        self.repository = workspace.repository
        self.id = contract

    @property
    def contract(self) -> Contract:
        """The contract that ends."""
        return self.repository.contract(self.id)

    def runs(self) -> list[ExitRun]:
        """All searches, oldest first."""
        return self.repository.exit_runs(self.id)

    def standing(self) -> list[ExitRun]:
        """The searches no later one settles, oldest first."""
        return unsettled(self.runs())

    def verdict(self) -> str:
        """The gravest verdict that stands; 検査不能 without any search."""
        found = {said(run) for run in self.standing()}
        return next((word for word in _GRAVEST if word in found), UNREADABLE)

    def clean_since(self, moment: datetime, places: Sequence[str]) -> bool:
        """Whether a search of live files, begun after `moment`, covered one of `places` (keyed digests) and found nothing there."""
        return any(
            run.started > moment
            and said(run) == CLEAN
            and LIVE in run.summary.get("levels", ())
            and {each[0] for each in run.scope}.intersection(places)
            for run in self.runs()
        )

    def search(
        self,
        target: Target,
        *,
        found: Callable[[Any], None] = lambda _: None,
        progress: Callable[[Any], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> ExitRun:
        """Search, and keep counts alone; every hit, with its path, goes to `found` and nowhere else.

        InputError where the registry cannot be opened or a place is missing.
        """
        from selfaudit.services.host_key import host_signer, name_of

        folders = whole_pc() if target.whole_pc else list(target.paths)
        started = self.workspace.clock()
        done = _searched(target, folders, found, progress, cancel)
        summary = done.summary
        stopped = bool(summary.get("cancelled"))
        run = ExitRun(
            id=new_id(),
            contract=self.id,
            host=name_of(host_signer(self.workspace.directory)),
            who=self.workspace.operator,
            started=started,
            finished=None if stopped else self.workspace.clock(),
            registry_digest=done.registry,
            summary={name: summary[name] for name in _KEPT if name in summary}
            | {
                "registered": done.registered,
                "rights": "admin" if elevated() else "user",
                "image": target.image is not None,
            },
            storage=tuple(_distinct(folders, image=target.image is not None)),
            control=done.control,
            scope=self._scope(folders, target.image),
        )
        self.repository.save_exit_run(run)
        return run

    def statements(self) -> dict[str, Attestation]:
        """What persons have stated, by topic; the last one where there are several."""
        return {row.topic: row for row in self.repository.attestations(self.id) if row.topic != CONSENT}

    def statement(self, topic: str) -> Attestation:
        """What is stated about a topic, or the ward's consent; an empty row where there is none yet."""
        rows = [row for row in self.repository.attestations(self.id) if row.topic == topic]
        return rows[-1] if rows else Attestation(new_id(), self.id, topic, "")

    def state(self, topic: str, field: str, text: str) -> Attestation:
        """Write one field of a statement as typed; InputError keeps the old value."""
        before = self.statement(topic)
        values: dict[str, Any] = {field: entry.read(STATEMENT[field], text)}
        changed = replace(before, **values)
        if changed != before:
            self.repository.save_attestation(changed)
        return changed

    def consent(self) -> Attestation | None:
        """The ward's consent, once person, day and document are all there."""
        rows = [row for row in self.repository.attestations(self.id) if row.topic == CONSENT]
        complete = [row for row in rows if row.person and row.day and row.document]
        return complete[-1] if complete else None

    def _scope(self, folders: Sequence[Path], image: Path | None) -> tuple[tuple[str, ...], ...]:
        """Digests of what was searched; the bytes of a disk are covered by a search of the same disk alone."""
        key = salt(self.repository)
        places = [upwards_on_volume(str(path)) for path in folders] + ([[image.resolve()]] if image else [])
        return tuple(tuple(path_digest(key, place) for place in upward) for upward in places)


@dataclass(frozen=True)
class _Done:
    """One search that came to its end, or was stopped."""

    summary: dict[str, Any]
    registry: str
    registered: dict[str, Any]
    """What the registry holds, since when, and the consent to it."""
    control: dict[str, Any]


def _searched(
    target: Target,
    folders: Sequence[Path],
    found: Callable[[Any], None],
    progress: Callable[[Any], None] | None,
    cancel: threading.Event | None,
) -> _Done:
    """Plant, search, take away; what is planted is gone whatever happens."""
    why = "not_wanted" if not target.control else "" if folders else "image"
    with controls(folders, why) as control:
        search = ExitSearch(
            target.paths,
            target.image,
            target.registry,
            target.key,
            set(target.levels),
            progress=progress,
            cancel=cancel,
            control=control.planted,
            whole_pc=target.whole_pc,
        )
        registry = search.registry
        registered = {**registry.counts, "consent": registry.consent, "created": registry.created}
        digest = str(registry.digest)
        try:
            for hit in search:
                found(hit)
        finally:
            search.close()
        checked = control_result(control, search.summary, target.image)
    return _Done(search.summary.as_json(), digest, registered, checked)


def files_of(hits: Sequence[Any]) -> list[Path]:
    """The live files that hold what was found: what an assisted erase can take away."""
    content = [hit for hit in hits if hit.path and hit.offset is None and str(hit.verdict) == CONTENT]
    paths = dict.fromkeys(Path(hit.path) for hit in content)
    return [path for path in paths if path.is_file()]


def elevated() -> bool:
    """Whether this program runs with administrator's rights; what it may read depends on it."""
    return is_elevated()


def unsettled(runs: Sequence[ExitRun]) -> list[ExitRun]:
    """Those of the searches, oldest first, that no later one settles."""
    return [run for number, run in enumerate(runs) if not any(_settles(later, run) for later in runs[number + 1 :])]


def said(run: ExitRun) -> str:
    """A search's verdict, the graver one where its parts disagree: a stopped one says what it found, never that there is nothing."""
    hits = run.summary.get("hits") or {}
    found = {str(run.summary.get("verdict", UNREADABLE))}
    found |= {CONTENT} if any(hits.get(kind) for kind in CONTENT_KINDS) else set()
    found |= {NAME_ONLY} if any(hits.get(kind) for kind in NAME_KINDS) else set()
    coverage = _coverage(run)
    blind = not coverage or any(level.get("uninspectable") for level in coverage.values())
    blind = blind or {str(level) for level in run.summary.get("levels", ())} != set(coverage)
    found |= {UNREADABLE} if not run.finished or blind else set()
    return next((word for word in _GRAVEST if word in found), UNREADABLE)


def _settles(later: ExitRun, earlier: ExitRun) -> bool:
    """Whether a later search takes an earlier one's place: it looked at all of that, and found nothing, or no less."""
    found = said(later)
    if found != CLEAN and _GRAVEST.index(found) > _GRAVEST.index(said(earlier)):
        return False
    return bool(later.finished) and _covers(later, earlier) and _saw_as_much(later, earlier)


def _covers(later: ExitRun, earlier: ExitRun) -> bool:
    """Whether a later search was of all places of an earlier one, for the same registry, on the same machine."""
    if later.registry_digest != earlier.registry_digest or later.host != earlier.host:
        return False
    places = {upward[0] for upward in later.scope}
    return bool(earlier.scope) and all(places.intersection(upward) for upward in earlier.scope)


def _saw_as_much(later: ExitRun, earlier: ExitRun) -> bool:
    """Whether a later search had the earlier one's rights and levels, and no level stayed shut to it that was open then."""
    if later.summary.get("rights") != "admin" and earlier.summary.get("rights") != "user":
        return False
    return all(
        str(level) in _coverage(later) and (_shut(earlier, level) or not _shut(later, level))
        for level in _levels(earlier)
    )


def _levels(run: ExitRun) -> Sequence[int]:
    """The levels of a search; all of them where it is not known."""
    return run.summary.get("levels") or sorted(LEVELS)


def _coverage(run: ExitRun) -> Mapping[str, Any]:
    """What was looked at, by level; empty where it is not known."""
    return run.summary.get("coverage") or {}


def _shut(run: ExitRun, level: int) -> bool:
    """Whether there was something to look at on a level, and nothing of it could be looked at."""
    coverage = _coverage(run).get(str(level), {})
    return bool(coverage.get("uninspectable")) and not coverage.get("bytes_looked")


def _distinct(places: Sequence[Path], *, image: bool) -> list[Mapping[str, Any]]:
    known = [(place, storage_of(place)) for place in places]
    rows = [{**each.as_json(), "snapshots": snapshots_of(place, each.file_system)} for place, each in known]
    rows += [{**Storage(StorageKind.IMAGE).as_json(), "snapshots": None}] if image else []
    return [row for number, row in enumerate(rows) if row not in rows[:number]]
