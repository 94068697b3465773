"""The journal: one row per change in a salted hash chain (evidence notes §4.3), and what it proves.

What it proves: no row was altered, left out or moved since somebody else was given the head (the last link).
Before that, whoever can write the database can write a new journal.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, and_, desc, func, insert, not_, select

from evidence import journal as chain
from selfaudit.store import postgres, rows
from selfaudit.store.changes import Action, Change, JournalRow
from selfaudit.store.codec import Row, plain
from selfaudit.store.history import Step
from selfaudit.store.layout import table
from selfaudit.store.problems import data_error, input_error
from selfaudit.text.messages import t

C = TypeVar("C", bound=Change)

PAGE = 500
"""Rows read at once, so that a long journal never fills the memory."""

MAX_PAYLOAD = 400_000
"""Bytes of one row's text: a line of an exported journal, where every character may be escaped, stays below 1 MiB."""

TRIGGERS = frozenset({"journal_no_update", "journal_no_delete", "journal_append"})

#: What a person said about one inspection: taken back by that inspection's undo.
OF_INSPECTION = ("interview", "answer", "exhibit")
#: What a person said about one contract, its roster, PCs and registers: taken back by that contract's undo.
OF_CONTRACT = (
    "contract",
    "person",
    "machine",
    "registerentry",
    "attestation",
    "improvement",
    "dutyentry",
    "policyvalue",
)
UNDOABLE = (*OF_CONTRACT, "inspection", *OF_INSPECTION)
#: What passed between ward and contractor: happened, and is never taken back.
EXCHANGED = (
    "importedrequest",
    "sealedbundle",
    "importedreceipt",
    "handover",
    "registeredkey",
    "issuedrequest",
    "receivedbundle",
    "issuedfindings",
    "importedfindings",
)
#: What the ward enters at its desk; of the contractor's undo it knows nothing.
DESK = ("wardcontract", "visit", "draw", "finding")
#: What was done with a fingerprint registry from receipt to the end of a contract: happened, and is never taken back.
ENDED = ("registration", "exitrun", "fileerasure", "issuedcertificate")

#: Kinds whose rows never leave the PC: they name workers and others, folders and files of their PCs, or holders of keys.
WITHHELD = frozenset(
    {
        "contract",
        "person",
        "machine",
        "registeredkey",
        "registerentry",
        "attestation",
        "issuedcertificate",
        "handover",
        "dutyentry",
        "policyvalue",
    }
)


@dataclass(frozen=True)
class Entry:
    """What is written into a journal row, besides who and when."""

    kind: str
    action: Action
    contract: str
    inspection: str
    item: str
    before: Row | None
    after: Row | None
    of: int | None = None


def append(connection: Connection, entry: Entry, *, at: datetime, who: str) -> Change:
    """Add one row at the end of the chain, in the caller's transaction."""
    (row,) = append_all(connection, [entry], at=at, who=who)
    return _change(row["seq"], row["payload"])


def append_all(connection: Connection, entries: Iterable[Entry], *, at: datetime, who: str) -> list[Row]:
    """Add rows at the end of the chain, in the caller's transaction and in this order; the rows as they are kept."""
    count, previous = head(connection)
    added: list[Row] = []
    for seq, entry in enumerate(entries, count + 1):
        payload = _payload(entry, at, who)
        salt = secrets.token_bytes(16)
        digest = chain.entry_digest(salt, payload.encode())
        previous = chain.link_digest(previous, seq, digest)
        added.append({"seq": seq, "payload": payload, "salt": salt, "entry_digest": digest, "link": previous})
    if added:
        connection.execute(insert(table("journal")), added)
    return added


def _payload(entry: Entry, at: datetime, who: str) -> str:
    """The text of a row; InputError for one that would be too long in a bundle."""
    content = plain({**vars(entry), "action": entry.action.value, "at": at, "who": who})
    payload = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    if len(payload.encode()) > MAX_PAYLOAD:
        raise input_error("too_long")
    return payload


def head(connection: Connection) -> tuple[int, bytes]:
    """Number of rows and the last link; 0 and 32 zero bytes for an empty journal."""
    columns = table("journal").c
    last = connection.execute(select(columns.seq, columns.link).order_by(desc(columns.seq)).limit(1)).first()
    return (0, chain.GENESIS) if last is None else (last.seq, last.link)


def page(connection: Connection, after: int, inspection: str | None = None) -> list[JournalRow]:
    """Up to PAGE rows behind row `after`, oldest first; of one inspection when its id is given."""
    return [_journal_row(row) for row in _page(connection, after, inspection)]


def one(connection: Connection, seq: int) -> JournalRow:
    """The row of this number."""
    return _journal_row(_page(connection, seq - 1, limit=1)[0])


def steps(connection: Connection, inspection: str | None, contract: str | None = None) -> Iterator[Step]:
    """What undo and redo need to know of every change a person made, oldest first.

    Of one inspection, or of one contract's own data (all but its first entry: inspections hang on it), or of all.
    """
    columns = table("journal").c
    found = select(columns.seq, columns.action, columns.of).order_by(columns.seq)
    if inspection is not None:
        found = found.where(columns.inspection == inspection, columns.kind.in_(OF_INSPECTION))
    elif contract is not None:
        first = and_(columns.kind == "contract", columns.action == Action.ADD)
        whose = _contract_of(connection) == contract
        found = found.where(columns.inspection == "", columns.kind.in_(OF_CONTRACT), whose, not_(first))
    else:
        found = found.where(columns.kind.in_(UNDOABLE))
    for seq, action, of in connection.execute(found):
        yield Step(seq, action, of)


