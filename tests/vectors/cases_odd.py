"""What two careful readers could still read differently: odd certificates, odd times, odd text, many renewals."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import mldsa
from cryptography.hazmat.primitives.serialization import Encoding

from evidence import journal, model, ward
from evidence.container import asic
from evidence.keys import KeyFileSigner
from evidence.pki import certs, cms, der
from evidence.renew import renew
from tests.vectors.cases_content import lie, raw_bundle
from tests.vectors.cases_sig import FIRST, Forged, forged, only_operator, put, set_to
from tests.vectors.cases_zip import xml
from tests.vectors.forge import END, ISSUED, NOW, START, WHEN, Forge, read, signer, zipped
from tests.vectors.tsa import attribute

CASES: dict[str, Callable[[Forge], bytes]] = {}
MLDSA65 = "2.16.840.1.101.3.4.3.18"
"""id-ml-dsa-65, RFC 9882."""


def case(make: Callable[[Forge], bytes]) -> Callable[[Forge], bytes]:
    """Register a vector under the name of its function."""
    CASES[make.__name__] = make
    return make


def _longer(raw: bytes) -> bytes:
    """The same with one zero more in front of the outermost length, as some smart card software writes."""
    return raw[:1] + b"\x83\0" + raw[2:4] + raw[4:]


def _open_inside(raw: bytes) -> bytes:
    """The second level of a signature with its length left open, the outermost as it should be."""
    kind, wrapped = der.parse(raw).children()
    return der.sequence(kind.raw, b"\xa0\x80" + wrapped.content + b"\0\0")


class Recut(KeyFileSigner):
    """A signer whose certificate was taken apart, changed and signed again."""

    @classmethod
    def of(cls, plain: KeyFileSigner, change: Callable[[list[bytes]], None], algorithm: str = "") -> KeyFileSigner:
        """``change`` gets the fields of the TBSCertificate; ``algorithm`` replaces the signature algorithm in both places."""
        raw = plain.certificate.public_bytes(Encoding.DER)
        tbs, named, _ = der.parse(raw).children()
        fields = [n.raw for n in tbs.children()]
        change(fields)
        how = der.sequence(der.oid(algorithm)) if algorithm else named.raw
        fields[2] = how
        signed = der.sequence(*fields)
        value = plain.sign(signed)
        cert = der.sequence(signed, how, der.tlv(der.BIT_STRING, b"\0" + value))
        return cls(x509.load_der_x509_certificate(cert), plain.private_key)


def extensions(change: Callable[[list[bytes]], None]) -> Callable[[list[bytes]], None]:
    """A change of the list of extensions."""

    def apply(fields: list[bytes]) -> None:
        listed = [n.raw for n in der.parse(fields[-1]).children()[0].children()]
        change(listed)
        fields[-1] = der.tlv(der.CONTEXT + 3, der.sequence(*listed))

    return apply


def extension(kind: str, value: bytes) -> bytes:
    return der.sequence(der.oid(kind), der.octets(value))


def replaced(kind: str, value: bytes) -> Callable[[list[bytes]], None]:
    def change(listed: list[bytes]) -> None:
        kept = [raw for raw in listed if der.parse(raw).children()[0].oid() != kind]
        listed[:] = [*kept, extension(kind, value)]

    return extensions(change)


def by(change: Callable[[list[bytes]], None], algorithm: str = "") -> Callable[[Forge], bytes]:
    """The good bundle, signed by the operator's key under such a certificate."""
    return lambda f: f.resigned(keys=(Recut.of(f.operator, change, algorithm), f.approver))


@case
def signer_with_two_extensions_of_a_kind(f: Forge) -> bytes:
    twice = Recut.of(f.operator, extensions(lambda e: e.append(e[1]))).certificate.public_bytes(Encoding.DER)
    return forged(set_to(certificates=[twice]))(f)


@case
def signer_claims_the_ward_issued_it_by_an_unknown_algorithm(f: Forge) -> bytes:
    """The issuer is the ward's name; nobody can check such a signature, so it counts for nothing."""

    def as_the_ward(fields: list[bytes]) -> None:
        fields[3] = f.root.certificate.subject.public_bytes()

    return f.resigned(keys=(Recut.of(f.stranger, as_the_ward, "1.2.3.4.5"), f.approver))


