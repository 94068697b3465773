"""Words a PDF holds outside of its pages, wherever they stand: scripts, own keys of its information, names of layers, notes of earlier states.

A text string that is not plain ASCII begins with a mark of its encoding (ISO 32000-2, 7.9.2.2), so that it is told from bytes
of any other kind without walking the file. What the pages, forms and notes say already is not said again.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterable, Iterator

from checks.residue.budget import Meter
from checks.residue.pieces import Part, Table, Text
from checks.residue.readers import pdf_fields
from checks.residue.readers.unwrap import unwrap

MOST, MOST_PACKET = 5_000, 1 << 20
_MARKS = (b"(\xfe\xff", b"(\xef\xbb\xbf", b"(\\376\\377", b"<FEFF", b"<feff", b"<EFBBBF", b"<efbbbf")
_KEY = re.compile(rb"/([A-Za-z]{1,20})\s*\Z")
_WHOLE = re.compile(pdf_fields.TEXT, re.DOTALL)
_SCRIPT = re.compile(rb"/JS\s*(?:(\d{1,8})\s+\d+\s+R|(?=\())")
# who wrote it and with what, names of fields: told elsewhere, or of nobody
_NOBODYS = frozenset((b"Author", b"Creator", b"Producer", b"T", b"Title", b"DA", b"CA", b"RC"))
_JAPANESE = re.compile("[\u3041-\u30fe\u4e00-\u9fff]")
_STRANGE = re.compile("[\0-\x08\x0e-\x1f\ufffd\ue000-\uf8ff\uac00-\ud7a3]")
_PACKET = re.compile(rb"<x:xmpmeta\b.*?</x:xmpmeta>|<rdf:RDF\b.*?</rdf:RDF>", re.DOTALL)
_PACKED_PACKET = re.compile(rb"/Type\s*/Metadata\b[^>]{0,300}>>\s*stream\r?\n", re.DOTALL)
_ELEMENT = re.compile(r"<(\w+):(\w+)\b[^<>]*>([^<>]+)<|\b(\w+):(\w+)=\"([^\"<>]+)\"")
_OF_PROGRAMS = frozenset(("creator", "Producer", "CreatorTool", "fontName", "fontFamily"))


def unsaid(data: bytes, parts: Iterable[Part], meter: Meter) -> Iterator[Part]:
    """`parts` of the file `data`, and then what else is written in it. Encrypted strings are not told."""
    said: list[str] = []
    for part in parts:
        said += _words(part)
        yield part
    if b"/Encrypt" in data[-4096:] or b"/Encrypt" in data[:2048]:
        return
    whole = _squeezed("".join(said))
    found = dict.fromkeys(_found(data, meter))
    left = [told for told in found if _squeezed(told) not in whole]
    if left:
        yield Text("\n".join(left), "beside")


def _words(part: Part) -> list[str]:
    if isinstance(part, Table):
        return ["".join(row) for row in part.rows]
    return [part.text] if isinstance(part, Text) and not part.names else []


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _found(data: bytes, meter: Meter) -> Iterator[str]:
    for part in (data, *pdf_fields.packed(data, meter)):
        yield from _strings(part)
        yield from _scripts(part, data, meter)
    for packet in _packets(data, meter):
        yield from _in_packet(packet)


def _strings(part: bytes) -> Iterator[str]:
    """The strings of `part` that hold letters of Japanese and nothing that is no text."""
    for at in _places(part):
        key = _KEY.search(part, max(0, at - 30), at)
        written = None if key and key[1] in _NOBODYS else _WHOLE.match(part, at)
        told = pdf_fields.string(written[1]).strip() if written else ""
        if _JAPANESE.search(told) and not _STRANGE.search(told):
            yield told


def _places(part: bytes) -> Iterator[int]:
    """Where strings with a mark begin."""
    count = 0
    for mark in _MARKS:
        at = part.find(mark)
        while at >= 0 and count < MOST:
            yield at
            at, count = part.find(mark, at + 1), count + 1


def _scripts(part: bytes, data: bytes, meter: Meter) -> Iterator[str]:
    """Scripts without a mark, and those in streams of their own (12.6.4.17)."""
    for count, found in enumerate(_SCRIPT.finditer(part)):
        if count >= MOST:
            return
        if found[1]:
            told = _decoded(_stream(data, found[1], meter))
        else:
            written = _WHOLE.match(part, found.end())
            told = pdf_fields.string(written[1]) if written else ""
        told = unwrap(told)
        if _JAPANESE.search(told) and not _STRANGE.search(told):
            yield told


def _stream(data: bytes, number: bytes, meter: Meter) -> bytes:
    """The content of the stream that is object `number`, inflated where it is packed."""
    at = re.search(rb"(?<!\d)%s\s+\d+\s+obj\b(.{0,300}?)stream\r?\n" % number, data, re.DOTALL)
    if at is None:
        return b""
    end = data.find(b"endstream", at.end())
    content = data[at.end() : end if end >= 0 else len(data)][:MOST_PACKET]
    return _inflated(content, meter) if b"/FlateDecode" in at[1] else content


def _inflated(content: bytes, meter: Meter) -> bytes:
    try:
        told = zlib.decompressobj().decompress(content, MOST_PACKET)
    except zlib.error:
        return b""
    meter.add(len(told))
    return told


def _decoded(content: bytes) -> str:
    for mark, codec in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if content.startswith(mark):
            return content[len(mark) :].decode(codec, "ignore")
    return content.decode("utf-8", "replace")


def _packets(data: bytes, meter: Meter) -> Iterator[bytes]:
    """The packets of XMP in a file (ISO 16684-1), those in packed streams too."""
    if b"</rdf:RDF>" in data:
        yield from (found[0] for found in _PACKET.finditer(data, 0, data.rfind(b">") + 1))
    for found in _PACKED_PACKET.finditer(data):
        begin = data.rfind(b"<<", max(0, found.start() - 300), found.start())
        if b"/FlateDecode" in data[begin if begin >= 0 else found.start() : found.end()]:
            yield _inflated(data[found.end() : found.end() + MOST_PACKET], meter)


def _in_packet(packet: bytes) -> Iterator[str]:
    """What the properties of a packet say in Japanese, but for who wrote it and with what."""
    author = False
    for prefix, name, told, _, own, value in _ELEMENT.findall(packet.decode("utf-8", "replace")[:MOST_PACKET]):
        words = html.unescape(told or value).strip()
        author = (name or own) == "creator" or (author and prefix == "rdf")
        if words and not author and (name or own) not in _OF_PROGRAMS and _JAPANESE.search(words):
            yield words
