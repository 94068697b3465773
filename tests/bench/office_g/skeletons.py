"""Fixed parts of file formats, kept as ``$slot`` texts in ``data/skeletons.txt``: one ``name<TAB>text`` a line."""

from functools import cache
from string import Template

from tests.bench.office_g.people import DATA


@cache
def _known() -> dict[str, Template]:
    lines = (DATA / "skeletons.txt").read_text("utf-8").splitlines()
    return {name: Template(text.replace("\\r\\n", "\r\n")) for name, text in (line.split("\t", 1) for line in lines)}


def skeleton(name: str, /, **slots: object) -> str:
    """The part ``name`` with its slots filled; ``KeyError`` for an unknown name or a slot left empty."""
    return _known()[name].substitute(slots)
