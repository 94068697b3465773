"""Accounts, passwords and sign-in of Linux. notes/posture.md 2.2: shadow is read by number and letter, never by label."""

from __future__ import annotations

import re
from datetime import datetime

from checks.model import Why
from checks.readers.base import Output, Unreadable, Values, assignments, reader
from checks.redact import Personal

NO_LOGIN = ("nologin", "false", "sync", "halt", "shutdown")
LOCK_MARKS = ("!", "*")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEEN = re.compile(rf"\w{{3}} ({'|'.join(_MONTHS)}) +(\d+) ([\d:]{{8}}) ([+-]\d{{4}}) (\d{{4}})")
"""How lastlog (shadow-utils) ends the line of somebody who signed in."""


@reader(r"/etc/passwd\b", "acct.users", system="linux", listing=True)
def passwd(output: Output) -> Values:
    """Give the accounts a person can sign in with: uid 0, or uid >= 1000 with a login shell."""
    rows = []
    for line in output.lines:
        if not line or line.startswith("#"):
            continue
        name, _, uid, _, _, _, shell = line.split(":")
        number = int(uid)
        login = bool(shell) and shell.rsplit("/", 1)[-1] not in NO_LOGIN
        if login and (number == 0 or 1000 <= number < 60000):
            rows.append({"name": Personal(name), "id": number, "builtin": number == 0, "enabled": True})
    if not rows:
        raise Unreadable(Why.INCOMPLETE)
    return {"acct.users": rows}


@reader(r"/etc/shadow\b|^shadow\b", "acct.secrets", system="linux", listing=True)
def shadow(output: Output) -> Values:
    """Give the kind of password each account has: "blank", "locked", "set" or "odd" (field holds no valid hash)."""
    rows = []
    for line in output.lines:
        if line:
            fields = line.split(":")
            if len(fields) != 9:
                raise Unreadable(Why.INCOMPLETE)
            rows.append({"name": Personal(fields[0]), "kind": _kind(fields[1]), "max_age": fields[4]})
    if not rows or not output.text.endswith("\n"):
        raise Unreadable(Why.INCOMPLETE)
    return {"acct.secrets": rows}


def _kind(field: str) -> str:
    if field == "":
        return "blank"
    if field.startswith(LOCK_MARKS):
        return "locked"
    return "set" if field.startswith(("$", "_")) or len(field) == 13 else "odd"


@reader(r"passwd -S", "acct.secrets", system="linux", listing=True)
def passwd_status(output: Output) -> Values:
    """Read `passwd -S -a`: the second column is L, P or NP in every language."""
    kinds = {"L": "locked", "LK": "locked", "P": "set", "PS": "set", "NP": "blank"}
    rows = []
    for line in output.lines:
        if line:
            fields = line.split()
            if len(fields) < 7:
                raise Unreadable(Why.INCOMPLETE)
            rows.append({"name": Personal(fields[0]), "kind": kinds[fields[1]], "max_age": fields[4]})
    if not rows or not output.text.endswith("\n"):
        raise Unreadable(Why.INCOMPLETE)
    return {"acct.secrets": rows}


@reader(r"login\.defs", "acct.login_defs", system="linux")
def login_defs(output: Output) -> Values:
    """Give PASS_MAX_DAYS and the hash method; PASS_MIN_LEN is ignored by PAM and therefore not read."""
    found = dict(re.findall(r"^\s*(PASS_MAX_DAYS|ENCRYPT_METHOD)\s+(\S+)\s*$", "\n".join(output.lines), re.MULTILINE))
    return {"acct.login_defs": {"max_days": int(found["PASS_MAX_DAYS"])}}


@reader(r"pwquality\.conf", "acct.pwquality", absent={"acct.pwquality": {}}, system="linux")
def pwquality(output: Output) -> Values:
    """Give the settings that are really set (commented defaults are none)."""
    values = assignments(output.lines)
    numbers = {key: int(value) for key, value in values.items() if re.fullmatch(r"-?\d+", value)}
    return {"acct.pwquality": numbers}


@reader(r"/etc/pam\.d/", "acct.pam", system="linux")
def pam(output: Output) -> Values:
    """Give the PAM modules of a stack in order with their arguments."""
    rows = []
    for line in output.lines:
        text = line.split("#")[0].strip()
        match = re.match(r"-?(auth|account|password|session)\s+(\[[^]]*\]|\S+)\s+(\S+)\s*(.*)$", text)
        if match:
            rows.append({"kind": match[1], "module": match[3].rsplit("/", 1)[-1], "args": match[4].split()})
    return {"acct.pam": rows}


@reader(r"faillock\.conf", "acct.faillock", absent={"acct.faillock": {}}, system="linux")
def faillock(output: Output) -> Values:
    """Give faillock's numbers ("deny", "unlock_time")."""
    values = assignments(output.lines)
    return {"acct.faillock": {key: int(value) for key, value in values.items() if value.isdigit()}}


@reader(r"gdm3?/(custom|daemon)\.conf|sddm\.conf|lightdm\.conf", "acct.autologin_files", system="linux")
def display_manager(output: Output) -> Values:
    """Tell whether a display manager signs somebody in by itself."""
    values = {key.lower(): value for key, value in assignments(output.lines, comment="#").items()}
    gdm = values.get("automaticloginenable", "").lower() in ("true", "1") or (
        values.get("timedloginenable", "").lower() in ("true", "1")
    )
    lightdm = bool(values.get("autologin-user"))
    sddm = "sddm" in output.raw.source and bool(values.get("user"))
    return {"acct.autologin_files": [{"file": output.raw.source.rsplit("/", 1)[-1], "on": gdm or lightdm or sddm}]}


@reader(r"^cmd:lastlog|^lastlog", "acct.last_login", system="linux", listing=True)
def lastlog(output: Output) -> Values:
    """Give accounts that never signed in, and the moment of the others in epoch seconds (C locale)."""
    rows: list[dict[str, object]] = []
    for line in output.lines[1:]:
        row: dict[str, object] = {"name": Personal(line.split()[0])}
        if match := _SEEN.search(line):
            month, day, time, offset, year = match.groups()
            at = f"{year}-{_MONTHS.index(month) + 1:02d}-{int(day):02d}T{time}{offset[:3]}:{offset[3:]}"
            row["at"] = datetime.fromisoformat(at).timestamp()
        rows.append(row)
    return {"acct.last_login": rows}


@reader(r"^dir:/etc/systemd/system$", "acct.display_managers", system="linux")
def display_managers(output: Output) -> Values:
    """Give what signs people in besides the plain console: systemd's display manager link, a console override."""
    known = ("display-manager.service", "getty@tty1.service.d", "getty@.service.d", "autovt@.service.d")
    names = [row["name"] for row in output.json() if row["name"] in known]
    return {"acct.display_managers": names}
