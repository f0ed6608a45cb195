"""Tables for spreadsheets: days are those of the town, the file opens by itself."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from gate.journal_sheet import sheet_csv

KYIV = ZoneInfo("Europe/Kyiv")


def test_a_moment_after_midnight_in_town_stands_under_its_own_day() -> None:
    late = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)

    text = sheet_csv({"at": "Завершено", "note": "Примітка"}, [{"at": late, "note": 'а;б "в"'}], KYIV)

    assert text == '\ufeffЗавершено;Примітка\r\n2027-01-01;"а;б ""в"""\r\n'
