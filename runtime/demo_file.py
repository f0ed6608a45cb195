"""`$SPRAVA_DATA/demo.json` (api.md): the demo town's sign-ins and status links, readable by their owner only.

Other programs wait for this name and begin at once. So it stands under another one until the town is whole and, with
`sprava run`, its pages answer; a load that was cut short has its sign-ins there.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FILE = "demo.json"
_UNTOLD = "demo.untold.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """One sign-in of the demo town."""

    username: str
    password: str
    pin: str
    name: str
    roles: tuple[str, ...]


def keep_untold(data: Path, content: Mapping[str, Any]) -> None:
    """Writes it under the name nobody waits for, complete or not at all."""
    new = data / f".{_UNTOLD}.{os.getpid()}"
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(data / _UNTOLD)


def announce(data: Path) -> None:
    """Gives what was kept its name; without effect when it has it already."""
    untold = data / _UNTOLD
    # Several web processes say it at once: the first one does.
    with contextlib.suppress(FileNotFoundError):
        untold.replace(data / _FILE)


def readdress(data: Path, public_url: str) -> None:
    """Brings the addresses up to date: the same data may be served on another port today."""
    path = data / _FILE
    if not path.is_file():
        return
    content = json.loads(path.read_text(encoding="utf-8"))
    if content["url"] == public_url:
        return
    for case in content["cases"]:
        case["status_url"] = public_url + case["status_url"].removeprefix(content["url"])
    content["url"] = public_url
    keep_untold(data, content)


def demo_accounts(data: Path) -> tuple[DemoAccount, ...]:
    """The demo's sign-ins, in the file's order; none when there is no file."""
    try:
        content = json.loads((data / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    return tuple(
        DemoAccount(
            username=str(account["username"]),
            password=str(account["password"]),
            pin=str(account.get("pin") or ""),
            name=str(account["name"]),
            roles=tuple(map(str, account["roles"])),
        )
        for account in content["accounts"]
    )


def sign_in_table(accounts: tuple[DemoAccount, ...]) -> str:
    """The sign-ins as aligned columns, one person a line."""
    rows = [("sign-in", "password", "PIN", "name", "roles")]
    rows += [(each.username, each.password, each.pin or "–", each.name, ", ".join(each.roles)) for each in accounts]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
