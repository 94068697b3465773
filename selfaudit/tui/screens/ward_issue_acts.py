"""Acts that hand something out signed: requests, key lists, the verifier page, receipts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selfaudit.services import ward_desk
from selfaudit.services.keyring import grouped
from selfaudit.text.messages import t
from selfaudit.text.wareki import date_label, japan, wareki_short
from selfaudit.tui.screens.handing_act import fingerprint_words, path_of
from selfaudit.tui.screens.ward_act import WardAct, chosen

_ROLES = ("operator approver", "operator", "approver")
"""What a request can ask to be signed by, in the order of the digits."""


class _Signed(WardAct):
    """Needs the ward's key."""

    def signer(self, values: Mapping[str, str]) -> Any:
        """Open the key; InputError for another passphrase."""
        from selfaudit.services import ward

        return ward.root(self.workspace, values["passphrase"])

    def folder(self, kind: str) -> str:
        """Return a new folder of its own."""
        return str(ward_desk.proposed(kind, self.contract, self.desk.today))


class WardRequestAct(_Signed):
    """Signs a request for one contract; what the register knows may stay empty."""

    step = "request"
    fields = (
        *("contract", "due", "profile", "title", "contractor", "roles", "timestamp", "hosts"),
        *("out", "passphrase"),
    )
    optional = frozenset({"profile", "title", "contractor", "hosts"})
    choices = frozenset({"roles", "timestamp"})

    def proposed(self) -> Mapping[str, str]:
        """Return what the register knows of the contract."""
        rows = {row.number: row for row in self.workspace.repository.contracts_at_the_ward()}
        known = rows.get(self.contract)
        due = ward_desk.last_day(self.workspace, self.contract) if self.contract else None
        return {
            "contract": self.contract,
            "due": wareki_short(due) if due else "",
            "profile": known.profile if known else "",
            "title": known.title if known else "",
            "contractor": known.contractor if known else "",
            "roles": "1",
            "timestamp": "2",
            "out": self.folder("request"),
        }

    def told(self) -> list[str]:
        """Return the profiles there are."""
        return [t("ward_acts.profiles"), *(f"  {row.id}  {row.title}" for row in self.workspace.profiles())]

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Sign and write the request and the key list."""
        from selfaudit.services import ward_requests

        cells = {name: values[name] for name in ("due", "profile", "title", "contractor", "hosts")}
        cells |= {"number": values["contract"], "roles": chosen(values["roles"], _ROLES, "roles")}
        path, row = ward_requests.one(
            self.workspace,
            cells,
            self.signer(values),
            path_of(values["out"]),
            timestamp=chosen(values["timestamp"], ("yes", "no"), "timestamp") == "yes",
        )
        due = date_label(japan(row.due).date())
        return [
            t("exchange.ward.request_done", path=path, contract=row.contract_number, due=due),
            t("ward_acts.done.folder_next"),
        ]


class WardRequestsAct(_Signed):
    """Signs a request for every contract of a list in Excel."""

    step = "requests"
    fields = ("list", "due_all", "timestamp", "out", "passphrase")
    optional = frozenset({"due_all"})
    choices = frozenset({"timestamp"})

    def proposed(self) -> Mapping[str, str]:
        """Return a folder of its own."""
        return {"timestamp": "2", "out": self.folder("request")}

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Issue all, or none."""
        from selfaudit.services import ward_requests

        folder = path_of(values["out"])
        issued = ward_requests.from_list(
            self.workspace,
            path_of(values["list"]),
            self.signer(values),
            folder,
            due=ward_desk.day(values["due_all"]),
            timestamp=chosen(values["timestamp"], ("yes", "no"), "timestamp") == "yes",
        )
        if issued.problems:
            return [t("desk.cli.not_taken"), *issued.problems]
        done = t("desk.cli.requests_done", count=len(issued.rows), folder=folder)
        return [done, t("ward_acts.done.folder_next")]


class WardTrustAct(_Signed):
    """Signs the list of keys that count."""

    step = "trust"
    fields = ("contract_or_all", "out", "passphrase")
    optional = frozenset({"contract_or_all"})

    def proposed(self) -> Mapping[str, str]:
        """Return the contract and a folder of its own."""
        return {"contract_or_all": self.contract, "out": self.folder("trust")}

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Sign and write it."""
        from selfaudit.services import ward

        contract = values["contract_or_all"].strip()
        path = ward.trust_list(self.workspace, self.signer(values), path_of(values["out"]), contract)
        return [t("exchange.ward.trust_done", path=path), t("ward_acts.done.folder_next")]


class WardVerifierAct(WardAct):
    """Writes the verifier page and shows its fingerprint."""

    step = "verifier"
    fields = ("contract_or_all", "out")
    optional = frozenset({"contract_or_all"})

    def proposed(self) -> Mapping[str, str]:
        """Return the contract and a folder of its own."""
        folder = ward_desk.proposed("verifier", self.contract, self.desk.today)
        return {"contract_or_all": self.contract, "out": str(folder)}

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Write it; with a contract, the ward's key and that contract's keys are in it."""
        from selfaudit.services import ward_requests

        contract = values["contract_or_all"].strip()
        whose = (self.workspace, contract) if contract else ()
        path, digest = ward_requests.hand_out_verifier(path_of(values["out"]), *whose)
        return [
            t("desk.cli.verifier_done", path=path),
            fingerprint_words(digest),
            t("desk.cli.verifier_next", name=path.name),
        ]


class WardReceiptAct(_Signed):
    """Signs the receipt of a received bundle."""

    step = "receipt"
    fields = ("bundle", "out", "passphrase")

    def proposed(self) -> Mapping[str, str]:
        """Return the bundle, or the one received last that has no receipt; and a folder of its own."""
        rows = [row for row in self.workspace.repository.received_bundles() if row.receipted_at is None]
        rows = [row for row in rows if self.contract in ("", row.contract_number)]
        newest = max(rows, key=lambda row: row.received_at).id if rows else ""
        return {"bundle": self.bundle or newest, "out": self.folder("receipt")}

    def told(self) -> list[str]:
        """Return what the register says of that bundle."""
        wanted = self.bundle or self.proposed()["bundle"]
        rows = [row for row in self.workspace.repository.received_bundles() if row.id == wanted]
        return [line for row in rows for line in _of_bundle(row.contract_number, row.contract_title, row.verdict)]

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Verify once more, sign and write it."""
        from selfaudit.services import ward, ward_receive

        signer = self.signer(values)
        path, row = ward_receive.receipt(self.workspace, values["bundle"], signer, path_of(values["out"]))
        return [
            t("exchange.ward.receipt_done", path=path, id=row.id),
            *_of_bundle(row.contract_number, row.contract_title, row.verdict),
            t("handing.done.ward_key", fingerprint=grouped(ward.own_fingerprint(self.workspace))),
            t("ward_acts.done.receipt_next"),
        ]


def _of_bundle(number: str, title: str, verdict: str) -> list[str]:
    from selfaudit.services.verify import verdict_words

    return [f"{number}  {title}", t("ward_screen.verdict", verdict=verdict_words(verdict))]
