"""Every code and every error has its words in both languages; the words hold no developer's terms."""

import ast
import tomllib
from pathlib import Path

import pytest

import evidence
from evidence import text
from evidence.errors import EvidenceError
from evidence.verdict import Code

PACKAGE = Path(evidence.__file__).parent


@pytest.mark.parametrize("lang", text.LANGUAGES)
def test_every_code_has_a_sentence_and_a_next_step(lang: str) -> None:
    for code in Code:
        assert text.sentence(code.name, lang).endswith(("。", "."))
        assert text.next_step(code.name, lang).endswith(("。", "."))


def test_no_words_without_a_code() -> None:
    for lang in text.LANGUAGES:
        table = tomllib.loads((PACKAGE / "text" / f"{lang}.toml").read_text("utf-8"))
        assert set(table["code"]) == {c.name for c in Code}


def raised_keys() -> set[str]:
    """The keys of all errors raised in the package, read from its source."""
    kinds = {"InputError", "BuildError", "KeyFileError"}
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
                assert isinstance(node.args[0], ast.Constant)
                found.add(str(node.args[0].value))
    return found


@pytest.mark.parametrize("lang", text.LANGUAGES)
def test_every_error_has_its_words(lang: str) -> None:
    keys = raised_keys()
    table = tomllib.loads((PACKAGE / "text" / f"{lang}.toml").read_text("utf-8"))["error"]
    assert keys == set(table)
    values = dict.fromkeys(
        ("name", "reason", "length", "least", "count", "role", "start", "end", "where", "line", "url"), 1
    )
    for key in keys:
        error = EvidenceError(key, **values, code="x", seq=1)
        assert all((error.title(lang), error.detail(lang), error.next_step(lang)))
