"""`sprava documents verify` offline, with a trust list that was exported elsewhere."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from documents.signing.authority import certificate_pem, issue_key, make_authority, revocation_list
from documents.signing.pdf_signature import sign
from runtime.cli_commands.documents import documents
from runtime.clock import SystemClock
from tests.documents import given

# WeasyPrint leaves its colour profile open when a paper is made in this process.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")

NOW = SystemClock().now()
AUTHORITY = make_authority("Надавач м. Зразкове", NOW - timedelta(days=30))
KEY = issue_key(AUTHORITY, "Петро Типовий", kind="person", now=NOW - timedelta(days=2))


@pytest.fixture
def trusting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation that believes the authority, and a signed paper beside it."""
    monkeypatch.setenv("SPRAVA_DATA", str(tmp_path / "data"))
    (tmp_path / "data" / "trust").mkdir(parents=True)
    (tmp_path / "data" / "trust" / "provider.pem").write_bytes(certificate_pem(AUTHORITY.certificate))
    (tmp_path / "paper.pdf").write_bytes(sign(given.long_paper(), KEY, field="x", now=NOW))
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(documents, [str(one) for one in arguments])


def test_a_paper_is_judged_offline_by_an_exported_list(trusting: Path) -> None:
    exported = run("trust-list", trusting / "list.json")

    result = run("verify", trusting / "paper.pdf", "--trust-list", trusting / "list.json", "--json")

    assert exported.exit_code == 0, exported.output
    assert "SHA-256" in exported.output
    told = json.loads(result.output)
    assert (result.exit_code, told["verdict"], told["level"]) == (0, "authentic", "B-B")


def test_a_list_that_knows_of_a_revocation_says_so(trusting: Path) -> None:
    revoked = revocation_list(AUTHORITY, [(KEY.certificate.serial_number, NOW - timedelta(days=1))], NOW)
    (trusting / "data" / "trust" / "provider.crl").write_bytes(revoked)
    run("trust-list", trusting / "list.json")

    result = run("verify", trusting / "paper.pdf", "--trust-list", trusting / "list.json", "--json")

    assert (result.exit_code, json.loads(result.output)["reasons"]) == (1, ["certificate_revoked"])


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "sprava-trust-list-1"}', '{"format": "other"}'])
def test_what_is_no_trust_list_is_told(trusting: Path, text: str) -> None:
    (trusting / "list.json").write_text(text)

    result = run("verify", trusting / "paper.pdf", "--trust-list", trusting / "list.json")

    assert result.exit_code == 2
    assert "no trust list" in result.output
