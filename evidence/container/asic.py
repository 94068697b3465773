"""ASiCManifest: the list of digests a signature covers (ETSI EN 319 162-1, 4.4.3 and annex A.4), written and read.

The reader takes the schema's elements and nothing else: no DTD, no other digest than SHA-256, no name twice. One
extension, not critical, is our own: the digest over the packed bytes of all deflated entries, which pins what DEFLATE
leaves open (the same content can be packed in many ways).
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.parsers import expat

from evidence.errors import Refused
from evidence.verdict import Code

ASIC = "http://uri.etsi.org/02918/v1.2.1#"
DS = "http://www.w3.org/2000/09/xmldsig#"
PACKED = "urn:selfaudit:asic:packed:1"
SHA256_URI = "http://www.w3.org/2001/04/xmlenc#sha256"
MIMETYPE = b"application/vnd.etsi.asic-e+zip"
MAX_BYTES = 16 << 20
_MIME = {
    suffix: f' MimeType="{kind}"'
    for suffix, kind in {
        ".json": "application/json",
        ".html": "text/html",
        ".xml": "text/xml",
        ".txt": "text/plain",
        ".pdf": "application/pdf",
        ".p7s": "application/pkcs7-signature",
        ".tst": "application/vnd.etsi.timestamp-token",
    }.items()
}


@dataclass
class Manifest:
    """One parsed ASiCManifest: the signature it belongs to, digests by entry name, our packed digest."""

    signature: str = ""
    digests: dict[str, bytes] = field(default_factory=dict)
    packed: bytes | None = None


def write(signature: str, digests: Mapping[str, bytes], packed: bytes | None, *, archive: bool = False) -> bytes:
    """The XML of a manifest for the signature entry of that name; ``archive`` for one covered by a timestamp."""
    listed = [(html.escape(name), _b64(digest)) for name, digest in sorted(digests.items())]
    return _written(html.escape(signature), listed, None if packed is None else _b64(packed), archive=archive)


def _written(signature: str, listed: Iterable[tuple[str, str]], packed: str | None, *, archive: bool) -> bytes:
    """The same of texts that stand in XML as they are: names with digests in base64, in order."""
    kind = "application/vnd.etsi.timestamp-token" if archive else "application/pkcs7-signature"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<asic:ASiCManifest xmlns:asic="{ASIC}" xmlns:ds="{DS}">',
        f'<asic:SigReference URI="{signature}" MimeType="{kind}"/>',
    ]
    lines += [
        f'<asic:DataObjectReference URI="{name}"{_mime(name)}>'
        f'<ds:DigestMethod Algorithm="{SHA256_URI}"/><ds:DigestValue>{digest}</ds:DigestValue>'
        "</asic:DataObjectReference>"
        for name, digest in listed
    ]
    if packed is not None:
        lines.append(
            '<asic:ASiCManifestExtensions><asic:Extension Critical="false">'
            f'<p:PackedDigest xmlns:p="{PACKED}">{packed}</p:PackedDigest>'
            "</asic:Extension></asic:ASiCManifestExtensions>"
        )
    return ("\n".join([*lines, "</asic:ASiCManifest>"]) + "\n").encode("ascii")


def _mime(name: str) -> str:
    return _MIME.get(name[name.rfind(".") :], "")


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


_ROOT = f"{ASIC} ASiCManifest"
_SIGREF = f"{ASIC} SigReference"
_OBJECT = f"{ASIC} DataObjectReference"
_EXTENSIONS = f"{ASIC} ASiCManifestExtensions"
_EXTENSION = f"{ASIC} Extension"
_METHOD = f"{DS} DigestMethod"
_VALUE = f"{DS} DigestValue"
_PACKED = f"{PACKED} PackedDigest"
_CHILDREN = {
    "": {_ROOT},
    _ROOT: {_SIGREF, _OBJECT, _EXTENSIONS},
    _OBJECT: {_METHOD, _VALUE},
    _EXTENSIONS: {_EXTENSION},
    _EXTENSION: {_PACKED},
}
_ATTRIBUTES = {
    _SIGREF: {"URI", "MimeType"},
    _OBJECT: {"URI", "MimeType", "Rootfile"},
    _METHOD: {"Algorithm"},
    _EXTENSION: {"Critical"},
}


_SPACE = " \t\r\n"
_BAD_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_DECLARATION = re.compile(
    rb"""<\?xml[ \t\r\n]+version=["']1\.0["']([ \t\r\n]+encoding=["'][Uu][Tt][Ff]-8["'])?"""
    rb"""([ \t\r\n]+standalone=["'](yes|no)["'])?[ \t\r\n]*\?>"""
)


