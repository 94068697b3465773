"""What the documentation shows is what the program does today: key tables, screens and transcripts are not stale."""

import re
import sys
from pathlib import Path

import pytest

LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.fixture
def generator(repo_root: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(repo_root / "scripts"))
    sys.modules.pop("docs", None)
    import docs

    return docs


def test_generated_parts_are_not_stale(generator: object) -> None:
    """Run ``python scripts/docs.py`` after a change of keys, screens or commands."""
    wanted = generator.pages()  # type: ignore[attr-defined]
    stale = [page.name for page, text in wanted.items() if page.read_text(encoding="utf-8") != text]
    assert stale == []


def test_a_page_that_no_longer_fits_is_found(generator: object) -> None:
    page = "# x\n<!-- screen home-80x24 -->\nold\n<!-- end -->\nafter\n"
    filled = generator._BLOCK.sub(generator._filled, page)  # type: ignore[attr-defined]
    assert "old" not in filled
    assert "次にすること" in filled
    assert filled.endswith("<!-- end -->\nafter\n")


def test_every_link_between_pages_leads_somewhere(repo_root: Path) -> None:
    broken = [
        f"{page.relative_to(repo_root)}: {target}"
        for page in (
            *(repo_root / "docs").rglob("*.md"),
            *repo_root.glob("*.md"),
            repo_root / "packaging" / "README.md",
        )
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []
