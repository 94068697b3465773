"""SHA256SUMS.txt over the released files, and its signature in the format of the bundles (docs/format, section 7).

The signature is a detached CAdES signature (``SHA256SUMS.txt.p7s``) that `evidence` checks, and openssl as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from shipping.archive import RefusedError, sha256

if TYPE_CHECKING:
    from evidence.keys_protocol import Signer

NAME = "SHA256SUMS.txt"
SIGNATURE = NAME + ".p7s"


def write(files: Sequence[Path], folder: Path) -> Path:
    """Write the sums of some files (by name, as ``sha256sum --check`` reads them) into `folder`."""
    lines = [f"{sha256(file)}  {file.name}\n" for file in sorted(files, key=lambda file: file.name)]
    out = folder / NAME
    out.write_bytes("".join(lines).encode("utf-8"))
    return out


def sign(folder: Path, signer: Signer, when: datetime) -> Path:
    """Sign the sums in `folder`."""
    from evidence.pki import detached

    out = folder / SIGNATURE
    out.write_bytes(detached.sign((folder / NAME).read_bytes(), signer, when))
    return out


def check(folder: Path, fingerprint: str) -> list[str]:
    """The names of the files that are as signed by this key; RefusedError for anything else."""
    from evidence.errors import Refused
    from evidence.pki import certs, detached

    document = (folder / NAME).read_bytes()
    try:
        checked = detached.check(document, (folder / SIGNATURE).read_bytes())
    except Refused as error:
        raise RefusedError(f"{SIGNATURE}: {error}") from error
    key = certs.fingerprint(checked.certificate)
    if key != fingerprint.lower().replace(" ", "").replace(":", ""):
        raise RefusedError(f"{SIGNATURE}: signed by {key}")
    names = []
    for line in document.decode("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if "/" in name or sha256(folder / name) != digest:
            raise RefusedError(name)
        names.append(name)
    return names
