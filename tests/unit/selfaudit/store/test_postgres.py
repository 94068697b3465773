"""Several desks on one real PostgreSQL server, started for the test; skipped where no server is installed."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from selfaudit.domain.contract import Contract, Person
from selfaudit.domain.desk import Visit, WardContract
from selfaudit.errors import DataError
from selfaudit.store.repository import Repository

pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
_PLACES = [
    *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
    Path("/usr/local/bin"),
    Path("/usr/local/pgsql/bin"),
]


def _tool(name: str) -> str | None:
    found = shutil.which(name)
    return found or next((str(place / name) for place in _PLACES if (place / name).is_file()), None)


def _unprivileged() -> int | None:
    """Whom the server runs as where the tests run as the superuser, whom it refuses."""
    if os.getuid() != 0:
        return None
    import pwd

    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    pytest.skip("no unprivileged user to run the server as")


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """The folder of the socket of a server of this test's own."""
    if sys.platform == "win32" or _tool("initdb") is None or _tool("postgres") is None:
        pytest.skip("PostgreSQL is not installed")
    user = _unprivileged()
    # A socket's path may have 107 characters at most: pytest's own folders are longer.
    base = Path(tempfile.mkdtemp(prefix="pg"))
    if user is not None:
        os.chown(base, user, -1)
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(base)}
    options = {
        "user": user,
        "env": environment,
        "cwd": base,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
    }
    running = None
    try:
        made = subprocess.run(
            [_tool("initdb") or "", "-D", base / "db", "-U", "desk", "-A", "trust", "-N", "-E", "UTF8"],
            timeout=120,
            check=False,
            **options,
        )  # type: ignore[call-overload]
        if made.returncode:
            pytest.skip("initdb does not work here")
        words = [_tool("postgres") or "", "-D", base / "db", "-k", base, "-c", "listen_addresses=", "-c", "fsync=off"]
        running = subprocess.Popen(words, **options)  # type: ignore[call-overload]
        _wait(base, running)
        yield base
    finally:
        if running is not None:
            # "Fast" shutdown: it does not wait for clients that are still connected.
            running.send_signal(signal.SIGINT)
            running.wait(60)
        shutil.rmtree(base, ignore_errors=True)


def _wait(base: Path, running: "subprocess.Popen[bytes]") -> None:
    import time

    import psycopg

    for _ in range(600):
        if running.poll() is not None:
            pytest.skip("the server does not start here")
        try:
            psycopg.connect(host=str(base), user="desk", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server does not answer")


@pytest.fixture
def address(server: Path, request: pytest.FixtureRequest) -> str:
    """A new empty database."""
    import psycopg

    name = f"t{abs(hash(request.node.name)) % 10**9}"
    with psycopg.connect(host=str(server), user="desk", dbname="postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"postgresql://desk@/{name}?host={server}"


def desk(folder: Path, address: str, files: Path | None = None) -> Repository:
    folder.mkdir(exist_ok=True)
    (folder / "database.url").write_text(f"{address}\n{files or ''}\n", encoding="utf-8")
    return Repository.open(folder, program="pytest")


def test_two_desks_see_each_other_s_rows_and_share_files(address: str, tmp_path: Path) -> None:
    files = tmp_path / "files"
    with desk(tmp_path / "a", address, files) as one, desk(tmp_path / "b", address, files) as two:
        one.save_ward_contracts([WardContract("8-1", "就労支援", "NPO法人𠮷田", start=date(2026, 4, 1))])
        assert two.contracts_at_the_ward() == one.contracts_at_the_ward()
        two.save_visit(Visit("v1", "8-1", date(2026, 5, 1), "onsite"))
        assert [row.id for row in one.visits()] == ["v1"]
        assert one.received_path("ab") == two.received_path("ab") == files / "received" / "ab.asice.zip"
        assert two.verify_journal() == []
        assert two.journal_head()[0] == 2
    with desk(tmp_path / "a", address) as again:
        assert [row.title for row in again.contracts_at_the_ward()] == ["就労支援"]


WRITER = """
import sys
from datetime import date
from pathlib import Path
from selfaudit.domain.desk import Visit
from selfaudit.store.repository import Repository
with Repository.open(Path(sys.argv[1]), program="writer") as desk:
    desk.who = sys.argv[2]
    for number in range(12):
        desk.save_visit(Visit(f"{sys.argv[2]}-{number}", "8-1", date(2026, 5, 1), "onsite"))
"""


def test_two_writers_at_once_keep_one_chain(address: str, tmp_path: Path) -> None:
    desk(tmp_path / "a", address).close()
    desk(tmp_path / "b", address).close()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / name), name],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for name in ("a", "b")
    ]
    assert [writer.wait(300) for writer in writers] == [0, 0]
    with desk(tmp_path / "a", address) as repository:
        rows = list(repository.journal())
        assert [row.seq for row in rows] == list(range(1, 25))
        assert {row.who for row in rows} == {"a", "b"}
        assert repository.verify_journal() == []
        assert len({row.id for row in repository.visits()}) == 24


