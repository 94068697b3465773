"""Strict DER: a reader over ``cryptography.hazmat.asn1`` and a small writer. The only module that imports it.

The reader gives nodes (tag, content, raw bytes) instead of typed structures: signed attributes must be hashed from the
received bytes, and real tokens carry unsorted SETs that a typed SET OF refuses. ITU-T X.690 section 10 (DER).
"""

from __future__ import annotations

from datetime import UTC, datetime
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


@asn1.sequence
class _Items:
    items: list[asn1.TLV]


def _decode(cls: type[_T], raw: bytes) -> _T:
    # The Rust parser raises ValueError, but also OverflowError and its own classes for odd values.
    try:
        return asn1.decode_der(cls, raw)
    except Exception as error:  # noqa: BLE001
        raise DerError(str(error)) from None


class Node:
    """One DER element: its tag byte and content."""

    __slots__ = ("_children", "content", "tag")

    def __init__(self, tag: int, content: bytes) -> None:
        self.tag = tag
        self.content = content
        self._children: list[Node] | None = None

    @property
    def raw(self) -> bytes:
        """The whole element; in strict DER there is only one way to write it."""
        return tlv(self.tag, self.content)

    def children(self) -> list[Node]:
        """The elements inside, for any constructed tag."""
        if self._children is None:
            self._children = self._read_children()
        return self._children

    def _read_children(self) -> list[Node]:
        if not self.tag & 0x20:
            raise DerError("not constructed")
        items = _decode(_Items, tlv(SEQUENCE, tlv(SEQUENCE, self.content))).items
        if len(items) > MAX_CHILDREN:
            raise DerError("too many elements")
        return [_node(item) for item in items]

    def expect(self, tag: int) -> Node:
        """This node, if it has the tag."""
        if self.tag != tag:
            raise DerError(f"tag {self.tag:#x} instead of {tag:#x}")
        return self

    def oid(self) -> str:
        """An OBJECT IDENTIFIER, dotted."""
        return _decode(ObjectIdentifier, self.expect(OID).raw).dotted_string

    def integer(self) -> int:
        """An INTEGER."""
        return _decode(int, self.expect(INTEGER).raw)

    def octets(self) -> bytes:
        """An OCTET STRING."""
        return self.expect(OCTETS).content

    def time(self) -> datetime:
        """A UTCTime or GeneralizedTime (no fraction), aware, in UTC."""
        if self.tag == UTC_TIME:
            return _decode(asn1.UTCTime, self.raw).as_datetime()
        return _decode(asn1.GeneralizedTime, self.raw).as_datetime()


def _node(item: asn1.TLV) -> Node:
    tag = item.tag_bytes
    if len(tag) != 1:
        raise DerError("long tag")
    return Node(tag[0], item.data.tobytes())


def parse(raw: bytes) -> Node:
    """The one element that ``raw`` consists of; DerError if anything follows or a length is not minimal."""
    return _node(_decode(asn1.TLV, raw))


def is_indefinite(raw: bytes) -> bool:
    """BER with indefinite length, as ``openssl cms -stream`` writes: readable elsewhere, refused here."""
    return len(raw) > 2 and raw[0] & 0x20 != 0 and raw[1] == 0x80


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
