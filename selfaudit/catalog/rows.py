"""One row of a profile file: a clause, a sub-item or a checklist row."""

from __future__ import annotations

from dataclasses import dataclass

from selfaudit.catalog.fields import Fields
from selfaudit.catalog.problems import suggestion
from selfaudit.catalog.words import fold_mark
from selfaudit.domain.profile import ALWAYS, Duty, Item, Kind, Mark, Parties, Sheet, Text

ONE_LINE = r"[^\n/]{1,60}"


@dataclass(frozen=True)
class Row:
    """An item as read, and the fields it came from (for messages about what it refers to)."""

    item: Item
    fields: Fields


def read_row(fields: Fields, sheet_fields: Fields, sheet: Sheet, prefix: str, parties: Parties) -> Row:
    """Return one row; `party` and `heading` missing in the row are taken from its sheet.

    What the row refers to (parent, mirror, condition, topics) is made into ids here and checked later.
    """
    number = fields.text("number", required=True, pattern=ONE_LINE, like="3(2)①")
    local = fields.text("id", number, pattern=ONE_LINE, like="3-2-1")
    parent, mirrors = fields.text("parent"), fields.text("mirrors")
    party = fields.text("party") or sheet_fields.text("party")
    duty, duty_reason = _duty(fields, party, parties)
    mark, mark_text = _mark(fields)
    item = Item(
        id=f"{prefix}/{local or fields.line}",
        number=number,
        order=0,
        sheet=sheet.id,
        text=fields.text("text", required=True),
        party=party,
        duty=duty,
        heading=fields.text("heading") or sheet_fields.text("heading"),
        parent=f"{prefix}/{parent}" if parent else None,
        duty_reason=duty_reason,
        kinds=fields.choices("kinds", Kind),
        condition=fields.text("condition", ALWAYS),
        frequency=fields.text("frequency"),
        deadline=fields.text("deadline"),
        topics=fields.texts("topics"),
        auto_checks=fields.texts("auto_checks"),
        evidence=_own_texts(fields, "evidence"),
        typical_finding=_own_texts(fields, "typical_finding"),
        remedy=_own_texts(fields, "remedy"),
        mirrors=f"{prefix.partition('/')[0]}/{mirrors}" if mirrors else None,
        mark=mark,
        mark_text=mark_text,
        note=fields.text("note"),
    )
    return Row(item, fields)


def _duty(fields: Fields, party: str, parties: Parties) -> tuple[Duty, str]:
    """Return whose duty the row is: by its party word, unless the row says otherwise and why."""
    stated, reason = fields.choice("duty", Duty), fields.text("duty_reason")
    if stated is not None and not reason:
        fields.problem("no_reason", "duty")
    if reason and stated is None:
        fields.problem("reason_alone", "duty_reason")
    if not party:
        fields.problem("missing", "party")
        return stated or Duty.DEFINITION, reason
    words = {**dict.fromkeys(parties.contractor, Duty.CONTRACTOR), **dict.fromkeys(parties.client, Duty.CLIENT)}
    words.update(dict.fromkeys(parties.both, Duty.BOTH))
    if party not in words:
        fields.problem("unknown_party", "party", value=party, hint=suggestion(party, sorted(words)))
    return stated or words.get(party, Duty.DEFINITION), reason


def _mark(fields: Fields) -> tuple[Mark | None, str]:
    shown = fields.text("mark")
    mark = fold_mark(shown)
    if shown and mark is None:
        fields.problem("unknown_mark", "mark", value=shown)
    return mark, shown


def _own_texts(fields: Fields, key: str) -> tuple[Text, ...]:
    return tuple(Text(word) for word in fields.texts(key))
