"""Updates, version and restart flags of Windows. notes/posture.md 2.3: build numbers and dates, never counts or names."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from checks.model import Why
from checks.readers import ends
from checks.readers.base import Output, Unreadable, Values, reader
from checks.readers.objects import dicts, objects, powershell_epoch

DEFINITIONS = ("KB2267602", "2267602", "KB915597", "KB890830")
"""Defender definitions and the removal tool: new several times a day, not patches."""


@reader(r"Update\.Session|wua search|IsInstalled=0", "patch.pending", system="windows")
def wua_search(output: Output) -> Values:
    """Read the Windows Update Agent's search as JSON."""
    return {"patch.pending": {"rows": [_wua_row(row) for row in dicts(output.json())], "complete": False, "held": 0}}


def _wua_row(row: dict[str, Any]) -> dict[str, Any]:
    articles = row.get("KBArticleIDs") or []
    articles = articles if isinstance(articles, list) else [articles]
    name = f"KB{articles[0]}" if articles else str(row.get("UpdateID", "?"))
    return {"id": name, "security": bool(row.get("MsrcSeverity")) or bool(row.get("CveIDs"))}


@reader(r"^win:updates$", "patch.pending", "patch.list_at", "patch.installed_at", system="windows")
def own_updates(output: Output) -> Values:
    """Read our own update facts: pending rows, last successful search and installation (ISO, UTC)."""
    told = output.json()
    rows = [
        _wua_row(row) for row in told["pending"] if not set(map(str, row.get("KBArticleIDs", []))) & set(DEFINITIONS)
    ]
    facts: dict[str, Any] = {"patch.pending": {"rows": rows, "complete": True, "held": 0}}
    if told.get("searched_at"):
        facts["patch.list_at"] = powershell_epoch(told["searched_at"])
    if told.get("installed_at"):
        facts["patch.installed_at"] = told["installed_at"][:10]
    return facts


@reader(r"pending updates?", "patch.pending", system="windows")
def pending_titles(output: Output) -> Values:
    """Read update titles with KB numbers; definitions do not count."""
    rows = []
    for line in output.lines:
        article = re.search(r"\((KB\d+)\)", line)
        if article and article[1] not in DEFINITIONS:
            rows.append({"id": article[1], "security": bool(re.search(r"Cumulative|Security Update|累積", line))})
    if not rows:
        raise Unreadable(Why.INCOMPLETE)
    return {"patch.pending": {"rows": rows, "complete": False, "held": 0}}


@reader(r"Get-?HotFix|QuickFixEngineering|wmic qfe|_qfe", "patch.installed_at", system="windows")
def hot_fix(output: Output) -> Values:
    """Give the newest installation date; rows without a date, or with one of unknown form, tell nothing."""
    dates = [date for row in objects(output) if (date := _installed(row))]
    if not dates:
        raise Unreadable(Why.INCOMPLETE)
    return {"patch.installed_at": max(dates)}


def _installed(row: dict[str, str]) -> str:
    text = row.get("InstalledOn", "").strip()
    if "/Date(" in text:
        return datetime.fromtimestamp(powershell_epoch(text), UTC).date().isoformat()
    match = re.match(r"^(\d{1,2})/(\d{1,2})/(\d{4})\b", text)
    if match:
        # Month first is the form of every Win32_QuickFixEngineering build that prints slashes.
        month, day = int(match[1]), int(match[2])
        return f"{match[3]}-{month:02d}-{day:02d}" if month <= 12 else f"{match[3]}-{day:02d}-{month:02d}"
    dotted = re.match(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})\b", text)
    if dotted:
        return f"{dotted[3]}-{int(dotted[2]):02d}-{int(dotted[1]):02d}"
    iso = re.match(r"^(\d{4})[-/]?(\d{1,2})[-/]?(\d{1,2})\b", text)
    return f"{iso[1]}-{int(iso[2]):02d}-{int(iso[3]):02d}" if iso else ""


@reader(r"systeminfo", "eol.os", system="windows", end=ends.system_info)
def system_info(output: Output) -> Values:
    """Give build and edition from the version line (three numbers, in every language) and the name line above it."""
    lines = output.lines
    for number, line in enumerate(lines):
        match = re.search(r":\s+(\d+\.\d+\.(\d+))\b", line)
        if match:
            name = lines[number - 1].split(":", 1)[1].strip() if number and ":" in lines[number - 1] else ""
            return {"eol.os": windows_release(name, int(match[2]), match[1])}
    raise Unreadable(Why.INCOMPLETE)


@reader(r"systeminfo", "patch.articles", system="windows")
def system_info_fixes(output: Output) -> Values:
    """Give the KB numbers of installed fixes (they carry no date)."""
    articles = re.findall(r"\[\d+\]: (KB\d+)$", "\n".join(output.lines), re.MULTILINE)
    if not articles:
        raise Unreadable(Why.INCOMPLETE)
    return {"patch.articles": articles}


def windows_release(name: str, build: int, version: str) -> dict[str, str]:
    """Give product, build and edition letter: E for Enterprise, Education, IoT; W for Home and Pro."""
    server = "server" in name.lower()
    enterprise = re.search(r"enterprise|education|iot", name, re.IGNORECASE)
    edition = "E" if enterprise else "W"
    ltsc = "LTSC" if re.search(r"LTS[BC]", name) else ""
    product = "windows-server" if server else "windows"
    return {"product": product, "build": str(build), "edition": ltsc or edition, "version": version}


@reader(r"^reg:.*Windows NT\\CurrentVersion$", "eol.os", system="windows")
def current_version(output: Output) -> Values:
    """Read CurrentBuild, UBR, EditionID and InstallationType (ProductName still says Windows 10 on 11)."""
    values = {key.lower(): str(value) for key, value in output.json()["values"].items()}
    name = f"{values.get('installationtype', '')} {values.get('editionid', '')}"
    build = int(values["currentbuild"])
    return {"eol.os": windows_release(name, build, f"10.0.{build}.{values.get('ubr', '0')}")}


@reader(r"RebootPending|RebootRequired|reboot pending", "patch.reboot_flags", system="windows")
def reboot_text(output: Output) -> Values:
    """Read the answers of Test-Path on the two restart keys."""
    answers = [str(value) for value in output.json().values()]
    return {"patch.reboot_flags": any(answer.strip() == "True" for answer in answers)}


@reader(r"^win:reboot_flags$", "patch.reboot_flags", system="windows")
def reboot_flags(output: Output) -> Values:
    """Read our own two flags (component servicing, Windows Update)."""
    told = output.json()
    return {"patch.reboot_flags": bool(told["servicing"] or told["update"])}
