"""macOS: six commands and some property lists. notes/posture.md section 2: exact sentences, exit codes, never "contains On"."""

from __future__ import annotations

import json
import plistlib
import re
from datetime import UTC, datetime
from typing import Any

from checks.model import Why
from checks.readers import ends
from checks.readers.base import Output, Unreadable, Values, pairs, reader
from checks.redact import Personal, Serial


@reader(r"sysadminctl", "lock.delay_s", system="macos")
def screen_lock(output: Output) -> Values:
    """Read `sysadminctl -screenLock status` (it prints on standard error): seconds, 0 at once, -1 off."""
    match = re.search(r"screenLock (?:delay is (immediate|\d+) ?(seconds)?|is (off))\s*$", output.text)
    if not match or (match[1] not in (None, "immediate") and not match[2]):
        raise Unreadable(Why.INCOMPLETE)
    return {"lock.delay_s": -1 if match[3] else 0 if match[1] == "immediate" else int(match[1])}


@reader(r"pmset", "lock.display_off_s", system="macos")
def pmset(output: Output) -> Values:
    """Give displaysleep (minutes) per power source in seconds; a process that keeps the Mac awake is noted."""
    rows: dict[str, int] = {}
    source = "ac"
    for line in output.lines:
        if re.match(r"^Battery Power:", line):
            source = "dc"
        elif re.match(r"^(AC Power|Currently in use|UPS Power):", line):
            source = "ac"
        match = re.match(r"^\s+displaysleep\s+(\d+)", line)
        if match:
            rows[source] = int(match[1]) * 60
    if not rows or ("Battery Power:" in output.text and "AC Power:" in output.text and len(rows) < 2):
        raise Unreadable(Why.INCOMPLETE)
    awake = bool(re.search(r"sleep prevented by", output.text))
    return {"lock.display_off_s": rows} | ({"lock.kept_awake": True} if awake else {})


@reader(r"com\.apple\.screensaver idleTime|screensaver idletime", "lock.idle_s", system="macos")
def saver_idle(output: Output) -> Values:
    """Give the screen saver's idle time in seconds; a key that was never set leaves the system's default, unknown here."""
    return {"lock.idle_s": _defaults_number(output)}


def _defaults_number(output: Output) -> int:
    lines = [line for line in output.lines if line.strip()]
    if len(lines) != 1 or not re.fullmatch(r"-?\d+", lines[0].strip()):
        raise Unreadable(Why.ABSENT if "does not exist" in output.text else Why.INCOMPLETE)
    return int(lines[0])


@reader(r"require password to wake", "lock.asks", system="macos")
def password_to_wake(output: Output) -> Values:
    """Tell whether System Events says a password is asked."""
    lines = [line.strip() for line in output.lines if line.strip()]
    if lines not in (["true"], ["false"]):
        raise Unreadable
    return {"lock.asks": lines == ["true"]}


@reader(r"loginwindow\s+GuestEnabled|defaults guest", "acct.guest_on", system="macos")
def guest(output: Output) -> Values:
    """Tell whether the guest account is on; a missing key means off."""
    if "does not exist" in output.text:
        return {"acct.guest_on": False}
    return {"acct.guest_on": _defaults_number(output) == 1}


@reader(r"loginwindow\s+autoLoginUser", "acct.autologon", system="macos")
def auto_login(output: Output) -> Values:
    """A value is there: somebody is signed in automatically; a missing key means nobody."""
    if "does not exist" in output.text:
        return {"acct.autologon": False}
    if not output.lines or output.raw.rc not in (0, None):
        raise Unreadable
    return {"acct.autologon": True}


@reader(r"^file:/etc/kcpassword$", "acct.kcpassword", absent={"acct.kcpassword": False}, binary=True, system="macos")
def kcpassword(_output: Output) -> Values:
    """The file is there: a password for automatic login is stored (it is not looked at)."""
    return {"acct.kcpassword": True}


@reader(r"dscl \. -?list /Users UniqueID", "acct.users", system="macos")
def user_list(output: Output) -> Values:
    """Give people's accounts: UniqueID 501 and above, names without an underscore."""
    rows = []
    for line in output.lines:
        name, number = line.rsplit(None, 1)
        if int(number) >= 501 and not name.startswith("_"):
            rows.append({"name": Personal(name.strip()), "enabled": True, "builtin": False, "role": ""})
    if not output.lines:
        raise Unreadable(Why.INCOMPLETE)
    return {"acct.users": rows}


