"""Accounts and password rules of Windows, by SID, number and place, never by translated label. notes/posture.md 2.2."""

from __future__ import annotations

import json
import re
from typing import Any

from checks.model import Why
from checks.readers import ends
from checks.readers.base import Output, Unreadable, Values, assignments, reader
from checks.readers.objects import dicts, objects, powershell_epoch, truth
from checks.redact import Personal

ROLES = {500: "admin", 501: "guest", 503: "system", 504: "system"}
NAMES = {
    "admin": ("administrator", "administrateur", "administrador", "администратор"),
    "guest": ("guest", "invité", "gast", "invitado", "гость"),
    "system": ("defaultaccount", "wdagutilityaccount", "defaultuser0", "utility account"),
}
"""Names of built-in accounts, for tables that print no SID."""


def role_of(name: str, sid: str) -> str:
    """Give "admin", "guest", "system" or "": by RID where a SID is told, else by name."""
    if re.fullmatch(r"S-1-5-21-[\d-]+", sid):
        return ROLES.get(int(sid.rsplit("-", 1)[1]), "")
    return next((role for role, names in NAMES.items() if name.lower() in names), "")


def _account(name: str, sid: str, enabled: bool, **more: Any) -> dict[str, Any]:
    role = role_of(name, sid)
    return {"name": Personal(name), "enabled": enabled, "role": role, "builtin": bool(role), **more}


@reader(r"win:users|NetUserEnum", "acct.users", "acct.last_login", system="windows")
def net_users(output: Output) -> Values:
    """Read our own listing: name, rid, flags (0x2 disabled, 0x20 password not required), last_logon (epoch seconds)."""
    rows, seen = [], []
    for row in output.json():
        sid = f"S-1-5-21-0-{row['rid']}"
        required = not row["flags"] & 0x20
        rows.append(_account(row["name"], sid, not row["flags"] & 0x2, password_required=required))
        if row.get("last_logon"):
            seen.append({"name": Personal(row["name"]), "at": row["last_logon"]})
    return {"acct.users": rows, "acct.last_login": seen}


@reader(r"Get-?LocalUser", "acct.users", system="windows", listing=True, end=r"\nWDAGUtilityAccount [\s\S]*\n")
def get_local_user(output: Output) -> Values:
    """Read Get-LocalUser as JSON (SIDs, last sign-in) or as its table (no SIDs: known names only)."""
    if output.text.lstrip()[:1] not in ("{", "["):
        rows = [_account(row["Name"], "", truth(row["Enabled"])) for row in objects(output)]
        return {"acct.users": rows}
    rows, seen = [], []
    for row in dicts(output.json()):
        sid = row["SID"]["Value"] if isinstance(row["SID"], dict) else str(row["SID"])
        rows.append(_account(row["Name"], sid, bool(row["Enabled"]), password_required=bool(row["PasswordRequired"])))
        if row.get("LastLogon"):
            seen.append({"name": Personal(row["Name"]), "at": powershell_epoch(str(row["LastLogon"]))})
    return {"acct.users": rows, "acct.last_login": seen}


@reader(r"ADSI|adsi_users", "acct.users", "acct.policy", system="windows")
def adsi(output: Output) -> Values:
    """Read ADSI WinNT users as JSON: SIDs, disabled, minimum password length, lockout count."""
    told = dicts(json.loads(output.text))
    rows = [_account(row["username"], str(row["uid"]), not row["disabled"]) for row in told]
    policy: dict[str, Any] = {"min_length": int(told[0]["minpasswordlength"])}
    if isinstance(told[0].get("maxbadpasswords"), int):
        policy["lockout"] = int(told[0]["maxbadpasswords"])
    return {"acct.users": rows, "acct.policy": policy}


@reader(r"Win32_UserAccount|useraccount", "acct.users", system="windows", listing=True)
def wmi_users(output: Output) -> Values:
    """Read Win32_UserAccount rows; domain accounts are left out."""
    rows = []
    for row in objects(output):
        if truth(row.get("LocalAccount", "TRUE")):
            required = truth(row["PasswordRequired"])
            rows.append(_account(row["Name"], row["SID"], not truth(row["Disabled"]), password_required=required))
    return {"acct.users": rows}


