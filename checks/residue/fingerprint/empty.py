"""A registry of nothing, in memory only: for searches that look for a positive control alone."""

from __future__ import annotations

from checks.residue.fingerprint.blocks import BlockBuilder
from checks.residue.fingerprint.contents import ContentBuilder
from checks.residue.fingerprint.key import SubKeys
from checks.residue.fingerprint.mixing import Mixer
from checks.residue.fingerprint.registry import Registry
from checks.residue.fingerprint.windows import WindowBuilder


def empty_registry(master: bytes) -> Registry:
    """A registry without persons and files; `master` is any 32 random bytes."""
    keys = SubKeys(master)
    mixer = Mixer.from_key(keys.mixing)
    arrays = {
        **WindowBuilder(mixer, keys.tag).arrays("raw_"),
        **WindowBuilder(mixer, keys.tag).arrays("text_"),
        **BlockBuilder(mixer, keys.block).arrays(),
        **ContentBuilder(keys.file).arrays(),
    }
    counts = dict.fromkeys(("files", "members", "records", "forms", "windows", "blocks", "bytes"), 0)
    return Registry({"counts": counts, "consent": "", "created": "", "kinds": {}, "unread": {}}, arrays, keys, "")
