"""Screen lock of Linux desktops: GNOME (gsettings), KDE (kscreenlockerrc), XFCE (xfconf). notes/posture.md 2.1."""

from __future__ import annotations

from checks.readers.base import Output, Unreadable, Values, assignments, reader


@reader(r"^api:desktop", "lock.desktop", system="linux")
def desktop(output: Output) -> Values:
    """Give which graphical sessions are installed and running, and whether the bus is ours."""
    return {"lock.desktop": output.json()}


@reader(r"gsettings get org\.gnome\.desktop\.session idle-delay|gsettings idle", "lock.gnome_idle_s", system="linux")
def gnome_idle(output: Output) -> Values:
    """Give seconds until the session counts as idle ("uint32 300"; 0 = never)."""
    words = _value(output).split()
    return {"lock.gnome_idle_s": int(words[-1])}


@reader(
    r"gsettings get org\.gnome\.desktop\.screensaver lock-enabled|gsettings lock enabled",
    "lock.gnome_lock",
    system="linux",
)
def gnome_lock(output: Output) -> Values:
    """Tell whether the idle screen locks."""
    return {"lock.gnome_lock": _truth(_value(output))}


@reader(r"gsettings get org\.gnome\.desktop\.screensaver lock-delay", "lock.gnome_delay_s", system="linux")
def gnome_delay(output: Output) -> Values:
    """Give seconds between the blank screen and the lock."""
    return {"lock.gnome_delay_s": int(_value(output).split()[-1])}


@reader(r"gsettings get org\.gnome\.desktop\.lockdown disable-lock-screen", "lock.gnome_disabled", system="linux")
def gnome_lockdown(output: Output) -> Values:
    """Tell whether locking is forbidden altogether."""
    return {"lock.gnome_disabled": _truth(_value(output))}


@reader(
    r"kscreenlockerrc",
    "lock.kde",
    absent={"lock.kde": {"autolock": True, "timeout_min": 5, "grace_s": 5}},
    system="linux",
)
def kde(output: Output) -> Values:
    """Give KDE's lock settings; keys left out have Plasma's defaults (on, 5 minutes, 5 seconds of grace)."""
    lines = output.lines
    if not any(line.startswith("[") for line in lines):
        raise Unreadable
    values = assignments(lines, comment="[")
    autolock = _truth(values.get("Autolock", "true"))
    return {
        "lock.kde": {
            "autolock": autolock,
            "timeout_min": float(values.get("Timeout", 5)),
            "grace_s": float(values.get("LockGrace", 5)),
        }
    }


def _value(output: Output) -> str:
    lines = [line for line in output.lines if line.strip()]
    if output.raw.rc not in (0, None) or len(lines) != 1:
        raise Unreadable
    return lines[0]


def _truth(word: str) -> bool:
    if word.strip().lower() not in ("true", "false"):
        raise Unreadable
    return word.strip().lower() == "true"