class _Reader:
    """Expat handlers that follow the schema; every departure is a Refused."""

    def __init__(self) -> None:
        self.manifest = Manifest()
        self._path = [""]
        self._text = ""
        self._uri = ""
        self._seen: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._require(tag in _CHILDREN.get(self._path[-1], set()) and not self._text.strip(_SPACE))
        self._require(set(attributes) <= _ATTRIBUTES.get(tag, set()))
        self._path.append(tag)
        self._text = ""
        if tag == _SIGREF:
            if self.manifest.signature:
                raise Refused(Code.MANIFEST_SIGREF)
            self.manifest.signature = self._address(attributes)
        elif tag == _OBJECT:
            self._uri, self._seen = self._address(attributes), set()
            self._require(bool(self._uri))
        elif tag in (_METHOD, _VALUE):
            self._require(tag not in self._seen)
            self._seen.add(tag)
            if tag == _METHOD and attributes.get("Algorithm") != SHA256_URI:
                raise Refused(Code.MANIFEST_ALG)

    def end(self, tag: str) -> None:
        self._path.pop()
        text, self._text = self._text.strip(_SPACE), ""
        if tag == _VALUE:
            if self._uri in self.manifest.digests:
                raise Refused(Code.MANIFEST_DUP, self._uri[:120])
            self.manifest.digests[self._uri] = self._digest(text)
        elif tag == _OBJECT:
            self._require(self._seen == {_METHOD, _VALUE} and not text)
        elif tag == _PACKED:
            self._require(self.manifest.packed is None)
            self.manifest.packed = self._digest(text)
        else:
            self._require(not text)

    def data(self, text: str) -> None:
        self._text += text

    def doctype(self, *_: object) -> None:
        raise Refused(Code.MANIFEST_DTD)

    def _address(self, attributes: dict[str, str]) -> str:
        escaped = attributes.get("URI", "")
        self._require(escaped.isascii() and not _BAD_ESCAPE.search(escaped))
        plain = unquote(escaped)
        self._require(plain.isascii())
        return plain

    def _digest(self, text: str) -> bytes:
        try:
            raw = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise Refused(Code.MANIFEST_MALFORMED) from None
        self._require(len(raw) == 32)
        return raw

    def _require(self, condition: bool) -> None:
        if not condition:
            raise Refused(Code.MANIFEST_MALFORMED)


def _well_formed(raw: bytes) -> None:
    """What the list says is worth naming only if it is XML to its end: MANIFEST_MALFORMED otherwise."""
    try:
        expat.ParserCreate("UTF-8", " ").Parse(raw, True)
    except (expat.ExpatError, ValueError):
        raise Refused(Code.MANIFEST_MALFORMED) from None


_OWN_NAME, _OWN_DIGEST = r"([A-Za-z0-9._/-]{1,120})", r"([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)"
"""The last letter of a digest in base64 carries four bits, and nothing in the others (RFC 4648 section 3.5)."""
_OWN_HEAD = re.compile(rf'[^\n]*\n[^\n]*\n<asic:SigReference URI="{_OWN_NAME}"')
_OWN_LINE = re.compile(
    rf'<asic:DataObjectReference URI="{_OWN_NAME}"[^<\n]*><ds:DigestMethod [^<\n]*/><ds:DigestValue>{_OWN_DIGEST}</'
)
_OWN_PACKED = re.compile(rf"<p:PackedDigest [^<\n]*>{_OWN_DIGEST}</p:PackedDigest>")


def _own(raw: bytes) -> Manifest | None:
    """What our own writer wrote, recognised by writing it again: several times quicker than reading XML."""
    text = raw.decode("latin-1")
    head, packed = _OWN_HEAD.match(text), _OWN_PACKED.search(text)
    if not head:
        return None
    listed = dict(_OWN_LINE.findall(text))
    value = packed[1] if packed else None
    if _written(head[1], sorted(listed.items()), value, archive=head[1].endswith(".tst")) != raw:
        return None
    digests = {name: binascii.a2b_base64(digest) for name, digest in listed.items()}
    return Manifest(head[1], digests, binascii.a2b_base64(value) if value else None)


def parse(raw: bytes) -> Manifest:
    """Read a manifest; Refused with a MANIFEST_* code."""
    found = _own(raw) if len(raw) <= MAX_BYTES else None
    return found or _read(raw)


def _read(raw: bytes) -> Manifest:
    """Any manifest of the schema."""
    if len(raw) > MAX_BYTES or raw.startswith(b"\xef\xbb\xbf"):
        raise Refused(Code.MANIFEST_MALFORMED)
    if b"<!DOCTYPE" in raw:
        raise Refused(Code.MANIFEST_DTD)
    if (raw.startswith(b"<?xml") and not _DECLARATION.match(raw)) or raw.find(b"<?", 1) > 0:
        raise Refused(Code.MANIFEST_MALFORMED)
    reader = _Reader()
    parser = expat.ParserCreate("UTF-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.StartDoctypeDeclHandler = reader.doctype
    try:
        parser.Parse(raw, True)
    except Refused:
        _well_formed(raw)
        raise
    except (expat.ExpatError, ValueError):
        raise Refused(Code.MANIFEST_MALFORMED) from None
    if not reader.manifest.signature:
        raise Refused(Code.MANIFEST_SIGREF)
    return reader.manifest


def sums(digests: Iterable[tuple[str, bytes]]) -> bytes:
    """SHA256SUMS.txt: ``hex  path`` lines for ``sha256sum -c`` and certutil."""
    return "".join(f"{digest.hex()}  {name}\n" for name, digest in sorted(digests)).encode("ascii")
