"""Step 10: the reports of the PCs, each under its own key."""

from __future__ import annotations

from evidence import model
from evidence.errors import Refused
from evidence.pki import certs, cms, detached
from evidence.steps.context import Context
from evidence.steps.request import demanded
from evidence.verdict import Code


def hosts(ctx: Context) -> None:
    """10: bundle.json lists exactly the host folders; each manifest holds under the listed key and covers its files."""
    if ctx.bundle is None:
        return
    listed = {h.id: h for h in ctx.bundle.hosts}
    for host_id in sorted(set(ctx.folders) - set(listed)):
        ctx.add(Code.HOST_UNLISTED, host_id)
    for _, host in sorted(listed.items()):
        _host(ctx, host)
    _expected(ctx, listed)


def _expected(ctx: Context, listed: dict[str, model.Host]) -> None:
    """The PCs the ward asked for are there under the agreed keys; a key nobody has registered is shown."""
    asked = demanded(ctx)
    expected = {e.id: e.key for e in asked.expected_hosts} if asked and asked.expected_hosts else {}
    for host_id in sorted(set(expected) - set(listed)):
        ctx.add(Code.HOST_MISSING, host_id)
    first = {host.key: host_id for host_id, host in sorted(listed.items(), reverse=True)}
    for host_id, host in sorted(listed.items()):
        if first[host.key] != host_id:
            ctx.add(Code.HOST_KEY_MISMATCH, host_id)  # one PC under two names
        agreed = expected.get(host_id)
        if agreed is not None and agreed != host.key:
            ctx.add(Code.HOST_KEY_MISMATCH, host_id)
        if agreed is None and not _known(ctx, host.key):
            ctx.add(Code.HOST_KEY_NEW, host_id)


def _known(ctx: Context, key: str) -> bool:
    """Whether a key is registered as a PC's, or given by hand and not that of a person who signs the bundle."""
    people = {info.key for info in ctx.signatures.values()}
    by_hand = key in ctx.trust.any_role and key not in people
    return by_hand or any(pin.role == "host" for pin in ctx.trust.pinned(key))


def _host(ctx: Context, host: model.Host) -> None:
    name = f"hosts/{host.id}/manifest.json"
    if not ctx.has(name):
        ctx.add(Code.HOST_MISSING, host.id)
        return
    if ctx.digests[name].hex() != host.manifest_sha256:
        ctx.add(Code.HOST_FILE_ALTERED, name)
    _signature(ctx, host, name)
    manifest = ctx.document(model.HostManifest, name)
    if manifest is not None:
        _files(ctx, host, manifest)


def _signature(ctx: Context, host: model.Host, name: str) -> None:
    if not ctx.has(name + ".p7s"):
        ctx.add(Code.HOST_BAD_SIG, host.id)
        return
    try:
        checked = detached.check(ctx.read(name), ctx.read(name + ".p7s", cms.MAX_BYTES))
    except Refused:
        ctx.add(Code.HOST_BAD_SIG, host.id)
        return
    if certs.fingerprint(checked.certificate) != host.key:
        ctx.add(Code.HOST_KEY_MISMATCH, host.id)
    since = ctx.trust.revoked_since(host.key)
    if since is not None and since <= model.moment(host.collected_at):
        ctx.add(Code.CERT_REVOKED, host.id)


def _files(ctx: Context, host: model.Host, manifest: model.HostManifest) -> None:
    folder = f"hosts/{host.id}/"
    own = {folder + "manifest.json", folder + "manifest.json.p7s"}
    present = ctx.folders.get(host.id, set()) - own
    noted = {folder + f.path: f for f in manifest.files}
    for name in sorted(present | set(noted)):
        note = noted.get(name)
        if note is None or name not in present or ctx.digests[name].hex() != note.sha256:
            ctx.add(Code.HOST_FILE_ALTERED, name)
    if manifest.host != host.id or manifest.collected_at != host.collected_at:
        ctx.add(Code.HOST_FILE_ALTERED, folder + "manifest.json")
    if ctx.bundle is not None and manifest.request != ctx.bundle.request:
        ctx.add(Code.HOST_STALE, host.id)
    if manifest.journal_head is not None:
        ctx.host_heads[host.id] = manifest.journal_head
