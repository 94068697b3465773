"""A data folder with one contract and one inspection in it."""

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from selfaudit.domain.contract import Contract
from selfaudit.domain.inspection import Inspection
from selfaudit.errors import SelfAuditError
from selfaudit.store.repository import Repository

JST = timezone(timedelta(hours=9))


@pytest.fixture
def without_root_rights(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, Callable[[], object]], str]:
    """Run something in a child process that has no more rights than any user, and give the title of its error.

    The first argument is a folder that such a user shall reach and own.
    """

    def run(directory: Path, act: Callable[[], object]) -> str:
        closed = [parent for parent in directory.parents if parent.stat().st_mode & 0o005 != 0o005]
        if os.geteuid() == 0:
            if not all(parent.is_relative_to(tmp_path_factory.getbasetemp().parent) for parent in closed):
                pytest.skip("other users cannot reach the folder of temporary files")
            for path in [directory, *directory.rglob("*")]:
                os.chown(path, 65534, 65534)
            for parent in closed:
                parent.chmod(0o755)
        heard, said = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(said, _title(act).encode())
            os._exit(0)
        os.close(said)
        os.waitpid(child, 0)
        with os.fdopen(heard, encoding="utf-8") as pipe:
            return pipe.read()

    return run


def _title(act: Callable[[], object]) -> str:
    try:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        act()
    except SelfAuditError as error:
        return error.title
    except BaseException as error:  # noqa: BLE001
        return repr(error)
    return "no error"


@pytest.fixture
def contract() -> Contract:
    return Contract(
        id="c1",
        profile="sample",
        title="乳幼児健診の案内業務委託",
        number="8-123",
        client="見本区",
        contractor="株式会社𠮷野髙﨑",
        start=date(2026, 4, 1),
        end=date(2027, 3, 31),
        information=("氏名", "住所"),
        media=("USBメモリ",),
        folders=("C:\\Users\\yamada\\健診",),
    )


@pytest.fixture
def inspection() -> Inspection:
    return Inspection("i1", "c1", 2026, "sample", "ab" * 32, datetime(2026, 11, 20, 10, 30, tzinfo=JST))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "データ 50% #1?"


@pytest.fixture
def empty(data: Path) -> Iterator[Repository]:
    """An open repository with nothing in it."""
    with Repository.open(data, program="pytest") as repository:
        repository.who = "点検 担当"
        yield repository


@pytest.fixture
def repository(empty: Repository, contract: Contract, inspection: Inspection) -> Repository:
    """An open repository with one contract and one inspection."""
    empty.save_contract(contract)
    empty.save_inspection(inspection)
    return empty
