"""Thin reads of a Windows PC: registry, netapi32, wscapi, user32, powrprof and one PowerShell. No verdict logic here.

Importable on every system; the calls work on Windows only. Sources: notes/posture.md section 1, Microsoft Learn pages of
each function. Everything is read by number and SID, so that display language and code page do not matter.
"""

from __future__ import annotations

import ctypes
import importlib
import os
from collections.abc import Callable
from ctypes import POINTER, Structure, byref, c_ubyte, c_uint32, c_uint64, c_void_p, c_wchar_p, cast
from typing import Any

import psutil

from checks.local.powershell import Script
from checks.local.rights import is_elevated

ROOTS = {"HKLM": "HKEY_LOCAL_MACHINE", "HKCU": "HKEY_CURRENT_USER", "HKU": "HKEY_USERS"}
KEY_READ_64 = 0x20019 | 0x0100
MORE = 0xFFFFFFFF
SUBKEY_LIMIT = 20000


def dll(name: str) -> Any:
    """Load a system library (System32 only); raises NotImplementedError elsewhere than on Windows."""
    loader = getattr(ctypes, "WinDLL", None)
    if loader is None:
        raise NotImplementedError(name)
    return loader(name, use_last_error=True, winmode=0x800)


def registry_values(path: str, _script: Script) -> dict[str, Any]:
    """Give the values of a key; raises FileNotFoundError or PermissionError as Windows says."""
    return {"key": path, "values": _values(path)}


def registry_tree(path: str, _script: Script) -> dict[str, Any]:
    """Give the values of a key and of its subkeys, two levels down."""
    keys = [{"key": path, "values": _values(path)}]
    for child in _subkeys(path):
        keys.append({"key": f"{path}\\{child}", "values": _values(f"{path}\\{child}")})
        for grandchild in _subkeys(f"{path}\\{child}"):
            if len(keys) >= SUBKEY_LIMIT:
                raise OverflowError(path)
            full = f"{path}\\{child}\\{grandchild}"
            keys.append({"key": full, "values": _values(full)})
    return {"keys": keys}


def _open(path: str) -> Any:
    winreg: Any = importlib.import_module("winreg")
    root, _, rest = path.partition("\\")
    if root == "HKCU" and is_elevated():
        # "Run as administrator" may be somebody else's account: the hive of the person at the screen is meant.
        root, rest = "HKU", f"{screen_user_sid()}\\{rest}"
    return winreg.OpenKey(getattr(winreg, ROOTS[root]), rest, 0, KEY_READ_64)


def screen_user() -> str:
    """Give the account whose desktop (explorer.exe) runs; raises NotImplementedError where it is not one."""
    processes = psutil.process_iter(["name", "username"])
    owners = {process.info["username"] for process in processes if process.info["name"] == "explorer.exe"}
    if len(owners) != 1:
        raise NotImplementedError("explorer.exe")
    return str(owners.pop())


def screen_user_sid() -> str:
    """Give the SID of the person at the screen."""
    advapi32, sid, size = dll("advapi32"), ctypes.create_string_buffer(256), c_uint32(256)
    domain, length, use = ctypes.create_unicode_buffer(256), c_uint32(256), c_uint32()
    if not advapi32.LookupAccountNameW(None, screen_user(), sid, byref(size), domain, byref(length), byref(use)):
        raise OSError("LookupAccountNameW")
    text = c_wchar_p()
    if not advapi32.ConvertSidToStringSidW(sid, byref(text)):
        raise OSError("ConvertSidToStringSidW")
    return str(text.value)


def _values(path: str) -> dict[str, str]:
    winreg: Any = importlib.import_module("winreg")
    with _open(path) as key:
        _, count, _ = winreg.QueryInfoKey(key)
        rows = [winreg.EnumValue(key, number) for number in range(count)]
    # A stored sign-in password is never taken up, not even into a recording.
    return {name: _text(data) for name, data, _ in rows if name.lower() != "defaultpassword"}


def _text(data: Any) -> str:
    if isinstance(data, list):
        return ";".join(map(str, data))
    return data.hex() if isinstance(data, bytes) else str(data)


def _subkeys(path: str) -> list[str]:
    winreg: Any = importlib.import_module("winreg")
    with _open(path) as key:
        count, _, _ = winreg.QueryInfoKey(key)
        return [winreg.EnumKey(key, number) for number in range(count)]