def test_what_was_said_of_one_contract_is_found_and_taken_back(address: str, tmp_path: Path) -> None:
    with desk(tmp_path / "a", address) as repository:
        for number in ("c1", "c2"):
            repository.save_contract(Contract(number, "sample", "業務"))
        repository.save_person(Person("p1", "c1", "𠮷田 花子"))
        assert [change.contract for change in repository.changes_of("c1", ("person",))] == ["c1"]
        assert repository.changes_of("c2", ("person",)) == []
        assert repository.undo(contract_id="c2") is None
        assert repository.undo(contract_id="c1") is not None
        assert repository.people("c1") == []


def test_the_journal_refuses_to_be_changed(address: str, tmp_path: Path) -> None:
    import psycopg

    with desk(tmp_path / "a", address) as repository:
        repository.save_visit(Visit("v1", "8-1", date(2026, 5, 1), "onsite"))
    for statement in (
        "UPDATE journal SET payload = '{}'",
        "DELETE FROM journal",
        "TRUNCATE journal",
        "INSERT INTO journal VALUES (9, '{}', decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'))",
    ):
        with psycopg.connect(address) as connection, pytest.raises(psycopg.errors.RaiseException):
            connection.execute(statement)


def test_a_row_altered_behind_the_program_s_back_is_found(address: str, tmp_path: Path) -> None:
    import psycopg

    with desk(tmp_path / "a", address) as repository:
        repository.save_visit(Visit("v1", "8-1", date(2026, 5, 1), "onsite"))
        with psycopg.connect(address) as connection:
            connection.execute("UPDATE visit SET day = '2026-05-02'")
        assert len(repository.verify_journal()) == 1


def test_a_database_of_another_version_or_program_is_left_alone(address: str, tmp_path: Path) -> None:
    import psycopg

    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE somebody (id integer)")
    with pytest.raises(DataError) as raised:
        desk(tmp_path / "a", address)
    assert "別の表" in raised.value.detail
    with psycopg.connect(address) as connection:
        connection.execute("DROP TABLE somebody")
    desk(tmp_path / "a", address).close()
    with psycopg.connect(address) as connection:
        connection.execute("UPDATE setting SET value = '999' WHERE key = 'schema'")
    with pytest.raises(DataError) as raised:
        desk(tmp_path / "a", address)
    assert "第999版" in raised.value.detail
    assert "新しい版" in raised.value.next_step
    with psycopg.connect(address) as connection:
        connection.execute("UPDATE setting SET value = '4' WHERE key = 'schema'")
    with pytest.raises(DataError) as raised:
        desk(tmp_path / "a", address)
    assert "古すぎます" in raised.value.title


def tables_of(version: int, folder: Path) -> set[str]:
    """The tables of an earlier schema, as the migrations make them in SQLite."""
    from alembic import command
    from sqlalchemy import inspect

    from selfaudit.store.engine import engine
    from selfaudit.store.migrate import MIGRATIONS, _config

    made = engine(folder / f"schema{version}.sqlite", foreign_keys=False)
    try:
        with made.begin() as connection:
            command.upgrade(_config(connection, MIGRATIONS), f"{version:04}")
            return set(inspect(connection).get_table_names())
    finally:
        made.dispose()


