"""What browsers keep of what was entered into forms: the name of a field and what was typed, row by row.

Firefox has `moz_formhistory` (fieldname, value) in formhistory.sqlite, Chromium `autofill` (name, value) in Web Data; what
else stands in a row, numbers and times of use, would only stand between a field and its value.
"""

from __future__ import annotations

from collections import Counter

from checks.residue.pieces import Row, Table, Text

_TABLES = {"moz_formhistory": "fieldname", "autofill": "name"}
"""Tables of such entries with the column of the field's name."""
_VALUE = "value"
_FORMS = 3
"""Times that a form was filled in with the same fields in the same order from which on its entries are a table."""
_ONE = 0.9
"""Share of entries of one field from which on they are lines of one text: what was pasted into it, cell by cell."""


def entries(name: str, head: Row, rows: list[Row]) -> Table | Text | None:
    """The table `name` with `head` as fields and their values, or as lines where all are of one field; None for any other table."""
    field = _TABLES.get(name)
    if field not in head or _VALUE not in head:
        return None
    at, value = head.index(field), head.index(_VALUE)
    pairs = [[row[at], row[value]] for row in rows]
    most = max(Counter(one for one, _ in pairs).values(), default=0)
    if most >= max(2, _ONE * len(pairs)):
        return Text("\n".join(entered for _, entered in pairs), name)
    return Table(_filled_in(pairs), name)


def _filled_in(pairs: list[Row]) -> list[Row]:
    """Entries as rows of a table, a column for each field, where the same form was filled in again and again; else one below the other."""
    forms: list[dict[str, str]] = []
    for field, value in pairs:
        if not forms or field in forms[-1]:
            forms.append({})
        forms[-1][field] = value
    fields = list(forms[0]) if forms else []
    again = len(forms) >= _FORMS and len(fields) > 1 and all(list(form) == fields for form in forms)
    return [fields, *(list(form.values()) for form in forms)] if again else pairs
