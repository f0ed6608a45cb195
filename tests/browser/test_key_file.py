"""A paper signed in the browser with a key file that never leaves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, PrivateFormat, pkcs12
from playwright.sync_api import Page, Request, expect

from documents.model import KnownMarks, Verdict
from documents.signing.authority import CertificateKind, issue_key, make_authority
from documents.signing.keys import SigningKey
from documents.signing.trust import TrustList
from documents.signing.verification import verify
from effects.records import KeptKey
from runtime.demo.town import MUNICIPALITY
from tests.browser.look import faults, too_wide
from tests.browser.site import Site
from tests.browser.test_staff_pages import recognised
from tests.browser.watch import Watch
from tests.web.cases import in_work
from workflow.actor import system
from workflow.case import Paper
from workflow.commands.add_key import AddKey

USER = "utility_director"
PASSWORD = "пароль 1"


@dataclass(frozen=True)
class Waiting:
    """A paper that waits for the director, shown to them in the tab."""

    site: Site
    reference: str

    @property
    def paper(self) -> Paper:
        return self.site.stage.paper(self.reference)

    @property
    def given(self) -> int:
        return sum(one.at is not None for one in self.paper.signatures)


def give(site: Site, kept: KeptKey) -> None:
    site.stage.clock.advance(timedelta(milliseconds=10))  # of two keys of a holder the newer one counts
    command = AddKey(holder=USER, sealed_key=kept.sealed_key, certificate=kept.certificate)
    site.stage.runtime.application.execute(system(MUNICIPALITY), command)


@pytest.fixture
def waiting(site: Site, tab: Page) -> Iterator[Waiting]:
    """The director is signed in and looks at the paper that was opened for signature."""
    stage = site.stage
    reference = in_work(stage).reference
    stage.do(reference, "finish", "foreman", {"report": "Засипали.", "photo": str(stage.upload("black"))})
    document = stage.do(reference, "accept", USER, {}).papers[0].id
    kept = stage.runtime.toolbox.records.key(MUNICIPALITY, USER)
    assert kept is not None
    recognised(tab, site, USER)
    stage.runtime.application.desk.open(stage.actor(USER), document)
    tab.goto(f"/staff/papers/{document}")
    yield Waiting(site, reference)
    give(site, kept)


def noted(site: Site, kind: CertificateKind = CertificateKind.PERSON) -> tuple[SigningKey, TrustList]:
    """A key of the director's own, whose certificate the town knows; and who believes it."""
    now = site.stage.clock.now()
    authority = make_authority("Надавач м. Зразкове", now)
    key = issue_key(authority, "Петро Типовий", kind=kind, now=now)
    give(site, site.stage.runtime.toolbox.keyring.note(key.certificate, USER))
    return key, TrustList(roots=(authority.certificate,))


def key_file(folder: Path, key: SigningKey, protection: Any = None) -> Path:
    protection = protection or BestAvailableEncryption(PASSWORD.encode())
    file = folder / "key.p12"
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"key", key.private_key, key.certificate, None, protection))
    return file


def give_file(tab: Page, file: Path, password: str = PASSWORD) -> None:
    tab.set_input_files("#key-file", file)
    tab.fill("#key-password", password)
    tab.click("form[data-key-file] button")


def test_a_paper_is_signed_and_neither_file_nor_password_leaves_the_browser(
    waiting: Waiting, tab: Page, watch: Watch, tmp_path: Path
) -> None:
    key, trust = noted(waiting.site)
    sent: list[bytes] = []
    tab.on("request", lambda request: sent.append(bytes_of(request)))
    tab.click("details:has(form[data-key-file]) summary")
    assert (too_wide(tab), faults(tab)) == ([], [])

    give_file(tab, key_file(tmp_path, key))
    expect(tab.locator("form[data-key-file]")).to_have_count(0)

    toolbox = waiting.site.stage.runtime.toolbox
    pdf = toolbox.contents.get(MUNICIPALITY, waiting.paper.sha256 or "")
    judged = verify(pdf, stored=None, known_marks=KnownMarks(), trust=trust, now=waiting.site.stage.clock.now())
    assert waiting.given == 1
    assert (judged.verdict, judged.signatures[0].signer) == (Verdict.AUTHENTIC, "Петро Типовий")
    whole = b"".join(sent)
    assert PASSWORD.encode() not in whole
    assert isinstance(key.private_key, EllipticCurvePrivateKey)
    assert key.private_key.private_numbers().private_value.to_bytes(32) not in whole
    # The viewer that shows the paper above is the browser's own and asks the browser for its parts.
    own = ("asked chrome-extension://", "asked chrome://")
    assert [one for one in watch.complaints if not one.startswith(own)] == []


def bytes_of(request: Request) -> bytes:
    return request.url.encode() + (request.post_data_buffer or b"")


def test_what_cannot_be_opened_is_told_in_words_and_the_right_file_still_signs(
    waiting: Waiting, tab: Page, tmp_path: Path
) -> None:
    key, _ = noted(waiting.site, CertificateKind.TIME_STAMP)  # an RSA key
    tab.click("details:has(form[data-key-file]) summary")
    said = tab.locator("form[data-key-file] [role=alert]:visible")
    old = PrivateFormat.PKCS12.encryption_builder().hmac_hash(hashes.SHA1())
    old = old.key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
    (tmp_path / "photo.p12").write_bytes(b"\xff\xd8\xff no key")

    tab.click("form[data-key-file] button")
    expect(said).to_have_text("Виберіть файл ключа.")
    give_file(tab, tmp_path / "photo.p12")
    expect(said).to_contain_text("Це не файл ключа")
    give_file(tab, key_file(tmp_path, key, old.build(PASSWORD.encode())))
    expect(said).to_contain_text("застарілим способом")
    give_file(tab, key_file(tmp_path, key), "інший пароль")
    expect(said).to_have_text("Пароль не відкриває цей файл.")
    assert waiting.given == 0

    give_file(tab, key_file(tmp_path, key))
    expect(tab.locator("form[data-key-file]")).to_have_count(0)
    assert waiting.given == 1


def test_a_key_that_the_town_does_not_know_signs_nothing(waiting: Waiting, tab: Page, tmp_path: Path) -> None:
    noted(waiting.site)
    now = waiting.site.stage.clock.now()
    stranger = issue_key(make_authority("Інший", now), "Хтось", kind="person", now=now)
    tab.click("details:has(form[data-key-file]) summary")

    give_file(tab, key_file(tmp_path, stranger))

    expect(tab.locator("form[data-key-file] [data-told]")).to_be_visible()
    assert waiting.given == 0
