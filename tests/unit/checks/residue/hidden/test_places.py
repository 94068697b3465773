"""Every hiding place is known by its path, whatever the system that is searched, and has words of its own."""

import tomllib
from pathlib import Path

import pytest

from checks.residue.hidden import providers
from checks.residue.hidden.places import manual_items, place_of, places, roots


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("C:\\$Recycle.Bin\\S-1-5-21-1\\$R1A2B3C.xlsx", "recycle_bin_windows"),
        ("E:\\$RECYCLE.BIN\\$IABCDEF.csv", "recycle_bin_windows"),
        ("D:/RECYCLER/S-1-5/INFO2", "recycle_bin_windows"),
        ("E:/FOUND.000/FILE0001.CHK", "usb_leftovers"),
        ("C:/Users/a/AppData/Local/Temp/Temp1_名簿.zip/名簿.csv", "temp_archive"),
        ("C:/Users/a/AppData/Local/Temp/7zO4C2.tmp/a.xlsx", "temp_archive"),
        ("C:/Users/a/AppData/Roaming/Microsoft/Word/AutoRecovery save of a.asd", "office_autorecover"),
        ("C:/Users/a/AppData/Local/Microsoft/Office/UnsavedFiles/a.xlsb", "office_autorecover"),
        ("C:/docs/~$名簿.xlsx", "office_lock"),
        ("/home/a/.~lock.名簿.ods#", "office_lock"),
        ("C:/Users/a/AppData/Local/Microsoft/Windows/INetCache/Content.Outlook/X1/名簿.xlsx", "outlook_temp"),
        ("C:/Users/a/Documents/Outlook ファイル/a.pst", "mail_store"),
        ("/home/a/.thunderbird/x.default/Mail/Local Folders/Inbox", "mail_store"),
        ("C:/Users/a/AppData/Local/Microsoft/Edge/User Data/Default/Cache/Cache_Data/f_000001", "browser"),
        ("C:/Users/a/Downloads/名簿.csv.crdownload", "browser"),
        ("//nas/share/Thumbs.db", "thumbnails"),
        ("/home/a/.cache/thumbnails/large/x.png", "thumbnails"),
        ("C:/Users/a/AppData/Roaming/Microsoft/Windows/Recent/名簿.lnk", "recent_files"),
        ("/home/a/.local/share/recently-used.xbel", "recent_files"),
        ("C:/ProgramData/Microsoft/Search/Data/Applications/Windows/Windows.edb", "search_index"),
        (
            "C:/Users/a/AppData/Local/Packages/Microsoft.WindowsNotepad_8wekyb3d8bbwe/LocalState/TabState/1.bin",
            "notes_and_snips",
        ),
        ("C:/Users/a/AppData/Roaming/Microsoft/InputMethod/Shared/JpnIHDS.dat", "ime_history"),
        ("C:/Windows/System32/spool/PRINTERS/00002.SPL", "print_spool"),
        ("/data/.snapshots/3/snapshot/名簿.csv", "shadow_copies"),
        ("E:/FileHistory/a/PC/Data/C/名簿 (2026_04_01 00_00_00 UTC).csv", "file_history"),
        ("C:/pagefile.sys", "memory_files"),
        ("/Users/a/.Trash/名簿.csv", "trash_macos"),
        ("/home/a/.local/share/Trash/files/名簿.csv", "trash_linux"),
        ("/media/usb/.Trash-1000/info/a.trashinfo", "trash_linux"),
        ("/home/a/.名簿.csv.swp", "editor_leftovers"),
        ("/home/a/名簿.csv~", "editor_leftovers"),
        ("/home/a/.config/libreoffice/4/user/backup/a.ods", "office_backup"),
        ("C:/一太郎/文書1.$TD", "office_backup"),
        ("/home/a/app.db-wal", "database_leftovers"),
        ("/volume1/share/#recycle/名簿.csv", "nas_recycle"),
        ("/share/@Recycle/名簿.csv", "nas_recycle"),
        ("C:/Users/a/AppData/Local/Temp/x.dat", "temp"),
    ],
)
def test_a_path_belongs_to_its_place(path: str, place: str) -> None:
    found = place_of(path)
    assert found is not None
    assert found.id == place


@pytest.mark.parametrize(
    "path", ["C:/Users/a/Documents/名簿.csv", "/home/a/info.txt", "/srv/data/a.db", "D:/帳票/2026/一覧.xlsx"]
)
def test_an_ordinary_file_belongs_to_none(path: str) -> None:
    assert place_of(path) is None


def test_every_place_has_a_provider_that_exists_and_known_words(repo_root: Path) -> None:
    for lang in ("ja", "en"):
        words = tomllib.loads((repo_root / f"checks/text/exit_{lang}.toml").read_text(encoding="utf-8"))
        for place in places():
            assert {"name", "why", "remedy"} <= set(words["place"][place.id]), (lang, place.id)
        assert set(manual_items()) == set(words["manual"])
    assert all(providers.provider(place.names) for place in places() if place.names)
    assert len({place.id for place in places()}) == len(places())


def test_places_of_a_profile_are_found_where_they_exist(tmp_path: Path) -> None:
    home, stick = tmp_path / "home", tmp_path / "stick"
    for folder in (home / ".local/share/Trash", home / "AppData/Roaming/Microsoft/Word", stick / "$Recycle.Bin"):
        folder.mkdir(parents=True)
    found = {root.place.id for root in roots(home, [stick])}
    assert {"trash_linux", "office_autorecover", "recycle_bin_windows"} <= found
    assert "nas_recycle" not in found
