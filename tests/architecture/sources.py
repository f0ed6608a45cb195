"""The product's own Python files, parsed once: what the tests of the architecture look at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("workflow", "documents", "notifications", "store", "effects", "gate", "api", "web", "runtime")


@cache
def sources() -> dict[str, ast.Module]:
    """Every source file of the rooms by its path from the root."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
    }


def imports(tree: ast.AST) -> Iterator[str]:
    """Full names of every module imported anywhere in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def importers(library: str) -> set[str]:
    """Files that import `library` or anything below it."""
    return {
        path
        for path, tree in sources().items()
        if any(name == library or name.startswith(f"{library}.") for name in imports(tree))
    }
