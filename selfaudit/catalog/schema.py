"""From the tree of a profile file to a `Profile`: what each key means and how the rows refer to one another.

Every mistake is noted and reading goes on, so that one look at a file finds all of them. The profile made from a file
with mistakes must not be used; the loader sees to that.
"""

from __future__ import annotations

from dataclasses import replace

from selfaudit.catalog import keys
from selfaudit.catalog.fields import Fields
from selfaudit.catalog.library import Library, fill_condition, fill_topic, read_condition, read_law_note
from selfaudit.catalog.pc_policy import thresholds
from selfaudit.catalog.problems import Problems, suggestion
from selfaudit.catalog.rows import Row, read_row
from selfaudit.catalog.words import fold_mark
from selfaudit.catalog.yaml_tree import Mapping, Scalar
from selfaudit.domain.profile import (
    ALWAYS,
    Condition,
    ContractDefaults,
    Item,
    LawNote,
    Mark,
    Parties,
    Profile,
    ProfileSummary,
    Sheet,
    Source,
)

NAME = r"[a-z0-9][a-z0-9._-]{0,63}"


def read_summary(tree: Mapping, path: str = "") -> ProfileSummary:
    """Return what a list of profiles shows, from the head of a file, without complaining about anything."""
    fields = Fields(tree, keys.PROFILE, Problems(path))
    contract = fields.child("contract", keys.CONTRACT)
    return ProfileSummary(
        id=fields.text("id"),
        title=fields.text("title"),
        client=fields.text("client"),
        year=fields.text("year"),
        path=path,
        fiscal_year=contract.year("fiscal_year") if contract else None,
    )


def read_profile(tree: Mapping, problems: Problems, library: Library) -> Profile:
    """Return the profile a file describes; what is wrong with it is in `problems` afterwards."""
    fields = Fields(tree, keys.PROFILE, problems)
    if fields.text("format", keys.FORMAT) != keys.FORMAT:
        fields.problem("newer_format", "format", known=keys.FORMAT)
    profile_id = fields.text("id", required=True, pattern=NAME, like="sumida-2026")
    parties = _parties(fields)
    conditions = library.conditions | _own_conditions(fields)
    sheets, rows = _sheets(fields, profile_id, parties)
    items = _resolve(rows, conditions, library, parties)
    used_conditions = dict.fromkeys(item.condition for item in items if item.condition in conditions)
    used_topics = dict.fromkeys(topic for item in items for topic in item.topics)
    return Profile(
        id=profile_id,
        title=fields.text("title", required=True),
        client=fields.text("client", required=True),
        parties=parties,
        sheets=sheets,
        items=items,
        conditions=tuple(fill_condition(conditions[name], parties) for name in used_conditions),
        topics={name: fill_topic(library.topics[name], parties) for name in used_topics},
        law_notes=_law_notes(fields, profile_id, items) + library.law_notes,
        year=fields.text("year"),
        defaults=_contract(fields),
        source=_source(fields),
        pc_policy=_pc_policy(fields),
    )


def _parties(fields: Fields) -> Parties:
    part = fields.child("parties", keys.PARTIES)
    if part is None:
        if "parties" not in fields.node.lines:
            fields.problem("missing", "parties")
        return Parties(("?",), ("?",))
    client, contractor = part.texts("client", required=True), part.texts("contractor", required=True)
    both = part.texts("both")
    for word in sorted(set(client) & set(contractor) | set(both) & set(client + contractor)):
        part.problem("party_twice", "client", value=word)
    return Parties(client or ("?",), contractor or ("?",), both)


def _contract(fields: Fields) -> ContractDefaults:
    part = fields.child("contract", keys.CONTRACT)
    if part is None:
        return ContractDefaults()
    start, end = part.day("start"), part.day("end")
    if start and end and end < start:
        part.problem("ends_before_start", "end")
    title, year, period = part.text("title"), part.year("fiscal_year"), part.text("period")
    return ContractDefaults(title, year, start, end, period, part.flag("renews"))


def _source(fields: Fields) -> Source:
    part = fields.child("source", keys.SOURCE)
    return Source() if part is None else Source(part.text("document"), part.text("forum"), part.text("date_hint"))


def _pc_policy(fields: Fields) -> dict[str, int]:
    part = fields.child("pc_policy", keys.PC_POLICY)
    found = {}
    for name, field in thresholds().items() if part else ():
        word = part.text(name, pattern=r"\d{1,4}", like="365") if part else ""
        if part and word and not field.least <= int(word) <= field.most:
            part.problem("bad_form", name, value=word, like=f"{field.least}-{field.most}")
        elif word:
            found[name] = int(word)
    return found


