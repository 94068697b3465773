"""A PAdES signature in the report PDF (ETSI EN 319 142-1, baseline B), for readers that only open the PDF (extra ``pdf``).

The bundle's own signatures cover the PDF anyway; this one travels with the page when it is taken out of the bundle.
"""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding

from selfaudit.errors import InputError
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from evidence.keys_protocol import Signer

FIELD = "SelfauditSignature"


def sign(pdf: bytes, signer: Signer) -> bytes:
    """The PDF with one more revision that holds the signature; what was there before stays byte for byte.

    InputError where the extra is not installed.
    """
    writer, fields, signers = _part("pdf_utils.incremental_writer"), _part("sign.fields"), _part("sign.signers")
    meta = signers.PdfSignatureMetadata(FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES)
    out = BytesIO()
    signers.PdfSigner(meta, signer=_adapter(signer)).sign_pdf(writer.IncrementalPdfFileWriter(BytesIO(pdf)), output=out)
    return out.getvalue()


def _part(name: str) -> Any:
    try:
        return import_module(f"pyhanko.{name}")
    except ImportError:
        raise InputError(t("signing.pdf.extra"), "", t("signing.pdf.extra_next")) from None


def _adapter(ours: Signer) -> Any:
    """Our signer as one of pyHanko's: it may be a key file or a token."""
    asn1 = import_module("asn1crypto.x509"), import_module("asn1crypto.algos")
    registry = import_module("pyhanko_certvalidator.registry").SimpleCertificateStore()

    async def async_sign_raw(_self: object, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return ours.sign(data)

    adapter = type("Adapter", (_part("sign.signers").Signer,), {"async_sign_raw": async_sign_raw})
    family = "rsa" if isinstance(ours.certificate.public_key(), rsa.RSAPublicKey) else "ecdsa"
    return adapter(
        signing_cert=asn1[0].Certificate.load(ours.certificate.public_bytes(Encoding.DER)),
        cert_registry=registry,
        signature_mechanism=asn1[1].SignedDigestAlgorithm({"algorithm": f"sha256_{family}"}),
    )
