"""What a contract asks of its PCs: read from what people typed, kept and journalled, and given to the checks as a policy."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from checks.model import Policy
from checks.registry import all_checks
from selfaudit.catalog.pc_policy import PolicyField, fields
from selfaudit.domain.pc_policy import PolicyValue
from selfaudit.errors import InputError
from selfaudit.services import entry
from selfaudit.services.duties import Duties
from selfaudit.services.entry import Kind
from selfaudit.text.messages import has, in_every_language, t

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import Workspace

MY_NUMBER = "specific_pi"
"""The shared condition (catalog/conditions.yaml) that says whether My Number files are handled."""
_SERIAL_KEY = "serial_key"
_LOG_REVIEW = "log_review"
_DECLARED = "declared."
KINDS = {"number": Kind.NUMBER, "names": Kind.NAMES, "lines": Kind.LINES, "text": Kind.TEXT, "yesno": Kind.TEXT}
_YES, _NO = "yes", "no"
_PORT_MOST = 65535


@dataclass(frozen=True)
class PolicyLine:
    """One field with what is set."""

    name: str
    label: str
    text: str
    """As it is edited; empty where nothing is set."""
    default: str
    """The program's own value; empty for a declaration."""


class PcPolicy:
    """Thresholds and declarations of one contract; `asked` are the thresholds its ward's profile sets."""

    def __init__(self, workspace: Workspace, contract: str, asked: Mapping[str, int] | None = None) -> None:
        self._asked = dict(asked or {})
        self._repository = workspace.repository
        self._duties = Duties(workspace, contract)
        self._id = contract

    def texts(self) -> dict[str, str]:
        """Every field as it is edited; empty where nothing is set."""
        kept = self._kept()
        return {name: shown(field, kept.get(name, "")) for name, field in fields().items()}

    def lines(self) -> list[PolicyLine]:
        """Every field with its label and the program's default."""
        texts = self.texts()
        return [PolicyLine(name, label(name), texts[name], self.default(name)) for name, field in fields().items()]

    def set(self, name: str, text: str) -> None:
        """Write one field as typed, empty for the default; InputError keeps the old value."""
        kept = read(field_of(name), text)
        before = self._kept().get(name, "")
        row = PolicyValue(f"{self._id}/{name}", self._id, name, kept)
        if kept and kept != before:
            self._repository.save_policy_value(row)
        elif before and not kept:
            self._repository.remove_policy_value(row.id)

    def thresholds(self) -> dict[str, int]:
        """What is set, by "check.name" of the checks' thresholds."""
        asked = {name: str(number) for name, number in self._asked.items()}
        return {
            target: int(text) * field.factor
            for field, text in self._set(asked)
            for target in field.sets
            if not target.startswith(_DECLARED)
        }

    def default(self, name: str) -> str:
        """What holds where nothing is set, as it would be typed: the profile's value, else the program's own."""
        return str(self._asked[name]) if name in self._asked else default(fields()[name])

    def declared(self) -> dict[str, Any]:
        """What was declared, with the day of the last log review from its register."""
        found = {
            target.removeprefix(_DECLARED): _declared(field, text)
            for field, text in self._set()
            for target in field.sets
            if target.startswith(_DECLARED)
        }
        reviewed = self.log_reviewed()
        return found | ({"log_reviewed_at": reviewed.isoformat()} if reviewed else {})

    def log_reviewed(self) -> date | None:
        """The day of the newest row of the log review register; None without any."""
        last = self._duties.latest(_LOG_REVIEW)
        return last.day("day") if last else None

    def _kept(self) -> dict[str, str]:
        return {value.name: value.text for value in self._repository.policy_values(self._id)}

    def _set(self, asked: Mapping[str, str] | None = None) -> list[tuple[PolicyField, str]]:
        kept = {**(asked or {}), **self._kept()}
        return [(field, kept[name]) for name, field in fields().items() if kept.get(name)]


def of_walk(walk: Walk) -> PcPolicy:
    """The rules of the contract an inspection is about."""
    return PcPolicy(walk.workspace, walk.contract.id, walk.profile.pc_policy)


