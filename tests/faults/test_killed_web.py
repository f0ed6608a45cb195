"""A web server killed in the middle of requests: a retry under the same key gives each citizen one case, no more."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from uuid import uuid4

from tests.faults.running_town import Reply, RunningTown
from tests.faults.sound import broken_invariants

THREADS, PER_KILL = 8, 24


def test_every_key_has_one_case_however_often_the_server_was_killed(town: RunningTown, kills: int) -> None:
    # given
    told: dict[str, str] = {}
    broken = 0
    # when
    for number in range(kills):
        web = town.serve()
        keys = [str(uuid4()) for _ in range(PER_KILL)]
        with ThreadPoolExecutor(THREADS) as pool:
            answers: list[Future[Reply]] = [pool.submit(town.file, key) for key in keys]
            while sum(one.done() for one in answers) < 3 + number % 5:
                time.sleep(0.005)
            town.kill(web)
        for key, answer in zip(keys, (one.result() for one in answers), strict=True):
            assert answer.status in (0, 201), answer
            broken += answer.status == 0
            told[key] = answer.body.get("reference", "")
    assert broken, "no kill has struck a request: this run has shown nothing"
    # then: whoever was answered is answered the same again, whoever was not is answered now
    town.serve()
    for key, reference in told.items():
        again = town.file(key)
        assert again.status == 201, again
        assert reference in ("", again.body["reference"])
        told[key] = again.body["reference"]
    assert broken_invariants(town, list(told.values()), settled=False) == []
