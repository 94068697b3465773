"""Listeners and what listens, shares, remote control, interfaces. notes/posture.md 2.5, 2.13, 2.14."""

from __future__ import annotations

import re
from ipaddress import ip_address

from checks.model import Why
from checks.readers.base import Output, Unreadable, Values, reader
from checks.redact import Personal


def is_loopback(address: str) -> bool:
    """Tell whether a bound address is reachable from this PC only."""
    try:
        return ip_address(address.split("%", maxsplit=1)[0]).is_loopback
    except ValueError:
        return False


@reader(r"^api:sockets$", "listen.rows", "listen.partial")
def sockets(output: Output) -> Values:
    """Give bound ports: proto, port, program, and whether only this PC reaches them (addresses are not kept)."""
    told = output.json()
    rows = [
        {"proto": r["proto"], "port": r["port"], "program": r["program"], "local": is_loopback(r["ip"])}
        for r in told["rows"]
    ]
    return {"listen.rows": rows, "listen.partial": bool(told["partial"])}


@reader(r"^api:interfaces$", "net.interfaces")
def interfaces(output: Output) -> Values:
    """Give interfaces that are up and carry an address, except loopback."""
    rows = [r for r in output.json() if r["up"] and r["addresses"] and not r["loopback"]]
    return {"net.interfaces": [{"name": r["name"], "wireless": r["wireless"]} for r in rows]}


@reader(r"^api:processes$", "run.names")
def process_names(output: Output) -> Values:
    """Give the names of running programs."""
    return {"run.names": output.json()}


@reader(r"^api:proxies$", "net.proxies")
def proxies(output: Output) -> Values:
    """Give the kinds of proxy that are set; exceptions ("no") are none."""
    return {"net.proxies": sorted(name for name, is_set in output.json().items() if is_set and name != "no")}


@reader(r"^file:/proc/net/route$", "net.default_route", system="linux")
def default_route(output: Output) -> Values:
    """Tell whether an IPv4 default route is up (destination 0, flag 1); no table means no route."""
    rows = [line.split() for line in output.lines[1:]]
    return {"net.default_route": any(row[1] == "00000000" and int(row[3], 16) & 1 for row in rows)}


@reader(r"^file:/proc/net/ipv6_route$", "net.default_route6", absent={"net.default_route6": False}, system="linux")
def default_route6(output: Output) -> Values:
    """Tell whether an IPv6 default route is there on an interface other than loopback."""
    rows = [line.split() for line in output.lines]
    return {"net.default_route6": any(set(row[0]) == {"0"} and row[1] == "00" and row[9] != "lo" for row in rows)}


@reader(r"netstat -rn|^win:default_route$", "net.default_route")
def default_route_other(output: Output) -> Values:
    """Tell whether a default route is there (netstat -rn of macOS, or our own flag)."""
    if output.text.strip() in ("true", "false"):
        return {"net.default_route": output.text.strip() == "true"}
    if not any(line.startswith("Destination") for line in output.lines):
        raise Unreadable(Why.INCOMPLETE)
    return {"net.default_route": any(re.match(r"^(default|0\.0\.0\.0)\s", line) for line in output.lines)}


WIFI_KINDS = (
    ("WPA3", "wpa3"),
    ("SAE", "wpa3"),
    ("OWE", "wpa3"),
    ("WPA2", "wpa2"),
    ("RSN", "wpa2"),
    ("WPA", "wpa"),
    ("WEP", "wep"),
)


@reader(r"nmcli .*wifi|nmcli wifi", "net.wifi", system="linux")
def nmcli(output: Output) -> Values:
    """Give the encryption of the network in use ("*:WPA2"); the weakest kind offered counts."""
    used = [line.split(":", 1)[1] for line in output.lines if line.startswith("*:")]
    return {"net.wifi": [_wifi_kind(text) for text in used]}


