"""Counts the logins browsers of this user have stored, and their saving preference. Numbers only: no address, no name.

Databases are opened read-only and immutable, so that no journal file appears beside them (notes/posture.md 2.11).
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from checks.local.homes import homes, local_app_data
from checks.local.rights import is_elevated

SIZE_LIMIT = 64 * 1024 * 1024
CHROMIUM = {
    "chrome": ("google-chrome", "Google/Chrome", "Google/Chrome/User Data"),
    "chromium": ("chromium", "Chromium", "Chromium/User Data"),
    "edge": ("microsoft-edge", "Microsoft Edge", "Microsoft/Edge/User Data"),
    "brave": ("BraveSoftware/Brave-Browser", "BraveSoftware/Brave-Browser", "BraveSoftware/Brave-Browser/User Data"),
    "vivaldi": ("vivaldi", "Vivaldi", "Vivaldi/User Data"),
    "opera": ("opera", "com.operasoftware.Opera", "../Roaming/Opera Software/Opera Stable"),
}
CHROMIUM_BOXED = {
    "chromium": ("snap/chromium/common/chromium", ".var/app/org.chromium.Chromium/config/chromium"),
    "chrome": (".var/app/com.google.Chrome/config/google-chrome",),
    "edge": (".var/app/com.microsoft.Edge/config/microsoft-edge",),
    "brave": (".var/app/com.brave.Browser/config/BraveSoftware/Brave-Browser",),
}
"""Profiles of browsers in a snap or flatpak box (Linux)."""
FIREFOX_BOXED = ("snap/firefox/common/.mozilla/firefox", ".var/app/org.mozilla.firefox/.mozilla/firefox")
FIREFOX = (
    ".mozilla/firefox",
    "Library/Application Support/Firefox/Profiles",
    "AppData/Roaming/Mozilla/Firefox/Profiles",
)


def browsers(_: str) -> list[dict[str, Any]]:
    """Give one row per browser profile: browser, stored (left out where unreadable), saving."""
    rows: list[dict[str, Any]] = []
    for home in homes(elevated=is_elevated()):
        rows += [row for browser, base in _chromium_bases(home) for row in _chromium(browser, base)]
        bases = [home / FIREFOX[_place()], *(home / place for place in FIREFOX_BOXED)]
        profiles = [profile for base in bases if base.is_dir() for profile in sorted(base.iterdir())]
        rows += [_firefox(profile) for profile in profiles if (profile / "prefs.js").is_file()]
    return rows


POLICY_FOLDERS = {
    "chrome": "/etc/opt/chrome/policies/managed",
    "chromium": "/etc/chromium/policies/managed",
    "edge": "/etc/opt/edge/policies/managed",
    "firefox": "/etc/firefox/policies",
}


def browser_policies(_: str) -> list[dict[str, Any]]:
    """Give browsers whose managed policy (Linux) decides about password saving; an unreadable policy raises."""
    rows = []
    for browser, folder in POLICY_FOLDERS.items():
        for file in sorted(Path(folder).glob("*.json")):
            told = json.loads(file.read_text(encoding="utf-8"))
            told = told.get("policies", told)
            value = told.get("PasswordManagerEnabled", told.get("OfferToSaveLogins"))
            rows += [{"browser": browser, "saving": bool(value)}] if value is not None else []
    return rows


def _place() -> int:
    return {"darwin": 1, "win32": 2}.get(sys.platform, 0)


def _chromium_bases(home: Path) -> Iterator[tuple[str, Path]]:
    roots = (home / ".config", home / "Library/Application Support", local_app_data(home))
    for browser, names in CHROMIUM.items():
        bases = [roots[_place()] / names[_place()], *(home / place for place in CHROMIUM_BOXED.get(browser, ()))]
        yield from ((browser, base) for base in bases if base.is_dir())


def _chromium(browser: str, base: Path) -> Iterator[dict[str, Any]]:
    for profile in sorted(path.parent for path in base.glob("*/Preferences")):
        row: dict[str, Any] = {"browser": browser, "saving": _chromium_saving(profile / "Preferences")}
        stored = [
            _count(profile / name) for name in ("Login Data", "Login Data For Account") if (profile / name).is_file()
        ]
        known = [number for number in stored if number is not None]
        yield row | ({"stored": sum(known)} if len(known) == len(stored) else {})


def _chromium_saving(file: Path) -> bool:
    try:
        told = json.loads(file.read_bytes()[:SIZE_LIMIT])
    except (OSError, ValueError):
        return True
    return bool(told.get("credentials_enable_service", True))


def _count(file: Path) -> int | None:
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            row = database.execute("SELECT count(*) FROM logins WHERE blacklisted_by_user = 0").fetchone()
    except sqlite3.Error:
        return None
    # What a running browser has not written back yet stands in the log beside the file, which is not read.
    log = file.with_name(f"{file.name}-wal")
    pending = log.is_file() and log.stat().st_size > 0
    return None if pending and not row[0] else int(row[0])


def _firefox(profile: Path) -> dict[str, Any]:
    row: dict[str, Any] = {"browser": "firefox", "saving": True}
    try:
        text = (profile / "prefs.js").read_text(encoding="utf-8", errors="replace")
        row["saving"] = not re.search(r'user_pref\("signon\.rememberSignons", false\)', text)
        logins = profile / "logins.json"
        row["stored"] = len(json.loads(logins.read_bytes()[:SIZE_LIMIT])["logins"]) if logins.is_file() else 0
        if (profile / "logins.db").is_file() and not row["stored"]:
            # The newer store beside it is not read: no logins in the old one tells nothing.
            row.pop("stored")
    except (OSError, ValueError, KeyError, TypeError):
        row.pop("stored", None)
    return row
