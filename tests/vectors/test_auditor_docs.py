"""The auditor's pages name codes that exist, commands that the recipe has, and the limits as every verifier prints them."""

import re
from pathlib import Path

import pytest

from evidence import text
from evidence.verdict import Code, Verdict

PAGES = ("README.md", "verify.md", "understand.md", "desk.md")


@pytest.fixture
def pages(repo_root: Path) -> dict[str, str]:
    return {name: (repo_root / "docs/auditor-ja" / name).read_text("utf-8") for name in PAGES}


def test_every_code_on_the_pages_is_one(pages: dict[str, str]) -> None:
    known = {c.name for c in Code}
    families = {name.split("_")[0] for name in known}
    named = {word for page in pages.values() for word in re.findall(r"`([A-Z]+_[A-Z_]+)`", page)}
    assert len(named) > 10
    assert {word for word in named if word.split("_")[0] in families} - known == set()


def test_the_commands_are_those_of_the_recipe(pages: dict[str, str], repo_root: Path) -> None:
    recipe = (repo_root / "docs/format/openssl-recipe.ja.md").read_text("utf-8")
    (block,) = re.findall(r"```\n(openssl.*?)```", pages["understand.md"], re.DOTALL)
    openssl, sums = block.rsplit("\n", 2)[0], block.strip().rsplit("\n", 1)[1]
    assert openssl in recipe
    assert sums in recipe


def test_the_verdicts_and_limits_are_the_program_s_own_words(pages: dict[str, str]) -> None:
    page = pages["verify.md"]
    for verdict in Verdict:
        assert f"**{text.word(verdict.value)}** {verdict.value}" in page
    assert text.word("limits") in page.replace("**", "")


def test_links_lead_somewhere(pages: dict[str, str], repo_root: Path) -> None:
    folder = repo_root / "docs/auditor-ja"
    for page in pages.values():
        for target in re.findall(r"\]\(([^)#:]+)\)", page):
            assert (folder / target).exists(), target


def test_verifying_fits_on_one_page_and_understanding_on_five(pages: dict[str, str]) -> None:
    """A page of paper holds some 1,800 Japanese characters with tables."""
    assert len(pages["verify.md"]) < 2_000
    assert len(pages["understand.md"]) < 5 * 1_800
