"""Telling a whole saved output from a cut one: by the marks, counts and last rows the known programs print.

A host vouches for its own outputs; these rules are for recordings that somebody saved (`Raw.loose`).
"""

from __future__ import annotations

import json
import re

from checks.model import Raw

UNENDED_JSON = re.compile(r"ConvertTo-Json|\bGet[-_ ]?\w|CimInstance|plutil", re.IGNORECASE)
"""Programs whose JSON is often saved without a last line end; all others print one."""

UNENDED = re.compile(r"^(cmd:)?(sestatus\b|timedatectl\b(?! (show|timesync)))")
"""Programs whose last line tells by itself that it is whole."""

FRAMES = re.compile(r"\bGet[-_ ]|\bwmic\b|Win32_|Cim", re.IGNORECASE)
"""Programs that print objects between blank lines."""

PROPERTY_LAST = re.compile(r"^\s*(\w+)\s*:[^\n]*\n\s*\Z", re.MULTILINE)
CHOSEN = re.compile(
    r"(?:\bselect(?:-object)?|-property|format-list|\bfl)\s+(?:-property\s+)?(\w+(?:\s*,\s*\w+)*)", re.IGNORECASE
)
COUNTED = re.compile(r"^\S[^\n]*:\s+(\d+)\b[^\n]*\n\s+\[0?1\]: ", re.MULTILINE)


def ends_line(raw: Raw, text: str) -> bool:
    """Tell whether the last line was finished; a whole JSON document of some programs needs no line end."""
    if text.endswith("\n"):
        return True
    if UNENDED.search(raw.source):
        return True
    return bool(UNENDED_JSON.search(raw.source)) and is_json(text)


def is_json(text: str) -> bool:
    """Tell whether the text is one whole JSON object or list."""
    try:
        return text.lstrip()[:1] in ("{", "[") and isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def ends_document(out: bytes) -> bool:
    """Tell whether a property list or JSON file is finished; a binary one has its table at the end and vouches for itself."""
    return out.startswith(b"bplist") or out[-2:].strip(b"\0") in (b"\n", b"\r\n", b">\n", b"}\n", b"]\n")


def framed(text: str, source: str) -> bool:
    """PowerShell and wmic put blank lines around what they print: a beginning with one and an end without is no end."""
    blank = text.startswith("\n") or "\n\n\n" in text or re.search(r"^\w+=", text, re.MULTILINE)
    return not (FRAMES.search(source) and blank) or text.endswith("\n\n")


def chosen_last(source: str) -> str:
    """Give the property printed last where the command names the properties it wants ("… | Select-Object A,B | fl"), else ""."""
    match = CHOSEN.search(source)
    return match[1].split(",")[-1].strip() if match else ""


def mp_status(text: str, source: str) -> bool:
    """Get-MpComputerStatus: PSComputerName is printed last; releases before tamper protection stop at the scan direction."""
    last = PROPERTY_LAST.search(text)
    name = last[1] if last else ""
    if chosen_last(source):
        return name.lower() == chosen_last(source).lower()
    return name == "PSComputerName" or (name == "RealTimeScanDirection" and "IsTamperProtected" not in text)


def smb_configuration(text: str, _source: str) -> bool:
    """Get-SmbServerConfiguration: the properties that came later (QUIC, ciphers) are appended to the sorted ones."""
    last = PROPERTY_LAST.search(text)
    name = last[1] if last else ""
    newer = re.search(r"^(DisableCompression|RequestCompression|DisableSmbEncryption)", text, re.MULTILINE)
    return name in ("EncryptionCiphers", "PSComputerName") or (name == "ValidateTargetName" and not newer)


def system_info(text: str, _source: str) -> bool:
    """Systeminfo ends with its Hyper-V rows, or at least with a counted list whose last row is the announced one."""
    if re.search(r"^Hyper-V[^\n]*:[^\n]*\n(\s[^\n]*\n)*\s*\Z", text, re.MULTILINE):
        return True
    counted = list(COUNTED.finditer(text))
    rows = re.findall(r"^\s+\[(\d+)\]: KB\d+\n", text[counted[-1].start() :], re.MULTILINE) if counted else []
    return bool(rows) and int(rows[-1]) == int(counted[-1][1])


