"""The house as `house.md` wants it: floors, one door per library, one commit, one clock, nothing hidden."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOMS, ROOT, importers, sources


def test_the_import_contracts_hold() -> None:
    tool = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("library", "doors"),
    [
        ("transitions", {"workflow/engine/machine.py"}),
        ("weasyprint", {"documents/rendering/pdf.py"}),
        ("flask_login", {"gate/signin.py"}),
        ("fido2", {"gate/passkeys.py"}),
        ("cryptography.hazmat.primitives.twofactor.totp", {"gate/totp.py"}),
        ("procrastinate", {"store/jobs.py"}),
        ("pymorphy3", {"documents/dictionary.py"}),
        ("smtplib", {"notifications/channels/smtp.py"}),
        ("pypdfium2", {"documents/pdf_pages.py"}),
        ("obstore", {"documents/storage/bucket.py"}),
        ("orjson", {"workflow/json_text.py"}),
        ("pyhanko.pdf_utils.incremental_writer", {"documents/signing/pdf_signature.py"}),
        ("pyhanko.sign.validation", {"documents/signing/validation.py"}),
    ],
)
def test_one_library_has_one_door(library: str, doors: set[str]) -> None:
    assert importers(library) == doors


def test_sqlalchemy_and_psycopg_live_in_the_store_and_nowhere_else() -> None:
    outside = {path for path in importers("sqlalchemy") | importers("psycopg") if not path.startswith("store/")}
    # The embedded database and the migrations' runner make databases; they hold no cases.
    assert {path for path in outside if not path.startswith("runtime/")} == set()


def test_there_is_one_commit_in_the_code_base() -> None:
    commits = {
        path
        for path, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "commit"
        and not path.startswith("workflow/")
    }
    assert commits == {"store/unit_of_work.py"}


def test_now_is_read_in_one_file() -> None:
    readers = {
        path
        for path, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("now", "utcnow", "today")
        and isinstance(node.value, ast.Name)
        and node.value.id in ("datetime", "date")
    }
    assert readers == {"runtime/clock.py"}


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        f"{path}:{inner.lineno}"
        for path, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"util", "utils", "helper", "helpers", "common", "misc", "base", "manager"}
    assert [path for path in sources() if Path(path).stem in empty] == []


def test_packages_hold_no_code_of_their_own() -> None:
    allowed = (ast.Import, ast.ImportFrom, ast.Expr, ast.Assign)
    guilty = [
        path
        for path, tree in sources().items()
        if path.endswith("__init__.py") and any(not isinstance(node, allowed) for node in tree.body)
    ]
    assert guilty == []


def test_every_file_says_what_lives_in_it() -> None:
    silent = [path for path, tree in sources().items() if tree.body and not ast.get_docstring(tree)]
    assert silent == []


def test_the_environment_is_read_in_one_file() -> None:
    readers = {
        path
        for path, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("environ", "getenv")
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    }
    assert readers <= {"runtime/settings.py", "wsgi.py", "runtime/cli.py"}, readers


def test_the_rooms_are_all_there() -> None:
    assert [room for room in ROOMS if not (ROOT / room).is_dir()] == []
