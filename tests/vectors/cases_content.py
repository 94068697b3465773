"""Signed lies: the signatures hold, but what they cover contradicts itself, the request, the past or the clock."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from evidence import journal, model, ward
from evidence.container import asic
from evidence.pki import cms
from evidence.renew import renew
from tests.vectors.forge import NOW, WHEN, Forge, Parts, read, zipped

CASES: dict[str, Callable[[Forge], bytes]] = {}
REQUEST, RECEIPT, JOURNAL = "request/request.json", "previous/receipt.json", "journal.jsonl"
Bundle = dict[str, Any]


def case(make: Callable[[Forge], bytes]) -> Callable[[Forge], bytes]:
    """Register a vector under the name of its function."""
    CASES[make.__name__] = make
    return make


def lie(change: Callable[[Bundle], object]) -> Callable[[Forge], bytes]:
    """bundle.json changed, everything signed again."""
    return lambda f: f.resigned(bundle=change)


def parts(change: Callable[[Parts], object]) -> Callable[[Forge], bytes]:
    """Entries changed, everything consistent and signed again."""
    return lambda f: f.resigned(change)


def text(name: str, old: bytes, new: bytes) -> Callable[[Forge], bytes]:
    return parts(lambda p: p.update({name: p[name].replace(old, new, 1)}))


def bundle_of(f: Forge) -> bytes:
    return f.parts()["bundle.json"]


def raw_bundle(f: Forge, raw: bytes) -> bytes:
    """Any bytes as bundle.json, properly signed."""
    entries = {n: b for n, b in f.parts().items() if not n.startswith("META-INF/")} | {"bundle.json": raw}
    digests = {n: sha256(b).digest() for n, b in entries.items() if n not in ("mimetype", "SHA256SUMS.txt")}
    entries["SHA256SUMS.txt"] = asic.sums(digests.items())
    f.sign(entries, (f.operator, f.approver))
    return zipped(entries)


def withheld(f: Forge, name: str) -> bytes:
    """A bundle whose signed list names an exhibit that may be left out; then ``name`` is."""
    content = f.content()
    body = content.entries["attachments/0002.jpg"]
    assert isinstance(body, bytes)
    entries = {n: b for n, b in content.entries.items() if n != "attachments/0002.jpg"}
    allowed = (model.Withheld("attachments/0002.jpg", sha256(body).hexdigest(), "third person in the picture"),)
    made = replace(content, entries=entries, attachments=content.attachments[:1], withheld=allowed)
    found = read(f.sealed(made))
    found.pop(name, None)
    return zipped(found)


def no_request(f: Forge) -> bytes:
    """No request at all, and PCs that answer none."""
    entries = {n: b for n, b in f.content().entries.items() if not n.startswith(("request/", "hosts/"))}
    reports = [f.host(n, request=None) for n in (1, 2)]
    for report in reports:
        entries |= report.entries
    return f.sealed(f.content(entries=entries, request=None, hosts=tuple(r.host for r in reports)))


def other_request(f: Forge, document: bytes, *, signed_by_operator: bool = False) -> bytes:
    """Another request.json, quoted properly everywhere."""
    signature = cms.sign(document, f.operator, None, WHEN) if signed_by_operator else f.request.signature
    return answering(f, ward.Signed(document, signature))


def another_request(f: Forge, **changes: object) -> bytes:
    """A genuine request of the ward, but not the one the verifier holds."""
    return answering(f, ward.request(f.demand(**changes), f.root, WHEN - timedelta(days=20)))


def answering(f: Forge, request: ward.Signed) -> bytes:
    other = Forge()
    other.__dict__.update(root=f.root, request=request, receipt=f.receipt)
    return other.sealed()


def with_host(f: Forge, **changes: object) -> bytes:
    """The first PC's report made under other circumstances."""
    report = f.host(1, **changes)
    content = f.content()
    hosts = (report.host, *content.hosts[1:])
    return f.sealed(replace(content, entries={**content.entries, **report.entries}, hosts=hosts))


