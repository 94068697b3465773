"""A worker under its memory cap reads one 7z archive after another, each with the largest dictionary people choose."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("py7zr")
pytest.importorskip("resource", reason="no cap of memory on this system")

MANY = 10
SCRIPT = f"""
import io
import py7zr
from checks.residue import worker
from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes

def archive(number):
    data = io.BytesIO()
    with py7zr.SevenZipFile(data, "w", filters=[{{"id": py7zr.FILTER_LZMA2, "preset": 9}}]) as one:
        one.writestr(f"氏名,電話\\n野口 大輔,090-1111-22{{number:02}}\\n".encode(), "list.csv")
    return data.getvalue()

archives = [archive(number) for number in range({MANY})]
worker.warm_up()
worker.limit_memory(Budget().own_memory())
print(*(inspect_bytes(data, "list.7z", Budget()).verdict.name for data in archives))
"""


def test_archives_with_large_dictionaries_are_read_one_after_another() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["CONTENT"] * MANY
