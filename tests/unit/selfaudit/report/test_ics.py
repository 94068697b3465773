"""The calendar file, against the rules of RFC 5545."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from selfaudit.report.ics import Event, calendar

STAMP = datetime(2026, 4, 1, 9, 0, tzinfo=timezone(timedelta(hours=9)))


def _unfolded(data: bytes) -> list[str]:
    return data.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


def test_all_day_event_ends_on_the_next_day_and_times_are_utc() -> None:
    events = [
        Event("a@x", date(2028, 2, 29), "締切"),
        Event("b@x", datetime(2026, 4, 2, 8, 30, tzinfo=STAMP.tzinfo), "b"),
    ]
    lines = _unfolded(calendar(events, stamp=STAMP))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert "DTSTART;VALUE=DATE:20280229" in lines
    assert "DTEND;VALUE=DATE:20280301" in lines
    assert "DTSTART:20260401T233000Z" in lines
    assert lines.count("DTSTAMP:20260401T000000Z") == 2
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_lines_are_folded_at_75_octets_and_no_character_is_lost_or_torn() -> None:
    title = "月次報告（𠮷祥寺・髙﨑事業所）," * 20 + "; \\ 終\n二行目"
    data = calendar([Event("a", date(2026, 4, 10), title, title, "期限", (7, 1))], stamp=STAMP, name="期限, 一覧")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    summary = next(line for line in _unfolded(data) if line.startswith("SUMMARY:"))
    unescaped = summary[8:].replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
    assert unescaped == title
    assert b"TRIGGER:-P7D\r\n" in data
    assert b"TRIGGER:-P1D\r\n" in data


def test_the_same_events_give_the_same_bytes_and_a_bare_time_is_refused() -> None:
    events = [Event("a", date(2026, 4, 10), "x")]
    assert calendar(events, stamp=STAMP) == calendar(events, stamp=STAMP.astimezone(UTC))
    with pytest.raises(ValueError, match="2026"):
        calendar([Event("a", datetime(2026, 4, 1), "x")], stamp=STAMP)  # noqa: DTZ001
