"""Acts about the desk itself: its beginning, its key, the register of contracts, visits, last days, two bundles compared."""

from __future__ import annotations

from collections.abc import Mapping

from selfaudit.errors import InputError
from selfaudit.services import ward_desk
from selfaudit.text.messages import t
from selfaudit.text.wareki import date_label, fiscal_year_label, wareki_short
from selfaudit.tui.screens.handing_act import fingerprint_words, path_of
from selfaudit.tui.screens.ward_act import WardAct, chosen

_LISTED = 100
"""Bundles named to choose from."""


class WardBeginAct(WardAct):
    """The first start: makes the ward's key and this data folder its desk."""

    step = "begin"
    fields = ("ward", "passphrase", "again")

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Make the key and show its fingerprint."""
        root = ward_desk.begin(self.workspace, values["ward"], values["passphrase"], values["again"])
        return [
            t("exchange.ward.made", name=values["ward"].strip()),
            fingerprint_words(root.fingerprint),
            t("ward_acts.done.begin_next"),
        ]

    def action_back(self) -> None:
        """Go back; to the register where the desk was made."""
        if self.job.running:
            return
        self.dismiss(None)
        if self.workspace.is_desk:
            self.desk.call_later(self.desk.action_change_desk)


class WardKeyAct(WardAct):
    """Shows the fingerprint of the ward's key, prints it, and copies the sealed key."""

    step = "own_key"
    fields = ("announcement_paper", "copy")
    optional = frozenset(fields)

    def proposed(self) -> Mapping[str, str]:
        """Return a paper of its own; the copy belongs on another medium."""
        return {"announcement_paper": str(ward_desk.proposed("fingerprint", "", self.desk.today, ".pdf"))}

    def told(self) -> list[str]:
        """Return whose key it is and its fingerprint."""
        from selfaudit.services import ward

        return [ward.name(self.workspace), fingerprint_words(ward.own_fingerprint(self.workspace))]

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Write what has a place."""
        done = []
        if values["announcement_paper"]:
            path = ward_desk.announce_key(self.workspace, path_of(values["announcement_paper"]))
            done.append(t("signing.key.form_done", path=path))
        if values["copy"]:
            path = ward_desk.back_up_key(self.workspace, path_of(values["copy"]))
            done.append(t("exchange.key.backed_up", path=path))
        return [*self.told(), "", *(done or [t("ward_acts.done.nothing")])]


class WardContractsAct(WardAct):
    """Reads contracts from Excel into the register, or writes the register to Excel."""

    step = "contracts"
    fields = ("list", "register_file")
    optional = frozenset(fields)

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Read, then write."""
        from selfaudit.services import ward_contracts

        said = []
        if values["list"]:
            done = ward_contracts.read(self.workspace, path_of(values["list"]))
            if done.problems:
                return [t("desk.cli.not_taken"), *done.problems]
            said.append(t("desk.cli.contracts_done", added=done.added, changed=done.changed, same=done.same))
        if values["register_file"]:
            path = ward_contracts.export(self.workspace, path_of(values["register_file"]))
            said.append(t("ward_acts.done.written", path=path))
        return said or [t("ward_acts.done.nothing")]


class WardVisitAct(WardAct):
    """Notes an inspection on the spot."""

    step = "visit"
    fields = ("contract", "on", "method", "inspectors", "attendants", "note")
    optional = frozenset({"inspectors", "attendants", "note"})
    choices = frozenset({"method"})

    def proposed(self) -> Mapping[str, str]:
        """Return the contract, today, and the usual way."""
        return {"contract": self.contract, "on": wareki_short(self.desk.today), "method": "1"}

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Keep it."""
        from selfaudit.services import ward_contracts as service

        row = service.visit(
            self.workspace,
            values["contract"].strip(),
            ward_desk.need_day(values["on"]),
            chosen(values["method"], service.METHODS, "method"),
            values["inspectors"],
            values["attendants"],
            values["note"],
        )
        return [
            t("desk.cli.visited", contract=row.contract_number, day=date_label(row.day)),
            t("ward_acts.done.visit_next"),
        ]


class WardCalendarAct(WardAct):
    """Writes all last days as a calendar file."""

    step = "calendar"
    fields = ("calendar",)

    def proposed(self) -> Mapping[str, str]:
        """Return a file of its own."""
        return {"calendar": str(ward_desk.proposed("calendar", "", self.desk.today, ".ics"))}

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Write it."""
        from selfaudit.services import ward_contracts

        path = path_of(values["calendar"])
        return [t("desk.cli.calendar_done", path=path, count=ward_contracts.calendar(self.workspace, path))]


class WardCompareAct(WardAct):
    """Shows what differs between two bundles."""

    step = "compare"
    fields = ("before", "after")

    def proposed(self) -> Mapping[str, str]:
        """Return the two newest bundles of the contract, the older one first."""
        rows = [row for row in self.workspace.repository.received_bundles() if row.contract_number == self.contract]
        rows.sort(key=lambda row: row.received_at)
        return dict(zip(("before", "after"), (row.id for row in rows[-2:]), strict=True)) if len(rows) > 1 else {}

    def told(self) -> list[str]:
        """Return the bundles there are, the newest first."""
        rows = sorted(self.workspace.repository.received_bundles(), key=lambda row: row.received_at, reverse=True)
        rows = [row for row in rows if self.contract in ("", row.contract_number)]
        return [f"{row.id[:8]}  {row.contract_number}  {fiscal_year_label(row.fiscal_year)}" for row in rows[:_LISTED]]

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Open both and compare."""
        from selfaudit.services import compare, ward_review

        views = [ward_review.opened(self.workspace, _place(values[name])) for name in self.fields]
        return compare.lines(compare.compare(views[0], views[1])) or [t("compare.same")]


def _place(text: str) -> str:
    """A file as people give it, or the id of a bundle as it stands."""
    try:
        path = path_of(text)
    except InputError:
        return text
    return str(path) if path.is_file() else text.strip()
