"""Fixtures every test shares: the shared material, and a computer with nobody's settings on it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from selfaudit.text import messages

REPO_ROOT = Path(__file__).resolve().parent.parent

#: Variables that could carry a developer's own settings or secrets into a test.
_PRIVATE_PREFIXES = ("SELFAUDIT_", "XDG_", "TEXTUAL", "SSL_CERT", "LC_")
_PRIVATE_NAMES = ("LANGUAGE", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TZ")


def shared_directory() -> Path:
    """Where the shared test material should be, whether or not it is there."""
    return Path(os.environ.get("SELFAUDIT_SHARED") or REPO_ROOT.parent / "shared").resolve()


#: Read once, before any test hides the SELFAUDIT_* variables.
SHARED = shared_directory()


@pytest.fixture
def shared() -> Path:
    """The directory of recordings, samples and clauses; skips the test where it is absent."""
    if not (SHARED / "clauses.json").is_file():
        pytest.skip(f"shared material not found at {SHARED} (set SELFAUDIT_SHARED to its directory)")
    return SHARED


@pytest.fixture
def repo_root() -> Path:
    """The root of the repository under test."""
    return REPO_ROOT


@pytest.fixture(autouse=True)
def isolated_machine(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give every test an empty home, Japanese messages and no setting of the person running it."""
    home = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name.startswith(_PRIVATE_PREFIXES) or name in _PRIVATE_NAMES:
            monkeypatch.delenv(name)
    places = {
        "HOME": home,
        "USERPROFILE": home,
        "APPDATA": home / "AppData" / "Roaming",
        "LOCALAPPDATA": home / "AppData" / "Local",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_RUNTIME_DIR": home / ".run",
    }
    for name, path in places.items():
        path.mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(path))
    # platformdirs asks Windows itself for the data directory, so the program's own variable decides there.
    monkeypatch.setenv("SELFAUDIT_DATA", str(home / "selfaudit-data"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TEXTUAL_DISABLE_KITTY_KEY", "1")
    messages.set_language("ja")
    messages.set_strict(True)
    yield home
    messages.set_language("ja")
