"""Kinds of places: the nearest folder decides, on every system's paths; no kind without words."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from selfaudit.catalog import place_kinds
from selfaudit.text import messages


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (PureWindowsPath(r"C:\Users\hanako\Downloads\名簿.csv"), "downloads"),
        (PureWindowsPath(r"C:\Users\hanako\OneDrive\デスクトップ\名簿.xlsx"), "desktop"),
        (PureWindowsPath(r"C:\Users\hanako\Desktop\旧\名簿.xlsx"), "backup"),
        (PureWindowsPath(r"C:\$Recycle.Bin\S-1-5-21\$R1.csv"), "trash"),
        (PureWindowsPath(r"\\server\事業\名簿.csv"), "share"),
        (PurePosixPath("/media/hanako/USB/名簿.csv"), "removable"),
        (PurePosixPath("/home/media/名簿.csv"), "other"),
        (PurePosixPath("/home/hanako/Desktop"), "other"),  # a file of that name
    ],
)
def test_the_nearest_folder_decides(path: PurePosixPath | PureWindowsPath, kind: str) -> None:
    assert place_kinds.kind_of(path) == kind


def test_every_kind_has_words() -> None:
    assert {f"charts.place.{kind}" for kind in place_kinds.kinds()} == set(messages.keys("charts.place"))
