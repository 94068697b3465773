"""No ward's name and no party word is written in code: they are data (DESIGN §2.5)."""

import ast
import re
from pathlib import Path

import pytest

PACKAGES = ("selfaudit", "checks", "evidence")
WARDS = "千代田|中央|港|新宿|文京|台東|墨田|江東|品川|目黒|大田|世田谷|渋谷|中野|杉並|豊島|北|荒川|板橋|練馬|足立|葛飾|江戸川"
# 区 alone is the party; within another word (区分, 区切り) it is not. 甲 and 乙 alone, as party letters, the same.
FORBIDDEN = re.compile(
    rf"(?:{WARDS})区|shinjuku|setagaya|新宿|世田谷|受託者|受託事業者|委託先|委託者|委託元|発注者|受注者"
    r"|(?<![一-鿿])[区甲乙](?![一-鿿])",
)


def literals(source: str) -> list[tuple[int, str]]:
    """The string literals of a module without its docstrings."""
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    # A string that stands alone below an attribute documents it.
    docstrings |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_ward_name_and_no_party_word_in_code(package: str, repo_root: Path) -> None:
    found = [
        f"{path.relative_to(repo_root)}:{line}: {text[:40]!r}"
        for path in sorted((repo_root / package).rglob("*.py"))
        for line, text in literals(path.read_text(encoding="utf-8"))
        if FORBIDDEN.search(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    ["x = '新宿区'", "x = f'{1}受託者'", "x = ['甲', 1]", "x = '区が行う'", "d = {'乙': 1}", "p = 'setagaya-2026'"],
)
def test_the_search_finds_what_it_must(planted: str) -> None:
    assert any(FORBIDDEN.search(text) for _, text in literals(planted))


@pytest.mark.parametrize("harmless", ["x = '区分'", "'''甲は乙に'''", "x = '地区'", "def f():\n    '''新宿区'''"])
def test_the_search_leaves_other_words_alone(harmless: str) -> None:
    assert not any(FORBIDDEN.search(text) for _, text in literals(harmless))
