"""A worker that is killed: wakes what is due at one moment, begins the first job, and dies with it half done.

`python -m tests.journeys.dying_worker DATABASE_URL DATA_FOLDER MOMENT` ends by SIGKILL.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from effects.perform import perform
from notifications.message import Channel
from runtime.boot import boot
from runtime.clock import VirtualClock
from runtime.settings import load
from runtime.sweep import sweep_due
from store.jobs import EffectJob, JobQueue
from tests.journeys.stage import CaughtMessages, local, town_environment


def main(database_url: str, data: str, moment: str) -> None:
    """The effect happens; its job is never marked as done."""
    clock = VirtualClock(local(moment))
    sender = CaughtMessages(clock)
    settings = load(town_environment(database_url, Path(data)))
    runtime = boot(settings, clock=clock, senders={Channel.SMS: sender, Channel.EMAIL: sender})
    sweep_due(runtime)

    def die_with(job: EffectJob) -> None:
        perform(job, runtime.toolbox)
        os.kill(os.getpid(), signal.SIGKILL)

    JobQueue(database_url, die_with).run(wait=False, signals=False, concurrency=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
