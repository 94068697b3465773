"""Fill the report's view models from a walk and print the pages that go into a bundle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.registry import all_checks
from checks.residue.model import kind_text, reason_text
from selfaudit import __version__
from selfaudit.domain.inspection import Answer, MachineSays, Outcome, SearchRun
from selfaudit.domain.progress import as_said
from selfaudit.errors import InputError, UsageError
from selfaudit.report import html, pdf, xlsx
from selfaudit.report.model import (
    CheckLine,
    ExhibitLine,
    FindingLine,
    Head,
    Interviewed,
    Readme,
    Report,
    Row,
    SearchLine,
    Sheet,
)
from selfaudit.services import entry, findings
from selfaudit.services.age import sentences
from selfaudit.services.inspect import sentence
from selfaudit.services.policy import used
from selfaudit.services.search_standing import STANDING, standing_runs
from selfaudit.services.views import ItemView
from selfaudit.text.messages import language, t

if TYPE_CHECKING:
    from evidence.build import AttachmentNote
    from selfaudit.services.walk import Walk


def report_pages(
    walk: Walk, created: datetime, attached: Sequence[AttachmentNote], fingerprint: str, journal: tuple[str, int]
) -> dict[str, bytes]:
    """The pages of a bundle: how to verify it, and the report itself to read and to print.

    `journal` is (head of the hash chain in hex, number of rows).
    """
    report = build_report(walk, created, attached, fingerprint, journal)
    readme = Readme(
        contract_title=report.head.contract_title,
        client=report.head.client,
        contractor=report.head.contractor,
        fiscal_year=report.head.fiscal_year,
        created=created,
        key_fingerprint=fingerprint,
        has_pdf=True,
    )
    return {
        "00_readme.html": html.render_readme(readme),
        "01_report.html": html.render(report),
        "02_report.pdf": pdf.render(report),
    }


def write_report(walk: Walk, out: Path) -> None:
    """Write the present state to `out` as its ending says: .pdf, .xlsx or .html.

    Raises UsageError for another ending, InputError when the file exists or cannot be written.
    """
    renderers = {".pdf": pdf.render, ".xlsx": xlsx.render, ".html": html.render}
    render = renderers.get(out.suffix.lower())
    if render is None:
        raise UsageError(t("services.report.ending"), out.name, t("services.report.ending_next"))
    content = render(build_report(walk, walk.workspace.clock()))
    try:
        with out.open("xb") as target:
            target.write(content)
    except OSError as error:
        raise InputError(t("cli.common.cannot_write"), str(out), t("cli.common.cannot_write_next")) from error


def build_report(
    walk: Walk,
    created: datetime,
    attached: Sequence[AttachmentNote] = (),
    fingerprint: str = "",
    journal: tuple[str, int] = ("", 0),
) -> Report:
    """The whole inspection as the report shows it; also used on the screen before sealing."""
    entries: dict[tuple[str, str], list[str]] = {}
    for note in attached:
        entries.setdefault((note.item, note.name), []).append(note.path)
    machine = walk.workspace.repository.machine_results(walk.inspection.id)
    return Report(
        head=_head(walk, created, fingerprint, journal),
        sheets=tuple(
            Sheet(
                section.title,
                tuple(_row(view, entries) for view in section.items),
                walk.profile.sheet(section.id).document,
            )
            for section in walk.sections()
        ),
        interview=tuple(
            Interviewed(
                question.condition.question.get(language()),
                question.answer,
                _statement(question.condition, question.answer),
                tuple(check_line(row).title for row in question.against),
            )
            for question in walk.questions()
        ),
        checks=tuple(check_line(row) for row in machine),
        findings=tuple(_finding_line(row) for row in findings.of_walk(walk).standing()),
        searches=_searches(walk.workspace.repository.search_runs(walk.inspection.id)),
    )


def _finding_line(row: findings.Standing) -> FindingLine:
    said = entry.texts(findings.FIELDS, row.improvement)
    return FindingLine(
        number=row.finding.number,
        item=row.finding.item,
        text=row.finding.text,
        due=row.due,
        state=str(row.state),
        answer=tuple((t(f"findings.form.{name}.label"), text) for name, text in said.items() if text),
    )


def check_line(says: MachineSays) -> CheckLine:
    """One stored check result in the user's language."""
    lang = language()
    check = all_checks().get(says.check)
    facts = says.detail.get("facts", {})
    told = tuple((name, _plain(value)) for name, value in facts.items()) if isinstance(facts, Mapping) else ()
    rules = used(says.check, says.detail.get("policy", {}))
    return CheckLine(
        check=says.check,
        title=check.title.get(lang) if check else t(f"services.check_title.{says.check.replace('.', '_')}"),
        host=says.host,
        status=says.status,
        sentence=sentence(says, lang),
        collected_at=says.collected_at,
        facts=(*told, *([(t("policy.judged_by"), t("policy.and").join(rules))] if rules else [])),
        limits=check.limits.get(lang) if check else t("services.search.limits"),
        would_decide=str(says.detail.get("would_decide", "") or ""),
    )