def without_host(f: Forge) -> bytes:
    content = f.content()
    entries = {n: b for n, b in content.entries.items() if not n.startswith("hosts/pc2/")}
    return f.sealed(replace(content, entries=entries, hosts=content.hosts[:1]))


def signed_by(f: Forge, who: str) -> bytes:
    """The operator alters a PC's report and signs its manifest with his own key."""

    def change(p: Parts) -> None:
        name = "hosts/pc1/manifest.json"
        p[name + ".p7s"] = cms.sign(p[name], getattr(f, who), None, WHEN)

    return f.resigned(change)


def rows(f: Forge, change: Callable[[list[journal.Row]], list[journal.Row]]) -> bytes:
    return f.resigned(lambda p: p.update({JOURNAL: b"".join(map(journal.export_line, change(f.rows)))}))


def timed(f: Forge, *moments: str) -> bytes:
    """A sound journal whose rows say when they were written."""
    made, prev = [], journal.GENESIS
    for seq, at in enumerate(moments, 1):
        payload, salt = json.dumps({"at": at, "who": "x"}).encode(), bytes([seq]) * 16
        eh = journal.entry_digest(salt, payload)
        prev = journal.link_digest(prev, seq, eh)
        made.append(journal.Row(seq, payload, salt, eh, prev))
    content = f.content(journal=model.Journal(prev.hex(), len(made)))
    lines = b"".join(map(journal.export_line, made))
    return f.sealed(replace(content, entries={**content.entries, JOURNAL: lines}))


def no_previous(p: Parts) -> None:
    p.pop(RECEIPT)
    p.pop(RECEIPT + ".p7s")


def forged_receipt(f: Forge) -> bytes:
    def change(p: Parts) -> None:
        p[RECEIPT + ".p7s"] = cms.sign(p[RECEIPT], f.operator, None, WHEN)

    return f.resigned(change)