@reader(r"dscl .*Groups/admin|dscl admin group", "acct.admins", system="macos")
def admin_group(output: Output) -> Values:
    """Give the administrators except root."""
    match = re.search(r"^GroupMembership: (.*)$", "\n".join(output.lines), re.MULTILINE)
    if not match:
        raise Unreadable(Why.INCOMPLETE)
    return {"acct.admins": [Personal(name) for name in match[1].split() if name != "root"]}


@reader(r"pwpolicy", "acct.policy", system="macos")
def password_policy(output: Output) -> Values:
    """Read `pwpolicy getaccountpolicies`: a header line, then a property list; a length is in the policy's pattern."""
    start = output.text.find("<?xml")
    if start < 0:
        raise Unreadable(Why.INCOMPLETE)
    told = plistlib.loads(output.text[start:].encode("utf-8"))
    text = json.dumps(told, default=str)
    lengths = [int(n) for n in re.findall(r"matches '\.\{(\d+),", text)] + [
        int(n) for n in re.findall(r'"minimumLength": (\d+)', text)
    ]
    tries = [int(n) for n in re.findall(r'"policyAttributeMaximumFailedAuthentications": (\d+)', text)]
    return {"acct.policy": {"min_length": max(lengths, default=0), "lockout": max(tries, default=0)}}


FILEVAULT = {"FileVault is On.": "on", "FileVault is Off.": "off"}


@reader(r"fdesetup", "disk.volumes", system="macos")
def fdesetup(output: Output) -> Values:
    """Accept "FileVault is On." as the only line; any second line says what is not finished."""
    lines = [line for line in output.all_lines if line.strip()]
    if not lines:
        raise Unreadable(Why.INCOMPLETE)
    state = FILEVAULT.get(lines[0], "pending" if lines[0].startswith("FileVault is Off,") else "unknown")
    rest = " ".join(lines[1:])
    if state == "on" and rest:
        state = "decrypting" if "Decryption" in rest else "encrypting" if "Encryption" in rest else "unknown"
    elif state == "off" and "Deferred" in rest:
        state = "pending"
    if state == "on" and not output.text.endswith("\n"):
        raise Unreadable(Why.INCOMPLETE)
    return {"disk.volumes": [{"volume": "/", "kind": "system", "state": state}]}


@reader(r"socketfilterfw.*getglobalstate|socketfilterfw state", "fw.mac_state", system="macos")
def application_firewall(output: Output) -> Values:
    """Give the state number: 0 off, 1 on, 2 all incoming blocked."""
    match = re.search(r"\(State = (\d)\)", output.text)
    if not match:
        raise Unreadable(Why.INCOMPLETE)
    return {"fw.mac_state": int(match[1])}


@reader(r"com\.apple\.alf", "fw.mac_state", system="macos")
def old_firewall(output: Output) -> Values:
    """Read the old preference; the domain is gone since macOS 15, which tells nothing."""
    return {"fw.mac_state": _defaults_number(output)}


@reader(
    r"launchctl print system/com\.(?:openssh\.sshd|apple\.screensharing)|launchctl sshd",
    "remote.launchd",
    system="macos",
)
def launchd(output: Output) -> Values:
    """A service that is printed is on, also when it is not running; exit code 113 or "Could not find" means off."""
    name = "screensharing" if "screensharing" in output.raw.source else "ssh"
    if "Could not find service" in output.text and output.text.endswith("\n"):
        return {"remote.launchd": [{"name": name, "on": False}]}
    if not re.search(r"^system/\S+ = \{$", "\n".join(output.lines), re.MULTILINE):
        raise Unreadable(Why.INCOMPLETE)
    return {"remote.launchd": [{"name": name, "on": True}]}


@reader(r"systemsetup", "time.mac_network_time", "remote.launchd", system="macos", end=ends.system_setup)
def system_setup(output: Output) -> Values:
    """Read systemsetup's getters; without administrator rights it says so and nothing else."""
    if "administrator access" in output.text:
        raise Unreadable(Why.REFUSED)
    values = pairs(output.lines)
    facts: dict[str, Any] = {}
    if values.get("Network Time") in ("On", "Off"):
        facts["time.mac_network_time"] = values["Network Time"] == "On"
    if values.get("Remote Login") in ("On", "Off"):
        facts["remote.launchd"] = [{"name": "ssh", "on": values["Remote Login"] == "On"}]
    return facts


