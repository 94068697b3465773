"""The repository as a whole: nothing of one machine in it, commands documented, locks fit the project."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

BINARY = {".png", ".pdf", ".zip", ".xz", ".gz", ".lzma", ".db", ".p7s", ".der", ".docx", ".xlsx"}

#: Written as character classes so that this file does not contain what it looks for.
OF_ONE_MACHINE = {
    "a path of one machine": r"/wor[k]/(?:main|shared)|/tm[p]/team|/op[t]/pypi|/roo[t]/\.|/hom[e]/(?!user|[a-z]+\b/\.local)[a-z]+/src|\.pyen[v]/",
    "a package index": r"pypi\.or[g]|pythonhosted\.or[g]|npmjs\.or[g]|--extra-index-ur[l]|--find-link[s] ",
}


def tracked(root: Path) -> list[Path]:
    """The files of the repository as git knows them, or all but the environment where there is no git."""
    done = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=False, cwd=root, encoding="utf-8")
    if done.returncode == 0:
        return [root / name for name in done.stdout.split("\0") if name and (root / name).is_file()]
    hidden = {".venv", ".git", "build", "dist"}
    return [file for file in root.rglob("*") if file.is_file() and not hidden & set(file.relative_to(root).parts)]


def found_in(files: list[Path], pattern: str) -> Iterator[str]:
    for file in files:
        if file.suffix in BINARY:
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if re.search(pattern, line):
                yield f"{file.name}:{number}: {line.strip()[:80]}"


@pytest.mark.parametrize("kind", OF_ONE_MACHINE)
def test_nothing_of_one_machine_is_in_the_repository(kind: str, repo_root: Path) -> None:
    assert list(found_in(tracked(repo_root), OF_ONE_MACHINE[kind])) == []


@pytest.mark.parametrize(
    ("kind", "planted"),
    [("a path of one machine", "see /wor" + "k/shared/x"), ("a package index", "--index https://pypi" + ".org/simple")],
)
def test_such_a_line_would_be_found(kind: str, planted: str, tmp_path: Path) -> None:
    (tmp_path / "planted.txt").write_text(f"fine\n{planted}\n", encoding="utf-8")
    assert len(list(found_in(tracked(tmp_path), OF_ONE_MACHINE[kind]))) == 1


def commands(command: Any, path: str) -> Iterator[str]:
    """Every command that does something, with the words that call it."""
    if not hasattr(command, "list_commands"):
        yield path
        return
    for name in command.list_commands(None):
        yield from commands(command.get_command(None, name), f"{path} {name}")


def undocumented(names: list[str], text: str) -> list[str]:
    return [name for name in names if f"`{name}`" not in text]


@pytest.mark.parametrize("page", ["README.md", "README.en.md"])
def test_every_command_is_in_both_readmes(page: str, repo_root: Path) -> None:
    from selfaudit.cli import main

    names = list(commands(main.build(), "selfaudit"))
    assert len(names) > 8
    assert undocumented(names, (repo_root / page).read_text(encoding="utf-8")) == []


def test_an_undocumented_command_would_be_noticed() -> None:
    app, group = typer.Typer(), typer.Typer()
    for name in ("new", "old"):
        group.command(name)(lambda: None)
    app.add_typer(group, name="thing")
    app.command("other")(lambda: None)
    assert undocumented(
        list(commands(typer.main.get_command(app), "selfaudit")), "`selfaudit thing old` `selfaudit other`"
    ) == ["selfaudit thing new"]


def test_both_readmes_name_the_same_commands_and_none_that_is_not_there(repo_root: Path) -> None:
    from selfaudit.cli import main

    japanese, english = (
        set(re.findall(r"^\| `(selfaudit[^`]*)`", (repo_root / page).read_text("utf-8"), re.MULTILINE))
        for page in ("README.md", "README.en.md")
    )
    assert japanese == english
    assert japanese - {"selfaudit"} <= set(commands(main.build(), "selfaudit"))


@pytest.mark.parametrize("lock", ["app", "dev", "raw", "token"])
def test_the_lock_fits_the_project(lock: str, repo_root: Path) -> None:
    project = tomllib.loads((repo_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(text) for text in [*project["dependencies"], *project["optional-dependencies"].get(lock, [])]]
    text = (repo_root / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    locked: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", text, re.MULTILINE):
        locked.setdefault(canonicalize_name(name), set()).add(version)
    unfit = [
        str(need)
        for need in wanted
        if not any(need.specifier.contains(v) for v in locked.get(canonicalize_name(need.name), ()))
    ]
    assert unfit == []
    packages = len(re.findall(r"^[a-z]", text, re.MULTILINE))
    assert text.count("sha256:") > packages
    assert "://" not in text
