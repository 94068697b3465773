"""One bundle under review: findings so far, what changed, every item beside its evidence and the PCs' results, the sample."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from selfaudit.services import compare, ward_findings
from selfaudit.services import ward_review as service
from selfaudit.services.verify import code_next, code_words, verdict_words
from selfaudit.text.messages import t
from selfaudit.tui import actions
from selfaudit.tui.screens.list_screen import Column
from selfaudit.tui.screens.ward_contract import finding_words, plain
from selfaudit.tui.screens.ward_list import WardList

if TYPE_CHECKING:
    from textual.binding import BindingType

    from selfaudit.services.ward_review import ItemLine, Review

_FINDING, _ITEM = "finding/", "item/"


class WardReviewScreen(WardList):
    """Enter decides about a finding, or raises one about an item."""

    scope = "ward_review"
    help_key = "ward_screen.help.review"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("ward_review")]
    columns: Sequence[Column] = (("kind", 9), ("item", 16), ("state", 17), ("proof", 12), ("text", 0))
    wide_columns: Sequence[Column] = (("kind", 12), ("item", 24), ("state", 18), ("proof", 14), ("text", 0))

    def __init__(self, bundle: str = "") -> None:
        super().__init__()
        self._bundle = bundle
        self._review: Review | None = None
        self._details: dict[str, str] = {}
        self._found: dict[str, dict[str, str]] = {}

    def title_words(self) -> str:
        """Which bundle."""
        return t("ward_screen.ward_review.title", id=self._bundle[:16])

    def read(self) -> list[str]:
        """Findings so far, what changed, the items, the sample."""
        opened = self._review = service.review(self.workspace, self._bundle)
        self._details = {}
        rows: dict[str, dict[str, str]] = {}
        for seen in opened.findings:
            key = _FINDING + seen.finding.id
            self._details[key] = finding_words(seen)
            state = t(f"findings.state.{seen.state}")
            rows[key] = _row("finding", seen.finding.number, state, "", seen.finding.text)
        for code in dict.fromkeys(opened.row.codes):
            said = code_words(code)
            self._details[f"code/{code}"] = f"{code}  {said}\n{code_next(code)}"
            rows[f"code/{code}"] = _row("code", code, "", "", said)
        for place, line in enumerate(compare.lines(opened.since) if opened.since else []):
            self._details[f"since/{place}"] = line
            rows[f"since/{place}"] = _row("since", "", "", "", line)
        for item in opened.items:
            self._details[_ITEM + item.id] = _item_words(item)
            said = plain(item.text("heading") or item.text("text"))
            proof = t("ward_screen.proof", exhibits=len(item.exhibits), checks=len(item.machine))
            rows[_ITEM + item.id] = _row(
                "item", plain(item.text("number")), compare.state_label(item.state), proof, said
            )
        for place, pick in enumerate(opened.picks):
            label = t(
                "review.pick", kind=t(f"review.kind.{pick.kind}"), number=pick.number, of=pick.of, label=pick.label
            )
            self._details[f"pick/{place}"] = plain(label)
            rows[f"pick/{place}"] = _row("pick", str(pick.number), "", "", plain(label))
        seed = [t("review.sample", nonce=opened.draw.nonce), t("review.seed", seed=service.seed(opened))]
        first = t("ward_screen.seed") if opened.picks else t("review.no_pick")
        self._details["pick/seed"] = "\n".join([first, *seed, t("ward_screen.seed_how")])
        rows["pick/seed"] = _row("pick", "", "", "", first)
        self._found = rows
        return list(rows)

    def cells(self, row_id: str) -> dict[str, str]:
        """One line."""
        return self._found[row_id]

    def summary(self) -> str:
        """Whose bundle, its verdict, and what it owes to the findings."""
        opened = self._review
        if opened is None:
            return ""
        row = opened.row
        lines = [
            f"{row.contract_number}  {row.contract_title}  {row.contractor}",
            t("ward_screen.verdict", verdict=verdict_words(row.verdict)),
        ]
        return "\n".join([*lines, *ward_findings.sentences(self.workspace, opened.problems)])

    def detail(self, row_id: str) -> str:
        """The highlighted line in full."""
        return self._details.get(row_id, "")

    def open_row(self, row_id: str) -> None:
        """Decide about a finding, or raise one about an item."""
        if row_id.startswith(_FINDING):
            from selfaudit.tui.screens.ward_findings import decide

            decide(self, row_id.removeprefix(_FINDING), self.reload)
        elif row_id.startswith(_ITEM):
            self.action_raise()

    def action_raise(self) -> None:
        """Raise a finding about the highlighted item."""
        from selfaudit.tui.screens.ward_finding import WardFindingScreen

        row_id = self._highlighted()
        if self._review is not None and row_id.startswith(_ITEM):
            cells = self._found[row_id]
            words = f"{cells['item']}  {cells['text']}".strip()
            self.desk.push_screen(WardFindingScreen(self._review.row, row_id.removeprefix(_ITEM), words))
        else:
            self.tell(t("ward_screen.which_item"))

    def action_paper(self) -> None:
        """Print the verification slip of this bundle."""
        from selfaudit.tui.screens.ward_acts import WardPaperAct

        self.desk.push_screen(WardPaperAct(bundle=self._bundle))

    def action_receipt(self) -> None:
        """Sign the receipt of this bundle."""
        from selfaudit.tui.screens.ward_issue_acts import WardReceiptAct

        if self._review is not None:
            self.desk.push_screen(WardReceiptAct(self._review.row.contract_number, self._bundle))

    def action_hand_out(self) -> None:
        """Hand out the signed list of the contract's findings."""
        from selfaudit.tui.screens.ward_acts import WardNotifyAct

        if self._review is not None:
            self.desk.push_screen(WardNotifyAct(self._review.row.contract_number))


def _row(kind: str, item: str, state: str, proof: str, text: str) -> dict[str, str]:
    words = t(f"ward_screen.kind.{kind}")
    return {"kind": words, "item": item, "state": state, "proof": proof, "text": text.replace("\n", " ")}


def _item_words(item: ItemLine) -> str:
    """The clause, what was answered, what is shown for it, what the PCs say, what was found there."""
    lines = [plain(item.text("text")), *(plain(line) for line in item.note.splitlines())]
    lines += [t("review.exhibit", entry=entry, name=plain(name)) for entry, name in item.exhibits]
    lines += [
        t(
            "ward_screen.machine",
            host=plain(host),
            check=plain(compare.check_title(check)),
            status=compare.status_label(status),
        )
        for host, check, status in item.machine
    ]
    lines += [
        t("review.found", number=each.finding.number, state=t(f"findings.state.{each.state}")) for each in item.findings
    ]
    return "\n".join(line for line in lines if line)
