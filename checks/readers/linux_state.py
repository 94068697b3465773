"""Disk encryption, time and logs of Linux. notes/posture.md 2.6, 2.7, 2.8."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from checks.model import Why
from checks.readers import ends
from checks.readers.base import Output, Unreadable, Values, pairs, reader

# namespaces of networks and the like are mounted below /run from the system's own disk; /run/media holds what people plug in
_SYSTEMS = re.compile("/snap/|/run/(?!media/)")
SMALL_PARTS = ("/boot", "/boot/efi", "/boot/firmware", "/efi")


@reader(r"lsblk .*-J|^lsblk --json", "disk.volumes", system="linux")
def lsblk_json(output: Output) -> Values:
    """Walk lsblk's tree: a mounted volume is encrypted if it or a device it lies in is of type crypt (zram is memory)."""
    rows: list[dict[str, Any]] = []

    def walk(node: dict[str, Any], encrypted: bool) -> None:
        inside = encrypted or node.get("type") == "crypt"
        if str(node.get("name", "")).startswith("zram") or node.get("type") in ("loop", "rom"):
            return
        places = node.get("mountpoints") or [node.get("mountpoint")]
        rows.extend(_volume(place, inside, bool(node.get("rm"))) for place in places if place)
        for child in node.get("children") or []:
            walk(child, inside)

    for device in output.json()["blockdevices"]:
        walk(device, False)
    return {"disk.volumes": _data_volumes(rows)}


@reader(r"^(cmd:)?lsblk(?!.*(-J|--json))", "disk.volumes", system="linux", listing=True)
def lsblk_tree(output: Output) -> Values:
    """Walk lsblk's drawn tree by indentation."""
    if not output.lines or "TYPE" not in output.lines[0]:
        raise Unreadable
    rows: list[dict[str, Any]] = []
    stack: list[tuple[int, bool]] = []
    for line in output.lines[1:]:
        match = re.match(r"^([\s|`├└│─-]*)(\S+)\s+\d+:\d+\s+(\d)\s+\S+\s+\d\s+(\w+)\s*(.*)$", line)
        if not match:
            continue
        depth = len(match[1])
        while stack and stack[-1][0] >= depth:
            stack.pop()
        if match[2].startswith("zram") or match[4] in ("loop", "rom"):
            continue
        encrypted = (stack[-1][1] if stack else False) or match[4] == "crypt"
        stack.append((depth, encrypted))
        rows += [_volume(match[5], encrypted, match[3] == "1")] if match[5] else []
    return {"disk.volumes": _data_volumes(rows)}


def _volume(place: str, encrypted: bool, removable: bool) -> dict[str, Any]:
    kind = "swap" if place == "[SWAP]" else "system" if place == "/" else "data"
    state = "on" if encrypted else "off"
    return {"volume": place, "kind": kind, "state": state, "removable": removable}


