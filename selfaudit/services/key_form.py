"""The papers that go with a key: its registration, the notice of its loss, a ward's announcement of its own; with the fingerprint in groups."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.pki import certs
from selfaudit.services.files import write_new
from selfaudit.text.messages import t
from selfaudit.text.wareki import moment_label

if TYPE_CHECKING:
    from evidence.keys_protocol import Signer

_BLANKS = ("signature", "received", "compared")
"""What the two parties write on a contractor's paper by hand."""
ROW = 16
"""Digits of a fingerprint on one line of the paper: four groups of four, four lines."""


def registration(signer: Signer, role: str, when: datetime, out: Path) -> None:
    """Write the registration of a key as PDF; InputError when `out` exists."""
    cert = signer.certificate
    period = t(
        "signing.form.period_value",
        start=moment_label(cert.not_valid_before_utc.astimezone()),
        end=moment_label(cert.not_valid_after_utc.astimezone()),
    )
    facts = [*_who(certs.common_name(cert), role), (t("signing.form.period"), period)]
    _print("registration", facts, certs.fingerprint(cert), when, out)


def loss(fingerprint: str, holder: str, role: str, since: str, when: datetime, out: Path) -> None:
    """Write the notice that a key was lost or seen by others as PDF: it asks the ward to revoke it.

    The key itself may be gone: what its file shows without a passphrase is enough. `since` is printed as it is given.
    """
    facts = [*_who(holder, role), (t("signing.form.since"), since)]
    _print("loss", facts, fingerprint, when, out)


def announcement(fingerprint: str, ward: str, when: datetime, out: Path) -> None:
    """Write the paper by which a ward tells its contractors the fingerprint of its key as PDF."""
    _print("announcement", [(t("signing.form.ward"), ward)], fingerprint, when, out, ("seal",))


def _who(holder: str, role: str) -> list[tuple[str, str]]:
    return [(t("signing.form.holder"), holder), (t("signing.form.role"), t(f"exchange.role.{role}"))]


def _print(
    kind: str,
    facts: list[tuple[str, str]],
    fingerprint: str,
    when: datetime,
    out: Path,
    blanks: tuple[str, ...] = _BLANKS,
) -> None:
    from selfaudit.report import notice

    rows = [fingerprint[i : i + ROW] for i in range(0, len(fingerprint), ROW)]
    for number, row in enumerate(rows, 1):
        groups = "  ".join(row[i : i + 4] for i in range(0, ROW, 4))
        facts.append((t("signing.form.fingerprint", number=number, total=len(rows)), groups))
    facts.append((t("signing.form.date"), moment_label(when)))
    lines = [t(f"signing.form.{kind}"), t(f"signing.form.{kind}_says"), *(f"{name}: {value}" for name, value in facts)]
    lines += [f"{t(f'signing.form.{blank}')}: " for blank in blanks]
    write_new(out, notice.render([*lines, t(f"signing.form.{kind}_next")], when))