def wmi_rows(name: str, script: Script) -> Any:
    """Give the rows of one of the queries that windows.ps1 asks."""
    return script.part("wmi", name)


def call(name: str, script: Script) -> Any:
    """Give the answer of a win: source."""
    function, _, argument = name.partition(":")
    if function in FUNCTIONS:
        return FUNCTIONS[function](argument)
    return script.part("win", name)


def screensaver(_: str) -> dict[str, int]:
    """Give SystemParametersInfo's screen saver: active, timeout in seconds, secure (policy and preference merged)."""
    if is_elevated() and psutil.Process().username() != screen_user():
        # Windows answers for the administrator who runs us, not for the person at the screen.
        raise NotImplementedError("screensaver")
    user32, values = dll("user32"), {}
    for name, action in (("active", 0x10), ("timeout", 0x0E), ("secure", 0x76)):
        value = c_uint32()
        if not user32.SystemParametersInfoW(action, 0, byref(value), 0):
            raise OSError(name)
        values[name] = value.value
    return values


class Guid(Structure):
    """GUID."""

    _fields_ = (("a", c_uint32), ("b", ctypes.c_uint16), ("c", ctypes.c_uint16), ("d", c_ubyte * 8))


def _guid(text: str) -> Guid:
    import uuid

    return Guid.from_buffer_copy(uuid.UUID(text).bytes_le)


VIDEO = ("7516b95f-f776-4464-8c53-06167f40cc99", "3c0bc021-c8a8-4e07-a973-6b14cbcb2b7e")
CONSOLE = ("fea3413e-7e05-4911-9a71-700331f1c294", "0e796bdb-100d-47d6-a2d5-f7d2daa51f51")


def power(_: str) -> dict[str, dict[str, int]]:
    """Give display-off seconds and the password-on-wake flag of the active plan, mains and battery."""
    powrprof, scheme = dll("powrprof"), POINTER(Guid)()
    if powrprof.PowerGetActiveScheme(None, byref(scheme)):
        raise OSError("PowerGetActiveScheme")
    told: dict[str, dict[str, int]] = {}
    for name, (group, setting) in (("video", VIDEO), ("console", CONSOLE)):
        told[name] = {}
        for source, function in (("ac", powrprof.PowerReadACValueIndex), ("dc", powrprof.PowerReadDCValueIndex)):
            value = c_uint32()
            if function(None, scheme, byref(_guid(group)), byref(_guid(setting)), byref(value)):
                raise OSError(name)
            told[name][source] = value.value
    return told


class UserInfo3(Structure):
    """USER_INFO_3 (lmaccess.h)."""

    _fields_ = (
        ("name", c_wchar_p),
        ("password", c_void_p),
        ("password_age", c_uint32),
        ("priv", c_uint32),
        ("home", c_wchar_p),
        ("comment", c_wchar_p),
        ("flags", c_uint32),
        ("script", c_wchar_p),
        ("auth_flags", c_uint32),
        ("full", c_wchar_p),
        ("usr_comment", c_wchar_p),
        ("parms", c_wchar_p),
        ("workstations", c_wchar_p),
        ("last_logon", c_uint32),
        ("last_logoff", c_uint32),
        ("expires", c_uint32),
        ("storage", c_uint32),
        ("units", c_uint32),
        ("hours", c_void_p),
        ("bad", c_uint32),
        ("logons", c_uint32),
        ("server", c_wchar_p),
        ("country", c_uint32),
        ("code_page", c_uint32),
        ("rid", c_uint32),
        ("group", c_uint32),
        ("profile", c_wchar_p),
        ("drive", c_wchar_p),
        ("expired", c_uint32),
    )


class ShareInfo1(Structure):
    """SHARE_INFO_1 (lmshare.h)."""

    _fields_ = (("name", c_wchar_p), ("kind", c_uint32), ("remark", c_wchar_p))


class MemberInfo2(Structure):
    """LOCALGROUP_MEMBERS_INFO_2 (lmaccess.h)."""

    _fields_ = (("sid", c_void_p), ("use", c_uint32), ("name", c_wchar_p))


