"""Strict DER: a reader of elements and a small writer; values by ``cryptography.hazmat.asn1``, imported here alone.

The reader gives nodes (tag, content, raw bytes) instead of typed structures: signed attributes must be hashed from the
received bytes, and real tokens carry unsorted SETs that a typed SET OF refuses. ITU-T X.690 section 10 (DER).
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TypeVar

from cryptography.hazmat import asn1
from cryptography.x509 import ObjectIdentifier

INTEGER, BIT_STRING, OCTETS, NULL, OID = 0x02, 0x03, 0x04, 0x05, 0x06
UTC_TIME, GENERALIZED_TIME, SEQUENCE, SET = 0x17, 0x18, 0x30, 0x31
CONTEXT = 0xA0
"""Constructed context tag 0; add the tag number."""
MAX_CHILDREN = 4096

_T = TypeVar("_T")


class DerError(ValueError):
    """The bytes are not the strict DER that was expected."""


def _decode(cls: type[_T], raw: bytes) -> _T:
    # The Rust parser raises ValueError, but also OverflowError and its own classes for odd values.
    try:
        return asn1.decode_der(cls, raw)
    except Exception as error:  # noqa: BLE001
        raise DerError(str(error)) from None


class Node:
    """One DER element: its tag byte, all its bytes, and how many of them are its head (tag and length)."""

    __slots__ = ("_children", "_head", "raw", "tag")

    def __init__(self, raw: bytes, head: int) -> None:
        self.tag = raw[0]
        self.raw = raw
        self._head = head
        self._children: list[Node] | None = None

    @property
    def content(self) -> bytes:
        """What stands behind the head."""
        return self.raw[self._head :]

    def children(self) -> list[Node]:
        """The elements inside, for any constructed tag."""
        if self._children is None:
            self._children = self._read_children()
        return self._children

    def _read_children(self) -> list[Node]:
        if not self.tag & 0x20:
            raise DerError("not constructed")
        raw, at, found = self.raw, self._head, []
        total = len(raw)
        while at < total:
            content, end = at + 2, at + 2 + raw[at + 1] if at + 1 < total else total + 1
            if end > total or raw[at + 1] >= 0x80 or raw[at] & 0x1F == 0x1F:  # long, or not DER
                content, end = _extent(raw, at)
            found.append(Node(raw[at:end], content - at))
            at = end
            if len(found) > MAX_CHILDREN:
                raise DerError("too many elements")
        return found

    def expect(self, tag: int) -> Node:
        """This node, if it has the tag."""
        if self.tag != tag:
            raise DerError(f"tag {self.tag:#x} instead of {tag:#x}")
        return self

    def oid(self) -> str:
        """An OBJECT IDENTIFIER, dotted."""
        return _dotted(self.expect(OID).raw)

    def integer(self) -> int:
        """An INTEGER."""
        return _decode(int, self.expect(INTEGER).raw)

    def octets(self) -> bytes:
        """An OCTET STRING."""
        return self.expect(OCTETS).content

    def time(self) -> datetime:
        """A UTCTime or GeneralizedTime (no fraction), aware, in UTC."""
        if self.tag == UTC_TIME:
            return sane(_decode(asn1.UTCTime, self.raw).as_datetime())
        return sane(_decode(asn1.GeneralizedTime, self.raw).as_datetime())


EARLIEST = datetime(1950, 1, 1, tzinfo=UTC)
"""Where UTCTime begins (RFC 5280 section 4.1.2.5.1); arithmetic with years near 1 overflows."""


def sane(moment: datetime) -> datetime:
    """A time after 1950; DerError otherwise."""
    if moment < EARLIEST:
        raise DerError("time")
    return moment


@lru_cache(maxsize=256)
def _dotted(raw: bytes) -> str:
    return _decode(ObjectIdentifier, raw).dotted_string


def _extent(raw: bytes, at: int) -> tuple[int, int]:
    """Where the content of the element at ``at`` begins and ends; DerError unless its length is minimal and fits."""
    if at + 2 > len(raw) or raw[at] & 0x1F == 0x1F:
        raise DerError("cut off, or a long tag")
    length, begin = raw[at + 1], at + 2
    if length >= 0x80:
        size = length & 0x7F
        begin += size
        length = int.from_bytes(raw[at + 2 : begin], "big")
        if not 1 <= size <= 4 or length < 0x80 or not raw[at + 2]:
            raise DerError("length")
    if begin + length > len(raw):
        raise DerError("cut off")
    return begin, begin + length


def parse(raw: bytes) -> Node:
    """The one element that ``raw`` consists of; DerError if anything follows or a length is not minimal."""
    content, end = _extent(raw, 0)
    if end != len(raw):
        raise DerError("something follows")
    return Node(raw, content)


MAX_DEPTH = 40


def is_ber(raw: bytes) -> bool:
    """BER that is not DER (X.690 section 8.1.3): lengths left open, as ``openssl cms -stream`` writes, or longer than need be.

    Readable elsewhere, refused here: one structure must have one encoding.
    """
    if len(raw) > 2 and raw[0] & 0x20 and raw[1] == 0x80:
        return True
    try:
        end, loose = _ber(raw, 0, MAX_DEPTH)
    except (DerError, IndexError):
        return False
    return loose and end == len(raw)


def _ber(raw: bytes, at: int, depth: int) -> tuple[int, bool]:
    """Where the element at ``at`` ends, and whether any length in it is not as DER wants it."""
    first, built = raw[at + 1], raw[at] & 0x20
    if raw[at] & 0x1F == 0x1F or not depth or first > 0x84:
        raise DerError("not BER of ours")
    begin = at + 2 + (first & 0x7F if first > 0x80 else 0)
    length = int.from_bytes(raw[at + 2 : begin], "big") if first > 0x80 else first
    loose = first == 0x80 or (first > 0x80 and (length < 0x80 or not raw[at + 2]))
    end = len(raw) if first == 0x80 else begin + length
    if end > len(raw) or (first == 0x80 and not built):
        raise DerError("cut off")
    while built and begin < end:
        if first == 0x80 and raw[begin : begin + 2] == b"\0\0":
            return begin + 2, True
        begin, inner = _ber(raw, begin, depth - 1)
        loose = loose or inner
    if built and (begin != end or first == 0x80):
        raise DerError("cut off")
    return end, loose


def tlv(tag: int, *parts: bytes) -> bytes:
    """Encode one element."""
    content = parts[0] if len(parts) == 1 else b"".join(parts)
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(size))) + size + content


def sequence(*parts: bytes) -> bytes:
    """SEQUENCE."""
    return tlv(SEQUENCE, *parts)


def set_of(*parts: bytes) -> bytes:
    """SET OF, sorted as DER demands (X.690 section 11.6)."""
    return tlv(SET, *sorted(parts))


@lru_cache(maxsize=256)
def oid(dotted: str) -> bytes:
    """OBJECT IDENTIFIER."""
    return asn1.encode_der(ObjectIdentifier(dotted))


def integer(value: int) -> bytes:
    """INTEGER."""
    return asn1.encode_der(value)


def octets(value: bytes) -> bytes:
    """OCTET STRING."""
    return tlv(OCTETS, value)


def time(value: datetime) -> bytes:
    """Time as CMS wants it: UTCTime until 2049, GeneralizedTime from 2050 (RFC 5652 section 11.3)."""
    moment = value.astimezone(UTC).replace(microsecond=0)
    return asn1.encode_der(asn1.UTCTime(moment) if moment.year < 2050 else asn1.GeneralizedTime(moment))
