"""The checks without an inspection: look at this PC, record it, or judge a recorded one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checks.host import Host, LocalHost
from checks.model import Policy, Progress, Result, Status
from checks.registry import all_checks
from checks.replay import RecordingHost, ReplayError, open_replay
from checks.runner import run_checks
from selfaudit.errors import InputError, UsageError
from selfaudit.services.policy import used
from selfaudit.text.messages import t

_UNDECIDED = frozenset({Status.UNKNOWN, Status.NOT_PERMITTED, Status.ERROR})


@dataclass(frozen=True)
class Line:
    """One result in the user's language."""

    check: str
    title: str
    status: str
    sentence: str
    would_decide: str
    recording: str
    rules: tuple[str, ...] = ()
    """The thresholds and declarations it was judged by, in words."""


@dataclass(frozen=True)
class Posture:
    """What was looked at and what it said."""

    system: str
    elevated: bool
    results: tuple[Result, ...]

    @property
    def found(self) -> bool:
        """Whether anything failed."""
        return any(result.status is Status.FAIL for result in self.results)

    @property
    def undecided(self) -> bool:
        """Whether anything could not be told, or nothing was looked at."""
        return not self.results or any(result.status in _UNDECIDED for result in self.results)

    @property
    def not_permitted(self) -> int:
        """How many checks could be decided with an administrator's rights."""
        return sum(1 for result in self.results if result.status is Status.NOT_PERMITTED)

    def document(self, language: str) -> dict[str, Any]:
        """The shape of ``selfaudit check --json`` (DESIGN §7)."""
        host = {"system": self.system, "elevated": self.elevated}
        return {"host": host, "results": [result.to_json(language) for result in self.results]}

    def lines(self, language: str) -> list[Line]:
        """The results for a person."""
        checks = all_checks()
        return [
            Line(
                result.check,
                checks[result.check].title.get(language),
                str(result.status),
                result.sentence.get(language),
                result.would_decide.get(language) if result.would_decide else "",
                result.recording,
                tuple(used(result.check, result.policy)),
            )
            for result in self.results
        ]


def look(
    *,
    record: Path | None = None,
    replay: Path | None = None,
    only: Collection[str] = (),
    policy: Policy | None = None,
    progress: Callable[[str], None] | None = None,
) -> Posture:
    """Check this PC (writing its raw outputs to `record`), or judge what lies in `replay`.

    Judged by `policy`, by the checks' own thresholds without one. Raises UsageError for an unknown check, InputError for a folder that cannot be read or written.
    """
    _known(only)
    hosts = _hosts(record, replay)

    def told(step: Progress) -> None:
        if progress is not None:
            progress(f"{step.done}/{step.total} {step.check}")

    results: list[Result] = []
    for host in hosts:
        results += run_checks(host, policy=policy or Policy(), only=only or None, progress=told)
    for host in hosts:
        if isinstance(host, RecordingHost):
            host.close()
    first = hosts[0] if hosts else None
    return Posture(first.system if first else "", bool(first and first.elevated), tuple(results))


def _known(only: Collection[str]) -> None:
    checks = all_checks()
    served = {name for check in checks.values() for name in check.serves}
    for name in only:
        if name not in checks and name not in served:
            raise UsageError(t("cli.check.unknown"), name, t("cli.check.unknown_next", names=" ".join(checks)))


def _hosts(record: Path | None, replay: Path | None) -> Sequence[Host]:
    if replay is not None:
        try:
            return open_replay(replay)
        except (ReplayError, OSError) as error:
            raise InputError(t("cli.check.no_recording"), str(replay), t("cli.check.no_recording_next")) from error
    if record is None:
        return [LocalHost()]
    try:
        return [RecordingHost(LocalHost(), record)]
    except OSError as error:
        raise InputError(t("cli.common.cannot_write"), str(record), t("cli.common.cannot_write_next")) from error
