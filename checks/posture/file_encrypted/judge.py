"""Files of the working folder need a password to open. notes/posture.md 2.16: sheet protection is not encryption."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """FAIL on unprotected files; ZipCrypto is named as weak; unreadable files keep the answer open."""
    if not facts.has("prot.counts") and not ask.policy.work_folders:
        return unknown("no_folder")
    total: dict[str, int] = {}
    for part in facts.all("prot.counts"):
        for name, count in part.items():
            total[name] = total.get(name, 0) + int(count)
    if not facts.has("prot.counts"):
        facts.value("prot.counts")
    plain, weak, unsure = total.get("plain", 0), total.get("weak", 0), total.get("unreadable", 0)
    if plain:
        return failed("plain", plain=plain, files=sum(total.values()))
    if weak:
        return failed("weak", weak=weak)
    if unsure or total.get("not_visited", 0):
        return unknown("unsure", count=unsure + total.get("not_visited", 0))
    if not total.get("protected"):
        return unknown("no_files")
    return passed("all", count=total.get("protected", 0))
