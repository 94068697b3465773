"""Nobody is signed in by the PC itself. notes/posture.md 2.2: on is on, also where no password value is seen."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed


def judge(facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
    """FAIL where any source signs somebody in automatically."""
    files = [row["file"] for rows in facts.all("acct.autologin_files") for row in rows if row["on"]]
    if files:
        return failed("on", where=files)
    if any(facts.all("acct.autologon")):
        return failed("on", where=["Winlogon / loginwindow"])
    if facts.has("acct.autologon"):
        facts.flag("acct.autologon")
        if any(facts.all("acct.kcpassword")):
            return failed("on", where=["kcpassword"])
        return passed("off")
    facts.demand("acct.autologon", "acct.display_managers")
    managers = facts.value("acct.display_managers")
    if not managers:
        return passed("no_display_manager")
    facts.value("acct.autologin_files")
    return passed("off")
