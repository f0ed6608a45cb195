"""The case file over the real database: checked by the plain program of the docs, refused to who may not read it."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from enum import StrEnum
from pathlib import Path

import psycopg
import pytest
from psycopg.types.json import Jsonb

from gate.case_file_page import CODES
from runtime.case_file_export import export_case_file
from runtime.database_urls import DatabaseUrls, libpq
from runtime.sealer import Sealer
from tests.api.given import answering, filed
from tests.town_hall import TownHall
from workflow.case import DeadlineState, ExecutorRole, PaperStatus, ResolutionStatus
from workflow.errors import NotFound

DOCS = Path(__file__).parents[2] / "docs" / "operations" / "case-file.md"
PROGRAM = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)[0]


@pytest.fixture(scope="module")
def exported(town_hall: TownHall) -> bytes:
    """The file of a case with an instruction and a letter, sealed among others."""
    filed(town_hall)
    case, _paper = answering(town_hall)
    filed(town_hall)
    Sealer(town_hall.runtime).seal_all()
    answer = town_hall.signed_in("utility_director").get(f"/cases/{case.reference}/file")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip"), answer.text
    assert answer.headers["Content-Disposition"] == f'attachment; filename="case-{case.reference}.zip"'
    return bytes(answer.data)


def judged(data: bytes, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """What the program of the docs says, run by a Python that has nothing of ours."""
    file, program = tmp_path / "case.zip", tmp_path / "check.py"
    file.write_bytes(data)
    program.write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, "-I", "-S", str(program), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def changed(data: bytes, path: str, before: bytes, after: bytes, *, sums: bool) -> bytes:
    """The package with one thing changed in one file; `sums`: the list of hashes changed with it."""
    old, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        digests: list[str] = []
        for name in old.namelist():
            content = old.read(name)
            if name == path:
                assert before in content
                content = content.replace(before, after, 1)
            if name == "SHA256SUMS" and sums:
                content = "".join(digests).encode()
            digests.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
            new.writestr(name, content)
    return out.getvalue()


def test_a_file_is_found_whole_by_plain_python(exported: bytes, tmp_path: Path) -> None:
    found = judged(exported, tmp_path)

    assert found.returncode == 0, found.stderr
    assert found.stdout.startswith("whole: ")


@pytest.mark.parametrize(
    ("path", "before", "after", "sums", "told"),
    [
        ("index.html", b"<h1>", b"<h2>", False, "index.html was changed"),
        ("history.jsonl", b'"actor":"', b'"actor":"x', True, "was changed"),
        ("history.jsonl", b'"sequence":2', b'"sequence":3', True, "the chain breaks at event 2"),
        ("seals.jsonl", b'"root":"', b'"root":"0', True, "holds something else"),
    ],
)
def test_a_changed_file_is_not(
    exported: bytes, tmp_path: Path, path: str, before: bytes, after: bytes, sums: bool, told: str
) -> None:
    found = judged(changed(exported, path, before, after, sums=sums), tmp_path)

    assert found.returncode == 1
    assert told in found.stderr


def test_the_index_says_what_the_case_says(exported: bytes) -> None:
    package = zipfile.ZipFile(io.BytesIO(exported))
    page, index = package.read("index.html").decode(), json.loads(package.read("index.json"))

    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    for words in ("Яма", "Ліквідувати", "Справа №", "Історія", "зберігати: 5 років", "(відповідальний)"):
        assert words in page
    assert "Period(" not in page
    assert index["format"] == "sprava-case-file/1"
    assert {one["path"] for one in index["files"]} <= set(package.namelist())
    assert any(name.startswith("instructions/") and name.endswith(".p7s") for name in package.namelist())


def test_who_knows_nothing_of_the_case_gets_none(town_hall: TownHall) -> None:
    reference = filed(town_hall).reference

    assert town_hall.signed_in("specialist").get(f"/cases/{reference}/file").status_code in (403, 404)
    assert town_hall.signed_in("dispatcher").get("/cases/26-99999/file").status_code == 404


def test_the_command_line_writes_it_whole_or_not_at_all(town_hall: TownHall, tmp_path: Path) -> None:
    # given
    reference = filed(town_hall).reference
    # when
    export_case_file(town_hall.runtime, 1, reference, tmp_path / "case.zip")
    # then
    assert judged((tmp_path / "case.zip").read_bytes(), tmp_path).returncode == 0
    with pytest.raises(NotFound):
        export_case_file(town_hall.runtime, 1, "26-99999", tmp_path / "none.zip")
    assert [one.name for one in tmp_path.iterdir() if one.suffix in (".part", ".zip")] == ["case.zip"]


def test_the_file_of_a_long_case_holds_what_was_said_before(town_hall: TownHall, database_urls: DatabaseUrls) -> None:
    # given: an input that a later one has replaced, in a case of a hundred events
    case = filed(town_hall)
    with psycopg.connect(libpq(database_urls.admin), autocommit=True) as connection:
        value = ("input.7.reply", Jsonb({"is": "навпроти восьмого"}), case.reference)
        connection.execute(
            "INSERT INTO personal_values (municipality, name, value, case_id, key)"
            " SELECT 1, %s, %s, id, '' FROM cases WHERE reference = %s",
            value,
        )
        was = connection.execute("SELECT sequence FROM cases WHERE reference = %s", [case.reference]).fetchone()
        assert was is not None
        connection.execute("UPDATE cases SET sequence = 100 WHERE reference = %s", [case.reference])
        # when
        data = town_hall.signed_in("dispatcher").get(f"/cases/{case.reference}/file").data
        # A seal of another test over this case would state an event that is not there.
        connection.execute("UPDATE cases SET sequence = %s WHERE reference = %s", [was[0], case.reference])
    # then
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert any("навпроти восьмого" in package.read(name).decode() for name in package.namelist() if "json" in name)


@pytest.mark.parametrize("kind", [DeadlineState, ExecutorRole, ResolutionStatus, PaperStatus])
def test_every_code_the_page_prints_has_its_word(kind: type[StrEnum]) -> None:
    assert {one.value for one in kind} <= set(CODES)
