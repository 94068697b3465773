"""The ward's part of the repository: registered keys, issued requests, received bundles."""

from __future__ import annotations

from pathlib import Path

from selfaudit.domain.exchange import IssuedRequest, ReceivedBundle, RegisteredKey
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

    def received_bundles(self) -> list[ReceivedBundle]:
        """The bundles received, in the order they first came."""
        return self._all(ReceivedBundle)

    def save_received_bundle(self, bundle: ReceivedBundle) -> None:
        """Enter a bundle, or what was learned of it later."""
        self._save(bundle)

    def received_path(self, bundle_id: str) -> Path:
        """Where the file of a received bundle lies; the folder is made when the first one is kept."""
        return self.directory / RECEIVED / f"{bundle_id}.asice.zip"
