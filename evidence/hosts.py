"""One PC's signed report: hosts/<id>/manifest.json with its detached signature (docs/format, section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from evidence import model, precheck
from evidence.container import ziplayout
from evidence.errors import BuildError
from evidence.jsonstrict import SchemaError
from evidence.keys_protocol import Signer
from evidence.pki import cms


@dataclass(frozen=True)
class HostReport:
    """The entries a bundle takes over unchanged, and the line for ``hosts`` in bundle.json."""

    entries: dict[str, bytes]
    host: model.Host


def seal_host(  # noqa: PLR0913
    host_id: str,
    signer: Signer,
    files: Mapping[str, bytes],
    *,
    os: str,
    collected_at: datetime,
    tool: model.Tool,
    boot_id: str = "",
    request: str | None = None,
    journal_head: str | None = None,
) -> HostReport:
    """Sign the files of one PC with its own key; names are relative to the host's folder (``report.json``).

    ``request`` is the SHA-256 of the audit request answered, ``journal_head`` that of the PC's journal (64 hex digits).
    Raises BuildError for names or fields the format does not allow.
    """
    key = precheck.signer_key(signer, collected_at)
    folder = f"hosts/{host_id}/"
    for name in files:
        if name.startswith("manifest.json") or not ziplayout.name_ok(folder + name):
            raise BuildError("entry_name", name=folder + name)
    notes = tuple(model.FileNote(n, sha256(files[n]).hexdigest(), len(files[n])) for n in sorted(files))
    at = model.utc(collected_at)
    raw = model.write(model.HostManifest(host_id, request, at, tool, notes, journal_head))
    try:
        model.read(model.HostManifest, raw)
    except SchemaError as error:
        raise BuildError("field", where=error.where) from None
    entries = {folder + name: body for name, body in files.items()}
    entries[folder + "manifest.json"] = raw
    entries[folder + "manifest.json.p7s"] = cms.sign(raw, signer, None, collected_at)
    return HostReport(entries, model.Host(host_id, key, os, at, boot_id, sha256(raw).hexdigest()))
