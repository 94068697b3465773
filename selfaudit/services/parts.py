"""The libraries this program is made of, as it declares them itself: present, of which version, and able to load."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module, metadata
from pathlib import Path

from checks.residue import pictures
from selfaudit.services.health import Finding, Health, found
from selfaudit.text.installed import how_to_add
from selfaudit.text.messages import has, t

PROGRAM = "selfaudit"
_PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXTRA = re.compile(r"""extra\s*==\s*['"]([A-Za-z0-9_-]+)['"]""")
_FOR_MAKERS = "dev"
"""The extra that only whoever changes the program needs."""


def declared() -> dict[str, list[str]]:
    """Names of the libraries by extra; "" for those always needed. Empty when nothing says so."""
    try:
        lines = metadata.requires(PROGRAM) or []
    except metadata.PackageNotFoundError:
        return _of_source()
    found: dict[str, list[str]] = {}
    for line in lines:
        name = _NAME.match(line)
        extra = _EXTRA.search(line)
        if name and (extra is None or extra[1] != _FOR_MAKERS):
            found.setdefault(extra[1] if extra else "", []).append(name[0])
    return found


def _of_source() -> dict[str, list[str]]:
    """The same from pyproject.toml, for a program started from its own folder by `run`."""
    try:
        project = tomllib.loads(_PYPROJECT.read_text(encoding="utf-8"))["project"]
    except (OSError, ValueError, KeyError):
        return {}
    wanted = {"": project["dependencies"], **project["optional-dependencies"]}
    return {
        extra: [name[0] for line in lines if (name := _NAME.match(line))]
        for extra, lines in wanted.items()
        if extra != _FOR_MAKERS
    }


def version(name: str) -> str:
    """The version installed; empty where it is not."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def required() -> Iterator[Finding]:
    """Every library the program cannot do without: those that fail one by one, the others together."""
    known = declared()
    if not known:
        yield found("parts", Health.UNKNOWN)
        return
    good: dict[str, str] = {}
    for name in known[""]:
        trouble = _trouble(name)
        if trouble:
            yield found(f"part:{name}", Health.FAIL, name=name, why=trouble)
        else:
            good[name] = version(name)
    listed = "  ".join(f"{name} {number}" for name, number in good.items())
    yield found("parts", Health.OK, count=len(good), listed=listed, versions=good)


def extras() -> Iterator[Finding]:
    """Every extra: what it adds, whether it is here."""
    for extra, names in declared().items():
        if not extra:
            continue
        missing = [name for name in names if _trouble(name)]
        adds = t(f"doctor.adds.{extra}") if has(f"doctor.adds.{extra}") else extra
        values = {"extra": extra, "adds": adds, "names": " ".join(missing or names), "how": how_to_add(extra)}
        lacking = "" if extra != "ocr" or missing or pictures.models() else "no_models"
        yield found(f"extra:{extra}", Health.LACK if missing or lacking else Health.OK, lacking, **values)


def newest_known(folder: Path) -> datetime:
    """The newest time the program knows to be past: its own files, and the database's last change."""
    from selfaudit.store.paths import DATABASE

    own = Path(__file__).parent.glob("*.py")
    times = [file.stat().st_mtime for file in (*own, folder / DATABASE) if file.is_file()]
    return datetime.fromtimestamp(max(times, default=0.0), UTC).astimezone()


def _trouble(name: str) -> str:
    """Why a library cannot be used, as the name of the error; empty when it loads."""
    if not version(name):
        return "PackageNotFoundError"
    for module in _modules(name):
        try:
            import_module(module)
        except Exception as error:  # noqa: BLE001 -- a library may fail in any way, most often by a blocked DLL
            return type(error).__name__
    return ""


def _modules(name: str) -> list[str]:
    """The top-level modules a library installs, without its private and its typing-only ones."""
    files = metadata.files(name) or []
    code = [file for file in files if file.suffix in (".py", ".so", ".pyd") and len(file.parts) <= 2]
    tops = {file.parts[0].partition(".")[0] for file in code}
    return sorted(top for top in tops - {"bin"} if top.isidentifier() and not top.startswith("_"))
