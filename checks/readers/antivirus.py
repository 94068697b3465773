"""Anti-virus products of every system as rows of one shape. notes/posture.md 2.4.

Row: name, kind ("builtin" or "third_party"), and where told: on, realtime, current (bits), age_days, signature_at (epoch
seconds), engine_old, infected. Dates in text are read only where their form is fixed.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from checks.model import Why
from checks.readers import ends
from checks.readers.base import Output, Unreadable, Values, pairs, reader
from checks.readers.objects import objects

NEVER = (4294967295, 65535)
DEFENDER_GUID = "{D68DDC3A-831F-4FAE-9E44-DA132C1ACF46}"


def product_state(state: int) -> dict[str, Any]:
    """Decode the undocumented productState bits: 0xF000 on (0x1000), 0xF0 signatures old, 0xF00 a Windows product."""
    on = state & 0xF000 == 0x1000
    kind = "builtin" if state & 0xF00 == 0x100 else "third_party"
    return {"kind": kind, "on": on, "realtime": on, "current": state & 0xF0 == 0}


@reader(r"AntiVirusProduct|security_?center ?2", "av.products", system="windows", end=ends.objects_end)
def security_center(output: Output) -> Values:
    """Read SecurityCenter2 rows: our JSON, `ConvertTo-Json` of any nesting, or Format-List blocks."""
    found = _json_products(output) if output.text.lstrip()[:1] in ("{", "[") else objects(output)
    rows = [
        {"name": row["displayName"]} | product_state(int(row["productState"]))
        for row in found
        if row.get("displayName") and str(row.get("productState", "")).isdigit()
    ]
    if not rows and found != []:
        raise Unreadable(Why.INCOMPLETE)
    return {"av.products": rows}


def _json_products(output: Output) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if "productState" in node and "displayName" in node:
                found.append(node)
            else:
                for value in node.values():
                    walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(output.json())
    return found


@reader(r"WscGetSecurityProviderHealth|wsc health|win:security_health", "av.wsc", "fw.wsc", system="windows")
def wsc_health(output: Output) -> Values:
    """Give Security Center's health codes: 0 good, 1 not monitored, 2 poor, 3 snoozed."""
    values = output.json()
    service = int(values.get("securityCenterService", 0))
    if service != 0:
        raise Unreadable(Why.FAILED)
    return {"av.wsc": int(values["antiVirus"]), "fw.wsc": int(values["firewall"])}


@reader(r"MpComputerStatus", "av.products", "av.defender", system="windows", end=ends.mp_status)
def defender(output: Output) -> Values:
    """Read MSFT_MpComputerStatus as blocks or JSON; 4294967295 means never, not a number of days."""
    if output.text.lstrip()[:1] in ("{", "["):
        told = output.json()
        row = {key: str(value) for key, value in (told[0] if isinstance(told, list) else told).items()}
    else:
        row = pairs(output.lines)
    age = int(row["AntivirusSignatureAge"])
    realtime = _true(row["RealTimeProtectionEnabled"])
    on = (
        _true(row["AntivirusEnabled"])
        and _true(row["AMServiceEnabled"])
        and row.get("AMRunningMode", "Normal") == "Normal"
    )
    product: dict[str, Any] = {"name": "Microsoft Defender", "kind": "builtin", "on": on, "realtime": on and realtime}
    product |= {"age_days": age} if age not in NEVER else {"current": False}
    scans = {key: int(row[key]) for key in ("QuickScanAge", "FullScanAge") if row.get(key, "").isdigit()}
    return {"av.products": [product], "av.defender": {"scans": {k: v for k, v in scans.items() if v not in NEVER}}}


def _true(word: str) -> bool:
    if word.lower() not in ("true", "false"):
        raise Unreadable
    return word.lower() == "true"


