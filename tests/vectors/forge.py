"""One full, valid bundle with everything a bundle can hold, and the tools to break it in one place at a time.

Two kinds of attack: an outsider who changes bytes (``parts`` and ``zipped``), and a signer who lies (``resigned``).
"""

from __future__ import annotations

import base64
import json
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from evidence import build, hosts, journal, model, ward
from evidence.container import asic
from evidence.keys import KeyFileSigner
from evidence.pki import certs, cms, tsp
from tests.vectors import rawzip, tsa

ISSUED = datetime(2026, 6, 1, tzinfo=UTC)
WHEN = datetime(2026, 7, 1, 1, 2, 3, tzinfo=UTC)
NOW = datetime(2026, 8, 1, tzinfo=UTC)
START, END = datetime(2026, 4, 1, tzinfo=UTC), datetime(2031, 3, 31, tzinfo=UTC)
TOOL = model.Tool("selfaudit", "0.1.0", "0" * 64)
MANIFEST, SIGNATURE = "META-INF/ASiCManifest{:03}.xml", "META-INF/signature{:03}.p7s"

Parts = dict[str, bytes]


def signer(number: int, name: str, *, start: datetime = START, years: int = 10) -> KeyFileSigner:
    """A signer with a fixed key."""
    key = ec.derive_private_key(0x5E1F_A0D1_7000 + number, ec.SECP256R1())
    return KeyFileSigner(certs.signer_certificate(key.public_key(), name, name, key, start, years), key)


class RsaSigner(KeyFileSigner):
    """A signer with an RSA key, new in every run."""

    @classmethod
    def make(cls, bits: int) -> KeyFileSigner:
        key = rsa.generate_private_key(65537, bits)
        cert = certs.signer_certificate(key.public_key(), f"rsa{bits}", f"rsa{bits}", key, START, 10)  # type: ignore[arg-type]
        return cls(cert, key)  # type: ignore[arg-type]

    def sign(self, tbs: bytes) -> bytes:
        key: Any = self.private_key
        signature: bytes = key.sign(tbs, padding.PKCS1v15(), hashes.SHA256())
        return signature


