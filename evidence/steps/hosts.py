"""Step 10: the reports of the PCs, each under its own key."""

from __future__ import annotations

from evidence import model
from evidence.errors import Refused
from evidence.pki import certs, cms
from evidence.steps.context import Context
from evidence.verdict import Code


def hosts(ctx: Context) -> None:
    """10: bundle.json lists exactly the host folders; each manifest holds under the listed key and covers its files."""
    if ctx.bundle is None:
        return
    listed = {h.id: h for h in ctx.bundle.hosts}
    folders = {n.split("/")[1] for n in ctx.reader.entries if n.startswith("hosts/")}
    for host_id in sorted(folders - set(listed)):
        ctx.add(Code.HOST_UNLISTED, host_id)
    for host_id, host in sorted(listed.items()):
        _host(ctx, host)
        if host_id not in folders:
            ctx.add(Code.HOST_MISSING, host_id)


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
        raw = ctx.read(name + ".p7s", cms.MAX_BYTES)
        signed = cms.parse(raw)
        checked = cms.check(signed, ctx.read(name))
        cms.require_canonical(signed, raw)
    except Refused:
        ctx.add(Code.HOST_BAD_SIG, host.id)
        return
    if certs.fingerprint(checked.certificate) != host.key:
        ctx.add(Code.HOST_KEY_MISMATCH, host.id)


def _files(ctx: Context, host: model.Host, manifest: model.HostManifest) -> None:
    folder = f"hosts/{host.id}/"
    own = {folder + "manifest.json", folder + "manifest.json.p7s"}
    present = {n for n in ctx.reader.entries if n.startswith(folder)} - own
    noted = {folder + f.path: f for f in manifest.files}
    for name in sorted(present | set(noted)):
        note = noted.get(name)
        if note is None or name not in present or ctx.digests[name].hex() != note.sha256:
            ctx.add(Code.HOST_FILE_ALTERED, name)
    if manifest.host != host.id or manifest.collected_at != host.collected_at:
        ctx.add(Code.HOST_FILE_ALTERED, folder + "manifest.json")
