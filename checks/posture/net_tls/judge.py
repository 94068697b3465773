"""No program of this PC offers unencrypted file transfer or login to others. notes/posture.md 2.5."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, unknown

PLAIN = {21: "FTP", 23: "Telnet", 69: "TFTP", 512: "rexec", 513: "rlogin", 514: "rsh"}


def judge(facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
    """FAIL on an open plain-text service; what others' servers do cannot be seen from here, so there is no PASS."""
    rows = [row for row in facts.rows("listen.rows") if not row["local"]]
    found = sorted({PLAIN[row["port"]] for row in rows if row["port"] in PLAIN and row["proto"] == "tcp"})
    return failed("plain", names=found) if found else unknown("outgoing_unseen")
