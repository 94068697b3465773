"""A small bundle with fixed keys and times, and trust in its signers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from evidence import build, journal, model
from evidence.keys import KeyFileSigner
from evidence.pki import certs
from evidence.trust import Trust

WHEN = datetime(2026, 7, 1, 1, 2, 3, tzinfo=UTC)


def make_signer(number: int, name: str) -> KeyFileSigner:
    """A signer whose key is the same in every run (its certificate is not: the serial is random)."""
    key = ec.derive_private_key(0x5E1F_A0D1_7000 + number, ec.SECP256R1())
    return KeyFileSigner(certs.signer_certificate(key.public_key(), name, name, key, WHEN, 10), key)


def make_rows(count: int) -> list[journal.Row]:
    """A journal of that many rows."""
    rows, prev = [], journal.GENESIS
    for seq in range(1, count + 1):
        payload, salt = b'{"n":%d}' % seq, bytes([seq]) * 16
        eh = journal.entry_digest(salt, payload)
        prev = journal.link_digest(prev, seq, eh)
        rows.append(journal.Row(seq, payload, salt, eh, prev))
    return rows


@pytest.fixture(scope="session")
def operator() -> KeyFileSigner:
    return make_signer(1, "点検 担当")


@pytest.fixture(scope="session")
def approver() -> KeyFileSigner:
    return make_signer(2, "取扱 責任")


@pytest.fixture(scope="session")
def trust(operator: KeyFileSigner, approver: KeyFileSigner) -> Trust:
    return Trust.from_pins([operator.fingerprint, approver.fingerprint])


@pytest.fixture
def content() -> build.BundleContent:
    """The least that a bundle can hold, plus one exhibit and a journal."""
    rows = make_rows(3)
    return build.BundleContent(
        tool=model.Tool("selfaudit", "0.1.0", "0" * 64),
        contract=model.Contract("7-123", "業務委託", "見本区", "株式会社見本"),
        fiscal_year=2026,
        profile=model.Profile("sample", "1" * 64),
        created=model.utc(WHEN),
        counts=model.Counts(1, 0, 0, 0),
        journal=model.Journal(rows[-1].link.hex(), 3),
        attachments=(build.AttachmentNote("attachments/0001.jpg", "鍵.jpg", "1", "operator"),),
        entries={
            "items.json": b'{"items": [' + b'"a", ' * 60 + b'"b"]}\n',
            "journal.jsonl": b"".join(map(journal.export_line, rows)),
            "attachments/0001.jpg": b"\xff\xd8\xff\xe0 not really a picture",
        },
    )


@pytest.fixture
def tiny(content: build.BundleContent) -> build.BundleContent:
    """As few bytes as possible, one entry still deflated."""
    entries = {"items.json": b"a" * 40}
    return replace(content, journal=None, attachments=(), entries=entries)


Sealer = Callable[..., Path]


@pytest.fixture
def sealed(tmp_path: Path, content: build.BundleContent, operator: KeyFileSigner) -> Path:
    """The content above, signed by the operator."""
    return build.build(tmp_path / "bundle.asice.zip", content, [operator], signed_at=WHEN).path
