"""Registers: what a row lacks, and what the rows of one asset add up to."""

from datetime import date

from selfaudit.domain.register import (
    FIELDS,
    NEEDED,
    Direction,
    Gap,
    RegisterEntry,
    RegisterKind,
    balances,
    gaps,
)

R = RegisterKind
ASSET = "対象者名簿 ＤＶＤ"


def row(kind: RegisterKind, quantity: int | None = 1, **fields: object) -> RegisterEntry:
    return RegisterEntry("x", "c", kind, **{"asset": ASSET, "quantity": quantity, **fields})  # type: ignore[arg-type]


def held(*rows: RegisterEntry) -> int | None:
    (balance,) = balances(rows)
    return balance.held


def test_an_empty_row_lacks_every_field_its_clause_names() -> None:
    for kind in R:
        assert gaps(RegisterEntry("x", "c", kind)) == NEEDED[kind]
        assert set(NEEDED[kind]) <= set(FIELDS[kind]), "what is asked for can be written down"


def test_the_four_words_of_the_handover_clause_are_needed() -> None:
    # 日時, 取扱者, 情報の内容, 数量
    assert {"day", "time", "handler", "information", "quantity"} <= set(NEEDED[R.HANDOVER])


def test_the_three_words_of_the_erasure_report_are_needed() -> None:
    # 日時, 担当者, 処理内容
    assert {"day", "time", "handler", "method"} <= set(NEEDED[R.ERASURE])


def test_consent_after_the_act_and_a_stranger_are_gaps() -> None:
    late = row(R.COPY, day=date(2026, 4, 3), consent_day=date(2026, 4, 4), handler="見本 花子")
    assert Gap.CONSENT_LATE in gaps(late)
    assert Gap.NOT_ON_ROSTER not in gaps(late, ["見本　花子"]), "the width of a space does not make a stranger"
    assert Gap.NOT_ON_ROSTER in gaps(late, ["見本 太郎"])


def test_a_chain_of_custody_ends_at_zero() -> None:
    chain = [
        row(R.RECEIPT, 3),
        row(R.COPY, 1),
        row(R.RETURN, 2),
        row(R.HANDOVER, 1, direction=Direction.OUT, asset="対象者名簿 DVD"),
        row(R.ERASURE, 1),
    ]
    assert held(*chain) == 0
    assert [held(*chain[:n]) for n in range(1, 6)] == [3, 4, 2, 1, 0]
    assert balances(chain)[0].settled


def test_what_is_outside_keeps_the_balance_open() -> None:
    out = row(R.TAKEOUT, day=date(2026, 5, 1))
    (balance,) = balances([row(R.RECEIPT), row(R.RETURN), out])
    assert (balance.held, balance.away, balance.settled) == (0, 1, False)
    (balance,) = balances([row(R.RECEIPT), row(R.RETURN), row(R.TAKEOUT, back_day=date(2026, 5, 1))])
    assert balance.settled


def test_an_unknown_quantity_or_direction_is_never_zero() -> None:
    for doubtful in (row(R.RECEIPT, None), row(R.HANDOVER, 1)):
        (balance,) = balances([doubtful])
        assert balance.held is None
        assert not balance.settled


def test_one_handover_in_two_books_counts_once() -> None:
    slip = row(R.RECEIPT, 2, slip="A-1")
    ledger = row(R.HANDOVER, 2, slip="Ａ-1", direction=Direction.IN)
    assert held(slip, ledger) == 2
    assert held(slip, ledger, row(R.HANDOVER, 2, direction=Direction.IN)) == 4, "without its number it is another one"


def test_two_books_that_differ_never_make_a_balance_zero() -> None:
    received = [row(R.RECEIPT, 2, slip="1"), row(R.HANDOVER, 3, slip="1", direction=Direction.IN)]
    returned = [row(R.RETURN, 3, slip="9"), row(R.HANDOVER, 2, slip="9", direction=Direction.OUT)]
    assert held(*received, *returned) == 1


def test_assets_are_told_apart_in_order_of_entry() -> None:
    found = balances([row(R.RECEIPT, asset="名簿"), row(R.RECEIPT, asset="封筒"), row(R.RETURN, asset="名 簿")])
    assert [(balance.asset, balance.held) for balance in found] == [("名簿", 0), ("封筒", 1)]