def _head(walk: Walk, created: datetime, fingerprint: str, journal: tuple[str, int]) -> Head:
    contract, profile = walk.contract, walk.profile
    return Head(
        contract_title=contract.title,
        client=contract.client or profile.client,
        client_word=profile.parties.client[0],
        contractor_word=profile.parties.contractor[0],
        contractor=contract.contractor,
        fiscal_year=walk.inspection.fiscal_year,
        created=created,
        operator=walk.workspace.operator,
        profile_title=profile.title,
        profile_id=profile.id,
        profile_sha256=profile.digest,
        contract_number=contract.number,
        section=contract.section,
        contractor_address=contract.contractor_address,
        representative=contract.representative,
        start=contract.start,
        end=contract.end,
        information=contract.information,
        media=contract.media,
        places=contract.places,
        program=f"selfaudit {__version__}",
        key_fingerprint=fingerprint,
        journal_head=journal[0],
        journal_count=journal[1],
    )


def _row(view: ItemView, entries: Mapping[tuple[str, str], Sequence[str]]) -> Row:
    item = view.item
    answer = as_said(view.answer or Answer("", item.id), view.machine)
    numbered = {key: iter(paths) for key, paths in entries.items()}
    return Row(
        id=item.id,
        number=item.number,
        text=item.text,
        party=item.party,
        duty=item.duty,
        heading=item.heading,
        is_part=item.parent is not None,
        frequency=item.frequency,
        deadline=item.deadline,
        mark=item.mark_text,
        applies=view.applicability.applies,
        because=t(view.applicability.key, **view.applicability.words(language())),
        outcome=Outcome.NEEDS_REVIEW if view.stale else answer.outcome,
        complete=view.answered,
        gaps=(*(t(f"services.gap.{gap}") for gap in view.gaps), *sentences(view.stale)) if view.counts else (),
        backed=view.backed,
        note=answer.note,
        reason=answer.reason,
        owner=answer.owner,
        due=answer.due,
        dissent=answer.dissent,
        answered_by=answer.answered_by,
        answered_at=answer.answered_at,
        previous=view.previous.outcome if view.previous and view.previous.outcome is not Outcome.NOT_DONE else None,
        exhibits=tuple(
            ExhibitLine(
                exhibit.name,
                exhibit.sha256,
                exhibit.size,
                next(numbered.get((item.id, exhibit.name), iter(())), ""),
                exhibit.added_by,
                exhibit.added_at,
            )
            for exhibit in view.exhibits
        ),
        checks=tuple(check_line(says) for says in view.machine),
        law_notes=tuple(f"{note.note.get(language())} ({note.as_of})" for note in view.law_notes),
        registers=view.registers.sentence if view.registers else "",
    )


def _searches(runs: Sequence[SearchRun]) -> tuple[SearchLine, ...]:
    """Every search; where things lie is told by those that still stand."""
    hosts = dict.fromkeys(run.host for run in runs)
    lasting = {run.id for host in hosts for run in standing_runs([run for run in runs if run.host == host])}
    return tuple(_search_line(run, run.id in lasting) for run in runs)


def _search_line(run: SearchRun, stands: bool) -> SearchLine:
    summary, lang = run.summary, language()
    return SearchLine(
        host=run.host,
        started=run.started,
        finished=run.finished,
        verdict=str(summary.get("verdict", "")),
        files=int(summary.get("files", 0)),
        folders=int(summary.get("folders", 0)),
        records=int(summary.get("records", 0)),
        coverage=float(summary.get("coverage", 0.0)),
        counts=tuple(dict(summary.get("counts", {})).items()),
        places=tuple(
            (place, verdict, count)
            for place, counts in (summary[STANDING].get("places", {}) if stands else {}).items()
            for verdict, count in counts.items()
        ),
        kinds=tuple((kind_text(kind, lang), count) for kind, count in dict(summary.get("kinds", {})).items()),
        unread=tuple((reason_text(reason, lang), count) for reason, count in dict(summary.get("reasons", {})).items()),
        limits=t("services.search.limits"),
    )


def _statement(condition: Any, answer: bool | None) -> str:
    if answer is None:
        return ""
    return str((condition.yes_means if answer else condition.no_means).get(language()))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return t("services.yes") if value else t("services.no")
    if isinstance(value, (list, tuple)):
        return ", ".join(_plain(part) for part in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_plain(part)}" for name, part in value.items())
    return str(value)
