"""A form filled with what is known: pure, from a `Material` that a contract, or a ward's desk, provides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from selfaudit.catalog.duties import books
from selfaudit.domain.register import FIELDS, RegisterKind
from selfaudit.report.papers.forms import Form, Part
from selfaudit.report.papers.model import Block, Grid, Pairs, Paper, Sentences, Signs
from selfaudit.services import duties, registers
from selfaudit.text.messages import has, keys, t
from selfaudit.text.wareki import date_label

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Material:
    """What a paper is filled with: texts as they are printed."""

    day: date
    client: str
    """The party words of the contract's own profile."""
    contractor: str
    addressee: Mapping[str, str] = field(default_factory=dict)
    """By the form's `to`."""
    issuer: tuple[str, ...] = ()
    head: tuple[tuple[str, str], ...] = ()
    foot: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    """Whose key signs what the paper goes with; printed below whatever form."""
    seal: bool = False
    running: str = ""
    one: Callable[[str], Texts] = lambda _: {}
    """Texts of one thing by its name: row, slip, structure, check."""
    rows: Callable[[str], Sequence[Texts]] = lambda _: ()
    """Rows of a table by the name of its source."""


def compose(form: Form, material: Material) -> Paper:
    """The filled paper; what nobody wrote down stays empty, to be written by hand."""
    made = _Made(form, material)
    issued = form.to != "none"
    by_person = form.by == "person"
    return Paper(
        form=form.id,
        title=made.said(f"papers.title.{form.id}"),
        day=material.day,
        day_label=date_label(material.day),
        addressee=material.addressee.get(form.to, "") if issued else "",
        issuer=material.issuer if issued and not by_person else (),
        seal=t("papers.seal") if material.seal and issued and not by_person else "",
        lead=made.said(f"papers.lead.{form.id}"),
        head=material.head,
        blocks=tuple(block for part in form.parts for block in made.blocks(part)),
        foot=(*(material.foot if issued and not by_person else ()), *material.key),
        running="  ".join(part for part in (made.said(f"papers.title.{form.id}"), material.running) if part),
        landscape=form.landscape,
    )


class _Made:
    """The blocks of one paper."""

    def __init__(self, form: Form, material: Material) -> None:
        self.form = form
        self.material = material

    def said(self, key: str) -> str:
        """A sentence with the contract's party words; empty where the form has none."""
        if not has(key):
            return ""
        return t(key, client=self.material.client, contractor=self.material.contractor)

    def blocks(self, part: Part) -> list[Block]:
        """The blocks of one part: several for `each`, none for one without any row."""
        title = self.said(f"papers.block.{part.title}") if part.title else ""
        if part.kind == "grid":
            return [self._grid(part, title)]
        if part.kind == "each":
            return self._each(part)
        if part.kind == "say":
            lines = keys(f"papers.say.{self.form.id}")
            return [Sentences(tuple(self.said(key) for key in lines), title)]
        if part.kind == "approval":
            return [self._approval(part, title)]
        if part.kind == "sign":
            return [Signs(tuple(self.said(f"papers.sign.{name}") for name in part.fields), title)]
        return [Pairs(tuple(self._pair(path) for path in part.fields), title)]

    def _grid(self, part: Part, title: str) -> Grid:
        rows = [tuple(row.get(name, "") for name in part.fields) for row in self.material.rows(part.source)]
        rows += [("",) * len(part.fields)] * (part.spare or (0 if rows else 1))
        head = tuple(self._label(part.source, name) for name in part.fields)
        return Grid(head, part.widths, tuple(rows), title)

    def _each(self, part: Part) -> list[Block]:
        rows = self.material.rows(part.source) or [{}]
        return [
            Pairs(
                tuple((self._label(part.source, name), row.get(name, "")) for name in part.fields),
                t("papers.nth", number=place) if len(rows) > 1 else "",
            )
            for place, row in enumerate(rows, 1)
        ]

    def _approval(self, part: Part, title: str) -> Pairs:
        row = self.material.one("row")
        rows = [(self._label(self.form.row, name), row.get(name, "")) for name in part.fields]
        if part.choice:
            rows.insert(0, (t("papers.decision"), t("papers.decide")))
            rows.append((t("papers.conditions"), ""))
        return Pairs(tuple(rows), title)

    def _pair(self, path: str) -> tuple[str, str]:
        source, _, name = path.partition(".")
        where = self.form.row if source in ("row", "slip") else f"duty.{source}"
        return self._label(where, name), self.material.one(source).get(name, "")

    def _label(self, source: str, name: str) -> str:
        for key in (f"papers.label.{self.form.id}.{name}", f"papers.field.{name}"):
            if has(key):
                return self.said(key)
        kind, _, book = source.partition(".")
        if kind == "custody" and name in FIELDS[RegisterKind(book)]:
            return registers.label(RegisterKind(book), name)
        return duties.label(book if book in books() else "any", name)
