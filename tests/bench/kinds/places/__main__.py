"""Each content in each place: what of it is found, beside what there is. Places that lose nothing are not printed.

python -m tests.bench.kinds.places [part of the name of a place …] [--show]
"""

from __future__ import annotations

import sys

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from tests.bench.kinds.places import packages, texts
from tests.bench.kinds.places.contents import ALL, Content, Value
from tests.bench.offices.compare import key, same


def lost_in(content: Content, data: bytes) -> tuple[list[Value], list[Value]]:
    """The planted values that are not found, and the found ones that are none of them (but for codes and terms)."""
    result = inspect_bytes(data, "file", Budget(), reveal=True)
    found = [(kind, key(kind, value), value) for kind, value, _ in result.matches or []]
    planted = [(kind, key(kind, value), value) for kind, value in content.planted]
    parts = {key("name", part) for kind, _, value in planted if kind == "name" for part in value.split()}
    lost = [(k, v) for k, folded, v in planted if not any(k == a and same(k, folded, b) for a, b, _ in found)]
    wrong = [
        (k, v)
        for k, folded, v in found
        if k not in ("postal_code", "sensitive")
        and not (k == "name" and folded in parts)
        and not any(k == a and same(k, b, folded) for a, b, _ in planted)
    ]
    return lost, wrong


def main(words: list[str]) -> None:
    """Print the places that lose or invent something, and the share found in all."""
    show = "--show" in words
    sought = [word for word in words if word != "--show"]
    planted = missed = invented = 0
    for place, write in {**texts.WRITERS, **packages.WRITERS}.items():
        if sought and not any(word in place for word in sought):
            continue
        cells = []
        for content in ALL:
            data = write(content)
            if data is None:
                continue
            lost, wrong = lost_in(content, data)
            planted, missed, invented = planted + len(content.planted), missed + len(lost), invented + len(wrong)
            if lost or wrong:
                told = f" lost {lost[:4]} wrong {wrong[:4]}" if show else ""
                cells.append(
                    f"{content.name} {len(content.planted) - len(lost)}/{len(content.planted)}+{len(wrong)}{told}"
                )
        if cells:
            sys.stdout.write(f"{place:36} {'; '.join(cells)}\n")
    sys.stdout.write(f"found {1 - missed / max(1, planted):.4f} of {planted}, {invented} wrong\n")


if __name__ == "__main__":
    main(sys.argv[1:])
