"""The steps of the exchange, each with its fields and its service: request, keys, second signature, delivery, receipt."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from selfaudit.errors import InputError
from selfaudit.services.exchange import Step
from selfaudit.text.messages import t
from selfaudit.text.wareki import moment_label
from selfaudit.tui.screens.handing_act import HandingAct, fingerprint_words, path_of

_ROLES = ("operator", "approver")


class RequestAct(HandingAct):
    """Takes the ward's request in."""

    step = Step.REQUEST
    fields = ("request", "trust", "pin")
    optional = frozenset({"trust", "pin"})

    def told(self) -> list[str]:
        """Return the request that is there already."""
        from selfaudit.services import request

        asked = request.asked(self.walk)
        return [] if asked is None else _asked(asked)

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Check the request and tie it to the inspection worked on."""
        from selfaudit.services import request

        trust = path_of(values["trust"]) if values["trust"] else None
        pins = ["".join(values["pin"].split())] if values["pin"] else []
        asked = request.import_request(
            self.workspace, path_of(values["request"]), trust_file=trust, pins=pins, inspection=self.walk.inspection.id
        )
        return _asked(asked)


class KeysAct(HandingAct):
    """Makes the keys, shows their fingerprints in groups, and writes the certificates to hand in."""

    step = Step.KEYS
    fields = ("role", "name", "out", "passphrase")
    choices = frozenset({"role"})
    optional = frozenset({"name"})

    def proposed(self) -> Mapping[str, str]:
        """Return the first key that is lacking."""
        there = {role for role, _, _ in self._keys()}
        lacking = next((n for n, role in enumerate(_ROLES, 1) if role not in there), 1)
        return {"role": str(lacking), "out": str(Path.home())}

    def told(self) -> list[str]:
        """Return the keys that are there."""
        return _keys(self._keys()) or [t("handing.done.no_key")]

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Open or make the key and write its certificate."""
        from selfaudit.services import keyring

        if values["role"] not in ("1", "2"):
            raise InputError(t("handing.done.role"), values["role"], t("handing.hint.role"))
        role = _ROLES[int(values["role"]) - 1]
        path = keyring.path_of(self.workspace.directory, role)
        if path.is_file():
            signer = keyring.open_key(path, values["passphrase"])
        else:
            signer = keyring.make(path, values["passphrase"], values["name"])
        out = path_of(values["out"]) / f"{role}-{signer.fingerprint[:8]}.pem"
        if not out.exists():
            keyring.export(signer, out)
        return [t("handing.done.keys", path=out), "", *_keys(self._keys())]

    def _keys(self) -> list[tuple[str, str, str]]:
        from selfaudit.services import exchange

        return [(key.role, key.holder, key.fingerprint) for key in exchange.keys(self.walk)]


class CountersignAct(HandingAct):
    """The second signature: first what the bundle says, then, asked again, the signature."""

    step = Step.COUNTERSIGN
    fields = ("bundle", "out", "key", "tsa", "passphrase")
    optional = frozenset({"key", "tsa"})

    def __init__(self) -> None:
        super().__init__()
        self._looked: Path | None = None

    def _failed(self) -> None:
        self._looked, self.asks_again = None, False
        super()._failed()

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Look at the bundle the first time, sign it the second."""
        from selfaudit.services import handover, keyring, verify

        bundle = path_of(values["bundle"])
        if self._looked != bundle:
            report = handover.looked_at(bundle, unsigned=True)
            self._looked, self.asks_again = bundle, True
            return [t("handing.screen.again"), "", *verify.lines(report)]
        key = path_of(values["key"]) if values["key"] else keyring.path_of(self.workspace.directory, keyring.APPROVER)
        signer = keyring.open_key(key, values["passphrase"])
        made = handover.countersign(bundle, path_of(values["out"]), signer, values["tsa"] or None, book=self.workspace)
        self._looked, self.asks_again = None, False
        return [
            t("handing.done.countersign", path=made.path),
            *_keys([("approver", keyring.holder(signer), signer.fingerprint)]),
        ]


class DeliverAct(HandingAct):
    """The archive for one medium and the password notice for another."""

    step = Step.DELIVER
    fields = ("bundle", "out", "notice", "by")

    def proposed(self) -> Mapping[str, str]:
        """Return the bundle sealed last, if it is where sealing proposes to write, and who is at the keyboard."""
        from selfaudit.services import seal

        return {"bundle": str(seal.last_file(self.walk, Path.home()) or ""), "by": self.workspace.operator}

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Wrap the bundle; the password is never shown."""
        from selfaudit.services import handover

        made = handover.deliver(
            path_of(values["bundle"]),
            path_of(values["out"]),
            path_of(values["notice"]),
            handled_by=values["by"],
            when=self.desk.clock(),
            book=self.workspace,
        )
        return [
            t("handing.done.deliver", path=made.path),
            t("handing.done.notices", text=made.text, pdf=made.pdf),
            t("exchange.deliver.apart"),
        ]


class ReceiptAct(HandingAct):
    """Takes the ward's receipt in."""

    step = Step.RECEIPT
    fields = ("receipt", "pin")
    optional = frozenset({"pin"})

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Check the receipt and keep it with the bundle it names."""
        from selfaudit.services import handover, verify

        pins = ["".join(values["pin"].split())] if values["pin"] else []
        row = handover.import_receipt(self.workspace, path_of(values["receipt"]), pins)
        verdict = verify.verdict_words(row.verdict)
        return [t("handing.done.receipt", at=moment_label(row.received_at.astimezone()), verdict=verdict)]


SCREENS: dict[Step, type[HandingAct]] = {
    Step.REQUEST: RequestAct,
    Step.KEYS: KeysAct,
    Step.COUNTERSIGN: CountersignAct,
    Step.DELIVER: DeliverAct,
    Step.RECEIPT: ReceiptAct,
}
"""The screen of each step but sealing, which has its own."""


def _asked(asked: object) -> list[str]:
    from typing import cast

    from selfaudit.services.keyring import grouped
    from selfaudit.services.request import Asked

    found = cast("Asked", asked)
    roles = t("exchange.word.and").join(t(f"exchange.role.{role}") for role in found.roles)
    due = moment_label(found.due.astimezone())
    return [
        t("handing.done.request", ward=found.ward, due=due, roles=roles),
        t("handing.done.ward_key", fingerprint=grouped(found.ward_key)),
    ]


def _keys(rows: list[tuple[str, str, str]]) -> list[str]:
    lines = []
    for role, holder, fingerprint in rows:
        lines.append(t("handing.done.key", role=t(f"exchange.role.{role}"), holder=holder))
        lines.append(fingerprint_words(fingerprint))
    return lines
