"""Office encryption. Only the fixed password Excel itself uses for write protection is tried (MS-OFFCRYPTO 2.3.7.1)."""

from __future__ import annotations

import io

import msoffcrypto

from checks.residue.budget import Stop
from checks.residue.readers.source import Source

DEFAULT = "VelvetSweatshop"


def open_default(source: Source) -> bytes:
    """The decrypted document if its password is the default one. Raises Stop("locked") otherwise."""
    out = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(source.all()))
        office.load_key(password=DEFAULT)
        office.decrypt(out)
    except Exception as error:  # the library raises many kinds, all of them mean: not with this password
        raise Stop("locked") from error
    decrypted = out.getvalue()
    if decrypted[:2] not in (b"PK", b"\xd0\xcf"):
        raise Stop("locked")
    source.meter.add(len(decrypted))
    return decrypted
