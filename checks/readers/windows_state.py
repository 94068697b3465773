"""Disk encryption, time, audit, logs and power of Windows. notes/posture.md 2.1, 2.6, 2.7, 2.8."""

from __future__ import annotations

import re
from typing import Any

from checks.model import Why
from checks.readers import ends
from checks.readers.base import Output, Unreadable, Values, reader
from checks.readers.objects import csv_rows, objects

ACCESS_DENIED = (-2147217405, -2147024891, 5, 740)
LABELS = {
    "size": ("Size", "サイズ"),
    "percent": ("Percentage Encrypted", "暗号化された割合"),
    "status": ("Protection Status", "保護状態"),
    "keys": ("Key Protectors", "キーの保護機能"),
}
ORDER = {"size": 0, "percent": 3, "status": 5, "keys": 8}
ON = re.compile(r"\bOn\b|オン|\baktiviert\b")
OFF = re.compile(r"\bOff\b|オフ|\bdeaktiviert\b")


@reader(r"manage-?bde.*status", "disk.volumes", system="windows", listing=ends.bde_list)
def manage_bde(output: Output) -> Values:
    """Read `manage-bde -status`: volumes as blocks, rows by label where known, else by order. Refusal is refusal."""
    if output.raw.rc in ACCESS_DENIED:
        raise Unreadable(Why.REFUSED)
    rows = [_bde_volume(*block) for block in _bde_blocks(output.lines)]
    if not rows:
        raise Unreadable(Why.REFUSED)
    return {"disk.volumes": rows}


def _bde_blocks(lines: list[str]) -> list[tuple[str, list[str]]]:
    blocks: list[tuple[str, list[str]]] = []
    for line in lines:
        head = re.match(r"^\S.*?\s\"?([A-Z]:)\"?(?:\s|$)|^\S+\s\"?(\\\\\?\\Volume\{)", line)
        if head and not re.search(r":\s{2,}", line):
            blocks.append((head[1] or "(no letter)", []))
        elif re.match(r"^\s+\S", line) and blocks:
            blocks[-1][1].append(line)
        elif not blocks and re.match(r"^[^:]+:\s{2,}\S", line):
            blocks.append(("?", []))
            blocks[-1][1].append(line)
        elif blocks and blocks[-1][0] == "?":
            blocks[-1][1].append(line)
    return [block for block in blocks if block[1]]


def _bde_volume(name: str, lines: list[str]) -> dict[str, Any]:
    rows = [(m[1].strip(), m[2].strip()) for line in lines if (m := re.match(r"^\s*([^:]+):\s*(.*)$", line))]
    told: dict[str, str] = {}
    for key, labels in LABELS.items():
        value = next((value for label, value in rows if label in labels), None)
        if value is None and len(rows) > ORDER[key] and len(rows) >= 9:
            value = rows[ORDER[key]][1]
        if value is not None:
            told[key] = value
    protectors = bool(re.search(r":\s*$", lines[-1])) is False and not re.match(r"^\s*[^:]+:", lines[-1])
    state = _bde_state(told, protectors)
    size = _gigabytes(told.get("size", ""))
    kind = "small" if name == "(no letter)" and size is not None and size < 1 else "data"
    return {"volume": name, "kind": kind, "state": state}


def _bde_state(told: dict[str, str], protectors: bool) -> str:
    number = re.search(r"(\d+)[.,]?\d*", told.get("percent", ""))
    if not number:
        return "unknown"
    percent = int(number[1])
    status = told.get("status", "")
    if percent == 0:
        return "off"
    if percent < 100:
        return "encrypting"
    if OFF.search(status):
        return "suspended" if protectors else "clear_key"
    return "on" if ON.search(status) and protectors else "unknown"


def _gigabytes(text: str) -> float | None:
    match = re.search(r"([\d.,]+)\s*(GB|TB|MB)", text)
    if not match:
        return None
    number = float(match[1].replace(",", "."))
    return number * {"MB": 0.001, "GB": 1.0, "TB": 1000.0}[match[2]]


@reader(r"manage-?bde.*protectors", "disk.protectors", system="windows")
def bde_protectors(output: Output) -> Values:
    """Count key protectors by the GUIDs printed; none after the volume's line means none."""
    count = len(re.findall(r"\{[0-9A-Fa-f-]{36}\}", output.text))
    if not count and not re.search(r"^\S.*\s[A-Z]:(\s|$)", output.text, re.MULTILINE):
        raise Unreadable(Why.REFUSED)
    return {"disk.protectors": count}


BITLOCKER_ROW = re.compile(
    r"^(\w+)\s+([A-Z]:\S*)\s+([\d.,]+)\s+(\w+)\s+(\d+)\s+(\{.*?(?:\}|\.\.\.))\s+(?:\w+\s+)?(On|Off|Unknown)$"
)