@reader(r"\bnet1? user \S|net user", "acct.users", system="windows", end=r"\n[^\n]+[.。]", listing=True)
def net_user(output: Output) -> Values:
    """Read `net user NAME` by line order: 1st name, 6th active, 11th password required; values stay Yes/No."""
    lines = [line for line in output.lines if line.strip()]
    if len(lines) < 12:
        raise Unreadable(Why.INCOMPLETE)
    name = lines[0].split()[-1]
    return {
        "acct.users": [_account(name, "", truth(lines[5].split()[-1]), password_required=truth(lines[10].split()[-1]))]
    }


@reader(
    r"net1? localgroup|win:admins|NetLocalGroupGetMembers", "acct.admins", system="windows", listing=True, end=r"[.。]"
)
def administrators(output: Output) -> Values:
    """Give the members of the local administrators group: the lines between the ruled line and the closing sentence."""
    if output.text.lstrip().startswith("["):
        return {"acct.admins": [Personal(name) for name in output.json()]}
    lines = output.all_lines
    ruled = next(number for number, line in enumerate(lines) if re.fullmatch(r"-{20,}", line))
    rest = [line.strip() for line in lines[ruled + 1 :] if line.strip()]
    if not rest or not rest[-1].endswith((".", "。")):
        raise Unreadable(Why.INCOMPLETE)
    return {"acct.admins": [Personal(name) for name in rest[:-1]]}


@reader(
    r"net1? accounts|win:password_policy|NetUserModalsGet", "acct.policy", system="windows", end=r"\n[^:\n]+[.。]|\}"
)
def net_accounts(output: Output) -> Values:
    """Read `net accounts` by line order (4th length, 6th lockout; a word means none), or our own JSON."""
    if output.text.lstrip().startswith("{"):
        told = output.json()
        return {"acct.policy": {"min_length": int(told["min_length"]), "lockout": int(told["lockout"])}}
    values = [line.rsplit(":", 1)[-1].split()[-1] for line in output.lines if re.search(r":\s+\S", line)]
    if len(values) < 9:
        values = [line.split()[-1] for line in output.lines if re.search(r"\S\s{3,}\S+$", line)]
    if len(values) < 9 or not values[3].isdigit():
        raise Unreadable(Why.INCOMPLETE)
    return {"acct.policy": {"min_length": int(values[3]), "lockout": int(values[5]) if values[5].isdigit() else 0}}


@reader(
    r"secedit",
    "acct.policy",
    "acct.flags",
    "lock.inactivity_s",
    "audit.legacy",
    system="windows",
    end=ends.security_template,
)
def secedit(output: Output) -> Values:
    """Read a security template: its keys are English in every language."""
    values = assignments(output.lines, comment="[")
    facts: dict[str, Any] = {}
    policy = {}
    for key, name in (
        ("MinimumPasswordLength", "min_length"),
        ("LockoutBadCount", "lockout"),
        ("PasswordComplexity", "complex"),
    ):
        if key in values:
            policy[name] = int(values[key])
    if policy:
        facts["acct.policy"] = policy
    flags = {"EnableAdminAccount": "admin", "EnableGuestAccount": "guest"}
    told = {name: values[key] == "1" for key, name in flags.items() if key in values}
    if told:
        facts["acct.flags"] = told
    for key, value in values.items():
        if key.lower().endswith(r"policies\system\inactivitytimeoutsecs"):
            facts["lock.inactivity_s"] = int(value.split(",")[1])
    legacy = {
        key: int(values[key])
        for key in ("AuditLogonEvents", "AuditAccountManage", "AuditPolicyChange")
        if key in values
    }
    if legacy:
        facts["audit.legacy"] = legacy
    return facts


@reader(r"dsregcmd", "acct.other_authority", system="windows")
def dsregcmd(output: Output) -> Values:
    """Tell who rules the accounts; the labels of dsregcmd are never translated."""
    rows = dict(
        re.findall(
            r"^\s*(AzureAdJoined|EnterpriseJoined|DomainJoined) : (YES|NO)$", "\n".join(output.lines), re.MULTILINE
        )
    )
    if "AzureAdJoined" not in rows or "DomainJoined" not in rows:
        raise Unreadable(Why.INCOMPLETE)
    if rows["AzureAdJoined"] == "YES":
        return {"acct.other_authority": "entra"}
    return {"acct.other_authority": "domain" if "YES" in rows.values() else "none"}


@reader(r"^win:join$|NetGetJoinInformation", "acct.other_authority", system="windows")
def join_information(output: Output) -> Values:
    """Read our own join facts: domain (NetGetJoinInformation) and entra (NetGetAadJoinInformation)."""
    told = output.json()
    return {"acct.other_authority": "entra" if told["entra"] else "domain" if told["domain"] else "none"}