def of_contract(connection: Connection, contract: str, kinds: Collection[str]) -> list[Change]:
    """The changes of these kinds to one contract's own data, oldest first."""
    columns = table("journal").c
    whose = _contract_of(connection) == contract
    wanted = select(columns.seq, columns.payload).where(columns.inspection == "", columns.kind.in_(kinds), whose)
    return [_change(seq, payload) for seq, payload in connection.execute(wanted.order_by(columns.seq))]


def _contract_of(connection: Connection) -> ColumnElement[str]:
    """The contract a row is about, as the database at hand reads it out of the text."""
    payload = table("journal").c.payload
    if connection.dialect.name == "sqlite":
        return func.json_extract(payload, "$.contract")
    return func.selfaudit_field(payload, "contract")


def export_page(connection: Connection, after: int, contract: str | None) -> list[bytes]:
    """Up to PAGE lines of journal.jsonl for a bundle, of the rows behind row `after`.

    The text and salt of rows that may not leave the PC, or that belong to another contract, are left out; their
    digests stay, so that the chain still verifies (redaction, evidence notes §4.3).
    """
    lines = []
    for row in _page(connection, after):
        change = _change(row.seq, row.payload)
        withheld = change.kind in WITHHELD or (contract is not None and change.contract != contract)
        lines.append(chain.export_line(_link(row, withheld=withheld)))
    return lines


def problems(connection: Connection) -> list[str]:
    """What is wrong with the journal, or between it and the tables, as sentences for the user; empty if nothing."""
    found = [t(f"store.journal.{broken.code.lower()}", seq=broken.seq) for broken in _breaks(connection)]
    found += [t("store.journal.trigger", name=name) for name in sorted(TRIGGERS - _triggers(connection))]
    if not found:
        found += _differences(connection)
    return found


def results_digest(results: Iterable[Row]) -> str:
    """SHA-256 (hex) that ties the machine results of one PC to the journal row of their run."""
    lines = [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in results]
    return chain.entry_digest(bytes(16), "\n".join(sorted(lines)).encode()).hex()


def _breaks(connection: Connection) -> list[chain.Break]:
    return chain.verify_chain(_link(row) for row in _all(connection))


def _differences(connection: Connection) -> list[str]:
    """Rows that are not what the journal last said, and rows the journal never heard of."""
    last: dict[tuple[str, str], int] = {}
    said: dict[tuple[str, str], Row | None] = {}
    for row in _all(connection):
        change = _change(row.seq, row.payload)
        key = (change.kind, _name(change))
        last[key], said[key] = change.seq, change.after
    kept = {(kind, _key_text(kind, row)): row for kind, row in _kept(connection)}
    wrong = sorted(key for key in said.keys() | kept.keys() if said.get(key) != kept.get(key))
    return [
        t("store.journal.differs", kind=t(f"store.kind.{kind}"), seq=last.get((kind, name), 0)) for kind, name in wrong
    ]


def _kept(connection: Connection) -> Iterator[tuple[str, Row]]:
    for kind in (*UNDOABLE, *EXCHANGED, *DESK, *ENDED, "searchrun"):
        for row in rows.read_all(connection, kind, {}):
            yield kind, row
    by_host: dict[tuple[str, str], list[Row]] = {}
    for row in rows.read_all(connection, "machinesays", {}):
        by_host.setdefault((row["inspection"], row["host"]), []).append(row)
    for results in by_host.values():
        yield "machinesays", summary(results)


def summary(results: list[Row]) -> Row:
    """What the journal keeps of one PC's check results: each check's status, and the digest of the whole."""
    first = results[0]
    return {
        "inspection": first["inspection"],
        "host": first["host"],
        "statuses": {row["check"]: row["status"] for row in results},
        "digest": results_digest(results),
    }


def _name(change: Change) -> str:
    return _key_text(change.kind, change.after or change.before or {})


def _key_text(kind: str, row: Row) -> str:
    if kind == "machinesays":
        return json.dumps([row["inspection"], row["host"]])
    return json.dumps(list(rows.key_of(kind, row).values()))


def _triggers(connection: Connection) -> set[str]:
    if connection.dialect.name != "sqlite":
        return postgres.triggers(connection)
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return set(found.scalars())


def _all(connection: Connection) -> Iterator[Any]:
    after = -1
    while found := _page(connection, after):
        yield from found
        after = found[-1].seq


def _page(connection: Connection, after: int, inspection: str | None = None, limit: int = PAGE) -> list[Any]:
    columns = table("journal").c
    wanted = select(columns.seq, columns.payload, columns.salt, columns.entry_digest, columns.link)
    wanted = wanted.where(columns.seq > after).order_by(columns.seq).limit(limit)
    if inspection is not None:
        wanted = wanted.where(columns.inspection == inspection)
    return list(connection.execute(wanted))


def _link(row: Any, *, withheld: bool = False) -> chain.Row:
    payload, salt = (None, None) if withheld else (row.payload.encode(), row.salt)
    return chain.Row(seq=row.seq, payload=payload, salt=salt, eh=row.entry_digest, link=row.link)


def _change(seq: int, payload: str) -> Change:
    return _read(Change, seq, payload)


def _journal_row(row: Any) -> JournalRow:
    chained = {"payload": row.payload, "salt": row.salt, "entry_digest": row.entry_digest, "link": row.link}
    return _read(JournalRow, row.seq, row.payload, **chained)


def _read(kind: type[C], seq: int, text: str, **chained: Any) -> C:
    """DataError for a text that this program did not write."""
    try:
        content = json.loads(text)
        at = datetime.fromisoformat(content.pop("at"))
        return kind(seq=seq, at=at, **content, **chained)
    except (ValueError, LookupError, TypeError, AttributeError):
        raise data_error("journal_unreadable", seq=seq) from None