@reader(r"Get-?BitLockerVolume", "disk.volumes", system="windows", listing=ends.bitlocker_list)
def bitlocker_volume(output: Output) -> Values:
    """Read Get-BitLockerVolume as list, JSON or table; an empty answer is a refusal, not "off"."""
    rows = [_bitlocker_row(m[2], m[4], m[7], m[6]) for line in output.lines if (m := BITLOCKER_ROW.match(line))]
    if not rows and output.text.strip():
        found = [row for row in objects(output) if row.get("MountPoint")]
        if any("KeyProtector" not in row or "ProtectionStatus" not in row for row in found):
            raise Unreadable(Why.INCOMPLETE)
        rows = [
            _bitlocker_row(r["MountPoint"], r["VolumeStatus"], r["ProtectionStatus"], r["KeyProtector"]) for r in found
        ]
    if not rows:
        raise Unreadable(Why.REFUSED)
    return {"disk.volumes": rows}


def _bitlocker_row(volume: str, status: str, protection: str, protectors: str) -> dict[str, Any]:
    conversion = {
        "1": "FullyEncrypted",
        "0": "FullyDecrypted",
        "2": "EncryptionInProgress",
        "3": "DecryptionInProgress",
    }
    return _by_codes(volume, conversion.get(status, status), protection, bool(protectors.strip("{} ")))


def _by_codes(volume: str, status: str, protection: str, protectors: bool) -> dict[str, Any]:
    states = {"FullyDecrypted": "off", "EncryptionInProgress": "encrypting", "DecryptionInProgress": "decrypting"}
    states |= {
        "EncryptionPaused": "encrypting",
        "EncryptionSuspended": "encrypting",
        "DecryptionSuspended": "decrypting",
    }
    state = states.get(status, "unknown")
    if status in ("FullyEncrypted", "FullyEncryptedWipeInProgress", "UsedSpaceOnlyEncrypted"):
        on = protection in ("On", "1")
        state = (
            "on" if on else "unknown" if protection in ("Unknown", "2") else "suspended" if protectors else "clear_key"
        )
    return {"volume": volume, "kind": "data", "state": state}


@reader(r"Win32_EncryptableVolume", "disk.volumes", system="windows")
def encryptable_volume(output: Output) -> Values:
    """Read Win32_EncryptableVolume: ProtectionStatus 0 off, 1 on, 2 unknown; ConversionStatus 0 to 5."""
    names = ["FullyDecrypted", "FullyEncrypted", "EncryptionInProgress", "DecryptionInProgress", "EncryptionPaused"]
    rows = []
    for row in objects(output):
        code = int(row["ConversionStatus"])
        status = names[code] if code < len(names) else "DecryptionSuspended"
        rows.append(
            _by_codes(row.get("DriveLetter") or "(no letter)", status, row["ProtectionStatus"], protectors=False)
        )
    return {"disk.volumes": [row for row in rows if row["volume"] != "(no letter)"] or rows}


@reader(r"^win:bitlocker$|BitLockerProtection", "disk.volumes", system="windows")
def shell_bitlocker(output: Output) -> Values:
    """Read the shell property per drive: 1 on, 2 off, 3 encrypting, 4 decrypting, 5 suspended or unsure, 6 locked."""
    states = {1: "on", 2: "off", 3: "encrypting", 4: "decrypting", 6: "on"}
    return {
        "disk.volumes": [
            {"volume": drive, "kind": "data", "state": states.get(code, "unknown")}
            for drive, code in output.json().items()
        ]
    }


@reader(r"^win:fixed_drives$", "disk.fixed", system="windows")
def fixed_drives(output: Output) -> Values:
    """Give the letters of fixed drives."""
    return {"disk.fixed": output.json()}


@reader(r"w32tm", "time.w32tm", system="windows")
def w32tm(output: Output) -> Values:
    """Read by line order: 1st leap, 2nd stratum; verbose adds 10th phase offset and last the age of the last sync."""
    if "0x80070005" in output.text or output.raw.rc in ACCESS_DENIED:
        raise Unreadable(Why.REFUSED)
    rows = [line.split(":", 1)[1].strip() for line in output.lines if re.match(r"^[^:\s][^:]*: ", line)]
    verbose = "verbose" in output.raw.source
    if len(rows) < (16 if verbose else 9):
        raise Unreadable(Why.INCOMPLETE)
    told: dict[str, Any] = {"leap": int(rows[0][0])}
    stratum = re.match(r"\d+", rows[1])
    told |= {"stratum": int(stratum[0])} if stratum else {}
    if len(rows) >= 16:
        told["offset_s"] = abs(float(rows[9].rstrip("s ")))
        told["age_s"] = float(rows[-1].rstrip("s "))
    return {"time.w32tm": told}


SETTING = {"no auditing": 0, "監査なし": 0, "success": 1, "成功": 1, "failure": 2, "失敗": 2}
SETTING |= {"success and failure": 3, "成功および失敗": 3}


def setting_words(words: set[str]) -> dict[str, int]:
    """Give 0 to 3 for the words of any language: the longest one that holds another is "both", what it holds is one of two.

    "Success and Failure" holds "Success", "Erfolg und Fehler" holds "Erfolg"; what is neither held nor the whole means none.
    """
    if words <= SETTING.keys():
        return SETTING
    both = next((word for word in sorted(words, key=len, reverse=True) if any(w in word for w in words - {word})), "")
    if not both:
        return SETTING
    return {word: 3 if word == both else 1 if word in both else 0 for word in words}


