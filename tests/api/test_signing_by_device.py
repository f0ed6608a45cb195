"""`sprava sign` with a key in a device: over HTTP into a town, PIN on standard input, the key never out of the device."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from documents.signing.authority import certificate_pem, issue_key
from runtime.cli_commands.sign import sign
from tests.api.test_outside_signing import AUTHORITY, USER, drafted, noted, served
from tests.soft_device import MODULE, OUTSIDE, PIN, TOKEN, needs_soft_device
from tests.town_hall import PASSWORD, TownHall

pytestmark = needs_soft_device


@pytest.fixture
def certificate(soft_device: str, tmp_path: Path) -> Path:
    """That of the director's key, which lies in a device."""
    file = tmp_path / "certificate.pem"
    file.write_bytes(certificate_pem(OUTSIDE.certificate))
    return file


def run(hall: TownHall, document: str, *more: str, pin: str = PIN) -> Any:
    with served(hall) as url:
        arguments = [document, "--pkcs11", MODULE, "--device", TOKEN, "--url", url, "--username", USER, "--yes", *more]
        return CliRunner().invoke(sign, arguments, input=f"{PASSWORD}\n{pin}\n")


def statuses(hall: TownHall, document: str) -> list[str]:
    return [one["status"] for one in hall.signed_in(USER).get(f"/documents/{document}").get_json()["signatures"]]


def test_a_paper_is_signed_by_a_key_that_never_leaves_its_device(
    town_hall: TownHall, certificate: Path, tmp_path: Path
) -> None:
    document = drafted(town_hall)
    noted(town_hall, OUTSIDE)
    saved = tmp_path / "paper.pdf"

    result = run(town_hall, document, "--key", "outside", "--certificate", str(certificate), "--save", str(saved))

    assert result.exit_code == 0, result.output
    assert statuses(town_hall, document) == ["signed", "waiting"]
    assert b"/ETSI.CAdES.detached" in saved.read_bytes()
    town_hall.work()
    shown = town_hall.signed_in(USER).get(f"/documents/{document}").get_json()
    assert shown["status"] == "complete"


def test_a_wrong_pin_and_a_strange_certificate_sign_nothing(
    town_hall: TownHall, certificate: Path, tmp_path: Path
) -> None:
    document = drafted(town_hall)
    noted(town_hall, OUTSIDE)
    other = tmp_path / "other.pem"
    other.write_bytes(
        certificate_pem(issue_key(AUTHORITY, "Петро Типовий", kind="person", now=town_hall.clock.now()).certificate)
    )

    wrong = run(town_hall, document, "--key", "outside", "--certificate", str(certificate), pin="000000")
    strange = run(town_hall, document, "--key", "outside", "--certificate", str(other))
    missing = run(town_hall, document, "--key", "nobody", "--certificate", str(certificate))

    assert [one.exit_code for one in (wrong, strange, missing)] == [1, 1, 1]
    assert "does not know this PIN" in wrong.output
    assert "that of another key" in strange.output
    assert "no such key" in missing.output
    assert "signed" not in statuses(town_hall, document)


def test_half_a_device_is_no_key(town_hall: TownHall) -> None:
    result = CliRunner().invoke(sign, ["0" * 32, "--pkcs11", MODULE, "--url", "http://127.0.0.1:1", "--username", USER])

    assert (result.exit_code, "all of --pkcs11" in result.output) == (2, True)
