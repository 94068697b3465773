"""Registry values: our JSON, `reg query` text, `reg export` files; told by key path and value name, never by message.

A value that our own JSON does not hold is certainly absent and has its default; one that `reg query` does not show
may simply not have been asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from checks.readers.base import Output, Unreadable, Values, reader
from checks.redact import Personal, Serial

QUERY_ROW = re.compile(r"^\s+(\S.*?)\s{2,}(REG_[A-Z_]+)(?:\s{2,}|\s*$)(.*)$")
KEY = re.compile(r"(HKEY_[A-Z_]+|HKLM|HKCU|HKU)\\[^\"'\r\n]*", re.IGNORECASE)
SUBKEY_LIMIT = 20000


@dataclass(frozen=True, slots=True)
class Registry:
    """Keys and their values (names in lower case); `whole` keys are known completely."""

    keys: dict[str, dict[str, str]]
    whole: bool

    def find(self, pattern: str) -> list[tuple[str, dict[str, str]]]:
        """Give the keys whose path matches `pattern` (case-insensitive)."""
        return [(key, values) for key, values in self.keys.items() if re.search(pattern, key, re.IGNORECASE)]


def parse(output: Output) -> Registry:
    """Read any of the three forms; raises Unreadable where no key or value is told."""
    text = output.text.lstrip("\ufeff").lstrip()
    if text.startswith("{"):
        return _from_json(output.json())
    keys = _from_export(text) if text.startswith(("Windows Registry Editor", "REGEDIT4")) else _from_query(output)
    if not any(keys.values()):
        raise Unreadable
    return Registry(keys, whole=False)


def _from_json(told: dict[str, Any]) -> Registry:
    rows = told.get("keys") or [told]
    return Registry({row["key"]: {n.lower(): str(v) for n, v in row["values"].items()} for row in rows}, whole=True)


def _from_query(output: Output) -> dict[str, dict[str, str]]:
    named = KEY.search(output.raw.source)
    key = named[0].split(" /")[0].strip() if named else output.raw.source.split(" | ")[0]
    keys: dict[str, dict[str, str]] = {key: {}}
    for line in output.lines:
        row = QUERY_ROW.match(line)
        if line.upper().startswith("HKEY_"):
            key = line.strip()
            keys.setdefault(key, {})
        elif row:
            keys[key][row[1].lower()] = _number(row[2], row[3].strip())
    return keys


def _number(kind: str, data: str) -> str:
    return str(int(data, 16)) if kind in ("REG_DWORD", "REG_QWORD") and data.lower().startswith("0x") else data


def _from_export(text: str) -> dict[str, dict[str, str]]:
    keys: dict[str, dict[str, str]] = {}
    key = ""
    whole, _, _ = text.replace("\\\n", "").rpartition("\n")
    for line in whole.split("\n")[:SUBKEY_LIMIT]:
        value = re.match(r'^(?:"((?:[^"\\]|\\.)*)"|@)=(.*)$', line)
        if line.startswith("[") and line.endswith("]"):
            key = line[1:-1]
            keys[key] = {}
        elif value and key:
            keys[key][(value[1] or "").lower()] = _export_value(value[2])
    return keys


def _export_value(data: str) -> str:
    if data.startswith("dword:"):
        return str(int(data.removeprefix("dword:"), 16))
    if data.startswith('"'):
        return data.strip('"').replace('\\"', '"').replace("\\\\", "\\")
    if data.startswith(("hex(2):", "hex(7):", "hex(1):")):
        codes = bytes(int(part.strip(), 16) for part in data.split(":", 1)[1].split(",") if part.strip())
        return codes.decode("utf-16-le", "strict").rstrip("\0").replace("\0", ";")
    return data


OWED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (r"Policies\\System$", "lock.inactivity_s", {"lock.inactivity_s": 0}),
    (r"CurrentVersion\\Winlogon$", "acct.autologon", {}),
    (r"Services\\wuauserv$", "patch.auto_service", {}),
    (r"UX\\Settings$", "patch.paused_until", {}),
    (r"\\RemovableStorageDevices$", "usb.policy", {"usb.policy": {"denied": []}}),
    (r"Services\\USBSTOR$", "usb.driver_off", {}),
    (r"Control\\Terminal Server$", "remote.rdp", {}),
    (r"CurrentVersion\\Uninstall$", "sw.rows", {}),
    (r"ClickToRun\\Configuration$", "eol.office", {}),
)
"""What a key owes when it cannot be read, and what its certain absence tells."""


def _nothing_more(_output: Output) -> Values:
    """The values of a key that was read are told by the readers below."""
    return {}


for _place, _fact, _absent in OWED:
    reader(rf"^reg(?:tree)?:.*{_place}", _fact, absent=_absent, system="windows")(_nothing_more)


SOURCE = r"^reg:|^regtree:|\breg (query|export|add)?\b|^reg |registry"


@reader(SOURCE, system="windows")
def lock_values(output: Output) -> Values:
    """Give the lock settings: inactivity limit, screen saver (user and policy), lock delay, MDM limit."""
    told = parse(output)
    facts: dict[str, Any] = {}
    for _, values in told.find(r"CurrentVersion\\Policies\\System$"):
        if "inactivitytimeoutsecs" in values or told.whole:
            facts["lock.inactivity_s"] = int(values.get("inactivitytimeoutsecs", "0"))
    for key, values in told.find(r"Control Panel\\Desktop$"):
        fields = {"screensaveactive": "active", "screensaverissecure": "secure", "screensavetimeout": "timeout_s"}
        saver = {field: values[name] for name, field in fields.items() if name in values}
        saver |= {"program": "set"} if values.get("scrnsave.exe") else {}
        name = "lock.saver_policy" if "policies" in key.lower() else "lock.saver"
        facts |= {name: saver} if saver else {}
        if "delaylockinterval" in values:
            facts["lock.delay_lock_s"] = int(values["delaylockinterval"]) % 2**32
    for _, values in told.find(r"device\\DeviceLock$"):
        if "maxinactivitytimedevicelock" in values:
            facts["lock.mdm_s"] = int(values["maxinactivitytimedevicelock"]) * 60
    return facts


@reader(SOURCE, system="windows")
def autologon(output: Output) -> Values:
    """Tell whether Winlogon signs somebody in; the stored password is never looked at."""
    told = parse(output)
    for _, values in told.find(r"\\Winlogon$"):
        if "autoadminlogon" in values or told.whole:
            return {"acct.autologon": values.get("autoadminlogon", "0").strip() not in ("0", "")}
    return {}


@reader(SOURCE, system="windows")
def firewall_values(output: Output) -> Values:
    """Give firewall profiles; StandardProfile is the private one, a value that is absent means on."""
    told = parse(output)
    rows = []
    for key, values in told.find(r"(FirewallPolicy|WindowsFirewall)\\(Domain|Standard|Private|Public)Profile$"):
        name = key.rsplit("\\", 1)[1].lower().removesuffix("profile").replace("standard", "private")
        if "enablefirewall" in values or told.whole:
            blocks = values.get("defaultinboundaction", "1") != "0"
            rows.append({"profile": name, "on": values.get("enablefirewall", "1") == "1", "blocks": blocks})
    return {"fw.profiles": rows} if rows else {}


@reader(SOURCE, system="windows")
def update_values(output: Output) -> Values:
    """Give the automatic-update policy, the state of its service and until when updates are paused."""
    told = parse(output)
    facts: dict[str, Any] = {}
    for _, values in told.find(r"WindowsUpdate\\AU$"):
        if "noautoupdate" in values or "auoptions" in values or told.whole:
            on = values.get("noautoupdate") != "1" and values.get("auoptions", "4") not in ("1", "2")
            facts["patch.auto"] = {"on": on, "by_service": True}
    for _, values in told.find(r"Services\\wuauserv$"):
        if "start" in values:
            facts["patch.auto_service"] = values["start"] != "4"
    for _, values in told.find(r"WindowsUpdate\\UX\\Settings$"):
        if told.whole:
            facts["patch.paused_until"] = values.get("pauseupdatesexpirytime", "")
    return facts


@reader(
    r"^reg:.*WindowsUpdate\\AU$",
    "patch.auto",
    absent={"patch.auto": {"on": True, "by_service": True}},
    system="windows",
)
def update_policy_absent(output: Output) -> Values:
    """No policy key: Windows updates by itself. A key that is there is read by `update_values`."""
    parse(output)
    return {}


@reader(SOURCE, system="windows")
def usb_values(output: Output) -> Values:
    """Give the removable-media policy and the number of storage devices ever seen (serials are not kept)."""
    told = parse(output)
    facts: dict[str, Any] = {}
    for key, values in told.find(r"RemovableStorageDevices(\\.*)?$"):
        denied = [name for name in ("deny_all", "deny_write", "deny_read") if values.get(name) == "1"]
        if denied or (told.whole and key.lower().endswith("removablestoragedevices")):
            facts["usb.policy"] = {"denied": denied}
    for _, values in told.find(r"Services\\USBSTOR$"):
        if "start" in values:
            facts["usb.driver_off"] = values["start"] == "4"
    storage = [key for key, values in told.find(r"\\Enum\\USB\\") if values.get("service", "").upper() == "USBSTOR"]
    devices = sorted({_device(key) for key, _ in told.find(r"\\Enum\\USBSTOR\\[^\\]+\\[^\\]+$")})
    if storage or devices or (told.whole and told.find(r"\\Enum\\USBSTOR$")):
        seen = [_device(key) for key in storage] + devices
        facts["usb.history"] = [{"device": model, "serial": Serial(serial)} for model, serial in seen]
    return facts


def _device(key: str) -> tuple[str, str]:
    """Give model and serial of a device key; Windows makes the serial up where its second character is "&"."""
    parts = key.split("\\")
    made_up = parts[-1][1:2] == "&"
    return (parts[-2] if len(parts) > 1 else ""), "" if made_up else re.sub(r"&\d+$", "", parts[-1])


@reader(r"^regtree:.*Enum\\USBSTOR$", "usb.history", absent={"usb.history": []}, system="windows")
def usb_never(output: Output) -> Values:
    """No key: no storage device was ever plugged in. A key that is there is read by `usb_values`."""
    parse(output)
    return {}


@reader(SOURCE, system="windows", listing=True)
def installed_programs(output: Output) -> Values:
    """Give the programs of the Uninstall keys: name and version."""
    told = parse(output)
    rows, apps = [], []
    for _, values in told.find(r"CurrentVersion\\Uninstall\\[^\\]+$"):
        name, version = values.get("displayname", ""), values.get("displayversion", "")
        if name and values.get("systemcomponent") != "1":
            rows.append({"name": name, "version": version})
            apps += [_dated_app(product, version, values.get("installdate", "")) for product in _products(name)]
    if not told.find(r"CurrentVersion\\Uninstall"):
        return {}
    return {"sw.rows": rows, "eol.apps": apps}


APPS = (
    (r"^Google Chrome$", "chrome"),
    (r"^Microsoft Edge$", "chrome"),
    (r"^Mozilla Firefox\b", "firefox"),
    (r"^LibreOffice\b", "libreoffice"),
    (r"^Microsoft Office .*\b(20(?:07|10|13|16|19|21|24))\b", "office"),
)
"""Programs with an end of support; Edge follows Chrome's version numbers."""


