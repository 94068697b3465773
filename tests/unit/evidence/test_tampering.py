"""Nothing in a bundle can be changed unnoticed: every byte, every cut, every entry."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from evidence import build, verify
from evidence.container.zipstrict import ZipReader
from evidence.keys import KeyFileSigner
from evidence.trust import Trust
from evidence.verdict import Report, Verdict

WHEN = datetime(2026, 7, 1, 1, 2, 3, tzinfo=UTC)
NOW = datetime(2026, 8, 1, tzinfo=UTC)


def judged(raw: bytes | bytearray, trust: Trust) -> Report:
    return verify.verify_stream(BytesIO(raw), trust=trust, now=NOW)


def test_every_byte_counts(
    tmp_path: Path, tiny: build.BundleContent, operator: KeyFileSigner, approver: KeyFileSigner, trust: Trust
) -> None:
    """Each byte of a small bundle is changed (one bit, another at each place, and all bits at once): all are INVALID."""
    raw = build.build(tmp_path / "t.zip", tiny, [operator, approver], signed_at=WHEN).path.read_bytes()
    assert judged(raw, trust).verdict is Verdict.VALID
    slack = []
    for i in range(len(raw)):
        for mask in (1 << (i % 8), 0xFF):
            changed = bytearray(raw)
            changed[i] ^= mask
            if judged(changed, trust).verdict is not Verdict.INVALID:
                slack.append((i, mask))
    assert slack == []


def test_no_cut_is_valid(sealed: Path, trust: Trust) -> None:
    raw = sealed.read_bytes()
    for length in [*range(0, len(raw), 7), len(raw) - 1, len(raw) - 22]:
        assert judged(raw[:length], trust).verdict is Verdict.INVALID


@pytest.mark.parametrize("extra", [b"\0", b"PK\x05\x06" + bytes(18), b"x" * 70000])
def test_nothing_can_be_added(sealed: Path, trust: Trust, extra: bytes) -> None:
    raw = sealed.read_bytes()
    assert judged(raw + extra, trust).verdict is Verdict.INVALID
    assert judged(extra + raw, trust).verdict is Verdict.INVALID


def test_a_deflate_stream_packed_otherwise_is_noticed(
    tmp_path: Path, content: build.BundleContent, operator: KeyFileSigner, trust: Trust
) -> None:
    """The same text can be deflated in many ways; which one was used is signed too."""
    import zlib

    text = b"abcabcabc" * 200
    content = replace(content, entries={**content.entries, "items.json": text})
    raw = bytearray(build.build(tmp_path / "a.zip", content, [operator], signed_at=WHEN).path.read_bytes())
    entry = ZipReader(BytesIO(raw)).entries["items.json"]
    place = slice(entry.data, entry.data + entry.packed)
    tried = 0
    for bit in range(8 * entry.packed):
        changed = bytearray(raw)
        changed[entry.data + bit // 8] ^= 1 << (bit % 8)
        try:
            same = zlib.decompress(bytes(changed[place]), -15) == text
        except zlib.error:
            continue
        tried += same
        assert judged(changed, trust).verdict is Verdict.INVALID
    assert tried, "the sample has to hold at least one harmless-looking change"
