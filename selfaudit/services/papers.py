"""The papers of one contract: which there are, and each filled from registers, roster and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from selfaudit.errors import InputError
from selfaudit.report.papers.forms import Form, forms
from selfaudit.report.papers.model import Paper
from selfaudit.services import exchange
from selfaudit.services.files import write_new
from selfaudit.services.keyring import grouped
from selfaudit.services.paper_compose import Material, Texts, compose
from selfaudit.services.paper_rows import Rows
from selfaudit.text.messages import t
from selfaudit.text.wareki import date_label, wareki_short

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import Workspace

_FOLDER = "paper_folder"
FORMATS = (".pdf", ".xlsx")
_NO_NAME = frozenset('\\/:*?"<>|')
"""What no file may be called in Windows."""


@dataclass(frozen=True)
class Wanted:
    """What is chosen for one paper."""

    day: date | None = None
    """The date on the paper; today's by default."""
    row: str = ""
    """Id of the register's row that is printed; the latest by default."""
    typed: Mapping[str, str] = field(default_factory=dict)
    """Texts that are printed in place of what is known, by field name."""
    seal: bool = False
    """Whether a box for a seal is printed."""
    tables: Mapping[str, Sequence[Texts]] = field(default_factory=dict)
    """Rows of tables that are no register's, by source."""


@dataclass(frozen=True)
class Listed:
    """One form in the list."""

    id: str
    title: str
    rows: int | None
    """How many rows of its register can be printed one by one; None for a form that prints whole registers."""


def form_of(name: str) -> Form:
    """The form of this id; InputError for a name that is none."""
    if name not in forms():
        raise InputError(t("papers.no_form", name=name), "", t("papers.no_form_next", names=" ".join(forms())))
    return forms()[name]


def listed(walk: Walk, today: date) -> list[Listed]:
    """All forms, in the order of the work."""
    rows = Rows(walk, "", today=today)
    words = {"client": walk.profile.parties.client[0], "contractor": walk.profile.parties.contractor[0]}
    return [
        Listed(form.id, t(f"papers.title.{form.id}", **words), len(rows.choices(form.row)) if form.row else None)
        for form in forms().values()
    ]


def choices(walk: Walk, name: str, today: date) -> list[tuple[str, str]]:
    """The rows one form can be printed for: id and a short label, the newest last; empty for a form of whole registers."""
    form = form_of(name)
    return Rows(walk, "", today=today).choices(form.row) if form.row else []


def paper(walk: Walk, name: str, wanted: Wanted | None = None) -> Paper:
    """The filled paper; InputError for an unknown form or row."""
    wanted = wanted or Wanted()
    form = form_of(name)
    day = wanted.day or walk.workspace.clock().date()
    rows = Rows(walk, form.row, wanted.row, wanted.typed, wanted.tables, today=day)
    contract = walk.contract
    contractor = "\n".join(
        part for part in (contract.contractor_address, contract.contractor, contract.representative) if part
    )
    material = Material(
        day=day,
        client=walk.profile.parties.client[0],
        contractor=walk.profile.parties.contractor[0],
        addressee={
            "client": addressee(contract.client or walk.profile.client, contract.section),
            "contractor": t("papers.to_contractor", name=" ".join(filter(None, _names(contract)))),
        },
        issuer=tuple(contractor.split("\n")) if contractor else (),
        head=_head(walk),
        foot=(*_foot(rows), *_keys(walk)),
        seal=wanted.seal,
        running="  ".join(part for part in (contract.title, contract.number) if part),
        one=rows.one,
        rows=rows.table,
    )
    return compose(form, material)


def addressee(client: str, section: str = "") -> str:
    """To whom a paper goes: the head of the municipality, and the section in charge below."""
    head = client + (t("papers.head_of") if client.endswith(tuple(t("papers.municipal"))) else "")
    return "\n".join(
        part for part in (t("papers.to_client", name=head), section and t("papers.section", name=section)) if part
    )


