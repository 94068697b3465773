"""One contract at the ward's desk: every year with its requests, bundles and visits, and all its findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from selfaudit.services import ward_findings, ward_register
from selfaudit.services.verify import code_words, verdict_words
from selfaudit.text.messages import t
from selfaudit.text.wareki import fiscal_year_label, japan, moment_label, wareki_short
from selfaudit.tui import actions
from selfaudit.tui.screens.list_screen import Column
from selfaudit.tui.screens.ward_list import WardList

if TYPE_CHECKING:
    from textual.binding import BindingType

    from selfaudit.domain.desk import Visit
    from selfaudit.domain.exchange import ReceivedBundle
    from selfaudit.services.ward_findings import Seen
    from selfaudit.services.ward_register import Year

_BUNDLE, _FINDING, _OTHER = "bundle/", "finding/", "other/"


class WardContractScreen(WardList):
    """Enter opens a bundle for review, or a finding; papers and the signed list of findings have keys."""

    scope = "ward_contract"
    help_key = "ward_screen.help.contract"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("ward_contract")]
    columns: Sequence[Column] = (("year", 12), ("what", 14), ("day", 12), ("said", 0))
    wide_columns: Sequence[Column] = (("year", 24), ("what", 16), ("day", 14), ("said", 0))

    def __init__(self, number: str = "") -> None:
        super().__init__()
        self._number = number
        self._details: dict[str, str] = {}
        self._found: dict[str, dict[str, str]] = {}
        self._visits: dict[str, Visit] = {}

    def title_words(self) -> str:
        """Which contract."""
        return t("ward_screen.ward_contract.title", number=self._number or t("ward_screen.no_number"))

    def read(self) -> list[str]:
        """Findings first, then the years, the newest first."""
        self._details = {}
        found: dict[str, dict[str, str]] = {}
        for seen in ward_findings.standing(self.workspace, self._number):
            found[_FINDING + seen.finding.id] = self._finding(seen)
        for year in reversed(ward_register.register(self.workspace, contract=self._number)):
            found |= self._of_year(year)
        self._found = found
        return list(found)

    def cells(self, row_id: str) -> dict[str, str]:
        """One line."""
        return self._found[row_id]

    def summary(self) -> str:
        """Title and contractor."""
        rows = ward_register.register(self.workspace, contract=self._number)
        return f"{rows[-1].contract_title}  {rows[-1].contractor}" if rows else ""

    def detail(self, row_id: str) -> str:
        """The highlighted line in full."""
        return self._details.get(row_id, "")

    def open_row(self, row_id: str) -> None:
        """Open a bundle or a finding."""
        if row_id.startswith(_BUNDLE):
            from selfaudit.tui.screens.ward_review import WardReviewScreen

            self.desk.push_screen(WardReviewScreen(row_id.removeprefix(_BUNDLE)))
        elif row_id.startswith(_FINDING):
            from selfaudit.tui.screens.ward_findings import decide

            decide(self, row_id.removeprefix(_FINDING), self.reload)

    def action_paper(self) -> None:
        """Print the highlighted bundle's slip, or the record of the highlighted inspection."""
        from selfaudit.tui.screens.ward_acts import WardPaperAct

        row_id = self._highlighted()
        if row_id.startswith(_BUNDLE):
            self.desk.push_screen(WardPaperAct(bundle=row_id.removeprefix(_BUNDLE)))
        elif row_id in self._visits:
            self.desk.push_screen(WardPaperAct(visit=self._visits[row_id]))
        else:
            self.tell(t("ward_papers.screen.which"))

    def action_menu(self) -> None:
        """Open what is done for this contract; the highlighted bundle is meant where a bundle is."""
        from selfaudit.tui.screens.ward_menu import WardMenuScreen

        row_id = self._highlighted()
        bundle = row_id.removeprefix(_BUNDLE) if row_id.startswith(_BUNDLE) else ""
        self.desk.push_screen(WardMenuScreen(self._number, bundle, one=True))

    def action_hand_out(self) -> None:
        """Hand out the signed list of the contract's findings."""
        from selfaudit.tui.screens.ward_acts import WardNotifyAct

        self.desk.push_screen(WardNotifyAct(self._number))

    def _finding(self, seen: Seen) -> dict[str, str]:
        row = seen.finding
        self._details[_FINDING + row.id] = finding_words(seen)
        return {
            "year": short_year(row.fiscal_year),
            "what": t("ward_screen.finding", number=row.number),
            "day": wareki_short(row.due),
            "said": f"{t(f'findings.state.{seen.state}')}  {row.text}".replace("\n", " "),
        }

    def _of_year(self, year: Year) -> dict[str, dict[str, str]]:
        label = short_year(year.fiscal_year)
        found: dict[str, dict[str, str]] = {}
        for bundle in reversed(year.bundles):
            key = _BUNDLE + bundle.id
            receipt = t(f"exchange.ward.{'receipted' if bundle.receipted_at else 'not_receipted'}")
            found[key] = {
                "year": label,
                "what": t(f"exchange.type.{bundle.type}"),
                "day": wareki_short(japan(bundle.received_at).date()),
                "said": f"{verdict_words(bundle.verdict)}  {receipt}",
            }
            self._details[key] = "\n".join(
                [
                    t("ward_screen.bundle", id=bundle.id[:16], at=moment_label(bundle.received_at.astimezone())),
                    *verdict_lines(bundle),
                ]
            )
        for visit in reversed(year.visits):
            key = _OTHER + visit.id
            self._visits[key] = visit
            words = {"year": label, "what": t("ward_screen.visit"), "day": wareki_short(visit.day)}
            found[key] = words | {"said": f"{t(f'ward_screen.method.{visit.method}')}  {visit.inspectors}"}
            self._details[key] = "\n".join(part for part in (visit.present, visit.note) if part)
        for request in reversed(year.requests):
            key = _OTHER + request.id
            words = {
                "year": label,
                "what": t("ward_screen.request"),
                "day": wareki_short(japan(request.due).date()),
            }
            found[key] = words | {"said": t("ward_screen.asked", profile=request.profile)}
            self._details[key] = t("ward_screen.issued", at=moment_label(request.issued_at.astimezone()))
        if not found:
            found[f"{_OTHER}{year.fiscal_year}"] = {
                "year": label,
                "what": t(f"exchange.state.{year.state}"),
                "day": wareki_short(year.deadline) if year.deadline else "",
                "said": "",
            }
        return found