@reader(r"mdatp health|mdatp_health", "av.products")
def mdatp(output: Output) -> Values:
    """Read `mdatp health --output json`; "healthy" is not believed, real time and passive mode are."""
    if output.text.lstrip()[:1] != "{":
        return _mdatp_text(output)
    values = output.json()

    def flag(name: str) -> bool:
        value = values[name]
        return bool(value["value"] if isinstance(value, dict) else value)

    realtime = flag("realTimeProtectionEnabled") and not flag("passiveModeEnabled")
    updated = int(values["definitionsUpdated"]) // 1000
    product = {"name": "Microsoft Defender for Endpoint", "kind": "third_party", "on": realtime, "realtime": realtime}
    return {"av.products": [product | {"signature_at": updated}]}


def _mdatp_text(output: Output) -> Values:
    """Read the table of `mdatp health`: the names before the colon are not translated."""
    values = {key: value.strip('"') for key, value in pairs(output.lines).items()}
    realtime = _true(values["real_time_protection_enabled"].split()[0]) and not _true(
        values["passive_mode_enabled"].split()[0]
    )
    current = values["definitions_status"] == "up_to_date"
    product = {"name": "Microsoft Defender for Endpoint", "kind": "third_party", "on": realtime, "realtime": realtime}
    minutes = values.get("definitions_updated_minutes_ago", "")
    age = {"age_days": int(minutes) // 1440} if minutes.isdigit() else {}
    return {"av.products": [product | {"current": current} | age]}


@reader(r"freshclam", "av.products", absent={}, system="linux", end=r"\nbytecode\.[^\n]*\n")
def freshclam(output: Output) -> Values:
    """Read freshclam's report: the moment of the run counts as signature date only if every database is up to date."""
    lines = output.lines
    old_engine = any("OUTDATED" in line or ("recommended" in line.lower() and "WARNING" in line) for line in lines)
    failed = any("ERROR" in line for line in lines)
    daily = any(re.match(r"^(?:.*-> )?daily\.\w+ .*up.to.date", line) for line in lines)
    started = re.search(r"started at (\w{3} \w{3} +\d+ [\d:]+ \d{4})", output.text)
    if not lines or not started or not (daily or failed or old_engine):
        raise Unreadable(Why.INCOMPLETE)
    moment = datetime.strptime(started[1], "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    product: dict[str, Any] = {"name": "ClamAV", "kind": "third_party"}
    if daily and not failed and not old_engine:
        return {"av.products": [product | {"signature_at": int(moment.timestamp())}]}
    return {"av.products": [product | {"current": False, "engine_old": old_engine}]}


@reader(r"clamscan", "av.scan", "av.products", absent={}, system="linux", end=ends.clam_scan)
def clamscan(output: Output) -> Values:
    """Read the scan summary: a scan with no known virus has looked for nothing."""
    values = pairs(output.lines)
    known, infected = int(values["Known viruses"]), int(values["Infected files"])
    scan: dict[str, Any] = {"known": known, "infected": infected}
    started = values.get("Start Date", "")
    if re.fullmatch(r"\d{4}(:\d\d){2} (\d\d:){2}\d\d", started):
        scan["at"] = int(datetime.strptime(started, "%Y:%m:%d %H:%M:%S").replace(tzinfo=UTC).timestamp())
    product: dict[str, Any] = {"name": "ClamAV", "kind": "third_party"}
    return {"av.scan": scan, "av.products": [product | ({"current": False} if known == 0 else {})]}


@reader(r"^dir:/var/lib/clamav$", "av.clam_db", absent={"av.clam_db": {"installed": False}}, system="linux")
def clam_folder(output: Output) -> Values:
    """Find the signature files of ClamAV; their own header holds the date."""
    names = [row["name"] for row in output.json() if re.fullmatch(r"daily\.c[lv]d", row["name"]) and row["size"]]
    return {"av.clam_db": {"installed": bool(names)}}


@reader(
    r"^file:/var/lib/clamav/daily\.c[lv]d$|^head:/var/lib/clamav/daily\.c[lv]d$",
    "av.products",
    binary=True,
    system="linux",
)
def clam_header(output: Output) -> Values:
    """Read the date of the database from its 512-byte header ("ClamAV-VDB:20 Nov 2026 08-20 +0000:…")."""
    match = re.match(rb"ClamAV-VDB:(\d\d \w{3} \d{4} \d\d-\d\d [+-]\d{4}):", output.raw.out)
    if not match:
        raise Unreadable
    moment = datetime.strptime(match[1].decode("ascii"), "%d %b %Y %H-%M %z")
    return {"av.products": [{"name": "ClamAV", "kind": "third_party", "signature_at": int(moment.timestamp())}]}


LINUX_AGENTS = {
    "clamonacc": ("ClamAV", True),
    "clamd": ("ClamAV", False),
    "wdavdaemon": ("Microsoft Defender for Endpoint", False),
    "ds_agent": ("Trend Micro Deep Security", False),
    "oaeventd": ("ESET", True),
    "esets_daemon": ("ESET", True),
    "kesl": ("Kaspersky", False),
    "savd": ("Sophos", False),
    "falcon-sensor": ("CrowdStrike Falcon", True),
    "sentinelone-agent": ("SentinelOne", True),
    "cbagentd": ("Carbon Black", True),
}
"""Process name -> product, and whether this process alone does the on-access work."""


@reader(r"^api:processes$", "av.running", system="linux")
def running_agents(output: Output) -> Values:
    """Find anti-virus daemons among the running processes."""
    names = set(output.json())
    found = [(product, realtime) for process, (product, realtime) in LINUX_AGENTS.items() if process in names]
    return {
        "av.running": [{"name": product, "kind": "third_party", "on": True, "realtime": rt} for product, rt in found]
    }


@reader(r"sentinelctl status|sentinelone", "av.products", end=r"\s+staticSignatures:[^\n]*\n|\nUUID\s+\S+\n")
def sentinel(output: Output) -> Values:
    """Read `sentinelctl status`: protection and agent state (macOS "label: value", Linux in columns)."""
    values = pairs(output.lines)
    columns = dict(re.findall(r"^(Agent state|Dynamic engine)\s{2,}(\w+)$", "\n".join(output.lines), re.MULTILINE))
    if columns:
        on = columns["Agent state"] == "Enabled" and columns.get("Dynamic engine", "Enabled") == "Enabled"
        return {
            "av.products": [{"name": "SentinelOne", "kind": "third_party", "on": on, "realtime": on, "current": on}]
        }
    on = values["Protection"] == "enabled" and values.get("Agent Operational State", "enabled") == "enabled"
    return {"av.products": [{"name": "SentinelOne", "kind": "third_party", "on": on, "realtime": on, "current": on}]}


@reader(r"xprotect version", "av.xprotect", system="macos")
def xprotect(output: Output) -> Values:
    """Give when the XProtect definitions were installed."""
    match = re.search(r"Version: \d+ Installed: (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4})", output.text)
    if not match:
        raise Unreadable(Why.INCOMPLETE)
    return {"av.xprotect": int(datetime.strptime(match[1], "%Y-%m-%d %H:%M:%S %z").timestamp())}


@reader(r"InstallHistory\.plist|installhistory", "av.xprotect", binary=True, system="macos")
def install_history(output: Output) -> Values:
    """Give the newest installation of XProtect definitions."""
    rows = output.plist()
    marks = ("XProtectPlistConfigData", "XProtectPayloads", "XProtect")
    moments = [row["date"] for row in rows if any(mark in str(row.get("displayName", "")) for mark in marks)]
    return {"av.xprotect": int(max(moments).replace(tzinfo=UTC).timestamp())}


@reader(r"MpPreference", "av.exclusions", system="windows")
def defender_preferences(output: Output) -> Values:
    """Give the folders Defender does not look into; without elevation the list is hidden behind a notice."""
    told = json.loads(output.text)
    row = told[0] if isinstance(told, list) else told
    paths = row.get("ExclusionPath") or []
    paths = paths if isinstance(paths, list) else [paths]
    if any(str(path).startswith("N/A") for path in paths):
        raise Unreadable(Why.REFUSED)
    return {"av.exclusions": [str(path) for path in paths]}
