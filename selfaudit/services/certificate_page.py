"""What the printed certificate says of each of the 23 fields: short lines, with what is missing said in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from checks.residue.exit.words import exit_text
from selfaudit.domain.register import RegisterKind
from selfaudit.report.certificate import Grid, Page, Section
from selfaudit.report.labels import bytes_label, percent, search_verdict_label
from selfaudit.services.certificate import LEVELS
from selfaudit.services.ending import CLEAN, CONTENT, NAME_ONLY
from selfaudit.services.registers import title
from selfaudit.services.residue import control_words, uninspectable
from selfaudit.services.storage import StorageKind
from selfaudit.text.messages import language, t
from selfaudit.text.wareki import date_label, moment_label

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk

MOST = 6
"""Rows printed of one list at most; certificate.json has them all."""


def sections(document: Mapping[str, Any], walk: Walk, most: int = MOST) -> Page:
    """The page of a certificate, with the party words of the contract's own profile and `most` rows of each list."""
    made = _Made(document, walk, most)
    verdict = str(document["f20_verdict"]["search"])
    settled = bool(document["f20_verdict"]["settled"])
    state = "found" if verdict in (CONTENT, NAME_ONLY) else "clean" if verdict == CLEAN and settled else "open"
    client = document["f02_addressee"]
    contractor = document["f04_contractor"]
    return Page(
        title=t("certificate.page.title"),
        addressee=t("certificate.page.addressee", client=client["client"] or made.client, section=client["section"]),
        issuer=(
            _moment(document["f01_certificate"]["issued_at"]),
            contractor["address"],
            f"{contractor['name']}  {contractor['representative']}",
        ),
        lead=t("certificate.page.lead", client=made.client, contractor=made.contractor),
        verdict=t(
            "certificate.page.result",
            verdict=search_verdict_label(verdict),
            levels=_and([level for level in LEVELS if document["f15_levels"]["levels"][level]]),
            balances=t("certificate.page.settled" if settled else "certificate.page.unsettled"),
        ),
        state=state,
        sections=tuple(made.section(number) for number in range(1, 24) if number not in (2, 4, 19, 20)),
        foot=t("certificate.page.foot", number=document["f01_certificate"]["number"], title=walk.contract.title),
        limits=tuple(document["f19_limits"]),
    )


