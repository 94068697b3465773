"""What an auditor has before the eyes while going through one bundle: the findings of before first, then item by item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfaudit.domain.desk import Draw
from selfaudit.domain.exchange import ReceivedBundle
from selfaudit.errors import InputError
from selfaudit.services import bundle_reader, compare, sample, ward_findings, ward_receive
from selfaudit.services.bundle_reader import BundleView, Json
from selfaudit.services.compare import Comparison
from selfaudit.services.sample import Pick
from selfaudit.services.ward_findings import Seen
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace


@dataclass(frozen=True)
class ItemLine:
    """One clause with its answer, what is shown for it, what the PCs say, and what was found there before."""

    id: str
    row: Json
    exhibits: tuple[tuple[str, str], ...]
    """Entry and name of each."""
    findings: tuple[Seen, ...]

    @property
    def state(self) -> str:
        """Where it stands, a word of items.json."""
        return str(self.row.get("state"))

    def text(self, name: str) -> str:
        """One text of the row, empty where there is none."""
        value = self.row.get(name)
        return value if isinstance(value, str) else ""

    @property
    def note(self) -> str:
        """What the contractor wrote."""
        answer = self.row.get("answer")
        said = [answer.get(name) for name in ("note", "reason", "dissent")] if isinstance(answer, dict) else []
        return "\n".join(str(text) for text in said if text)

    @property
    def machine(self) -> tuple[tuple[str, str, str], ...]:
        """PC, check, status."""
        rows = self.row.get("machine")
        listed = [each for each in rows if isinstance(each, dict)] if isinstance(rows, list) else []
        return tuple((str(each.get("host")), str(each.get("check")), str(each.get("status"))) for each in listed)


@dataclass(frozen=True)
class Review:
    """One received bundle, opened."""

    row: ReceivedBundle
    view: BundleView
    findings: tuple[Seen, ...]
    """Of the contract, those still open first."""
    problems: tuple[str, ...]
    items: tuple[ItemLine, ...]
    draw: Draw
    picks: tuple[Pick, ...]
    since: Comparison | None
    """What differs from the bundle receipted before, where that is kept."""


def review(workspace: Workspace, bundle_id: str) -> Review:
    """Open a received bundle for review; InputError when there is none of this id or its file is gone."""
    row = ward_receive.find(workspace, bundle_id)
    view = bundle_reader.read(workspace.repository.received_path(row.id))
    if view is None:
        raise InputError(t("exchange.ward.unreadable"), row.id, t("exchange.ward.changed_next"))
    before = bundle_reader.read(workspace.repository.received_path(row.previous)) if row.previous else None
    seen = sorted(
        ward_findings.standing(workspace, row.contract_number), key=lambda each: (each.finding.closed, each.finding.due)
    )
    drawn = sample.draw(workspace, row)
    return Review(
        row=row,
        view=view,
        findings=tuple(seen),
        problems=ward_receive.digest(workspace, row).problems,
        items=tuple(_item(view, item, seen) for item in view.items),
        draw=drawn,
        picks=tuple(sample.picks(view, drawn.nonce)),
        since=compare.compare(before, view) if before else None,
    )


def _item(view: BundleView, item: str, seen: Sequence[Seen]) -> ItemLine:
    shown = tuple((note.path, note.name) for note in view.manifest.attachments if note.item == item)
    return ItemLine(item, view.items[item], shown, tuple(each for each in seen if each.finding.item == item))


def seed(found: Review) -> str:
    """The seed of the sample, which both sides can compute (docs/format/findings.md, 4)."""
    return sample.seed(found.view.id, found.draw.nonce)


def opened(workspace: Workspace | None, place: str) -> BundleView:
    """A bundle by its file, or with a desk by the id of a received one; InputError when it is none."""
    path = Path(place)
    if path.is_file():
        view = bundle_reader.read(path)
    elif workspace is None:
        view = None
    else:
        view = bundle_reader.read(workspace.repository.received_path(ward_receive.find(workspace, place).id))
    if view is None:
        raise InputError(t("compare.no_bundle"), place, t("compare.no_bundle_next"))
    return view


def document(found: Review) -> dict[str, Any]:
    """A review for scripts; findings are added by the caller."""
    return {
        "bundle": found.row.id,
        "contract": found.row.contract_number,
        "fiscal_year": found.row.fiscal_year,
        "verdict": found.row.verdict,
        "codes": list(found.row.codes),
        "problems": list(found.problems),
        "items": [
            {
                "id": line.id,
                "number": line.text("number"),
                "state": line.state,
                "note": line.note,
                "exhibits": [{"entry": entry, "name": name} for entry, name in line.exhibits],
                "machine": [list(each) for each in line.machine],
                "findings": [each.finding.number for each in line.findings],
            }
            for line in found.items
        ],
        "sample": sample_document(found.view.id, found.draw.nonce, found.picks),
        "since": compare.document(found.since) if found.since else None,
    }


def sample_document(bundle_id: str, nonce: str, picks: Sequence[Pick]) -> dict[str, Any]:
    """A sample for scripts, with everything needed to draw it again."""
    return {
        "bundle": bundle_id,
        "nonce": nonce,
        "seed": sample.seed(bundle_id, nonce),
        "picks": [vars(pick) for pick in picks],
    }
