#!/usr/bin/env python3
# ruff: noqa: T201 (a script says what it did)
"""Brings the foreign files that stand in this repository from the npm registry: `python scripts/renew_vendored.py`.

`scripts/vendored.json` names each package, its version, the folder it stands in and the SHA-256 of every file taken.
After raising a version run this with `--accept`, read what changed, and commit both. Nothing is fetched when Sprava is
built, tested or run.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIST = Path(__file__).with_name("vendored.json")


def main(accept: bool) -> int:
    """Writes the files; 1 when one differs from its hash and `accept` is not asked."""
    entries: list[dict[str, Any]] = json.loads(LIST.read_text(encoding="utf-8"))
    wrong = [line for entry in entries for line in _renew(entry, accept=accept)]
    if accept:
        LIST.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print("\n".join(wrong) or "All as listed.")
    return 1 if wrong else 0


def _renew(entry: dict[str, Any], *, accept: bool) -> list[str]:
    folder = ROOT / entry["folder"]
    folder.mkdir(parents=True, exist_ok=True)
    wrong = []
    with tempfile.TemporaryDirectory() as place:
        name = f"{entry['package']}@{entry['version']}"
        packed = subprocess.run(  # noqa: S603 — our own list names what is packed
            ["npm", "pack", "--silent", name],  # noqa: S607 — whichever npm the developer has
            cwd=place,
            capture_output=True,
            text=True,
            check=True,
        )
        with tarfile.open(Path(place) / packed.stdout.strip().splitlines()[-1]) as archive:
            for path, known in entry["files"].items():
                member = archive.extractfile(f"package/{path}")
                if member is None:
                    raise FileNotFoundError(f"{name}: {path}")
                data = member.read()
                found = hashlib.sha256(data).hexdigest()
                if found != known and not accept:
                    wrong.append(f"{name}: {path} is {found}, not {known}")
                    continue
                entry["files"][path] = found
                (folder / Path(path).name).write_bytes(data)
    return wrong


if __name__ == "__main__":
    sys.exit(main("--accept" in sys.argv[1:]))
