"""One PC's signed report as a file to carry to the PC that seals: a strict ZIP of ``hosts/<id>/…`` (docs/format, 6).

The bytes go into the bundle unchanged; whoever gathers can check them but not alter them.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from evidence import model
from evidence.build import writing
from evidence.container.zipstrict import ZipReader
from evidence.container.zipwrite import ZipWriter
from evidence.errors import InputError, Refused
from evidence.hosts import HostReport
from evidence.jsonstrict import SchemaError
from evidence.pki import certs, cms, detached

MAX_BYTES = 16 << 20
"""Most bytes of one entry; a report of all checks is some 100 kB."""


def write(out: Path, report: HostReport) -> None:
    """Write a signed report to ``out``; BuildError when it cannot be written."""
    with writing(out) as file:
        zipped = ZipWriter(file)
        for name in sorted(report.entries):
            zipped.add(name, report.entries[name])
        zipped.close()


def read(path: Path) -> HostReport:
    """Read and check a signed report: container, signature, and that the manifest covers exactly its files.

    Raises InputError naming the file: it cannot be opened, is no such report, or was altered.
    """
    try:
        with path.open("rb") as file:
            reader = ZipReader(file)
            entries = {name: reader.read(name, MAX_BYTES) for name in reader.entries}
    except OSError as error:
        raise InputError("unreadable", name=path.name, reason=error) from None
    except Refused as refused:
        raise InputError("host_report", name=path.name, reason=refused.code.name) from None
    try:
        return _checked(entries)
    except Refused as refused:
        raise InputError("host_report", name=path.name, reason=refused.code.name) from None
    except (SchemaError, KeyError, ValueError):
        raise InputError("host_report", name=path.name, reason="SCHEMA_BAD") from None


def _checked(entries: dict[str, bytes]) -> HostReport:
    (folder,) = {"/".join(name.split("/")[:2]) + "/" for name in entries}
    raw, signature = entries[folder + "manifest.json"], entries[folder + "manifest.json.p7s"]
    signed = detached.check(raw, signature[: cms.MAX_BYTES])
    manifest = model.read(model.HostManifest, raw)
    noted = {folder + note.path: note.sha256 for note in manifest.files}
    noted |= {
        folder + name: sha256(entries[folder + name]).hexdigest() for name in ("manifest.json", "manifest.json.p7s")
    }
    if folder != f"hosts/{manifest.host}/" or noted != {n: sha256(body).hexdigest() for n, body in entries.items()}:
        raise ValueError(folder)
    host = model.Host(
        manifest.host,
        certs.fingerprint(signed.certificate),
        "",
        manifest.collected_at,
        "",
        sha256(raw).hexdigest(),
    )
    return HostReport(entries, host)
