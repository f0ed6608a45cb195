"""Keys that stay with their owners: sessions used once, certificates that have ended, and `sprava sign` over HTTP."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, PrivateFormat, pkcs12
from werkzeug.serving import make_server

from documents.signing.authority import issue_key, make_authority, revocation_list
from documents.signing.cms import build_cms
from documents.signing.keys import SigningKey
from effects import seal_document
from effects.errand import Errand
from effects.errors import GiveUp
from effects.records import KeptKey
from runtime.cli_commands.sign import sign
from runtime.database_urls import DatabaseUrls
from tests.api.given import answering
from tests.api.offered import employ
from tests.town_hall import MONDAY, PASSWORD, PIN, StaffBrowser, TownHall, a_town
from workflow.actor import system
from workflow.commands.add_key import AddKey
from workflow.commands.change_password import ChangePassword
from workflow.commands.disable_staff import DisableStaff
from workflow.effect_requests import SealDocument

AUTHORITY = make_authority("Надавач м. Зразкове", MONDAY - timedelta(days=30))
USER = "utility_director"


def drafted(hall: TownHall) -> str:
    """A paper that waits for the director, who signed the instruction before it by PIN."""
    keyring = hall.runtime.toolbox.keyring
    pin_key = issue_key(AUTHORITY, USER, kind="person", now=hall.clock.advance(timedelta(seconds=1)))
    give(hall, keyring.keep(pin_key, USER, PIN))
    return answering(hall)[1]


def noted(hall: TownHall, key: SigningKey | None = None, *, days: int = 700) -> SigningKey:
    """A key of the director's own, of which the town knows the certificate alone."""
    now = hall.clock.advance(timedelta(seconds=1))
    key = key or issue_key(AUTHORITY, "Петро Типовий", kind="person", now=now, days=days)
    give(hall, hall.runtime.toolbox.keyring.note(key.certificate, USER))
    return key


def give(hall: TownHall, kept: KeptKey) -> None:
    command = AddKey(holder=kept.holder, sealed_key=kept.sealed_key, certificate=kept.certificate)
    hall.runtime.application.execute(system(1), command)


def prepared(hall: TownHall, key: SigningKey | None = None) -> tuple[SigningKey, StaffBrowser, str, dict[str, Any]]:
    document = drafted(hall)
    key = noted(hall, key)
    director = hall.signed_in(USER)
    assert director.post(f"/documents/{document}/opening").status_code == 200
    answer = director.post(f"/documents/{document}/signatures/prepare")
    assert answer.status_code == 200, answer.text
    return key, director, document, answer.get_json()


def completing(key: SigningKey, begun: dict[str, Any]) -> dict[str, str]:
    cms = build_cms(base64.b64decode(begun["digest"]), key)
    return {"session": begun["session"], "cms": base64.b64encode(cms).decode()}


def test_a_session_is_used_once(town_hall: TownHall) -> None:
    key, director, document, begun = prepared(town_hall)
    body = completing(key, begun)

    first = director.post(f"/documents/{document}/signatures/complete", body)
    second = director.post(f"/documents/{document}/signatures/complete", body)

    assert [one["status"] for one in first.get_json()["signatures"]] == ["signed", "waiting"]
    assert (second.status_code, second.get_json()["code"]) == (404, "unknown_signing_session")


def test_a_session_ends_after_five_minutes(town_hall: TownHall) -> None:
    key, director, document, begun = prepared(town_hall)
    town_hall.clock.advance(timedelta(minutes=5, seconds=1))

    late = director.post(f"/documents/{document}/signatures/complete", completing(key, begun))

    assert (late.status_code, late.get_json()["code"]) == (404, "unknown_signing_session")


def test_a_session_of_one_paper_signs_no_other(town_hall: TownHall) -> None:
    key, director, _, begun = prepared(town_hall)
    _, _, other, _ = prepared(town_hall, key)

    answer = director.post(f"/documents/{other}/signatures/complete", completing(key, begun))

    assert answer.status_code == 404


def test_a_key_kept_elsewhere_has_no_pin_here(town_hall: TownHall) -> None:
    document = drafted(town_hall)
    noted(town_hall)
    director = town_hall.signed_in(USER)
    shown = director.post(f"/documents/{document}/opening").get_json()["sha256"]

    answer = director.post(f"/documents/{document}/signatures", {"pin": PIN, "sha256": shown})

    assert answer.get_json()["code"] == "no_key"


