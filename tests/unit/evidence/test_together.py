"""Archive and notice of a delivery appear together or not at all, whatever ends the attempt."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evidence import deliver
from evidence.errors import BuildError

WHEN = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
FILES = ["out/a.zip", "paper/a.pdf", "paper/a.txt"]

ENDED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from evidence import deliver
sealed, folder, nth = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
seen = []
def watch(event, arguments):
    if event == "os.rename":
        seen.append(event)
        if len(seen) == nth:
            os._exit(9)
def printed(said):
    if nth == 0:
        os._exit(9)
    return said.encode()
sys.addaudithook(watch)
deliver.deliver(sealed, folder / "out/a.zip", folder / "paper/a.txt", handled_by="x", when=datetime.now(UTC),
                printed=(folder / "paper/a.pdf", printed))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("out", "paper"):
        (tmp_path / name).mkdir()
    return tmp_path


def attempt(sealed: Path, folder: Path, printed: Callable[[str], bytes] = str.encode) -> deliver.Delivery:
    return deliver.deliver(
        sealed,
        folder / "out/a.zip",
        folder / "paper/a.txt",
        handled_by="x",
        when=WHEN,
        printed=(folder / "paper/a.pdf", printed),
    )


def there(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for name in ("out", "paper") for path in (folder / name).iterdir()
    )


def ended(sealed: Path, folder: Path, nth: int) -> None:
    """An attempt that is ended without a word before its nth rename, or, with 0, while it writes."""
    done = subprocess.run([sys.executable, "-c", ENDED, str(sealed), str(folder), str(nth)], check=False, timeout=60)
    assert done.returncode == 9


@pytest.mark.parametrize("error", [ValueError, OSError, KeyboardInterrupt])
def test_a_failure_leaves_nothing_and_the_retry_works(sealed: Path, folder: Path, error: type[BaseException]) -> None:
    def fails(said: str) -> bytes:
        raise error

    with pytest.raises((error, BuildError)):
        attempt(sealed, folder, fails)
    assert there(folder) == []
    made = attempt(sealed, folder)
    assert there(folder) == FILES
    assert deliver.receive(made.path, made.password, folder / "back").read_bytes() == sealed.read_bytes()


@pytest.mark.parametrize("nth", [0, 1, 2, 3])
def test_what_a_killed_attempt_left_is_replaced(sealed: Path, folder: Path, nth: int) -> None:
    ended(sealed, folder, nth)
    assert there(folder)
    made = attempt(sealed, folder)
    assert there(folder) == FILES
    for paper in (folder / "paper/a.txt", folder / "paper/a.pdf"):
        assert made.password in paper.read_text("utf-8")
    assert deliver.receive(made.path, made.password, folder / "back").read_bytes() == sealed.read_bytes()


def test_a_finished_delivery_is_never_replaced(sealed: Path, folder: Path) -> None:
    password = attempt(sealed, folder).password
    (folder / "out/a.zip").rename(folder / "handed-over.zip")
    with pytest.raises(BuildError) as caught:
        attempt(sealed, folder)
    assert caught.value.key == "there_already"
    assert password in (folder / "paper/a.txt").read_text("utf-8")


def test_a_paper_somebody_has_written_on_stays(sealed: Path, folder: Path) -> None:
    ended(sealed, folder, 3)
    notice = folder / "paper/a.txt"
    notice.write_text("受領 7/1", encoding="utf-8")
    with pytest.raises(BuildError):
        attempt(sealed, folder)
    assert notice.read_text("utf-8") == "受領 7/1"


@pytest.mark.parametrize("list_", [b"", b"{", b"[1]", b"\xff", b'{"a.txt": 3}', b"[" * 70_000])
def test_a_list_cut_off_takes_nothing_away(sealed: Path, folder: Path, list_: bytes) -> None:
    (folder / "paper/.a.txt.unfinished").write_bytes(list_)
    (folder / "paper/a.txt").write_bytes(b"kept")
    with pytest.raises(BuildError):
        attempt(sealed, folder)
    assert there(folder) == ["paper/a.txt"]
