"""What can go wrong with a fingerprint registry; codes are explained in checks/text/exit_<lang>.toml, section "error"."""

from __future__ import annotations


class RegistryError(Exception):
    """A registry could not be made or opened.

    `code`: wrong_key, damaged, not_a_registry, unsupported, not_found, exists, nothing_to_register, stopped.
    `path` is the file or folder it is about.
    """

    def __init__(self, code: str, path: str = "") -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path
