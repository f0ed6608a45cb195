"""The files of one definition as they lie on the disk, unread. Bounded: nothing huge is taken into memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workflow.definition.yaml_source import MAX_BYTES

MAIN = "request_type.yaml"
_MAX_FILES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionFiles:
    """`main` None: there is no request_type.yaml. `lone`: one YAML file, whose templates and locales are not asked for.

    `name` is the folder's name (of a lone file its stem); it must equal `request_type` if `named`. Other files by
    their path inside the folder: `templates/x.html`, `locales/en.yaml`.
    """

    name: str
    main: bytes | None
    templates: Mapping[str, bytes] = field(default_factory=dict)
    locales: Mapping[str, bytes] = field(default_factory=dict)
    lone: bool = False
    named: bool = True


def read_folder(folder: Path) -> DefinitionFiles:
    """A definition's folder. Raises OSError."""
    main = folder / MAIN
    return DefinitionFiles(
        name=folder.name,
        main=_bounded(main) if main.is_file() else None,
        templates=_inside(folder / "templates", "templates", (".html", ".css")),
        locales=_inside(folder / "locales", "locales", (".yaml",)),
    )


def read_file(path: Path, *, in_root: bool) -> DefinitionFiles:
    """One YAML file; beside a `request_type.yaml` also the templates and locales that are there. Raises OSError."""
    text = _bounded(path)
    if path.name != MAIN:
        return DefinitionFiles(name=path.stem, main=text, lone=True, named=False)
    around = read_folder(path.parent)
    return DefinitionFiles(
        name=around.name, main=text, templates=around.templates, locales=around.locales, lone=True, named=in_root
    )


def _inside(folder: Path, prefix: str, endings: tuple[str, ...]) -> dict[str, bytes]:
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in endings and path.is_file()]
    return {f"{prefix}/{path.relative_to(folder).as_posix()}": _bounded(path) for path in paths[:_MAX_FILES]}


def _bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)
