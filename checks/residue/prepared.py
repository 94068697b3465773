"""What a worker makes of patterns, word lists and dictionaries when it starts, kept so that the next one need not make it.

It lies beside the compiled modules, belongs to one state of the program and one Python, and holds nothing that was read in a
search. Where it is missing, damaged or of another state everything is made anew, with the same results.

    python -m checks.residue.prepared       makes it; a worker that finds none does so by itself
"""

from __future__ import annotations

import contextlib
import marshal
import os
import re
import sys
import zlib
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

T = TypeVar("T")
# What `re` is made of. Its programs are checked by `_sre.compile` itself, and here against `re.compile` before they are kept.
_compiler: Any = import_module("re._compiler")
_parser: Any = import_module("re._parser")
_sre: Any = import_module("_sre")
_compile: Callable[[Any, int], re.Pattern[Any]] = _compiler.compile

_HEAD = b"selfaudit tables 1\n"
_SUM = 4
_WORD: Literal["I"] = "I"
"""The type of `array` as wide as a word of a program of `re`."""

_Program = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
_Key = tuple[str | bytes, int]


@dataclass(slots=True)
class _Tables:
    """Values by name and programs by pattern and flags; `met` are patterns compiled since `note`, None where nobody asks."""

    values: dict[str, Any] = field(default_factory=dict)
    programs: dict[_Key, _Program] = field(default_factory=dict)
    met: dict[_Key, None] | None = None


_tables = _Tables()


def kept(name: str, make: Callable[[], T]) -> T:
    """What `make` gives, or what it gave before: of types `marshal` knows, never changed, and told by `name` and the program alone."""
    if name in _tables.values:
        return cast("T", _tables.values[name])
    made = make()
    if _tables.met is not None:
        _tables.values[name] = made
    return made


def file_of(engine: str) -> Path | None:
    """Where the tables of this state of the program lie for this Python; None where it keeps no compiled modules."""
    try:
        folder = Path(cache_from_source(__file__)).parent
    except NotImplementedError:
        return None
    state = zlib.crc32(f"{engine} {sys.version} {_sre.MAGIC} {_sre.CODESIZE}".encode())
    return folder / f"tables.{sys.implementation.cache_tag}.{state:08x}.bin"


def use(file: Path | None) -> bool:
    """Take what lies in `file` from now on, in this whole process; False where it cannot be used."""
    try:
        raw = file.read_bytes() if file is not None else b""
        at = len(_HEAD) + _SUM
        if raw[: len(_HEAD)] != _HEAD or zlib.crc32(raw[at:]).to_bytes(_SUM, "little") != raw[len(_HEAD) : at]:
            return False
        # It lies where compiled modules lie, which Python itself reads in this way.
        _tables.values, _tables.programs = marshal.loads(memoryview(raw)[at:])  # noqa: S302
    except (OSError, ValueError, EOFError, TypeError):
        return False
    _compiler.compile = _known
    return True


def note() -> None:
    """Remember from now on what is made and compiled in this process."""
    _tables.met = {}
    _compiler.compile = _noted


def write(file: Path | None) -> bool:
    """Keep what was made since `note`, and nothing else that lay there for this Python; False where that cannot be.

    Nothing is remembered from then on: what comes next is made for files that are read.
    """
    met, _tables.met = _tables.met, None
    _compiler.compile = _compile
    if met is None or file is None:
        return False
    programs = {key: program for key in met if (program := _checked(*key)) is not None}
    raw = marshal.dumps((_tables.values, programs))
    partial = file.with_suffix(f".{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(_HEAD + zlib.crc32(raw).to_bytes(_SUM, "little") + raw)
        partial.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        return False
    for other in file.parent.glob(f"tables.{sys.implementation.cache_tag}.*.bin"):
        if other != file:
            with contextlib.suppress(OSError):
                other.unlink()
    return True


def _known(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
    """In the place of what `re` compiles with."""
    try:
        program = _tables.programs.get((pattern, int(flags)))
    except TypeError:
        program = None
    if program is None:
        return _compile(pattern, flags)
    try:
        return _loaded(pattern, program)
    except (TypeError, ValueError, RuntimeError):
        return _compile(pattern, flags)


def _noted(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
    if _tables.met is not None and isinstance(pattern, str | bytes):
        _tables.met[pattern, int(flags)] = None
    return _compile(pattern, flags)


def _loaded(pattern: str | bytes, program: _Program) -> re.Pattern[Any]:
    flags, code, groups, names, numbers = program
    found: re.Pattern[Any] = _sre.compile(pattern, flags, memoryview(code).cast(_WORD).tolist(), groups, names, numbers)
    return found


def _checked(pattern: str | bytes, flags: int) -> _Program | None:
    """The program of a pattern, as `re` makes it; None where it does not give the very same pattern again."""
    try:
        tree = _parser.parse(pattern, flags)
        names = dict(tree.state.groupdict)
        numbers: list[str | None] = [None] * tree.state.groups
        for name, number in names.items():
            numbers[number] = name
        code = array(_WORD, _compiler._code(tree, flags)).tobytes()  # noqa: SLF001 -- see _compiler
        program = (flags | tree.state.flags, code, tree.state.groups - 1, names, tuple(numbers))
        return program if _loaded(pattern, program) == _compile(pattern, flags) else None
    except (AttributeError, TypeError, ValueError, RuntimeError, OverflowError):  # a Python that compiles otherwise
        return None


def main() -> int:
    """Make the tables of this installation: what the first worker would do."""
    from checks.residue.version import engine
    from checks.residue.worker import prepare

    return 0 if prepare(engine()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