def _wifi_kind(text: str) -> str:
    kinds = [kind for word in text.split() for mark, kind in WIFI_KINDS if word.upper().startswith(mark)]
    order = ("open", "wep", "wpa", "wpa2", "wpa3")
    return min(kinds, key=order.index) if kinds else "open"


@reader(r"SPAirPortDataType", "net.wifi", system="macos")
def airport(output: Output) -> Values:
    """Give the security mode of the current wireless network (network names are not kept)."""
    modes = re.findall(
        r'"spairport_current_network_information"\s*:\s*\{[^{}]*"spairport_security_mode"\s*:\s*"([^"]+)"', output.text
    )
    output.json()
    known = (("wpa3", "wpa3"), ("owe", "wpa3"), ("wpa2", "wpa2"), ("wpa", "wpa"), ("wep", "wep"), ("none", "open"))
    found = [next((kind for mark, kind in known if mark in mode.lower()), "unknown") for mode in modes]
    return {"net.wifi": found}


@reader(r"^win:wifi$", "net.wifi", system="windows")
def windows_wifi(output: Output) -> Values:
    """Read our own list of authentication words ("WPA2-Personal", "Open"); the names of the methods are not translated."""
    return {"net.wifi": [_wifi_kind(str(word).replace("RSNA", "WPA2")) for word in output.json() or []]}


@reader(r"testparm|smb\.conf$", "share.samba", absent={"share.samba": []}, system="linux", listing=True)
def samba(output: Output) -> Values:
    """Give Samba's shares besides the built-in sections; commented lines are none."""
    sections = re.findall(r"^(?:Processing section \")?\[([^\]]+)\]", "\n".join(output.lines), re.MULTILINE)
    if not sections:
        raise Unreadable(Why.INCOMPLETE)
    return {
        "share.samba": [Personal(name) for name in sections if name.lower() not in ("global", "printers", "print$")]
    }


@reader(r"^dir:/var/lib/samba/usershares$", "share.usershares", absent={"share.usershares": []}, system="linux")
def user_shares(output: Output) -> Values:
    """Give the shares users made themselves (one file each)."""
    return {"share.usershares": [Personal(row["name"]) for row in output.json()]}


@reader(r"^file:/etc/exports$", "share.nfs", absent={"share.nfs": []}, system="linux")
def nfs(output: Output) -> Values:
    """Give the folders exported by NFS."""
    return {"share.nfs": [line.split()[0] for line in output.lines if line.strip() and not line.startswith("#")]}


@reader(r"\bsharing -l", "share.rows", system="macos")
def mac_shares(output: Output) -> Values:
    """Give the shared folders of macOS ("name: …" lines)."""
    names = re.findall(r"^name:\s+(\S.*)$", "\n".join(output.lines), re.MULTILINE)
    if not names and "No share point" not in output.text:
        raise Unreadable(Why.INCOMPLETE)
    return {"share.rows": [{"name": Personal(name), "default": False, "path_told": False} for name in names]}


@reader(r"teamviewer info", "remote.tools")
def teamviewer(output: Output) -> Values:
    """Give whether TeamViewer's daemon runs or starts by itself (systemd's words); the ID is not kept."""
    loaded = re.search(r"Loaded: loaded \([^;]+; (\w+)", output.text)
    active = re.search(r"Active: (\w+)", output.text)
    if not loaded and not active:
        raise Unreadable(Why.INCOMPLETE)
    on = bool(active and active[1] == "active") or bool(loaded and loaded[1] == "enabled")
    return {"remote.tools": [{"name": "TeamViewer", "on": on}]}


@reader(r"sshd_config", "remote.sshd_config", system="linux")
def sshd_config(output: Output) -> Values:
    """Give the settings of sshd that matter: root login and passwords."""
    found = dict(
        re.findall(r"^\s*(PermitRootLogin|PasswordAuthentication)\s+(\S+)", output.text, re.MULTILINE | re.IGNORECASE)
    )
    return {"remote.sshd_config": {key.lower(): value.lower() for key, value in found.items()}}