@reader(r"lsof .*LISTEN|lsof listen", "listen.rows", "listen.partial", system="macos")
def lsof(output: Output) -> Values:
    """Give listening ports; without root only one's own programs are seen."""
    rows = []
    for line in output.lines:
        match = re.match(r"^(\S+)\s+\d+\s.*\sTCP\s+(\S+):(\d+) \(LISTEN\)$", line)
        if match:
            local = match[2].startswith(("127.", "[::1]", "localhost"))
            rows.append({"proto": "tcp", "port": int(match[3]), "program": match[1], "local": local})
    return {"listen.rows": rows, "listen.partial": output.raw.privilege != "admin"}


@reader(r"softwareupdate .*(-l\b|--list)|softwareupdate list", "patch.pending", system="macos")
def update_list(output: Output) -> Values:
    """Read `softwareupdate -l`: a major upgrade offered is no missing patch."""
    text = "\n".join(output.lines)
    if re.search(r"^No new software available\.$", text, re.MULTILINE):
        scanned = "no-scan" not in output.raw.source and "noscan" not in output.raw.source
        return {"patch.pending": {"rows": [], "complete": True, "held": 0, "scanned": scanned}}
    found = re.findall(r"^\* Label: (.+)\n\s+Title: ([^,]+),", text, re.MULTILINE)
    releases = {
        title: match for _, title in found if (match := re.match(r"macOS(?: [A-Z][a-z]+)? (\d+)(\.\d)?", title))
    }
    # Of several releases the lowest is the one that runs here, the others are offers to move on.
    lowest = min((int(match[1]) for match in releases.values()), default=0)
    rows: list[dict[str, Any]] = []
    for label, title in found:
        release = releases.get(title)
        if not release:
            rows.append({"id": label.strip(), "security": True})
        elif int(release[1]) == lowest and release[2]:
            rows.append({"id": label.strip(), "security": True, "release": lowest})
    if not rows:
        raise Unreadable(Why.INCOMPLETE)
    return {"patch.pending": {"rows": rows, "complete": False, "held": 0}}


@reader(
    r"com\.apple\.SoftwareUpdate(\.plist|$)|softwareupdate plist",
    "patch.pending",
    "patch.list_at",
    binary=True,
    system="macos",
)
def update_preferences(output: Output) -> Values:
    """Read the updater's property list (XML, binary or converted to JSON): pending, last success, automatic check."""
    told = json.loads(output.raw.out) if output.raw.out.lstrip()[:1] == b"{" else output.plist()
    rows = [
        {"id": str(row.get("Identifier") or row.get("Display Name")), "security": True}
        for row in told.get("RecommendedUpdates", [])
        if not str(row.get("MobileSoftwareUpdate Major", "")) and not _is_major(row)
    ]
    facts: dict[str, Any] = {"patch.pending": {"rows": rows, "complete": True, "held": 0}}
    checked = told.get("LastSuccessfulDate") or told.get("LastFullSuccessfulDate")
    if checked:
        facts["patch.list_at"] = _plist_epoch(checked)
    facts["patch.auto"] = {
        "on": bool(told.get("AutomaticCheckEnabled", True)) and bool(told.get("CriticalUpdateInstall", True))
    }
    version = re.match(r"[\d.]+", str(told.get("LastAttemptSystemVersion", "")))
    return facts | ({"eol.os": {"product": "macos", "version": version[0]}} if version else {})


def _is_major(row: dict[str, Any]) -> bool:
    name, version = str(row.get("Display Name", "")), str(row.get("Display Version", ""))
    return name.startswith("macOS") and bool(re.fullmatch(r"\d+(\.0)?", version))


def _plist_epoch(value: Any) -> int:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


@reader(r"softwareupdate --schedule|softwareupdate schedule", "patch.auto", system="macos")
def update_schedule(output: Output) -> Values:
    """Read the two wordings of `softwareupdate --schedule`."""
    match = re.search(r"^Automatic check(?:ing for updates)? is (?:turned )?(on|off)$", output.text, re.MULTILINE)
    if not match:
        raise Unreadable(Why.INCOMPLETE)
    return {"patch.auto": {"on": match[1] == "on"}}


@reader(r"^file:.*InstallHistory\.plist$", "patch.installed_at", binary=True, system="macos")
def installed_updates(output: Output) -> Values:
    """Give the newest installation of a system update."""
    dates = [
        row["date"]
        for row in output.plist()
        if re.match(r"macOS|Mac OS X|OS X|Security Update", str(row.get("displayName")))
    ]
    return {"patch.installed_at": max(dates).date().isoformat()}


