"""Opening a data folder: new, older, newer, damaged, foreign, full, forbidden, or in use by another program."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import SQLModel, create_engine

from selfaudit.domain.contract import Contract
from selfaudit.domain.inspection import Answer, Inspection, Outcome
from selfaudit.errors import DataError, ExitCode
from selfaudit.store import engine, migrate, paths, tables
from selfaudit.store.repository import Repository
from tests.assets import mounts

WithoutRootRights = Callable[[Path, Callable[[], object]], str]

NEXT = f"{engine.SCHEMA + 1:04d}"
NEXT_HEAD = f"revision, down_revision, branch_labels, depends_on = '{NEXT}', '{engine.SCHEMA:04d}', None, None\n"

OPEN = "from pathlib import Path; import sys; from selfaudit.store.repository import Repository\n"


def database(directory: Path) -> Path:
    return directory / "selfaudit.db"


def refused(directory: Path, program: str = "pytest") -> DataError:
    """The error of opening this folder, with all three texts and the exit code for bad input."""
    with pytest.raises(DataError) as failed:
        Repository.open(directory, program=program)
    error = failed.value
    assert error.title
    assert error.detail
    assert error.next_step
    assert error.exit_code is ExitCode.INPUT
    return error


def python(code: str, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


# Where the data lies.


def test_the_folder_named_first_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, isolated_machine: Path) -> None:
    monkeypatch.setenv("SELFAUDIT_DATA", str(tmp_path / "variable"))
    assert paths.data_directory(tmp_path / "given") == tmp_path / "given"
    assert paths.data_directory() == tmp_path / "variable"
    assert paths.data_directory(Path("~/x")) == isolated_machine / "x"
    monkeypatch.delenv("SELFAUDIT_DATA")
    assert paths.data_directory().name == "selfaudit"


def test_a_message_does_not_name_the_home_folder(isolated_machine: Path) -> None:
    assert paths.shown(isolated_machine / "a" / "b") == str(Path("~/a/b"))
    assert paths.shown(Path("/srv/data")) == str(Path("/srv/data"))


# New, current, older.


def test_a_new_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    directory = tmp_path / "a" / "b"
    Repository.open(directory, program="pytest").close()
    assert database(directory).is_file()
    if os.name == "posix":
        assert directory.stat().st_mode & 0o077 == 0
        assert database(directory).stat().st_mode & 0o077 == 0


def test_what_the_database_promises(repository: Repository) -> None:
    with repository._transaction() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "user_version")
        }
    assert values == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "user_version": engine.SCHEMA}


def test_migrations_make_exactly_the_tables_of_the_program(tmp_path: Path) -> None:
    Repository.open(tmp_path, program="pytest").close()
    made = create_engine(f"sqlite:///{tmp_path / 'declared.db'}")
    SQLModel.metadata.create_all(made)
    made.dispose()

    def schema(path: Path) -> dict[str, list[str]]:
        with closing(sqlite3.connect(path)) as connection:
            found = connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql > ''"
            )
            return {name: sorted(line.strip(", ") for line in sql.splitlines()) for name, sql in found}

    migrated = schema(database(tmp_path))
    migrated.pop("alembic_version")
    assert migrated == schema(tmp_path / "declared.db")
    assert set(tables.SQLModel.metadata.tables) <= set(migrated)


def test_the_schema_number_is_that_of_the_newest_migration() -> None:
    newest = max((migrate.MIGRATIONS / "versions").glob("v*.py"))
    assert int(newest.name[1:5]) == engine.SCHEMA


def test_an_up_to_date_database_opens_without_the_migration_tool(repository: Repository) -> None:
    repository.close()
    code = OPEN + "Repository.open(Path(sys.argv[1]), program='x').close(); print('alembic' in sys.modules)"
    done = python(code, str(repository.directory))
    assert done.stdout == "False\n", done.stderr


def test_importing_the_package_loads_no_database() -> None:
    done = python("import sys, selfaudit.store, selfaudit.store.paths; print('sqlalchemy' in sys.modules)")
    assert done.stdout == "False\n", done.stderr


def test_an_older_database_is_migrated_in_place_and_a_copy_is_kept(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next migration is written here: a table rebuilt in batch mode, with rows that others refer to."""
    repository.save_answer(Answer("i1", "1", Outcome.CONFORMS, note="残る"))
    repository.close()
    newer = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, newer)
    (newer / "versions" / f"v{NEXT}_next.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\n"
        f"{NEXT_HEAD}"
        "def upgrade():\n"
        "    with op.batch_alter_table('contract', recreate='always', table_kwargs={'sqlite_strict': True}) as batch:\n"
        "        batch.add_column(sa.Column('phone', sa.Text, nullable=False, server_default=''))\n",
        encoding="utf-8",
    )
    path = database(repository.directory)
    migrate.upgrade(path, keep_copy=True, migrations=newer)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (engine.SCHEMA + 1,)
        assert connection.execute("SELECT phone FROM contract").fetchall() == [("",)]
        assert connection.execute("SELECT note FROM answer").fetchall() == [("残る",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert len(connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'trigger'").fetchall()) == 3
    with closing(sqlite3.connect(f"{path}.v{engine.SCHEMA}")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (engine.SCHEMA,)
        assert copy.execute("SELECT note FROM answer").fetchall() == [("残る",)]
    monkeypatch.setattr(engine, "SCHEMA", engine.SCHEMA + 1)
    with Repository.open(repository.directory, program="pytest") as again:
        assert again.answers("i1")["1"].note == "残る"


def test_a_migration_that_fails_changes_nothing(repository: Repository, tmp_path: Path) -> None:
    repository.close()
    newer = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, newer)
    (newer / "versions" / f"v{NEXT}_next.py").write_text(
        "from alembic import op\n"
        f"{NEXT_HEAD}"
        "def upgrade():\n    op.execute('DROP TABLE answer')\n    op.execute('SELECT nonsense')\n",
        encoding="utf-8",
    )
    with pytest.raises(Exception, match="nonsense"):
        migrate.upgrade(database(repository.directory), keep_copy=True, migrations=newer)
    with Repository.open(repository.directory, program="pytest") as again:
        assert again.answers("i1") == {}
        assert again.verify_journal() == []


# Newer, damaged, foreign.


def test_a_newer_database_is_left_alone(repository: Repository) -> None:
    repository.close()
    path = database(repository.directory)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = path.read_bytes()
    error = refused(repository.directory)
    assert error.title == "新しい版のプログラムで作られたデータです"
    assert "第999版" in error.detail
    assert path.read_bytes() == before


@pytest.mark.parametrize("place", ["middle", "cut", "schema"])
def test_a_damaged_database_is_left_alone(repository: Repository, place: str) -> None:
    for number in range(200):
        repository.save_answer(Answer("i1", str(number), note="本文" * 50))
    repository.close()
    path = database(repository.directory)
    content = bytearray(path.read_bytes())
    if place == "cut":
        del content[len(content) // 2 :]
    else:
        start = 100 if place == "schema" else 4096 * 6
        content[start : start + 3000] = b"\xa5" * 3000
    path.write_bytes(content)
    error = refused(repository.directory)
    assert error.title == "保存されたデータが壊れています"
    assert path.read_bytes() == bytes(content)


def test_a_file_that_is_no_database_is_left_alone(data: Path) -> None:
    data.mkdir()
    database(data).write_bytes("これはメモです。\n".encode() * 500)
    assert refused(data).title == "このプログラムのデータではありません"
    assert database(data).read_bytes().startswith("これは".encode())


def test_a_database_of_another_program_is_left_alone(data: Path) -> None:
    data.mkdir()
    with closing(sqlite3.connect(database(data))) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = database(data).read_bytes()
    assert refused(data).title == "このプログラムのデータではありません"
    assert database(data).read_bytes() == before


def test_an_empty_file_is_taken_for_a_new_database(data: Path) -> None:
    data.mkdir()
    database(data).touch()
    with Repository.open(data, program="pytest") as repository:
        assert repository.contracts() == []


# No right, no folder, no space.


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert refused(tmp_path / "file").title == "フォルダではないものが指定されています"
    assert refused(tmp_path / "file" / "below").title == "フォルダではないものが指定されています"


@pytest.mark.skipif(os.name != "posix", reason="rights are set with chmod")
@pytest.mark.parametrize("what", ["folder", "database"])
def test_a_folder_without_write_permission(
    repository: Repository, without_root_rights: WithoutRootRights, what: str
) -> None:
    repository.close()
    directory = repository.directory
    if what == "folder":
        (directory / paths.LOCK).unlink()
        directory.chmod(0o500)
    else:
        database(directory).chmod(0o400)
    title = without_root_rights(directory, lambda: Repository.open(directory, program="pytest"))
    directory.chmod(0o700)
    assert title == "データのフォルダに書き込めません"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 1 MiB."""
    with mounts.small_disk(tmp_path / "disk", 1) as place:
        yield place


def save_until_it_fails(repository: Repository, first: int) -> None:
    for number in range(first, 1000):
        repository.save_answer(Answer("i1", str(number), note="本文" * 200))


def fill(place: Path) -> Path:
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return filler


def test_a_full_disk_loses_nothing_that_was_saved(small_disk: Path, contract: Contract, inspection: Inspection) -> None:
    with Repository.open(small_disk / "data", program="pytest") as repository:
        repository.save_contract(contract)
        repository.save_inspection(inspection)
        for number in range(20):
            repository.save_answer(Answer("i1", str(number), note="本文" * 200))
        filler = fill(small_disk)
        with pytest.raises(DataError) as failed:
            save_until_it_fails(repository, first=20)
        saved = len(repository.answers("i1"))
        assert failed.value.title == "ディスクの空きが足りません"
        assert saved == repository.journal_head()[0] - 2 >= 20, "what was saved can still be read"
        filler.unlink()
        repository.save_answer(Answer("i1", str(saved)))
        assert repository.verify_journal() == []
    with Repository.open(small_disk / "data", program="pytest") as again:
        assert len(again.answers("i1")) == saved + 1
        assert again.verify_journal() == []


def test_a_new_database_on_a_full_disk(small_disk: Path) -> None:
    (small_disk / "data").mkdir()
    filler = fill(small_disk)
    assert refused(small_disk / "data").title == "ディスクの空きが足りません"
    filler.unlink()
    with Repository.open(small_disk / "data", program="pytest") as repository:
        assert repository.contracts() == []


@pytest.mark.skipif(os.name != "posix", reason="the size limit is a POSIX one")
def test_a_limit_on_file_sizes_loses_nothing_that_was_saved(repository: Repository) -> None:
    """As a quota would: the kernel refuses to let the file grow."""
    repository.close()
    directory = repository.directory
    child = os.fork()
    if child == 0:
        os._exit(_with_small_files(directory))
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    with Repository.open(directory, program="pytest") as again:
        assert len(again.answers("i1")) == int((directory / "count").read_text())
        assert again.verify_journal() == []


def _with_small_files(directory: Path) -> int:
    import resource
    import signal

    saved = 0
    try:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        repository = Repository.open(directory, program="pytest")
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
        for saved in range(1000):
            repository.save_answer(Answer("i1", str(saved), note="本文" * 200))
    except DataError:
        (directory / "count").write_text(str(saved))
        return 0
    except BaseException:  # noqa: BLE001
        return 3
    return 1


# One program at a time.


def test_a_second_program_is_told_who_holds_the_data(data: Path) -> None:
    code = (
        OPEN
        + "Repository.open(Path(sys.argv[1]), program='selfaudit walk'); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(data)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        error = refused(data)
        other.kill()
    assert error.title == "このデータは、もう開かれています"
    assert "「selfaudit walk」" in error.detail
    assert str(other.pid) in error.detail
    assert "令和" in error.detail
    Repository.open(data, program="pytest").close()


def test_the_same_program_cannot_open_the_data_twice(empty: Repository) -> None:
    assert "「pytest」" in refused(empty.directory, "another").detail
    empty.close()
    Repository.open(empty.directory, program="another").close()


def test_a_refused_folder_is_not_left_locked(data: Path) -> None:
    data.mkdir()
    database(data).write_bytes(b"x" * 5000)
    assert refused(data).title == refused(data).title
    database(data).unlink()
    Repository.open(data, program="pytest").close()


def test_a_tool_that_holds_the_database_is_waited_for_then_named(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT", 0.1)
    repository.close()
    with Repository.open(repository.directory, program="pytest") as again:
        with closing(sqlite3.connect(database(repository.directory), isolation_level=None)) as tool:
            tool.execute("BEGIN IMMEDIATE")
            with pytest.raises(DataError) as failed:
                again.save_answer(Answer("i1", "1"))
        assert failed.value.title == "別のプログラムがデータを使っています"
        again.save_answer(Answer("i1", "1"))
        assert len(again.answers("i1")) == 1


def test_closing_twice_is_harmless(empty: Repository) -> None:
    empty.close()
    empty.close()
