"""The ward's part of the repository: register of contracts, keys, issued requests, received bundles, visits, samples."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from sqlalchemy import select

from selfaudit.domain.desk import Digest, Draw, Visit, WardContract
from selfaudit.domain.exchange import IssuedRequest, ReceivedBundle, RegisteredKey
from selfaudit.store import rows
from selfaudit.store.codec import from_row, to_row
from selfaudit.store.layout import table
from selfaudit.store.session import Session

RECEIVED = "received"


class WardPart(Session):
    """What a ward keeps at its desk."""

    def registered_keys(self) -> list[RegisteredKey]:
        """The register of keys."""
        return self._all(RegisteredKey)

    def save_registered_key(self, key: RegisteredKey) -> None:
        """Enter or change a key."""
        self._save(key)

    def issued_requests(self) -> list[IssuedRequest]:
        """The requests issued, oldest first."""
        return self._all(IssuedRequest)

    def save_issued_request(self, request: IssuedRequest) -> None:
        """Note a request that was issued."""
        self._save(request)

    def save_issued_requests(self, requests: Iterable[IssuedRequest]) -> None:
        """Note several requests: all of them, or none."""
        with self._transaction() as connection:
            self._put_all(connection, "issuedrequest", map(to_row, requests))

    def received_bundles(self) -> list[ReceivedBundle]:
        """The bundles received, in the order they first came."""
        return self._all(ReceivedBundle)

    def save_received_bundle(self, bundle: ReceivedBundle) -> None:
        """Enter a bundle, or what was learned of it later."""
        self._save(bundle)

    def save_received(self, bundles: Iterable[tuple[ReceivedBundle, Digest]]) -> None:
        """Enter several bundles with what the register shows of them: all of them, or none."""
        received = list(bundles)
        shown = {digest.bundle: to_row(digest) for _, digest in received}
        with self._transaction() as connection:
            self._put_all(connection, "receivedbundle", (to_row(bundle) for bundle, _ in received))
            known = rows.read_each(connection, "digest", list(shown))
            rows.add_all(connection, "digest", [row for name, row in shown.items() if name not in known])
            for name, before in known.items():
                rows.replace(connection, "digest", before, shown[name])

    def digests(self, bundles: Collection[str] | None = None) -> dict[str, Digest]:
        """What the register shows of the received bundles, or of those named, by bundle id."""
        if bundles is None:
            return {row.bundle: row for row in self._all(Digest)}
        with self._transaction() as connection:
            found = rows.read_each(connection, "digest", list(bundles))
        return {name: from_row(Digest, row) for name, row in found.items()}

    def problems(self) -> dict[str, tuple[str, ...]]:
        """What the received bundles owe to findings, by bundle id; much less to read than `digests`."""
        columns = table("digest").c
        with self._transaction() as connection:
            found = connection.execute(select(columns.bundle, columns.problems)).all()
        return {bundle: tuple(problems) for bundle, problems in found}

    def contracts_at_the_ward(self) -> list[WardContract]:
        """The ward's register of contracts, in the order they were entered."""
        return self._all(WardContract)

    def save_ward_contracts(self, contracts: Iterable[WardContract]) -> None:
        """Enter or change several contracts: all of them, or none."""
        with self._transaction() as connection:
            self._put_all(connection, "wardcontract", map(to_row, contracts))

    def visits(self) -> list[Visit]:
        """The inspections on the spot, in the order they were entered."""
        return self._all(Visit)

    def save_visit(self, visit: Visit) -> None:
        """Enter or change an inspection on the spot."""
        self._save(visit)

    def draws(self) -> dict[str, Draw]:
        """The samples drawn, by bundle id."""
        return {row.bundle: row for row in self._all(Draw)}

    def save_draw(self, draw: Draw) -> None:
        """Note a sample that was drawn."""
        self._save(draw)

    def received_path(self, bundle_id: str) -> Path:
        """Where the file of a received bundle lies; the folder is made when the first one is kept."""
        return self.files / RECEIVED / f"{bundle_id}.asice.zip"
