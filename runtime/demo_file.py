"""Reads `$SPRAVA_DATA/demo.json`, written by `sprava demo load`, for the table of sign-ins `sprava run` prints."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """One sign-in of the demo town."""

    username: str
    password: str
    pin: str
    name: str
    roles: tuple[str, ...]


def demo_accounts(data: Path) -> tuple[DemoAccount, ...]:
    """The demo's sign-ins, in the file's order; none when there is no file."""
    try:
        content = json.loads((data / "demo.json").read_text(encoding="utf-8"))
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