def render(made: Paper, suffix: str) -> bytes:
    """The paper as a PDF or an Excel file; InputError for another ending."""
    if suffix.lower() not in FORMATS:
        raise InputError(t("papers.no_format", name=suffix), "", t("papers.no_format_next"))
    # Writers are loaded only where something is written.
    if suffix.lower() == ".pdf":
        from selfaudit.report.papers import pdf

        return pdf.render(made)
    from selfaudit.report.papers import xlsx

    return xlsx.render(made)


def make(walk: Walk, name: str, out: Path, wanted: Wanted | None = None) -> Path:
    """Write one paper to a new .pdf or .xlsx file; gives its path."""
    form_of(name)
    write_new(out, render(paper(walk, name, wanted), out.suffix))
    return out


def make_all(walk: Walk, folder: Path, wanted: Wanted | None = None) -> list[Path]:
    """Write every form as PDF and as Excel into a new folder; InputError when it exists or cannot be written."""
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise InputError(t("cli.common.cannot_write"), str(folder), t("cli.common.cannot_write_next")) from error
    made = []
    for name in forms():
        filled = paper(walk, name, wanted)
        for suffix in FORMATS:
            made.append(folder / f"{name}{suffix}")
            write_new(made[-1], render(filled, suffix))
    return made


def folder(workspace: Workspace) -> str:
    """Where papers are written to, as chosen last; empty until somebody chose."""
    return workspace.repository.setting(_FOLDER)


def set_folder(workspace: Workspace, path: Path) -> Path:
    """Remember the folder; InputError where there is none of this name."""
    if not path.is_dir():
        raise InputError(t("papers.no_folder"), str(path), t("papers.no_folder_next"))
    workspace.repository.set_setting(_FOLDER, str(path))
    return path


def free_path(walk: Walk, place: Path, name: str, suffix: str, today: date) -> Path:
    """A path not taken yet for a form (or, without a name, for a folder of all), named after its title and the day."""
    words = {"client": walk.profile.parties.client[0], "contractor": walk.profile.parties.contractor[0]}
    title = t(f"papers.title.{name}", **words) if name else t("papers.screen.title")
    stem = f"{title}_{wareki_short(today)}"
    return free(place, stem, suffix)


def free(place: Path, stem: str, suffix: str = "") -> Path:
    """A path of this name in a folder, with a number behind it where the name is taken; signs no file may be called by are replaced."""
    stem = "".join("-" if sign in _NO_NAME else sign for sign in stem)
    tries = (f"{stem}{suffix}", *(f"{stem}_{number}{suffix}" for number in range(2, 1000)))
    return next(path for path in (place / each for each in tries) if not path.exists())


def _names(contract: object) -> tuple[str, str]:
    return getattr(contract, "contractor", ""), getattr(contract, "representative", "")


def _head(walk: Walk) -> tuple[tuple[str, str], ...]:
    contract = walk.contract
    period = ""
    if contract.start and contract.end:
        period = t("report.head.from_to", start=date_label(contract.start), end=date_label(contract.end))
    pairs = (
        ("papers.head.title", contract.title),
        ("papers.head.number", contract.number),
        ("papers.head.period", period),
    )
    return tuple((t(key), value) for key, value in pairs)


def _keys(walk: Walk) -> tuple[str, ...]:
    """In the place of a seal too: the fingerprints of the keys that sign for the contractor, where they lie here."""
    return tuple(
        t("papers.foot.key", role=t(f"exchange.role.{key.role}"), fingerprint=grouped(key.fingerprint))
        for key in exchange.keys(walk)
    )


def _foot(rows: Rows) -> tuple[str, ...]:
    """In the place of a seal: who is responsible and whom to ask; blanks to fill in where nobody is entered."""
    issuer = rows.one("issuer")
    blank = t("papers.blank")
    return (
        t("papers.no_seal"),
        t(
            "papers.foot.responsible",
            name=issuer.get("responsible") or blank,
            contact=issuer.get("responsible_contact") or blank,
        ),
        t("papers.foot.clerk", name=issuer.get("clerk") or blank, contact=issuer.get("clerk_contact") or blank),
    )
