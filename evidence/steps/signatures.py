"""Step 5: each signature read strictly and checked over its manifest. Steps 7 and 8: whose key, which role."""

from __future__ import annotations

from evidence import model
from evidence.errors import Refused
from evidence.pki import certs, cms, detached
from evidence.pki.cms import Checked
from evidence.steps.context import Context, Stamp
from evidence.steps.request import demanded
from evidence.steps.times import timestamped
from evidence.trust import Trust
from evidence.verdict import Code, SignatureInfo

ROLE_OF = {cms.PROOF_OF_ORIGIN: model.OPERATOR, cms.PROOF_OF_APPROVAL: model.APPROVER}


def signatures(ctx: Context) -> None:
    """5: DER, one signer, attributes, certificate, signature, algorithms; every byte signed or fixed."""
    for number in ctx.numbers:
        name = f"META-INF/signature{number:03}.p7s"
        try:
            raw = ctx.read(name, cms.MAX_BYTES)
            checked = detached.check(ctx.raw_manifests[number], raw)
            when = checked.signing_time
            if when is None or role_of(checked) is None:
                raise Refused(Code.SIG_ATTR_MISSING)
        except Refused as refused:
            ctx.add(refused.code, name)
            continue
        ctx.checked[number] = checked
        ctx.stamps[number] = Stamp(when, "claimed")


def role_of(checked: Checked) -> str | None:
    """The role a signature claims by its commitment type; None for none or several."""
    return ROLE_OF.get(checked.commitments[0]) if len(checked.commitments) == 1 else None


def signers(ctx: Context) -> None:
    """7: the certificate at the time of the signature, and whether its key counts."""
    for number, checked in ctx.checked.items():
        stamp = ctx.stamps[number]
        where = f"META-INF/signature{number:03}.p7s"
        for code in certificate_findings(ctx.trust, checked, stamp):
            ctx.add(code, where)
        if stamp.source == "claimed":
            ctx.add(Code.TIME_CLAIMED, where)
        cert = checked.certificate
        role = role_of(checked) or ""
        trusted = is_trusted(ctx.trust, checked, stamp)
        if not trusted:
            ctx.add(Code.SIGNER_UNTRUSTED, where)
        ctx.signatures[number] = SignatureInfo(
            role, certs.common_name(cert), certs.fingerprint(cert), model.utc(stamp.at), stamp.source, trusted
        )


def certificate_findings(trust: Trust, checked: Checked, stamp: Stamp) -> list[Code]:
    """What is wrong with the signer's certificate at the moment of the stamp."""
    cert, out = checked.certificate, []
    if not certs.usage_ok(cert):
        out.append(Code.CERT_PURPOSE)
    if stamp.at < cert.not_valid_before_utc:
        out.append(Code.CERT_NOT_YET)
    if stamp.at > cert.not_valid_after_utc:
        out.append(Code.CERT_EXPIRED)
    since = trust.revoked_since(certs.fingerprint(cert))
    if since is not None and since <= stamp.at:
        out.append(Code.CERT_REVOKED)
    elif since is not None and stamp.source == "claimed":
        out.append(Code.CERT_REVOKED_LATER)
    return out


def is_trusted(trust: Trust, checked: Checked, stamp: Stamp) -> bool:
    """Pinned by hand, registered for that time, or issued by a ward root."""
    key = certs.fingerprint(checked.certificate)
    if key in trust.any_role:
        return True
    pins = trust.pinned(key)
    if pins:
        return any(model.moment(p.start) <= stamp.at <= model.moment(p.end) for p in pins)
    root = trust.root_of(checked.certificate)
    if root is None or not root.not_valid_before_utc <= stamp.at <= root.not_valid_after_utc:
        return False
    since = trust.revoked_since(certs.fingerprint(root))
    return since is None or (stamp.source != "claimed" and stamp.at < since)


def roles(ctx: Context) -> None:
    """8: a key signs only in its registered role; every role the request demands has signed."""
    people = ctx.bundle.people if ctx.bundle else ()
    for number, info in ctx.signatures.items():
        where = f"META-INF/signature{number:03}.p7s"
        registered = {p.role for p in ctx.trust.pinned(info.key)}
        listed = {p.key for p in people if p.role == info.role}
        wrong_pin = bool(registered) and info.role not in registered and info.key not in ctx.trust.any_role
        if wrong_pin or (listed and info.key not in listed) or (number == 1) != (info.role == model.OPERATOR):
            ctx.add(Code.ROLE_WRONG, where)
    if len({info.key for info in ctx.signatures.values()}) != len(ctx.signatures):
        ctx.add(Code.ROLE_WRONG, "one key")
    asked = demanded(ctx)
    if asked is None:
        return
    signed = {info.role: number for number, info in ctx.signatures.items()}
    stamped = timestamped(ctx)
    for role in asked.required_roles:
        if role not in signed:
            ctx.add(Code.ROLE_MISSING, role)
        elif asked.required_tst and signed[role] not in stamped | ctx.unsure:
            ctx.add(Code.TST_MISSING, role)
