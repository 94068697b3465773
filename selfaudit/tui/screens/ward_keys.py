"""The keys registered at the ward's desk: enter one, compare its fingerprint, revoke one, hand the list out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, ClassVar

from selfaudit.services import ward, ward_desk
from selfaudit.text.messages import t
from selfaudit.text.wareki import JST, japan, moment_label, wareki_short
from selfaudit.tui import actions
from selfaudit.tui.screens.handing_act import fingerprint_words, path_of
from selfaudit.tui.screens.list_screen import Column
from selfaudit.tui.screens.ward_act import WardAct, chosen
from selfaudit.tui.screens.ward_list import WardList

if TYPE_CHECKING:
    from textual.binding import BindingType

    from selfaudit.domain.exchange import RegisteredKey


class WardKeysScreen(WardList):
    """Those that count first, by contract."""

    scope = "ward_keys"
    help_key = "ward_acts.help.keys"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("ward_keys")]
    columns: Sequence[Column] = (("number", 12), ("role", 18), ("until", 22), ("holder", 0))
    wide_columns: Sequence[Column] = (("number", 14), ("role", 20), ("until", 26), ("holder", 0))

    def __init__(self, contract: str = "") -> None:
        super().__init__()
        self._contract = contract
        self._rows: dict[str, RegisteredKey] = {}

    def title_words(self) -> str:
        """Whose keys these are."""
        return t("ward_acts.keys.title")

    def empty_words(self) -> str:
        """Return what stands where no key is registered."""
        return t("ward_acts.keys.empty")

    def column_words(self, name: str) -> str:
        """Return the heading of a column."""
        return t(f"ward_acts.keys.{name}")

    def read(self) -> list[str]:
        """All keys, or those of one contract and those of all contracts."""
        rows = [
            row
            for row in self.workspace.repository.registered_keys()
            if not self._contract or row.contract_number in ("", self._contract)
        ]
        rows.sort(key=lambda row: (row.revoked_since is not None, row.contract_number, row.role, row.name))
        self._rows = {f"{row.key}/{row.role}/{row.contract_number}": row for row in rows}
        return list(self._rows)

    def cells(self, row_id: str) -> dict[str, str]:
        """One key."""
        row = self._rows[row_id]
        gone = row.revoked_since is not None
        until = t("ward_acts.keys.revoked") if gone else t("ward_acts.keys.to", day=wareki_short(japan(row.end).date()))
        return {
            "number": row.contract_number or t("ward_acts.keys.all"),
            "role": t(f"exchange.role.{row.role}"),
            "until": until,
            "holder": row.name,
        }

    def summary(self) -> str:
        """How many there are."""
        gone = sum(1 for row in self._rows.values() if row.revoked_since is not None)
        return t("ward_acts.keys.summary", count=len(self._rows), revoked=gone)

    def detail(self, row_id: str) -> str:
        """Fingerprint and validity."""
        return "\n".join(_told(self._rows[row_id]))

    def open_row(self, row_id: str) -> None:
        """Open what can be done with one key: revoke it."""
        self.desk.push_screen(WardRevokeAct(self._rows[row_id]))

    def action_register(self) -> None:
        """Enter a key."""
        self.desk.push_screen(WardRegisterAct(self._contract))

    def action_hand_out(self) -> None:
        """Sign the list of keys."""
        from selfaudit.tui.screens.ward_issue_acts import WardTrustAct

        row_id = self._highlighted()
        self.desk.push_screen(WardTrustAct(self._contract or (self._rows[row_id].contract_number if row_id else "")))


class WardRegisterAct(WardAct):
    """Enters the key of a registration and shows its fingerprint, to be compared with the paper."""

    step = "register"
    fields = ("certificate", "role", "contract_or_all", "holder", "announcement")
    choices = frozenset({"role"})
    optional = frozenset({"contract_or_all", "holder", "announcement"})

    def proposed(self) -> Mapping[str, str]:
        """Return the first role and the contract."""
        return {"role": "1", "contract_or_all": self.contract}

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Enter it."""
        row = ward.register(
            self.workspace,
            path_of(values["certificate"]),
            role=chosen(values["role"], ward.KEY_ROLES, "role"),
            contract=values["contract_or_all"].strip(),
            holder=values["holder"],
            announcement=path_of(values["announcement"]) if values["announcement"] else None,
        )
        return [
            t("exchange.ward.registered", name=row.name, role=t(f"exchange.role.{row.role}")),
            fingerprint_words(row.key),
            t("ward_acts.done.register_next"),
        ]


class WardRevokeAct(WardAct):
    """Lets a key count no longer, from a day on."""

    step = "revoke"
    fields = ("since",)
    optional = frozenset(fields)

    def __init__(self, row: RegisteredKey) -> None:
        super().__init__(row.contract_number)
        self._row = row

    def told(self) -> list[str]:
        """Return whose key it is."""
        return [f"{t(f'exchange.role.{self._row.role}')}  {self._row.name}", *_told(self._row)]

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Revoke it in all its roles."""
        first = ward_desk.day(values["since"])
        moment = datetime.combine(first, time(), JST) if first else self.workspace.clock()
        rows = ward.revoke(self.workspace, self._row.key, moment)
        at = moment_label(moment.astimezone())
        names = dict.fromkeys(row.name for row in rows)
        return [*(t("exchange.ward.revoked", name=name, since=at) for name in names), t("ward_acts.done.revoke_next")]


def _told(row: RegisteredKey) -> list[str]:
    start, end = (wareki_short(japan(at).date()) for at in (row.start, row.end))
    lines = [fingerprint_words(row.key), t("ward_acts.keys.period", start=start, end=end)]
    if row.revoked_since is not None:
        lines.append(t("ward_acts.keys.since", at=moment_label(row.revoked_since.astimezone())))
    return lines
