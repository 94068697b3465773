"""A report in words, and in the one-line machine form of ``--json``."""

from __future__ import annotations

import json

from evidence import text
from evidence.verdict import Code, Report, Severity, SignatureInfo, Verdict

_MARKS = {Severity.FATAL: "NG", Severity.ERROR: "NG", Severity.UNSURE: "??", Severity.WARNING: "!!"}


def as_json(report: Report, file: str) -> str:
    """One line: ``{"codes", "file", "id", "verdict"}``."""
    codes = [{"code": f.code.name, "step": f.code.step, "severity": f.code.severity.value} for f in report.codes]
    value = {"file": file, "verdict": report.verdict.value, "codes": codes, "id": report.bundle_id}
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def lines(report: Report, lang: str = "ja") -> list[str]:
    """Verdict, what each code means and what to do, who signed, and what none of this proves."""
    out = [_verdict(report, lang)]
    if report.bundle_id:
        out.append(f"{text.word('bundle_id', lang)}: {report.bundle_id}")
    for finding in report.codes:
        where = f" [{finding.where}]" if finding.where else ""
        out.append(f"{_MARKS[finding.code.severity]} {finding.code.step:>2} {finding.code.name}{where}")
        out.append(f"      {text.sentence(finding.code.name, lang)}")
        out.append(f"      → {text.next_step(finding.code.name, lang)}")
    out += [_signature(info, lang) for info in report.summary.signatures]
    if report.verdict is not Verdict.INVALID:
        out += limits(report, lang)
    return out


def closing(report: Report, file: str, lang: str = "ja") -> str:
    """The verdict once more, with the file's name: the last line, which a small terminal still shows."""
    return f"{_verdict(report, lang)}  {file}"


def _verdict(report: Report, lang: str) -> str:
    return f"{text.word('verdict', lang)}: {text.word(report.verdict.value, lang)} ({report.verdict.value})"


def limits(report: Report, lang: str = "ja") -> list[str]:
    """What a pass proves and what it does not: one sentence, which speaks of an audit request only where one was checked."""
    names = report.names()
    unbounded = Code.REQ_MISSING.name in names or Code.REQ_UNTRUSTED.name in names
    out = [text.word("limits_request" if unbounded else "limits", lang)]
    return out + ([text.word("limits_signer", lang)] if Code.SIGNER_UNTRUSTED.name in names else [])


def _signature(info: SignatureInfo, lang: str) -> str:
    return text.word(
        "signature",
        lang,
        role=text.word(info.role, lang),
        subject=info.subject,
        at=info.signed_at,
        source=text.word(info.time_source, lang),
        fingerprint=info.key[:16],
        trusted=text.word("trusted" if info.trusted else "untrusted", lang),
    )
