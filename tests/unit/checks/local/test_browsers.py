"""Stored logins are counted, never read; a browser's database gets no file beside it; boxed browsers are found too."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path

import pytest

from checks.local.browsers import browsers
from checks.local.folders import sync_roots
from checks.local.homes import homes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="profile folders of Linux")


@pytest.fixture(autouse=True)
def _ordinary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checks.local.browsers.is_elevated", lambda: False)
    monkeypatch.setattr("checks.local.folders.is_elevated", lambda: False)


def chrome(base: Path, logins: int, *, saving: bool | None = None) -> Path:
    profile = base / "Default"
    profile.mkdir(parents=True)
    (profile / "Preferences").write_text(json.dumps({} if saving is None else {"credentials_enable_service": saving}))
    with sqlite3.connect(profile / "Login Data") as database:
        database.execute("CREATE TABLE logins (origin_url TEXT, username_value TEXT, blacklisted_by_user INTEGER)")
        rows = [(f"https://example.com/{n}", "sato", 0) for n in range(logins)] + [("https://never.example", "", 1)]
        database.executemany("INSERT INTO logins VALUES (?, ?, ?)", rows)
    return profile


def test_chrome_and_firefox_are_counted(isolated_machine: Path) -> None:
    profile = chrome(isolated_machine / ".config" / "google-chrome", 3, saving=False)
    chrome(isolated_machine / "snap/chromium/common/chromium", 0)
    firefox = isolated_machine / "snap/firefox/common/.mozilla/firefox/abc.default"
    firefox.mkdir(parents=True)
    (firefox / "prefs.js").write_text('user_pref("signon.rememberSignons", false);\n')
    (firefox / "logins.json").write_text(json.dumps({"logins": [{"hostname": "https://example.com"}]}))
    before = sorted(path.name for path in profile.iterdir())
    told = {row["browser"]: row for row in browsers("")}
    assert told["chrome"] == {"browser": "chrome", "saving": False, "stored": 3}
    assert told["chromium"] == {"browser": "chromium", "saving": True, "stored": 0}
    assert told["firefox"] == {"browser": "firefox", "saving": False, "stored": 1}
    assert sorted(path.name for path in profile.iterdir()) == before
    assert "example" not in json.dumps(list(told.values()))


def test_a_database_that_cannot_be_read_is_no_zero(isolated_machine: Path) -> None:
    profile = chrome(isolated_machine / ".config" / "google-chrome", 1)
    (profile / "Login Data").write_bytes(b"not a database" * 100)
    assert browsers("") == [{"browser": "chrome", "saving": True}]


def test_what_a_running_browser_has_not_written_back_is_no_zero(isolated_machine: Path) -> None:
    profile = chrome(isolated_machine / ".config" / "google-chrome", 0)
    (profile / "Login Data-wal").write_bytes(b"frames")
    firefox = isolated_machine / ".mozilla/firefox/abc.default"
    firefox.mkdir(parents=True)
    (firefox / "prefs.js").write_text("")
    (firefox / "logins.db").write_bytes(b"store")
    assert all("stored" not in row for row in browsers(""))


def test_no_browser_gives_no_row(isolated_machine: Path) -> None:
    assert browsers("") == []


def test_sync_folders_are_found(isolated_machine: Path) -> None:
    (isolated_machine / "Nextcloud").mkdir()
    (isolated_machine / ".dropbox").mkdir()
    (isolated_machine / ".dropbox" / "info.json").write_text(json.dumps({"personal": {"path": "/srv/box"}}))
    assert sync_roots("") == [
        {"client": "Nextcloud", "root": str(isolated_machine / "Nextcloud")},
        {"client": "Dropbox", "root": "/srv/box"},
    ]


def test_an_administrator_looks_at_everybody(isolated_machine: Path) -> None:
    assert homes(elevated=False) == [Path.home()]
    assert homes(elevated=True)[0] == Path.home()