def _products(name: str) -> list[tuple[str, str]]:
    return [
        (product, match[1] if match.re.groups else "")
        for pattern, product in APPS
        if (match := re.match(pattern, name))
    ]


def _dated_app(product: tuple[str, str], version: str, installed: str) -> dict[str, str]:
    """A program with an end of support; its updater renews the installation date (YYYYMMDD) with every version."""
    day = re.fullmatch(r"(20\d\d)(\d\d)(\d\d)", installed)
    updated = {"updated": "-".join(day.groups())} if day else {}
    return {"product": product[0], "version": product[1] or version, **updated}


@reader(SOURCE, system="windows")
def remote_values(output: Output) -> Values:
    """Tell whether remote desktop lets connections in (the policy key wins)."""
    told = parse(output)
    facts: dict[str, Any] = {}
    for key, values in told.find(r"(Terminal Services|Control\\Terminal Server)$"):
        if "fdenytsconnections" in values:
            name = "remote.rdp_policy" if "policies" in key.lower() else "remote.rdp"
            facts[name] = values["fdenytsconnections"] == "0"
    return facts


@reader(SOURCE, system="windows")
def browser_policy(output: Output) -> Values:
    """Give browsers whose password saving is forbidden or allowed by policy."""
    told = parse(output)
    rows = []
    for key, values in told.find(r"Policies\\(Google\\Chrome|Microsoft\\Edge|Mozilla\\Firefox)$"):
        if "passwordmanagerenabled" in values:
            rows.append({"browser": key.rsplit("\\", 1)[1].lower(), "saving": values["passwordmanagerenabled"] != "0"})
    return {"browser.policy": rows} if rows else {}


