"""Ways to control this PC from elsewhere. notes/posture.md 2.13: a service that may start is on."""

from __future__ import annotations

import re
from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown

RDP_PORT, SSH_PORT = 3389, 22


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """FAIL on remote desktop, ssh or a known tool that is on; PASS where both kinds were looked at."""
    found = [row["name"] for part in facts.all("remote.launchd") for row in part if row["on"]]
    policy, local = facts.all("remote.rdp_policy"), facts.all("remote.rdp")
    if any(policy or local):
        found.append("remote desktop")
    found += [row["name"] for part in facts.all("remote.tools") for row in part if row["on"]]
    found += _tools(facts, ask)
    allowed = {str(name).lower() for name in ask.declared("remote_tools", [])}
    odd = sorted({name for name in found if name.lower() not in allowed})
    if odd:
        return failed("on", names=odd)
    if facts.has("remote.sshd_config") and not facts.has("run.names"):
        return unknown("configured")
    looked = facts.has("remote.launchd") or facts.has("remote.rdp") or facts.has("run.names")
    if not looked:
        facts.demand("listen.rows", "remote.launchd", "remote.rdp", "remote.tools")
        return unknown("ports_only")
    return passed("none")


def _tools(facts: Facts, ask: Ask) -> list[str]:
    words = ask.names("tools")
    names = [str(name) for part in facts.all("run.names") for name in part]
    rows = [row for part in facts.all("listen.rows") for row in part]
    names += [str(row["program"]) for row in rows if row["program"]]
    names += [str(row["name"]) for part in facts.all("sw.rows") for row in part]
    hits = [word for word in words if any(re.search(rf"\b{re.escape(word)}", name, re.IGNORECASE) for name in names)]
    ports = {row["port"] for row in rows if not row["local"] and row["proto"] == "tcp"}
    hits += ["remote desktop"] if RDP_PORT in ports else []
    return hits + (["ssh"] if SSH_PORT in ports else [])
