"""What killed processes leave behind is removed: by the parent, or where that was killed too, by the next to start."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from documents.errors import ChildFailed
from documents.limited.process import LimitedProcess
from documents.limited.scratch_folder import ScratchFolder

HOLDS_ONE = """
import time
from documents.limited.scratch_folder import ScratchFolder
folder = ScratchFolder()
print(folder.path, flush=True)
time.sleep(600)
"""
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def owner(temporary: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Another process of ours with a folder that has long been there."""
    environment = {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary), "PATH": os.environ["PATH"]}
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS_ONE], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().strip())
        (folder / "weasyprint-fonts").mkdir()
        long_ago = time.time() - 3600
        os.utime(folder, (long_ago, long_ago))
        try:
            yield process, folder
        finally:
            process.kill()


def test_the_fonts_of_a_killed_child_go_with_it(temporary: Path) -> None:
    child = LimitedProcess("tests.documents.limited.leaves_a_font", seconds=10, memory_mb=1024)
    font = Path(child.ask([b"any"])[0].decode())
    assert font.exists()
    assert temporary in font.parents

    os.kill(child._process.pid, signal.SIGKILL)
    with pytest.raises(ChildFailed):
        child.ask([b"again"])
    child.stop()

    assert list(temporary.iterdir()) == []


def test_the_folder_of_a_killed_owner_goes_with_the_next_start(
    temporary: Path, owner: tuple[subprocess.Popen[str], Path]
) -> None:
    process, folder = owner
    process.kill()
    process.wait()
    assert folder.exists()

    mine = ScratchFolder()

    assert list(temporary.iterdir()) == [mine.path]
    mine.remove()
    assert list(temporary.iterdir()) == []


def test_the_folder_of_a_living_owner_stays(temporary: Path, owner: tuple[subprocess.Popen[str], Path]) -> None:
    _, folder = owner

    ScratchFolder().remove()

    assert list(temporary.iterdir()) == [folder]


def test_what_others_have_put_there_stays(temporary: Path) -> None:
    long_ago = time.time() - 3600
    for name in ("weasyprint-of-another-program", "sprava-limited-without-a-lock"):
        (temporary / name).mkdir()
        os.utime(temporary / name, (long_ago, long_ago))
    (temporary / "sprava-limited-link").symlink_to("/")

    ScratchFolder().remove()

    assert len(list(temporary.iterdir())) == 3