class _Made:
    """The sections of one certificate."""

    def __init__(self, document: Mapping[str, Any], walk: Walk, most: int) -> None:
        self.d = document
        self.most = most
        self.client = walk.profile.parties.client[0]
        self.contractor = walk.profile.parties.contractor[0]

    def section(self, number: int) -> Section:
        """One field; its method is named like its key in certificate.json."""
        name = next(key for key in self.d if key.startswith(f"f{number:02}_"))
        lines, grid, code, blank = getattr(self, f"_{name}")(self.d[name])
        heading = t(f"certificate.field.{name}", client=self.client, contractor=self.contractor)
        return Section(number, heading, tuple(lines), grid, tuple(code), blank)

    def _f01_certificate(self, v: Any) -> _Parts:
        source = t(f"certificate.time.{v['time_source']}")
        return _lines(t("certificate.f01", **{**v, "issued_at": _moment(v["issued_at"])}, source=source))

    def _f03_contract(self, v: Any) -> _Parts:
        period = t("certificate.period", start=_day(v["start"]), end=_day(v["end"]))
        head = f"{v['title']}  {v['number'] or t('certificate.no_number')}  {period}"
        return _lines(head, t("certificate.clauses", title=v["profile"]["title"], clauses=_and(v["clauses"])))

    def _f05_people(self, v: Any) -> _Parts:
        responsible = [f"{one['name']}({one['role']})" for one in v["responsible"]]
        words = {"responsible": _and(responsible), "workers": _and(v["workers"]), "witnesses": _and(v["witnesses"])}
        return _lines(t("certificate.f05", **words, issued_by=v["issued_by"] or t("certificate.none")))

    def _f06_subcontractors(self, v: Any) -> _Parts:
        return _lines(self._said(v))

    def _f07_information(self, v: Any) -> _Parts:
        persons = t("certificate.unknown") if v["registered_persons"] is None else str(v["registered_persons"])
        number = t("certificate.unanswered") if v["my_number"] is None else t(f"certificate.yes_no.{v['my_number']}")
        return _lines(
            t("certificate.f07", items=_and(v["items"]), media=_and(v["media"]), persons=persons, my_number=number)
        )

    def _f08_receipts(self, v: Any) -> _Parts:
        code = [t("certificate.registry", digest=each["sha256"], **_counts(each["counts"])) for each in v["registries"]]
        lines, grid = self._rows(v["rows"])
        lines += [_consented(each, self.client) for each in v["registries"]]
        return lines, grid, code or [t("certificate.no_registry_used")], 0

    def _f09_returned(self, v: Any) -> _Parts:
        return (*self._rows(v), (), 0)

    def _f10_basis(self, v: Any) -> _Parts:
        if v["consent"] is None:
            return _lines(t("certificate.no_consent", client=self.client))
        given = {**v["consent"], "day": _day(v["consent"]["day"])}
        despite = [t("certificate.despite", what=each["what"]) for each in v["despite"][: self.most]]
        more = len(v["despite"]) - len(despite)
        despite += [t("certificate.more", count=more)] if more else []
        return _lines(t("certificate.consent", client=self.client, **given), *despite)

    def _f11_erased(self, v: Any) -> _Parts:
        rows = [
            (
                f"{row['asset']} {_quantity(row)}",
                row["place"] or "-",
                f"{_day(row['day'])} {row['time']}",
                row["handler"] or "-",
                row["method"] or "-",
            )
            for row in v[: self.most]
        ]
        return _grid(v, rows, [t(f"certificate.col.{name}") for name in ("asset", "place", "when", "who", "method")])

    def _f12_devices(self, v: Any) -> _Parts:
        machines = [" ".join(part for part in (m["label"], m["os"], m["place"]) if part) for m in v["machines"]]
        storage = [self._storage(row) for row in v["storage"]]
        return _lines(
            t("certificate.machines", list=_and(machines[: self.most]), count=len(machines)),
            *storage,
            t("residue.page.not_asked"),
        )

    def _storage(self, row: Mapping[str, Any]) -> str:
        encrypted = t("certificate.encrypted" if row["encrypted"] else "certificate.encryption_unknown")
        name = t(f"certificate.storage.{row['kind']}.name")
        if row["kind"] == StorageKind.IMAGE:
            return f"{name}: {t('certificate.storage.image.erase')}"
        trims = t(f"residue.page.trims_{_known(row.get('trims'))}")
        told = {"file_system": row["file_system"] or "-", "encrypted": _and([encrypted, trims])}
        said = t("certificate.storage_line", name=name, **told)
        reserved = t("certificate.reserved") if str(row["file_system"]).startswith("ext") else ""
        return said + t(f"certificate.storage.{row['kind']}.erase") + reserved

    def _f13_statements(self, v: Any) -> _Parts:
        # Snapshots have a field of their own.
        v = {topic: row for topic, row in v.items() if topic != "snapshots"}
        made = [f"{t(f'certificate.topic.{topic}')}: {self._said(row)}" for topic, row in v.items() if row]
        missing = [t(f"certificate.topic.{topic}") for topic, row in v.items() if not row and topic != "other"]
        return _lines(*made, *([t("certificate.not_stated", list=_and(missing))] if missing else []))

    def _f14_search(self, v: Any) -> _Parts:
        lines = [
            t(
                "certificate.f14",
                started=_moment(run["started"]),
                finished=_moment(run["finished"]) if run["finished"] else t("certificate.stopped"),
                who=run["who"] or t("certificate.none"),
                host=run["host"],
                rights=t(f"certificate.rights.{run['rights']}"),
            )
            for run in v[-self.most :]
        ]
        tool = v[-1]["tool"] if v else {}
        said = [t("certificate.tool", **tool, engine=v[-1]["engine"])] if v else []
        return lines or [t("certificate.no_search")], None, said, 0

    def _f15_levels(self, v: Any) -> _Parts:
        head = [t(f"certificate.col.{name}") for name in ("level", "items", "bytes", "share", "missed")]
        rows = [self._level(level, v["levels"][level]) for level in LEVELS]
        hits = [f"{exit_text('kind', kind, language())} {count}" for kind, count in v["hits"].items() if count]
        return [t("certificate.hits", list=_and(hits) if hits else t("certificate.no_hits"))], _table(head, rows), (), 0

    def _level(self, level: str, total: Mapping[str, Any] | None) -> tuple[str, ...]:
        name = f"L{level} {exit_text('level', level, language())}"
        if total is None:
            return (name, t("certificate.not_done"), "-", "-", "-")
        missed = [f"{uninspectable(reason)} {count}" for reason, count in total["uninspectable"].items()]
        share = percent(total["bytes_looked"] / total["bytes"]) if total["bytes"] else "-"
        looked = f"{bytes_label(total['bytes_looked'])} / {bytes_label(total['bytes'])}"
        return (name, f"{total['looked']} / {total['items']}", looked, share, _and(missed) if missed else "0")

    def _f16_control(self, v: Any) -> _Parts:
        lines = dict.fromkeys(control_words(row) for row in v)
        return list(lines) or [t("certificate.no_search")], None, (), 0

    def _f17_snapshots(self, v: Any) -> _Parts:
        counted = [row["snapshots"] for row in self.d["f12_devices"]["storage"] if row.get("snapshots") is not None]
        found = t("residue.page.snapshots", count=sum(counted)) if counted else t("certificate.snapshots")
        return _lines(self._said(v), found)

    def _f18_history(self, v: Any) -> _Parts:
        lines = [self._act(row) for row in v[-self.most :]]
        more = [t("certificate.more", count=len(v) - self.most)] if len(v) > self.most else []
        return [*more, *lines] or [t("certificate.nothing_done")], None, (), 0

    def _act(self, row: Mapping[str, Any]) -> str:
        at = _moment(row["at"])
        if row["act"] == "search":
            levels = _and([str(level) for level in row["levels"]])
            return t("certificate.act.search", at=at, levels=levels, verdict=search_verdict_label(row["verdict"]))
        steps = _and([t(f"certificate.step.{step}") for step in row["steps"]]) or t("certificate.none")
        failed = t("certificate.act.failed", why=t(f"certificate.failed.{row['failed']}")) if row["failed"] else ""
        return t(f"certificate.act.{row['act']}", at=at, steps=steps, who=row["who"] or t("certificate.none")) + failed

    def _f21_signature(self, v: Any) -> _Parts:
        registry = v["registry"]
        said = t(
            f"certificate.destroyed.{registry['state']}",
            at=_moment(registry["at"]) if registry["at"] else "",
            who=registry["who"] or t("certificate.none"),
        )
        service = t("certificate.stamped" if v["timestamp_service"] else "certificate.not_stamped")
        return [service, said], None, [t("certificate.key", key=v["key"])], 0

    def _f22_confirmation(self, _: Any) -> _Parts:
        return [t("certificate.f22")], None, (), 2

    def _f23_editions(self, v: Any) -> _Parts:
        earlier = [
            t("certificate.edition", edition=row["edition"], at=_moment(row["issued_at"].replace("Z", "+00:00")))
            for row in v[-self.most :]
        ]
        return _lines(t("certificate.kept", contractor=self.contractor), *(earlier or [t("certificate.first")]))

    def _said(self, row: Mapping[str, Any] | None) -> str:
        if row is None:
            return t("certificate.nobody_stated")
        document = t("certificate.with_document", document=row["document"]) if row["document"] else ""
        day = _day(row["day"])
        return t("certificate.stated", statement=row["statement"], person=row["person"], day=day) + document

    def _rows(self, rows: Sequence[Mapping[str, Any]]) -> tuple[list[str], Grid | None]:
        shown = [
            (
                _book(row["book"]) + (f" {row['slip']}" if row["slip"] else ""),
                f"{row['asset']} {_quantity(row)}",
                " ".join(part for part in (row["medium"], row["number"]) if part) or "-",
                f"{_day(row['day'])} {row['time']}",
                f"{row['handler'] or '-'} / {row['counterpart'] or '-'}",
            )
            for row in rows[: self.most]
        ]
        head = [t(f"certificate.col.{name}") for name in ("book", "asset", "medium", "when", "both")]
        lines, grid, _, _ = _grid(rows, shown, head)
        return list(lines), grid