def _data_volumes(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out what holds no files of people: boot partitions, snap images, the system's own mounts below /run."""
    kept = [row for row in rows if row["volume"] not in SMALL_PARTS and not _SYSTEMS.match(row["volume"])]
    if not any(row["kind"] == "system" for row in kept):
        raise Unreadable(Why.INCOMPLETE)
    return kept


@reader(r"cryptsetup luksDump|luksdump", "disk.luks", system="linux")
def luks_dump(output: Output) -> Values:
    """Tell whether a device has a LUKS header; a header is not yet a volume in use."""
    if re.search(r"is not a valid LUKS device", output.text):
        return {"disk.luks": {"header": False}}
    if not re.search(r"^Keyslots:|^Key Slot", output.text, re.MULTILINE):
        raise Unreadable(Why.INCOMPLETE)
    return {"disk.luks": {"header": True}}


@reader(r"timedatectl show(?!-)", "time.systemd", system="linux", end=ends.time_properties)
def timedatectl_show(output: Output) -> Values:
    """Read the stable keys NTP and NTPSynchronized."""
    if output.raw.rc not in (0, None):
        raise Unreadable(Why.NO_SOURCE)
    values = dict(re.findall(r"^(NTP|NTPSynchronized)=(yes|no)$", "\n".join(output.lines), re.MULTILINE))
    return {"time.systemd": {"ntp": values["NTP"] == "yes", "synced": values["NTPSynchronized"] == "yes"}}


@reader(
    r"timedatectl(?! (show|timesync-status))",
    "time.systemd",
    system="linux",
    end=ends.time_table,
)
def timedatectl_table(output: Output) -> Values:
    """Read the table by its four known layouts; the line after the two answers must have come as well."""
    values = pairs(output.lines)
    synced = values.get("System clock synchronized") or values.get("NTP synchronized")
    ntp = values.get("NTP service") or values.get("NTP enabled") or values.get("Network time on")
    ntp = ntp or values.get("systemd-timesyncd.service active")
    if "RTC in local TZ" not in values or synced not in ("yes", "no") or ntp is None:
        raise Unreadable(Why.NO_SOURCE if not values.get("Local time") else Why.INCOMPLETE)
    return {"time.systemd": {"ntp": ntp in ("yes", "active"), "synced": synced == "yes"}}


@reader(
    r"timedatectl (timesync-status|show-timesync)|timesyncd",
    "time.timesyncd",
    system="linux",
    end=r"(Frequency: |Frequency=|NTPMessage=)[^\n]+\n",
)
def timesync_status(output: Output) -> Values:
    """Give leap indicator (0 to 2 in step, 3 not) and packets from `timesync-status` or `show-timesync`."""
    message = re.search(r"^NTPMessage=\{ Leap=(\d),.* PacketCount=(\d+),", output.text, re.MULTILINE)
    if message:
        return {"time.timesyncd": {"leap": int(message[1]), "packets": int(message[2])}}
    values = pairs(output.lines)
    words = {"normal": 0, "not synchronized": 3}
    return {"time.timesyncd": {"leap": words.get(values["Leap"], 1), "packets": int(values["Packet count"])}}


@reader(r"chronyc .*tracking|chronyc tracking", "time.chrony", system="linux")
def chrony(output: Output) -> Values:
    """Read `chronyc tracking` (table) or `chronyc -c tracking` (comma separated): leap status and offset in seconds."""
    if "-c" in output.raw.source.split():
        fields = output.lines[0].split(",")
        return {"time.chrony": {"leap": fields[13], "offset_s": abs(float(fields[4])), "stratum": int(fields[2])}}
    values = pairs(output.all_lines)
    offset = float(values["System time"].split()[0])
    return {"time.chrony": {"leap": values["Leap status"], "offset_s": abs(offset), "stratum": int(values["Stratum"])}}


@reader(r"^api:clock$", "time.kernel", system="linux")
def kernel_clock(output: Output) -> Values:
    """Tell whether the kernel's clock is kept in step by anybody."""
    return {"time.kernel": bool(output.json()["synced"])}


@reader(r"^file:/run/systemd/timesync/synchronized$", "time.timesync_file", system="linux")
def timesync_file(_output: Output) -> Values:
    """The file is made when systemd-timesyncd has synchronised."""
    return {"time.timesync_file": True}


@reader(r"^dir:/var/log/journal$", "logs.journal_dir", absent={"logs.journal_dir": False}, system="linux")
def journal_dir(output: Output) -> Values:
    """The folder is there: the journal outlives a restart."""
    return {"logs.journal_dir": any(row["dir"] for row in output.json())}


@reader(r"^dir:/var/log$", "logs.files")
def log_dir(output: Output) -> Values:
    """Give each sign-in or message log with its rotated files: oldest and newest moment of writing (epoch seconds)."""
    names = re.compile(r"^(auth\.log|secure|syslog|messages|system\.log|install\.log)([.-].*)?$")
    groups: dict[str, list[int]] = {}
    for row in output.json():
        match = names.match(row["name"])
        if match and row["size"]:
            groups.setdefault(match[1], []).append(int(row["mtime"]))
    if not groups:
        raise Unreadable(Why.ABSENT)
    return {"logs.files": [{"log": name, "oldest": min(m), "newest": max(m)} for name, m in sorted(groups.items())]}


@reader(r"journalctl --list-boots", "logs.journal_oldest", system="linux")
def journal_oldest(output: Output) -> Values:
    """Give the moment of the first entry of the first boot that is kept (epoch seconds; the host asks in UTC)."""
    for line in output.lines:
        match = re.match(r"^\s*-?\d+ [0-9a-f]{32} \w{3} (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC", line)
        if match:
            return {"logs.journal_oldest": int(datetime.fromisoformat(f"{match[1]}+00:00").timestamp())}
    raise Unreadable(Why.INCOMPLETE)