@reader(r"auditpol", "audit.categories", system="windows", end=r"\{0CCE923F-[^\n]*\n|,\d[ \r]*\n")
def auditpol(output: Output) -> Values:
    """Give 0 to 3 by subcategory GUID from the numeric last column, else from the known words."""
    if output.raw.rc not in (0, None):
        raise Unreadable(Why.REFUSED)
    told: dict[str, int] = {}
    # By place: GUID 4th, inclusion 5th, value 7th. The headings are translated, the order is not.
    rows = [[*row.values(), "", "", ""] for row in csv_rows(output) if len(row) >= 5]
    found = [(guid, row) for row in rows if (guid := re.match(r"\{([0-9A-Fa-f]{8})-", row[3]))]
    words = setting_words({row[4].lower() for _, row in found})
    for guid, row in found:
        value = int(row[6]) if row[6].isdigit() else words.get(row[4].lower(), -1)
        if value >= 0:
            told[guid[1].lower()] = value
    if not told:
        raise Unreadable(Why.REFUSED if "0x00000522" in output.text else Why.INCOMPLETE)
    return {"audit.categories": told}


@reader(r"wevtutil gl", "logs.settings", system="windows")
def wevtutil(output: Output) -> Values:
    """Read a log's settings; the labels are never translated."""
    values = {m[1]: m[2] for line in output.lines if (m := re.match(r"^\s*(\w+): (\S+)$", line))}
    size = int(values["maxSize"])
    keeps = values["retention"] == "true"
    return {"logs.settings": {"enabled": values["enabled"] == "true", "max_bytes": size, "overwrites": not keeps}}


@reader(r"^win:event_oldest", "logs.security_oldest", system="windows")
def event_oldest(output: Output) -> Values:
    """Give the moment of the oldest Security record (epoch seconds)."""
    return {"logs.security_oldest": int(output.json()["oldest"])}


INDEX = re.compile(r"0x([0-9a-fA-F]{8})$", re.MULTILINE)
VIDEO_IDLE = "3c0bc021-c8a8-4e07-a973-6b14cbcb2b7e"
SETTINGS = {
    VIDEO_IDLE: "lock.display_off_s",
    "0e796bdb-100d-47d6-a2d5-f7d2daa51f51": "lock.console",
}
SETTING_LINE = re.compile(r"^.*: ([0-9a-fA-F]{8}-[0-9a-fA-F-]{27})\b.*$", re.MULTILINE)


@reader(r"powercfg", "lock.power_plan", system="windows")
def powercfg(output: Output) -> Values:
    """Read `powercfg /query`: a setting's GUID, and the last two hex values before the next GUID, which are AC and DC."""
    facts: dict[str, Any] = {}
    marks = list(SETTING_LINE.finditer("\n".join(output.lines)))
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(mark.string)
        values = [int(code, 16) for code in INDEX.findall(mark.string[mark.end() : end])]
        # A setting with a range prints least, most and step before the two values.
        if len(values) == (5 if mark[1].lower() == VIDEO_IDLE else 2):
            facts[SETTINGS.get(mark[1].lower(), "lock.power_plan")] = {"ac": values[-2], "dc": values[-1]}
    if not facts:
        raise Unreadable(Why.INCOMPLETE)
    return facts


@reader(r"^win:power$", "lock.display_off_s", "lock.console", system="windows")
def power_values(output: Output) -> Values:
    """Read our own power values (seconds, 0/1) per power source."""
    told = output.json()
    return {"lock.display_off_s": told["video"], "lock.console": told["console"]}


@reader(r"^win:screensaver$", "lock.saver_effective", system="windows")
def screen_saver(output: Output) -> Values:
    """Read SystemParametersInfo: active, secure, timeout; it already merges policy and preference."""
    told = output.json()
    saver = {
        "active": str(int(told["active"])),
        "secure": str(int(told["secure"])),
        "timeout_s": str(int(told["timeout"])),
    }
    return {"lock.saver_effective": saver}


@reader(r"^win:user_locks$", "lock.users", system="windows")
def user_locks(output: Output) -> Values:
    """Read the screen savers of the people signed in: seconds until each locks (0 never), and how many more have a profile."""
    told = output.json()
    rows = [_saver_seconds(row) for row in told["rows"]]
    return {"lock.users": {"seconds": rows, "unseen": max(0, int(told["profiles"]) - len(rows))}}


def _saver_seconds(row: dict[str, str]) -> int:
    on = row["screensaveactive"] == "1" and row["screensaverissecure"] == "1" and bool(row["scrnsave.exe"])
    return int(row["screensavetimeout"]) if on and row["screensavetimeout"].isdigit() else 0


@reader(r"^win:credentials$", "cred.stored", system="windows")
def stored_credentials(output: Output) -> Values:
    """Read how many passwords Credential Manager holds: for servers, and others (tokens of programs among them)."""
    told = output.json()
    return {"cred.stored": {"server": int(told["server"]), "other": int(told["other"])}}
