"""Strings of a format that is not understood: UTF-8, UTF-16 and Shift_JIS runs that read like Japanese or ASCII."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checks.residue.pieces import Member, Part, Unread
from checks.residue.readers import delimited, jsonish
from checks.residue.readers.source import Source

BLOCK = 4 << 20
_UTF8 = re.compile(rb"(?:[\x20-\x7e\t]|[\xe2-\xe9\xef][\x80-\xbf]{2}|\xf0[\xa0-\xaf][\x80-\xbf]{2}){6,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\t]\x00|[\x00-\xff][\x30\x4e-\x9f]|[\x01-\xee]\xff){3,}")
_SJIS = re.compile(rb"(?:[\x20-\x7e\t\xa1-\xdf]|[\x81-\x9f\xe0-\xea][\x40-\x7e\x80-\xfc]){6,}")
_PAIR = re.compile(rb"[\x81-\x9f\xe0-\xea][\x40-\x7e\x80-\xfc]")


def read(source: Source) -> Iterator[Part]:
    """What strings there are; the format itself stays named as unknown. An empty file is simply empty."""
    if not len(source):
        return
    if not bytes(source.data[: 1 << 16]).strip(b"\0") and not _anything(source):
        return
    inner = _carved(source)
    if inner is not None:
        yield inner
    yield from strings(source)
    yield Unread("unknown_format")


# beginnings of files that a disk check or a cache may have put after something else
_BEGINNINGS = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"SQLite format 3\0", b"{\\rtf1")


def _carved(source: Source) -> Member | None:
    """The first known file that begins further inside, as a member."""
    if len(source) > source.meter.budget.member_bytes:
        return None
    data = source.all()
    starts = [at for magic in _BEGINNINGS if (at := data.find(magic, 1)) > 0]
    return Member(f"+{min(starts)}", data[min(starts) :]) if starts else None


def _anything(source: Source) -> bool:
    """Whether any byte of `source` is not zero."""
    return any(bytes(source.data[start : start + BLOCK]).strip(b"\0") for start in range(0, len(source), BLOCK))


def strings(source: Source, most: int = 1 << 40) -> Iterator[Part]:
    """Text runs of the first `most` bytes of `source`, as raw text."""
    for start in range(0, min(len(source), most), BLOCK):
        source.meter.clock()
        block = bytes(source.data[start : start + BLOCK + 256])
        if not block.strip(b"\0"):
            continue
        for found in zip(*(runs(part) for part in _readable(block)), strict=True):
            yield from _of_one_encoding([text for part in found for text in part])


def _of_one_encoding(found: list[str]) -> Iterator[Part]:
    """Runs of one encoding as lines; JSON among them by its keys instead."""
    lines: list[str] = []
    for run in found:
        parts = list(jsonish.read_embedded(run)) if '"' in run else []
        yield from parts
        if not parts:
            lines.append(run)
    if lines:
        yield from delimited.split("\n".join(lines), raw=True)


WINDOW, SPREAD = 512, 205


def _readable(block: bytes) -> Iterator[bytes]:
    """The stretches of `block` that are not as evenly spread as packed or encrypted data: no text can be read there.

    512 random bytes show about 221 of the 256 values, Japanese text in any encoding far fewer than 200.
    """
    begin = end = -1
    for at in range(0, len(block), WINDOW):
        if len(set(block[at : at + WINDOW])) < SPREAD:
            begin = max(at - 64, 0) if begin < 0 else begin
            end = at + WINDOW + 64
        elif begin >= 0:
            yield block[begin:end]
            begin = -1
    if begin >= 0:
        yield block[begin:]


def runs(data: bytes) -> tuple[list[str], list[str], list[str]]:
    """Readable runs of `data` in UTF-8, UTF-16 and Shift_JIS; ASCII in the middle of Shift_JIS lines stays with them."""
    sjis = [run for run in _SJIS.finditer(data) if len(_PAIR.findall(run.group())) >= 2]
    shift = [(run, text) for run in sjis if _likely(text := run.group().decode("cp932", "replace"))]
    inside = {place for run, _ in shift for place in range(run.start(), run.end(), 6)}
    plain = [
        run.group().decode("utf-8", "replace")
        for run in _UTF8.finditer(data)
        if not run.group().isascii() or not inside.intersection(range(run.start(), run.end()))
    ]
    wide: list[str] = []
    if b"\x00" in data or b"\x30" in data:
        for shifted in (data, data[1:]):
            wide += [text for run in _WIDE.findall(shifted) if _likely(text := run.decode("utf-16-le", "replace"))]
    return plain, wide, [text for _, text in shift]


def _likely(text: str) -> bool:
    """Mostly kana, common ideographs and ASCII: random bytes rarely give that."""
    common = sum(
        1
        for ch in text
        if ch.isascii() or "\u3041" <= ch <= "\u30fe" or ch in "々〒、。・「」" or "\uff10" <= ch <= "\uff9f"
    )
    ideographs = sum(1 for ch in text if "\u4e00" <= ch <= "\u9fff")
    rare = sum(1 for ch in text if "\u4e00" <= ch <= "\u9fff" and not _in_jis_level1(ch))
    return (common + ideographs) >= 0.9 * len(text) and rare * 4 <= max(len(text), 4)


@cache
def _in_jis_level1(ch: str) -> bool:
    """JIS X 0208 rows 16 to 47: the ideographs of everyday use."""
    try:
        raw = ch.encode("euc_jp")
    except UnicodeEncodeError:
        return False
    return len(raw) == 2 and 0xB0 <= raw[0] <= 0xCF