_Parts = tuple[Sequence[str], Grid | None, Sequence[str], int]


def _lines(*lines: str) -> _Parts:
    return lines, None, (), 0


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Grid:
    return Grid(tuple(head), tuple(tuple(row) for row in rows))


def _grid(everything: Sequence[Any], rows: Sequence[Sequence[str]], head: Sequence[str]) -> _Parts:
    if not rows:
        return _lines(t("certificate.no_rows"))
    more = [t("certificate.more", count=len(everything) - len(rows))] if len(everything) > len(rows) else []
    return more, _table(head, rows), (), 0


def _known(value: bool | None) -> str:
    return "unknown" if value is None else "yes" if value else "no"


def _consented(registry: Mapping[str, Any], client: str) -> str:
    """The client's consent to the fingerprints, as it was entered at registration."""
    consent = str(registry.get("consent", ""))
    key = "residue.page.copy_consent" if consent else "residue.page.no_copy_consent"
    return t(key, client=client, consent=consent)


def _counts(counts: Mapping[str, Any]) -> dict[str, int]:
    return {name: int(counts.get(name, 0)) for name in ("files", "members", "records", "blocks", "windows")}


def _book(name: str) -> str:
    return title(RegisterKind(name))


def _quantity(row: Mapping[str, Any]) -> str:
    return t("certificate.unknown") if row["quantity"] is None else f"{row['quantity']}{row['unit']}"


def _and(parts: Sequence[str]) -> str:
    return t("certificate.and").join(part for part in parts if part) or t("certificate.none")


def _day(text: str | None) -> str:
    return date_label(date.fromisoformat(text)) if text else t("certificate.no_day")


def _moment(text: str) -> str:
    return moment_label(datetime.fromisoformat(text))
