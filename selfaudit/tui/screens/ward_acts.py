"""What the ward writes out of its desk: the signed list of findings, and its papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from selfaudit.services import ward_papers
from selfaudit.text.messages import t
from selfaudit.tui.screens.handing_act import path_of
from selfaudit.tui.screens.ward_act import WardAct

if TYPE_CHECKING:
    from selfaudit.domain.desk import Visit
    from selfaudit.report.papers.model import Paper


class WardNotifyAct(WardAct):
    """Signs the list of all findings of one contract with the ward's key, to hand out."""

    step = "notify"
    fields = ("out", "passphrase")

    def proposed(self) -> Mapping[str, str]:
        """Return a folder of its own."""
        return {"out": str(ward_papers.proposed_folder(self.contract, self.desk.today))}

    def told(self) -> list[str]:
        """Return whose findings these are, and how many."""
        from selfaudit.services import ward_findings

        seen = ward_findings.standing(self.workspace, self.contract)
        still = sum(1 for each in seen if not each.finding.closed)
        return [t("ward_papers.screen.notify", number=self.contract, count=len(seen), open=still)]

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Sign and write the list."""
        from selfaudit.services import ward, ward_findings

        signer = ward.root(self.workspace, values["passphrase"])
        path, _, value = ward_findings.issue(self.workspace, self.contract, signer, path_of(values["out"]))
        still = sum(1 for each in value.findings if each.open)
        done = t("findings.cli.issued", path=path, count=len(value.findings), open=still)
        return [done, t("findings.cli.issued_next")]


class WardPaperAct(WardAct):
    """Writes the record of an inspection on the spot or, with a bundle's id, its verification slip."""

    step = "paper"
    fields = ("paper",)

    def __init__(self, bundle: str = "", visit: Visit | None = None) -> None:
        super().__init__(bundle=bundle)
        self._visit = visit

    def proposed(self) -> Mapping[str, str]:
        """Return a file of its own."""
        form = ward_papers.VISIT if self._visit else ward_papers.SLIP
        which = self._visit.contract_number if self._visit else self.bundle
        return {"paper": str(ward_papers.proposed(form, which, self.desk.today))}

    def told(self) -> list[str]:
        """Return which of the two it is."""
        return [t(f"papers.title.{ward_papers.VISIT if self._visit else ward_papers.SLIP}")]

    def run(self, values: Mapping[str, str]) -> list[str]:
        """Fill and write the paper."""
        return [t("papers.cli.made", path=ward_papers.write(self._paper(), path_of(values["paper"])))]

    def _paper(self) -> Paper:
        if self._visit:
            return ward_papers.visit_record(self.workspace, self._visit)
        return ward_papers.slip(self.workspace, self.bundle)[0]
