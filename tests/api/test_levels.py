"""Levels of signatures in a town with a time stamping authority: raised behind everybody's back, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest

from documents.signing.authority import certificate_pem, make_authority
from documents.signing.timestamp import TimestampAuthority
from effects.keyring import SEAL
from effects.perform import perform
from runtime.clock import VirtualClock
from runtime.database_urls import DatabaseUrls
from runtime.level_backfill import Backfilled, LevelBackfill
from runtime.stamp_renewal import StampRenewal
from store.jobs import EffectJob
from store.queries.papers import paper_by_id, papers_without_stamp
from store.verify_history import verify_history
from tests.api.given import answering
from tests.documents.local_authority import AWAY, LocalAuthority, running
from tests.town_hall import MONDAY, PIN, StaffBrowser, TownHall, a_town
from workflow.actor import system
from workflow.case import Paper
from workflow.commands.add_key import AddKey
from workflow.effect_requests import UpgradeDocument


@dataclass(frozen=True)
class Stamping:
    """A town and the authority it asks."""

    hall: TownHall
    local: LocalAuthority

    def completed(self) -> tuple[StaffBrowser, str]:
        """A paper that was signed, sealed and sent, and whatever the background made of it."""
        _, document = answering(self.hall)
        director = self.hall.signed_in("utility_director")
        shown = director.post(f"/documents/{document}/opening").get_json()["sha256"]
        signed = director.post(f"/documents/{document}/signatures", {"pin": PIN, "sha256": shown})
        assert signed.status_code == 200, signed.text
        self.hall.work()
        return director, document

    def paper(self, document: str) -> Paper:
        with self.hall.runtime.database.reading(1) as look:
            found = paper_by_id(look, UUID(document))
        assert found is not None
        return found.paper

    def verdict(self, data: bytes) -> str:
        sent = {"file": (BytesIO(data), "paper.pdf")}
        return str(self.hall.visitor().post("/api/v1/verifications", data=sent).get_json()["verdict"])

    def content(self, sha256: str) -> bytes:
        return self.hall.runtime.toolbox.contents.get(1, sha256)


@pytest.fixture(scope="module")
def serving(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stamping]:
    folder = tmp_path_factory.mktemp("papers")
    authority = make_authority("Надавач м. Зразкове", MONDAY - timedelta(days=30))
    (folder / "trust").mkdir()
    for name in ("provider.pem", "tsa-provider.pem"):
        (folder / "trust" / name).write_bytes(certificate_pem(authority.certificate))
    with (
        running(LocalAuthority(authority, MONDAY)) as local,
        a_town(database_urls, folder, TSA_URL=local.url("tsa")) as hall,
    ):
        hall.clock.advance(timedelta(minutes=1))  # of two keys of a holder the newer one counts
        keyring = hall.runtime.toolbox.keyring
        director = keyring.keep(local.key("Петро Типовий", "ocsp"), "utility_director", PIN)
        for kept in (director, keyring.keep_seal(local.key("Печатка", "crl", kind="seal"))):
            command = AddKey(holder=kept.holder, sealed_key=kept.sealed_key, certificate=kept.certificate)
            hall.runtime.application.execute(system(1), command)
        assert kept.holder == SEAL
        yield Stamping(hall, local)


@pytest.fixture
def town(serving: Stamping) -> Stamping:
    serving.local.begin_anew(serving.hall.clock.now())
    return serving


def test_a_complete_paper_is_secured_in_the_background_and_older_copies_stay_authentic(town: Stamping) -> None:
    director, document = town.completed()

    paper = town.paper(document)
    newest = director.get(f"/documents/{document}/content").get_data()
    older = [town.content(sha256) for sha256 in paper.earlier]

    assert (paper.level, len(older)) == ("B-LTA", 1)
    assert newest.startswith(older[0])
    assert [town.verdict(one) for one in (newest, *older)] == ["authentic", "authentic"]
    assert town.verdict(newest + b" ") == "not_authentic"
    with town.hall.runtime.database.reading(1) as look:
        assert verify_history(look, lambda *_: True).breaks == ()


def upgrade(paper: Paper, attempts: int = 0) -> EffectJob:
    case = UUID(int=0)
    wanted = UpgradeDocument(id=UUID(int=77), case=case, document=paper.id)
    return EffectJob(id=1, municipality=1, effect=wanted, correlation=UUID(int=9), attempts=attempts)


def test_an_outage_costs_a_level_and_the_next_try_makes_up_for_it(town: Stamping) -> None:
    town.local.modes["tsa"] = AWAY
    director, document = town.completed()
    before, etag = town.paper(document), director.get(f"/documents/{document}").headers.get("ETag")
    reference = reference_of(town, document)
    tag = director.get(f"/cases/{reference}").headers["ETag"]
    town.local.modes.clear()

    perform(upgrade(before), town.hall.runtime.toolbox)
    perform(upgrade(before), town.hall.runtime.toolbox)
    after = town.paper(document)
    history = director.get(f"/cases/{reference}/history").get_json()["items"]

    assert (before.status, before.level, before.earlier) == ("complete", "", ())
    assert before.sent is not None
    assert (after.level, after.earlier) == ("B-LTA", (before.sha256,))
    assert director.get(f"/cases/{reference}").headers["ETag"] == tag
    upgrades = [one for one in history if one["type"] == "DocumentUpgraded"]
    assert [(one["actor"], one["data"]["level"]) for one in upgrades] == [("system", "B-LTA")]
    assert etag is None or etag == director.get(f"/documents/{document}").headers.get("ETag")


def reference_of(town: Stamping, document: str) -> str:
    return town.hall.runtime.toolbox.records.case_of_paper(1, UUID(document)).reference


def test_after_the_last_try_staff_see_it_and_can_try_again(town: Stamping) -> None:
    town.local.modes["tsa"] = AWAY
    _, document = town.completed()
    case = town.hall.runtime.toolbox.records.case_of_paper(1, UUID(document))
    wanted = UpgradeDocument(id=UUID(int=78), case=case.id, document=UUID(document))
    last = EffectJob(id=1, municipality=1, effect=wanted, correlation=UUID(int=9), attempts=18)

    perform(last, town.hall.runtime.toolbox)
    admin = town.hall.signed_in("admin")
    seen: list[dict[str, Any]] = admin.get("/incidents").get_json()["items"]
    town.local.modes.clear()
    mine = next(one for one in seen if (one["kind"], one["reference"]) == ("upgrade_document", case.reference))
    retried = admin.post(f"/incidents/{mine['id']}/settlement", {"how": "retry"})
    town.hall.work()

    assert mine["reason"] == "timestamp_failed"
    assert retried.status_code == 204, retried.text
    assert town.paper(document).level == "B-LTA"


def test_a_paper_is_stamped_anew_before_its_stamp_ends(town: Stamping) -> None:
    _, document = town.completed()
    before = town.paper(document)
    assert before.good_until is not None
    near = VirtualClock(before.good_until - timedelta(days=20))
    old, town.local.at = town.local.tsa_key, near.now()
    town.local.tsa_key = town.local.key("Надавач часу", "ocsp", kind="tsa", days=1500)
    runtime = town.hall.runtime
    assert runtime.toolbox.levels is not None
    levels = replace(runtime.toolbox.levels, stamper=TimestampAuthority(town.local.url("tsa"), now=near.now))
    later = replace(runtime, clock=near, toolbox=replace(runtime.toolbox, clock=near, levels=levels))

    town.local.modes["tsa"] = AWAY
    failed = StampRenewal(later).renew_due()
    town.local.modes.clear()
    renewed = StampRenewal(later).renew_due()
    again = StampRenewal(later).renew_due()
    town.local.tsa_key = old
    after = town.paper(document)

    assert (failed, again) == (0, 0)
    assert renewed > 0
    assert after.good_until is not None
    assert after.good_until > before.good_until
    assert after.earlier == (*before.earlier, before.sha256)
    incidents = town.hall.signed_in("admin").get("/incidents").get_json()["items"]
    assert any(one["kind"] == "upgrade_document" and one["reason"] == "timestamp_failed" for one in incidents)


def test_papers_completed_without_an_authority_rise_once_there_is_one(town: Stamping) -> None:
    # given: two papers that nobody stamped, and jobs that have long given up
    town.local.modes["tsa"] = AWAY
    documents = [town.completed()[1] for _ in range(2)]
    assert [town.paper(one).level for one in documents] == ["", ""]
    with town.hall.runtime.database.reading(1) as look:
        waiting = len(papers_without_stamp(look, town.hall.clock.now() + timedelta(days=1), None, 50))
    assert waiting >= 2
    backfill = LevelBackfill(town.hall.runtime)
    # then: new papers are left to their own jobs, and an authority that is away costs one question
    town.local.begin_anew(town.hall.clock.now())
    assert backfill.raise_some() == 0
    town.local.modes["tsa"] = AWAY
    assert backfill.raise_all(1) == Backfilled(raised=0, failed=1, away=True)
    # when
    town.local.begin_anew(town.hall.clock.advance(timedelta(days=3)))
    # then
    assert backfill.raise_some() == waiting
    assert [town.paper(one).level for one in documents] == ["B-LTA", "B-LTA"]
    assert (backfill.raise_some(), backfill.raise_all(1)) == (0, Backfilled())


def test_a_paper_whose_evidence_never_came_rises_once_the_services_are_back(town: Stamping) -> None:
    # given: stamped, and the job that asks for the evidence has long given up
    town.local.modes |= dict.fromkeys(("ocsp", "crl"), AWAY)
    _, document = town.completed()
    stamped = town.paper(document)
    assert stamped.level == "B-T"
    town.hall.clock.advance(timedelta(days=3))
    town.local.begin_anew(town.hall.clock.now())
    town.local.modes |= dict.fromkeys(("ocsp", "crl"), AWAY)
    backfill = LevelBackfill(town.hall.runtime)
    # when: still away, then back
    assert backfill.raise_some() == 0
    assert town.paper(document).sha256 == stamped.sha256
    town.local.begin_anew(town.hall.clock.now())
    raised = backfill.raise_some()
    # then
    assert raised == 1
    assert (town.paper(document).level, town.paper(document).earlier[-1]) == ("B-LTA", stamped.sha256)
    assert backfill.raise_some() == 0
