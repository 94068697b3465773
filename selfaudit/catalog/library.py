"""What all profiles share: the control topics, the conditions with their questions, the general law notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from selfaudit.catalog import keys
from selfaudit.catalog.fields import Fields
from selfaudit.catalog.problems import Problems
from selfaudit.catalog.yaml_tree import parse
from selfaudit.domain.profile import Condition, Item, Kind, LawNote, Parties, Text, Topic
from selfaudit.errors import InternalError

HOME = Path(__file__).parent
NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
"""Form of the ids of topics, conditions and law notes."""

_T = TypeVar("_T", Topic, Condition, LawNote)


@dataclass(frozen=True)
class Library:
    """The shared parts, with `{client}` and `{contractor}` not yet filled in."""

    topics: dict[str, Topic]
    conditions: dict[str, Condition]
    law_notes: tuple[LawNote, ...]

    def complete(self, item: Item, parties: Parties) -> Item:
        """Add what the item's topics say where the item itself says nothing."""
        topics = [self.topics[name] for name in item.topics]
        checks = dict.fromkeys(check for topic in topics for check in topic.auto_checks)
        return replace(
            item,
            auto_checks=item.auto_checks or tuple(checks),
            kinds=item.kinds or tuple(dict.fromkeys(kind for topic in topics for kind in topic.kinds)),
            evidence=item.evidence or tuple(fill(topic.show, parties) for topic in topics),
            typical_finding=item.typical_finding or tuple(fill(topic.finding, parties) for topic in topics),
            remedy=item.remedy or tuple(fill(topic.remedy, parties) for topic in topics),
        )


@cache
def library() -> Library:
    """Return the shared parts, read once."""
    return Library(
        _read("topics", keys.TOPIC, read_topic),
        _read("conditions", keys.CONDITION, read_condition),
        tuple(_read("law_notes", keys.LAW_NOTE, read_law_note).values()),
    )


def read_topic(fields: Fields) -> Topic:
    """Return one control topic."""
    return Topic(
        id=fields.text("id", required=True, pattern=NAME, like="T01"),
        title=fields.both("title", required=True),
        kinds=fields.choices("kinds", Kind),
        auto_checks=fields.texts("auto_checks"),
        why=fields.both("why", required=True),
        show=fields.both("show", required=True),
        finding=fields.both("finding", required=True),
        remedy=fields.both("remedy", required=True),
        photo=fields.both("photo"),
    )


def read_condition(fields: Fields) -> Condition:
    """Return one condition with its question."""
    return Condition(
        id=fields.text("id", required=True, pattern=NAME, like="night-shift"),
        label=fields.both("label", required=True),
        question=fields.both("question", required=True),
        help=fields.both("help"),
        yes_means=fields.both("yes_means"),
        no_means=fields.both("no_means"),
        contradicted_by=fields.texts("contradicted_by"),
    )


def read_law_note(fields: Fields) -> LawNote:
    """Return one law note; its items are still named as in the file, `<sheet>/<number>`."""
    return LawNote(
        id=fields.text("id", required=True, pattern=NAME, like="ordinance"),
        cited=fields.text("cited", required=True),
        note=fields.both("note", required=True),
        as_of=fields.as_of("as_of"),
        source=fields.text("source", required=True),
        items=fields.texts("items"),
    )


def fill(text: Text, parties: Parties) -> Text:
    """Put the party words of a contract into a shared text. The English texts name no party word."""
    return Text(parties.fill(text.ja), text.en)


def fill_condition(condition: Condition, parties: Parties) -> Condition:
    """Put the party words into all texts of a condition."""
    return replace(
        condition,
        label=fill(condition.label, parties),
        question=fill(condition.question, parties),
        help=fill(condition.help, parties),
        yes_means=fill(condition.yes_means, parties),
        no_means=fill(condition.no_means, parties),
    )


def fill_topic(topic: Topic, parties: Parties) -> Topic:
    """Put the party words into all texts of a topic."""
    return replace(
        topic,
        why=fill(topic.why, parties),
        show=fill(topic.show, parties),
        finding=fill(topic.finding, parties),
        remedy=fill(topic.remedy, parties),
        photo=fill(topic.photo, parties),
    )


def _read(table: str, known: frozenset[str], reader: Callable[[Fields], _T]) -> dict[str, _T]:
    file = HOME / f"{table.replace('_', '-')}.yaml"
    problems = Problems(file.name)
    tree = parse(file.read_text(encoding="utf-8"))
    entries = [reader(row) for row in Fields(tree, frozenset({table}), problems).rows(table, known, required=True)]
    found = {entry.id: entry for entry in entries}
    # The file ships with the program, so whatever is wrong with it is the program's fault.
    if problems.found or len(found) != len(entries):
        raise InternalError(file.name, "\n".join(map(str, problems.found)))
    return found
