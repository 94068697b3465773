"""The api: sources: facts of this PC that come from psutil and the standard library, as JSON-able values."""

from __future__ import annotations

import ctypes
import os
import re
import socket
import stat
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

DESKTOPS = {
    "gnome": ("gnome-shell", "gnome-session-b", "gnome-session-binary", "cinnamon", "mate-session", "budgie-wm"),
    "kde": ("plasmashell", "ksmserver", "kwin_wayland", "kwin_x11"),
    "xfce": ("xfce4-session",),
    "other": ("Xorg", "Xwayland", "sway", "weston", "lxsession", "lxqt-session", "i3", "Hyprland", "labwc"),
}
SESSION_DIRS = ("/usr/share/xsessions", "/usr/share/wayland-sessions", "/usr/local/share/xsessions")


def sockets(_: str) -> dict[str, Any]:
    """Give listening TCP and bound UDP sockets; `partial` when other users' owners are hidden."""
    rows, partial = [], False
    for item in psutil.net_connections("inet"):
        if item.type == socket.SOCK_STREAM and item.status != psutil.CONN_LISTEN:
            continue
        if not item.laddr or item.raddr:
            continue
        partial = partial or item.pid is None
        kind = "tcp" if item.type == socket.SOCK_STREAM else "udp"
        rows.append({"proto": kind, "ip": item.laddr.ip, "port": item.laddr.port, "program": _program(item.pid)})
    return {"rows": rows, "partial": partial}


def _program(pid: int | None) -> str:
    if pid is None:
        return ""
    try:
        return psutil.Process(pid).name()
    except psutil.Error:
        return ""


def processes(_: str) -> list[str]:
    """Give the names of all running programs, once each (no arguments: they may hold secrets)."""
    if sys.platform == "linux" and 1 not in psutil.pids():
        # /proc hides other users' programs (hidepid): a list of one's own is no list.
        raise PermissionError("/proc")
    names = {process.info["name"] or "" for process in psutil.process_iter(["name"])}
    return sorted(names - {""})


def desktop(_: str) -> dict[str, Any]:
    """Give the graphical sessions that are installed and running, and whether their bus is ours (Linux)."""
    installed = sum(len(list(Path(folder).glob("*.desktop"))) for folder in SESSION_DIRS if Path(folder).is_dir())
    uid = int(getattr(os, "getuid", lambda: -1)())
    own: set[str] = set()
    others: set[str] = set()
    for process in psutil.process_iter(["name", "uids"]):
        name, uids = process.info["name"], process.info["uids"]
        kind = next((kind for kind, names in DESKTOPS.items() if name in names), None)
        if kind and uids:
            (own if uids.real == uid else others).add(kind)
    bus = Path(f"/run/user/{uid}/bus")
    reachable = bus.exists() and stat.S_ISSOCK(bus.stat().st_mode)
    return {"installed": installed, "own": sorted(own), "others": sorted(others), "bus": reachable}


def interfaces(_: str) -> list[dict[str, Any]]:
    """Give network interfaces: name, up, loopback, number of addresses (no addresses)."""
    stats = psutil.net_if_stats()
    rows = []
    for name, addresses in sorted(psutil.net_if_addrs().items()):
        inet = [a.address for a in addresses if a.family in (socket.AF_INET, socket.AF_INET6)]
        loopback = bool(inet) and all(a == "::1" or a.startswith("127.") for a in inet)
        up = name in stats and stats[name].isup
        wireless = Path(f"/sys/class/net/{name}/wireless").exists()
        rows.append({"name": name, "up": up, "loopback": loopback, "addresses": len(inet), "wireless": wireless})
    return rows


def proxies(_: str) -> dict[str, bool]:
    """Tell which proxy settings of the environment or system are set (not their values)."""
    from urllib.request import getproxies

    return {name: bool(value) for name, value in sorted(getproxies().items())}


TIMEX_BYTES, STATUS_AT, UNSYNCHRONISED = 512, 40, 0x40


def clock(_: str) -> dict[str, bool]:
    """Ask the kernel whether its clock is kept in step (adjtimex with nothing to set; bit STA_UNSYNC, 64-bit layout)."""
    adjtimex = getattr(ctypes.CDLL(None, use_errno=True), "adjtimex", None)
    if adjtimex is None or struct.calcsize("P") != 8:
        raise NotImplementedError("adjtimex")
    timex = ctypes.create_string_buffer(TIMEX_BYTES)
    if adjtimex(timex) < 0:
        raise OSError(ctypes.get_errno(), "adjtimex")
    [status] = struct.unpack_from("i", timex, STATUS_AT)
    return {"synced": not status & UNSYNCHRONISED}


USB_DRIVERS = ("/sys/bus/usb/drivers/usb-storage", "/sys/bus/usb/drivers/uas")
USB_INTERFACE = re.compile(r"\d+-[\d.]+:\d+\.\d+")


def usb_storage(_: str) -> list[dict[str, str]]:
    """Give the USB storage devices connected now: model and serial number, as they are in /sys (Linux)."""
    found: dict[str, dict[str, str]] = {}
    for driver in map(Path, USB_DRIVERS):
        for entry in driver.iterdir() if driver.is_dir() else ():
            if USB_INTERFACE.fullmatch(entry.name):
                device = Path("/sys/bus/usb/devices") / entry.name.partition(":")[0]
                model = f"{_line(device / 'manufacturer')} {_line(device / 'product')}".strip() or device.name
                found[device.name] = {"device": model, "serial": _line(device / "serial")}
    return [found[name] for name in sorted(found)]


def _line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _later(module: str, name: str) -> Callable[[str], Any]:
    """Import a heavier api when it is first asked."""

    def call(argument: str) -> Any:
        import importlib

        return getattr(importlib.import_module(f"checks.local.{module}"), name)(argument)

    return call


APIS: dict[str, Callable[[str], Any]] = {
    "sockets": sockets,
    "processes": processes,
    "desktop": desktop,
    "interfaces": interfaces,
    "proxies": proxies,
    "clock": clock,
    "usb_storage": usb_storage,
    "browsers": _later("browsers", "browsers"),
    "browser_policies": _later("browsers", "browser_policies"),
    "sync_roots": _later("folders", "sync_roots"),
    "folder_acl": _later("folders", "folder_acl"),
    "protection": _later("folders", "protection"),
    "mac_apps": _later("folders", "mac_apps"),
}