@reader(r"sw_vers", "eol.os", system="macos", end=r"BuildVersion:\s+\w+\n")
def sw_vers(output: Output) -> Values:
    """Give the version of macOS."""
    return {"eol.os": {"product": "macos", "version": pairs(output.lines)["ProductVersion"]}}


@reader(r"system_profiler(?!.*(USB|AirPort))", "eol.os", system="macos")
def profiler_software(output: Output) -> Values:
    """Give the version from the software overview ("System Version: macOS 11.2.3 (20D91)")."""
    match = re.search(r"System Version: (?:macOS|OS X|Mac OS X) ([\d.]+)", output.text)
    if not match:
        raise Unreadable(Why.INCOMPLETE)
    return {"eol.os": {"product": "macos", "version": match[1]}}


@reader(r"system_profiler.*USB", "usb.now", binary=True, system="macos")
def profiler_usb(output: Output) -> Values:
    """Give the storage devices connected now (names only, no serials); the history is not kept by macOS."""
    told = json.loads(output.raw.out) if output.raw.out.lstrip()[:1] == b"{" else output.plist()
    found: set[tuple[str, str]] = set()

    def walk(node: Any, name: str) -> None:
        if isinstance(node, dict):
            here = str(node.get("_name", name))
            if "Media" in node or "bsd_name" in node:
                found.add((here, str(node.get("serial_num", ""))))
            for key, value in node.items():
                if key != "Media":
                    walk(value, here)
        elif isinstance(node, list):
            for value in node:
                walk(value, name)

    walk(told, "")
    return {"usb.now": [{"device": Personal(name), "serial": Serial(serial)} for name, serial in sorted(found)]}


@reader(r"spctl", "os.gatekeeper", system="macos")
def gatekeeper(output: Output) -> Values:
    """Read `spctl --status`: "disabled" comes with exit code 1 and counts."""
    match = re.search(r"^assessments (enabled|disabled)$", output.text, re.MULTILINE)
    if not match:
        raise Unreadable(Why.INCOMPLETE)
    return {"os.gatekeeper": match[1] == "enabled"}


@reader(r"csrutil", "os.sip", system="macos")
def integrity_protection(output: Output) -> Values:
    """Read `csrutil status`; any other word (custom configuration) is not "enabled"."""
    match = re.search(r"System Integrity Protection status: (\w+)\.?[^\n]*\n", output.text)
    if not match:
        raise Unreadable(Why.INCOMPLETE)
    return {"os.sip": match[0].rstrip("\n").endswith("enabled.")}


@reader(r"tmutil (latestbackup|listbackups)", "backup.copies", system="macos")
def time_machine_latest(output: Output) -> Values:
    """Read the moments in the paths of `tmutil latestbackup` (local time; without Full Disk Access it only says so)."""
    stamps = re.findall(r"/(\d{4}-\d\d-\d\d-\d{6})(?:\.backup)?$", "\n".join(output.lines), re.MULTILINE)
    if not stamps:
        raise Unreadable(Why.REFUSED if "Full Disk Access" in output.text else Why.INCOMPLETE)
    moment = datetime.strptime(max(stamps), "%Y-%m-%d-%H%M%S").replace(tzinfo=UTC)
    return {"backup.copies": [{"kind": "timemachine", "at": int(moment.timestamp()), "external": True}]}


@reader(r"tmutil (?!latestbackup|listbackups)", "backup.destinations", system="macos")
def time_machine(output: Output) -> Values:
    """Read `tmutil destinationinfo`: exit code 0 also where nothing is configured."""
    if "No destinations configured" in output.text:
        return {"backup.destinations": []}
    kinds = re.findall(r"^Kind\s+: (\w+)$", "\n".join(output.lines), re.MULTILINE)
    if not kinds:
        raise Unreadable(Why.INCOMPLETE)
    return {"backup.destinations": [{"kind": kind.lower()} for kind in kinds]}


@reader(r"TimeMachine\.plist|timemachine", "backup.copies", binary=True, system="macos")
def time_machine_dates(output: Output) -> Values:
    """Give the newest snapshot of every Time Machine destination."""
    told = output.plist()
    rows = []
    for place in told.get("Destinations", []):
        dates = [date for date in place.get("SnapshotDates", []) if isinstance(date, datetime)]
        if dates:
            rows.append(
                {"kind": "timemachine", "at": int(max(dates).replace(tzinfo=UTC).timestamp()), "external": True}
            )
    if not rows:
        raise Unreadable(Why.INCOMPLETE)
    return {"backup.copies": rows}