@reader(SOURCE, system="windows")
def sync_roots(output: Output) -> Values:
    """Give OneDrive's sync folders (the account names are left out)."""
    told = parse(output)
    rows = [
        {"client": "OneDrive", "root": Personal(values["userfolder"])}
        for _, values in told.find(r"OneDrive\\Accounts\\[^\\]+$")
        if values.get("userfolder")
    ]
    return {"cloud.roots": rows} if rows or (told.whole and told.find(r"OneDrive\\Accounts$")) else {}


@reader(SOURCE, system="windows")
def office_version(output: Output) -> Values:
    """Give Office's product ids and version (Click-to-Run)."""
    told = parse(output)
    for _, values in told.find(r"ClickToRun\\Configuration$"):
        if "productreleaseids" in values:
            return {
                "eol.office": {
                    "ids": values["productreleaseids"].split(","),
                    "version": values.get("versiontoreport", ""),
                }
            }
    return {}


@reader(r"^reg:.*Services\\mrxsmb10$", "share.smb1", absent={"share.smb1": False}, system="windows")
def smb1_driver(output: Output) -> Values:
    """Tell whether the SMB1 client driver may start (Start 4 = never); no key means it is not installed."""
    told = parse(output)
    return {"share.smb1": any(values.get("start", "4") != "4" for values in told.keys.values())}
