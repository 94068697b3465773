"""Short hand-written notes with the names marked in the text, written before anybody looked at the detectors.

python -m tests.bench.offices.notes tune|kept|prose [--show]

``data/notes_tune.txt`` may be looked at while mending, ``data/notes_kept.txt`` is only scored; ``data/notes_prose.txt`` marks all kinds
of values. One note begins with ``#P kind`` (persons) or ``#H kind`` (harmless); ``[[name]]`` is a name, ``{{term}}`` something
sensitive about a person, ``((name))`` may be called a name or not, ``<b|day>`` another kind by its letter (`LETTERS`).
"""

import argparse
import re
import tempfile
from pathlib import Path

from tests.bench.offices.compare import key
from tests.bench.offices.score import Row, Score, run, score, show

DATA = Path(__file__).parent / "data"
HEAD = re.compile(r"(?m)^#([PH]) (.*)\n")
MARKS = re.compile(r"\[\[(.*?)\]\]|\{\{(.*?)\}\}|\(\((.*?)\)\)|<([a-z])\|(.*?)>", re.DOTALL)
LETTERS = {
    "a": "address", "b": "birth_date", "c": "bank_account", "d": "identity_document", "e": "email", "k": "kana",
    "l": "licence", "m": "my_number", "n": "insured_number", "p": "phone", "z": "postal_code",
}  # fmt: skip


def notes(half: str) -> list[tuple[Row, str, set[str]]]:
    """The truth of each note, its bare text, and the names that may be reported or not."""
    parts = HEAD.split((DATA / f"notes_{half}.txt").read_text("utf-8"))[1:]
    return [_note(n, *parts[n : n + 3]) for n in range(0, len(parts), 3)]


def _note(number: int, letter: str, sort: str, text: str) -> tuple[Row, str, set[str]]:
    found = list(MARKS.finditer(text))
    values = {("name", m[1], "marked") for m in found if m[1]} | {("sensitive", m[2], "marked") for m in found if m[2]}
    values |= {(LETTERS[m[4]], m[5], "marked") for m in found if m[4]}
    row: Row = {
        "path": f"{number // 3:03}.txt",
        "expected": "read",
        "personal": letter == "P",
        "layout": "prose",
        "format": "txt",
        "document": sort,
        "persons": len({v for v in values if v[0] == "name"}),
        "values": sorted(values),
    }
    bare = MARKS.sub(lambda m: m[1] or m[2] or m[3] or m[5], text)
    return row, bare, {key("name", m[3]) for m in found if m[3]}


def judged(half: str) -> Score:
    """One half, searched as files of plain text."""
    every = notes(half)
    with tempfile.TemporaryDirectory() as folder:
        for row, text, _ in every:
            (Path(folder) / row["path"]).write_text(text, "utf-8")
        results = run(Path(folder).resolve())
    for row, _, free in every:
        got = results.get(row["path"])
        if got:
            got["matches"] = [m for m in got.get("matches") or [] if m[0] != "name" or key("name", m[1]) not in free]
    return score([row for row, _, _ in every], results)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("half", choices=("tune", "kept", "prose"))
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    show(judged(options.half), options.show)


if __name__ == "__main__":
    main()