def _own_conditions(fields: Fields) -> dict[str, Condition]:
    found: dict[str, Condition] = {}
    for part in fields.rows("conditions", keys.CONDITION):
        condition = read_condition(part)
        if condition.id == ALWAYS:
            part.problem("reserved", "id", value=ALWAYS)
        elif condition.id in found:
            part.problem("duplicate_id", "id", value=condition.id)
        found[condition.id] = condition
    return found


def _sheets(fields: Fields, profile_id: str, parties: Parties) -> tuple[tuple[Sheet, ...], dict[str, Row]]:
    sheets: dict[str, Sheet] = {}
    rows: dict[str, Row] = {}
    for part in fields.rows("sheets", keys.SHEET, required=True):
        sheet_id = part.text("id", required=True, pattern=NAME, like="annex")
        sheet = Sheet(sheet_id, part.text("title", required=True), part.text("document"), _legend(part))
        if sheet.id in sheets:
            part.problem("duplicate_id", "id", value=sheet.id)
        sheets[sheet.id] = sheet
        prefix = f"{profile_id}/{part.text('prefix', sheet.id, pattern=NAME, like='annex')}"
        for row_fields in part.rows("items", keys.ITEM, required=True):
            row = read_row(row_fields, part, sheet, prefix, parties)
            if row.item.id in rows:
                row_fields.problem(
                    "duplicate_number",
                    "id" if "id" in row_fields.node.lines else "number",
                    value=row.item.number,
                    first=rows[row.item.id].fields.line,
                )
                continue
            rows[row.item.id] = replace(row, item=replace(row.item, order=len(rows) + 1))
    return tuple(sheets.values()), rows


def _legend(part: Fields) -> tuple[tuple[Mark, str], ...]:
    node = part.node.nodes.get("marks")
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        part.problem("not_a_table", "marks")
        return ()
    legend: dict[Mark, str] = {}
    for word, meaning in node.nodes.items():
        mark = fold_mark(word)
        if mark is None or mark in legend or not isinstance(meaning, Scalar):
            part.problems.add("unknown_mark", node.lines[word], f"{part.path}.marks", value=word)
        else:
            legend[mark] = meaning.text
    return tuple(legend.items())


def _resolve(
    rows: dict[str, Row], conditions: dict[str, Condition], library: Library, parties: Parties
) -> tuple[Item, ...]:
    """Check what the rows refer to, let mirrors point both ways and add what the topics say."""
    mirrors = _mirrors(rows)
    known = [ALWAYS, *conditions]
    items = []
    for row in rows.values():
        item, fields = row.item, row.fields
        if item.condition not in known:
            fields.problem(
                "unknown_condition", "condition", value=item.condition, hint=suggestion(item.condition, known)
            )
        for topic in item.topics:
            if topic not in library.topics:
                fields.problem("unknown_topic", "topics", value=topic, hint=suggestion(topic, list(library.topics)))
        _check_parent(row, rows)
        topics = tuple(topic for topic in item.topics if topic in library.topics)
        items.append(library.complete(replace(item, topics=topics, mirrors=mirrors.get(item.id)), parties))
    return tuple(items)


def _check_parent(row: Row, rows: dict[str, Row]) -> None:
    item = row.item
    if item.parent is None:
        return
    shown = row.fields.text("parent")
    if item.parent not in rows:
        row.fields.problem("unknown_parent", "parent", value=shown)
    elif rows[item.parent].item.order >= item.order:
        row.fields.problem("parent_later", "parent", value=shown)


def _mirrors(rows: dict[str, Row]) -> dict[str, str]:
    """Return both directions of all mirrors; a file needs to state only one of them."""
    pairs: dict[str, str] = {}
    for item_id, row in rows.items():
        other = row.item.mirrors
        if other is None:
            continue
        shown = row.fields.text("mirrors")
        if other not in rows or other == item_id:
            row.fields.problem("unknown_mirror", "mirrors", value=shown)
        elif pairs.get(item_id, other) != other or pairs.get(other, item_id) != item_id:
            row.fields.problem("mirror_twice", "mirrors", value=shown)
        else:
            pairs[item_id], pairs[other] = other, item_id
    return pairs


def _law_notes(fields: Fields, profile_id: str, items: tuple[Item, ...]) -> tuple[LawNote, ...]:
    known = {item.id for item in items}
    notes: dict[str, LawNote] = {}
    for part in fields.rows("law_notes", keys.LAW_NOTE):
        note = read_law_note(part)
        note = replace(note, items=tuple(f"{profile_id}/{name}" for name in note.items))
        if note.id in notes:
            part.problem("duplicate_id", "id", value=note.id)
        for item_id in note.items:
            if item_id not in known:
                part.problem("unknown_item", "items", value=item_id.partition("/")[2])
        notes[note.id] = note
    return tuple(notes.values())
