"""The contractor's part of the repository: the ward's request, the bundles sealed, the receipts that came back."""

from __future__ import annotations

from selfaudit.domain.exchange import HandOver, ImportedReceipt, ImportedRequest, SealedBundle
from selfaudit.store.session import Session


class ExchangePart(Session):
    """What a contractor keeps of the exchange with the ward."""

    def imported_requests(self) -> dict[str, ImportedRequest]:
        """The requests answered, by inspection id."""
        return {row.inspection: row for row in self._all(ImportedRequest)}

    def save_imported_request(self, request: ImportedRequest) -> None:
        """Keep the request an inspection answers, in place of an earlier one."""
        self._save(request)

    def sealed_bundles(self) -> list[SealedBundle]:
        """The bundles sealed here, oldest first."""
        return self._all(SealedBundle)

    def save_sealed_bundle(self, bundle: SealedBundle) -> None:
        """Note a bundle that was sealed."""
        self._save(bundle)

    def imported_receipts(self) -> list[ImportedReceipt]:
        """The ward's receipts, in the order they came."""
        return self._all(ImportedReceipt)

    def save_imported_receipt(self, receipt: ImportedReceipt) -> None:
        """Keep a receipt."""
        self._save(receipt)

    def hand_overs(self) -> list[HandOver]:
        """Second signatures, deliveries and receipts, in the order they were made."""
        return self._all(HandOver)

    def save_hand_over(self, done: HandOver) -> None:
        """Note one of them."""
        self._save(done)
