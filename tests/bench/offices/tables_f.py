"""The tables of the sixth office: ``data/tables_f.txt`` filled with persons, in every way a table can lie."""

from random import Random

from tests.bench.offices.doc import Doc, Rows
from tests.bench.offices.people_f import Cast, Citizens
from tests.bench.offices.script_f import Exact, Filler, Script

FEW, MANY = (3, 5), (6, 16)


def table(rng: Random, people: Citizens, script: Script) -> Doc:
    """One table: P is its title, H a row of headings, R a row for every person, D a row as it stands."""
    filler, heads, body = Filler(rng, people, script), list[list[str]](), list[list[str]]()
    title, patterns = "", list[str]()
    for line in script.text.split("\n"):
        sort, text = line[0], line[2:]
        if sort == "P":
            title = text
        elif sort == "H":
            heads.append(text.split("|"))
        elif sort == "D":
            body.append(filler.fill(text).split("|"))
        else:
            patterns.append(text)
    if patterns:
        body += _persons(rng, people, filler, patterns, "few" in script.cast)
    doc = Exact(script.name, "table", filler.said.values, persons=filler.said.persons)
    if title:
        doc.p(title)
    for rows in _laid(heads, body, script.cast):
        doc.t(rows)
    return doc


def _persons(rng: Random, people: Citizens, filler: Filler, patterns: list[str], few: bool) -> Rows:
    """One or more rows for each of several persons, everyone with a cast of their own."""
    rows: Rows = []
    for n in range(rng.randint(*(FEW if few else MANY))):
        filler.cast = Cast(people, filler.cast.plan)
        rows += [filler.fill(pattern.replace("{#}", str(n + 1))).split("|") for pattern in patterns]
    return rows


def _laid(heads: Rows, body: Rows, how: dict[str, str]) -> list[Rows]:
    """The rows as they lie on the sheet: one table, transposed, a card each, or a first column said once."""
    if "turn" in how:
        return [[list(column) for column in zip(*heads, *body, strict=True)]]
    if "card" in how:
        return [[list(pair) for pair in zip(heads[0], row, strict=True)] for row in body]
    if "merged" in how:
        body = sorted(body, key=lambda row: row[0])
        body = [[row[0] if n == 0 or body[n - 1][0] != row[0] else "", *row[1:]] for n, row in enumerate(body)]
    return [heads + body]
