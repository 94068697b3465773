"""The salted hash chain: expected digests are recomputed here from the formula of the format, byte by byte."""

import hashlib

import pytest

from evidence import journal
from evidence.journal import Break, JournalFormatError, Row

SALT = bytes(range(16))


def rows(count: int = 5) -> list[Row]:
    out, prev = [], journal.GENESIS
    for seq in range(1, count + 1):
        payload, salt = f'{{"答": {seq}}}'.encode(), bytes([seq]) * 16
        eh = journal.entry_digest(salt, payload)
        prev = journal.link_digest(prev, seq, eh)
        out.append(Row(seq, payload, salt, eh, prev))
    return out


def test_the_formula() -> None:
    eh = hashlib.sha256(b"\x00" + SALT + b"abc").digest()
    assert journal.entry_digest(SALT, b"abc") == eh
    link = hashlib.sha256(b"\x01" + bytes(32) + b"\x00\x00\x00\x00\x00\x00\x00\x01" + eh).digest()
    assert journal.link_digest(journal.GENESIS, 1, eh) == link


def test_an_intact_chain() -> None:
    chain = rows()
    assert journal.verify_chain(chain, head=chain[-1].link, count=5) == []
    assert journal.verify_chain([], head=journal.GENESIS, count=0) == []


def test_an_edit_is_found() -> None:
    chain = rows()
    chain[2] = Row(3, b"other", chain[2].salt, chain[2].eh, chain[2].link)
    assert journal.verify_chain(chain) == [Break("JOURNAL_ENTRY", 3)]


def test_a_deletion_and_a_swap_are_found() -> None:
    chain = rows()
    assert Break("JOURNAL_GAP", 4) in journal.verify_chain([*chain[:2], *chain[3:]])
    swapped = [chain[0], chain[2], chain[1], *chain[3:]]
    assert {b.code for b in journal.verify_chain(swapped)} == {"JOURNAL_GAP", "JOURNAL_LINK"}


def test_a_rewritten_tail_is_found_by_the_head_alone() -> None:
    chain = rows()
    assert journal.verify_chain(chain[:4]) == []
    assert journal.verify_chain(chain[:4], head=chain[-1].link, count=5) == [Break("JOURNAL_HEAD", 4)]


def test_redaction_keeps_the_head() -> None:
    chain = rows()
    hidden = [journal.redact(r) if r.seq == 2 else r for r in chain]
    assert journal.verify_chain(hidden, head=chain[-1].link, count=5) == []
    assert b"payload" in journal.export_line(hidden[1])
    assert chain[1].payload is not None
    assert chain[1].payload not in journal.export_line(hidden[1])


def test_the_export_comes_back_whatever_the_pieces() -> None:
    chain = [*rows(), journal.redact(rows(6)[5])]
    raw = b"".join(map(journal.export_line, chain))
    for size in (1, 7, 1000):
        pieces = (raw[i : i + size] for i in range(0, len(raw), size))
        assert list(journal.parse_lines(pieces)) == chain


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[1]",
        b"\xff",
        b'{"seq": 1}',
        b"x" * 2_000_000,
        b'{"eh":"","link":"","payload":null,"salt":null,"seq":1}',
    ],
)
def test_a_strange_line_is_named(line: bytes) -> None:
    good = journal.export_line(rows(1)[0])
    with pytest.raises(JournalFormatError) as caught:
        list(journal.parse_lines([good, line, b"\n"]))
    assert caught.value.number == 2


def test_a_line_without_end_is_refused() -> None:
    with pytest.raises(JournalFormatError):
        list(journal.parse_lines([journal.export_line(rows(1)[0])[:-1]]))


def test_wrong_lengths_are_a_caller_s_error() -> None:
    with pytest.raises(ValueError, match="salt"):
        journal.entry_digest(b"short", b"")
    with pytest.raises(ValueError, match="digests"):
        journal.link_digest(b"", 1, bytes(32))