def verdict_lines(bundle: ReceivedBundle) -> list[str]:
    """A bundle's verdict and every code of it, each in words beside the standard term."""
    said = t("ward_screen.verdict", verdict=verdict_words(bundle.verdict))
    return [said, *(f"  {code}  {code_words(code)}" for code in dict.fromkeys(bundle.codes))]


def short_year(year: int) -> str:
    """A fiscal year for a narrow column: what stands before the bracket."""
    return fiscal_year_label(year).partition("（")[0].partition("(")[0].strip()


def finding_words(seen: Seen) -> str:
    """A finding in full: its text, its history, and what the contractor said."""
    row = seen.finding
    item = plain(ward_findings.item_label(row.item))
    lines = [f"{t(f'findings.severity.{row.severity}')}  {t('ward_screen.item', item=item)}", row.text]
    lines += [f"{_act(remark['act'])}: {remark['text']}" for remark in row.remarks[1:] if remark["text"]]
    for name in ("cause", "correction", "prevention", "owner", "done"):
        if seen.answer and seen.answer.get(name):
            lines.append(f"{t(f'findings.form.{name}.label')}: {plain(seen.answer[name])}")
    return "\n".join(lines)


def _act(act: str) -> str:
    return t(f"findings.act.{act}")


def plain(value: object) -> str:
    """A value out of a bundle: nothing in it may steer the terminal."""
    return "".join(c for c in str(value) if c.isprintable())
