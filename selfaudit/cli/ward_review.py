"""``selfaudit ward review, sample, compare, rollup``: going through one bundle, two bundles, and all of them."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from selfaudit.cli import output, session, ward_findings
from selfaudit.cli.ward_options import JSON
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.errors import ExitCode, UsageError
from selfaudit.services import compare as comparing
from selfaudit.services import sample as sampling
from selfaudit.services import verify, ward_receive, ward_rollup
from selfaudit.services import ward as service
from selfaudit.services import ward_findings as found
from selfaudit.services import ward_review as acts
from selfaudit.text.messages import program, t
from selfaudit.text.wareki import fiscal_year_label, japan

_BUNDLE = typer.Argument(..., help=t("exchange.ward.bundle"), metavar="ID")
_NONCE = re.compile("[0-9a-f]{32}")


def review(bundle: str = _BUNDLE, as_json: bool = JSON) -> int:
    """Show one received bundle: findings of before first, then what changed, then every item, then the sample."""
    with session.workspace("ward review") as workspace:
        opened = acts.review(workspace, bundle)
        sentences = found.sentences(workspace, opened.problems)
    if as_json:
        seen = [ward_findings.document(each) for each in opened.findings]
        output.json_line(acts.document(opened) | {"findings": seen})
        return 0
    row = opened.row
    year = fiscal_year_label(row.fiscal_year)
    output.text(t("exchange.ward.of", number=row.contract_number, title=row.contract_title, year=year))
    output.text(t("review.verdict", verdict=verify.verdict_words(row.verdict), codes=" ".join(row.codes) or "-"))
    output.text(t("review.findings", count=len(opened.findings)))
    for sentence in sentences:
        output.text(f"  {sentence}")
    for each in opened.findings:
        ward_findings.show(each)
    if opened.since is not None:
        output.text(t("review.since"))
        for line in comparing.lines(opened.since) or [t("compare.same")]:
            output.text(f"  {line}")
    output.text(t("review.items", count=len(opened.items)))
    for item in opened.items:
        _item(item)
    _sample(opened.view.id, opened.draw.nonce, opened.picks)
    return 0


def sample(
    bundle: str = typer.Argument(..., help=t("review.cli.bundle"), metavar="ID|FILE"),
    nonce: str = typer.Option("", "--nonce", help=t("review.cli.nonce"), metavar="HEX"),
    as_json: bool = JSON,
) -> int:
    """Draw what is looked at of a received bundle, or draw it again from its file and the number drawn."""
    nonce = nonce.strip().lower()
    if nonce and not _NONCE.fullmatch(nonce):
        help_ = t("cli.usage.see_help", command=f"{program()} ward sample")
        raise UsageError(t("cli.usage.title"), f"--nonce {nonce}", help_)
    if nonce:
        view = acts.opened(None, bundle)
    else:
        with session.workspace("ward sample") as workspace:
            row = ward_receive.find(workspace, bundle)
            view = acts.opened(workspace, row.id)
            nonce = sampling.draw(workspace, row).nonce
    picks = sampling.picks(view, nonce)
    if as_json:
        output.json_line(acts.sample_document(view.id, nonce, picks))
    else:
        _sample(view.id, nonce, picks)
    return 0


def compare(
    before: str = typer.Argument(..., help=t("compare.cli.before"), metavar="ID|FILE"),
    after: str = typer.Argument(..., help=t("compare.cli.after"), metavar="ID|FILE"),
    as_json: bool = JSON,
) -> int:
    """Show what differs between two bundles; exit code 1 when anything does, 2 when not everything could be compared."""
    if Path(before).is_file() and Path(after).is_file():
        views = [acts.opened(None, place) for place in (before, after)]
    else:
        with session.workspace("ward compare") as workspace:
            views = [acts.opened(workspace, place) for place in (before, after)]
    result = comparing.compare(*views)
    said = comparing.lines(result)
    if as_json:
        output.json_line(comparing.document(result))
    else:
        for line in said or [t("compare.same")]:
            output.text(line)
    differs = comparing.differs(result)
    return int(ExitCode.UNDECIDED if differs is None else ExitCode.FOUND if differs else ExitCode.OK)


def rollup(
    year: int | None = typer.Option(None, "--fiscal-year", help=t("exchange.ward.year"), metavar="YEAR"),
    out: Path | None = typer.Option(None, "--out", help=t("rollup.cli.out"), metavar="FILE"),
    as_json: bool = JSON,
) -> int:
    """Show all contractors of a fiscal year at a glance, on the screen, in Excel or on paper."""
    with session.workspace("ward rollup") as workspace:
        service.name(workspace)
        wanted = year or FiscalYear.of(japan(workspace.clock()).date()).year
        rolled = ward_rollup.rollup(workspace, wanted)
        if out is not None:
            ward_rollup.write(workspace, rolled, out)
    if as_json:
        output.json_line(ward_rollup.document(rolled) | {"file": str(out) if out else None})
        return 0
    if out is not None:
        output.text(t("rollup.written", path=out))
        return 0
    output.text(t("rollup.title", year=fiscal_year_label(wanted)))
    for table in ward_rollup.tables(rolled):
        output.text(table.title)
        for row in table.rows or [(t("rollup.none"),)]:
            output.text("  " + "  ".join(row))
    for note in ward_rollup.notes(rolled):
        output.text(note)
    return 0


def _item(item: acts.ItemLine) -> None:
    output.text(f"{item.text('number')} {item.text('heading')}  [{comparing.state_label(item.state)}]  {item.id}")
    for each in item.findings:
        output.text("  " + t("review.found", number=each.finding.number, state=t(f"findings.state.{each.state}")))
    for line in item.note.splitlines():
        output.text("  " + "".join(c for c in line if c.isprintable()))
    for entry, name in item.exhibits:
        output.text("  " + t("review.exhibit", entry=entry, name=name))
    for host, check, status in item.machine:
        output.text(
            "  "
            + t("review.machine", host=host, check=comparing.check_title(check), status=comparing.status_label(status))
        )


def _sample(bundle: str, nonce: str, picks: tuple[sampling.Pick, ...] | list[sampling.Pick]) -> None:
    output.text(t("review.sample", nonce=nonce))
    for pick in picks:
        kind = t(f"review.kind.{pick.kind}")
        output.text("  " + t("review.pick", kind=kind, number=pick.number, of=pick.of, label=pick.label))
    if not picks:
        output.text("  " + t("review.no_pick"))
    output.text(t("review.seed", seed=sampling.seed(bundle, nonce)))
