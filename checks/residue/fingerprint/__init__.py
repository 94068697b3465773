"""指紋台帳: keyed fingerprints of what was received, to be looked for again at the end of the contract."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checks.residue.fingerprint.errors import RegistryError
    from checks.residue.fingerprint.key import Key, new_ward_half
    from checks.residue.fingerprint.registering import RegistrySummary, register
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
_WHERE = {
    "Key": "key",
    "Registry": "registry",
    "RegistryError": "errors",
    "RegistrySummary": "registering",
    "destroy_registry": "registry",
    "new_ward_half": "key",
    "open_registry": "registry",
    "register": "registering",
}


def __getattr__(name: str) -> Any:
    # Loaded when asked for: a search of live files reads dates with this package, and needs neither NumPy nor ciphers.
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
