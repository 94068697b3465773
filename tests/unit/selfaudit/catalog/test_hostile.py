"""A profile file may come from anywhere: whatever is in it, the answer is a list of problems, and soon."""

import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfaudit.catalog import check_file, new_template
from selfaudit.catalog.emit import scalar
from selfaudit.catalog.yaml_tree import MAX_BYTES, Scalar, TreeError, parse
from selfaudit.errors import InputError

BOMBS = {
    "deep flow lists": "a: " + "[" * 400_000,
    "deep block lists": "- " * 300_000,
    "deep mappings": "{a: " * 200_000,
    "deep complex keys": "? " * 300_000,
    "billion laughs": "a: &a [x, x]\n"
    + "".join(f"{n}: &{n} [*{p}, *{p}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=False)),
    "refers to itself": "a: &a [*a]",
    "merge key": "a: {<<: *b}",
    "many entries": "a: [" + "x," * 200_000 + "]",
    "long line": "a: " + "あ" * 600_000,
    "long key": "あ" * 2_000 + ": 1",
    "nothing": "",
    "only a comment": "# x",
    "only text": "川辺区",
    "a list": "- 1\n- 2",
    "nul": "a: \0",
    "unfinished quote": 'a: "',
    "python object": "!!python/object/apply:os.system [ls]",
    "directive": "%YAML 9.9\n---\na: 1",
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_as_problems(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.yaml"
    path.write_text(BOMBS[name], encoding="utf-8")
    found = check_file(path)
    assert found
    assert all(problem.line >= 1 and problem.message and problem.mend for problem in found)


def test_a_file_beyond_the_size_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert [problem.code for problem in check_file(path)] == ["too_big"]


@pytest.mark.skipif(sys.platform == "win32", reason="no device files")
def test_an_endless_device_is_no_profile() -> None:
    with pytest.raises(InputError):
        check_file("/dev/zero")


TEMPLATE = new_template()
LINES = TEMPLATE.splitlines(keepends=True)
PIECES = st.sampled_from(
    ["-", ":", "[", "]", "{", "}", "&a", "*a", "!", "'", '"', "\t", "  ", "#", "\n", "|", ">", "\0", "○", "id"]
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """The starter file with a few cuts, insertions, doubled and dropped lines."""
    text = TEMPLATE
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(text)))
        match draw(st.sampled_from(["insert", "cut", "line", "drop"])):
            case "insert":
                text = text[:place] + draw(PIECES | st.text(max_size=4)) + text[place:]
            case "cut":
                text = text[:place] + text[place + draw(st.integers(1, 30)) :]
            case "line":
                text = text[:place] + "\n" + draw(st.sampled_from(LINES)) + text[place:]
            case _:
                text = text.replace(draw(st.sampled_from(LINES)), "", 1)
    return text.encode("utf-8", "surrogatepass")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=mutated() | st.binary(max_size=60))
def test_a_damaged_file_never_raises_anything_of_its_own(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "damaged.yaml"
    path.write_bytes(content)
    for problem in check_file(path):
        assert problem.line >= 1
        assert problem.message
        assert problem.mend


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1))
def test_what_is_written_as_a_value_reads_back_as_the_same_text(text: str) -> None:
    node = parse(f"key:\n  inner: {scalar(text, 2)}\n").nodes["key"].nodes["inner"]  # type: ignore[union-attr,call-overload]
    assert isinstance(node, Scalar)
    assert node.text == text


@pytest.mark.parametrize("name", [name for name in BOMBS if name != "many entries"])
def test_where_the_fast_parser_is_missing_the_slow_one_answers_the_same(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("selfaudit.catalog.yaml_tree.LOADER", yaml.SafeLoader)
    path = tmp_path / "own.yaml"
    path.write_text(TEMPLATE, encoding="utf-8")
    assert check_file(path) == []
    path.write_text(BOMBS[name], encoding="utf-8")
    assert check_file(path)


def test_a_tree_error_knows_its_line() -> None:
    with pytest.raises(TreeError) as caught:
        parse("a: 1\nb: 2\na: 3\n")
    assert (caught.value.code, caught.value.line, caught.value.values) == ("duplicate_key", 3, {"first": 1})
