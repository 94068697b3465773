"""指紋台帳: keyed fingerprints of what was received, to be looked for again at the end of the contract."""

from checks.residue.fingerprint.errors import RegistryError
from checks.residue.fingerprint.key import Key
from checks.residue.fingerprint.register import RegistrySummary, register
from checks.residue.fingerprint.registry import Registry, open_registry

__all__ = ["Key", "Registry", "RegistryError", "RegistrySummary", "open_registry", "register"]
