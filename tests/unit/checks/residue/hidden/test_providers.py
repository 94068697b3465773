"""What indexes, shortcuts and histories say about files that are gone."""

import datetime
import json
import re
import struct
import zlib
from pathlib import Path

import pytest

from checks.residue.hidden.providers import Damaged, Trace, provider

WHEN = datetime.datetime(2026, 4, 1, 3, 0, tzinfo=datetime.UTC)
FILETIME = int((WHEN - datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)).total_seconds()) * 10**7
PATH = "C:\\Users\\佐藤\\対象者一覧.xlsx"


def traces(kind: str, data: bytes, name: str) -> list[Trace]:
    read = provider(kind)
    assert read is not None
    return list(read(data, name))


def test_an_index_of_windows_10() -> None:
    wide = PATH.encode("utf-16-le") + b"\0\0"
    data = struct.pack("<QQQI", 2, 123, FILETIME, len(wide) // 2) + wide
    assert traces("recycle", data, "$IABCDEF.xlsx") == [Trace(PATH, WHEN, 123, kept=True)]


def test_an_index_of_windows_vista() -> None:
    data = struct.pack("<QQQ", 1, 123, FILETIME) + PATH.encode("utf-16-le").ljust(520, b"\0")
    assert traces("recycle", data, "$IABCDEF.xlsx") == [Trace(PATH, WHEN, 123, kept=True)]


@pytest.mark.parametrize("cut", [0, 20, 27, 40])
def test_a_cut_off_index_is_damaged_not_silent(cut: int) -> None:
    wide = PATH.encode("utf-16-le") + b"\0\0"
    data = struct.pack("<QQQI", 2, 123, FILETIME, len(wide) // 2) + wide
    with pytest.raises(Damaged):
        traces("recycle", data[:cut], "$IABCDEF.xlsx")


def test_the_content_beside_an_index_is_no_index() -> None:
    assert traces("recycle", b"anything", "$RABCDEF.xlsx") == []


def test_the_bin_of_windows_xp_in_japanese() -> None:
    path = "C:\\Documents and Settings\\佐藤\\一覧.xls"
    gone = "\0" + path[1:]
    records = b"".join(
        narrow.encode("cp932").ljust(260, b"\0")
        + struct.pack("<IIQI", number, 2, FILETIME, 99)
        + path.encode("utf-16-le").ljust(520, b"\0")
        for number, narrow in enumerate((path, gone))
    )
    data = struct.pack("<5I", 5, 0, 2, 800, 0) + records
    assert traces("recycle", data, "INFO2") == [Trace(path, WHEN, 99, kept=True), Trace(path, WHEN, 99, kept=False)]


def test_the_trash_of_a_linux_desktop() -> None:
    data = b"[Trash Info]\nPath=/home/a/%E4%BD%90%E8%97%A4.csv\nDeletionDate=2026-04-01T12:00:00\n"
    (found,) = traces("trashinfo", data, "佐藤.csv.trashinfo")
    assert found.path == "/home/a/佐藤.csv"
    assert found.time is not None
    assert found.time.strftime("%Y-%m-%d %H:%M") == "2026-04-01 12:00"


def shortcut(path: str) -> bytes:
    head = struct.pack(
        "<I16sIIQQQI", 76, bytes.fromhex("0114020000000000c000000000000046"), 0x82, 0, 0, 0, FILETIME, 55
    )
    wide = path.encode("utf-16-le") + b"\0\0"
    info = struct.pack("<7I2I", 0, 0x24, 1, 0, 0, 0, 0, 0x24, 0) + wide
    info = struct.pack("<I", len(info)) + info[4:]
    return head.ljust(76, b"\0") + info


def test_a_shortcut_names_its_target() -> None:
    assert traces("recent", shortcut(PATH), "対象者一覧.lnk")[0].path == PATH


def test_a_custom_jump_list_is_shortcuts_in_a_row() -> None:
    found = traces("recent", b"\x02\0\0\0" + shortcut(PATH) + shortcut("D:\\b.csv"), "1.customDestinations-ms")
    assert [trace.path for trace in found] == [PATH, "D:\\b.csv"]


def test_recent_files_of_a_linux_desktop_and_of_vim() -> None:
    xbel = b'<xbel><bookmark href="file:///home/a/%E4%BD%90%E8%97%A4&amp;1.csv" added="x"/></xbel>'
    assert [trace.path for trace in traces("recent", xbel, "recently-used.xbel")] == ["/home/a/佐藤&1.csv"]
    vim = "# File marks:\n'0  1  0  ~/対象者一覧.csv\n\n> ~/b.csv\n".encode()
    assert [trace.path for trace in traces("recent", vim, ".viminfo")] == ["~/対象者一覧.csv", "~/b.csv"]


def test_a_thumbnail_tells_where_the_picture_was() -> None:
    body = b"Thumb::URI\0file:///home/a/%E5%86%99%E7%9C%9F.jpg"
    chunk = struct.pack(">I4s", len(body), b"tEXt") + body + struct.pack(">I", zlib.crc32(b"tEXt" + body))
    assert traces("thumbnails", b"\x89PNG\r\n\x1a\n" + chunk, "x.png")[0].path == "/home/a/写真.jpg"


def test_lock_files_name_what_was_open() -> None:
    assert traces("lock", b"", "~$象者一覧.xlsx")[0].path == "象者一覧.xlsx"
    assert traces("lock", b"", ".~lock.一覧.ods#")[0].path == "一覧.ods"


def test_the_change_journal_names_deleted_files() -> None:
    name = "対象者一覧.xlsx".encode("utf-16-le")
    length = -(-(60 + len(name)) // 8) * 8
    record = struct.pack("<IHHQQQQIIIIHH", length, 2, 0, 1, 2, 3, FILETIME, 0x200, 0, 0, 0x20, len(name), 60) + name
    found = traces("traces", bytes(64) + record.ljust(length, b"\0") + bytes(32), "$UsnJrnl_J")
    assert [(trace.path, trace.time) for trace in found] == [("対象者一覧.xlsx", WHEN)]


@pytest.mark.parametrize(
    ("listing", "folder"),
    [("dir-win10-01", "dir-win10-01"), ("dir-sample1", "dir-sample1"), ("dir-2019-uncpath", "dir-2019-uncpath")],
)
def test_real_recycle_bins_read_as_the_reference_lists_them(shared: Path, listing: str, folder: str) -> None:
    for expected in records_of(shared / f"samples/recycle/{listing}.json"):
        file = shared / "samples/recycle" / folder / expected["index"]
        (found,) = traces("recycle", file.read_bytes(), file.name)
        assert found.path == expected["path"]
        assert found.time is not None
        assert found.time.strftime("%Y-%m-%dT%H:%M:%SZ") == expected["time"]
        assert found.size == expected["size"]


def test_a_real_bin_of_windows_xp_reads_as_the_reference_lists_it(shared: Path) -> None:
    expected = records_of(shared / "samples/recycle/INFO2-sample1.json")
    found = traces("recycle", (shared / "samples/recycle/INFO2-sample1").read_bytes(), "INFO2")
    assert [(trace.path, trace.size, not trace.kept) for trace in found] == [
        (row["path"], row["size"], row["gone"]) for row in expected
    ]


def records_of(path: Path) -> list[dict]:
    text = re.sub(r",(\s*\])", r"\1", path.read_text(encoding="utf-8"))
    return json.loads(text)["records"]


def test_a_truncated_bin_gives_its_whole_records_and_says_it_is_damaged(shared: Path) -> None:
    read = provider("recycle")
    assert read is not None
    found = []
    with pytest.raises(Damaged):
        found.extend(trace.path for trace in read((shared / "samples/recycle/INFO2-trunc").read_bytes(), "INFO2"))
    assert len(found) in (0, 4)


@pytest.mark.parametrize("name", ["$IF47Q09", "$IX1JBL3.djvu"])
def test_real_damaged_indexes_are_reported(shared: Path, name: str) -> None:
    with pytest.raises(Damaged):
        traces("recycle", (shared / "samples/recycle/dir-badfiles" / name).read_bytes(), name)


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("lnk-jumplist/example.lnk", "migwiz.exe"),
        ("lnk-jumplist/NeroInfoTool.lnk", "InfoTool.exe"),
        ("lnk-jumplist/unpaired_surrogate.lnk", "C:\\test\\unicode_U+0000d800_"),
        ("lnk-jumplist/1b4dd67f29cb1962.automaticDestinations-ms", "Documents.library-ms"),
        ("lnk-jumplist/5afe4de1b92fc382.customDestinations-ms", "GettingStarted.exe"),
        ("plaso/.viminfo", "_vimrc"),
    ],
)
def test_real_shortcuts_and_lists_name_their_targets(shared: Path, file: str, part: str) -> None:
    path = shared / "samples" / file
    assert any(part in trace.path for trace in traces("recent", path.read_bytes(), path.name))


def test_real_journal_and_locate_database(shared: Path) -> None:
    journal = traces("traces", (shared / "samples/plaso/UsnJrnl.raw").read_bytes(), "UsnJrnl.raw")
    assert "Nieuw - Tekstdocument.txt" in {trace.path for trace in journal}
    names = traces("locate", (shared / "samples/plaso/mlocate.db").read_bytes(), "mlocate.db")
    assert "/home/user/temp/1" in {trace.path for trace in names}