def policy_for(walk: Walk) -> Policy:
    """What to judge this contract's PCs by: no roster entered means that accounts cannot be compared."""
    people = [person for person in walk.workspace.people(walk.contract.id) if person.ended is None]
    accounts = frozenset(account for person in people for account in person.accounts)
    own = of_walk(walk)
    handles_my_number = next((q.answer for q in walk.questions() if q.condition.id == MY_NUMBER), None)
    declared = own.declared() | ({} if handles_my_number is None else {"sensitive_id": handles_my_number})
    return Policy(own.thresholds(), accounts or None, tuple(walk.contract.folders), declared, _key(walk.workspace))


def _key(workspace: Workspace) -> bytes:
    """The secret that turns serial numbers into codes: made once for this data folder, never given away."""
    kept = workspace.repository.setting(_SERIAL_KEY)
    if not kept:
        kept = secrets.token_hex(32)
        workspace.repository.set_setting(_SERIAL_KEY, kept)
    return bytes.fromhex(kept)


def field_of(name: str) -> PolicyField:
    """The field of this name; InputError for none."""
    try:
        return fields()[name]
    except KeyError:
        raise InputError(t("policy.no_field", name=name), "", t("policy.and").join(fields())) from None


def read(field: PolicyField, text: str) -> str:
    """The kept form of a typed text, empty for the default; InputError where it cannot be read."""
    plain = unicodedata.normalize("NFKC", text) if field.kind in ("number", "names") else text
    value = entry.read(KINDS[field.kind], plain)
    if field.kind == "yesno":
        return _yes_or_no(str(value))
    if field.name == "ports":
        return "\n".join(_port(each) for each in value or ())  # type: ignore[union-attr]
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, int) and not field.least <= value <= field.most:
        raise InputError(t("policy.out_of_range", least=field.least, most=field.most))
    return "" if value is None else str(value)


def shown(field: PolicyField, kept: str) -> str:
    """A kept value as it is edited."""
    if field.kind == "yesno":
        return t(f"policy.{kept}") if kept else ""
    return ", ".join(kept.split("\n")) if field.kind == "names" and kept else kept


def label(name: str) -> str:
    """The heading of a field."""
    return t(f"policy.form.policy.{name}.label")


def default(field: PolicyField) -> str:
    """The program's own value of a threshold, as it would be typed."""
    check, _, name = field.sets[0].rpartition(".")
    if field.sets[0].startswith(_DECLARED):
        return ""
    return str(int(all_checks()[check].thresholds[name]) // field.factor)


def used(check: str, policy: Mapping[str, Any]) -> list[str]:
    """The thresholds and declarations one verdict was given by, in words; lists of words that everybody shares are left out."""
    targets = {target: field for field in fields().values() for target in field.sets}
    lines = []
    for name, value in policy.items():
        field = targets.get(name if name.startswith(_DECLARED) else f"{check}.{name}")
        if name.startswith(_DECLARED):
            words = label(field.name) if field else t(f"policy.declared.{name.removeprefix(_DECLARED)}")
            lines.append(t("policy.used", label=words, value=_value(value)))
        elif field:
            lines.append(t("policy.used", label=label(field.name), value=_value(value / field.factor)))
        elif isinstance(value, int | float):
            words = t(f"policy.threshold.{name}") if has(f"policy.threshold.{name}") else name
            lines.append(t("policy.used", label=words, value=_value(value)))
    return lines


def _value(value: Any) -> str:
    if value is None or value in ("", []):
        return t("policy.undeclared")
    if isinstance(value, bool):
        return t(f"policy.{_YES if value else _NO}")
    if isinstance(value, list):
        return t("policy.and").join(map(str, value))
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _declared(field: PolicyField, text: str) -> Any:
    if field.kind == "yesno":
        return text == _YES
    if field.name == "ports":
        return [int(port) for port in text.split("\n")]
    return text.split("\n") if field.kind in ("names", "lines") else text


def _yes_or_no(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if not plain:
        return ""
    for kept in (_YES, _NO):
        every = in_every_language(f"policy.{kept}_words").values()
        words = {word.lower() for line in every for word in line.split("|")}
        if plain in words | {kept}:
            return kept
    raise InputError(t("policy.not_yes_no"))


def _port(text: str) -> str:
    number = text.strip()
    if not (number.isascii() and number.isdigit()) or not 0 < int(number) <= _PORT_MOST:
        raise InputError(t("policy.not_a_port", text=number))
    return str(int(number))
