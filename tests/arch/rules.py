"""The style guide as functions: each takes one source file and yields its complaints, a line each."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MAX_MODULE_LINES = 500
MAX_FUNCTION_LINES = 60
PACKAGES = ("selfaudit", "checks", "evidence")

_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
#: The words DESIGN section 4 makes values of: outcomes of answers, verdicts of searches.
_ENUM_WORDS = frozenset(
    (
        "適合",
        "不適合",
        "該当なし",
        "要確認",
        "未実施",
        "確認不能",
        "検出あり(内容)",
        "検出あり(名称のみ)",
        "検査範囲で検出なし",
        "検査不能",
    )
)
_STREAM_OWNERS = (
    "selfaudit/cli/output.py",
    "selfaudit/cli/diagnostics.py",
    "evidence/__main__.py",
    "selfaudit/text/encoding.py",
    # Run by hand when the name dictionary is renewed, never by the program.
    "checks/residue/data/build_names.py",
)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Source:
    """One Python file of the program: its path inside the repository, its text and its tree."""

    path: str
    text: str
    tree: ast.Module


type_of_rule = Callable[[Source], Iterator[str]]


def read(file: Path, root: Path) -> Source:
    """The file as a rule wants it."""
    text = file.read_text(encoding="utf-8")
    return Source(file.relative_to(root).as_posix(), text, ast.parse(text))


@cache
def sources(root: Path) -> list[Source]:
    """Every Python file of the three packages below this root, read once."""
    return [read(file, root) for package in PACKAGES for file in sorted((root / package).rglob("*.py"))]


def module_size(source: Source) -> Iterator[str]:
    """A module fits on a few screens."""
    lines = source.text.count("\n")
    if lines > MAX_MODULE_LINES:
        yield f"{source.path}: {lines} lines, at most {MAX_MODULE_LINES}"


def function_size(source: Source) -> Iterator[str]:
    """A function fits on one screen."""
    for node in ast.walk(source.tree):
        if isinstance(node, _FUNCTIONS):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MAX_FUNCTION_LINES:
                yield f"{source.path}:{node.lineno}: {node.name} has {lines} lines, at most {MAX_FUNCTION_LINES}"


def docstrings(source: Source) -> Iterator[str]:
    """Whoever imports a public name can read what it gives."""
    if source.path.endswith("__init__.py") and not source.text.strip():
        return
    if not ast.get_docstring(source.tree):
        yield f"{source.path}: the module has no docstring"
    for node in source.tree.body:
        if (
            isinstance(node, (*_FUNCTIONS, ast.ClassDef))
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ):
            yield f"{source.path}:{node.lineno}: {node.name} has no docstring"


def return_types(source: Source) -> Iterator[str]:
    """Every function says what it returns."""
    for node in ast.walk(source.tree):
        if isinstance(node, _FUNCTIONS) and node.returns is None:
            yield f"{source.path}:{node.lineno}: {node.name} has no return annotation"


def japanese_literals(source: Source) -> Iterator[str]:
    """Sentences for the user live in the locale files, not in code."""
    if not source.path.startswith("selfaudit/text/") and not _allowed(source.path):
        yield from japanese_in(source)


def japanese_in(source: Source) -> Iterator[str]:
    """Every string literal with Japanese in it that is neither a docstring nor an enum word."""
    skipped = _docstring_nodes(source.tree)
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in skipped:
            continue
        if _JAPANESE.search(node.value) and node.value not in _ENUM_WORDS:
            yield f"{source.path}:{node.lineno}: {node.value[:30]!r}"


def printing(source: Source) -> Iterator[str]:
    """stdout and stderr have one owner each."""
    if source.path in _STREAM_OWNERS:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield f"{source.path}:{node.lineno}: print()"
        if isinstance(node, ast.Call) and ast.unparse(node.func) in _STREAM_WRITES:
            yield f"{source.path}:{node.lineno}: {ast.unparse(node.func)}()"


def evidence_imports(source: Source) -> Iterator[str]:
    """The verifier needs the standard library and cryptography, and touches hazmat.asn1 in one file."""
    if not source.path.startswith("evidence/"):
        return
    for line, name in _imported(source.tree):
        if name.partition(".")[0] not in _standard_library() | {"cryptography", "evidence"}:
            yield f"{source.path}:{line}: imports {name}"
        if name.startswith("cryptography.hazmat.asn1") and source.path != "evidence/pki/der.py":
            yield f"{source.path}:{line}: imports {name}"


RULES: tuple[type_of_rule, ...] = (
    module_size,
    function_size,
    docstrings,
    return_types,
    japanese_literals,
    printing,
    evidence_imports,
)

_STREAM_WRITES = frozenset(
    f"sys.{stream}.{method}"
    for stream in ("stdout", "stderr", "stdout.buffer", "stderr.buffer")
    for method in ("write", "writelines")
)


@cache
def japanese_allowed() -> dict[str, str]:
    """Files whose Japanese literals are something else than sentences for the user, each with its reason."""
    table = tomllib.loads((Path(__file__).parent / "japanese_allowed.toml").read_text(encoding="utf-8"))
    return {str(path): str(reason) for path, reason in table.items()}


def _allowed(path: str) -> bool:
    return any(path == entry or (entry.endswith("/") and path.startswith(entry)) for entry in japanese_allowed())


@cache
def _standard_library() -> frozenset[str]:
    import sys

    return frozenset(sys.stdlib_module_names)


def _imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _docstring_nodes(tree: ast.Module) -> set[int]:
    """The constants that stand alone as a statement: docstrings of modules, classes, functions and fields."""
    return {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
