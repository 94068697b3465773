r"""RTF: control words away, \'xx bytes in the font's code page, \u characters, tables as rows (RTF 1.9.1)."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from checks.residue.pieces import Member, Part, Table, Text, Unread
from checks.residue.readers import flow, margins, ruby
from checks.residue.readers.source import Source

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|((?:\\'[0-9a-fA-F]{2})+)|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.IGNORECASE
)
_MUTE = {
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"themedata", b"colorschememapping", b"datastore", b"latentstyles",
    b"listtable", b"listoverridetable", b"generator", b"rsidtbl", b"filetbl", b"xmlnstbl", b"wgrffmtfilter", b"falt", b"panose",
    b"bkmkstart", b"bkmkend", b"blipuid", b"objclass", b"pnseclvl", b"mmathPr", b"nonshppict",
}  # fmt: skip
_ABOUT, _PAGE, _HEAD = (
    re.compile(rb"\{\\(?:author|operator|manager|title|subject)\b ?([^{}]{2,400})\}"),
    re.compile(rb"\\ansicpg\d+"),
    1 << 20,
)
MOST_NOTED = 500
LEAST = 20  # letters below which a document of pictures says nothing
_PICTURE = re.compile(rb"\\(?:pngblip|jpegblip|emfblip|wmetafile|dibitmap|macpict)")
_NOTED = re.compile(
    rb"\{(?:\\(?:title|subject|keywords|doccomm|category|hlinkbase|staticval|sv|company)"
    rb"|\\\*\\(?!falt|panose|cs|ts|generator|shptxt|annotation|atnauthor|footnote|ud|fldinst|listname|revtbl)[a-z]{1,32}\d{0,4})\b ?"
    rb"((?=[^{}]*\\['u])[^{}]{2,4000})\}|\\docvar\b\s?\{[^{}]{0,200}\}\s?\{([^{}]{2,4000})\}"
)
_FIELD = re.compile("\x13[^\x13\x15]*(?:\x15|$)")
_CODE_PAGE = {128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 0: "cp1252", 204: "cp1251"}
_LINE = {b"par", b"line", b"sect", b"page"}
_GAP, _CELL, _ROW = {b"tab", b"emspace", b"enspace"}, {b"cell", b"nestcell"}, {b"row", b"nestrow"}
_ACTING = (
    _MUTE
    | _LINE
    | _GAP
    | _CELL
    | _ROW
    | {b"u", b"uc", b"f", b"shptxt", b"fldinst", b"pard", b"intbl", b"nesttableprops"}
)


class _State:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.pending = bytearray()
        self.muted = 0
        self.stack: list[tuple[int, int, str]] = []
        self.skip = 1
        self.to_skip = 0
        self.codec = "cp932"
        self.in_table = False
        self.row: list[str] = []
        self.rows: list[list[str]] = []
        self.tables: list[list[list[str]]] = []
        self.fields: list[int] = []
        self.readings: ruby.Pairs = []
        self.orders: list[str] = []

    def flush(self) -> None:
        if self.pending:
            self.out.append(self.pending.decode(self.codec, "replace"))
            self.pending.clear()


def read(source: Source) -> Iterator[Part]:
    """Text and tables of an RTF file, and files embedded in it."""
    data = source.all()
    state, fonts = _State(), _fonts(data)
    star = False
    for match in _TOKEN.finditer(data):
        word, number, hexed, symbol, brace, plain = match.groups()
        if brace:
            _brace(state, brace)
        elif word and not star and word not in _ACTING:
            state.to_skip = 0  # one of the many that only say how things look
        elif word:
            _word(state, word, int(number) if number else None, fonts, star)
        elif symbol:
            _symbol(state, symbol)
        elif not state.muted and (hexed or plain):
            _bytes(state, bytes.fromhex(hexed.replace(b"\\'", b"").decode("ascii")) if hexed else plain)
        star = symbol == b"*" or (star and not word and not brace)
    state.flush()
    yield from _parts(state, data)
    yield from margins.around(_alone(source, data, _ABOUT.findall(data[:_HEAD])[:10]))
    noted = [one or other for one, other in _NOTED.findall(data)[:MOST_NOTED]]
    if noted:
        yield Text("\n".join(_alone(source, data, noted)), "notes")


def _alone(source: Source, data: bytes, groups: list[bytes]) -> Iterator[str]:
    """The words of groups that are no part of the text: information, variables, form fields, shapes (RTF 1.9.1)."""
    page = _PAGE.search(data, 0, _HEAD)
    for found in groups:
        alone = Source(b"{\\rtf1\\ansi%s %s}" % (page.group() if page else b"", found), "", source.meter)
        yield from (part.text for part in read(alone) if isinstance(part, Text))


def _parts(state: _State, data: bytes) -> Iterator[Part]:
    if state.rows:
        state.tables.append(state.rows)
    text = _settled(state, "".join(state.out))
    yield Text(text)
    if len(text.strip()) < LEAST and not state.tables and _PICTURE.search(data):
        yield Unread("picture_only")
    yield from ruby.names(state.readings)
    yield from flow.quoted("".join(state.orders), "fields")
    for rows in state.tables:
        yield Table(rows)
    for found in re.findall(rb"\\objdata([^{}\\]+)", data)[:100]:
        try:
            yield Member("object", binascii.unhexlify(re.sub(rb"\s+", b"", found)))
        except binascii.Error:
            continue


def _settled(state: _State, text: str) -> str:
    """`text` without its fields; a field that only sets a reading above a word is that word."""
    if "\x13" not in text:
        return text
    text, readings = ruby.in_fields(text)
    state.readings += readings
    state.orders += _FIELD.findall(text)
    return _FIELD.sub("", text)


def _fonts(data: bytes) -> dict[int, str]:
    return {
        int(number): _CODE_PAGE.get(int(code), "cp1252")
        for number, code in re.findall(rb"\\f(\d{1,4})[^{};]{0,80}?\\fcharset(\d{1,3})", data[:65536])
    }


def _brace(state: _State, brace: bytes) -> None:
    state.flush()
    if brace == b"{":
        state.stack.append((state.muted, state.skip, state.codec))
    elif state.stack:
        state.muted, state.skip, state.codec = state.stack.pop()
        if state.fields and len(state.stack) < state.fields[-1]:
            state.fields.pop()
            state.out.append("\x15")


def _word(state: _State, word: bytes, number: int | None, fonts: dict[int, str], star: bool) -> None:
    if word == b"u" and number is not None and not state.muted:
        state.flush()
        state.out.append(chr(number & 0xFFFF))
        state.to_skip = state.skip
        return
    state.to_skip = 0
    if word == b"fldinst" and not state.muted:
        state.flush()
        state.out.append("\x13")
        state.fields.append(len(state.stack))
    elif word in _MUTE or (star and word not in _OPEN):
        state.muted = 1
    elif word == b"shptxt":
        state.muted = 0  # the words of a drawn box, among the box's measures
    elif word == b"uc" and number is not None:
        state.skip = number
    elif word == b"f" and number in fonts:
        state.flush()
        state.codec = "cp932" if fonts[number] == "cp1252" else fonts[number]
    elif not state.muted:
        _layout(state, word)


# groups that older readers pass over and that hold words, or the end of a row of a table in a cell (RTF 1.9.1)
_OPEN = (b"shptxt", b"footnote", b"annotation", b"atnauthor", b"ud", b"upr", b"nesttableprops")
_IN_CELL = "\v"
"""The end of a paragraph that is followed by another one in the same cell."""


def _layout(state: _State, word: bytes) -> None:
    if word in (b"pard", b"intbl"):
        state.in_table = word == b"intbl"
    elif word in (b"par", b"line") and state.in_table:
        state.flush()
        state.out.append(_IN_CELL)
    elif word in _LINE:
        state.flush()
        state.out.append("\n")
        if state.rows and word == b"par":
            state.tables.append(state.rows)
            state.rows = []
    elif word in _GAP:
        state.flush()
        state.out.append("\t")
    elif word in _CELL:
        state.flush()
        state.row.append(_settled(state, _last_line(state.out)).replace(_IN_CELL, "\n").strip())
    elif word in _ROW:
        state.rows.append(state.row)
        state.row = []


def _last_line(out: list[str]) -> str:
    """What was said since the last end of a line, taken from `out`."""
    line: list[str] = []
    while out:
        said = out.pop()
        cut = said.rfind("\n") + 1
        line.append(said[cut:])
        if cut:
            out.append(said[:cut])
            break
    return "".join(reversed(line))


def _symbol(state: _State, symbol: bytes) -> None:
    if symbol in b"\\{}" and not state.muted:
        state.pending += symbol
    elif symbol == b"~":
        state.pending += b" "


def _bytes(state: _State, found: bytes) -> None:
    if state.to_skip:
        found, state.to_skip = found[state.to_skip :], max(0, state.to_skip - len(found))
    state.pending += found