CASES |= {
    "bundle_json_missing": parts(lambda p: p.pop("bundle.json")),
    "bundle_json_is_not_json": lambda f: raw_bundle(f, b"{"),
    "bundle_json_duplicate_key": lambda f: raw_bundle(f, bundle_of(f).replace(b'"v": 1', b'"v": 1, "v": 1')),
    "bundle_json_float": lambda f: raw_bundle(
        f, bundle_of(f).replace(b'"fiscal_year": 2026', b'"fiscal_year": 2026.0')
    ),
    "bundle_json_nan": lambda f: raw_bundle(f, bundle_of(f).replace(b'"fiscal_year": 2026', b'"fiscal_year": NaN')),
    "bundle_json_deep": lambda f: raw_bundle(f, b"[" * 100_000 + b"]" * 100_000),
    "bundle_json_not_utf8": lambda f: raw_bundle(f, bundle_of(f).replace("業務".encode(), b"\xff\xfe")),
    "bundle_unknown_key": lie(lambda b: b.update(note="x")),
    "bundle_missing_key": lie(lambda b: b.pop("counts")),
    "bundle_wrong_type": lie(lambda b: b.update(fiscal_year="2026")),
    "bundle_true_is_not_one": lie(lambda b: b.update(v=True)),
    "bundle_impossible_day": lie(lambda b: b.update(created="2026-02-30T00:00:00Z")),
    "bundle_digest_upper_case": lie(lambda b: b["profile"].update(sha256="AB" * 32)),
    "bundle_line_break_in_name": lie(lambda b: b["contract"].update(title="a\nb")),
    "bundle_text_turns_around": lie(lambda b: b["contract"].update(title="a\u202eb")),
    "bundle_key_with_escape_sequence": lie(lambda b: b.update({"\x1b[31mred": 1})),
    "bundle_kind_unknown": lie(lambda b: b.update(type="other")),
    "bundle_of_a_later_version": lie(lambda b: b.update(v=2)),
    "attachment_without_note": lie(lambda b: b["attachments"].pop()),
    "attachment_note_without_file": parts(lambda p: p.pop("attachments/0002.jpg")),
    "attachment_digest_wrong": lie(lambda b: b["attachments"][0].update(sha256="00" * 32)),
    "attachment_size_wrong": lie(lambda b: b["attachments"][0].update(size=1)),
    "sums_of_other_files": lambda f: f.resigned(
        lambda p: p.update({"SHA256SUMS.txt": b"00" * 32 + b"  items.json\n"}), sums=False
    ),
    "withheld_with_reason": lambda f: withheld(f, "attachments/0002.jpg"),
    "withheld_not_announced": lambda f: withheld(f, "items.json"),
    "request_none_and_none_known": no_request,
    "request_none": no_request,
    "request_not_the_one_quoted": lie(lambda b: b.update(request="12" * 32)),
    "request_quoted_but_missing": parts(lambda p: p.pop(REQUEST)),
    "request_changed_by_the_contractor": lambda f: other_request(
        f, f.request.document.replace(b'"approver",', b"").replace(b'"operator",\n  "approver"', b'"operator"')
    ),
    "request_signature_missing": parts(lambda p: p.pop(REQUEST + ".p7s")),
    "request_signed_by_the_contractor": lambda f: other_request(f, f.request.document, signed_by_operator=True),
    "request_of_another_round": another_request,
    "request_for_another_contract": lie(lambda b: b["contract"].update(no="8-999")),
    "request_for_another_profile": lie(lambda b: b["profile"].update(id="other")),
    "request_due_date_passed": lambda f: another_request(f, due=WHEN - timedelta(days=1)),
    "request_size_exceeded": lambda f: another_request(f, max_bytes=10_000),
    "host_missing": without_host,
    "host_folder_not_listed": lie(lambda b: b["hosts"].pop()),
    "host_listed_without_report": parts(lambda p: [p.pop(n) for n in list(p) if n.startswith("hosts/pc2/")]),
    "host_report_altered": text("hosts/pc1/report.json", b"1", b"9"),
    "host_report_added": parts(lambda p: p.update({"hosts/pc1/more.json": b"{}"})),
    "host_report_removed": parts(lambda p: p.pop("hosts/pc1/report.json")),
    "host_reports_swapped": parts(
        lambda p: p.update(
            {"hosts/pc1/report.json": p["hosts/pc2/report.json"], "hosts/pc2/report.json": p["hosts/pc1/report.json"]}
        )
    ),
    "host_manifest_altered": text("hosts/pc1/manifest.json", b"2026-07-01", b"2026-07-02"),
    "host_manifest_digest_wrong": lie(lambda b: b["hosts"][0].update(manifest_sha256="00" * 32)),
    "host_signature_missing": parts(lambda p: p.pop("hosts/pc1/manifest.json.p7s")),
    "host_signature_of_another_pc": parts(
        lambda p: p.update({"hosts/pc1/manifest.json.p7s": p["hosts/pc2/manifest.json.p7s"]})
    ),
    "host_signed_again_by_the_operator": lambda f: signed_by(f, "operator"),
    "host_key_listed_is_another": lie(lambda b: b["hosts"][0].update(key="00" * 32)),
    "host_report_for_another_request": lambda f: with_host(f, request="12" * 32),
    "host_report_of_last_year": lambda f: with_host(f, collected_at=WHEN - timedelta(days=80)),
    "host_collected_in_the_future": lambda f: with_host(f, collected_at=NOW + timedelta(days=80)),
    "host_journal_head_unknown": lambda f: with_host(f, journal_head="12" * 32),
    "host_journal_head_on_the_chain": lambda f: with_host(f, journal_head=f.rows[1].link.hex()),
    "journal_entry_edited": text(JOURNAL, rb"{\"n\":2}", rb"{\"n\":9}"),
    "journal_row_removed": lambda f: rows(f, lambda r: [*r[:2], *r[3:]]),
    "journal_rows_swapped": lambda f: rows(f, lambda r: [r[0], r[2], r[1], *r[3:]]),
    "journal_end_cut_off": lambda f: rows(f, lambda r: r[:4]),
    "journal_entry_redacted": lambda f: rows(f, lambda r: [r[0], journal.redact(r[1]), *r[2:]]),
    "journal_link_changed": lambda f: rows(f, lambda r: [*r[:4], replace(r[4], link=bytes(32))]),
    "journal_line_malformed": parts(lambda p: p.update({JOURNAL: p[JOURNAL] + b"{}\n"})),
    "journal_line_unfinished": parts(lambda p: p.update({JOURNAL: p[JOURNAL][:-1]})),
    "journal_head_changed": lie(lambda b: b["journal"].update(head="12" * 32)),
    "journal_count_changed": lie(lambda b: b["journal"].update(count=4)),
    "journal_anchor_changed": lie(lambda b: b["journal"]["anchors"][0].update(head="12" * 32)),
    "journal_not_mentioned": lie(lambda b: b.update(journal=None)),
    "journal_times_run_backwards": lambda f: timed(f, "2026-06-20T00:00:00Z", "2026-06-10T00:00:00.5+09:00"),
    "journal_times_in_the_future": lambda f: timed(f, "2026-06-20T00:00:00Z", "2027-06-20T00:00:00Z"),
    "journal_times_in_order": lambda f: timed(f, "2026-06-20T00:00:00Z", "2026-06-19T23:55:00Z"),
    "journal_left_out": lambda f: f.resigned(lambda p: p.pop(JOURNAL), bundle=lambda b: b.update(journal=None)),
    "journal_missing": parts(lambda p: p.pop(JOURNAL)),
    "previous_none": lambda f: f.resigned(no_previous, bundle=lambda b: b.update(previous=None)),
    "previous_none_for_an_erasure": lambda f: f.resigned(
        no_previous, bundle=lambda b: b.update(previous=None, type="erasure")
    ),
    "previous_id_is_another": lie(lambda b: b["previous"].update(id="12" * 32)),
    "previous_receipt_is_another": lie(lambda b: b["previous"].update(receipt="12" * 32)),
    "previous_receipt_missing": parts(no_previous),
    "previous_receipt_forged": forged_receipt,
    "previous_receipt_altered": text(RECEIPT, b"2025-08-01", b"2025-08-02"),
    "clock_created_in_the_future": lie(lambda b: b.update(created="2027-01-01T00:00:00Z")),
    "clock_created_before_the_request": lie(lambda b: b.update(created="2026-05-01T00:00:00Z")),
    "role_of_another_person": lambda f: f.resigned(
        bundle=lambda b: b.update(people=[{"role": "operator", "name": "x", "key": f.stranger.fingerprint}])
    ),
}


