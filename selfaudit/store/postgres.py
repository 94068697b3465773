"""Several desks on one PostgreSQL database: named in the data folder's file ``database.url``, made and opened here.

Line 1 of the file is the address (``postgresql://user:password@host/name``), line 2, optional, the folder all desks keep
received files in. The file stands in the data folder, which only its owner may read, because it may hold a password.

Every transaction takes one lock of the database first, so that two desks write one after the other and the journal
stays one chain. An older database is brought to the newest schema by the first desk that opens it, in one transaction under
the same lock: a second desk that comes at that moment waits and finds the work done. A newer one is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, MetaData, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError

from selfaudit.store.layout import table
from selfaudit.store.problems import data_error, explained
from selfaudit.text.installed import how_to_add

ADDRESS = "database.url"
DRIVER = "postgresql+psycopg"
LOCK = 0x53417564
"""Number of the advisory lock (the same as SQLite's application id)."""
CONNECT_SECONDS = 10
FIRST = 5
"""The oldest schema the migrations lead on from here: those before it are written for SQLite alone."""
_SCHEMA = "schema"
_MAX_ADDRESS = 4096

# json_in is only "stable" to PostgreSQL; what it gives for a text that is never changed is the same for ever.
_JOURNAL = (
    """CREATE FUNCTION selfaudit_field(payload text, name text) RETURNS text IMMUTABLE LANGUAGE sql
    AS $$ SELECT payload::json ->> name $$""",
    """CREATE TABLE journal (
    seq integer PRIMARY KEY, payload text NOT NULL, salt bytea NOT NULL, entry_digest bytea NOT NULL, link bytea NOT NULL,
    action text GENERATED ALWAYS AS (selfaudit_field(payload, 'action')) STORED,
    kind text GENERATED ALWAYS AS (selfaudit_field(payload, 'kind')) STORED,
    inspection text GENERATED ALWAYS AS (selfaudit_field(payload, 'inspection')) STORED,
    "of" integer GENERATED ALWAYS AS (selfaudit_field(payload, 'of')::integer) STORED,
    CONSTRAINT lengths CHECK (length(salt) = 16 AND length(entry_digest) = 32 AND length(link) = 32))""",
    'CREATE INDEX ix_journal_history ON journal (inspection, kind, action, "of")',
    """CREATE FUNCTION selfaudit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$""",
    """CREATE FUNCTION selfaudit_next_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.seq IS DISTINCT FROM (SELECT coalesce(max(seq), 0) + 1 FROM journal)
    THEN RAISE EXCEPTION 'the journal is append-only'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
    FOR EACH ROW EXECUTE FUNCTION selfaudit_append_only()""",
    """CREATE TRIGGER journal_no_delete BEFORE DELETE OR TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION selfaudit_append_only()""",
    "CREATE TRIGGER journal_append BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION selfaudit_next_row()",
)


@dataclass(frozen=True)
class Shared:
    """Where several desks keep their data together."""

    url: URL
    files: Path
    """Folder of the received files."""


def shared(directory: Path) -> Shared | None:
    """What ``database.url`` of a data folder says; None where there is no such file. DataError for an unreadable one."""
    path = directory / ADDRESS
    with explained(directory):
        if not path.is_file():
            return None
        with path.open(encoding="utf-8", errors="replace") as file:
            lines = file.read(_MAX_ADDRESS).splitlines()
    try:
        url = make_url(lines[0].strip())
    except (ArgumentError, IndexError, ValueError):
        raise data_error("server_address", name=ADDRESS) from None
    if url.get_backend_name() != "postgresql" or not url.database:
        raise data_error("server_address", name=ADDRESS)
    folder = lines[1].strip() if len(lines) > 1 else ""
    return Shared(url.set(drivername=DRIVER), Path(folder).expanduser().absolute() if folder else directory)


def open_shared(place: Shared, directory: Path, schema: int) -> Engine:
    """Open the database, making its tables where it is empty and changing them where they are of an older schema.

    DataError when the driver is not installed, the server does not answer, or the database is newer than this program.
    """
    try:
        made = create_engine(
            place.url,
            hide_parameters=True,
            pool_size=1,
            max_overflow=0,
            pool_pre_ping=True,
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
    except ImportError:
        raise data_error("server_driver", how=how_to_add("postgres")) from None
    event.listen(made, "begin", _one_at_a_time)
    try:
        with explained(directory), made.begin() as connection:
            found = _schema_of(connection)
            if found is None:
                _make(connection, schema)
            elif found != schema:
                _bring_to(connection, found, schema)
    except BaseException:
        made.dispose()
        raise
    return made


def triggers(connection: Connection) -> set[str]:
    """The names of the journal's triggers."""
    found = connection.exec_driver_sql("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
    return set(found.scalars())


def _one_at_a_time(connection: Connection) -> None:
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


def _schema_of(connection: Connection) -> int | None:
    """The schema number a database was made with; None for an empty database, DataError for one of somebody else."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if not {"setting", "journal"} <= tables:
        raise data_error("server_foreign")
    settings = table("setting")
    found = connection.execute(settings.select().where(settings.c.key == _SCHEMA)).mappings().first()
    return int(found["value"]) if found else 0


def _bring_to(connection: Connection, found: int, schema: int) -> None:
    """Change an older database to the newest schema, all of it or nothing, in the transaction that holds the lock."""
    if found > schema:
        raise data_error("server_newer", found=found, known=schema)
    if found < FIRST:
        raise data_error("server_schema", found=found, known=schema)
    from selfaudit.store.migrate import upgrade_shared

    upgrade_shared(connection, found)
    settings = table("setting")
    connection.execute(settings.update().where(settings.c.key == _SCHEMA).values(value=str(schema)))


def _make(connection: Connection, schema: int) -> None:
    from selfaudit.store.tables import METADATA

    copies = MetaData()
    for each in METADATA.sorted_tables:
        if each.name != "journal":
            each.to_metadata(copies)
    copies.create_all(connection)
    for statement in _JOURNAL:
        connection.exec_driver_sql(statement)
    connection.execute(table("setting").insert().values(key=_SCHEMA, value=str(schema)))