def system_setup(text: str, _source: str) -> bool:
    """A transcript of every getter ends with the last one of systemsetup's own list; a single answer is whole by itself."""
    asked = re.findall(r"^\S*[$#%] .*systemsetup -(get\w+)", text, re.MULTILINE)
    last = "getdisablekeyboardwhenenclosurelockisengaged"
    return len(asked) < 2 or bool(re.search(rf"\n{last}: (Yes|No|Not .*|-.*)\n\Z", text))


def time_table(text: str, _source: str) -> bool:
    """Timedatectl's oldest layout closes with the two daylight-saving changes, later ones with the RTC line."""
    if re.search(r"^\s+(NTP enabled|NTP service): (yes|no)$", text, re.MULTILINE):
        return bool(
            re.search(r"^\s+DST active: n/a\n*\Z", text, re.MULTILINE)
            or re.search(
                r"^\s+Next DST change: [^\n]+\n[^\n]+ [A-Z]{3,5}\n\s+\w{3} [\d-]+ [\d:]{8} [A-Z+\d]{3,5}\s*\Z",
                text,
                re.MULTILINE,
            )
        )
    return bool(
        re.search(r"^\s+(RTC in local TZ|DST active): (yes|no|n/a)\n+(Warning: [\s\S]*\n)?\Z", text, re.MULTILINE)
    )


def net_profile(text: str, _source: str) -> bool:
    """Netsh closes with one word ("Ok.") after a blank line, in every language."""
    return bool(re.search(r"\n\s*\n\s*\w+[.。]?\s*\n+\Z", text)) and not re.search(r":[^\n]*\n+\Z", text)


def security_template(text: str, _source: str) -> bool:
    """A security template names its version; an export does so at its very end."""
    return bool(re.search(r"^\[Version\]\n[^\[]*^Revision\s*=\s*\d+\n", text, re.MULTILINE))


def bde_list(text: str, _source: str) -> bool:
    """Manage-bde prints a heading of two lines where it lists every volume, and none where one drive was named."""
    return bool(re.search(r"^\S[^\n]*\n\S[^\n]*\b[A-Z]:\"?(?:\s|$)", text, re.MULTILINE))


def bitlocker_list(_text: str, source: str) -> bool:
    """Get-BitLockerVolume lists every volume unless a drive was named."""
    return not re.search(r"MountPoint|BitLockerVolume\s+\S*[A-Z]:", source, re.IGNORECASE)


def open_chain(text: str, _source: str) -> bool:
    """Iptables -S prints chain after chain: rules of INPUT may be missing until a later chain's rule or a final drop is seen."""
    rules = re.findall(r"^-A (\S+) (.*)$", text, re.MULTILINE)
    later = bool(rules) and rules[-1][0] != "INPUT" and any(chain == "INPUT" for chain, _ in rules)
    final = any(chain == "INPUT" and re.match(r"-j (DROP|REJECT)\b", rest) for chain, rest in rules)
    return not (later or final)


def objects_end(text: str, source: str) -> bool:
    """Objects of CIM end with PSComputerName, or with the last property that was asked for; a table with a blank line."""
    if re.search(r"^\w+=", text, re.MULTILINE):
        return text.endswith("\n\n")
    if re.search(r"^-{2,}(\s+-{2,})*\s*$", text, re.MULTILINE):
        return text.endswith("\n\n")
    last = PROPERTY_LAST.search(text)
    return bool(last and last[1].lower() == (chosen_last(source) or "PSComputerName").lower())


def backup_versions(text: str, _source: str) -> bool:
    """Wbadmin closes each version with its snapshot id; one without (on a network share) with a blank line."""
    return bool(re.search(r"\{[0-9A-Fa-f-]{36}\}\s*\Z", text)) or text.endswith("\n\n")


def clam_scan(text: str, _source: str) -> bool:
    """Clamscan's summary closes with the end date; before 0.102 with the time it took."""
    return bool(re.search(r"^(End Date|Time):[^\n]*\n\s*\Z", text, re.MULTILINE)) and (
        "Start Date:" not in text or "End Date:" in text
    )


def time_properties(text: str, source: str) -> bool:
    """Timedatectl show prints the hardware clock last, unless properties were chosen."""
    return bool(re.search(r"\s(-p|--property)", source)) or bool(
        re.search(r"^RTCTimeUSec=[^\n]*\n\Z", text, re.MULTILINE)
    )