@case
def good(f: Forge) -> bytes:
    return f.good


@case
def good_deflated(f: Forge) -> bytes:
    return f.sealed(store=False)


@case
def good_with_archive_timestamp(f: Forge) -> bytes:
    return archived(f)


@case
def archive_timestamp_over_other_list(f: Forge) -> bytes:
    found = read(archived(f))
    name = "META-INF/ASiCArchiveManifest001.xml"
    found[name] = found[name].replace(b"?>\n", b"?>\n\n", 1)
    return zipped(found)


@case
def archive_timestamp_without_list(f: Forge) -> bytes:
    found = read(archived(f))
    del found["META-INF/ASiCArchiveManifest001.xml"]
    return zipped(found)


@case
def archive_timestamp_leaves_one_out(f: Forge) -> bytes:
    """An archive timestamp made before the second signature was added."""
    found = f.parts()
    listed, token = "META-INF/ASiCArchiveManifest001.xml", "META-INF/timestamp001.tst"
    digests = {n: sha256(b).digest() for n, b in found.items() if n not in ("mimetype", "META-INF/signature002.p7s")}
    found[listed] = asic.write(token, digests, None, archive=True)
    found[token] = replace(f.authority, at=WHEN + timedelta(days=2))(found[listed])
    return zipped(found)


def archived(f: Forge) -> bytes:
    """The good bundle, renewed two days later."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "a.zip", Path(folder) / "b.zip"
        path.write_bytes(f.good)
        renew(path, out, replace(f.authority, at=WHEN + timedelta(days=2)), now=NOW)
        return out.read_bytes()