def test_the_signature_of_somebody_else_is_refused(town_hall: TownHall) -> None:
    _, director, document, begun = prepared(town_hall)
    other = issue_key(AUTHORITY, "Петро Типовий", kind="person", now=MONDAY)

    answer = director.post(f"/documents/{document}/signatures/complete", completing(other, begun))

    assert (answer.status_code, answer.get_json()["code"]) == (422, "other_signer")


def test_a_certificate_that_has_ended_signs_nothing(town_hall: TownHall) -> None:
    document = drafted(town_hall)
    noted(town_hall, days=0)
    town_hall.clock.advance(timedelta(minutes=1))
    director = town_hall.signed_in(USER)
    director.post(f"/documents/{document}/opening")

    answer = director.post(f"/documents/{document}/signatures/prepare")

    assert answer.status_code == 409
    assert [one["code"] for one in answer.get_json()["refusals"]] == ["certificate_expired"]


def signs_out(hall: TownHall, browser: StaffBrowser, username: str) -> None:
    left = browser.client.delete("/api/v1/session", headers={"X-CSRF-Token": browser.csrf})
    assert left.status_code == 204


def is_dismissed(hall: TownHall, browser: StaffBrowser, username: str) -> None:
    hall.runtime.application.execute(system(1), DisableStaff(username=username))


def has_another_password(hall: TownHall, browser: StaffBrowser, username: str) -> None:
    hall.runtime.application.execute(system(1), ChangePassword(username=username, password_hash="another"))


def has_another_pin(hall: TownHall, browser: StaffBrowser, username: str) -> None:
    key = issue_key(AUTHORITY, username, kind="person", now=hall.clock.advance(timedelta(seconds=1)))
    give(hall, hall.runtime.toolbox.keyring.keep(key, username, "975310"))


@pytest.mark.parametrize("happens", [signs_out, is_dismissed, has_another_password, has_another_pin])
def test_an_opened_key_is_forgotten_at_once_when_its_holder(
    town_hall: TownHall, happens: Callable[[TownHall, StaffBrowser, str], None]
) -> None:
    # given
    username = f"who_{happens.__name__}"
    employ(town_hall, username, "clerk")
    key = issue_key(AUTHORITY, username, kind="person", now=town_hall.clock.advance(timedelta(seconds=1)))
    give(town_hall, town_hall.runtime.toolbox.keyring.keep(key, username, PIN))
    browser = town_hall.signed_in(username)
    begun = browser.post("/signing-sessions", {"pin": PIN}).get_json()
    beside = f"beside_{username}"
    employ(town_hall, beside, "clerk")
    give(town_hall, town_hall.runtime.toolbox.keyring.keep(key, beside, PIN))
    other = town_hall.signed_in(beside).post("/signing-sessions", {"pin": PIN}).get_json()
    # when
    happens(town_hall, browser, username)
    # then: nothing of it is left, and who sat beside goes on signing
    now = town_hall.clock.now()
    left = [town_hall.runtime.toolbox.records.ceremony(1, UUID(one["id"]), now) for one in (begun, other)]
    assert [one is None for one in left] == [True, False]
    with town_hall.runtime.database.reading(1) as look:
        query = "SELECT sealed FROM ceremonies WHERE id = %s"
        assert bytes(look.connection.exec_driver_sql(query, (begun["id"],)).scalar_one()) == b""


def test_a_key_whose_certificate_has_ended_opens_no_ceremony_and_signs_no_instruction(town_hall: TownHall) -> None:
    ended = issue_key(AUTHORITY, "mayor", kind="person", now=town_hall.clock.now() - timedelta(days=9), days=1)
    give(town_hall, town_hall.runtime.toolbox.keyring.keep(ended, "mayor", PIN))

    answer = town_hall.signed_in("mayor").post("/signing-sessions", {"pin": PIN})

    assert (answer.status_code, answer.get_json()["refusals"][0]["code"]) == (409, "certificate_expired")


def test_a_certificate_that_ends_meanwhile_completes_nothing(town_hall: TownHall) -> None:
    begins = town_hall.clock.now() - timedelta(days=1) + timedelta(minutes=2)
    ending = issue_key(AUTHORITY, "Петро Типовий", kind="person", now=begins, days=1)
    _, director, document, begun = prepared(town_hall, ending)
    town_hall.clock.advance(timedelta(minutes=3))

    answer = director.post(f"/documents/{document}/signatures/complete", completing(ending, begun))

    assert [one["code"] for one in answer.get_json()["refusals"]] == ["certificate_expired"]


