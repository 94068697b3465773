"""ASiCManifest: strict reading of the list a signature covers."""

import base64
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.container import asic
from evidence.errors import Refused

DIGESTS = {"a.json": hashlib.sha256(b"a").digest(), "b/c.jpg": hashlib.sha256(b"c").digest()}
GOOD = asic.write("META-INF/signature001.p7s", DIGESTS, hashlib.sha256(b"p").digest())


def code(raw: bytes) -> str:
    with pytest.raises(Refused) as caught:
        asic.parse(raw)
    return caught.value.code.name


def test_what_is_written_is_read() -> None:
    parsed = asic.parse(GOOD)
    assert parsed.signature == "META-INF/signature001.p7s"
    assert parsed.digests == DIGESTS
    assert parsed.packed == hashlib.sha256(b"p").digest()


def test_other_ways_to_write_the_same() -> None:
    """Prefixes, order of attributes and percent escapes are the writer's choice."""
    b64 = base64.b64encode(DIGESTS["a.json"]).decode()
    raw = f"""<?xml version='1.0'?><!-- note --><ASiCManifest xmlns='{asic.ASIC}' xmlns:d='{asic.DS}'>
      <SigReference MimeType='application/x-pkcs7-signature' URI='META-INF%2Fsignature001.p7s'/>
      <DataObjectReference Rootfile='true' URI='a%2Ejson'><d:DigestMethod Algorithm='{asic.SHA256_URI}'/>
      <d:DigestValue> {b64} </d:DigestValue></DataObjectReference></ASiCManifest>"""
    parsed = asic.parse(raw.encode())
    assert parsed.signature == "META-INF/signature001.p7s"
    assert parsed.digests == {"a.json": DIGESTS["a.json"]}


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"bla", "MANIFEST_MALFORMED"),
        (b"", "MANIFEST_MALFORMED"),
        (b"\xef\xbb\xbf" + GOOD, "MANIFEST_MALFORMED"),
        (GOOD.replace(b"?>\n", b"?>" + DOCTYPE, 1), "MANIFEST_DTD"),
        (GOOD.replace(b"a.json", b"b/c.jpg"), "MANIFEST_DUP"),
        (GOOD.replace(b"xmlenc#sha256", b"xmldsig#sha1"), "MANIFEST_ALG"),
        (GOOD.replace(b'URI="META-INF/signature001.p7s"', b""), "MANIFEST_SIGREF"),
        (GOOD.replace(b"DigestMethod", b"DigestMethodX"), "MANIFEST_MALFORMED"),
        (GOOD.replace(b"</asic:ASiCManifest>", b"text</asic:ASiCManifest>"), "MANIFEST_MALFORMED"),
        (GOOD.replace(b"<asic:SigReference", b"<?php x?><asic:SigReference"), "MANIFEST_MALFORMED"),
        (GOOD.replace(b'URI="a.json"', b'URI="a.json" Evil="1"'), "MANIFEST_MALFORMED"),
        (GOOD.replace(b"<ds:DigestValue>", b"<ds:DigestValue>!"), "MANIFEST_MALFORMED"),
        (GOOD + GOOD, "MANIFEST_MALFORMED"),
    ],
)
def test_departures_are_refused(raw: bytes, expected: str) -> None:
    assert code(raw) == expected


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda t: GOOD[:200] + t.encode() + GOOD[200:])))
def test_garbage_raises_only_our_refusal(raw: bytes) -> None:
    try:
        asic.parse(raw)
    except Refused:
        return
