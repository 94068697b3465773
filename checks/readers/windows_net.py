"""Firewall, shares, sockets, folder rights, backups and media of Windows. notes/posture.md 2.5, 2.9, 2.10, 2.13, 2.15."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from checks.model import Why
from checks.readers import ends
from checks.readers.base import Output, Unreadable, Values, reader
from checks.readers.objects import objects, truth
from checks.redact import Personal, Serial

PROFILES = {"1": "domain", "2": "private", "4": "public"}


@reader(
    r"NetFirewallProfile",
    "fw.profiles",
    system="windows",
    end=r"DisabledInterfaceAliases\s*:.*\n|\n\w+ +(?:True|False)[^\n]*\n",
)
def firewall_profiles(output: Output) -> Values:
    """Read Get-NetFirewallProfile as JSON or list; NotConfigured inbound (0) means block, Allow is 2."""
    rows = []
    for row in objects(output):
        name = row.get("Name") or row.get("Profile") or row.get("InstanceID", "")
        if "Enabled" in row and name:
            rows.append(
                _profile(PROFILES.get(name, name).lower(), truth(row["Enabled"]), row.get("DefaultInboundAction", ""))
            )
    if not rows:
        raise Unreadable(Why.INCOMPLETE)
    return {"fw.profiles": rows}


def _profile(name: str, on: bool, inbound: str) -> dict[str, Any]:
    blocks = {"blocks": inbound.lower() not in ("allow", "2")} if inbound else {}
    return {"profile": name, "on": on, **blocks}


@reader(r"^win:firewall$", "fw.profiles", system="windows")
def own_firewall(output: Output) -> Values:
    """Read HNetCfg.FwPolicy2: per profile enabled and default inbound action (0 block, 1 allow)."""
    rows = [{"profile": name, "on": bool(r["on"]), "blocks": r["inbound"] == 0} for name, r in output.json().items()]
    return {"fw.profiles": rows}


@reader(
    r"netsh advfirewall",
    "fw.current",
    "fw.profiles",
    system="windows",
    end=ends.net_profile,
)
def netsh(output: Output) -> Values:
    """Read profile blocks of netsh: first row ON or OFF, second the actions; headings end with a colon."""
    rows = []
    text = "\n".join(output.lines)
    pattern = r"^(\S.*):\s*\n-+\n\S.*?\s{2,}(ON|OFF|オン|オフ|EIN|AUS)(?:\n\S.*?\s{2,}(\w+),(\w+)$)?"
    for match in re.finditer(pattern, text, re.MULTILINE):
        name = next((p for p in PROFILES.values() if p in match[1].lower()), match[1].split()[0])
        blocks = {"blocks": match[3].startswith("BlockInbound")} if match[3] else {}
        rows.append({"profile": name, "on": match[2] in ("ON", "オン", "EIN"), **blocks})
    if not rows:
        raise Unreadable(Why.INCOMPLETE)
    if len(rows) == len(PROFILES):
        # All three come in this order in every language.
        rows = [row | {"profile": name} for row, name in zip(rows, PROFILES.values(), strict=True)]
    return {"fw.current": rows[0]} if "currentprofile" in output.raw.source.replace(" ", "") else {"fw.profiles": rows}


LISTEN = re.compile(r"^[>\s]*(TCP|UDP)\s+(\S+):(\d+)\s+\S+\s+(?:(LISTENING)\s+)?(\d+)\s*$")


@reader(r"netstat", "listen.rows", "listen.partial", system="windows")
def netstat(output: Output) -> Values:
    """Read netstat -ano (with -b the program in brackets on a following line); foreign addresses are not kept."""
    rows: list[dict[str, Any]] = []
    open_row = False
    for line in output.lines:
        match = LISTEN.match(line)
        program = re.match(r"^\s*\[(.+)\]$", line)
        if match and (match[4] or match[1] == "UDP"):
            local = match[2].startswith(("127.", "[::1]"))
            rows.append({"proto": match[1].lower(), "port": int(match[3]), "program": "", "local": local})
            open_row = True
        elif re.match(r"^[>\s]*(TCP|UDP)\s", line):
            open_row = False
        elif program and rows and open_row:
            rows[-1]["program"] = program[1]
    if not rows:
        raise Unreadable(Why.INCOMPLETE)
    return {"listen.rows": rows, "listen.partial": True}


DEFAULT_SHARES = re.compile(r"^([A-Z]\$|ADMIN\$|IPC\$|print\$|FAX\$)$", re.IGNORECASE)
SERVER_SHARES = ("netlogon", "sysvol")


def share_row(name: str, path: str = "") -> dict[str, Any]:
    """Give a share: whether Windows made it, and whether its path was told."""
    default = bool(DEFAULT_SHARES.match(name)) or name.lower() in SERVER_SHARES
    return {"name": Personal(name), "default": default, "path_told": bool(path)}


@reader(r"SmbShare", "share.rows", system="windows", listing=True)
def smb_share(output: Output) -> Values:
    """Read Get-SmbShare; the Path column is blank without rights."""
    rows = [share_row(row["Name"], row.get("Path", "")) for row in objects(output) if row.get("Name")]
    if not any(str(row["name"]).upper() == "IPC$" for row in rows):
        raise Unreadable(Why.INCOMPLETE)
    return {"share.rows": rows}


@reader(r"^win:shares$|NetShareEnum", "share.rows", system="windows")
def own_shares(output: Output) -> Values:
    """Read our own listing: name and type (bit 31 special; type 1 printer)."""
    return {"share.rows": [share_row(row["name"], row.get("path", "")) for row in output.json()]}


@reader(r"\bnet1? share", "share.rows", system="windows", end=r"[.。]")
def net_share(output: Output) -> Values:
    """Read `net share`: rows between the ruled line and the closing sentence, a name followed by two blanks."""
    lines = output.all_lines
    ruled = next((number for number, line in enumerate(lines) if re.fullmatch(r"-{20,}", line)), None)
    if ruled is None:
        raise Unreadable(Why.INCOMPLETE)
    rows, closed = [], False
    for line in lines[ruled + 1 :]:
        match = re.match(r"^(\S(?:.*?\S)?)\s{2,}(\S.*)?$", line)
        if match:
            path = re.match(r"[A-Za-z]:\\", match[2] or "")
            rows.append(share_row(match[1], path[0] if path else ""))
        elif line and not line[0].isspace():
            closed = True
    if not rows or (not closed and all(row["default"] for row in rows)):
        raise Unreadable(Why.INCOMPLETE)
    return {"share.rows": rows}


@reader(
    r"SmbServerConfiguration",
    "share.smb1",
    system="windows",
    end=ends.smb_configuration,
)
def smb_configuration(output: Output) -> Values:
    """Tell whether the outdated SMB1 protocol is on."""
    return {"share.smb1": truth(objects(output)[0]["EnableSMB1Protocol"])}


IDENTITY = re.compile(r"^(?P<who>[^:]+):(?P<rights>(?:\([A-Z, 0-9]+\))+)$")
GROUPS = {
    "everyone": "everyone",
    "builtin\\users": "users",
    "nt authority\\authenticated users": "authenticated",
    "builtin\\guests": "guests",
    "nt authority\\anonymous logon": "anonymous",
    "nt authority\\interactive": "users",
    "nt authority\\system": "system",
    "builtin\\administrators": "admins",
    "creator owner": "owner",
    "jeder": "everyone",
    "vordefiniert\\benutzer": "users",
    "vordefiniert\\gäste": "guests",
    "vordefiniert\\administratoren": "admins",
    "nt-autorität\\authentifizierte benutzer": "authenticated",
    "nt-autorität\\system": "system",
    "nt-autorität\\interaktiv": "users",
    "ersteller-besitzer": "owner",
    "tout le monde": "everyone",
    "builtin\\utilisateurs": "users",
    "builtin\\invités": "guests",
    "builtin\\administrateurs": "admins",
    "autorite nt\\utilisateurs authentifiés": "authenticated",
    "autorite nt\\système": "system",
    "createur proprietaire": "owner",
    "s-1-1-0": "everyone",
    "s-1-5-32-545": "users",
    "s-1-5-11": "authenticated",
    "s-1-5-32-546": "guests",
    "s-1-5-7": "anonymous",
    "s-1-5-18": "system",
    "s-1-5-32-544": "admins",
    "s-1-3-0": "owner",
    "s-1-3-4": "owner",
}


def acl_row(who: str, rights: str) -> dict[str, Any]:
    """Give one entry: the kind of account, its masked name, and whether it may read or change."""
    kind = GROUPS.get(who.strip().lower(), "named")
    name = {"who": Personal(who.strip().rsplit("\\", 1)[-1])} if kind == "named" else {}
    codes = set(re.findall(r"[A-Z]+", rights)) - {"I", "OI", "CI", "IO", "NP"}
    if codes & {"N", "DENY"}:
        access = "none"
    else:
        access = "write" if codes & {"F", "M", "W", "WD", "AD", "GA", "GW", "D", "DC"} else "read"
    return {"kind": kind, "access": access, **name}


@reader(r"icacls", "acl.rows", system="windows")
def icacls(output: Output) -> Values:
    """Read icacls by shape: the trailing (..)(..) groups; the closing line must have come, its words are ignored."""
    lines = output.lines
    indents = [len(line) - len(line.lstrip()) for line in lines[1:] if line.startswith(" ")]
    width = min(indents) if indents else 0
    rows = []
    for number, line in enumerate(lines):
        part = line[width:] if number == 0 or line.startswith(" ") else line
        if width == 0 and number == 0:
            part = re.sub(r"^.*?\s(?=(?:NT |BUILTIN|Everyone|\S+\\))", "", line)
        match = IDENTITY.match(part.strip())
        if match and (number == 0 or line.startswith(" ")):
            rows.append(acl_row(match["who"], match["rights"]))
    wide = any(row["kind"] in ("everyone", "users", "authenticated", "guests", "anonymous") for row in rows)
    closed = any(line and not line[0].isspace() and re.search(r"\d", line) for line in lines[1:])
    if not rows or not (closed or wide):
        raise Unreadable(Why.INCOMPLETE)
    return {"acl.rows": rows}


@reader(r"^win:acl:", "acl.rows", system="windows")
def own_acl(output: Output) -> Values:
    """Read our own entries: SID, account name, and an access mask."""
    rows = []
    for entry in output.json()["entries"]:
        rights = "(F)" if entry["mask"] & 0x500D0156 else "(R)"
        row = acl_row(entry["sid"], "(N)" if entry["deny"] else rights)
        rows.append(row | ({"who": Personal(entry["name"])} if row["kind"] == "named" else {}))
    return {"acl.rows": rows}


@reader(r"setupapi\.dev\.log|setupapi", "usb.history", system="windows")
def setupapi(output: Output) -> Values:
    """Give storage devices of the installation log: model and the day first seen (serials are left out)."""
    pattern = r"USBSTOR#(Disk&Ven_[^#]*)#([^#\s]*).*?\n>>>\s+Section start (\d{4}/\d\d/\d\d)"
    found = {(name, re.sub(r"&\d+$", "", serial)): day for name, serial, day in re.findall(pattern, output.text)}
    if not found:
        raise Unreadable(Why.INCOMPLETE)
    return {
        "usb.history": [
            {"device": name, "serial": Serial(serial), "first": day.replace("/", "-")}
            for (name, serial), day in sorted(found.items())
        ]
    }


@reader(r"wbadmin", "backup.copies", system="windows", end=ends.backup_versions)
def wbadmin(output: Output) -> Values:
    """Read `wbadmin get versions` by the version identifier (MM/DD/YYYY-HH:MM in every language)."""
    rows = []
    for block in re.split(r"\n\s*\n", output.text):
        stamp = re.search(r": (\d\d)/(\d\d)/(\d{4})-(\d\d):(\d\d)$", block, re.MULTILINE)
        if stamp:
            month, day, year, hour, minute = map(int, stamp.groups())
            moment = datetime(year, month, day, hour, minute, tzinfo=UTC)
            external = bool(re.search(r"\b1394/USB\b|USB", block))
            rows.append({"kind": "wbadmin", "at": int(moment.timestamp()), "external": external})
    if not rows:
        raise Unreadable(Why.INCOMPLETE)
    return {"backup.copies": rows}
