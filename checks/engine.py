"""One check on one host: collect raw outputs, read them into facts, let the judge speak, keep the judge honest.

A PASS given without every needed fact present and looked at becomes UNKNOWN here, whatever the judge meant.
Source: notes/posture.md section 4.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from checks.facts import Facts, MissingFact
from checks.host import Host
from checks.model import Fact, Missing, Policy, Raw, Result, Status, Text, Verdict, Why
from checks.readers import read_raw
from checks.redact import redact
from checks.registry import Ask, Check, engine_texts


class Reading:
    """The raw outputs of one run: a source that several checks need is read once."""

    def __init__(self, host: Host, policy: Policy) -> None:
        self.host = host
        self._policy = policy
        self._locks: dict[str, threading.Lock] = {}
        self._raws: dict[str, Raw] = {}
        self._guard = threading.Lock()
        self._given = read_facts(list(host.given()), host.system)
        self._told = self._given.keys() | self._given.missing().keys()

    def speaks_to(self, check: Check) -> bool:
        """Tell whether a loose recording holds, or should hold, a fact this check looks at."""
        return any(key.startswith(check.hears) for key in self._told)

    def raws(self, check: Check, deadline: float) -> list[Raw]:
        """Read every source of `check` for the host's system."""
        if self.host.given():
            return list(self.host.given())
        wanted = [part for source in check.sources.get(self.host.system, ()) for part in self._expand(source)]
        return [self._read(source, deadline) for source in wanted]

    def facts(self, raws: list[Raw]) -> Facts:
        """Give the facts of `raws`; loose recordings were read once for all checks."""
        return self._given.fresh() if self.host.given() else read_facts(raws, self.host.system)

    def _expand(self, source: str) -> list[str]:
        sources = [source]
        if "{work}" in source:
            sources = [source.replace("{work}", folder) for folder in self._policy.work_folders]
        if "{backup}" in source:
            target = str(self._policy.declared.get("backup_target", ""))
            sources = [source.replace("{backup}", target)] if target else []
        return [full for part in sources for full in self.host.expand(part)]

    def _read(self, source: str, deadline: float) -> Raw:
        with self._guard:
            lock = self._locks.setdefault(source, threading.Lock())
        with lock:
            if source not in self._raws:
                self._raws[source] = self.host.read(source, deadline)
            return self._raws[source]


def judge_check(check: Check, reading: Reading, policy: Policy, now: datetime, deadline: float) -> Result:
    """Give the result of one check; every trouble becomes a status with a reason."""
    system = reading.host.system
    if not reading.host.given() and system not in check.systems:
        text = check.not_applicable.get(system) or engine_texts()["not_for_system"]
        return _result(check, Verdict(Status.NOT_APPLICABLE, "not_for_system"), now, text=text)
    raws: list[Raw] = []
    facts, ask = Facts(), Ask(check, policy)
    try:
        raws = reading.raws(check, deadline)
        facts = reading.facts(raws)
        verdict = _guarded(check, facts, ask, now)
    except Exception as error:  # noqa: BLE001
        # Whatever a reader or judge does wrong stays inside its check.
        verdict = Verdict(Status.ERROR, "internal", {"kind": type(error).__name__})
    sources = {redact(raw.source): raw.sha256 for raw in raws if not raw.error}
    return _result(
        check, verdict, now, facts=redact(facts.seen(check.keeps)), used=redact(ask.printed()), sources=sources
    )


def read_facts(raws: list[Raw], system: str) -> Facts:
    """Read raw outputs into facts; what a source should have told and did not is missing with its reason."""
    facts: list[Fact] = []
    missing: dict[str, Missing] = {}
    for raw in raws:
        found, lost = read_raw(raw, system)
        facts += found
        for key, why in lost.items():
            if key not in missing or why == Why.REFUSED:
                missing[key] = Missing(why, raw.source)
    return Facts(facts, missing)


def _guarded(check: Check, facts: Facts, ask: Ask, now: datetime) -> Verdict:
    try:
        verdict = check.judge(facts, ask, now)
    except MissingFact as missing:
        return _missing(missing.key, missing.why)
    if verdict.status is Status.PASS:
        for need in check.needs:
            if not facts.satisfied(need):
                key = need.split("|")[0]
                return _missing(key, facts.why(key))
        cut = facts.unproved(check.wholly)
        if cut:
            return _missing(cut, Why.INCOMPLETE)
    return verdict


def _missing(key: str, why: str) -> Verdict:
    status = Status.NOT_PERMITTED if why == Why.REFUSED else Status.UNKNOWN
    return Verdict(status, f"missing_{why}", {"fact": key})


def undecided(check: Check, why: str, now: datetime) -> Result:
    """Give the UNKNOWN result of a check that was not run to its end."""
    return _result(check, Verdict(Status.UNKNOWN, f"missing_{why}", {"fact": ""}), now)


def no_check(recording: str, now: datetime) -> Result:
    """Give the result of a loose recording that no check has a use for: read or not, it decides nothing."""
    sentence, nothing = engine_texts()["no_check"], Text("", "")
    moment = now.isoformat()
    return Result(
        "recording", Status.UNKNOWN, "no_check", sentence, collected_at=moment, limits=nothing, recording=recording
    )


def _result(
    check: Check,
    verdict: Verdict,
    now: datetime,
    *,
    text: Text | None = None,
    facts: Mapping[str, Any] | None = None,
    used: Mapping[str, Any] | None = None,
    sources: Mapping[str, str] | None = None,
) -> Result:
    template = text or check.reasons.get(verdict.reason) or engine_texts()[verdict.reason]
    values = {name: _shown(redact(value)) for name, value in verdict.values.items()}
    told = dict(facts or {})
    missing = values.pop("fact", "")
    if missing:
        # People read the title of the check; the name of the missing fact is kept for those who look closer.
        told["missing"] = missing
    decide = engine_texts().get(f"decide_{verdict.reason}")
    if verdict.status is Status.NOT_PERMITTED and decide is None:
        decide = engine_texts()["decide_missing_refused"]
    return Result(
        check=check.id,
        status=verdict.status,
        reason=verdict.reason,
        sentence=Text(
            *(part.format_map(_Values(fact=title, **values)) for part, title in zip(template, check.title, strict=True))
        ),
        facts=told,
        policy=used or {},
        sources=sources or {},
        collected_at=now.isoformat(),
        limits=check.limits,
        would_decide=decide,
    )


def _shown(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list) else value


class _Values(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"
