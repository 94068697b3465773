"""Browsers, cloud folders, folder rights, file protection, media, backups and software of this PC's own apis."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

from checks.model import Why
from checks.readers.base import Output, Unreadable, Values, assignments, reader
from checks.redact import Personal, Serial


@reader(r"^api:browsers$", "browser.profiles")
def browsers(output: Output) -> Values:
    """Give browser profiles: browser, number of stored logins (left out where unreadable), saving preference."""
    return {"browser.profiles": output.json()}


@reader(r"^api:browser_policies$", "browser.policy", system="linux")
def browser_policies(output: Output) -> Values:
    """Give browsers for which a managed policy decides about password saving."""
    return {"browser.policy": output.json()}


USB_TOLD = re.compile(r"usb ([\d.-]+): (Product|Manufacturer|SerialNumber): (.*)")
USB_FOUND = re.compile(r"usb-storage ([\d.-]+):[\d.]+: USB Mass Storage device detected")


@reader(r"journalctl -k .*usb-storage", "usb.since_start", system="linux")
def usb_journal(output: Output) -> Values:
    """Give the storage devices the kernel noted since start, with what it said of their port; an empty journal proves nothing."""
    told: dict[str, dict[str, str]] = {}
    seen: dict[tuple[str, str], None] = {}
    for line in output.lines:
        message = str(json.loads(line).get("MESSAGE", "")) if line.startswith("{") else line
        if name := USB_TOLD.search(message):
            told.setdefault(name[1], {})[name[2]] = name[3].strip()
        elif found := USB_FOUND.search(message):
            port = told.get(found[1], {})
            model = f"{port.get('Manufacturer', '')} {port.get('Product', '')}".strip() or "usb-storage"
            seen[model, port.get("SerialNumber", "")] = None
    rows = [{"device": model, "serial": Serial(serial)} for model, serial in seen]
    return {"usb.since_start": rows}


@reader(r"^api:sync_roots$", "cloud.roots")
def sync_roots(output: Output) -> Values:
    """Give sync clients and their folders."""
    return {"cloud.roots": [{"client": row["client"], "root": Personal(row["root"])} for row in output.json()]}


@reader(r"^api:folder_acl:", "acl.rows")
def folder_acl(output: Output) -> Values:
    """Give who may enter and read a folder: owner, group, other, ACL entries, or that the volume has no rights."""
    rows = []
    for row in output.json():
        who = {"who": Personal(row["who"])} if row.get("who") else {}
        rows.append({"kind": row["kind"], "access": row["access"], **who})
    return {"acl.rows": rows}


@reader(r"^api:protection:", "prot.counts")
def protection(output: Output) -> Values:
    """Give numbers of files: protected, weak, plain, unreadable, not_visited."""
    return {"prot.counts": output.json()}


@reader(r"^api:mac_apps$", "eol.apps", system="macos")
def mac_apps(output: Output) -> Values:
    """Give the office programs and browsers of macOS with their versions."""
    return {"eol.apps": output.json()}


PACKAGES = {"google-chrome-stable": "chrome", "microsoft-edge-stable": "chrome"}
"""Packages of other makers; what the distribution ships is kept alive by the distribution, whatever its version says."""


@reader(r"dpkg-query .*db:Status", "eol.apps", system="linux")
def packaged_apps(output: Output) -> Values:
    """Give browsers of other makers that are installed (status "ii")."""
    rows = []
    for line in output.lines:
        match = re.match(r"^(\S+)\t(?:\d+:)?([\d.]+)\S*\tii", line)
        if match and match[1] in PACKAGES:
            rows.append({"product": PACKAGES[match[1]], "version": match[2]})
    return {"eol.apps": rows}


@reader(r"^dir:/opt/(google/chrome|microsoft/msedge)$", "eol.browser_day", absent={}, system="linux")
def browser_files(output: Output) -> Values:
    """Give the day the makers built the newest file of their browser (packages keep the files' times)."""
    moments = [row["mtime"] for row in output.json() if row["name"] in ("chrome", "msedge")]
    return {"eol.browser_day": datetime.fromtimestamp(max(moments), UTC).date().isoformat()} if moments else {}


@reader(r"dpkg-query -W -f '\S+Version\}\\n'|rpm -qa --qf", "sw.rows", system="linux")
def packages(output: Output) -> Values:
    """Give installed packages: name and version."""
    if output.raw.rc not in (0, None):
        raise Unreadable(Why.FAILED)
    rows = [dict(zip(("name", "version"), line.split("\t"), strict=False)) for line in output.lines if "\t" in line]
    if not rows:
        raise Unreadable(Why.INCOMPLETE)
    return {"sw.rows": rows}


@reader(r"^dir:/Applications$", "sw.rows", system="macos")
def applications(output: Output) -> Values:
    """Give the applications of the Applications folder."""
    names = [row["name"].removesuffix(".app") for row in output.json() if row["name"].endswith(".app")]
    return {"sw.rows": [{"name": name, "version": ""} for name in names]}


@reader(r"^file:/etc/modprobe\.d/", "usb.driver_off", system="linux")
def modprobe(output: Output) -> Values:
    """Tell whether the usb-storage driver is kept from loading."""
    text = "\n".join(output.lines)
    off = re.search(
        r"^\s*(install usb[-_]storage /(usr/)?bin/(false|true)|blacklist usb[-_]storage)\b", text, re.MULTILINE
    )
    return {"usb.driver_off": True} if off else {}


@reader(r"^dir:/etc/modprobe\.d$", "usb.policy", system="linux")
def modprobe_folder(output: Output) -> Values:
    """The folder was read: without a rule of its own (file:) nothing forbids USB storage."""
    output.json()
    return {"usb.policy": {"denied": []}}


@reader(r"usbguard-daemon\.conf$", "usb.blocked", absent={}, system="linux")
def usbguard(output: Output) -> Values:
    """Tell whether USBGuard blocks unknown devices."""
    return {"usb.blocked": assignments(output.lines).get("ImplicitPolicyTarget") in ("block", "reject")}


@reader(r"^api:usb_storage$", "usb.now", system="linux")
def usb_now(output: Output) -> Values:
    """Give the storage devices connected now, with their serial numbers."""
    rows = output.json()
    return {"usb.now": [{"device": row["device"], "serial": Serial(row["serial"])} for row in rows]}


@reader(r"restic .*snapshots|restic snapshots", "backup.copies")
def restic(output: Output) -> Values:
    """Give the newest snapshot of a restic repository (paths and hosts are not kept)."""
    rows = [part for row in output.json() for part in row.get("snapshots", [row])]
    moments = [row["time"] for row in rows]
    newest = datetime.fromisoformat(re.sub(r"\.\d+", "", max(moments)))
    return {"backup.copies": [{"kind": "restic", "at": int(newest.timestamp()), "external": False}]}


@reader(r"^dir:(?!/(var|etc|run|sys|usr|lib|Applications|timeshift)\b)", "backup.copies")
def backup_folder(output: Output) -> Values:
    """Give the newest moment of the declared backup folder; an empty one has no copy."""
    rows = output.json()
    newest = [{"kind": "folder", "at": max(row["mtime"] for row in rows), "external": False}] if rows else []
    return {"backup.copies": newest}


@reader(r"^dir:/timeshift/snapshots$", "backup.copies", absent={}, system="linux")
def timeshift(output: Output) -> Values:
    """Give the newest Timeshift snapshot by its folder name (2026-11-20_08-00-01)."""
    names = [row["name"] for row in output.json() if re.match(r"^\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d$", row["name"])]
    moments = [int(datetime.strptime(f"{name} +0000", "%Y-%m-%d_%H-%M-%S %z").timestamp()) for name in names]
    return {"backup.copies": [{"kind": "timeshift", "at": moment, "external": False} for moment in moments]}


@reader(r"^win:file_history$", "backup.copies", system="windows")
def file_history(output: Output) -> Values:
    """Give File History's ProtectedUpToTime (epoch seconds)."""
    moment = json.loads(output.text)["protected_up_to"]
    return {"backup.copies": [{"kind": "filehistory", "at": moment, "external": False}] if moment else []}


@reader(r"^file:/sys/kernel/security/lsm$", "os.lsm", system="linux")
def security_modules(output: Output) -> Values:
    """Give the loaded security modules that confine programs."""
    names = output.text.strip().split(",")
    return {"os.lsm": [name for name in names if name in ("apparmor", "selinux", "smack", "tomoyo")]}


@reader(r"^file:/etc/group$", "acct.admins", system="linux")
def group_file(output: Output) -> Values:
    """Give the members of the groups that may use sudo."""
    rows = [line.split(":") for line in output.lines if line.count(":") == 3]
    if not any(row[0] == "root" for row in rows):
        raise Unreadable(Why.INCOMPLETE)
    members = {name for row in rows if row[0] in ("sudo", "wheel", "admin") for name in row[3].split(",") if name}
    return {"acct.admins": [Personal(name) for name in sorted(members)]}
