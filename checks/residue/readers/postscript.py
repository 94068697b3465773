"""PostScript printed to a file: the strings that pages show, in the character set that their fonts name (PLRM 3.2.2; Adobe TN 5094).

Printers' drivers write other fonts' letters as numbers of glyphs; such a file is named as one without letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checks.residue import charset
from checks.residue.pieces import Part, Text, Unread
from checks.residue.readers import delimited
from checks.residue.readers.source import Source

BEGINNING = re.compile(r"\s*(?:\x04|\x1b%-12345X)?(?:@PJL[^\n]*\n\s*)*%!(?:PS)?")
_FONTS = (
    (re.compile(r"-(?:90(?:ms|pv|msp)-|83pv-|Ext-|Add-)?RKSJ-[HV]\b"), "cp932"),
    (re.compile(r"-EUC-[HV]\b"), "euc_jis_2004"),
    (re.compile(r"-UniJIS(?:2004)?-U(?:CS2|TF16)(?:-HW)?-[HV]\b"), "utf-16-be"),
    (re.compile(r"-(?:Ext-|Add-)?[HV]\b(?=\s+(?:findfont|[0-9.]+\s+selectfont))"), "iso2022"),
)
_TOKEN = re.compile(
    r"%[^\n]*|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\)|<(?![<~])[0-9A-Fa-f\s]*>|-?[0-9]+(?:\.[0-9]*)?|[^\s()<>\[\]{}/%]+|.",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "", "\n": "", "\r": "", "\r\n": ""}
_PAGE = re.compile(r"^%%Page:", re.MULTILINE)
_SETUP = re.compile(r"^%%(?:EndSetup|EndProlog)", re.MULTILINE)
_HEIGHT, MOST, SHARE = 3.0, 200_000, 0.3
"""Units of height within which strings stand on one line, strings read at most, share of their bytes without letters that makes a file one of glyphs."""
_NO_LETTERS = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd]")


def read(text: str, source: Source) -> Iterator[Part]:
    """The lines of the pages, and that there are glyphs without letters where there are."""
    yield from read_blocks([text], source)


def read_blocks(blocks: Iterable[str], source: Source) -> Iterator[Part]:
    """As `read`, of a large file in blocks."""
    codec, glyphs, letters = "", 0, 0
    begins: re.Pattern[str] | None = None
    for number, block in enumerate(blocks):
        source.meter.clock()
        codec = next((codec for pattern, codec in _FONTS if pattern.search(block)), codec)
        if number == 0:  # before the pages stand fonts and procedures
            paged = "%!PS-Adobe" in block[:200] and "EPSF" not in block[:200] and "%%Pages:" in block
            begins = _PAGE if paged else _SETUP
            comments = _bytes("\n".join(re.findall(r"^%%(?:Title|For|Creator): *(.*)$", block, re.MULTILINE)))
            yield Text(charset.decode(comments, charset.detect(comments) or "latin-1"))
        begun = begins.search(block) if begins is not None else None
        if begins is _PAGE and begun is None:
            continue
        begins = None
        lines, unknown, known = _lines(block, begun.start() if begun else 0, codec)
        glyphs, letters = glyphs + unknown, letters + known
        yield from delimited.split("\n".join("\t".join(told for _, told in sorted(line)) for line in lines))
    if glyphs > SHARE * (glyphs + letters):
        yield Unread("no_letters")


def _lines(text: str, start: int, codec: str) -> tuple[list[list[tuple[float, str]]], int, int]:
    """(what stands on each line with its place from the left, bytes that are no letters, bytes that are)."""
    lines: list[list[tuple[float, str]]] = []
    place, height, glyphs, letters, count = [0.0, 0.0], float("inf"), 0, 0, 0
    for match in _TOKEN.finditer(text, start):
        sign = match.group()
        if sign[0] in "(<" and len(sign) > 1:
            count += 1
            raw = _raw(sign)
            told = _decoded(raw, codec)
            glyphs += len(raw) if told is None else 0
            letters += len(raw) if told else 0
            if told and told.strip() and count <= MOST:
                if abs(place[1] - height) > _HEIGHT or not lines:
                    lines.append([])
                    height = place[1]
                lines[-1].append((place[0], told.strip()))
        elif sign[0] in "-0123456789" and sign.strip("-.0123456789") == "" and sign[-1] != "-":
            place = [place[1], float(sign)]
    return lines, glyphs, letters


def _raw(sign: str) -> bytes:
    """The bytes of a string, in brackets or in hexadecimal."""
    if sign[0] == "<":
        told = "".join(sign[1:-1].split())
        return bytes.fromhex(told + "0" * (len(told) % 2))
    return _bytes(_ESCAPE.sub(_signs, sign[1:-1]))


def _signs(match: re.Match[str]) -> str:
    told = match[1]
    return chr(int(told, 8) & 0xFF) if told[0] in "01234567" else _SIGNS.get(told, told)


def _bytes(text: str) -> bytes:
    """The bytes of what was read as Latin-1 or as Japanese."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8")


def _decoded(raw: bytes, codec: str) -> str | None:
    """What a string says; None where its bytes are no letters."""
    if codec == "iso2022" and len(raw) % 2 == 0:
        two_bytes = charset.decode(b"\x1b$B" + raw + b"\x1b(B", "iso2022_jp_2004")
        if "\ufffd" not in two_bytes:
            return two_bytes
    known = codec if codec not in ("", "iso2022") else charset.detect(raw) or "latin-1"
    if raw.isascii() and known != "utf-16-be":
        known = "ascii"
    told = charset.decode(raw, known)
    return None if _NO_LETTERS.search(told) or known == "latin-1" else told
