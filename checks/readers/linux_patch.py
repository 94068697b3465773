"""Updates and reboots of Linux. notes/posture.md 2.3: a security origin is /security/, stale lists are no pass."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from checks.model import Why
from checks.readers.base import Output, Unreadable, Values, reader

INST = re.compile(r"^Inst (\S+) (?:\[[^\]]*\] )?\(\S+ ([^\[\)]*)")
COUNTS = re.compile(r"^(?!\s)\D*(\d+)\D+(\d+)\D+(\d+)\D+(\d+)\D*$")
DNF5_TYPES = ("security", "bugfix", "enhancement", "newpackage", "unspecified")
UPGRADABLE = re.compile(r"^([^/\s]+)/(\S+) \S+ \S+ \[.*\]$")


def _apt_whole(text: str, _source: str) -> bool:
    """Tell whether as many packages are configured as the line of four counts announces."""
    counts = next((match for line in text.split("\n") if (match := COUNTS.match(line))), None)
    configured = len(re.findall(r"^Conf .*\)$", text, re.MULTILINE))
    return counts is not None and configured >= int(counts[1]) + int(counts[2])


@reader(r"apt-get .*-s|apt-get s upgrade", "patch.pending", system="linux", end=_apt_whole)
def apt_get(output: Output) -> Values:
    """Read the Inst lines of `apt-get -s upgrade` (never localised) against its line of four counts."""
    if output.raw.rc not in (0, None):
        raise Unreadable(Why.FAILED)
    rows = []
    for line in output.lines:
        match = INST.match(line)
        if match:
            rows.append({"id": match[1], "security": _is_security(match[2])})
    counts = next((match for line in output.lines if (match := COUNTS.match(line))), None)
    if not rows and not counts:
        raise Unreadable(Why.INCOMPLETE)
    complete = counts is not None and len(rows) >= int(counts[1]) + int(counts[2])
    held = int(counts[4]) if counts else 0
    release = re.search(r"\((?:\S+) (Ubuntu|Debian)[\w-]*:(\d+(?:\.\d+)?)/", output.text)
    facts: dict[str, Any] = {"patch.pending": {"rows": rows, "complete": complete, "held": held}}
    return facts | ({"eol.os": {"product": release[1].lower(), "version": release[2]}} if release else {})


def _is_security(origin: str) -> bool:
    """Whether the label says so, as "Debian-Security:12/oldstable-security" and "Ubuntu:24.04/noble-security" do."""
    return "security" in origin.lower()


@reader(r"apt list", "patch.pending", system="linux")
def apt_list(output: Output) -> Values:
    """Read `apt list --upgradable`; it has no end mark, so an empty list proves nothing."""
    rows = []
    for line in output.lines:
        match = UPGRADABLE.match(line)
        if match:
            rows.append({"id": match[1], "security": _is_security(match[2])})
    if not rows:
        raise Unreadable(Why.INCOMPLETE)
    return {"patch.pending": {"rows": rows, "complete": False, "held": 0}}


@reader(r"(dnf|yum) .*updateinfo|dnf updateinfo", "patch.pending", system="linux")
def dnf(output: Output) -> Values:
    """Read advisory lines ("RHSA-2025:123 Important/Sec. package"); warnings before them are skipped."""
    rows = []
    for line in output.lines:
        match = re.match(r"^([A-Z]{2,}[\w-]*-\d{4}[:\w.-]+)\s+(\S+/Sec\.|\S+)\s+(\S+)$", line.strip())
        columns = line.split()
        if match:
            rows.append({"id": match[3], "security": "sec" in match[2].lower()})
        elif len(columns) == 6 and columns[1] in DNF5_TYPES:
            rows.append({"id": columns[3], "security": columns[1] == "security"})
    if not rows:
        raise Unreadable(Why.INCOMPLETE)
    return {"patch.pending": {"rows": rows, "complete": False, "held": 0}}


@reader(r"^dir:/var/lib/apt/lists$", "patch.list_at", "patch.security_list", system="linux")
def apt_lists(output: Output) -> Values:
    """Give the newest moment of a package list (epoch seconds) and whether a security source is among them."""
    rows = [row for row in output.json() if "_dists_" in row["name"] and not row["dir"]]
    if not rows:
        raise Unreadable(Why.INCOMPLETE)
    return {
        "patch.list_at": max(row["mtime"] for row in rows),
        "patch.security_list": any("security" in row["name"] for row in rows),
    }


@reader(r"apt-config dump|APT::Periodic", "patch.auto", system="linux")
def apt_periodic(output: Output) -> Values:
    """Tell whether apt installs security updates by itself: lists and Unattended-Upgrade both not "0"."""
    values = dict(re.findall(r'^APT::Periodic::([\w-]+) "([^"]*)";$', "\n".join(output.lines), re.MULTILINE))
    if not values and output.raw.source.startswith("cmd:") and output.raw.rc == 0:
        return {"patch.auto": {"on": False}}
    return {
        "patch.auto": {"on": values["Unattended-Upgrade"] != "0" and values.get("Update-Package-Lists", "0") != "0"}
    }


@reader(r"^file:/var/log/apt/history\.log$", "patch.installed_at", system="linux")
def apt_history(output: Output) -> Values:
    """Give the date of the last run that upgraded something ("Start-Date: 2026-11-20  08:00:00")."""
    dates = []
    for block in output.text.split("\n\n"):
        start = re.search(r"^Start-Date: (\d{4}-\d\d-\d\d)", block, re.MULTILINE)
        if start and re.search(r"^Upgrade: ", block, re.MULTILINE):
            dates.append(start[1])
    if not dates:
        raise Unreadable(Why.INCOMPLETE)
    return {"patch.installed_at": max(dates)}


@reader(r"rpm -qa --qf '%\{INSTALLTIME\}", "patch.installed_at", system="linux")
def rpm_times(output: Output) -> Values:
    """Give the day the newest package was installed (epoch seconds, one line per package)."""
    moments = [int(line) for line in output.lines if line.isdigit()]
    return {"patch.installed_at": datetime.fromtimestamp(max(moments), UTC).date().isoformat()}


@reader(r"^file:/(var/)?run/reboot-required$", "patch.reboot_file", absent={"patch.reboot_file": False}, system="linux")
def reboot_required(_output: Output) -> Values:
    """The file is there: a package asked for a restart."""
    return {"patch.reboot_file": True}


@reader(r"needrestart", "patch.kernel", system="linux")
def needrestart(output: Output) -> Values:
    """Give KSTA: 0 unknown, 1 current, 2 ABI-compatible upgrade pending, 3 version upgrade pending; and waiting services."""
    states = re.findall(r"^NEEDRESTART-KSTA: (\d)$", "\n".join(output.lines), re.MULTILINE)
    services = sum(line.startswith("NEEDRESTART-SVC:") for line in output.lines)
    return {"patch.kernel": {"state": int(states[0]), "services": services}}


@reader(r"needs-restarting|needs restarting", "patch.needs_restarting", system="linux")
def needs_restarting(output: Output) -> Values:
    """Tell from exit code 1 (or the listed packages, where the code was not kept) that a restart is due."""
    listed = [line for line in output.lines if re.match(r"^\s+\* \S", line)]
    if output.raw.rc is None and "Reboot should not be necessary." in output.lines:
        return {"patch.needs_restarting": False}
    if output.raw.rc not in (0, 1, None) or (output.raw.rc is None and not listed):
        raise Unreadable(Why.INCOMPLETE)
    return {"patch.needs_restarting": output.raw.rc == 1 or bool(listed)}
