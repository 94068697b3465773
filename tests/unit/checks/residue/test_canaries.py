"""Planted values stay where they were: nowhere the command writes to or says anything, however it or its workers end."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.unit.checks.residue.helpers import ADDRESS, BIRTH, KANA, LINE, MAIL, NAME, PHONE, ROWS, docx, zipped

VALUES = (NAME, KANA, BIRTH, ADDRESS, PHONE, MAIL)
CSV = "\n".join(map(",".join, ROWS)) + "\n"
CODECS = ("utf-8", "cp932", "utf-16-le", "utf-16-be", "euc-jp", "unicode-escape")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends processes by signals")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Files with the values in many dresses, some of them damaged, and enough of them to be interrupted."""
    tree = tmp_path / "tree"
    tree.mkdir()
    files: dict[str, bytes] = {
        "list.csv": CSV.encode("cp932"),
        "list.json": json.dumps([dict(zip(ROWS[0], ROWS[1], strict=True))]).encode(),
        "letter.txt": LINE.encode(),
        "letter.docx": docx(f"<w:p><w:r><w:t>{LINE}</w:t></w:r></w:p>"),
        "broken.docx": docx(f"<w:p><w:r><w:t>{LINE}</w:t></w:r></w:p>")[:-30],
        "pack.zip": zipped({f"{NAME}.csv": CSV, "inner.zip": zipped({"list.csv": CSV})}),
        "unknown.bin": b"\0\1\2\xff" * 40 + LINE.encode() + b"\xff\0" * 40,
        "mail.eml": f"From: {MAIL}\nTo: a@example.jp\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/x\n\n{LINE}".encode(),
        "damaged.pdf": b"%PDF-1.4\n" + LINE.encode() + b"\nxref\n0 1\ntrailer<</Root 1 0 R>>",
        "damaged.db": b"SQLite format 3\0" + b"\x10\0\1\1\0\x40\x20\x20" + LINE.encode() * 80,
    }
    for name, data in files.items():
        (tree / name).write_bytes(data)
    for number in range(300):
        (tree / f"more {number}.csv").write_bytes(CSV.encode())
    return tree


def started(tree: Path, home: Path, **more: str) -> subprocess.Popen[bytes]:
    """The command on `tree`, all it may write to below `home`."""
    places = {name: str(home / name.lower()) for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    for place in places.values():
        Path(place).mkdir(parents=True, exist_ok=True)
    (home / "here").mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", "selfaudit", "search", "--json", "--workers", "1", str(tree)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=home / "here",
        env={**os.environ, **places, "PYTHONPATH": str(Path(__file__).resolve().parents[4]), **more},
    )


def told(run: subprocess.Popen[bytes], home: Path) -> bytes:
    """All it said and wrote."""
    out, err = run.communicate(timeout=120)
    kept = [path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()]
    names = [path.name.encode() for path in home.rglob("*")]
    return b"\n".join([out, err, *kept, *names])


def clear(everything: bytes) -> list[tuple[str, str]]:
    """The values that stand in it, and how they are written."""
    found = [
        (value, codec)
        for value in VALUES
        for codec in CODECS
        if value.encode(codec, "ignore") and value.encode(codec, "ignore") in everything
    ]
    return found + [(value, "base64") for value in VALUES if base64.b64encode(value.encode())[:-4] in everything]


def children(pid: int) -> list[int]:
    """The processes that `pid` started."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if int(line.split()[1]) == pid]


def alive(pid: int) -> bool:
    """Whether a process is still at work."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return told.strip()[:1] not in ("", "Z")


def test_a_whole_search_tells_masked_values_alone(tree: Path, tmp_path: Path) -> None:
    run = started(tree, tmp_path / "home")
    everything = told(run, tmp_path / "home")
    assert b'"\xe6\xa4\x9c\xe5\x87\xba\xe3\x81\x82\xe3\x82\x8a' in everything  # it did find something
    assert clear(everything) == []


@pytest.mark.parametrize("ending", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_a_search_that_is_ended_leaves_none_nor_any_worker(tree: Path, tmp_path: Path, ending: str) -> None:
    run = started(tree, tmp_path / "home")
    workers: list[int] = []

    def end() -> None:
        time.sleep(0.9)
        workers.extend(children(run.pid))
        run.send_signal(getattr(signal, ending))

    thread = threading.Thread(target=end)
    thread.start()
    assert clear(told(run, tmp_path / "home")) == []
    thread.join()
    until = time.monotonic() + 60
    while time.monotonic() < until and any(map(alive, workers)):
        time.sleep(0.1)
    assert not any(map(alive, workers))


@pytest.mark.parametrize("ending", ["SIGSEGV", "SIGABRT", "SIGKILL"])
def test_a_worker_that_crashes_leaves_none_and_no_core(tree: Path, tmp_path: Path, ending: str) -> None:
    home = tmp_path / "home"
    run = started(tree, home, PYTHONFAULTHANDLER="1")

    def crash() -> None:
        time.sleep(0.7)
        until = time.monotonic() + 20
        while time.monotonic() < until and run.poll() is None:
            for child in children(run.pid):
                os.kill(child, getattr(signal, ending))
                return
            time.sleep(0.05)

    thread = threading.Thread(target=crash)
    thread.start()
    everything = told(run, home)
    thread.join()
    assert clear(everything) == []
    assert [path.name for path in (home / "here").iterdir()] == []
