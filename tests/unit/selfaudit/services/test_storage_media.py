"""What macOS says of a medium, from property lists shaped as `diskutil info -plist` gives them."""

import plistlib
import sys

import pytest

from selfaudit.services.storage_media import Medium, from_diskutil, medium_of


@pytest.mark.parametrize(
    ("said", "medium"),
    [
        ({"SolidState": True, "Internal": True, "Encryption": True}, Medium("ssd", encrypted=True, trims=True)),
        ({"SolidState": True, "Internal": False, "FileVault": False}, Medium("ssd", encrypted=False, trims=None)),
        ({"SolidState": False, "Internal": False}, Medium("hdd")),
        ({}, Medium()),
    ],
)
def test_what_diskutil_says(said: dict[str, bool], medium: Medium) -> None:
    assert from_diskutil(plistlib.dumps(said)) == medium


def test_what_is_no_property_list_is_an_error_not_a_medium() -> None:
    with pytest.raises(ValueError, match="no property list"):
        from_diskutil(b"Could not find disk: /Volumes/x")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="asked by these systems themselves")
def test_elsewhere_nothing_is_claimed(tmp_path: object) -> None:
    from pathlib import Path

    assert medium_of(Path("/")) == Medium()