class Modals0(Structure):
    """USER_MODALS_INFO_0 (lmaccess.h)."""

    _fields_ = tuple((name, c_uint32) for name in ("min_length", "max_age", "min_age", "force_logoff", "history"))


class Modals3(Structure):
    """USER_MODALS_INFO_3 (lmaccess.h)."""

    _fields_ = tuple((name, c_uint32) for name in ("duration", "window", "threshold"))


def _enumerate(function: Any, level: int, kind: Any, *before: Any) -> list[Any]:
    """Call a Net…Enum function and give its rows; raises PermissionError on access denied (5), OSError else."""
    buffer, read, total, resume = c_void_p(), c_uint32(), c_uint32(), c_uint64()
    args = [*before, level, *([2] if function.__name__ == "NetUserEnum" else []), byref(buffer), MORE, byref(read)]
    code = function(None, *args, byref(total), byref(resume))
    if code == 5:
        raise PermissionError(function.__name__)
    if code:
        raise OSError(function.__name__)
    return list(cast(buffer, POINTER(kind * read.value)).contents) if read.value else []


def users(_: str) -> list[dict[str, Any]]:
    """Give local accounts: name, RID, flags, last sign-in (epoch seconds, 0 never)."""
    rows = _enumerate(dll("netapi32").NetUserEnum, 3, UserInfo3)
    return [{"name": r.name, "rid": r.rid, "flags": r.flags, "last_logon": r.last_logon} for r in rows]


def admins(_: str) -> list[str]:
    """Give the members of the administrators group, found by its SID S-1-5-32-544."""
    rows = _enumerate(dll("netapi32").NetLocalGroupGetMembers, 2, MemberInfo2, account_name("S-1-5-32-544"))
    return [row.name for row in rows]


def account_name(sid: str) -> str:
    """Give the account name of a SID in this PC's language."""
    advapi32, binary = dll("advapi32"), c_void_p()
    if not advapi32.ConvertStringSidToSidW(sid, byref(binary)):
        raise OSError(sid)
    name, domain = ctypes.create_unicode_buffer(256), ctypes.create_unicode_buffer(256)
    sizes, use = (c_uint32(256), c_uint32(256)), c_uint32()
    if not advapi32.LookupAccountSidW(None, binary, name, byref(sizes[0]), domain, byref(sizes[1]), byref(use)):
        return sid
    return name.value


def password_policy(_: str) -> dict[str, int]:
    """Give the shortest password length and the number of wrong passwords that lock an account (0 never)."""
    netapi32, low, high = dll("netapi32"), POINTER(Modals0)(), POINTER(Modals3)()
    if netapi32.NetUserModalsGet(None, 0, byref(low)) or netapi32.NetUserModalsGet(None, 3, byref(high)):
        raise PermissionError("NetUserModalsGet")
    return {"min_length": low.contents.min_length, "lockout": high.contents.threshold}


def shares(_: str) -> list[dict[str, Any]]:
    """Give shared folders and printers: name and type."""
    rows = _enumerate(dll("netapi32").NetShareEnum, 1, ShareInfo1)
    return [{"name": row.name, "type": row.kind} for row in rows if row.kind & 0xFF != 1]


def join(_: str) -> dict[str, bool]:
    """Tell whether a domain (status 3) or Entra ID rules the accounts."""
    netapi32, name, status, entra = dll("netapi32"), c_wchar_p(), c_uint32(), c_void_p()
    if netapi32.NetGetJoinInformation(None, byref(name), byref(status)):
        raise OSError("NetGetJoinInformation")
    joined = not netapi32.NetGetAadJoinInformation(None, byref(entra)) and bool(entra.value)
    return {"domain": status.value == 3, "entra": joined}


def security_health(_: str) -> dict[str, int]:
    """Give WscGetSecurityProviderHealth per provider: 0 good, 1 not monitored, 2 poor, 3 snoozed."""
    wscapi, told = dll("wscapi"), {}
    providers = {"firewall": 1, "autoUpdate": 2, "antiVirus": 4, "uac": 0x20, "securityCenterService": 0x40}
    for name, provider in providers.items():
        health = c_uint32()
        if wscapi.WscGetSecurityProviderHealth(provider, byref(health)):
            raise OSError(name)
        told[name] = health.value
    return told


