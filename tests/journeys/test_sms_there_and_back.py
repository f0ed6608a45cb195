"""A citizen's SMS through a real Kannel, and Kannel's own report on it back through our real route."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, cast

import pytest
from werkzeug.serving import make_server

from notifications.channels.kannel import KannelSender, KannelSettings
from notifications.message import Channel
from runtime.database_urls import DatabaseUrls
from runtime.senders import REPORTS_PATH
from tests.api.given import filed
from tests.notifications.kannel_gateway import PASSWORD, Gateway, a_gateway, missing_programs, waited_for
from tests.town_hall import TownHall, a_town

pytestmark = pytest.mark.skipif(bool(missing_programs()), reason=missing_programs() or "Kannel is here")


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    with a_gateway(tmp_path_factory.mktemp("kannel")) as gateway:
        yield gateway


@pytest.fixture(scope="module")
def hall(database_urls: DatabaseUrls, gateway: Gateway, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    with a_town(database_urls, tmp_path_factory.mktemp("papers")) as hall, serving(hall) as address:
        settings = KannelSettings(
            url=gateway.url,
            username="sprava",
            password=PASSWORD,
            sender="1580",
            report_url=address + REPORTS_PATH,
            report_key=hall.runtime.keys.delivery_reports,
        )
        senders = cast("dict[Channel, Any]", hall.runtime.toolbox.senders)
        senders[Channel.SMS] = KannelSender(settings, hall.clock.now)
        yield replace(hall)


@contextmanager
def serving(hall: TownHall) -> Iterator[str]:
    """The town's application on a loopback port."""
    server = make_server("127.0.0.1", 0, hall.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


def status_of(hall: TownHall, reference: str) -> str:
    found = hall.signed_in("registrar").get(f"/messages?case={reference}").get_json()["items"]
    return str(found[0]["status"])


@pytest.mark.parametrize(("phone", "status"), [("+380671239900", "delivered"), ("+380501239900", "failed")])
def test_what_the_gateway_reports_stands_on_the_message(hall: TownHall, phone: str, status: str) -> None:
    person = {"surname": "Зразкова", "given_name": "Олена", "phone": phone, "contact_by": "link"}

    case = filed(hall, applicant=person)
    hall.work()

    waited_for(lambda: status_of(hall, case.reference) == status)
