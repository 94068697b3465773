"""Handing over: what leaves the house opens with 7-Zip and bsdtar, and with nothing but the password."""

import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from evidence import deliver
from evidence.container import aeszip
from evidence.errors import BuildError, InputError

WHEN = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def delivery(sealed: Path, tmp_path: Path) -> deliver.Delivery:
    for name in ("out", "paper"):
        (tmp_path / name).mkdir()
    return deliver.deliver(
        sealed, tmp_path / "out/000123.zip", tmp_path / "paper/notice.txt", handled_by="点検", when=WHEN
    )


def test_it_comes_back(delivery: deliver.Delivery, sealed: Path, tmp_path: Path) -> None:
    back = deliver.receive(delivery.path, delivery.password, tmp_path / "back.zip")
    assert back.read_bytes() == sealed.read_bytes()


def test_nothing_of_the_content_shows(delivery: deliver.Delivery, sealed: Path) -> None:
    raw = delivery.path.read_bytes()
    assert b"items.json" not in raw
    assert sealed.read_bytes()[60:90] not in raw
    assert delivery.password.encode() not in raw
    assert delivery.password not in repr(delivery)


def test_the_notice(delivery: deliver.Delivery) -> None:
    lines = delivery.notice.read_text("utf-8")
    for part in (delivery.password, "000123.zip", "点検", "2026-07-01 09:30", "受領日時", "数量"):
        assert part in lines


def test_passwords_are_random_and_readable() -> None:
    made = {deliver.new_password() for _ in range(200)}
    assert len(made) == 200
    assert not set("".join(made)) & set("0O1lI2Z5S8Bo")
    assert deliver.BITS >= 100


@pytest.mark.tool
@pytest.mark.parametrize("tool", ["7z", "bsdtar"])
def test_other_programs_open_it(delivery: deliver.Delivery, sealed: Path, tmp_path: Path, tool: str) -> None:
    program = shutil.which(tool)
    if not program:
        pytest.skip(f"{tool} is not installed")
    out = tmp_path / "x"
    out.mkdir()
    if tool == "7z":
        command = [program, "x", "-y", f"-p{delivery.password}", f"-o{out}", str(delivery.path)]
    else:
        command = [program, "-xf", str(delivery.path), "-C", str(out), "--passphrase", delivery.password]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (out / deliver.INNER_NAME).read_bytes() == sealed.read_bytes()


@pytest.mark.tool
def test_an_archive_of_7zip_is_read(sealed: Path, tmp_path: Path) -> None:
    program = shutil.which("7z")
    if not program:
        pytest.skip("7z is not installed")
    made = tmp_path / "7.zip"
    command = [program, "a", "-tzip", "-mem=AES256", "-pabcd-efgh", str(made), str(sealed)]
    subprocess.run(command, check=True, capture_output=True)
    out = BytesIO()
    assert aeszip.read(made, "abcd-efgh", out) == sealed.name
    assert out.getvalue() == sealed.read_bytes()


@pytest.mark.parametrize(("name", "sound"), [("encrypt-aes256.zip", True), ("encrypt-aes256-noentropy.zip", False)])
def test_archives_of_libzip(shared: Path, name: str, sound: bool) -> None:
    """The first opens; the second does not fit its password (7-Zip says so as well)."""
    path = shared / "samples/evidence-vectors/libzip" / name
    if not path.is_file():
        pytest.skip(f"{name} is not there")
    out = BytesIO()
    with zipfile.ZipFile(path) as opened:
        number = next(i for i, e in enumerate(opened.infolist()) if e.flag_bits & 1)
        size = opened.infolist()[number].file_size
    if not sound:
        with pytest.raises(InputError) as damaged:
            aeszip.read(path, "foofoofoo", out, number=number)
        assert damaged.value.key == "outer_password"
        return
    aeszip.read(path, "foofoofoo", out, number=number)
    assert len(out.getvalue()) == size
    with pytest.raises(InputError) as caught:
        aeszip.read(path, "barbarbar", BytesIO(), number=number)
    assert caught.value.key == "outer_password"


def test_refusals(delivery: deliver.Delivery, sealed: Path, tmp_path: Path, shared: Path) -> None:
    def refused(raw: bytes, password: str = delivery.password) -> str:
        (tmp_path / "d.zip").write_bytes(raw)
        with pytest.raises(InputError) as caught:
            deliver.receive(tmp_path / "d.zip", password, tmp_path / "back.zip")
        assert not (tmp_path / "back.zip").exists()
        return caught.value.key

    raw = delivery.path.read_bytes()
    assert refused(raw, "wrong") == "outer_password"
    middle = len(raw) // 2
    assert refused(raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :]) == "outer_damaged"
    assert refused(b"no zip") == "outer_not_zip"
    assert refused(sealed.read_bytes()) == "outer_entries"
    old = shared / "samples/evidence-vectors/yauzl/traditional-encryption.zip"
    if old.is_file():
        assert refused(old.read_bytes()) == "outer_zipcrypto"


def test_file_and_password_do_not_travel_together(sealed: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        deliver.deliver(sealed, tmp_path / "a.zip", tmp_path / "a.txt", handled_by="x", when=WHEN)
    assert caught.value.key == "one_medium"
    assert not (tmp_path / "a.zip").exists()
    stick = Path("/dev/shm")
    if not stick.is_dir() or stick.stat().st_dev == Path.home().stat().st_dev:
        pytest.skip("no second device here")
    (stick / "sa-test").mkdir(exist_ok=True)
    try:
        with pytest.raises(BuildError):
            deliver.deliver(sealed, stick / "a.zip", stick / "sa-test/a.txt", handled_by="x", when=WHEN)
    finally:
        (stick / "sa-test").rmdir()


@pytest.mark.tool
def test_an_archive_that_grows_without_end_is_stopped(tmp_path: Path) -> None:
    """64 MiB of zeros, deflated and encrypted by 7-Zip: a thousand times its size, and no sealed bundle."""
    program = shutil.which("7z")
    if not program:
        pytest.skip("7z is not installed")
    (tmp_path / "zeros").write_bytes(bytes(64 << 20))
    command = [program, "a", "-tzip", "-mem=AES256", "-mm=Deflate", "-psecret", str(tmp_path / "b.zip")]
    subprocess.run([*command, str(tmp_path / "zeros")], check=True, capture_output=True)
    with pytest.raises(InputError):
        deliver.receive(tmp_path / "b.zip", "secret", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_directory_that_lies_about_its_place(delivery: deliver.Delivery, tmp_path: Path) -> None:
    """The end record says the directory begins later than it does: a header would lie before the file."""
    raw = bytearray(delivery.path.read_bytes())
    raw[-6:-2] = (int.from_bytes(raw[-6:-2], "little") + 8).to_bytes(4, "little")
    (tmp_path / "x.zip").write_bytes(raw)
    with pytest.raises(InputError):
        deliver.receive(tmp_path / "x.zip", delivery.password, tmp_path / "out")
