"""Whether an image is of the volume a folder lies on: by name on Windows and macOS, by device on Linux."""

import os
from pathlib import Path

import pytest

from checks.residue.control import volume


@pytest.mark.parametrize(
    ("source", "image", "elsewhere"),
    [
        ("C:\\", "\\\\.\\C:", False),
        ("C:\\", "\\\\.\\c:\\", False),
        ("C:\\", "\\\\.\\D:", True),
        ("C:\\", "\\\\.\\PhysicalDrive0", None),
        ("C:\\", "C:\\images\\old.img", None),
    ],
)
def test_a_volume_of_windows_is_known_by_its_letter(source: str, image: str, elsewhere: bool | None) -> None:
    assert volume._elsewhere_on_windows(source, image) is elsewhere


@pytest.mark.parametrize(
    ("source", "image", "elsewhere"),
    [
        ("/dev/disk4s1", "/dev/rdisk4s1", False),
        ("/dev/disk4s1", "/dev/disk4", False),
        ("/dev/disk4s1", "/dev/rdisk4s2", True),
        ("/dev/disk3s5", "/dev/rdisk0s2", None),
        ("/dev/disk4s1", "/Users/x/old.dmg", None),
    ],
)
def test_a_volume_of_macos_is_known_by_its_number(source: str, image: str, elsewhere: bool | None) -> None:
    assert volume._elsewhere_on_macos(source, image) is elsewhere


def test_device_numbers_are_those_of_linux() -> None:
    if not hasattr(os, "makedev"):
        pytest.skip("another system")
    for major, minor in ((8, 1), (259, 3), (7, 300), (253, 1048575)):
        assert volume._number(os.makedev(major, minor)) == f"{major}:{minor}"


@pytest.mark.parametrize(
    ("source", "kind", "elsewhere"),
    [("overlay", "overlay", True), ("tmpfs", "tmpfs", True), ("sshfs#x", "fuse.sshfs", None), ("", "", None)],
)
def test_a_file_system_without_a_device_is_in_no_image(
    source: str, kind: str, elsewhere: bool | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volume.sys, "platform", "linux")
    monkeypatch.setattr(volume, "_source", lambda _: (source, kind))
    (tmp_path / "disk.img").write_bytes(b"x")
    assert volume.is_elsewhere(tmp_path, tmp_path / "disk.img") is elsewhere
