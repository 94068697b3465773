"""What a shipped folder is made of: each distribution with version, licence and licence text, as list and as CycloneDX."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from shipping.archive import sha256

_WORDS = ("licen", "copying", "notice", "copyright", "authors", "ofl")
_NAMESPACE = uuid.UUID("6f3c1d9e-6a4e-5a0b-9f0a-73656c666175")
_FONTS = (".otf", ".ttf", ".ttc")


@dataclass(frozen=True)
class Material:
    """One distribution, as its own metadata describes it."""

    name: str
    version: str
    licence: str
    """SPDX expression, or the words its makers use."""
    texts: tuple[tuple[str, str], ...]
    """File name and text of each licence file."""
    needs: tuple[str, ...]
    """Names of what it requires, in lower case."""
    fonts: tuple[str, ...] = ()
    """Font files it brings along."""
    kind: str = "pypi"
    sha256: str = ""
    """Of the file it was taken from, where there is one."""

    @property
    def purl(self) -> str:
        """The package URL."""
        return f"pkg:{self.kind}/{_plain(self.name)}@{self.version}"


def materials(site: Path) -> list[Material]:
    """Every distribution laid out below `site`, by name."""
    found = [_read(info) for info in site.glob("*.dist-info")]
    return sorted(found, key=lambda material: material.name.lower())


def python(packed: Path, unpacked: Path) -> Material:
    """The Python that runs the program: python.org's file and the licence text in it."""
    version = packed.name.split("-")[1] if packed.name.count("-") > 1 else "0"
    text = (unpacked / "LICENSE.txt").read_text(encoding="utf-8", errors="replace").strip()
    digest = sha256(packed)
    return Material("Python", version, "PSF-2.0", (("LICENSE.txt", text),), (), kind="generic", sha256=digest)


def licences(found: Sequence[Material]) -> str:
    """All licence texts as one file, a table of contents first."""
    head = ["What this folder is made of, and under which licences it is passed on.", ""]
    for one in found:
        fonts = f"  (fonts: {', '.join(one.fonts)})" if one.fonts else ""
        head.append(f"{one.name} {one.version}: {one.licence}{fonts}")
    parts = ["\n".join(head)]
    for one in found:
        parts += [f"{'=' * 78}\n{one.name} {one.version} - {name}\n{'=' * 78}\n\n{text}" for name, text in one.texts]
    return "\n\n".join(parts).rstrip() + "\n"


def without_text(found: Sequence[Material]) -> list[str]:
    """Names of distributions that bring no licence text: they must not be shipped like that."""
    return [one.name for one in found if not one.texts]


def bill(found: Sequence[Material], program: str, epoch: int) -> str:
    """The software bill of materials as CycloneDX 1.6 JSON; the same materials and epoch give the same bytes."""
    known = {_plain(one.name): one.purl for one in found}
    root = next(one for one in found if one.name == program)
    serial = uuid.uuid5(_NAMESPACE, "".join(one.purl for one in found) + str(epoch))
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch, UTC).isoformat().replace("+00:00", "Z"),
            "component": _component(root, "application"),
        },
        "components": [_component(one, "library") for one in found if one is not root],
        "dependencies": [
            {"ref": one.purl, "dependsOn": sorted(known[need] for need in set(one.needs) if need in known)}
            for one in found
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _component(one: Material, kind: str) -> dict[str, object]:
    spdx = " " not in one.licence or " OR " in one.licence or " AND " in one.licence or " WITH " in one.licence
    licence = {"expression": one.licence} if spdx else {"license": {"name": one.licence}}
    described: dict[str, object] = {
        "type": kind,
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.version,
        "purl": one.purl,
        "licenses": [licence],
    }
    if one.sha256:
        described["hashes"] = [{"alg": "SHA-256", "content": one.sha256}]
    return described


def _read(info: Path) -> Material:
    head = HeaderParser().parsestr((info / "METADATA").read_text(encoding="utf-8"))
    texts = sorted(file for file in info.rglob("*") if file.is_file() and _is_licence(file, info))
    listed = (info / "RECORD").read_text(encoding="utf-8").splitlines() if (info / "RECORD").is_file() else []
    brought = [line.split(",")[0] for line in listed]
    fonts = [Path(name).name for name in brought if name.lower().endswith(_FONTS) and (info.parent / name).is_file()]
    return Material(
        name=head["Name"],
        version=head["Version"],
        licence=_licence(head),
        texts=tuple((file.name, file.read_text(encoding="utf-8", errors="replace").strip()) for file in texts),
        needs=tuple(_plain(_name(need)) for need in head.get_all("Requires-Dist", []) if "extra ==" not in need),
        fonts=tuple(fonts),
    )


def _is_licence(file: Path, info: Path) -> bool:
    return "licenses" in file.relative_to(info).parts[:-1] or any(word in file.name.lower() for word in _WORDS)


def _licence(head: Message) -> str:
    """The licence as declared: the SPDX expression, else the classifiers, else the first line of the free text."""
    if head["License-Expression"]:
        return str(head["License-Expression"])
    classified = [
        line.rpartition(" :: ")[2] for line in head.get_all("Classifier", []) if line.startswith("License ::")
    ]
    return ", ".join(classified) or str(head["License"] or "see text").splitlines()[0]


def _name(requirement: str) -> str:
    return "".join(
        character if character.isalnum() or character in "-_." else " " for character in requirement
    ).split()[0]


def _plain(name: str) -> str:
    """The normalised name (PEP 503)."""
    return "-".join(part for part in name.lower().replace("_", "-").replace(".", "-").split("-") if part)
