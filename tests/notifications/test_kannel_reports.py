from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest

from notifications.channels.kannel_reports import read_kannel_report, report_request_url
from notifications.delivery_report import DeliveryStatus
from notifications.errors import InvalidReport, ReportCode
from tests.notifications.given import EFFECT, a_message

KEY = b"k" * 32
SMPP = "id:17 sub:001 dlvrd:000 submit date:2611230805 done date:2611260805 stat:{} err:027 text:26-00042: роб"


def called(status: str, reply: str = "", at: str = "1795313222", key: bytes = KEY) -> dict[str, str]:
    """The query of a call of Kannel's, its escapes filled in."""
    url = report_request_url("http://127.0.0.1:8000/sms-reports", a_message(), key)
    query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    assert (query["status"], query["reply"], query["at"]) == ("%d", "%A", "%T")
    return {**query, "status": status, "reply": reply, "at": at}


@pytest.mark.parametrize(
    ("status", "reply", "read", "reason"),
    [
        ("1", "", DeliveryStatus.DELIVERED, None),
        ("2", SMPP.format("UNDELIV"), DeliveryStatus.UNDELIVERED, "UNDELIV"),
        ("2", SMPP.format("EXPIRED"), DeliveryStatus.EXPIRED, "EXPIRED"),
        ("4", "", DeliveryStatus.BUFFERED, None),
        ("8", "ACK/", DeliveryStatus.ACCEPTED_BY_CENTRE, None),
        ("16", "NACK/0x0000000b/Invalid Destination", DeliveryStatus.REFUSED_BY_CENTRE, "0x0000000b"),
    ],
)
def test_each_kind_of_report_is_understood(status: str, reply: str, read: DeliveryStatus, reason: str | None) -> None:
    report = read_kannel_report(called(status, reply), KEY)

    assert (report.municipality, report.message_id) == (1, EFFECT)
    assert (report.status, report.reason) == (read, reason)
    assert report.at == datetime.fromtimestamp(1795313222, UTC)


def test_the_quoted_text_of_the_message_is_not_kept() -> None:
    assert "26-00042" not in repr(read_kannel_report(called("2", SMPP.format("UNDELIV")), KEY))


@pytest.mark.parametrize(
    "change",
    [
        {"message": "019a6b1e-7c00-7000-8000-000000000043"},
        {"town": "2"},
        {"seal": "0" * 64},
        {"seal": ""},
        {"seal": "ї\ud800"},
    ],
)
def test_a_report_that_we_did_not_ask_for_is_forged(change: dict[str, str]) -> None:
    with pytest.raises(InvalidReport) as refusal:
        read_kannel_report({**called("1"), **change}, KEY)

    assert refusal.value.code is ReportCode.FORGED


def test_a_report_sealed_with_another_key_is_forged() -> None:
    with pytest.raises(InvalidReport) as refusal:
        read_kannel_report(called("1", key=b"x" * 32), KEY)

    assert refusal.value.code is ReportCode.FORGED


@pytest.mark.parametrize(
    "change", [{"status": "3"}, {"status": "%d"}, {"status": ""}, {"message": "42"}, {"town": "-1"}, {"town": "1 or 1"}]
)
def test_a_report_that_makes_no_sense_is_unreadable(change: dict[str, str]) -> None:
    with pytest.raises(InvalidReport) as refusal:
        read_kannel_report({**called("1"), **change}, KEY)

    assert refusal.value.code is ReportCode.UNREADABLE


@pytest.mark.parametrize("at", ["", "%T", "-1", "9" * 30, "٣"])
def test_a_moment_that_makes_no_sense_is_left_out(at: str) -> None:
    assert read_kannel_report(called("1", at=at), KEY).at is None