CASES |= {
    "signer_with_malformed_key_usage": by(replaced(certs.KEY_USAGE, b"\x05\x00")),
    "signer_with_empty_key_usage": by(replaced(certs.KEY_USAGE, b"\x03\x01\x00")),
    "signer_with_malformed_purposes": by(replaced(certs.EXTENDED_USAGE, b"\x30\x03\x06\x05\x2a")),
    "signer_for_web_servers": by(
        replaced(certs.EXTENDED_USAGE, der.sequence(der.oid("1.3.6.1.5.5.7.3.1"))),
    ),
    "signer_with_malformed_constraints": by(replaced(certs.CONSTRAINTS, b"\x01\x01\xff")),
    "sig_length_longer_than_need_be": lambda f: zipped(only_operator(f) | {FIRST: _longer(f.parts()[FIRST])}),
    "sig_indefinite_length_inside": lambda f: zipped(only_operator(f) | {FIRST: _open_inside(f.parts()[FIRST])}),
    "sig_names_the_signer_by_key_identifier": forged(
        lambda f, s: setattr(
            s,
            "sid",
            der.tlv(0x80, x509.SubjectKeyIdentifier.from_public_key(f.operator.private_key.public_key()).digest),
        )
    ),
    "sig_time_in_year_one": forged(
        put("time", attribute(cms.SIGNING_TIME, der.tlv(der.GENERALIZED_TIME, b"00010101000000Z")))
    ),
    "sig_time_with_a_zone": forged(
        put("time", attribute(cms.SIGNING_TIME, der.tlv(der.UTC_TIME, b"260701010203+0900")))
    ),
    "sig_algorithm_rsa_pss": forged(set_to(algorithm="1.2.840.113549.1.1.10")),
    "timestamp_by_an_authority_revoked_since": lambda f: f.sealed(stamp=f.lost_authority),
    "timestamp_version_as_text": lambda f: f.sealed(stamp=lambda _: der.sequence(der.octets(b"1"))),
    "manifest_percent_sign_alone": xml(lambda x: x.replace(b'URI="items.json"', b'URI="items.json%"')),
    "manifest_text_after_digest": xml(lambda x: x.replace(b"</ds:DigestValue>", b"</ds:DigestValue>x", 1)),
    "manifest_element_in_method": xml(
        lambda x: x.replace(b'#sha256"/>', b'#sha256"><asic:SigReference URI="x"/></ds:DigestMethod>', 1)
    ),
    "manifest_text_in_reference": xml(
        lambda x: x.replace(b'pkcs7-signature"/>', b'pkcs7-signature">x</asic:SigReference>', 1)
    ),
    "manifest_with_processing_instruction": xml(lambda x: x.replace(b"?>\n", b"?>\n<?x y?>", 1)),
    "manifest_of_xml_1_1": xml(lambda x: x.replace(b'version="1.0"', b'version="1.1"', 1)),
    "manifest_in_another_encoding": xml(lambda x: x.replace(b"UTF-8", b"UTF-16", 1)),
    "manifest_without_end": xml(lambda x: x[:-5]),
    "manifest_prefix_not_declared": xml(lambda x: x.replace(b" xmlns:ds=", b" xmlns:dx=", 1)),
    "bundle_created_in_year_one": lie(lambda b: b.update(created="0001-01-01T00:00:00Z")),
    "bundle_created_in_year_nought": lie(lambda b: b.update(created="0000-01-01T00:00:00Z")),
    "bundle_created_at_24_hours": lie(lambda b: b.update(created="2026-06-30T24:00:00Z")),
    "bundle_half_character_in_name": lambda f: raw_bundle(
        f, f.parts()["bundle.json"].replace('"業務委託"'.encode(), b'"\\ud842"')
    ),
    "zip_trailing_half_end_record": lambda f: f.good + f.good[-22:-1],
}


@case
def request_signed_by_a_key_revoked_since(f: Forge) -> bytes:
    """The ward's own request: the verifier holds it, so whose key it was does no harm; without it, this says nothing."""
    raw = f.request.document.replace(b'"7-123"', b'"7-123"')
    other = ward.Signed(raw.replace(b"2026-07-31", b"2026-07-30"), b"")
    signed = ward.Signed(other.document, cms.sign(other.document, f.lost_ward, None, ISSUED))
    made = Forge()
    made.__dict__.update(root=f.root, request=signed, receipt=f.receipt)
    return made.sealed()


@case
def request_the_ward_knows_signed_by_a_key_revoked_since(f: Forge) -> bytes:
    made = Forge()
    signed = ward.Signed(f.request.document, cms.sign(f.request.document, f.lost_ward, None, ISSUED))
    made.__dict__.update(root=f.root, request=signed, receipt=f.receipt)
    return made.sealed()


@case
def host_named_as_javascript_names_its_parent(f: Forge) -> bytes:
    """A PC called ``__proto__`` is a PC like any other: the journal head it signed must lie on the chain."""
    content = f.content()
    from evidence import hosts
    from tests.vectors.forge import TOOL

    report = hosts.seal_host(
        "__proto__",
        signer(13, "pc3"),
        {"report.json": b"{}\n"},
        os="x",
        collected_at=WHEN,
        tool=TOOL,
        request=f.request.sha256,
        journal_head="12" * 32,
    )
    return f.sealed(
        replace(content, entries={**content.entries, **report.entries}, hosts=(*content.hosts, report.host))
    )


