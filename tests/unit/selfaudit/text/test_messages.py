"""Every sentence exists in both languages, with the same placeholders, and is used."""

import ast
import re
import string
from pathlib import Path

import pytest

from selfaudit.text import messages
from selfaudit.text.messages import MissingMessageError, t

LOCALE = Path(messages.__file__).parent / "locale"
NAMES = sorted({file.name.split(".")[0] for file in LOCALE.glob("*.toml")})
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def all_messages(language: str) -> dict[str, str]:
    return {key: text for name in NAMES for key, text in messages._messages(name, language).items()}


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_keys_and_placeholders(name: str) -> None:
    japanese, english = messages._messages(name, "ja"), messages._messages(name, "en")
    assert set(japanese) == set(english)
    differing = [key for key in japanese if placeholders(japanese[key]) != placeholders(english[key])]
    assert differing == []


def test_placeholders_are_names() -> None:
    wrong = [key for key, text in all_messages("ja").items() if not all(n.isidentifier() for n in placeholders(text))]
    assert wrong == []


class _Uses(ast.NodeVisitor):
    """Keys a module names in t(), has() and keys(), and the prefixes of keys it puts together."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.prefixes: set[str] = set()
        self.strings: set[str] = set()

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self.strings.add(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in ("t", "has", "keys") and node.args:
            self._note(name, node.args[0])
        self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._prefix(node)
        self.generic_visit(node)

    def _note(self, call: str, argument: ast.expr) -> None:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            (self.prefixes if call == "keys" else self.keys).add(argument.value)

    def _prefix(self, node: ast.JoinedStr) -> None:
        first = node.values[0] if node.values else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str) and "." in first.value:
            self.prefixes.add(first.value.rpartition(".")[0])


def uses_in(*folders: Path) -> _Uses:
    uses = _Uses()
    for folder in folders:
        for file in folder.rglob("*.py"):
            uses.visit(ast.parse(file.read_text(encoding="utf-8")))
        for file in folder.rglob("*.j2"):
            _note_template(uses, file.read_text(encoding="utf-8"))
    return uses


def _note_template(uses: _Uses, template: str) -> None:
    """Keys of a jinja2 template: t("key"), and t("prefix." ~ value)."""
    for key, joined in re.findall(r'\bt\(\s*"([\w.]+)"\s*(~)?', template):
        if joined:
            uses.prefixes.add(key.rstrip("."))
        else:
            uses.keys.add(key)


def undefined(uses: _Uses, defined: set[str]) -> set[str]:
    def below(prefix: str) -> bool:
        return any(key == prefix or key.startswith(f"{prefix}.") for key in defined)

    missing_prefixes = {p for p in uses.prefixes if p.split(".")[0] in NAMES and not below(p)}
    return {key for key in uses.keys if key not in defined} | missing_prefixes


def unused(uses: _Uses, defined: set[str]) -> set[str]:
    named = uses.keys | uses.strings
    return {key for key in defined if key not in named and not any(key.startswith(f"{p}.") for p in uses.prefixes)}


def test_every_key_the_program_names_exists(repo_root: Path) -> None:
    assert undefined(uses_in(repo_root / "selfaudit"), set(all_messages("ja"))) == set()


def test_no_message_is_left_over(repo_root: Path) -> None:
    assert unused(uses_in(repo_root / "selfaudit"), set(all_messages("ja"))) == set()


def test_the_two_tests_above_can_fail(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text(
        't("dates.nowhere")\nt(f"dates.no.{x}")\nt("dates.which_year")\n', encoding="utf-8"
    )
    uses = uses_in(tmp_path)
    assert undefined(uses, {"dates.which_year"}) == {"dates.nowhere", "dates.no"}
    assert unused(uses, {"dates.which_year", "dates.left_over"}) == {"dates.left_over"}


def test_japanese_is_japanese_and_english_reads_without_it() -> None:
    assert all(JAPANESE.search(text) for key, text in messages._messages("dates", "ja").items())


def test_values_are_put_in_and_never_read_as_templates() -> None:
    assert "{year}" in t("dates.not_a_date", text="{year}")


def test_language_is_chosen() -> None:
    japanese = t("dates.no_such_day", text="x")
    messages.set_language("en")
    assert messages.language() == "en"
    assert t("dates.no_such_day", text="x") != japanese
    with pytest.raises(ValueError, match="fr"):
        messages.set_language("fr")


def test_a_missing_key_is_shown_to_users_and_raised_in_tests() -> None:
    with pytest.raises(MissingMessageError):
        t("dates.nowhere")
    with pytest.raises(MissingMessageError):
        t("dates.no_such_day")
    messages.set_strict(False)
    assert t("dates.nowhere") == "dates.nowhere"
    assert t("nofile.nowhere") == "nofile.nowhere"
    assert "{text}" in t("dates.no_such_day", other=1)


def test_keys_below_a_prefix() -> None:
    assert "dates.which_year" in messages.keys("dates")
    assert messages.keys("nofile") == ()
    assert messages.has("dates.which_year")
    assert not messages.has("dates.nowhere")