def shape(address: str) -> dict[str, object]:
    """Tables, columns, indexes and foreign keys as the server has them."""
    from sqlalchemy import create_engine, inspect

    engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    try:
        seen = inspect(engine)
        return {
            name: (
                {row["name"]: (str(row["type"]), row["nullable"]) for row in seen.get_columns(name)},
                sorted((row["name"], tuple(row["column_names"])) for row in seen.get_indexes(name)),
                sorted((*row["constrained_columns"], row["referred_table"]) for row in seen.get_foreign_keys(name)),
                seen.get_pk_constraint(name)["constrained_columns"],
            )
            for name in seen.get_table_names()
            if name != "alembic_version"
        }
    finally:
        engine.dispose()


def older(address: str, folder: Path, version: int) -> dict[str, object]:
    """Make a database with one row and take it back to an earlier schema; the shape it had before."""
    import psycopg

    with desk(folder, address) as repository:
        repository.save_visit(Visit("v1", "8-1", date(2026, 5, 1), "onsite"))
    newest = shape(address)
    with psycopg.connect(address) as connection:
        for name in newest.keys() - tables_of(version, folder):
            connection.execute(f'DROP TABLE "{name}"')
        connection.execute("UPDATE setting SET value = %s WHERE key = 'schema'", [str(version)])
    return newest


@pytest.mark.parametrize("version", [5, 6])
def test_an_older_shared_database_is_brought_to_the_newest_schema(address: str, tmp_path: Path, version: int) -> None:
    newest = older(address, tmp_path / "a", version)
    assert newest.keys() - shape(address).keys() >= {"policyvalue"}
    with desk(tmp_path / "b", address) as repository:
        assert [row.id for row in repository.visits()] == ["v1"]
        assert repository.verify_journal() == []
        repository.save_visit(Visit("v2", "8-1", date(2026, 5, 2), "onsite"))
    assert shape(address) == newest
    with desk(tmp_path / "a", address) as repository:
        assert [row.id for row in repository.visits()] == ["v1", "v2"]


def test_two_desks_that_come_at_once_upgrade_one_after_the_other(address: str, tmp_path: Path) -> None:
    newest = older(address, tmp_path / "a", 5)
    desk_folders = [tmp_path / name for name in ("a", "b")]
    desk_folders[1].mkdir()
    (desk_folders[1] / "database.url").write_text(f"{address}\n", encoding="utf-8")
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), folder.name],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for folder in desk_folders
    ]
    assert [writer.wait(300) for writer in writers] == [0, 0]
    assert shape(address) == newest
    with desk(tmp_path / "a", address) as repository:
        assert len(repository.visits()) == 25
        assert repository.verify_journal() == []


def test_an_upgrade_that_fails_leaves_the_older_database(address: str, tmp_path: Path) -> None:
    """A table in the way, made by somebody else, ends the second migration: nothing of the first one stays."""
    import psycopg

    older(address, tmp_path / "a", 5)
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE policyvalue (id integer)")
    before = shape(address)
    with pytest.raises(DataError):
        desk(tmp_path / "b", address)
    assert shape(address) == before
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT value FROM setting WHERE key = 'schema'").fetchone() == ("5",)
        connection.execute("DROP TABLE policyvalue")
    desk(tmp_path / "b", address).close()


@pytest.mark.parametrize("line", ["", "sqlite:///x.db", "postgresql://host", "nonsense"])
def test_an_address_that_is_none_is_said(tmp_path: Path, line: str) -> None:
    with pytest.raises(DataError) as raised:
        desk(tmp_path / "a", line)
    assert "postgresql://" in raised.value.next_step


def test_a_server_that_does_not_answer_is_said_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(DataError) as raised:
        desk(tmp_path / "a", f"postgresql://desk:geheim@/x?host={tmp_path}")
    assert "geheim" not in str(raised.value)
