"""Starter files for a ward's own profile: the commented one, and one made from the ward's workbook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from selfaudit.text.messages import language

HOME = Path(__file__).parent


def new_template() -> str:
    """Return a commented starter file that is a valid profile as it stands (YAML text)."""
    return (HOME / f"template.{language()}.yaml").read_text(encoding="utf-8")


def template_from_xlsx(path: str | Path, known: Mapping[str, str] | None = None) -> str:
    """Return a starter file made from the tables of a ward's checklist workbook (YAML text).

    `known` answers what no checklist says (see `workbook.profile_from_workbook`); what was not recognised is left as a
    TODO comment. InputError if the file is no workbook or holds no checklist.
    """
    # The reader and the pattern tables are wanted for this one command only.
    from selfaudit.catalog.workbook import profile_from_workbook

    return profile_from_workbook(Path(path).expanduser(), known)