@case
def host_under_two_names(f: Forge) -> bytes:
    """One PC counted twice: its key signs a report under another name too."""
    made = Forge()
    made.__dict__.update(root=f.root, receipt=f.receipt, pcs=(f.pcs[0], f.pcs[0]))
    made.__dict__["request"] = ward.request(f.demand(expected_hosts=None), f.root, ISSUED)
    return made.sealed()


CASES["host_listed_twice"] = lie(lambda b: b["hosts"].append({**b["hosts"][0], "key": "00" * 32}))


@case
def host_signed_by_the_operator_openly(f: Forge) -> bytes:
    """The operator made this PC's report himself and lists his own key for it: a registered key, but not a PC's."""
    made = Forge()
    made.__dict__.update(root=f.root, receipt=f.receipt, pcs=(f.operator, f.pcs[1]))
    made.__dict__["request"] = ward.request(f.demand(expected_hosts=None), f.root, ISSUED)
    return made.sealed()


def _with_rows(f: Forge, payloads: list[bytes], lines: Callable[[list[journal.Row]], bytes]) -> bytes:
    made, prev = [], journal.GENESIS
    for seq, payload in enumerate(payloads, 1):
        salt = bytes([seq]) * 16
        eh = journal.entry_digest(salt, payload)
        prev = journal.link_digest(prev, seq, eh)
        made.append(journal.Row(seq, payload, salt, eh, prev))
    content = f.content(journal=model.Journal(prev.hex(), len(made)))
    return _resealed(
        f,
        replace(content, entries={**content.entries, "journal.jsonl": b"".join(map(journal.export_line, made))}),
        lines(made),
    )


def _resealed(f: Forge, content: object, lines: bytes) -> bytes:
    """The bundle of such a content, its journal exchanged and everything signed again."""
    sealed = read(f.sealed(content))  # type: ignore[arg-type]
    parts = {n: b for n, b in sealed.items() if not n.startswith("META-INF/")} | {"journal.jsonl": lines}
    digests = {n: sha256(b).digest() for n, b in parts.items() if n not in ("mimetype", "SHA256SUMS.txt")}
    parts["SHA256SUMS.txt"] = asic.sums(digests.items())
    f.sign(parts, (f.operator, f.approver))
    return zipped(parts)


@case
def journal_half_character(f: Forge) -> bytes:
    """A row whose text JavaScript would hash as U+FFFD."""
    payload = "\ufffd".encode()
    return _with_rows(f, [payload], lambda rows: journal.export_line(rows[0]).replace("\ufffd".encode(), b"\\ud842"))


@case
def journal_times_in_year_one(f: Forge) -> bytes:
    rows = [json.dumps({"at": at}).encode() for at in ("0001-01-01T00:00:00+09:00", "2026-06-20T00:00:00Z")]
    return _with_rows(f, rows, lambda made: b"".join(map(journal.export_line, made)))


@case
def signature_with_mldsa65_is_reserved(f: Forge) -> bytes:
    """A third, parallel signature as section 4 reserves it; version 1 refuses it."""
    key = mldsa.MLDSA65PrivateKey.from_seed_bytes(bytes(32))
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "ml-dsa")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    cert = builder.serial_number(7).not_valid_before(START).not_valid_after(END).sign(key, None)

    class Signer(KeyFileSigner):
        def sign(self, tbs: bytes) -> bytes:
            return key.sign(tbs)

    parts = f.parts()
    digests = {n: sha256(b).digest() for n, b in parts.items() if n != "mimetype"}
    parts["META-INF/ASiCManifest003.xml"] = asic.write("META-INF/signature003.p7s", digests, None)
    made = Forged(parts["META-INF/ASiCManifest003.xml"], Signer(cert, key))  # type: ignore[arg-type]
    made.algorithm = MLDSA65
    parts["META-INF/signature003.p7s"] = made.build()
    return zipped(parts)


@case
def good_renewed_twelve_times(f: Forge) -> bytes:
    """Fifty years of care: numbers of two digits in their order."""
    return _renewed(f, 12)


@case
def renewed_more_often_than_anybody_does(f: Forge) -> bytes:
    parts = read(_renewed(f, 1))
    for n in range(2, 66):
        for kind, suffix in (("ASiCArchiveManifest", "xml"), ("timestamp", "tst")):
            parts[f"META-INF/{kind}{n:03}.{suffix}"] = parts[f"META-INF/{kind}001.{suffix}"]
    return zipped(parts)


def _renewed(f: Forge, times: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{n}.zip" for n in range(times + 1)]
        paths[0].write_bytes(f.good)
        for n in range(times):
            renew(paths[n], paths[n + 1], replace(f.authority, at=WHEN + timedelta(days=1 + n)), now=NOW)
        return paths[-1].read_bytes()
