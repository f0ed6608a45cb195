"""What a child does counts."""

from __future__ import annotations

import subprocess
import sys
import time

from bench.family_clock import family_time

_BUSY = "import time\nwhile time.process_time() < 0.3: pass\nprint('done', flush=True)\ninput()"


def test_the_work_of_a_child_that_lives_is_counted_and_its_waiting_is_not() -> None:
    began = family_time()
    with subprocess.Popen([sys.executable, "-c", _BUSY], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        worked = family_time() - began
        time.sleep(0.2)
        waited = family_time() - began
        child.communicate(b"\n")

    assert worked >= 0.25
    assert waited - worked < 0.1
