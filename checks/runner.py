"""Runs posture checks on a host: side by side, each with its deadline, cancellable, and nothing raises across it."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from checks.engine import Reading, judge_check, no_check, undecided
from checks.host import Host
from checks.model import Clock, Policy, Progress, Result, Why
from checks.registry import Check, all_checks, checks_for

WORKERS = 8
POLL_S = 0.05
GRACE_S = 0.5


def run_checks(
    host: Host,
    *,
    policy: Policy | None = None,
    clock: Clock | None = None,
    only: Collection[str] | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
) -> list[Result]:
    """Give one result per check, in the registry's order; raises KeyError for an unknown id in `only`.

    A check id in `only` names that check; an auto_check id of the catalog that is no check id names those that serve it.
    A loose recording gives results for the checks its facts speak to (one UNKNOWN result "recording" where none does). `cancel` set: returns within 0.2 s, what is
    undone is UNKNOWN "cancelled". `progress` is called from the calling thread.
    """
    run = _Run(host, policy or Policy(), (clock or host.now)(), _chosen(only), progress, cancel or threading.Event())
    return run.go()


def _chosen(only: Collection[str] | None) -> list[Check]:
    checks = list(all_checks().values())
    if only is None:
        return checks
    known = all_checks()
    unknown = [name for name in only if not checks_for(name)]
    if unknown:
        raise KeyError(unknown[0])
    wanted = {check.id for name in only for check in ([known[name]] if name in known else checks_for(name))}
    return [check for check in checks if check.id in wanted]


class _Run:
    def __init__(
        self,
        host: Host,
        policy: Policy,
        now: datetime,
        checks: list[Check],
        progress: Callable[[Progress], None] | None,
        cancel: threading.Event,
    ) -> None:
        self.host, self.policy, self.now, self.cancel = host, policy, now, cancel
        self.reading = Reading(host, policy)
        self.checks = [check for check in checks if not host.given() or self.reading.speaks_to(check)]
        self.progress = progress
        self.todo: queue.SimpleQueue[Check] = queue.SimpleQueue()
        self.events: queue.SimpleQueue[tuple[Check, Result | None]] = queue.SimpleQueue()
        self.results: dict[str, Result] = {}
        self.begun: dict[str, float] = {}

    def go(self) -> list[Result]:
        if self.host.given():
            if not self.checks:
                return [no_check(self.host.name, self.now)]
            for check in self.checks:
                self._tell(check, None)
                self._tell(check, self._judge(check))
            return [self.results[check.id] for check in self.checks]
        for check in sorted(self.checks, key=lambda check: -check.deadline_s):
            self.todo.put(check)
        for _ in range(min(WORKERS, len(self.checks))):
            threading.Thread(target=self._work, daemon=True).start()
        while len(self.results) < len(self.checks) and not self.cancel.is_set():
            self._pump()
        if self.cancel.is_set():
            self.host.cancel()
        return [self.results.get(check.id) or self._give_up(check, Why.CANCELLED) for check in self.checks]

    def _work(self) -> None:
        while not self.cancel.is_set():
            try:
                check = self.todo.get_nowait()
            except queue.Empty:
                return
            self.events.put((check, None))
            self.events.put((check, self._judge(check)))

    def _judge(self, check: Check) -> Result:
        deadline = time.monotonic() + check.deadline_s
        result = judge_check(check, self.reading, self.policy, self.now, deadline)
        return replace(result, recording=self.host.name) if self.host.given() else result

    def _pump(self) -> None:
        try:
            check, result = self.events.get(timeout=POLL_S)
        except queue.Empty:
            self._overdue()
            return
        if check.id not in self.results:
            self._tell(check, result)

    def _overdue(self) -> None:
        """A read that no deadline can stop (a dead network drive) is left behind."""
        late = time.monotonic() - GRACE_S
        for check in self.checks:
            waiting = check.id in self.begun and check.id not in self.results
            if waiting and self.begun[check.id] + check.deadline_s < late:
                self._tell(check, self._give_up(check, Why.TIMEOUT))
                threading.Thread(target=self._work, daemon=True).start()

    def _give_up(self, check: Check, why: str) -> Result:
        return undecided(check, why, self.now)

    def _tell(self, check: Check, result: Result | None) -> None:
        if result is None:
            self.begun[check.id] = time.monotonic()
        else:
            self.results[check.id] = result
        if self.progress:
            phase = "started" if result is None else "finished"
            self.progress(Progress(check.id, phase, len(self.results), len(self.checks), result))
