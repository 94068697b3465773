"""docs/profile-ja explains every key, every condition and every topic a ward's file may use."""

import re
from pathlib import Path

import pytest

from selfaudit.catalog import keys, topics
from selfaudit.catalog.library import library
from selfaudit.domain import profile


@pytest.fixture
def guide(repo_root: Path) -> str:
    return (repo_root / "docs" / "profile-ja" / "README.md").read_text(encoding="utf-8")


def test_every_key_is_explained(guide: str) -> None:
    known = {key for table in vars(keys).values() if isinstance(table, frozenset) for key in table}
    assert known - set(re.findall(r"`([a-z_]+)`", guide)) == set()


def test_every_condition_and_topic_is_listed(guide: str) -> None:
    for name in library().conditions:
        assert f"| `{name}` |" in guide
    for name, topic in topics().items():
        assert f"| {name} | {topic.title.ja} |" in guide


def test_names_of_the_domain_stand_in_the_glossary(repo_root: Path) -> None:
    glossary = (repo_root / "docs" / "glossary.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([A-Za-z]+)", glossary))
    for name in ("Profile", "Sheet", "Item", "Topic", "Condition", "LawNote", "Duty", "Kind", "Mark", "Parties"):
        assert hasattr(profile, name)
        assert name in named
