"""The report's content in reading order and in the reader's language: what every format prints, each in its own look.

A `Detail` is a name with lines; a line may carry a check status (shown as a label) or a code such as a digest (shown in
a fixed-width type). Formats decide on layout alone, so that HTML, PDF and Excel cannot come to say different things.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selfaudit.report.labels import bytes_label, percent, search_verdict_label
from selfaudit.report.model import CheckLine, Counters, ExhibitLine, Head, Interviewed, Row, SearchLine
from selfaudit.text.messages import t
from selfaudit.text.wareki import date_label, moment_label

OUTCOME_STATES = ("conforms", "nonconforming", "needs_review", "not_applicable", "not_done")
#: A check can read a thousand rows (installed software); the bundle holds them all, the page the beginning.
MAX_FACTS = 12
MAX_FACT_LENGTH = 200
_NOT_PROVED = ("truth", "erasure", "other_machines", "photos", "time", "law")


@dataclass(frozen=True)
class Line:
    """One line of a detail."""

    text: str
    code: str = ""
    status: str = ""


@dataclass(frozen=True)
class Detail:
    """A name and what it says; never without lines."""

    name: str
    lines: tuple[Line, ...]


def state_label(row: Row, head: Head) -> str:
    """Where a row stands, in words."""
    return t(f"report.state.{row.state}", client=head.client_word)


def status_label(status: str) -> str:
    """A check status in words."""
    return t(f"report.status.{status}")


def head_details(head: Head) -> list[Detail]:
    """The common head of the forms, in their usual order; empty values are left out."""
    period = (
        t("report.head.from_to", start=date_label(head.start), end=date_label(head.end))
        if head.start and head.end
        else ""
    )
    return _details(
        ("report.head.client", " ".join(part for part in (head.client, head.section) if part)),
        ("report.head.contractor", head.contractor),
        ("report.head.address", head.contractor_address),
        ("report.head.representative", head.representative),
        ("report.head.contract", head.contract_title),
        ("report.head.number", head.contract_number),
        ("report.head.period", period),
        ("report.head.information", "、".join(head.information)),
        ("report.head.media", "、".join(head.media)),
        ("report.head.places", "、".join(head.places)),
        ("report.head.profile", f"{head.profile_title} ({head.profile_id})"),
        ("report.head.operator", head.operator),
        ("report.head.created", moment_label(head.created)),
    )


def main_numbers(counters: Counters) -> list[tuple[str, int]]:
    """Items, answered, backed by evidence: the three that are never added together."""
    return [(t(f"report.numbers.{name}"), getattr(counters, name)) for name in ("total", "answered", "backed")]


def outcome_numbers(counters: Counters) -> list[tuple[str, int]]:
    """How many items have which outcome, and how many differ from what the machine says."""
    rows = [(t(f"report.state.{state}"), getattr(counters, state)) for state in OUTCOME_STATES]
    return [*rows, (t("report.numbers.dissents"), counters.dissents)]


def not_counted(counters: Counters, head: Head) -> str:
    """The rows the numbers leave out, as a sentence."""
    return t(
        "report.numbers.not_counted",
        dropped=counters.dropped,
        client_duty=counters.client_duty,
        definition=counters.definition,
        client=head.client_word,
    )


def interview_answer(asked: Interviewed) -> str:
    """Yes, no or not answered."""
    return t({True: "report.interview.yes", False: "report.interview.no", None: "report.interview.open"}[asked.answer])


def interview_lines(asked: Interviewed) -> list[str]:
    """What an answer states, and what stands against it."""
    return [asked.statement, *(f"{t('report.interview.against')}: {finding}" for finding in asked.against)]


def party_line(row: Row) -> str:
    """Who has to act, how often and until when, in the contract's words."""
    pairs = (("party", row.party), ("frequency", row.frequency), ("deadline", row.deadline), ("mark", row.mark))
    return " / ".join(f"{t(f'report.item.{name}')}: {value}" for name, value in pairs if value)


def row_details(row: Row, head: Head) -> list[Detail]:
    """Everything said about a row, in the order a reader asks for it."""
    because = row.because if row.applies is not True else ""
    if not row.scored:
        said = [*_details(("report.item.because", because), ("report.item.note", row.note)), *_exhibits(row.exhibits)]
    else:
        said = _answer(row, head, because)
    said += _details(("registers.note.label", row.registers))
    return [*said, *_listed("report.item.law", (Line(note) for note in row.law_notes))]


def attention_text(row: Row) -> str:
    """What a reader should know of a row to look at first."""
    dissent = f"{t('report.item.dissent')}: {row.dissent}" if row.dissent else ""
    return " ".join(part for part in (row.note or row.reason or " ".join(row.gaps), dissent) if part)


def check_details(check: CheckLine) -> list[Detail]:
    """What a check read, what would have decided it, and what it cannot show."""
    facts = [Detail(name, (Line(_short(value)),)) for name, value in check.facts[:MAX_FACTS]]
    return facts + _details(
        ("report.checks.would_decide", check.would_decide),
        ("report.checks.limits", check.limits),
        ("report.checks.at", moment_label(check.collected_at) if check.collected_at else ""),
    )


def check_source(check: CheckLine) -> str:
    """The check's name for programs, and the PC it ran on."""
    return f"{check.check} / {check.host}" if check.host else check.check


def search_details(search: SearchLine) -> list[Detail]:
    """What a search covered and counted."""
    ended = f" - {moment_label(search.finished)}" if search.finished else f" {t('report.searches.stopped')}"
    extent = t("report.searches.extent", folders=search.folders, files=search.files, coverage=percent(search.coverage))
    counts = "、".join(f"{search_verdict_label(word)} {count}" for word, count in search.counts)
    return [
        *_details(
            ("report.searches.verdict", search_verdict_label(search.verdict)),
            ("report.searches.host", search.host),
            ("report.searches.when", moment_label(search.started) + ended),
            ("report.searches.read", extent),
            ("report.searches.records", str(search.records)),
            ("report.searches.counts", counts),
            ("report.searches.kinds", "、".join(f"{kind} {count}" for kind, count in search.kinds)),
        ),
        *_listed("report.searches.unread", (Line(f"{reason}: {count}") for reason, count in search.unread)),
        *_details(("report.checks.limits", search.limits)),
    ]


def not_proved() -> list[str]:
    """What no report of this program proves."""
    return [t(f"report.not_proved.{name}") for name in _NOT_PROVED]


def foot(head: Head) -> list[Line]:
    """Program, and the digests that bind this report to its profile, journal and key."""
    lines = [Line(f"{head.program} {moment_label(head.created)}".strip())]
    lines.append(Line(t("report.foot.profile"), f"SHA-256 {head.profile_sha256}"))
    if head.journal_head:
        lines.append(Line(t("report.foot.journal", count=head.journal_count), head.journal_head))
    if head.key_fingerprint:
        lines.append(Line(t("report.foot.key"), head.key_fingerprint))
    return lines


def _answer(row: Row, head: Head, because: str) -> list[Detail]:
    answered = f"{moment_label(row.answered_at)} {row.answered_by}".strip() if row.answered_at else ""
    previous = t(f"report.state.{row.previous_state}", client=head.client_word) if row.previous_state else ""
    return [
        *_details(
            ("report.item.because", because),
            ("report.item.note", row.note),
            ("report.item.reason", row.reason),
            ("report.item.owner", row.owner),
            ("report.item.due", date_label(row.due) if row.due else ""),
        ),
        *_exhibits(row.exhibits),
        *_listed("report.item.machine", (_machine(check) for check in row.checks)),
        *_details(("report.item.dissent", row.dissent)),
        *_listed("report.item.gaps", (Line(gap) for gap in row.gaps)),
        *_details(("report.item.previous", previous), ("report.item.answered", answered)),
    ]


def _short(value: str) -> str:
    if not value:
        return t("report.checks.nothing")
    return value if len(value) <= MAX_FACT_LENGTH else value[:MAX_FACT_LENGTH] + t("report.checks.more")


def _machine(check: CheckLine) -> Line:
    host = f" [{check.host}]" if check.host else ""
    return Line(f"{check.title}{host}\n{check.sentence}", status=check.status)


def _exhibits(exhibits: Sequence[ExhibitLine]) -> list[Detail]:
    def line(exhibit: ExhibitLine) -> Line:
        where = ", ".join(part for part in (bytes_label(exhibit.size), exhibit.entry) if part)
        return Line(f"{exhibit.name} ({where})", code=f"SHA-256 {exhibit.sha256}")

    return _listed("report.item.exhibits", map(line, exhibits))


def _details(*pairs: tuple[str, str]) -> list[Detail]:
    return [Detail(t(key), (Line(value),)) for key, value in pairs if value]


def _listed(key: str, lines: Iterable[Line]) -> list[Detail]:
    found = tuple(lines)
    return [Detail(t(key), found)] if found else []
