"""Strings of a format that is not understood: UTF-8, UTF-16 and Shift_JIS runs that read like Japanese or ASCII."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from heapq import heappop, heapreplace
from itertools import compress
from operator import not_
from typing import Any

from checks.residue.clues import announces
from checks.residue.fold import plain_ideographs
from checks.residue.matchers.lexicon import names
from checks.residue.native.library import load
from checks.residue.native.text import first_of, spread
from checks.residue.pieces import Member, Part, Unread
from checks.residue.prepared import kept
from checks.residue.readers import delimited, jsonish
from checks.residue.readers.source import Source

BLOCK = 4 << 20
# In both, a sign that may begin a run is looked for first, and five more bytes of such runs behind it: the rest costs more.
_UTF8 = re.compile(
    rb"[\x20-\x7e\t\xe2-\xe9\xef\xf0](?=[\x20-\x7e\t\x80-\xbf\xe2-\xe9\xef\xf0]{5})"
    rb"(?:(?<=[\x20-\x7e\t])|(?<=[\xe2-\xe9\xef])[\x80-\xbf]{2}|(?<=\xf0)[\xa0-\xaf][\x80-\xbf]{2})"
    rb"(?:[\x20-\x7e\t]|[\xe2-\xe9\xef][\x80-\xbf]{2}|\xf0[\xa0-\xaf][\x80-\xbf]{2}){5,}"
)
# with the letters of IBM and NEC (髙)
_SJIS = re.compile(
    rb"[\x20-\x7e\t\x81-\x9f\xa1-\xea\xed\xee\xfa-\xfc](?=[\x20-\x7e\t\x80-\xfc]{5})"
    rb"(?:(?<=[\x20-\x7e\t\xa1-\xdf])|(?<=[\x81-\x9f\xe0-\xea\xed\xee\xfa-\xfc])[\x40-\x7e\x80-\xfc])"
    rb"(?:[\x20-\x7e\t\xa1-\xdf]|[\x81-\x9f\xe0-\xea\xed\xee\xfa-\xfc][\x40-\x7e\x80-\xfc]){5,}"
)
# ASCII, kana, ideographs, full width; with the signs of lists (×○●△□※①→№), the ideographs kept for compatibility (﨑), and those
# beyond the first plane (𠮷). Three that end in a zero byte are left out (嬀崀笀): they are the brackets of JSON read one byte too early.
_WIDE = re.compile(
    "[\t\x20-\x7e\xd7\u2013-\u2015\u2025\u2026\u203b\u2116\u2121\u2190-\u2193\u2460-\u2473\u25a0\u25a1\u25b2\u25b3\u25c6\u25c7\u25cb\u25ce\u25cf\u25ef"
    "\u3000-\u30ff\u4e00-\u5aff\u5b01-\u5cff\u5d01-\u7aff\u7b01-\u9fff\ufa00-\ufa6a\uff01-\uffee\U00020000-\U0002ffff]{3,}"
)
_PAIR = re.compile(rb"[\x81-\x9f\xe0-\xea\xed\xee\xfa-\xfc][\x40-\x7e\x80-\xfc]")


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
    start = _first_beginning(data)
    return Member(f"+{start}", data[start:]) if start > 0 else None


def _first_beginning(data: bytes) -> int:
    library = load()
    if library is not None:
        return first_of(library, data, _BEGINNINGS, 1)
    return min((at for magic in _BEGINNINGS if (at := data.find(magic, 1)) > 0), default=-1)


def _anything(source: Source) -> bool:
    """Whether any byte of `source` is not zero."""
    return any(bytes(source.data[start : start + BLOCK]).strip(b"\0") for start in range(0, len(source), BLOCK))


def strings(source: Source, most: int = 1 << 40) -> Iterator[Part]:
    """Text runs of the first `most` bytes of `source`, as raw text."""
    for start in range(0, min(len(source), most), BLOCK):
        source.meter.clock()
        block = bytes(source.data[start : start + BLOCK + 256])
        source.meter.passed(len(block))
        if not block.strip(b"\0"):
            continue
        for found in zip(*(runs(part) for part in _readable(block)), strict=True):
            yield from of_one_encoding([text for part in found for text in part])


def of_one_encoding(found: list[str]) -> Iterator[Part]:
    """Runs of one encoding as lines; JSON among them by its keys instead, and whole sentences as the text they are."""
    lines: list[str] = []
    values: list[Any] = []
    for run in found:
        inside = jsonish.values_in(run) if '"' in run else []
        values += inside
        if not inside:
            lines.append(run)
    yield from jsonish.read_values(values)
    lines = [line for line in lines if line.isascii() or not _garbled(line)]
    told = [line.isascii() or _said(line) or _heads(line) for line in lines]
    written, noise = (list(compress(lines, kept)) for kept in (told, map(not_, told)))
    if written:
        whole = sum(map(len, filter(_sentence, written))) >= SENTENCES
        yield from delimited.split("\n".join(written), raw=not whole)
    if noise:
        yield from delimited.split("\n".join(noise), raw=True)


FEW = 6  # ideographs and kana that are too few to be told from chance by what they are
SENTENCES = 30  # letters of whole sentences: what was cut from a letter or a record is one, noise never is
_NUMBER = re.compile("[0-9-]{7}")
_HIRAGANA, _HALF = re.compile("[\u3041-\u3096]"), re.compile("[\uff61-\uff9f]")


def _sentence(line: str) -> bool:
    return len(line) >= 12 and 5 * len(_HIRAGANA.findall(line)) >= len(line) and _said(line)


def _garbled(line: str) -> bool:
    """Whether a few ideographs are bytes read at the wrong place: among them rare ones, and no surname that has such."""
    letters = "".join(ch for ch in line if "\u3400" <= ch <= "\u9fff")
    if sum(not ch.isascii() for ch in line) >= FEW or all(map(_in_jis_level1, letters)):
        return False
    plain, surnames = plain_ideographs(letters), names().surnames
    return not any(plain[:length] in surnames for length in (1, 2, 3))


def _heads(line: str) -> bool:
    """Whether a line is the headings of a list, what was cut off glued to its first one."""
    return "," in line and sum(map(announces, line.split(","))) >= 2


def _said(line: str) -> bool:
    """Whether a line holds what people write: no half-width kana alone among signs, no letters nobody uses."""
    wide = sum(1 for ch in line if not ch.isascii())
    return (
        (wide >= 4 or (wide >= 2 and _NUMBER.search(line) is not None))
        and not _HALF.search(line)
        and all(map(_usual, line))
    )


@cache
def _usual(ch: str) -> bool:
    """Whether a letter belongs to everyday Japanese: kana, ideographs of JIS X 0208, ASCII and the usual signs."""
    try:
        return len(ch.encode("cp932")) <= 2 and (ch.isprintable() or ch == "\u3000")
    except UnicodeEncodeError:
        return ch in "𠮷﨑"


WINDOW, SPREAD = 512, 205


def _readable(block: bytes) -> Iterator[bytes]:
    """The stretches of `block` that are not as evenly spread as packed or encrypted data: no text can be read there.

    512 random bytes show about 221 of the 256 values, Japanese text in any encoding far fewer than 200.
    """
    begin = end = -1
    for at, even in zip(range(0, len(block), WINDOW), _spread(block), strict=True):
        if not even:
            begin = max(at - 64, 0) if begin < 0 else begin
            end = at + WINDOW + 64
        elif begin >= 0:
            yield block[begin:end]
            begin = -1
    if begin >= 0:
        yield block[begin:]


def _spread(block: bytes) -> Iterable[int]:
    """For each window of `block` whether it is evenly spread."""
    library = load()
    if library is not None:
        return spread(library, block, WINDOW, SPREAD)
    return (len(set(block[at : at + WINDOW])) >= SPREAD for at in range(0, len(block), WINDOW))


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
        found = sorted([*_wide_runs(data, 0), *_wide_runs(data, 1)])
        wide = [text for _, text in _in_turn(found, 0) if _likely(text)]
        # read again from the second byte on, where that may say something else
        again = bool(found) and found[0][0] == 0
        wide += [text for _, text in _in_turn(found, 1) if _likely(text)] if again else wide
    return plain, wide, [text for _, text in shift]


SHORTEST = 3  # letters of a run of UTF-16
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


def _wide_runs(data: bytes, begin: int) -> Iterator[tuple[int, str]]:
    """(place, letters) of runs of UTF-16 in `data`, whose letters begin at every second byte from `begin` on."""
    text = data[begin : begin + (len(data) - begin) // 2 * 2].decode("utf-16-le", "replace")
    double = [sign.start() for sign in _BEYOND.finditer(text)]
    for run in _WIDE.finditer(text):
        yield begin + 2 * (run.start() + bisect_left(double, run.start())), run.group()


def _in_turn(found: list[tuple[int, str]], done: int) -> Iterator[tuple[int, str]]:
    """Runs from the left, none over another, from byte `done` on; of one that begins within another what is left of it."""
    left = found[:]  # in order, as a heap is
    while left:
        at, text = left[0]
        skipped = 0
        while at < done and skipped < len(text):
            at += 2 + 2 * (text[skipped] > "\uffff")
            skipped += 1
        if skipped and len(text) - skipped >= SHORTEST:
            heapreplace(left, (at, text[skipped:]))  # another one may begin before it
            continue
        heappop(left)
        if not skipped:
            yield at, text
            done = at + 2 * (len(text) + len(_BEYOND.findall(text)))


_NO_WORD = re.compile("[^\x00-\x7f\u3000-\u30fe\uff01-\uff9f\u4e00-\u9fff]")


def _likely(text: str) -> bool:
    """Mostly kana, common ideographs and ASCII: random bytes rarely give that."""
    return 10 * len(_NO_WORD.findall(text)) <= len(text) and 4 * len(_RARE.findall(text)) <= max(len(text), 4)


@cache
def _in_jis_level1(ch: str) -> bool:
    """JIS X 0208 rows 16 to 47: the ideographs of everyday use."""
    try:
        raw = ch.encode("euc_jp")
    except UnicodeEncodeError:
        return False
    return len(raw) == 2 and 0xB0 <= raw[0] <= 0xCF


def _rare() -> str:
    return "".join(ch for ch in map(chr, range(0x4E00, 0xA000)) if not _in_jis_level1(ch))


_RARE = re.compile(f"[{kept('rare ideographs', _rare)}]")
