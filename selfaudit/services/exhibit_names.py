"""Under which name a file is shown as evidence: its own, or a neutral one where its own may name a person.

The name goes into the store, the journal and the bundle, so it is decided before anything is kept.
"""

from __future__ import annotations

from selfaudit.domain.inspection import Exhibit
from selfaudit.services.paste import pasted_path
from selfaudit.text.messages import t

_LONGEST_ENDING = 9


def neutral(path: str, place: int) -> str:
    """The name a file is shown under in place of one that may name a person; empty where its own will do.

    `path` as typed or pasted; `place` counts the exhibits of its row from 1.
    """
    source = pasted_path(path)
    if not _may_name_person(source.name):
        return ""
    ending = source.suffix.lower()
    usable = ending.isascii() and ending[1:].isalnum() and len(ending) <= _LONGEST_ENDING
    return t("exhibit_names.neutral", number=place) + (ending if usable else "")


def warning(path: str, place: int) -> str:
    """What is said before a file is kept whose name may name a person; empty where it does not."""
    name = neutral(path, place)
    return t("exhibit_names.warning", name=name) if name else ""


def told(path: str, exhibit: Exhibit) -> str:
    """What is said once a file was kept under another name than its own; empty where it was not."""
    own = pasted_path(path).name
    return t("exhibit_names.renamed", name=exhibit.name) if exhibit.name != own and _may_name_person(own) else ""


def _may_name_person(name: str) -> bool:
    """Loaded when it is asked: the dictionaries of names are not for the home screen to wait for."""
    from checks.residue.matchers.file_names import may_name_person

    return may_name_person(name)
