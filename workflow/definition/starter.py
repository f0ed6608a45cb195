"""A new definition begins as a copy of `_shared/starter`: small, sound, to be changed into what the town needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from workflow.definition.blocks.pieces import NAME
from workflow.errors import InvalidInput

STARTER_NAME = "new_service"
"""The request type's name in the starter, replaced by the new one."""

_ENDINGS = (".yaml", ".html", ".css")


def starter_files(starter: Path, name: str) -> Mapping[str, str]:
    """Texts by their path in the folder `name`, from the folder `starter`.

    Raises InvalidInput (`name`: `not_a_name`), OSError.
    """
    if not NAME.fullmatch(name):
        raise InvalidInput({"name": ["not_a_name"]})
    paths = [path for path in sorted(starter.rglob("*")) if path.suffix in _ENDINGS]
    return {
        path.relative_to(starter).as_posix(): path.read_text(encoding="utf-8").replace(STARTER_NAME, name)
        for path in paths
    }