def fixed_drives(_: str) -> list[str]:
    """Give the letters of fixed drives."""
    kernel32 = dll("kernel32")
    letters = [chr(65 + bit) for bit in range(26) if kernel32.GetLogicalDrives() >> bit & 1]
    return [f"{letter}:" for letter in letters if kernel32.GetDriveTypeW(f"{letter}:\\") == 3]


def reboot_flags(_: str) -> dict[str, bool]:
    """Tell whether component servicing or Windows Update waits for a restart."""
    base = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion"
    keys = {"servicing": rf"{base}\Component Based Servicing\RebootPending"}
    keys["update"] = rf"{base}\WindowsUpdate\Auto Update\RebootRequired"
    return {name: _exists(path) for name, path in keys.items()}


def _exists(path: str) -> bool:
    try:
        with _open(path):
            return True
    except FileNotFoundError:
        return False


def file_history(_: str) -> dict[str, int]:
    """Give File History's ProtectedUpToTime (epoch seconds; FILETIME counts 100 ns since 1601)."""
    value = _values(r"HKCU\Software\Microsoft\Windows\CurrentVersion\FileHistory").get("ProtectedUpToTime", "0")
    return {"protected_up_to": int(value) // 10_000_000 - 11_644_473_600 if int(value) else 0}


class Credential(Structure):
    """The beginning of CREDENTIALW (wincred.h): what is stored behind it is never looked at."""

    _fields_ = (("flags", c_uint32), ("kind", c_uint32))


NOT_FOUND = 1168


def credentials(_: str) -> dict[str, int]:
    """Give how many passwords Credential Manager holds: for servers and remote desktops (type 2), and others."""
    if is_elevated() and psutil.Process().username() != screen_user():
        raise NotImplementedError("credentials")
    advapi32, count, rows = dll("advapi32"), c_uint32(), c_void_p()
    if not advapi32.CredEnumerateW(None, 0, byref(count), byref(rows)):
        error = ctypes.get_last_error()  # type: ignore[attr-defined,unused-ignore]
        if error == NOT_FOUND:
            return {"server": 0, "other": 0}
        raise OSError("CredEnumerateW")
    kinds = [row.contents.kind for row in cast(rows, POINTER(POINTER(Credential) * count.value)).contents]
    advapi32.CredFree(rows)
    return {"server": sum(kind == 2 for kind in kinds), "other": sum(kind != 2 for kind in kinds)}


PROFILES = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList"
PEOPLE = ("S-1-5-21-", "S-1-12-1-")
"""SIDs of people: accounts of this PC or a domain, and of Entra ID."""
DESKTOPS = (r"Control Panel\Desktop", r"Software\Policies\Microsoft\Windows\Control Panel\Desktop")


def user_locks(_: str) -> dict[str, Any]:
    """Give the screen saver settings of every person whose registry is loaded, policy over preference, and how many have a profile.

    The registry of a person who is not signed in can only be read by loading it, which is a change: they are counted alone.
    """
    people = [sid for sid in _subkeys(PROFILES) if sid.startswith(PEOPLE)]
    rows = []
    for sid in people:
        found: dict[str, str] = {}
        seen = False
        for place in DESKTOPS:
            try:
                found |= {name.lower(): data for name, data in _values(rf"HKU\{sid}\{place}").items()}
                seen = True
            except OSError:
                continue
        if seen:
            names = ("screensaveactive", "screensaverissecure", "screensavetimeout", "scrnsave.exe")
            rows.append({name: found.get(name, "") for name in names})
    return {"profiles": len(people), "rows": rows}


def acl(folder: str) -> dict[str, Any]:
    """Give the access entries of a folder as SID, account name, mask and whether they deny."""
    from checks.local.windows_acl import entries

    if not os.path.isdir(folder):  # noqa: PTH112
        raise FileNotFoundError(folder)
    return {"entries": [{**row, "name": account_name(row["sid"])} for row in entries(dll("advapi32"), folder)]}


FUNCTIONS: dict[str, Callable[[str], Any]] = {
    function.__name__: function
    for function in (
        screensaver,
        power,
        users,
        admins,
        password_policy,
        shares,
        join,
        security_health,
        fixed_drives,
        reboot_flags,
        file_history,
        credentials,
        user_locks,
        acl,
    )
}
