"""指紋台帳: keyed fingerprints of what was received, to be looked for again at the end of the contract."""

from checks.residue.fingerprint.errors import RegistryError
from checks.residue.fingerprint.key import Key, new_ward_half
from checks.residue.fingerprint.register import RegistrySummary, register
from checks.residue.fingerprint.registry import Registry, destroy_registry, open_registry

__all__ = [
    "Key",
    "Registry",
    "RegistryError",
    "RegistrySummary",
    "destroy_registry",
    "new_ward_half",
    "open_registry",
    "register",
]
