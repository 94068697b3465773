"""A registry of invented residents, made once for each set of them in a test run."""

import tempfile
from functools import cache
from pathlib import Path

from checks.residue.fingerprint import Key, Registry, open_registry, register
from tests.assets.residents import as_csv, as_xlsx, as_zip, residents

KEY = Key(b"half of the ward", "passphrase of the contractor")


@cache
def received(count: int, seed: int = 1) -> dict[str, bytes]:
    """The files of an intake: one list in three encodings, as a workbook and as an archive."""
    people = residents(count, seed)
    return {
        "対象者一覧_cp932.csv": as_csv(people, "cp932"),
        "対象者一覧_utf8.csv": as_csv(people, "utf-8"),
        "対象者一覧_u16.txt": as_csv(people, "utf-16"),
        "対象者一覧.xlsx": as_xlsx(people),
        "提出用一式.zip": as_zip({"対象者名簿.csv": as_csv(people, "cp932")}),
    }


@cache
def registry(count: int, seed: int = 1) -> Registry:
    """The opened registry of `received(count, seed)`; person number i is residents(count, seed)[i]."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in")
        source.mkdir()
        for name, data in received(count, seed).items():
            (source / name).write_bytes(data)
        register([source / "対象者一覧_cp932.csv", source], Path(folder, "registry"), key=KEY)
        return open_registry(Path(folder, "registry"), KEY)