@dataclass
class Forge:
    """The people, the ward's documents, and the bundle they give."""

    operator: KeyFileSigner = field(default_factory=lambda: signer(1, "点検 担当"))
    approver: KeyFileSigner = field(default_factory=lambda: signer(2, "取扱 責任"))
    stranger: KeyFileSigner = field(default_factory=lambda: signer(3, "stranger"))
    revoked: KeyFileSigner = field(default_factory=lambda: signer(4, "revoked"))
    expired: KeyFileSigner = field(
        default_factory=lambda: signer(5, "expired", start=datetime(2020, 1, 1, tzinfo=UTC), years=1)
    )
    future: KeyFileSigner = field(default_factory=lambda: signer(6, "future", start=datetime(2030, 1, 1, tzinfo=UTC)))
    later: KeyFileSigner = field(default_factory=lambda: signer(7, "revoked later"))
    lost_ward: KeyFileSigner = field(default_factory=lambda: signer(9, "ward key, lost"))
    pcs: tuple[KeyFileSigner, ...] = field(default_factory=lambda: (signer(11, "pc1"), signer(12, "pc2")))

    @cached_property
    def root(self) -> KeyFileSigner:
        key = ec.derive_private_key(0xC0FFEE, ec.SECP256R1())
        return KeyFileSigner(certs.root_certificate(key, "見本区", START, 10), key)

    @cached_property
    def issued(self) -> KeyFileSigner:
        """A key the ward root has certified, without a pin."""
        key = signer(8, "issued")
        return KeyFileSigner(ward.issue(self.root, key.certificate, START), key.private_key)

    @cached_property
    def rsa2048(self) -> KeyFileSigner:
        """A key as smart cards hold it."""
        return RsaSigner.make(2048)

    @cached_property
    def rsa1024(self) -> KeyFileSigner:
        return RsaSigner.make(1024)

    @cached_property
    def p384(self) -> KeyFileSigner:
        key = ec.derive_private_key(0x384, ec.SECP384R1())
        return KeyFileSigner(certs.signer_certificate(key.public_key(), "p384", "p384", key, START, 10), key)

    @cached_property
    def authority(self) -> tsa.Authority:
        return tsa.Authority(tsa.certificate(1, START, END), WHEN + timedelta(hours=1), fraction=".5")

    @cached_property
    def lost_authority(self) -> tsa.Authority:
        """A timestamp authority the ward knows, whose key was lost long after."""
        return tsa.Authority(tsa.certificate(9, START, END), WHEN + timedelta(hours=1))

    @cached_property
    def trust(self) -> ward.Signed:
        pins = [self._pin(self.operator, "operator"), self._pin(self.approver, "approver")]
        pins += [self._pin(k, "operator") for k in self._others()]
        pins.append(self._pin(self.lost_ward, "ward"))
        lost = (self.lost_ward.fingerprint, self.lost_authority.signer.fingerprint)
        revoked = (
            *(model.Revoked(key, model.utc(NOW)) for key in lost),
            model.Revoked(self.revoked.fingerprint, model.utc(WHEN - timedelta(days=1))),
            model.Revoked(self.later.fingerprint, model.utc(WHEN + timedelta(days=1))),
        )
        tsas = (_b64(self.authority.signer), _b64(self.lost_authority.signer))
        value = model.TrustList("見本区", model.utc(ISSUED), (_b64(self.root),), tuple(pins), revoked, tsas)
        return ward.trust_list(value, self.root, ISSUED)

    def _others(self) -> tuple[KeyFileSigner, ...]:
        return (self.revoked, self.expired, self.future, self.later, self.rsa2048, self.rsa1024, self.p384)

    def _pin(self, key: KeyFileSigner, role: str) -> model.Pin:
        start, end = datetime(2020, 1, 1, tzinfo=UTC), END
        return model.Pin(key.fingerprint, role, "name", model.utc(start), model.utc(end))

    def demand(self, **changes: object) -> ward.Demand:
        expected = tuple(model.ExpectedHost(f"pc{n}", k.fingerprint) for n, k in enumerate(self.pcs, 1))
        plain = ward.Demand("見本区", "7-123", "sample", WHEN + timedelta(days=30), expected_hosts=expected)
        return replace(plain, **changes)  # type: ignore[arg-type]

    @cached_property
    def request(self) -> ward.Signed:
        return ward.request(self.demand(), self.root, ISSUED)

    @cached_property
    def receipt(self) -> ward.Signed:
        """For last year's bundle."""
        value = model.Receipt("ab" * 32, None, "7-123", "2025-08-01T00:00:00Z", "VALID", "見本区")
        raw = model.write(value)
        return ward.Signed(raw, cms.sign(raw, self.root, None, WHEN))

    @cached_property
    def rows(self) -> list[journal.Row]:
        out, prev = [], journal.GENESIS
        for seq in range(1, 6):
            payload, salt = b'{"n":%d}' % seq, bytes([seq]) * 16
            eh = journal.entry_digest(salt, payload)
            prev = journal.link_digest(prev, seq, eh)
            out.append(journal.Row(seq, payload, salt, eh, prev))
        return out

    def host(self, number: int, **changes: object) -> hosts.HostReport:
        plain: dict[str, object] = {
            "os": "Windows 11",
            "collected_at": WHEN,
            "tool": TOOL,
            "request": self.request.sha256,
        }
        files = {"report.json": b'{"pc": %d}\n' % number}
        return hosts.seal_host(f"pc{number}", self.pcs[number - 1], files, **{**plain, **changes})  # type: ignore[arg-type]

    def content(self, **changes: object) -> build.BundleContent:
        reports = [self.host(1), self.host(2)]
        rows = self.rows
        anchor = model.Anchor(3, rows[2].link.hex(), model.utc(WHEN))
        entries: dict[str, bytes] = {
            "items.json": json.dumps({"items": ["1", "2"]}).encode(),
            "journal.jsonl": b"".join(map(journal.export_line, rows)),
            "attachments/0001.jpg": b"\xff\xd8\xff\xe0 one",
            "attachments/0002.jpg": b"\xff\xd8\xff\xe0 two",
            "request/request.json": self.request.document,
            "request/request.json.p7s": self.request.signature,
            "previous/receipt.json": self.receipt.document,
            "previous/receipt.json.p7s": self.receipt.signature,
            "01_report.html": b"<!doctype html><meta charset=utf-8><title>report</title><p>" + b"report " * 40,
        }
        for report in reports:
            entries |= report.entries
        plain = build.BundleContent(
            tool=TOOL,
            contract=model.Contract("7-123", "業務委託", "見本区", "株式会社見本"),
            fiscal_year=2026,
            profile=model.Profile("sample", "1" * 64),
            created=model.utc(WHEN),
            counts=model.Counts(1, 0, 0, 0),
            entries=entries,
            hosts=tuple(r.host for r in reports),
            journal=model.Journal(rows[-1].link.hex(), len(rows), (anchor,)),
            attachments=tuple(
                build.AttachmentNote(f"attachments/000{n}.jpg", f"{n}.jpg", "1", "operator") for n in (1, 2)
            ),
            request=self.request.sha256,
            previous=model.Previous("ab" * 32, self.receipt.sha256),
        )
        return replace(plain, **changes)  # type: ignore[arg-type]

    def sealed(
        self,
        content: build.BundleContent | None = None,
        signers: tuple[KeyFileSigner, ...] | None = None,
        *,
        when: datetime = WHEN,
        stamp: tsp.Stamper | None = None,
        store: bool = True,
    ) -> bytes:
        """An honest bundle."""
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "b.zip"
            by = signers or (self.operator, self.approver)
            build.build(out, content or self.content(), by, signed_at=when, store=store, stamp=stamp)
            return out.read_bytes()

    @cached_property
    def good(self) -> bytes:
        """Everything stored, so that ``zipped(parts(good)) == good``."""
        return self.sealed()

    def parts(self) -> Parts:
        """The entries of the good bundle, in order."""
        return read(self.good)

    def resigned(
        self,
        change: Callable[[Parts], object] = lambda _: None,
        *,
        bundle: Callable[[dict[str, object]], object] = lambda _: None,
        keys: tuple[KeyFileSigner, ...] | None = None,
        xml: Callable[[bytes], bytes] = lambda x: x,
        sums: bool = True,
    ) -> bytes:
        """A bundle whose content was changed by somebody who then signed it: no check of ours in the way."""
        parts = {n: b for n, b in self.parts().items() if not n.startswith("META-INF/")}
        change(parts)
        if "bundle.json" in parts:
            value = json.loads(parts["bundle.json"])
            self._notes(parts, value)
            bundle(value)
            parts["bundle.json"] = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
        digests = {n: sha256(b).digest() for n, b in parts.items() if n not in ("mimetype", "SHA256SUMS.txt")}
        if sums:
            parts["SHA256SUMS.txt"] = asic.sums(digests.items())
        parts["SHA256SUMS.txt"] = parts.pop("SHA256SUMS.txt")
        self.sign(parts, keys or (self.operator, self.approver), xml)
        return zipped(parts)

    def _notes(self, parts: Mapping[str, bytes], value: dict[str, list[dict[str, object]]]) -> None:
        """What a careful liar keeps consistent."""
        for note in value["attachments"]:
            body = parts.get(str(note["path"]), b"")
            note |= {"sha256": sha256(body).hexdigest(), "size": len(body)}
        for host in value["hosts"]:
            body = parts.get(f"hosts/{host['id']}/manifest.json", b"")
            host["manifest_sha256"] = sha256(body).hexdigest()

    def sign(self, parts: Parts, keys: tuple[KeyFileSigner, ...], xml: Callable[[bytes], bytes] = lambda x: x) -> None:
        """Add manifests and signatures to parts."""
        digests = {n: sha256(b).digest() for n, b in parts.items() if n != "mimetype"}
        for number, key in enumerate(keys, 1):
            listed, signed = MANIFEST.format(number), SIGNATURE.format(number)
            parts[listed] = xml(asic.write(signed, digests, None))
            parts[signed] = cms.sign(parts[listed], key, build.ROLES[number - 1][1], WHEN)
            digests |= {n: sha256(parts[n]).digest() for n in (listed, signed)}


def _b64(key: KeyFileSigner) -> str:
    return base64.b64encode(key.certificate.public_bytes(Encoding.DER)).decode()


def read(raw: bytes) -> Parts:
    """Entries by Python's own zipfile."""
    with zipfile.ZipFile(BytesIO(raw)) as opened:
        return {n: opened.read(n) for n in opened.namelist()}


def items(parts: Parts) -> list[rawzip.Item]:
    """As entries of a canonical archive."""
    return [rawzip.Item(n, b) for n, b in parts.items()]


def zipped(parts: Parts) -> bytes:
    """A canonical archive of stored entries."""
    return rawzip.write(items(parts))