def test_a_revoked_certificate_signs_nothing_and_a_revoked_seal_stops_for_people_to_see(town_hall: TownHall) -> None:
    key, director, document, begun = prepared(town_hall)
    toolbox = town_hall.runtime.toolbox
    now = town_hall.clock.now()
    seal = issue_key(AUTHORITY, "Печатка", kind="seal", now=now)
    kept = toolbox.keyring.keep_seal(seal)
    command = AddKey(holder=kept.holder, sealed_key=kept.sealed_key, certificate=kept.certificate)
    town_hall.runtime.application.execute(system(1), command)
    told = revocation_list(AUTHORITY, [(seal.certificate.serial_number, now)], now)
    knowing = replace(
        toolbox,
        trust=replace(
            toolbox.trust,
            roots=(AUTHORITY.certificate,),
            revocation_lists=(x509.load_der_x509_crl(told),),
        ),
    )
    signed = director.post(f"/documents/{document}/signatures/complete", completing(key, begun))
    case = toolbox.records.case_of_paper(1, signed_id(signed))
    wanted = SealDocument(id=signed_id(signed), case=case.id, document=signed_id(signed))

    with pytest.raises(GiveUp) as stopped:
        seal_document.run(wanted, Errand(municipality=1, correlation=case.id), knowing)

    assert stopped.value.code == "certificate_revoked"


def signed_id(answer: Any) -> UUID:
    return UUID(answer.get_json()["id"])


def p12(key: SigningKey, password: str = "пароль", *, old: bool = False) -> bytes:
    protection: Any = BestAvailableEncryption(password.encode())
    if old:
        builder = PrivateFormat.PKCS12.encryption_builder().hmac_hash(hashes.SHA1())
        scheme = pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC
        protection = builder.key_cert_algorithm(scheme).build(password.encode())
    return pkcs12.serialize_key_and_certificates(b"key", key.private_key, key.certificate, None, protection)


@contextmanager
def served(hall: TownHall) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, hall.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


def run(hall: TownHall, document: str, file: Path, *options: str, secrets: str) -> Any:
    with served(hall) as url:
        arguments = [document, "--p12", str(file), "--url", url, "--username", USER, *options]
        return CliRunner().invoke(sign, arguments, input=secrets)


def test_a_paper_is_signed_from_the_command_line_with_a_key_that_stays_there(
    town_hall: TownHall, tmp_path: Path
) -> None:
    document = drafted(town_hall)
    (tmp_path / "key.p12").write_bytes(p12(noted(town_hall)))

    result = run(
        town_hall,
        document,
        tmp_path / "key.p12",
        "--yes",
        "--save",
        str(tmp_path / "paper.pdf"),
        secrets=f"{PASSWORD}\nпароль\n",
    )

    body = town_hall.signed_in(USER).get(f"/documents/{document}").get_json()
    assert result.exit_code == 0, result.output
    assert [one["status"] for one in body["signatures"]] == ["signed", "waiting"]
    assert body["number"] in result.output
    assert b"/ETSI.CAdES.detached" in (tmp_path / "paper.pdf").read_bytes()


@pytest.mark.parametrize(
    ("old", "password", "said"),
    [(True, "пароль", "old way"), (False, "інший", "password does not open")],
)
def test_a_key_file_that_does_not_open_says_why_and_nothing_is_signed(
    town_hall: TownHall, tmp_path: Path, old: bool, password: str, said: str
) -> None:
    document = drafted(town_hall)
    (tmp_path / "key.p12").write_bytes(p12(noted(town_hall), old=old))

    result = run(town_hall, document, tmp_path / "key.p12", "--yes", secrets=f"{PASSWORD}\n{password}\n")

    assert result.exit_code == 1
    assert said in result.output
    assert town_hall.signed_in(USER).get(f"/documents/{document}").get_json()["status"] == "draft"


def test_no_answer_to_the_question_signs_nothing(town_hall: TownHall, tmp_path: Path) -> None:
    document = drafted(town_hall)
    (tmp_path / "key.p12").write_bytes(p12(noted(town_hall)))

    result = run(town_hall, document, tmp_path / "key.p12", secrets=f"{PASSWORD}\nпароль\nn\n")

    body = town_hall.signed_in(USER).get(f"/documents/{document}").get_json()
    assert result.exit_code == 1
    assert [one["status"] for one in body["signatures"]] == ["waiting", "waiting"]


def test_an_official_dismissed_meanwhile_completes_nothing(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> None:
    """In a town of its own: the director is gone afterwards."""
    with a_town(fresh_database_urls, tmp_path) as hall:
        key, director, document, begun = prepared(hall)
        hall.runtime.application.execute(system(1), DisableStaff(username=USER))

        answer = director.post(f"/documents/{document}/signatures/complete", completing(key, begun))

        assert answer.status_code == 401
