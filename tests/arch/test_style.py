"""The style guide holds for every file, and each of its rules can fail."""

import textwrap
from pathlib import Path

import pytest

from tests.arch import rules

LONG_FUNCTION = '"""Doc."""\n\n\ndef f() -> None:\n    """Doc."""\n' + "    x = 1\n" * 60

# One violation per rule: (rule, path of the planted file, its text).
PLANTED = [
    (rules.module_size, "selfaudit/long.py", '"""Doc."""\n' + "X = 1\n" * 500),
    (rules.function_size, "checks/long.py", LONG_FUNCTION),
    (rules.docstrings, "evidence/bare.py", "X = 1\n"),
    (rules.docstrings, "evidence/bare.py", '"""Doc."""\n\n\ndef public() -> None:\n    pass\n'),
    (rules.return_types, "checks/untyped.py", '"""Doc."""\n\n\ndef f(x):\n    return x\n'),
    (rules.japanese_literals, "selfaudit/cli/said.py", '"""日本語の説明は可。"""\n\nX = "保存しました"\n'),
    (rules.japanese_literals, "checks/said.py", '"""Doc."""\n\nX = f"{1}件の端末"\n'),
    (rules.printing, "selfaudit/services/loud.py", '"""Doc."""\n\nprint("x")\n'),
    (rules.printing, "checks/loud.py", '"""Doc."""\n\nimport sys\n\nsys.stderr.write("x")\n'),
    (rules.evidence_imports, "evidence/greedy.py", '"""Doc."""\n\nimport yaml\n'),
    (rules.evidence_imports, "evidence/cms.py", '"""Doc."""\n\nfrom cryptography.hazmat import asn1\n'),
]

CLEAN = '''
    """A module that keeps every rule; 説明は日本語でもよい。"""

    VERDICT = "検査不能"


    def f(x: int) -> int:
        """Give it back."""
        return x
'''


def complaints(rule: rules.type_of_rule, root: Path) -> list[str]:
    return [complaint for source in rules.sources(root) for complaint in rule(source)]


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_program_keeps_the_rule(rule: rules.type_of_rule, repo_root: Path) -> None:
    assert complaints(rule, repo_root) == []


@pytest.mark.parametrize(
    ("rule", "path", "text"), PLANTED, ids=[f"{rule.__name__}-{path}" for rule, path, _ in PLANTED]
)
def test_a_planted_violation_is_found(rule: rules.type_of_rule, path: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    assert len(complaints(rule, tmp_path)) == 1


def test_every_rule_has_a_planted_violation() -> None:
    assert {rule for rule, _, _ in PLANTED} == set(rules.RULES)


def test_a_clean_file_passes_all_rules(tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "clean.py").write_text(textwrap.dedent(CLEAN).lstrip(), encoding="utf-8")
    assert [complaint for rule in rules.RULES for complaint in complaints(rule, tmp_path)] == []


def test_every_exception_to_the_language_rule_is_needed_and_explained(repo_root: Path) -> None:
    for path, reason in rules.japanese_allowed().items():
        found = [source for source in rules.sources(repo_root) if source.path.startswith(path)]
        assert any(list(rules.japanese_in(source)) for source in found), path
        assert len(reason) > 20, path
