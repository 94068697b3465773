"""Options the commands of the ward's desk share, and how days are read."""

from __future__ import annotations

from datetime import date

import typer

from selfaudit.errors import UsageError
from selfaudit.text.messages import t
from selfaudit.text.wareki import DateTextError, parse_date

PASSPHRASE = typer.Option(None, "--passphrase-file", help=t("exchange.ward.passphrase_file"), metavar="FILE")
CONTRACT = typer.Option("", "--contract", help=t("exchange.ward.contract"), metavar="NUMBER")
OUT = typer.Option(..., "--out", help=t("exchange.ward.out"), metavar="DIR")
YEAR = typer.Option(None, "--fiscal-year", help=t("exchange.ward.year"), metavar="YEAR")
JSON = typer.Option(False, "--json", help=t("cli.common.json"))


def day(text: str) -> date | None:
    """The day typed, None for nothing; UsageError for what is none."""
    return need_day(text) if text else None


def need_day(text: str) -> date:
    """The day typed; UsageError for what is none."""
    try:
        return parse_date(text)
    except DateTextError as error:
        raise UsageError(t("services.walk.bad_date"), str(error), t("services.walk.bad_date_next")) from error
